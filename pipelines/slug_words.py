"""Text as a part of an address: lower-case letters and digits with hyphens between. Pure; knows no thing."""

import re
import unicodedata

LONGEST_NAME = 100
_APOSTROPHES = re.compile(r"['’`´]")
_OTHERS = re.compile(r"[^a-z0-9]+")


def slug_word(text: str) -> str:
    """Text in lower-case letters and digits without accents, words with hyphens between."""
    parts = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text.casefold()).replace("&", " and "))
    return _OTHERS.sub("-", "".join(c for c in parts if not unicodedata.combining(c))).strip("-")[:LONGEST_NAME] or "x"
