"""Which certification exams may a graduate of a program sit? Yes, no or unknown, with the chain of rules behind it.

Pure: rules from ``reference/certification_rules.csv``, facts about the program from its caller. What is asked of a
person (a diploma, a membership, a transcript) is told as a condition and decides nothing; recommendations stand apart.
A title proves nothing: field and level are the accreditor's word; an institution's accreditation never counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipelines.tables import reference_rows

Answer = Literal["yes", "no", "unknown"]
CODING_CIPS = ("51.0713", "51.0714", "51.0707", "51.0706")
OF_THE_PERSON = frozenset({"document", "membership", "experience", "reciprocity", "education_or_experience"})
NOT_OF_GRADUATES = frozenset({"early_testing", "provisional"})
LEVELS = {"certificate_of_the_degree": "postbaccalaureate_certificate"}


@dataclass(frozen=True, slots=True)
class StandingStatus:
    """An accreditor's word that covers the graduation day: what it counts as, and for which level and field."""

    agency: str
    status: str
    counts_as_accredited: bool | None
    level: str | None
    field: str | None
    source: str
    status_id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """What is known of a program on the graduation day.

    ``lists_read`` names the agencies whose list was read to its end by then; ``unsettled`` those of which a record of
    the same institution could not be tied to one program; ``outside`` those of which something is known of other days.
    """

    credential: str
    cip: str
    statuses: tuple[StandingStatus, ...] = ()
    lists_read: frozenset[str] = frozenset()
    unsettled: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """One rule with its answer for this program, why, and the accreditor's word that it rests on, if one."""

    rule: str
    requirement: str
    answer: Answer
    words: str
    why: str
    status_id: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The answer for one certification. ``conditions`` are asked of the person; ``recommended`` is never required."""

    certification: str
    answer: Answer
    why: str
    chain: tuple[Step, ...]
    conditions: tuple[str, ...] = ()
    recommended: tuple[Step, ...] = field(default=())


def certifications() -> tuple[str, ...]:
    """The certifications of which rules are kept, in the order of the table."""
    return tuple(dict.fromkeys(row["certification"] for row in reference_rows("certification_rules")))


def eligibility(program: ProgramFacts, certification: str) -> Eligibility:
    """Whether a graduate of the program may sit the exam; LookupError for a certification that nobody has rules of."""
    rules = [row for row in reference_rows("certification_rules") if row["certification"] == certification]
    if not rules:
        raise LookupError(f"no rules are kept of {certification!r}; there are: {', '.join(certifications())}")
    required = [row for row in rules if row["requirement"] == "required"]
    recommended = tuple(_step(program, row) for row in rules if row["requirement"] == "recommended")
    if not required:
        told = "; ".join(row["words"] for row in rules if row["requirement"] in ("not_found", "not_required"))
        return Eligibility(certification, "unknown", told or "no requirement was found", (), (), recommended)
    groups = {row["choice"]: [one for one in required if one["choice"] == row["choice"]] for row in required}
    chain: list[Step] = []
    conditions: list[str] = []
    answers: list[tuple[Answer, str]] = []
    for group in groups.values():
        about_program = [row for row in group if _is_about_a_program(row)]
        conditions += [row["words"] for row in group if not _is_about_a_program(row) and row["route"] in _ASKED]
        if about_program:
            steps = [_step(program, row) for row in about_program]
            chain += steps
            answers.append(_best(steps, other_routes=any(row["route"] == "experience" for row in group)))
    answer, why = _worst(answers)
    return Eligibility(certification, answer, why, tuple(chain), tuple(conditions), recommended)


_ASKED = frozenset({"document", "membership", "education", "experience", "removal_of_apprentice"})


def _is_about_a_program(row: dict[str, str]) -> bool:
    """Whether a rule asks for a program; a school diploma, a membership or work are asked of the person alone."""
    if row["route"] in OF_THE_PERSON | NOT_OF_GRADUATES or row["route"] == "removal_of_apprentice":
        return False
    return bool(row["accreditor"]) or "training" in row["route"]


def _step(program: ProgramFacts, row: dict[str, str]) -> Step:
    if row["accreditor"]:
        answer, why, status = _by_accreditor(program, row)
    elif row["program_field"] and ("training" in row["route"] or row["route"] == "approved_program"):
        fits = program.cip in CODING_CIPS
        answer = "yes" if fits else "unknown"
        why = f"CIP {program.cip} {'is' if fits else 'may not be'} training in {row['program_field']}"
        status = None
    else:
        answer, why, status = "unknown", "asked of the person, not of the program", None
    named = (status.status_id, status.source) if status is not None else ("", "")
    return Step(row["rule"], row["requirement"], answer, row["words"], why, *named)


def _by_accreditor(program: ProgramFacts, row: dict[str, str]) -> tuple[Answer, str, StandingStatus | None]:
    agency, level, subject = row["accreditor"], row["credential_level"], row["program_field"]
    level = LEVELS.get(level, level)
    told = [one for one in program.statuses if one.agency == agency]
    fitting = [one for one in told if _same(one.level or program.credential, level) and _covers(one.field, subject)]
    if fitting:
        return _by_status(fitting[0])
    if told:
        one = told[0]
        covered = " ".join(filter(None, (one.level or program.credential, one.field)))
        return "no", f"{agency} speaks of {covered}; the rule asks for {level or 'any level'} in {subject}", one
    if level and not _same(program.credential, level):
        return "no", f"the program leads to {program.credential}, the rule asks for {level}", None
    if agency in program.outside:
        return "unknown", f"what is known of {agency} does not reach that day", None
    if agency not in program.lists_read:
        return "unknown", f"no list of {agency} was read by then", None
    if agency in program.unsettled:
        return "unknown", f"{agency} lists a program of this institution that could not be told to be this one", None
    return "no", f"the list of {agency} was read and does not name this program", None


def _by_status(one: StandingStatus) -> tuple[Answer, str, StandingStatus]:
    whose = f"{one.agency}: {one.status}" + (", in the school's own words" if one.source == "school_pages" else "")
    if one.counts_as_accredited:
        return "yes", whose, one
    if one.counts_as_accredited is None or one.status in ("candidate", "candidacy", "unknown"):
        return "unknown", f"{whose}; {one.reason or 'whether its graduates count is not settled'}", one
    return "no", whose, one


def _same(told: str, asked: str) -> bool:
    return not asked or told == asked


def _covers(told: str | None, asked: str) -> bool:
    """Whether a field that an accreditor names is the one asked for; an unnamed one is taken to be."""
    return told is None or not asked or told == asked or (asked == "coding" and told == "billing_and_coding")


def _best(steps: Sequence[Step], *, other_routes: bool) -> tuple[Answer, str]:
    """The answer of alternatives: one that holds is enough."""
    for answer in ("yes", "unknown"):
        if found := next((step for step in steps if step.answer == answer), None):
            return found.answer, found.why
    if other_routes:
        return "unknown", "not through this program; work may open the exam"
    nearest = next((step for step in steps if step.status_id), steps[0])
    return "no", nearest.why


def _worst(answers: Iterable[tuple[Answer, str]]) -> tuple[Answer, str]:
    """The answer of requirements that all have to hold."""
    told = list(answers)
    for answer in ("no", "unknown"):
        if found := next((one for one in told if one[0] == answer), None):
            return found
    return told[0] if told else ("yes", "no program is asked for; see the conditions")
