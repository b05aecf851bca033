"""How an id is made: a digest of the anchor, so that a directory that is rebuilt from nothing has the same ids.

Decides nothing about which anchor a thing has, nor whether it has an id already (pipelines.identity).
"""

from hashlib import sha256

PREFIXES = {"institution": "ins", "program": "prg"}
DIGITS = 16


def anchor_of(kind: str, source: str, key: str) -> str:
    """The anchor for which an id is minted: kind, source and the source's own key."""
    return f"{kind}/{source}/{key}"


def mint_id(anchor: str) -> str:
    """The id of a new thing: a prefix for its kind and 16 hex digits (64 bits of the anchor's SHA-256)."""
    return f"{PREFIXES[anchor.partition('/')[0]]}-{sha256(anchor.encode()).hexdigest()[:DIGITS]}"
