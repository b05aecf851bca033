"""The file that identities are handed on in: one row an id, checked as a whole before any of it is believed. Pure.

With it a directory that is rebuilt elsewhere gives the same things the same ids, even where it would mint others. Texts
come from somebody else's file: they are held to their forms.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

HEADER = ("thing_id", "kind", "anchor", "minted_at", "successor_id", "retired_at", "slugs")
MOST_ROWS = 5_000_000
_ID = {"institution": re.compile(r"ins-[0-9a-z]{1,28}"), "program": re.compile(r"prg-[0-9a-z]{1,28}")}
_ANCHOR = re.compile(r"(institution|program)/[a-z_]{1,64}/[0-9A-Za-z:._-]{1,100}")
_SLUG = re.compile(r"[a-z0-9-]{1,60}/[a-z0-9-]{1,139}")


class BadIdentityFile(ValueError):
    """The file is not one of identities, or says something impossible; the message names the line."""


class IdentityRow(NamedTuple):
    """One id with everything that is kept about it."""

    thing_id: str
    kind: str
    anchor: str
    minted_at: datetime
    successor_id: str | None
    retired_at: datetime | None


class SlugRow(NamedTuple):
    """One readable name of an institution."""

    slug: str
    institution_id: str
    is_current: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class Identities:
    """All of a file."""

    rows: list[IdentityRow]
    slugs: list[SlugRow]


def written(identities: Iterable[Mapping[str, Any]], slugs: Iterable[Mapping[str, Any]]) -> Iterator[Sequence[Any]]:
    """The lines of a file, its header first, from rows of the published tables; times as published."""
    by_holder: dict[str, list[str]] = {}
    for one in sorted(slugs, key=lambda row: (not row["is_current"], row["slug"])):
        by_holder.setdefault(one["institution_id"], []).append(f"{one['slug']}={one['since']}")
    yield HEADER
    for row in identities:
        told = [row[name] or "" for name in HEADER[:-1]]
        yield [*told, " ".join(by_holder.get(row["thing_id"], ()))]


def read(lines: Iterable[str]) -> Identities:
    """All identities of a file. BadIdentityFile when any line is wrong or the whole does not hold together."""
    found = Identities([], [])
    try:
        rows = csv.reader(lines, strict=True)
        if tuple(next(rows, ())) != HEADER:
            raise BadIdentityFile(f"line 1: the header must be {','.join(HEADER)}")
        for row in rows:
            if len(row) != len(HEADER) or len(found.rows) >= MOST_ROWS:
                raise BadIdentityFile(f"line {rows.line_num}: expected {len(HEADER)} cells in at most {MOST_ROWS} rows")
            told = _row(row, rows.line_num)
            found.rows.append(told)
            found.slugs.extend(_slugs(told, row[-1], rows.line_num))
    except csv.Error as error:
        raise BadIdentityFile(f"line {rows.line_num}: not readable as CSV ({error})") from error
    _check_whole(found)
    return found


def _row(row: Sequence[str], line: int) -> IdentityRow:
    thing_id, kind, anchor, minted_at, successor_id, retired_at, _ = row
    form = _ID.get(kind)
    if form is None or not form.fullmatch(thing_id) or (successor_id and not form.fullmatch(successor_id)):
        raise BadIdentityFile(f"line {line}: {thing_id[:40]!r} is no id of a {kind[:20]!r}, or its successor is none")
    if not _ANCHOR.fullmatch(anchor) or not anchor.startswith(f"{kind}/"):
        raise BadIdentityFile(f"line {line}: {anchor[:80]!r} is no anchor of a {kind}")
    if successor_id and not retired_at:
        raise BadIdentityFile(f"line {line}: {thing_id} has a successor but is not retired")
    retired = _moment(retired_at, line) if retired_at else None
    return IdentityRow(thing_id, kind, anchor, _moment(minted_at, line), successor_id or None, retired)


def _slugs(row: IdentityRow, cell: str, line: int) -> Iterator[SlugRow]:
    for number, told in enumerate(cell.split()):
        slug, _, since = told.partition("=")
        if row.kind != "institution" or not _SLUG.fullmatch(slug):
            raise BadIdentityFile(f"line {line}: {slug[:80]!r} is no slug of an institution")
        yield SlugRow(slug, row.thing_id, number == 0, _moment(since, line))


def _moment(text: str, line: int) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise BadIdentityFile(f"line {line}: {text[:40]!r} is no time") from None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _check_whole(found: Identities) -> None:
    """No id, anchor or slug twice; every successor is there, and no chain of them is a circle."""
    following = {row.thing_id: row.successor_id for row in found.rows}
    for what, values in (
        ("id", [row.thing_id for row in found.rows]),
        ("anchor", [row.anchor for row in found.rows]),
        ("slug", [slug.slug for slug in found.slugs]),
    ):
        if len(set(values)) != len(values):
            twice = next(value for number, value in enumerate(values) if value in values[:number])
            raise BadIdentityFile(f"the {what} {twice} stands there twice")
    for start in (thing_id for thing_id, successor in following.items() if successor):
        at: str | None = start
        seen: set[str] = set()
        while at is not None:
            if at in seen or at not in following:
                raise BadIdentityFile(f"the successors of {start} lead in a circle or to nothing that is there")
            seen.add(at)
            at = following[at]
