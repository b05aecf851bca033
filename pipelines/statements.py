"""From records to published statements: one row for each claim that a plan names and each thing the record is about.

Pure but for the things it is told; decides neither what a record is about nor what its words mean.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

import orjson

from db.directory_writes import CurrentRecord
from pipelines.changes import listing_of
from pipelines.merge import Claims, SourceKind
from pipelines.statement_plan import Plan, Published

ThingsOf = Callable[[str, CurrentRecord, Claims], Sequence[tuple[str, str]]]
"""Subject, record and claims -> the things (kind, id) that the record speaks of."""

UNTOLD = frozenset({"not_stated"})
"""States that are no statement: a page that is silent says nothing that could be published."""


def statement_rows(
    kind: SourceKind, plan: Plan, records: Iterable[CurrentRecord], periods: Mapping[str, str], things_of: ThingsOf
) -> Iterator[tuple[Any, ...]]:
    """The rows of ``statement`` from the records of one source and kind; ``periods`` by reading id."""
    for record in records:
        claims: Claims = orjson.loads(record.claims)
        listing = listing_of(record.missing_runs, record.gone).value
        for name, claim in claims.items():
            base, _, number = name.partition(".")
            for published in plan.get(base, ()):
                for thing in things_of(published.subject, record, claims):
                    told = (base, name, int(number or 1))
                    row = _row(kind, record, thing, published, told, claim, periods[record.reading_id], listing)
                    if row is not None:
                        yield row


def _row(
    kind: SourceKind,
    record: CurrentRecord,
    thing: tuple[str, str],
    published: Published,
    told: tuple[str, str, int],
    claim: list[Any],
    period: str,
    listing: str,
) -> tuple[Any, ...] | None:
    value, _, state, _, qualifiers = (*claim, None, None, None, None)[:5]
    if value is None and state in UNTOLD:
        return None
    return (
        statement_id(*kind, record.record_key, told[1], *thing, published.field), *thing, published.topic,
        published.field, told[2], statement_text(value), state or "stated", published.unit,
        json.dumps(qualifiers or {}, ensure_ascii=False, separators=(",", ":"), sort_keys=True), period,
        published.grain, kind[0], listing, record.version_id, told[1],
    )  # fmt: skip


def statement_id(*parts: str) -> str:
    """A short id for a statement that stays as long as source, kind, record, claim, thing and field do."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def statement_text(value: Any) -> str | None:
    """A value as the text that is published: words as they are, all else as JSON."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
