"""Reads and writes of identities, their redirects, and the readable names of institutions. Mints nothing itself."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.bulk import insert_rows, table_of
from db.tables import AwardLevel, Identity, Institution, InstitutionSlug, Program

IDENTITY, SLUG = table_of(Identity), table_of(InstitutionSlug)


def identity_count(connection: Connection) -> int:
    """How many ids were ever given."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(IDENTITY)).scalar_one())


def retired_ids(connection: Connection) -> dict[str, tuple[str | None, datetime]]:
    """The ids that only redirect or rest: to which id (None: to none), and since when."""
    columns = (IDENTITY.c.thing_id, IDENTITY.c.successor_id, IDENTITY.c.retired_at)
    rows = connection.execute(sa.select(*columns).where(IDENTITY.c.retired_at.is_not(None)))
    return {row[0]: (row[1], row[2]) for row in rows}


def entered_at(connection: Connection, thing_id: str) -> str | None:
    """Since when the directory holds a thing, as readers get it."""
    found = connection.execute(sa.select(IDENTITY.c.entered_at).where(IDENTITY.c.thing_id == thing_id)).scalar()
    return f"{found:%Y-%m-%dT%H:%M:%SZ}" if found is not None else None


def set_redirects(connection: Connection, redirects: Mapping[str, tuple[str | None, datetime | None]]) -> None:
    """Say what ids lead to and since when; (None, None) for those that are in use again."""
    told = [{"b_id": thing_id, "b_to": to, "b_at": at} for thing_id, (to, at) in redirects.items()]
    if told:
        statement = sa.update(IDENTITY).where(IDENTITY.c.thing_id == sa.bindparam("b_id"))
        values: dict[str, Any] = {"successor_id": sa.bindparam("b_to"), "retired_at": sa.bindparam("b_at")}
        connection.execute(statement.values(**values), told)


def held_programs(connection: Connection, ids: Collection[str]) -> set[str]:
    """Those of ``ids`` that are programs of the directory."""
    program, wanted = table_of(Program), sorted(ids)
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        part = program.c.program_id.in_(wanted[start : start + 500])
        found.update(connection.execute(sa.select(program.c.program_id).where(part)).scalars())
    return found


def held_things(connection: Connection, ids: Collection[str]) -> set[str]:
    """Those of ``ids`` that are programs or institutions of the directory."""
    institution = table_of(Institution)
    part = institution.c.institution_id.in_(sorted(ids))
    found = connection.execute(sa.select(institution.c.institution_id).where(part)).scalars()
    return held_programs(connection, ids) | set(found)


def institutions_to_name(connection: Connection) -> list[Any]:
    """The institutions of the directory with what their readable names are made of, by UNITID."""
    table = table_of(Institution)
    columns = (table.c.institution_id, table.c.unitid, table.c.name, table.c.city, table.c.state)
    return list(connection.execute(sa.select(*columns).order_by(table.c.unitid)))


def slugs(connection: Connection) -> dict[str, tuple[str, bool]]:
    """Every slug that was ever given: the institution it leads to, and whether it is that institution's present one."""
    rows = connection.execute(sa.select(SLUG.c.slug, SLUG.c.institution_id, SLUG.c.is_current))
    return {row[0]: (row[1], bool(row[2])) for row in rows}


def store_slugs(connection: Connection, rows: Iterable[tuple[str, str, bool, datetime]]) -> None:
    """Store slugs (slug, institution id, whether it is the present one, since), over those that stand."""
    insert_rows(
        connection, InstitutionSlug, ("slug", "institution_id", "is_current", "since"), rows, conflict="replace"
    )


def set_slugs_past(connection: Connection, old: Collection[str]) -> None:
    """Say that slugs are no longer the present ones; they lead where they led."""
    told = [{"b_slug": slug} for slug in old]
    if told:
        statement = sa.update(SLUG).where(SLUG.c.slug == sa.bindparam("b_slug")).values(is_current=False)
        connection.execute(statement, told)


def replace_award_levels(connection: Connection, rows: Iterable[tuple[str, str, str, str]]) -> None:
    """Replace the table of award levels: (code, credential, label, word in slugs)."""
    connection.execute(sa.delete(table_of(AwardLevel)))
    insert_rows(connection, AwardLevel, ("award_level", "credential", "label", "slug_word"), rows)


def load_identities(connection: Connection, rows: Iterable[Any], named: Iterable[Any]) -> None:
    """Store identities (id, kind, anchor, minted at, successor, retired at) and slugs as they were handed on."""
    columns = ("thing_id", "kind", "anchor", "minted_at", "successor_id", "retired_at")
    insert_rows(connection, Identity, columns, rows)
    store_slugs(connection, named)
