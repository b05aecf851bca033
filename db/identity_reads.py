"""Which id belongs to which anchor, in every order it is asked for. Mints and changes nothing."""

from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.bulk import stream_rows, table_of
from db.tables import Identity

CHUNK = 500
IDENTITY = table_of(Identity)
_ROW = sa.select(IDENTITY.c.anchor, IDENTITY.c.thing_id)


def all_ids(connection: Connection) -> dict[str, str]:
    """Anchor -> id, for everything that was ever minted."""
    return {row[0]: row[1] for row in stream_rows(connection, _ROW)}


def ids_by_digest(connection: Connection, thing_ids: Iterable[str]) -> dict[str, str]:
    """Anchor -> id of these ids, as far as they were minted."""
    return dict(_chosen(connection, IDENTITY.c.thing_id, thing_ids))


def ids_by_anchor(connection: Connection, anchors: Iterable[str]) -> dict[str, str]:
    """Anchor -> id of these anchors. No index holds anchors, so every 500 of them cost a pass over the table."""
    return dict(_chosen(connection, IDENTITY.c.anchor, anchors))


def _chosen(connection: Connection, column: sa.Column[str], wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    told = sorted(wanted)
    for start in range(0, len(told), CHUNK):
        for row in stream_rows(connection, _ROW.where(column.in_(told[start : start + CHUNK]))):
            yield row[0], row[1]
