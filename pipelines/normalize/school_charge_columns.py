"""Columns of a table of costs that each stand for one term of a program, and the column of its total. Pure."""

import re
from dataclasses import dataclass

_POSITION = re.compile(
    r"(?:(?:fall|spring|summer|winter|autumn)(?: (?:semester|quarter|term))?,? ?\(?(?:of )?(?:the )?(?:(?:first|second"
    r"|third|fourth|1st|2nd|3rd|4th) year|(?:year|yr\.?) ?(?:\d|one|two|three|four))\)?"
    r"|(?:year|yr\.?) ?(?:\d|one|two|three|four),? (?:fall|spring|summer|winter|autumn)(?: (?:semester|quarter|term))?"
    r"|(?:first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th|6th) (?:semester|quarter|term)"
    r"|(?:semester|quarter|term) (?:\d|one|two|three|four|five|six|i{1,3}|iv|v))",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:(?:program|estimated|grand|overall) )?totals?(?: (?:cost|for (?:the )?program))?", re.IGNORECASE
)
_YEAR = re.compile(r"(?:first|second|third|fourth|1st|2nd|3rd|4th) year|year (?:\d|one|two|three|four)", re.IGNORECASE)
_TERM = re.compile(r"\b(semester|quarter|trimester)", re.IGNORECASE)
_CREDITS = re.compile(r"(?:total )?(?:credits?|credit hours|units)(?: taken)?", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,3}(?:\.\d)?")
_BY_CREDITS = re.compile(r"tuition|\bfees?\b", re.IGNORECASE)
_LEAST_TERMS = 2


@dataclass(frozen=True, slots=True)
class Column:
    """What the amounts of a column are for: a ``unit`` in plain words, and the ``credits`` that are taken for them."""

    unit: str
    credits: str = ""

    def of_row(self, label: str) -> str:
        """The words for an amount in a row; books are not bought by the credit."""
        return f"{self.unit} ({self.credits} credits)" if self.credits and _BY_CREDITS.search(label) else self.unit


def terms_of_columns(heads: list[list[str]], above: str) -> dict[int, Column]:
    """The columns that are headed by the position of a term, or by the total of them."""
    head = next((one for one in heads if sum(map(_is_position, one[1:])) >= _LEAST_TERMS), None)
    if head is None:
        return {}
    found = _TERM.search(" ".join(head)) or _TERM.search(above)
    unit = f"per {found[1].lower()}" if found else "per term"
    counts = next((one for one in heads if len(one) == len(head) and _CREDITS.fullmatch(one[0])), [""] * len(head))
    made: dict[int, Column] = {}
    for number, cell in enumerate(head):
        told = counts[number] if _COUNT.fullmatch(counts[number]) else ""
        if number and _is_position(cell):
            made[number] = Column("per year" if _YEAR.fullmatch(cell) else unit, told)
        elif number and _TOTAL.fullmatch(cell):
            made[number] = Column("for the whole program", told)
    return made


def _is_position(cell: str) -> bool:
    return _POSITION.fullmatch(cell) is not None or _YEAR.fullmatch(cell) is not None
