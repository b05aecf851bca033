"""Which words are the code of a course, on pages of any maker. Knows no page."""

import re

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
_LEAD = re.compile(r"^(?:[•*·▪‣–-] ?|(?:or|and|&|take|complete|course:?) |\d{1,2}[.)] ?)*", re.IGNORECASE)


def code_at_start(text: str, *, is_curriculum: bool = False) -> int:
    """Where the code that begins the text ends, 0 without one; of a single digit it counts under courses only."""
    start = _LEAD.match(text).end()  # type: ignore[union-attr]
    found = _CODE.match(text, start)
    if found is None and is_curriculum:
        found = _SHORT_CODE.match(text, start)
    return found.end() if found is not None else 0
