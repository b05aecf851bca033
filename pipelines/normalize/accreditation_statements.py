"""What each unit of a span states about which agency: phrases weighed by clause, doubt resolved to ``unknown``.

A status that takes something away always outweighs "accredited"; a policy or a general sentence states nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pipelines.normalize.accreditation_agencies import Agency, Item
from pipelines.normalize.accreditation_clauses import clauses_of
from pipelines.normalize.accreditation_doubts import block, doubt
from pipelines.normalize.accreditation_guard import is_doubtful
from pipelines.normalize.accreditation_phrases import Cue, cues
from pipelines.normalize.accreditation_sharing import shared
from pipelines.normalize.accreditation_years import Year, stated, years

_STATUS = {"reaffirmed": "accredited", "restored": "accredited", "renewal": "seeking", "was_accredited": "expired"}
RANK = (
    "withdrawn",
    "seeking",
    "inactive",
    "expired",
    "not_accredited",
    "probation",
    "candidate",
    "initial",
    "accredited",
)
"""Of several statuses said of one agency the first of these holds."""
_ENDED = frozenset(("withdrawn", "expired"))


@dataclass(frozen=True, slots=True)
class Statement:
    """One status that a unit gives to an agency (None: to whatever agency the span is about)."""

    agency: Agency | None
    status: str
    since_year: int | None
    until_year: int | None
    renewed: bool = False


def statements(items: list[Item], is_question: bool) -> list[Statement]:
    """The statements of one unit, in order; an agency about which nothing is claimed has status ``unknown``."""
    found = [cue for cue in cues(items) if not is_doubtful(cue, items)]
    dated: dict[int, list[Year]] = {}
    for year in years(items, found):
        dated.setdefault(year.cue, []).append(year)
    clauses = clauses_of(items, found)
    doubt(clauses, found, items)
    block(clauses, found, items, is_question)
    names_any = any(clause.agencies for clause in clauses)
    result: list[Statement] = []
    ends = dict(pairwise([*(clause.start for clause in clauses), len(items)]))
    for clause, meant in zip(clauses, shared(clauses, found, items), strict=True):
        status, since, until = _decided(meant, found, dated)
        renewed = any(found[i].meaning == "reaffirmed" for i in meant)
        if clause.agencies and not clause.cues and status != "unknown":
            own = stated(items, clause.start, ends[clause.start])
            since, until = own[0] or since, own[1] or until
        for agency in clause.agencies:
            result.append(Statement(agency, status, since, until, renewed))
        if not clause.agencies and clause.cues and status != "unknown" and not names_any:
            result.append(Statement(None, status, since, until, renewed))
    return result


def _decided(meant: list[int], found: list[Cue], dated: dict[int, list[Year]]) -> tuple[str, int | None, int | None]:
    meanings = {found[i].meaning for i in meant}
    mine = [year for cue in sorted(set(meant)) for year in dated.get(cue, ())]
    if _later("restored", ("probation",), mine, found):
        meanings.discard("probation")
    if any(_later(award, ("candidate",), mine, found) for award in ("accredited", "initial", "was_accredited")):
        meanings.discard("candidate")
    status = _status(meanings, [year for year in mine if found[year.cue].meaning == "was_accredited"])
    if status in _ENDED:
        return status, *_ended(min((i for i in meant if found[i].meaning in _ENDED), default=0), mine)
    until = _first(year.year for year in mine if year.part == "end")
    return status, _since(status, meanings, mine, found), until


def _ended(ended: int, mine: list[Year]) -> tuple[int | None, int | None]:
    """When something that is over began and ended; a mere date counts as the end from the phrase of ending on."""
    begins = [year.year for year in mine if year.part == "begin" or (year.part == "point" and year.cue < ended)]
    ends = [year.year for year in mine if year.part == "end"]
    points = [year.year for year in mine if year.part == "point" and year.cue >= ended]
    return _first(begins), _first(ends or points)


def _later(meaning: str, than: tuple[str, ...], mine: list[Year], found: list[Cue]) -> bool:
    """Whether the years say that one phrase tells of what came later: a candidate once, accredited since."""
    begun = [year for year in mine if year.part != "end"]
    late = [year.year for year in begun if found[year.cue].meaning == meaning]
    early = [year.year for year in begun if found[year.cue].meaning in than]
    return bool(late) and bool(early) and min(late) > max(early)


def _status(meanings: set[str], was_years: list[Year]) -> str:
    """The one status of several phrases; "was accredited in 2011" began then, "was accredited" alone is over."""
    statuses = {_STATUS.get(meaning, meaning) for meaning in meanings}
    if "was_accredited" in meanings and was_years and all(year.part == "point" for year in was_years):
        statuses = statuses - {"expired"} | {"accredited"}
        statuses |= {"expired"} if "expired" in meanings else set()
    if "probation" in statuses:
        statuses.discard("seeking")
    if "renewal" in meanings and meanings & {"accredited", "reaffirmed", "initial"} and "seeking" not in meanings:
        statuses.discard("seeking")
    if "initial" in statuses and "candidate" in statuses and "seeking" not in statuses:
        statuses.discard("candidate")
    if "candidate" in statuses and "seeking" in statuses:
        statuses -= {"seeking", "initial"}
    if "reaffirmed" in meanings and "initial" in statuses:
        statuses -= {"initial"}
    return next((status for status in RANK if status in statuses), "unknown")


def _since(status: str, meanings: set[str], mine: list[Year], found: list[Cue]) -> int | None:
    """The year that the status began: after "since", or the date of the award; of a mere renewal none."""
    own = {"accredited", "initial", "was_accredited"} if status == "accredited" else {status}
    if status == "seeking":
        return _first(year.year for year in mine if year.part == "begin")
    begun = own | ({"reaffirmed", "restored"} if status == "accredited" else set())
    since = _first(year.year for year in mine if year.part == "begin" and found[year.cue].meaning in begun)
    if since is not None or "restored" in meanings:
        return since
    dates = [year for year in mine if year.part == "point" and found[year.cue].meaning in own]
    return _first(year.year for year in sorted(dates, key=lambda year: year.leads))


def _first(values: Iterable[int]) -> int | None:
    return next(iter(values), None)
