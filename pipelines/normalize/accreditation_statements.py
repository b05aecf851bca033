"""What each unit of a span states about which agency: phrases weighed by clause, doubt resolved to ``unknown``.

A status that takes something away always outweighs "accredited"; a policy or a general sentence states nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.normalize.accreditation_agencies import Agency, Item
from pipelines.normalize.accreditation_phrases import BLOCKERS, Cue, cues
from pipelines.normalize.accreditation_years import Year, years

_BREAKS = frozenset(
    (",", ":", "-", "and", "but", "while", "although", "though", "whereas", "which", "who", "so", "because", "however")
)
_SILENT = frozenset(("neutral", "review", "event", *BLOCKERS))
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
_DENIALS = frozenset(("not", "never", "no", "neither", "nor", "without", "non", "lacks", "lack", "hardly", "false"))
_POSITIVE = frozenset(("accredited", "reaffirmed", "restored", "was_accredited", "initial", "candidate"))
_ENDED = frozenset(("withdrawn", "expired"))


@dataclass(frozen=True, slots=True)
class Statement:
    """One status that a unit gives to an agency (None: to whatever agency the span is about)."""

    agency: Agency | None
    status: str
    since_year: int | None
    until_year: int | None
    renewed: bool = False


@dataclass(slots=True)
class _Clause:
    start: int
    agencies: list[Agency] = field(default_factory=list)
    cues: list[int] = field(default_factory=list)
    blocked: bool = False


def statements(items: list[Item], is_question: bool) -> list[Statement]:
    """The statements of one unit, in order; an agency about which nothing is claimed has status ``unknown``."""
    found = cues(items)
    dated = years(items, found)
    clauses = _clauses(items, found)
    _doubt(clauses, found, items)
    _block(clauses, found, items, is_question)
    result: list[Statement] = []
    for clause, meant in zip(clauses, _shared(clauses, found), strict=True):
        status, since, until = _decided(meant, found, dated)
        renewed = any(found[i].meaning == "reaffirmed" for i in meant)
        for agency in clause.agencies:
            result.append(Statement(agency, status, since, until, renewed))
        if not clause.agencies and clause.cues and status != "unknown" and not any(c.agencies for c in clauses):
            result.append(Statement(None, status, since, until, renewed))
    return result


def _clauses(items: list[Item], found: list[Cue]) -> list[_Clause]:
    """The unit cut at marks and conjunctions, and before a phrase that begins after an agency that had its own."""
    starts = {cue.start: i for i, cue in enumerate(found) if cue.meaning not in _SILENT}
    clauses = [_Clause(0)]
    for place, item in enumerate(items):
        now = clauses[-1]
        spanned = place in starts or item.agency or item.word not in _BREAKS
        if not spanned:
            clauses.append(_Clause(place))
            continue
        if place in starts:
            if now.agencies and now.cues and _own_agency(items, found[starts[place]]):
                now = _Clause(place)
                clauses.append(now)
            now.cues.append(starts[place])
        if item.agency and item.agency.acronym not in {agency.acronym for agency in now.agencies}:
            now.agencies.append(item.agency)
    return clauses


def _doubt(clauses: list[_Clause], found: list[Cue], items: list[Item]) -> None:
    """Drop a positive phrase that a negation stands before in its clause, where no phrase accounts for the negation."""
    explained = {place for cue in found if cue.meaning not in BLOCKERS for place in range(cue.start, cue.end)}
    for clause, after in zip(clauses, [*clauses[1:], None], strict=True):
        end = after.start if after else len(items)
        denials = (p for p in range(clause.start, end) if items[p].word in _DENIALS and p not in explained)
        denial = next((p for p in denials if items[p + 1 : p + 2] and items[p + 1].word not in ("only", "for")), end)
        clause.cues = [i for i in clause.cues if found[i].start < denial or found[i].meaning not in _POSITIVE]


def _speaks_of_itself(items: list[Item], start: int) -> bool:
    return any(item.word in ("our", "we", "this") for item in items[start : start + 3])


def _own_agency(items: list[Item], cue: Cue) -> bool:
    return any(item.agency for item in items[cue.start : cue.end + 2])


def _block(clauses: list[_Clause], found: list[Cue], items: list[Item], is_question: bool) -> None:
    """Take from each clause the phrases that a policy, an advice or a question makes general."""
    everywhere = is_question
    bounds = [clause.start for clause in clauses[1:]] + [1 << 60]
    blockers = [cue for cue in found if cue.meaning in BLOCKERS]
    at = 0
    for place, clause in enumerate(clauses):
        mine: list[Cue] = []
        while at < len(blockers) and blockers[at].start < bounds[place]:
            mine.append(blockers[at])
            at += 1
        policy = any(cue.meaning == "policy" for cue in mine)
        everywhere = everywhere or (policy and place == 0)
        if policy or (everywhere and (is_question or place == 0 or not _speaks_of_itself(items, clause.start))):
            clause.cues, clause.blocked = [], True
        elif mine:
            first = min(cue.start for cue in mine)
            kept = [i for i in clause.cues if found[i].start < first]
            clause.blocked = not kept
            clause.cues = kept


def _shared(clauses: list[_Clause], found: list[Cue]) -> list[list[int]]:
    """The phrases that count for each clause: its own, those of clauses without agency beside it, or a neighbor's."""
    meant = [list(clause.cues) for clause in clauses]
    holders = [i for i, clause in enumerate(clauses) if clause.agencies]
    before: int | None = None
    following = iter(holders)
    after = next(following, None)
    for i, clause in enumerate(clauses):
        if after == i:
            before, after = i, next(following, None)
        elif clause.cues and holders:
            target = after if after is not None and not clauses[after].cues else before
            target = after if target is None else target
            if target is not None:
                safe = not clauses[target].blocked
                meant[target].extend(i for i in clause.cues if safe or found[i].meaning not in _POSITIVE)
    return _inherited(clauses, meant, holders)


