"""Bulk writes: what a conflict does, in chunks, and instants that come back as they went in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db import bulk
from db.bulk import insert_rows, moment, stream_rows, table_of
from db.engine import open_engine
from db.schema import ensure_schema
from db.tables import CitationPattern, Identity, RecordVersion
from tests.pipelines.made_runs import MadeHome, made_home

COLUMNS = ("pattern_id", "fields")
IDENTITY = ("thing_id", "kind", "anchor", "minted_at")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    with made_home(tmp_path) as home, home.engine.begin() as connection:
        yield connection


def stored(connection: Connection) -> dict[str, str]:
    table = table_of(CitationPattern)
    return {row[0]: row[1] for row in connection.execute(sa.select(table))}


def test_a_conflict_fails_is_ignored_or_replaces(connection: Connection) -> None:
    assert insert_rows(connection, CitationPattern, COLUMNS, [("a", "1"), ("b", "1")]) == 2
    insert_rows(connection, CitationPattern, COLUMNS, [("a", "2"), ("c", "2")], conflict="ignore")
    assert stored(connection) == {"a": "1", "b": "1", "c": "2"}
    insert_rows(connection, CitationPattern, COLUMNS, [("a", "3"), ("d", "3")], conflict="replace")
    assert stored(connection) == {"a": "3", "b": "1", "c": "2", "d": "3"}
    with pytest.raises(sa.exc.IntegrityError):
        insert_rows(connection, CitationPattern, COLUMNS, [("a", "4")])


def test_many_rows_go_in_chunks_and_come_back_in_chunks(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 7)
    rows = [(f"{number:03}", "x") for number in range(50)]
    assert insert_rows(connection, CitationPattern, COLUMNS, iter(rows)) == 50
    table = table_of(CitationPattern)
    found = stream_rows(connection, sa.select(table.c.pattern_id, table.c.fields).order_by(table.c.pattern_id), chunk=7)
    assert [tuple(row) for row in found] == rows
    assert insert_rows(connection, CitationPattern, COLUMNS, []) == 0


def test_a_stream_takes_values_and_never_sql(connection: Connection) -> None:
    words = "x'; DROP TABLE citation_pattern; --"
    insert_rows(connection, CitationPattern, COLUMNS, [("a", words)])
    table = table_of(CitationPattern)
    statement = sa.select(table.c.pattern_id).where(table.c.fields == words, table.c.pattern_id.in_(["a", "b"]))
    assert [tuple(row) for row in stream_rows(connection, statement)] == [("a",)]


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 1, 7, 30, 15, 123456, tzinfo=UTC),
        datetime(2026, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
        datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC),
    ],
)
def test_instants_come_back_aware_and_in_utc(connection: Connection, at: datetime) -> None:
    insert_rows(connection, Identity, IDENTITY, [("prg-1", "program", "program/x/1", at)])
    table = table_of(Identity)
    by_core = connection.execute(sa.select(table.c.minted_at)).scalar_one()
    (raw,) = next(iter(stream_rows(connection, sa.select(table.c.minted_at))))
    for told in (by_core, moment(raw)):
        assert told == at
        assert told.utcoffset() == timedelta(0)


def test_an_instant_without_a_zone_is_refused(connection: Connection) -> None:
    naive = datetime(2026, 3, 1)  # noqa: DTZ001 - what is to be refused
    with pytest.raises((ValueError, sa.exc.StatementError)):
        insert_rows(connection, Identity, IDENTITY, [("prg-1", "program", "program/x/1", naive)])


def test_hostile_words_are_kept_as_they_are(tmp_path: Path) -> None:
    words: Any = ("naïve \U0001f3eb", "'; --", "\u202e", "%s ? :x", "\x00after")
    engine = open_engine(f"sqlite:///{tmp_path / 'work.sqlite'}")
    ensure_schema(engine)
    columns = ("version_id", "reading_id", "record_key", "place", "claims", "run_number")
    with engine.begin() as connection:
        rows = [(str(number), "r", word, word, word, 1) for number, word in enumerate(words)]
        insert_rows(connection, RecordVersion, columns, rows)
    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT record_key FROM record_version ORDER BY version_id")).scalars()
        assert tuple(found) == words
    engine.dispose()


def test_a_made_home_starts_empty(tmp_path: Path) -> None:
    home = MadeHome(tmp_path)
    assert home.query("SELECT * FROM run") == []
    home.engine.dispose()
