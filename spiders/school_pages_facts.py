"""Short facts of a program: award, credits, hours, length, delivery, CIP, deadline, what is asked of applicants.

Finds the lines that speak of them, in the order in which they should be believed. What they mean is for pipelines.
"""

import re
from collections.abc import Iterator

from spiders.school_pages_blocks import Block
from spiders.school_pages_cite import Found, of_block, of_blocks, of_rows
from spiders.school_pages_layout import labels_of, limit, names_award, names_subject
from spiders.school_pages_title import Program

_CREDITS = re.compile(
    r"\d[ -]*(?:(?:total|semester|quarter|college|required|academic|program|degree)[ -])*"
    r"(?:credits?|units?|cr\.?|semester hours?|quarter hours?|hours of credit|s\.?h\.?)(?![A-Za-z$])"
    r"|\b(?:credits?|credit hours?|units)\b[^.$]{0,40}?\b\d{2,3}\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:totals?|minimum|required to graduate|degree requires|program requires)\b", re.IGNORECASE)
_PART_TOTAL = re.compile(
    r"sub-?total|\b(?:semester|term|quarter|year|fall|spring|summer|section|group|core|general education|elective"
    r"|major)s?"
    r"(?: \w+)? totals?\b|total (?:credits? |hours? |units? )?(?:for |in )?(?:the )?(?:(?:first|second|third|fourth"
    r"|fall"
    r"|spring|summer|\d\w*) )?(?:semester|term|quarter|year|core|general education|major|elective)s?\b(?! (?:credit"
    r"|hour|unit))"
    r"|transfer|in residence",
    re.IGNORECASE,
)
_LONE_CREDITS = re.compile(
    r"(?:an? )?\d{1,3}(?:\.\d)?[ -](?:(?:total|semester|quarter|college) )?(?:credits?|credit hours?|units"
    r"|semester hours?|quarter hours?)"
    r"(?: (?:total|program|hours))?",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"program|degree|certificate|diploma|complet|graduat|award|curriculum|consists|require|credential", re.I
)
_CLOCK = re.compile(
    r"\d[ -]*(?:total )?(?:clock|contact|instructional|training|classroom)[ -]hours?|\d hours of (?:training"
    r"|instruction)",
    re.IGNORECASE,
)
_NUMBERS = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen)"
_LENGTH = re.compile(
    rf"\b{_NUMBERS}(?:[ -]to[ -]{_NUMBERS}|-\d+)?[ -](?:year|month|week|semester|quarter|term)s?\b", re.I
)
_LENGTH_OF = re.compile(
    r"complet|finish|program|full[- ]time|part[- ]time|length|takes|long|degree"
    r"|certificate",
    re.I,
)
_DELIVERY = re.compile(
    r"on-?line|on[- ]campus|campus|hybrid|blended|distance|in[- ]person|face[- ]to[- ]face|classroom|hyflex|remote"
    r"|virtual"
    r"|web[- ]based|en l[ií]nea|recinto|a distancia|low[- ]residency|on[- ]ground|on[- ]site|e-?learning",
    re.IGNORECASE,
)
_TAUGHT = re.compile(
    r"program|courses?|class(?:es|room)?\b|degree|certificate|offered|taught|deliver|learn|complet|instruction"
    r"|stud(?:y|ies)|"
    r"attend|format|available|curriculum|coursework|lectures?|diploma|meets?",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DATE = re.compile(
    rf"\b{_MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}"
    rf"|\b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\b"
    rf"|\b20\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"appl(?:y|ying|ications?)\b[^.]{0,90}?\b(?:by|due|deadlines?|before|no later than|until|through|close[sd]?"
    r"|received|"
    r"submitted|accepted|postmarked)\b|deadlines?[^.]{0,60}?\b(?:appl|admission)|apply by|application deadline",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:due|deadlines?|submit(?:ted)?|received|before|no later than|by)\b", re.IGNORECASE)
_NOT_DUE = re.compile(
    r"fafsa|financial aid|scholarship|payment|housing|tuition (?:is )?due|refund|drop|withdraw|classes (?:begin"
    r"|start)|"
    r"orientation|graduation application|apply (?:to|for) graduat",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bprerequisites?\b|\bapplicants? (?:must|should|need|are required)|admission (?:requires|requirements?)|"
    r"high school diploma|\bGED\b|to be (?:admitted|eligible|considered)|must (?:have|hold|be|submit|complete"
    r"|possess|meet)|"
    r"required for (?:admission|entry)|before (?:applying|enrolling|admission|entering|starting)|open (?:admission"
    r"|enrollment|door)",
    re.IGNORECASE,
)
_COURSE_PREREQUISITE = re.compile(
    r"^prereq\w*\.?:? *(?:or co-?req\w*:? *)?[A-Z]{2,5}[ -]?\d{2,4}|\b[A-Z]{2,5}[ -]\d{3,4}\b.*prereq", re.I
)
_SALARY_TOPICS = frozenset(("careers",))
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
MOST = 3


def facts_of(program: Program) -> Iterator[Found]:
    """Every short fact of a program."""
    blocks = program.blocks
    yield from _credential(blocks)
    yield from _credits(blocks)
    yield from _first("clock_hours_text", [b for b in blocks if _is_clock(b)], 2)
    yield from _length(blocks)
    yield from _delivery(blocks)
    yield from _first("cip", [b for b in blocks if "cip" in labels_of(b.label) and re.search(r"\d\d\.\d", b.text)], 1)
    yield from _deadline(blocks)
    yield from _prerequisites(blocks)


def labeled(block: Block, name: str) -> bool:
    """Whether the label before a block, or the heading straight above it, names the field."""
    return bool(block.label) and name in labels_of(block.label)


def cited(name: str, block: Block) -> Found:
    """A block with the label that stands before it, where that is in a block of its own."""
    return of_block(name, block) if block.label_element is None else of_blocks(name, [block])


def _first(name: str, blocks: list[Block], most: int) -> Iterator[Found]:
    for block in blocks[:most]:
        yield cited(name, block)


def _short(block: Block) -> bool:
    return len(block.text) <= 600


def _credential(blocks: list[Block]) -> Iterator[Found]:
    told = [b for b in blocks if not b.level and labeled(b, "credential") and names_award(b.value)]
    near = [
        b
        for b in blocks[:60]
        if not (b.topics & {"careers", "admission", "outcomes", "aid", "tuition", "related"})
        and names_award(b.text)
        and len(b.text) < 900
        and not b.form
    ]
    yield from _first("credential_text", [*told, *(b for b in near if b not in told)], MOST)


def _credits(blocks: list[Block]) -> Iterator[Found]:
    usable = [b for b in blocks if _short(b) and "$" not in b.text and not (b.all_topics & {"careers", "aid"})]
    told = [b for b in usable if not b.level and labeled(b, "credits") and _NUMBER.search(b.value) and not _is_part(b)]
    told = [b for b in told if not b.label.lower().startswith("total") or b not in _totals(usable)]
    totals = _grand_totals(_totals(usable))
    lines = [
        b
        for b in usable
        if b not in told
        and b not in totals
        and _CREDITS.search(b.text)
        and _WHOLE.search(b.text)
        and not _is_part(b)
        and not (b.topics & {"curriculum", "admission", "tuition"} and b.form)
    ]
    lone = [b for b in usable if _LONE_CREDITS.fullmatch(b.text) and "curriculum" not in b.topics and b not in told]
    found = [*told, *totals, *lone, *(b for b in lines if b not in lone)]
    for block in found[:4]:
        yield cited("credits_text", block)


def _is_part(block: Block) -> bool:
    return _PART_TOTAL.search(block.text) is not None


def _totals(blocks: list[Block]) -> list[Block]:
    return [
        b
        for b in blocks
        if _TOTAL.search(b.text[:200])
        and _NUMBER.search(b.text)
        and len(b.text) < 200
        and not _is_part(b)
        and (
            _CREDITS.search(b.text)
            or b.topics & {"curriculum"}
            or "credit" in b.text.lower()
            or "hours" in b.text.lower()
        )
        and not _CLOCK.search(b.text)
    ]


def _grand_totals(totals: list[Block]) -> list[Block]:
    """The totals of the whole, the largest first; none of several that are only those of its parts."""
    named = [
        b
        for b in totals
        if re.search(
            r"program|degree|certificate|diploma|overall|grand|graduat"
            r"|award",
            b.text,
            re.I,
        )
    ]
    if named:
        return sorted(named, key=_largest, reverse=True)
    ranked = sorted(totals, key=_largest, reverse=True)
    if len(ranked) < 2 or _largest(ranked[0]) >= 1.5 * _largest(ranked[1]):
        return ranked[:1]
    return []


def _largest(block: Block) -> float:
    return max((float(told) for told in _NUMBER.findall(block.text)), default=0.0)


def _is_clock(block: Block) -> bool:
    if not _short(block) or "$" in block.text or block.topics & {"careers", "aid"}:
        return False
    return _CLOCK.search(block.text) is not None or (
        labeled(block, "clock_hours") and _NUMBER.search(block.value) is not None and "credit" not in block.text.lower()
    )


def _length(blocks: list[Block]) -> Iterator[Found]:
    told = [b for b in blocks if not b.level and labeled(b, "length") and re.search(rf"\b{_NUMBERS}\b", b.value, re.I)]
    prose = [
        b
        for b in blocks
        if _short(b)
        and not (b.topics & {"careers", "admission", "outcomes", "aid", "accreditation"})
        and "$" not in b.text
        and _LENGTH.search(b.text)
        and _LENGTH_OF.search(b.text)
        and b not in told
    ]
    yield from _first("length_text", [*told, *prose], 1)


def _delivery(blocks: list[Block]) -> Iterator[Found]:
    told = [
        b for b in blocks if not b.level and _short(b) and labeled(b, "delivery") and not b.all_topics & {"careers"}
    ]
    told = [b for b in told if "contact" not in b.topics or _DELIVERY.search(b.text)]
    if told:
        yield from _first("delivery_text", told, 4)
    under = [b for b in blocks if "delivery" in b.topics and not b.level and _DELIVERY.search(b.text) and b not in told]
    prose = [
        b
        for b in blocks
        if _DELIVERY.search(b.text)
        and _TAUGHT.search(b.text)
        and len(b.text) < 1500
        and not (
            b.topics & {"careers", "contact", "aid", "admission", "deadline", "outcomes", "tuition", "accreditation"}
        )
        and b not in told
        and b not in under
    ]
    yield from _first("delivery_text" if not told else "delivery_words", [*under, *prose], 5)


def _deadline(blocks: list[Block]) -> Iterator[Found]:
    told = [
        b
        for b in blocks
        if not b.level and labeled(b, "deadline") and DATE.search(b.text) and not _NOT_DUE.search(b.text)
    ]
    under = [
        b
        for b in blocks
        if "deadline" in b.topics
        and not b.level
        and DATE.search(b.text)
        and not _NOT_DUE.search(b.text)
        and not any(_NOT_DUE.search(h.text) for h in b.path[-2:])
        and (
            "admission" in b.all_topics
            or _DUE.search(b.text)
            or "appl" in " ".join(h.text.lower() for h in b.path[-2:])
        )
    ]
    prose = [
        b
        for b in blocks
        if DATE.search(b.text)
        and len(b.text) < 1500
        and (_DUE.search(b.text) or ("admission" in b.topics and _BY.search(b.text) and not _NOT_DUE.search(b.text)))
    ]
    found = list(dict.fromkeys([*told, *under, *prose]))
    yield from _first("deadline_text", found, 2)


def _prerequisites(blocks: list[Block]) -> Iterator[Found]:
    told = [
        b
        for b in blocks
        if not b.level and labeled(b, "prerequisites") and b.value and not _COURSE_PREREQUISITE.search(b.text)
    ]
    told = [b for b in told if not (b.all_topics & {"curriculum"}) or "admission" in b.all_topics]
    under = [b for b in blocks if "admission" in b.topics and not b.level and len(b.text) < 1500]
    under = [b for b in under if not b.label or not labels_of(b.label) or labeled(b, "prerequisites")]
    under.sort(key=lambda b: not _ASKED.search(b.text))
    prose = [
        b
        for b in blocks
        if _ASKED.search(b.text)
        and not b.level
        and not (b.all_topics & {"careers", "aid", "curriculum", "accreditation", "outcomes"})
        and len(b.text) < 1500
        and not _COURSE_PREREQUISITE.search(b.text)
    ]
    found = list(dict.fromkeys([*told, *under, *prose]))
    yield from _first("prerequisites_text", found, 3)


__all__ = ["DATE", "cited", "facts_of", "labeled", "limit", "names_subject", "of_rows"]
