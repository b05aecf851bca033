"""Corrections by hand in an assembly: which are in force, what they replace, and how they stand against the source.

A correction holds until its last day. It retires for good once the source says the same, and stays in force but is
flagged when the source says a third thing after it was made. What the source says is kept as a discrepancy.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.engine import Connection

from db import directory_writes as store
from db import overrides as table
from db.directory_writes import columns_of
from db.overrides import OverrideState
from pipelines.changes import field_claims
from pipelines.identity import PatternBook
from pipelines.merge import Disagreement
from pipelines.normalize.refusal import Refusal
from pipelines.override_fields import FOLLOWING, KIND, SOURCE, as_text, claim_of, kind_of, reader_of
from pipelines.override_file import PREFIX
from pipelines.readers import Missing
from pipelines.row_tables import PRICES, STATEMENTS, RowTable

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction as its record says it."""

    thing_id: str
    field: str
    value: Any
    words: str
    who: str
    decided_on: str
    evidence: str
    expires_on: str
    instead_of: str | None
    version_id: str

    @property
    def claim(self) -> str:
        """The name of the claim that carries it."""
        return claim_of(self.field)

    @property
    def reason(self) -> str:
        """Why it is published instead of what the source says."""
        return f"corrected by {self.who} on {self.decided_on} until {self.expires_on}: {self.evidence}"


def correction_of(record: store.CurrentRecord) -> Correction:
    """The correction that a record of the operator's file says."""
    claims = json.loads(record.claims)

    def said(name: str) -> str:
        return str((claims.get(f"{PREFIX}{name}") or [None])[0] or "")

    told = claims[claim_of(said("field"))]
    words = told[1] if len(told) > 1 and told[1] is not None else str(told[0])
    return Correction(
        said("thing_id"), said("field"), told[0], words, said("who"), said("decided_on"), said("evidence"),
        said("expires_on"), said("instead_of") or None, record.version_id,
    )  # fmt: skip


_Standing = tuple[Correction, OverrideState, str | None, str | None]
"""A correction, how it stands, what the source says now, and what it said when the correction was made."""


class Overrides:
    """The corrections of one assembly; ``today`` is the day that decides what has expired."""

    def __init__(self, connection: Connection, today: date) -> None:
        self._connection = connection
        records = store.current_records(connection, SOURCE, KIND)
        told = [correction_of(record) for record in records if not record.gone]
        self._before = {row["version_id"]: row for row in table.standing_overrides(connection)} if told else {}
        self.expired = frozenset(one.version_id for one in told if date.fromisoformat(one.expires_on) < today)
        self._by_thing: dict[str, list[Correction]] = {}
        for one in told:
            self._by_thing.setdefault(one.thing_id, []).append(one)
        self.disagreements: list[tuple[str, Disagreement]] = []
        self._states: dict[str, _Standing] = {
            one.version_id: (one, OverrideState.no_such_value, None, one.instead_of) for one in told
        }

    @property
    def things(self) -> frozenset[str]:
        """The ids of the things that some correction speaks of."""
        return frozenset(self._by_thing)

    def in_force(self, one: Correction, source_value: Any) -> bool:
        """Whether a correction stands in for what the source says; notes how it stands."""
        said = as_text(one.claim, source_value)
        before = self._before.get(one.version_id)
        baseline = one.instead_of if one.instead_of is not None else before["instead_of"] if before else said
        state = OverrideState.active
        if source_value == one.value or (before is not None and before["state"] is OverrideState.agreed):
            state = OverrideState.agreed
        elif one.version_id in self.expired:
            state = OverrideState.expired
        elif not _same(one.claim, baseline, source_value):
            state = OverrideState.source_moved
        self._states[one.version_id] = (one, state, said, baseline)
        return state in (OverrideState.active, OverrideState.source_moved)

    def thing(self, columns: Sequence[str], row: Row, book: PatternBook) -> Row:
        """The row of a program or institution with its corrections."""
        for one in self._by_thing.get(row[0], ()):
            if kind_of(one.field) != "thing" or one.field not in columns:
                continue
            said = row[columns.index(one.field)]
            if self.in_force(one, said):
                version_id, claim = field_claims(row[columns.index("evidence")], book.by_id).get(one.field, ("", ""))
                self._disagree(one, version_id, claim, said)
                row = _corrected(one, columns, row, book)
        return row

    def prices(self, rows: Iterable[Row]) -> list[Row]:
        """Rows of prices with their corrections."""

        def corrected(one: Correction, told: dict[str, Any]) -> dict[str, Any]:
            amounts = {"amount_min_cents": one.value, "amount_max_cents": one.value, "imputation_flag": None}
            return {**told, **amounts, **_cited(one)}

        return self._rows(PRICES, ("institution_id", "program_id"), "amount_min_cents", list(rows), corrected)

    def statements(self, rows: Iterable[Row]) -> list[Row]:
        """Rows of statements with their corrections."""

        def corrected(one: Correction, told: dict[str, Any]) -> dict[str, Any]:
            return {**told, "value": one.value, "state": "stated", **_cited(one)}

        return self._rows(STATEMENTS, ("thing_id",), "value", list(rows), corrected)

    def _rows(
        self,
        table_of: RowTable,
        holders: Sequence[str],
        value: str,
        rows: list[Row],
        corrected: Callable[[Correction, dict[str, Any]], dict[str, Any]],
    ) -> list[Row]:
        """Put corrections into rows: where one row alone about the thing has the name that a correction gives."""
        names = columns_of(table_of.model)
        positions = [names.index(name) for name in holders]
        found: dict[tuple[str, str], list[int]] = {}
        for number, row in enumerate(rows) if self._by_thing else ():
            if any(row[position] in self._by_thing for position in positions):
                told = table_of.told(row)
                if (thing := table_of.thing(told)) is not None:
                    found.setdefault((thing[1], table_of.label(told)), []).append(number)
        for one in (one for some in self._by_thing.values() for one in some):
            numbers = found.get((one.thing_id, one.field), [])
            if len(numbers) == 1:
                told = table_of.told(rows[numbers[0]])
                if self.in_force(one, told[value]):
                    self._disagree(one, told["version_id"], told["claim_field"], told[value])
                    now = corrected(one, told)
                    rows[numbers[0]] = tuple(now[name] for name in names)
        return rows

    def _disagree(self, one: Correction, version_id: str, claim: str, said: Any) -> None:
        if said is not None:
            told = as_text(one.claim, said), as_text(one.claim, one.value)
            against = Disagreement(one.field, version_id, claim, told[0], one.version_id, told[1], one.reason)
            self.disagreements.append((one.thing_id, against))

    def write(self) -> list[str]:
        """Store how all corrections stand; what is new about them and what a person should look at, in words."""
        rows = [
            (one.thing_id, one.field, one.words, said, baseline, state.value, one.who, one.decided_on,
             one.expires_on, one.evidence, one.version_id)
            for one, state, said, baseline in self._states.values()
        ]  # fmt: skip
        news = [
            f"the correction of {one.field} of {one.thing_id} by {one.who} has ended: {_ENDED[state]}"
            for one, state, _, _ in self._states.values()
            if state in _ENDED and self._before.get(one.version_id, {}).get("state") is not state
        ]
        if rows or table.standing_overrides(self._connection):
            table.replace_overrides(self._connection, sorted(rows))
        return sorted(news) + override_notes(self._connection)


