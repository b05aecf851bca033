"""Which words are the code of a course, on pages of any maker, and which courses a sentence names. Knows no page."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from spiders.school_pages_phrases import AnyOf

_NO_CODE = (
    r"(?!(?:ICD|CPT|HCPCS|CIP|SOC|COVID|ISO|FAX|ROOM|RM|SUITE|STE|BLDG|BOX|DRG|HIPAA|AHIMA|FALL|SPRING|SUMMER|WINTER"
    r"|YEAR|TERM"
    r"|PART|STEP|WEEK|UNIT|TOTAL|FY|AY|CA|US|PHASE|LEVEL|OVER|UNDER|OF|IN|TO|FOR|AND|OR|TUITION|CREDITS?|FEES?|MAY"
    r"|JUNE|JULY|PO"
    r"|SEMESTER|QUARTER|HOURS?|CLASS|COURSE|SECTION|NOTE|RHIT|RHIA|CCA|CCS|CPC|TOP|PELL|ACT|SAT|GED|GPA)\b)"
)
_CODE = re.compile(
    rf"{_NO_CODE}[A-Z]{{2,6}}&?(?:[ *.–/-]| - )?[A-Z]?\d{{2,5}}[A-Z]{{0,2}}(?:\.\d+)?(?![\w$%])"
    r"|\d{2}-\d{3}-\d{3}(?!\d)|\d{3}-\d{3}(?!-?\d)"
)
_SHORT_CODE = re.compile(rf"{_NO_CODE}[A-Z]{{2,6}}&?[ -]?\d[A-Z]{{0,2}}(?![\w$%.,])")
_IN_PROSE = re.compile(rf"(?<![\w&-]){_NO_CODE}[A-Z]{{2,6}}&?(?:[ *.–-])?[A-Z]?\d{{2,5}}[A-Z]{{0,2}}(?![\w$%])")
_TITLE = re.compile(
    r"[,:–—-]? ?[A-Z][\w'’&/-]*(?:,? (?:(?:of|and|in|for|the|to|with|on|&"
    r"|und) )*[A-Z0-9][\w'’&/-]*)*"
)
_IN_BRACKETS = re.compile(r" ?\([A-Z][\w'’&/ -]{3,60}\)")
_FIGURE = re.compile(r",? ?[(\[]\d{1,2}(?:\.\d)?(?: ?(?:[a-z-]+ )?(?:credits?|cr\.?|units?|hours?|hrs?\.?))?[)\]]")
_TITLE_AND_HOURS = re.compile(
    r"(?<![\w’'-])[A-Z][\w'’&/-]*(?: (?:(?:of|and|in|for|the|to|with|on|&) )*[A-Z0-9][\w'’&/-]*){0,9}"
    r" \(\d{1,3}(?:\.\d)? (?:(?:clock|contact|semester|quarter) )?(?:credits?|credit hours|units?|hours?|hrs\.?)\)"
)
_OF_OTHERS = AnyOf(("pre-?req", "co-?req", "before", "admission", "equivalent", "transfer"))
_LONGEST_KEPT = 200
_LEAD = re.compile(r"^(?:[•*·▪‣–-] ?|(?:or|and|&|take|complete|course:?) |\d{1,2}[.)] ?)*", re.IGNORECASE)


def code_at_start(text: str, *, is_curriculum: bool = False) -> int:
    """Where the code that begins the text ends, 0 without one; of a single digit it counts under courses only."""
    return (
        _code_at_start(text, is_curriculum)
        if len(text) < _LONGEST_KEPT
        else _code_at_start.__wrapped__(text, is_curriculum)
    )


@lru_cache(maxsize=4096)
def _code_at_start(text: str, is_curriculum: bool) -> int:
    start = _LEAD.match(text).end()  # type: ignore[union-attr]
    found = _CODE.match(text, start)
    if found is None and is_curriculum:
        found = _SHORT_CODE.match(text, start)
    return found.end() if found is not None else 0


def courses_in(text: str, *, is_curriculum: bool) -> list[tuple[int, int]]:
    """Where a sentence names several courses, each with its title: ``take HIT 101 Records (3) and HIT 140 Law (3)``.

    Under courses, or beside words about them, also without codes: ``You will study Anatomy (60 hours), Law (8 hours)``.
    """
    if _OF_OTHERS.within(text.lower()):
        return []
    found = list(_spans(text))
    if len(found) < 2 and is_curriculum and text.count("(") > 1:
        found = [match.span() for match in _TITLE_AND_HOURS.finditer(text)]
    return found if len(found) > 1 else []


def _spans(text: str) -> Iterator[tuple[int, int]]:
    codes = list(_IN_PROSE.finditer(text))
    for code, after in pairwise([*codes, None]):
        if code is None:
            return
        limit = after.start() if after is not None else len(text)
        title = _TITLE.match(text, code.end() + (text[code.end() : code.end() + 1] == " "), limit)
        title = title or _IN_BRACKETS.match(text, code.end(), limit)
        if title is not None:
            figure = _FIGURE.match(text, title.end(), limit)
            yield code.start(), (figure or title).end()
