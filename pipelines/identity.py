"""Ids for life: minted once from the anchor, stored, and from then on looked up, never computed again.

May not read or write tables: what was minted before is handed to it (pipelines.known_ids).
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from pipelines.known_ids import KnownIds
from pipelines.minting import DIGITS, PREFIXES, anchor_of


class IdentityBook:
    """Hands out the id of an anchor and remembers which ones are new."""

    def __init__(self, known: KnownIds, rekeyed: Mapping[str, str] | None = None) -> None:
        """``rekeyed``: UNITID -> the first one of the same institution."""
        self.known = known
        self.fresh: list[tuple[str, str, str, datetime]] = []
        self.rekeyed = rekeyed or {}

    def find(self, kind: str, source: str, key: str | None) -> str | None:
        """The id of a thing, None when it has none yet."""
        return self.known.get(self.anchor(kind, source, key)) if key is not None else None

    def anchor(self, kind: str, source: str, key: str) -> str:
        """The anchor of a key: that of the number under which its institution was first known."""
        return anchor_of(kind, source, self._first_key(key))

    def expect(self, kind: str, source: str, keys: Iterable[str]) -> None:
        """Say for which keys ids will be asked, so that they are read in one go."""
        self.known.expect(self.anchor(kind, source, key) for key in keys)

    def join(self, kind: str, source: str, key: str, thing_id: str) -> None:
        """Give a key the id of another one that stands for the same thing."""
        self.known[self.anchor(kind, source, key)] = thing_id

    def mint(self, kind: str, source: str, key: str, seen_at: datetime) -> None:
        """Mint the id of a key where it has none, though it may be given another one."""
        self.id_of(kind, source, key, seen_at)

    def _first_key(self, key: str) -> str:
        """The key under which the thing was first known: a program's begins with that of its institution."""
        unitid, mark, rest = key.partition(":")
        return self.rekeyed.get(unitid, unitid) + mark + rest

    def id_of(self, kind: str, source: str, key: str, seen_at: datetime) -> tuple[str, bool]:
        """The id of the thing, and whether it was minted just now (``seen_at`` is aware UTC)."""
        return self.minter(kind, source)(key, seen_at)

    def minter(self, kind: str, source: str) -> Callable[[str, datetime], tuple[str, bool]]:
        """What ``id_of`` does for the keys of one kind and source: for long loops."""
        known, add_fresh, rekeyed, first_key = self.known, self.fresh.append, self.rekeyed, self._first_key
        anchor_start, id_start = anchor_of(kind, source, ""), f"{PREFIXES[kind]}-"

        def id_of(key: str, seen_at: datetime) -> tuple[str, bool]:
            anchor = anchor_start + (first_key(key) if rekeyed else key)
            if (found := known.get(anchor)) is not None:
                return found, False
            found = known[anchor] = id_start + sha256(anchor.encode()).hexdigest()[:DIGITS]
            add_fresh((found, kind, anchor, seen_at))
            return found, True

        return id_of


class PatternBook:
    """Hands out the id of a list of cited fields: few lists serve very many things."""

    def __init__(self) -> None:
        self.ids: dict[tuple[str, ...], str] = {}
        self.by_id: dict[str, Sequence[str]] = {}

    def evidence(self, cited: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
        """The stored evidence of a thing: version id -> pattern id, as JSON."""
        return "{" + ",".join([f'"{version}":"{self.id_of(names)}"' for version, names in cited]) + "}"

    def id_of(self, names: tuple[str, ...]) -> str:
        """The id of one list, a digest of it."""
        if (found := self.ids.get(names)) is None:
            found = self.ids[names] = sha256(",".join(names).encode()).hexdigest()[:12]
            self.by_id[found] = names
        return found

    def rows(self) -> list[tuple[str, str]]:
        """The rows of the table ``citation_pattern``."""
        return [(told, json.dumps(names, separators=(",", ":"))) for names, told in self.ids.items()]