_ENDED = {OverrideState.agreed: "the source says the same now", OverrideState.expired: "its last day is over"}


def override_notes(connection: Connection) -> list[str]:
    """The corrections that a person should look at, in words."""
    return [
        f"{row['field']} of {row['thing_id']} was corrected to {row['value']!r} by {row['who']}; "
        + (
            f"the source said {row['instead_of']!r} then and says {row['source_value']!r} now: see himdir overrides"
            if row["state"] is OverrideState.source_moved
            else "the directory holds no such value: see himdir overrides"
        )
        for row in table.standing_overrides(connection)
        if row["state"] in (OverrideState.source_moved, OverrideState.no_such_value)
    ]


def _cited(one: Correction) -> dict[str, Any]:
    return {"source": SOURCE, "version_id": one.version_id, "claim_field": one.claim}


def _same(claim: str, words: str | None, value: Any) -> bool:
    """Whether words of the operator's file mean a value of the source."""
    if words is None or value is None:
        return words is None and value is None
    try:
        return bool(reader_of(claim)[1](words) == value)
    except (Refusal, Missing):
        return bool(words == value)


def _corrected(one: Correction, columns: Sequence[str], row: Row, book: PatternBook) -> Row:
    """A row of a thing with a correction, and all that follows from it, in place of what the source said."""
    following = {name: rule(one.value) for name, (field, rule) in FOLLOWING.items() if field == one.field}
    values = {**dict(zip(columns, row, strict=True)), one.field: one.value}
    values |= {name: value for name, value in following.items() if name in values}
    replaced = {one.field, *following} & values.keys()
    cited = {version: book.by_id[pattern] for version, pattern in json.loads(values["evidence"]).items()}
    kept = {version: tuple(n for n in names if n.partition("=")[0] not in replaced) for version, names in cited.items()}
    own = tuple(name if name == one.claim else f"{name}={one.claim}" for name in sorted(replaced))
    kept = {version: names for version, names in kept.items() if names} | {one.version_id: own}
    values["evidence"] = book.evidence(tuple(kept.items()))
    states = {name: state for name, state in json.loads(values["states"]).items() if name not in replaced}
    values["states"] = json.dumps(states, separators=(",", ":"), sort_keys=True)
    return tuple(values[name] for name in columns)
