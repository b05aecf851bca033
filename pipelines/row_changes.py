"""Replacing a table whose rows belong to things: only the difference is written, and each difference is a change.

A first load of a source is one event, and so is a new data year that all rows move to. Finds no cause itself.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.engine import Connection

from db.change_parts import WHOLE
from db.columns import Cause
from db.directory_writes import columns_of
from db.part_rows import (
    Among,
    Row,
    came_in_before,
    delete_keys,
    has_value,
    held_values,
    key_columns,
    standing_rows,
    write_rows,
)
from pipelines.change_causes import EVERYTHING
from pipelines.change_log import ChangeLog
from pipelines.changes import Claim, Moved
from pipelines.row_tables import RowTable, Told
from pipelines.row_telling import Behind, Difference, Pairs, Telling
from pipelines.things import ANCHOR_SOURCE


def replace_rows(
    connection: Connection,
    log: ChangeLog,
    table: RowTable,
    rows: Iterable[Row],
    behind: Behind | None = None,
    *,
    first_load: bool = False,
    among: Among | None = None,
) -> Difference:
    """Bring a table to ``rows``, and tell the log what moved.

    ``behind`` finds claims where a row names none. ``first_load`` says that what the rows are computed from has come
    in for the first time tonight: they are summed up, unless some of them had a value before. ``among`` leaves all rows
    alone but those with these values in a column.
    """
    wanted = list(rows)
    standing = standing_rows(connection, table.model, among)
    if log.first and not standing:
        write_rows(connection, table.model, wanted, fresh=True)
        log.add(*_first_loads(log, table, _by_source(table, wanted)))
        return Difference([], [], [])
    held = _Held(connection, table)
    difference = replace(_difference(table, standing, wanted), stood=len(standing))
    _write(connection, table, difference)
    if first_load and not held.any_value:
        log.add(*_first_loads(log, table, _by_source(table, wanted)))
        return difference
    fresh = _fresh_sources(connection, table, held, difference)
    told = Telling(log, table, difference, behind or _own_claims(table, difference))
    log.add(*told.changes(held.years), *told.left(wanted), *told.came(standing, fresh))
    log.add(*_first_loads(log, table, _by_source(table, wanted), fresh))
    return replace(difference, fresh=fresh)


class _Held:
    """What a whole table holds before it is written: sources, years, whether there is any value."""

    def __init__(self, connection: Connection, table: RowTable) -> None:
        self.sources = held_values(connection, table.model, "source") if table.has_source else frozenset[Any]()
        self.years = held_values(connection, table.model, table.years) if table.years else frozenset[Any]()
        self.any_value = has_value(connection, table.model, table.value_column)


def _difference(table: RowTable, standing: Sequence[Row], wanted: Sequence[Row]) -> Difference:
    now, before = set(wanted), set(standing)
    gone = {table.key(told): told for told in map(table.told, (row for row in standing if row not in now))}
    changed, came = [], []
    for told in map(table.told, (row for row in wanted if row not in before)):
        old = gone.pop(table.key(told), None)
        if old is not None and table.thing(old) == table.thing(told):
            changed.append((old, told))
        else:
            came.append(told)
            if old is not None:
                gone[table.key(told)] = old
    if table.years in key_columns(table.model):
        return _paired_years(table, Difference(changed, list(gone.values()), came))
    return Difference(changed, list(gone.values()), came)


def _paired_years(table: RowTable, difference: Difference) -> Difference:
    """Of rows that have the year in their key: the only one that left and the only one that came are one row."""

    def without_year(told: Told) -> tuple[Any, ...]:
        return tuple(told[name] for name in key_columns(table.model) if name != table.years)

    left: dict[Any, list[Told]] = defaultdict(list)
    came: dict[Any, list[Told]] = defaultdict(list)
    for told in difference.left:
        left[without_year(told)].append(told)
    for told in difference.came:
        came[without_year(told)].append(told)
    pairs = [key for key in came if len(came[key]) == len(left.get(key, ())) == 1]
    changed = [*difference.changed, *((left.pop(key)[0], came.pop(key)[0]) for key in pairs)]
    return Difference(changed, [t for some in left.values() for t in some], [t for some in came.values() for t in some])


def _write(connection: Connection, table: RowTable, difference: Difference) -> None:
    names = columns_of(table.model)
    moved = [(old, new) for old, new in difference.changed if table.key(old) != table.key(new)]
    delete_keys(connection, table.model, map(table.key, [*difference.left, *(old for old, _ in moved)]))
    rows = [[told[name] for name in names] for told in (*(new for _, new in difference.changed), *difference.came)]
    write_rows(connection, table.model, rows, fresh=False)


def _by_source(table: RowTable, rows: Iterable[Row]) -> Counter[str]:
    """How many rows of each source have a value."""
    names = columns_of(table.model)
    source = names.index("source") if "source" in names else None
    value = names.index(table.value_column)
    return Counter(ANCHOR_SOURCE if source is None else str(row[source]) for row in rows if row[value] is not None)


def _first_loads(
    log: ChangeLog, table: RowTable, counts: Counter[str], only: Container[str] | None = None
) -> list[Moved]:
    return [
        Moved(
            "institution", WHOLE, f"{table.name}.{WHOLE}", None, number, cause=Cause.backfill, source=source,
            known_at=log.latest,
        )
        for source, number in sorted(counts.items())
        if only is None or source in only
    ]  # fmt: skip


def _fresh_sources(connection: Connection, table: RowTable, held: _Held, difference: Difference) -> frozenset[str]:
    """The sources whose rows come into a table for the first time; a computed row has none."""
    if not table.has_source:
        return frozenset()
    came = {str(told["source"]) for told in difference.came} - held.sources
    return frozenset(s for s in came if not came_in_before(connection, f"{table.name}.{WHOLE}", s))


def _own_claims(table: RowTable, difference: Difference) -> Behind:
    """The claims that rows name themselves; where rows of a thing depend on one another, also those of the others."""
    siblings: dict[Any, list[tuple[Claim, Claim]]] = defaultdict(list)
    if table.siblings:
        for old, new in difference.changed:
            if old["version_id"] != new["version_id"]:
                claims = (old["version_id"], EVERYTHING), (new["version_id"], EVERYTHING)
                siblings[table.thing(new)].append(claims)
        for told in difference.left:
            siblings[table.thing(told)].append(((told["version_id"], EVERYTHING), None))

    def behind(old: Told | None, new: Told | None, name: str) -> Pairs:
        told = new or old
        assert told is not None  # noqa: S101 - a difference has a row on one side
        own = tuple((row["version_id"], table.claim(row, name)) if row is not None else None for row in (old, new))
        return ((own[0], own[1]), *siblings[table.thing(told)])

    return behind