def _inherited(clauses: list[_Clause], meant: list[list[int]], holders: list[int]) -> list[list[int]]:
    """Agencies in a list share the phrase of the one before; those before any phrase take the first that follows."""
    for order in (holders, holders[::-1]):
        last: list[int] = []
        for i in order:
            if meant[i] or clauses[i].blocked:
                last = meant[i]
            else:
                meant[i] = list(last)
    return meant


def _decided(meant: list[int], found: list[Cue], dated: list[Year]) -> tuple[str, int | None, int | None]:
    meanings = {found[i].meaning for i in meant}
    mine = [year for year in dated if year.cue in meant]
    if _later_than_candidacy(mine, found):
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


def _later_than_candidacy(mine: list[Year], found: list[Cue]) -> bool:
    """Whether the years say that accreditation followed an earlier candidacy."""
    begun = [year for year in mine if year.part != "end"]
    candidacy = [year.year for year in begun if found[year.cue].meaning == "candidate"]
    award = [year.year for year in begun if found[year.cue].meaning in ("accredited", "initial", "was_accredited")]
    return bool(candidacy) and bool(award) and min(award) > max(candidacy)


def _status(meanings: set[str], was_years: list[Year]) -> str:
    """The one status of several phrases; "was accredited in 2011" began then, "was accredited" alone is over."""
    statuses = {_STATUS.get(meaning, meaning) for meaning in meanings}
    if "was_accredited" in meanings and was_years and all(year.part == "point" for year in was_years):
        statuses = statuses - {"expired"} | {"accredited"}
        statuses |= {"expired"} if "expired" in meanings else set()
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
    return _first(year.year for year in mine if year.part == "point" and found[year.cue].meaning in own)


def _first(values: Iterable[int]) -> int | None:
    return next(iter(values), None)
