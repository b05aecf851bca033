"""Tables of prices that have to be read cell by cell: columns in different units, rows by the credits taken. Pure."""

import re
from typing import Any

from pipelines.normalize.tuition import predicted

_BAND = re.compile(
    r"\b\d{1,2}(?:\.\d)?\s?(?:-|–|to)\s?\d{1,2}(?:\.\d)?\b|\b\d{1,2}\+|\b\d{1,2} (?:or more"
    r"|and (?:over|up|above))|(?:over|fewer than|under|more than) \d",
    re.IGNORECASE,
)
_CREDITS = re.compile(r"credit|hours|units", re.IGNORECASE)
_UNITS = re.compile(
    r"per (?:credit|unit|semester|term|quarter|course|year|hour|clock)|/ ?(?:credit|cr|unit|semester|term|year)"
    r"|full[- ]time|part[- ]time|"
    r"annual|yearly|each (?:credit|semester|term)|\bcredits?\b|total|semester|tuition|fees?\b|books",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\$ ?\d|^\d{1,3}(?:,\d{3})+(?:\.\d\d)?$|^\d+\.\d\d$")
_MOST_CELLS = 60


def charges_by_cell(text: str) -> list[dict[str, Any]] | None:
    """The charges of a table whose columns are in different units, cell by cell; None for any other text."""
    lines = text.split("\n")
    start = next(number for number, line in enumerate(lines) if " | " in line)
    heads = [cell.strip() for cell in lines[start].split(" | ")]
    if any(_MONEY.search(cell) for cell in heads):
        return None
    is_banded = _CREDITS.search(heads[0]) is not None and any(_BAND.match(line) for line in lines[start + 1 :])
    if not is_banded and not _has_different_units(heads[1:]):
        return None
    above = "\n".join(lines[:start])
    made: list[dict[str, Any]] = []
    cells = 0
    for number, line in enumerate(lines[start + 1 :], start + 1):
        row = [cell.strip() for cell in line.split(" | ")]
        if len(row) != len(heads):
            if len(row) > 1:
                return None
            made += predicted("\n".join([above, *lines[number:]]))
            break
        cells += len(row)
        if cells > _MOST_CELLS:
            return None
        for head, cell in zip(heads[1:], row[1:], strict=True):
            if _MONEY.search(cell):
                told = cell if "$" in cell else f"${cell}"
                label = _banded(heads[0], row[0]) if is_banded else f"{row[0]}, {head}"
                made += predicted(f"{above}\n{head if is_banded else ''} {label}: {told}")
    return made


def _banded(head: str, label: str) -> str:
    """The label of a row of a table by credits, with what its figures count: ``10-18`` becomes ``10-18 credits``."""
    per = f"per {match[0].lower()}" if (match := re.search("quarter|semester", head, re.IGNORECASE)) else "per term"
    is_flat = not re.search(r"\b(?:per|each|additional)\b", label, re.IGNORECASE)
    told = _BAND.sub(lambda match: f"{match[0]} credits", label, count=1)
    return f"{told} {per}" if is_flat else told


def _has_different_units(heads: list[str]) -> bool:
    told = [match[0].lower() for head in heads if (match := _UNITS.search(head))]
    return len(heads) > 1 and len(told) == len(heads) and len(set(told)) > 1
