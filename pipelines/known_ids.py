"""The ids that were minted before, read as far as an assembly needs them: a quiet night asks for few of very many.

What was not asked for in advance (``expect``) makes it read them all, so it is never wrong, only slower. Mints nothing.
"""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy.engine import Connection

from db import identity_reads
from pipelines.minting import mint_id

FEW = 20_000
"""Above this many anchors, reading all ids at once is as quick."""
FEW_UNKNOWN = 500
"""Above this many that are not where they should be, too."""


class KnownIds:
    """Anchor -> id: those in the database, or with no ``connection`` those ``at_hand``; and those given since."""

    def __init__(self, connection: Connection | None = None, at_hand: Mapping[str, str] | None = None) -> None:
        self._connection = connection
        self._ids = dict(at_hand or {})
        self._absent: set[str] = set()
        self._given: dict[str, str] = {}
        self._whole = connection is None

    def get(self, anchor: str) -> str | None:
        """The id of an anchor, None where it has none."""
        found = self._ids.get(anchor)
        if found is None and not self._whole and anchor not in self._absent:
            self._read_all()
            found = self._ids.get(anchor)
        return found

    def __getitem__(self, anchor: str) -> str:
        if (found := self.get(anchor)) is None:
            raise KeyError(anchor)
        return found

    def __setitem__(self, anchor: str, thing_id: str) -> None:
        self._ids[anchor] = self._given[anchor] = thing_id

    def expect(self, anchors: Iterable[str]) -> None:
        """Read the ids of these anchors in one go, because they will be asked for."""
        if self._connection is None or self._whole:
            return
        wanted = {*anchors} - self._ids.keys() - self._absent
        if len(wanted) <= FEW:
            self._ids |= _only(wanted, identity_reads.ids_by_digest(self._connection, map(mint_id, wanted)))
            wanted -= self._ids.keys()
        if len(wanted) > FEW_UNKNOWN:
            self._read_all()
        elif wanted:  # new, or loaded with an id that is not its digest
            self._ids |= identity_reads.ids_by_anchor(self._connection, wanted)
            self._absent |= wanted - self._ids.keys()

    def anchors_of(self, thing_ids: Collection[str]) -> dict[str, str]:
        """Anchor -> id of all anchors that have one of these ids."""
        read = self._ids
        if self._connection is not None and not self._whole:
            read = identity_reads.ids_by_digest(self._connection, thing_ids)
        return {anchor: told for anchor, told in {**read, **self._given}.items() if told in thing_ids}

    def everything(self) -> Mapping[str, str]:
        """Anchor -> id of all there are."""
        self._read_all()
        return self._ids

    def _read_all(self) -> None:
        if self._connection is not None and not self._whole:
            self._ids = identity_reads.all_ids(self._connection) | self._given
            self._whole = True


def _only(anchors: set[str], ids: Mapping[str, str]) -> dict[str, str]:
    return {anchor: ids[anchor] for anchor in anchors & ids.keys()}
