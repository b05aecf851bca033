"""What becomes of the ids of institutions that are no more: an institution's leads to its successor, a program's to the
successor's program of the same CIP and level, or it rests where there is none. No id is ever used again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from db import directory_writes as store
from db import identity_writes
from pipelines.change_log import ChangeLog
from pipelines.identity import IdentityBook
from pipelines.minting import anchor_of
from pipelines.succession import combined_institutions, rekeyed_on, replaced_institutions
from pipelines.things import ANCHOR_SOURCE

Redirect = tuple[str | None, datetime]
"""The id of the successor, None where there is none, and since when the id is retired."""


@dataclass(frozen=True, slots=True)
class _Left:
    """A program whose institution is no more: the keys of its record and of the successor's."""

    key: str
    successor_key: str


class Departures:
    """The institutions that are no more, and with them their programs.

    ``combined`` maps a UNITID to that of its successor, ``replaced`` to the present one of the same institution.
    """

    def __init__(
        self,
        connection: Connection,
        book: IdentityBook,
        readings: Mapping[str, store.ReadingFacts],
        institutions: Mapping[str, store.CurrentRecord],
    ) -> None:
        self._connection, self._book, self._readings, self._institutions = connection, book, readings, institutions
        self.replaced = replaced_institutions(institutions)
        combined = combined_institutions(institutions)
        self.combined = {unitid: after for unitid, after in combined.items() if unitid not in self.replaced}
        self.redirects: dict[str, Redirect] = {}
        self._left: dict[str, _Left] = {}
        self._keys: dict[str, frozenset[str]] = {}

    @property
    def unitids(self) -> frozenset[str]:
        """Those that are no more."""
        return frozenset((*self.combined, *self.replaced))

    def present_of(self, unitid: str) -> str:
        """The UNITID that stands for an institution now."""
        return self.combined.get(unitid) or self.replaced.get(unitid, unitid)

    def lead_on(self, successors: Mapping[str, str | None], since: datetime) -> None:
        """Ids of things that left lead to these, or rest where there is none; those that lead elsewhere stay."""
        held = identity_writes.held_things(self._connection, {to for to in successors.values() if to})
        for thing_id, to in successors.items():
            self.redirects.setdefault(thing_id, (to if to in held else None, since))

    def home_of(self, record: store.CurrentRecord) -> str | None:
        """The UNITID of the institution that offers the program of a record now; None when it left the directory."""
        unitid, _, rest = record.record_key.partition(":")
        if unitid in self.combined:
            self._leave(record, unitid, rest)
            return None
        present = self.replaced.get(unitid, unitid)
        return None if present != unitid and f"{present}:{rest}" in self._keys_of(present) else present

    def _keys_of(self, unitid: str) -> frozenset[str]:
        if unitid not in self._keys:
            keys = store.record_keys(self._connection, ANCHOR_SOURCE, "program", f"{unitid}:")
            self._keys[unitid] = frozenset(keys)
        return self._keys[unitid]

    def _leave(self, record: store.CurrentRecord, unitid: str, rest: str) -> None:
        """Ids are minted for what has left, too, so that a directory built later knows them all the same."""
        minted_at = self._readings[record.reading_id].captured_at
        program_id, _ = self._book.id_of("program", ANCHOR_SOURCE, record.record_key, minted_at)
        self._left[program_id] = _Left(record.record_key, f"{self.combined[unitid]}:{rest}")
        self._institution(unitid)

    def _institution(self, unitid: str) -> str:
        return self._book.id_of("institution", ANCHOR_SOURCE, unitid, self._since(unitid))[0]

    def _since(self, unitid: str) -> datetime:
        return self._readings[self._institutions[unitid].reading_id].captured_at

    def settle(self) -> None:
        """Find all redirects, once the directory holds the programs of tonight."""
        wanted = {
            program_id: self._book.find("program", ANCHOR_SOURCE, left.successor_key)
            for program_id, left in self._left.items()
        }
        held = identity_writes.held_programs(self._connection, {found for found in wanted.values() if found})
        for program_id, successor in wanted.items():
            since = self._since(self._left[program_id].key.partition(":")[0])
            self.redirects[program_id] = successor if successor in held else None, since
        self._book.expect("institution", ANCHOR_SOURCE, {*self.combined, *self.combined.values()})
        for unitid, after in self.combined.items():
            if (institution_id := self._book.find("institution", ANCHOR_SOURCE, unitid)) is not None:
                self.redirects[institution_id] = self._institution(after), self._since(unitid)
        self.redirects.update(self._second_ids())

    def _second_ids(self) -> dict[str, Redirect]:
        """Ids that were minted before anybody knew that a UNITID is a new number of an old institution."""
        known, rekeyed = self._book.known, rekeyed_on()
        anchors = {unitid: anchor_of("institution", ANCHOR_SOURCE, unitid) for unitid in rekeyed}
        known.expect(anchors.values())
        told = {unitid: at for unitid, at in rekeyed.items() if known.get(anchors[unitid]) is not None}
        found: dict[str, Redirect] = {}
        for anchor, thing_id in known.everything().items() if told else ():
            kind, _, key = anchor.split("/", 2)
            unitid = key.partition(":")[0]
            first = self._book.find(kind, ANCHOR_SOURCE, key)
            if unitid in told and first != thing_id:
                found[thing_id] = first, told[unitid]
        return found

    def drop(self, log: ChangeLog, kind: str, model: type[SQLModel], standing: Mapping[str, Sequence[Any]]) -> None:
        """Take things out of the directory: those that redirect now are merges, the others are out of scope."""
        for thing_id in sorted(standing.keys() & self.redirects.keys()):
            log.merge(kind, store.columns_of(model), standing[thing_id], self.redirects[thing_id][0])
        log.leave(kind, sorted(standing.keys() - self.redirects.keys()))
        store.delete_rows(self._connection, model, list(standing))

    def write(self, before: Mapping[str, Redirect]) -> None:
        """Store what is retired now and was not ``before``, and the other way round for what the directory holds again.

        An id that is neither may have been retired by a file of identities that was loaded; it stays so.
        """
        held = identity_writes.held_things(self._connection, before.keys() - self.redirects.keys())
        told: dict[str, tuple[str | None, datetime | None]] = {
            thing_id: redirect for thing_id, redirect in self.redirects.items() if before.get(thing_id) != redirect
        }
        told |= dict.fromkeys(held, (None, None))
        identity_writes.set_redirects(self._connection, told)
