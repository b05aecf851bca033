"""From statements to entries: units of a span read one by one and gathered by agency. Entry point: accreditation.py."""

from typing import Literal, cast

from pydantic import BaseModel, ConfigDict

from pipelines.normalize.accreditation_agencies import Agency, Item, with_agencies
from pipelines.normalize.accreditation_continued import continued
from pipelines.normalize.accreditation_headings import headed, over
from pipelines.normalize.accreditation_levels import level_of
from pipelines.normalize.accreditation_mentions import claims, counted
from pipelines.normalize.accreditation_sharing import KINDS
from pipelines.normalize.accreditation_statements import RANK, Statement, statements
from pipelines.normalize.accreditation_words import units

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


def read_units(text: str) -> tuple[tuple[Accreditation, ...], list[list[Item]]]:
    """The entries of a span, and its units as words for those who want the level of a span that claims nothing."""
    cut = continued(units(text))
    named = [with_agencies(unit.words) for unit in cut]
    claimed = [claims(items) for items in named]
    read = [counted(items, claimed[i] or _is_cell(items, claimed, i)) for i, items in enumerate(named)]
    made: list[tuple[int, Statement]] = []
    entries: dict[int, bool] = {}
    for place, items in enumerate(read):
        said = headed(read, place, entries) or statements(items, cut[place].is_question)
        made.extend((place, over(read, place, s)) for s in said)
    return tuple(_entry(agency, mine, read) for agency, mine in _by_agency(made, read)), read


def _is_cell(items: list[Item], claimed: list[bool], place: int) -> bool:
    """Whether a bare name stands beside a claim as in a table: "Accredited | COE"."""
    return len(items) <= _LONGEST_CELL and any(claimed[max(0, place - 1) : place + 2])


_LONGEST_CELL = 3
_OVER = frozenset(("withdrawn", "expired"))
"""Statuses whose years may stand beside the accreditation that has ended."""
_Made = list[tuple[int, Statement]]


def _by_agency(made: _Made, read: list[list[Item]]) -> list[tuple[Agency | None, _Made]]:
    """Statements by agency; one that names no agency goes to the agency named last before it, else to the next.

    What a program is denied is not denied to the institution whose accreditor stands beside it.
    """
    grouped: dict[str, tuple[Agency | None, _Made]] = {}
    named = [s.agency for _, s in made if s.agency]
    claimed = {s.agency.acronym for _, s in made if s.agency and s.status == "accredited"}
    last: Agency | None = named[0] if named else None
    kinds: dict[int, str] = {}
    for place, statement in made:
        if not statement.agency and last and last.level == "institution" and statement.status == "not_accredited":
            kind = kinds[place] = kinds.get(place) or level_of(None, [read[place]], [])
            if kind == "program" or (last.acronym in claimed and KINDS & {item.word for item in read[place]}):
                continue
        last = statement.agency or last
        grouped.setdefault(last.acronym if last else "", (last, []))[1].append((place, statement))
    return list(grouped.values())


def _entry(agency: Agency | None, made: _Made, read: list[list[Item]]) -> Accreditation:
    """One entry from all that is said of one agency: the gravest status, the first years given for it."""
    statuses = {s.status for _, s in made}
    renewed = any(s.renewed for _, s in made)
    if renewed:
        statuses.discard("initial")
    if _later(made, "candidate", ("accredited", "initial")):
        statuses.discard("candidate")
    if "probation" in statuses:
        statuses.discard("seeking")
    if "candidate" in statuses and _is_only_not_yet(made, read):
        statuses.discard("not_accredited")
    status = next((word for word in RANK if word in statuses), "unknown")
    if agency and agency.role == "vendor":
        status = "unknown"
    first_award = "initial" if renewed and status == "accredited" else status
    mine = [(place, s) for place, s in made if s.status in (status, first_award)]
    dated = mine + [(place, s) for place, s in made if status in _OVER and s.status in ("accredited", "initial")]
    since = next((s.since_year for _, s in dated if s.since_year is not None), None)
    until = next((s.until_year for _, s in dated if s.until_year is not None), None)
    unknown = status == "unknown"
    return Accreditation(
        agency=agency.acronym if agency else None,
        status=cast(Status, status),
        level=level_of(agency, [read[place] for place in dict.fromkeys(place for place, _ in mine)], read),
        since_year=None if unknown else since,
        until_year=None if unknown else until,
    )


def _is_only_not_yet(made: _Made, read: list[list[Item]]) -> bool:
    """Whether what is denied is denied with "not yet": a candidate is not yet accredited."""
    denied = [place for place, statement in made if statement.status == "not_accredited"]
    return all(any(item.word == "yet" for item in read[place]) for place in denied)


def _later(made: _Made, earlier: str, later: tuple[str, ...]) -> bool:
    """Whether one status has a year and another has a later one: a candidate of 2004 may be accredited since 2008."""
    before = [s.since_year for _, s in made if s.status == earlier and s.since_year]
    after = [s.since_year for _, s in made if s.status in later and s.since_year]
    return bool(before) and bool(after) and min(after) > max(before)
