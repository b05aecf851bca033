"""Accreditation in a span of text: which agency says what of a school or program, and for which years.

It never reads "accredited" where the words say something else or leave a doubt: policies, plans, alignment with
standards, and sentences about an agency are ``unknown``. Pure: no clock, no network, only the reference tables.
"""

from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict

from pipelines.normalize.accreditation_agencies import Agency, Item, with_agencies
from pipelines.normalize.accreditation_cahiim import CahiimStatement, read_cahiim_sentence
from pipelines.normalize.accreditation_headings import headed
from pipelines.normalize.accreditation_levels import level_of
from pipelines.normalize.accreditation_mentions import counted
from pipelines.normalize.accreditation_statements import RANK, Statement, statements
from pipelines.normalize.accreditation_statuses import StatusCode, status_of
from pipelines.normalize.accreditation_words import units

__all__ = (
    "VERSION",
    "Accreditation",
    "CahiimStatement",
    "StatusCode",
    "predicted",
    "read_accreditations",
    "read_cahiim_sentence",
    "status_of",
)
VERSION = "1"

Status = Literal[
    "accredited",
    "candidate",
    "initial",
    "probation",
    "withdrawn",
    "inactive",
    "expired",
    "not_accredited",
    "seeking",
    "unknown",
]


class Accreditation(BaseModel):
    """One agency's status of a school or program; ``agency`` None where the span names no agency."""

    model_config = ConfigDict(frozen=True)

    agency: str | None
    status: Status
    level: Literal["institution", "program"]
    since_year: int | None = None
    until_year: int | None = None


def read_accreditations(text: str) -> tuple[Accreditation, ...]:
    """The agencies of a span in the order they are named, each with its status.

    One entry without agency where the span makes a claim but names none; nothing where it does neither.
    """
    return _read(text)[0]


def _read(text: str) -> tuple[tuple[Accreditation, ...], list[list[Item]]]:
    cut = units(text)
    read = [counted(with_agencies(unit.words)) for unit in cut]
    made: list[tuple[int, Statement]] = []
    for place, items in enumerate(read):
        made.extend((place, s) for s in headed(read, place) or statements(items, cut[place].is_question))
    return tuple(_entry(agency, mine, read) for agency, mine in _by_agency(made)), read


def predicted(text: str) -> dict[str, Any] | list[dict[str, Any]]:
    """The reading as plain values: one object, a list where several agencies are named."""
    entries, read = _read(text)
    if not entries:
        entries = (Accreditation(agency=None, status="unknown", level=level_of(None, read, read)),)
    dumped = [entry.model_dump() for entry in entries]
    return dumped[0] if len(dumped) == 1 else dumped


_Made = list[tuple[int, Statement]]


def _by_agency(made: _Made) -> list[tuple[Agency | None, _Made]]:
    """Statements by agency; one that names no agency goes to the agency named last before it, else to the next."""
    grouped: dict[str, tuple[Agency | None, _Made]] = {}
    named = [s.agency for _, s in made if s.agency]
    last: Agency | None = named[0] if named else None
    for place, statement in made:
        last = statement.agency or last
        grouped.setdefault(last.acronym if last else "", (last, []))[1].append((place, statement))
    return list(grouped.values())


def _entry(agency: Agency | None, made: _Made, read: list[list[Item]]) -> Accreditation:
    """One entry from all that is said of one agency: the gravest status, the first years given for it."""
    statuses = {s.status for _, s in made}
    status = next((word for word in RANK if word in statuses), "unknown")
    if agency and agency.role == "vendor":
        status = "unknown"
    mine = [(place, s) for place, s in made if s.status == status]
    since = next((s.since_year for _, s in mine if s.since_year is not None), None)
    until = next((s.until_year for _, s in mine if s.until_year is not None), None)
    unknown = status == "unknown"
    return Accreditation(
        agency=agency.acronym if agency else None,
        status=cast(Status, status),
        level=level_of(agency, [read[place] for place, _ in mine], read),
        since_year=None if unknown else since,
        until_year=None if unknown else until,
    )
