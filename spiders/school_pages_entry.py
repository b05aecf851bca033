"""Where a program page says what it takes to get in: what is asked of applicants, and by when they must apply."""

import re
from collections.abc import Iterator

from spiders.school_pages_block import Block
from spiders.school_pages_cite import Found
from spiders.school_pages_facts import LONGEST_PROSE, first_of, labeled
from spiders.school_pages_layout import labels_of
from spiders.school_pages_matrix import row_cells, tables_of
from spiders.school_pages_phrases import AnyOf

_MONTHS = {
    "jan": r"jan(?:uary|\.)?", "feb": r"feb(?:ruary|\.)?", "mar": r"mar(?:ch|\.)?", "apr": r"apr(?:il|\.)?",
    "may": "may", "jun": r"june?\.?", "jul": r"july?\.?", "aug": r"aug(?:ust|\.)?", "sep": r"sept?(?:ember|\.)?",
    "oct": r"oct(?:ober|\.)?", "nov": r"nov(?:ember|\.)?", "dec": r"dec(?:ember|\.)?",
}  # fmt: skip
_MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
_DATE = AnyOf(
    (
        *((stem, rf"\b{month} ?\d{{1,2}}(?:st|nd|rd|th)?\b") for stem, month in _MONTHS.items()),
        *((stem, rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{month}") for stem, month in _MONTHS.items()),
        ("/", r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"),
        ("-", r"\b20\d\d-\d\d-\d\d\b"),
        *((f" de {mes}", rf"\b\d{{1,2}} de {mes}\b") for mes in _MESES),
    )
)
_DUE = AnyOf(
    (
        r"appl(?:y|ying|ications?|icants?)\b[^.]{0,90}?\b(?:by|due|deadlines?|before|no later than|until|through"
        r"|close[sd]?|received|submitted|accepted|postmarked)\b",
        r"deadlines?[^.]{0,60}?\b(?:appl|admission)",
        "apply by",
        r"(?:fill out|complete|turn in|return|send|submit) (?:the|an|your) (?:\w+ )?application[^.]{0,40}\bby\b",
        "application deadline",
        r"application dates? (?:is|are)\b",
        r"priority dates? (?:is|are)\b",
        r"^(?:(?:priority|final|early|regular|admissions?|fall|spring|summer) )?deadlines?\b",
        "fecha l[ií]mite",
    )
)
_BY = re.compile(r"\b(?:due|deadlines?|submit(?:ted)?|received|before|no later than|by)\b", re.IGNORECASE)
_NOT_DUE = re.compile(
    r"fafsa|financial aid|scholarship|waive|payment|housing|tuition (?:is )?due|refund|drop|withdraw|classes (?:begin"
    r"|start)|"
    r"orientation|graduation application|apply (?:to|for) graduat",
    re.IGNORECASE,
)
_ASKED = AnyOf(
    (
        r"\bprerequisites?\b",
        r"\bapplicants? (?:must|should|need|take|complete|submit|are required)",
        "admission (?:requires|requirements?)",
        "admission to [^.]{3,40} requires",
        *(
            f"{what} (?:(?:is|are) )?required"
            for what in (
                "degree",
                "diploma",
                "licen[sc]e",
                "experience",
                "certification",
                "credential",
                "gpa",
            )
        ),
        "high school diploma",
        r"\bged\b",
        "to be (?:admitted|eligible|considered)",
        "must (?:have|hold|be|submit|present|complete|possess|meet|earn|pass)",
        r"for (?:admission|entry)\b",
        "before (?:applying|enrolling|registering|admission|entering|starting"
        "|you (?:can )?(?:start|enroll|register|begin|apply))",
        r"selection (?:is|are) (?:by|based|made)\b",
        r"admits? (?:up to |about |only )?\d+ students",
        r"is the only requirement",
        r"(?:designed|meant|intended|built|open) (?:only )?(?:for|to) (?:\w+ ){0,3}(?:rhits?|rhias?|graduates"
        r"|holders|nurses|professionals) (?:\w+ ){0,3}(?:with|who|of)\b",
        "open (?:admission|enrollment|door)",
        r"(?<!and )for holders of\b",
        r"for [a-z][a-z, ]{3,50} who (?:already )?(?:hold|have|possess)\b",
        "asks? for",
        "requires? (?:an? |the )?(?:high school|bachelor|associate|ged|gpa|minimum|prior)",
    )
)
_ASKED_STEMS = (
    "prerequisite",
    "applica",
    "admission",
    "diploma",
    "ged",
    "must",
    "required",
    "open ",
    "before",
    "asks",
    "admitted",
    "requires",
    " hold",
    " have ",
    "selection",
    "admits",
    "only requirement",
    " for ",
    "open to",
)
_OF_COURSE = re.compile(
    r"^prereq\w*\.?:? *(?:or co-?req\w*:? *)?[A-Z]{2,5}[ -]?\d{2,4}|\b[A-Z]{2,5}[ -]\d{3,4}\b.*prereq", re.IGNORECASE
)
_LATER = re.compile(
    r"\bbefore (?:the|their|your|any|each|beginning|starting|going|entering)? ?(?:\w+ )?(?:practicum|practice"
    r"|clinicals?|externship|internship|placement"
    r"|graduat\w+)",
    re.IGNORECASE,
)
_OF_APPLICANTS = re.compile(r"\bapplicants? (?:must|need|should|are required)\b", re.IGNORECASE)
_NOT_ENTRY = frozenset(("careers", "aid", "curriculum", "accreditation", "outcomes", "contact"))


def entry_of(blocks: list[Block]) -> Iterator[Found]:
    """The lines on deadlines and on what is asked, likeliest first."""
    dated = [block for block in blocks if _is_dated(block)]
    groups = (
        [*_in_columns(blocks), *(b for b in dated if _is_labeled(b) or _stands_under(b))],
        [b for b in dated if _says_due(b)],
    )
    yield from first_of("deadline_text", (block for group in groups for block in group), 2)
    yield from first_of("prerequisites_text", _asking(blocks), 3)


def _in_columns(blocks: list[Block]) -> Iterator[Block]:
    """The dates in table columns that are headed by a deadline of applications."""
    for rows in tables_of(blocks):
        if not any("deadline" in labels_of(cell) for cell in rows[0].cells):
            continue
        cells = (cell for row in rows[1:] for cell in row_cells(rows[0], row))
        yield from (cell for cell in cells if labeled(cell, "deadline") and not _NOT_DUE.search(cell.label))


def _is_dated(block: Block) -> bool:
    return block.has_digit and len(block.text) <= LONGEST_PROSE and _DATE.within(block.lower)


def _is_labeled(block: Block) -> bool:
    return labeled(block, "deadline") and not _NOT_DUE.search(block.text)


def _stands_under(block: Block) -> bool:
    """Whether a date stands below a heading on deadlines of applications."""
    if block.level or "deadline" not in block.topics or _NOT_DUE.search(block.text):
        return False
    above = block.path[-2:]
    if any(_NOT_DUE.search(heading.text) for heading in above):
        return False
    return (
        "admission" in block.all_topics or any("appl" in heading.lower for heading in above) or _DUE.within(block.lower)
    )


def _says_due(block: Block) -> bool:
    if _DUE.within(block.lower):
        return True
    return "admission" in block.topics and _BY.search(block.text) is not None and not _NOT_DUE.search(block.text)


def _asking(blocks: list[Block]) -> Iterator[Block]:
    usable = [block for block in blocks if not block.level and len(block.text) <= LONGEST_PROSE]
    for block in usable:
        if labeled(block, "prerequisites") and block.value and not _OF_COURSE.search(block.text):
            topics = block.all_topics
            if "curriculum" not in topics or "admission" in topics:
                yield block
    under = [
        block
        for block in usable
        if "admission" in block.topics and (not labels_of(block.label) or labeled(block, "prerequisites"))
    ]
    yield from sorted(under, key=lambda block: not _ASKED.within(block.lower))
    for block in usable:
        asks = block.says(*_ASKED_STEMS) and _ASKED.within(block.lower) and not _OF_COURSE.search(block.text)
        if (
            asks
            and not _LATER.search(block.text)
            and (not block.all_topics & _NOT_ENTRY or _OF_APPLICANTS.search(block.text))
        ):
            yield block
