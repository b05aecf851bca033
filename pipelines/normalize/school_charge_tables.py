"""Tables of prices, read cell by cell: each amount with the head of its column, the label of its row, what is above.

Only tables with a head and several columns of amounts need that; all others are read as they stand. Pure.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pipelines.normalize.school_charge_columns import terms_of_columns
from pipelines.normalize.tuition import predicted

_BAND = re.compile(
    r"\b\d{1,2}(?:\.\d)?\s?(?:-|–|to)\s?\d{1,2}(?:\.\d)?\b|\b\d{1,2}\+|\b\d{1,2} (?:or more|and (?:over|up|above))",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"(?:above|over|more than|beyond|in excess of) (\d{1,2})(?: credits?| hours)?", re.IGNORECASE)
_CREDITS = re.compile(r"credit|hours|units", re.IGNORECASE)
_MONEY = re.compile(r"\$ ?\d|^\d{1,3}(?:,\d{3})+(?:\.\d\d)?\*?$|^\d+\.\d\d\*?$")
_COUNT = re.compile(r"\d{1,2}(?:\.\d)?")
_CORNER = re.compile(r"\bper\b|\beach\b|annual|year|20\d\d|semester|quarter|tuition|costs?\b|fees\b", re.IGNORECASE)
_BY_CREDIT = re.compile(r"\bper (?:\w+ )?(?:credit|unit)(?! load)|\beach credit\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:clock |contact |credit |total )?(?:hours?|hrs\.?)|(?:total )?(?:credits?|units?)", re.IGNORECASE
)
_OF_STUDY = frozenset(("tuition", "tuition_and_fees", "fee"))
_MOST_CELLS = 80
_MOST_HEADS = 3


def charges_by_cell(text: str) -> list[dict[str, Any]] | None:
    """The charges of a section with tables whose columns need their heads; None where it is read as it stands."""
    parts = list(_parts(text.split("\n")))
    if not any(_needs_heads(rows) for rows in parts if isinstance(rows, list)):
        return None
    above: list[str] = []
    made: list[dict[str, Any]] = []
    for part in parts:
        if isinstance(part, str):
            if "$" in part:
                made += predicted("\n".join([*above[:_MOST_HEADS], part]))
            else:
                above.append(part)
        elif _needs_heads(part):
            for row in _cells(part, "\n".join(above)):
                made += _with_sums([dict(charge) for told in row for charge in _read(told)])
        else:
            made += predicted("\n".join([*above, *(" | ".join(row) for row in part)]))
    return made


def with_one_head(text: str) -> str:
    """The section with one row of heads above each table by single credits."""
    parts = (_one_head(part) if isinstance(part, list) else part for part in _parts(text.split("\n")))
    return "\n".join(part if isinstance(part, str) else "\n".join(map(" | ".join, part)) for part in parts)


def _one_head(rows: list[list[str]]) -> list[list[str]]:
    """Two rows of heads above a table by single credits as one: it is read as it stands."""
    heads = list(_heads(rows))
    body = rows[len(heads) :]
    if len(heads) < 2 or not body or len({len(row) for row in rows}) > 1:
        return rows
    if not all(_COUNT.fullmatch(row[0]) for row in body) or not _CREDITS.search(heads[-1][0] or heads[0][0]):
        return rows
    joined = [" ".join(dict.fromkeys(filter(None, reversed(column)))) for column in zip(*heads, strict=True)]
    return [joined, *body]


@lru_cache(maxsize=2048)
def _read(text: str) -> tuple[tuple[tuple[str, Any], ...], ...]:
    """The charges of one cell; many pages of one site say the same."""
    return tuple(tuple(charge.items()) for charge in predicted(text))


def _parts(lines: list[str]) -> Iterator[str | list[list[str]]]:
    """Lines as they stand, and tables as rows of cells; the lone cell of a row within a table stays in it."""
    rows: list[list[str]] = []
    for number, line in enumerate(lines):
        cells = [cell.strip() for cell in line.split(" | ")]
        goes_on = rows and len(cells) == 1 and any(" | " in other for other in lines[number + 1 : number + 2])
        if len(cells) > 1 or goes_on:
            rows.append(cells)
            continue
        if rows:
            yield rows
            rows = []
        yield line
    if rows:
        yield rows


def _needs_heads(rows: list[list[str]]) -> bool:
    """Whether a table has a head, and amounts in more than one column or by the credits taken."""
    heads = list(_heads(rows))
    if not heads or len(rows) - len(heads) > _MOST_CELLS:
        return False
    body = rows[len(heads) :]
    if all(_COUNT.fullmatch(row[0]) for row in body) and _CREDITS.search(heads[-1][0]):
        return False  # a table by single credits is known to the normalizer
    columns = {number for row in body for number, cell in enumerate(row) if number and _MONEY.search(cell)}
    return len(columns) > 1 or _is_banded(heads[-1], body)


def _heads(rows: list[list[str]]) -> Iterator[list[str]]:
    for row in rows[:_MOST_HEADS]:
        if any(_MONEY.search(cell) for cell in row):
            return
        if len(row) > 1:
            yield row


def _is_banded(head: list[str], body: list[list[str]]) -> bool:
    return _CREDITS.search(head[0]) is not None and any(_BAND.search(row[0]) for row in body)


def _cells(rows: list[list[str]], above: str) -> Iterator[list[str]]:
    """By row, each amount of a table in words: what is above, then ``row, column: amount``."""
    heads = list(_heads(rows))
    body = rows[len(heads) :]
    is_banded = _is_banded(heads[-1], body)
    corner = heads[-1][0]
    above = f"{above}\n{corner}" if _CORNER.search(corner) and not is_banded else above
    under = above
    terms = terms_of_columns(heads, above)
    counts = _columns_of_counts(heads)
    for row in body:
        if len(row) == 1:
            under = f"{above}\n{row[0]}"
            continue
        label = _banded(f"{heads[-1][0]} {above}", row[0]) if is_banded else row[0]
        notes = " ".join(cell for cell in row[1:] if cell and not any(map(str.isdigit, cell)))
        told_by_row: list[str] = []
        for number, cell in enumerate(row):
            if number and _MONEY.search(cell) and number not in counts:
                head = " ".join(dict.fromkeys(one[number] for one in heads if number < len(one) and one[number]))
                head = terms[number].of_row(label) if number in terms else head
                told = cell if "$" in cell else f"${cell}"
                words = ", ".join(filter(None, (label, head)))
                told_by_row.append(f"{under}\n{words}: {told}{f' ({notes})' if notes else ''}")
        yield told_by_row


def _columns_of_counts(heads: list[list[str]]) -> set[int]:
    """The columns that are headed by hours or credits: bare figures in them are no amounts."""
    return {number for head in heads for number, cell in enumerate(head) if _COUNTED.fullmatch(cell)}


def _with_sums(charges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The charges of a row, in which what sums up tuition and a fee is both, and with books a cost of all."""
    made = list(charges)
    for number, charge in enumerate(charges):
        parts = charges[:number]
        if charge["kind"] != "tuition" or len(parts) < 2 or parts[0]["kind"] not in ("tuition", "tuition_and_fees"):
            continue
        if sum(Decimal(one["amount_min"]) for one in parts) == Decimal(charge["amount_min"]):
            kinds = {one["kind"] for one in parts}
            if kinds <= {"tuition", "tuition_and_fees"}:
                continue
            made[number] = {**charge, "kind": "tuition_and_fees" if kinds <= _OF_STUDY else "total_cost"}
    return made


def _banded(head: str, label: str) -> str:
    """The label of a row of a table by credits, with what its figures count: ``10-18`` becomes ``10-18 credits``."""
    per = f"per {match[0].lower()}" if (match := re.search("quarter|semester", head, re.IGNORECASE)) else "per term"
    if _COUNT.fullmatch(label):
        return f"{label} credits {per}"
    if (most := _ABOVE.fullmatch(label)) is not None:
        return f"over {most[1]} credits"
    is_flat = not re.search(r"\b(?:per|each|additional|over)\b", label, re.IGNORECASE) and not _BY_CREDIT.search(head)
    told = _BAND.sub(lambda match: f"{match[0]} credits", label, count=1)
    told = told.replace("credits credits", "credits").replace("credits hours", "hours")
    return f"{told} {per}" if is_flat else told
