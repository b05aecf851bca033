"""Credits in a table's column: the figure below a heading that names credits. Reads rows and cells, no sentences."""

import re

from pipelines.normalize.credential_words import tokens, word_group

_GAP = re.compile(r"\||\t| {3,}")
_FIGURE = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]{1,2})?)(?: ?(?:cr|credits|credit hours|hrs|hours|units|sh)\.?)?", re.IGNORECASE
)
_LEAST, _MOST = 4, 400
_MOST_LINES, _LONGEST_LINE = 40, 300
_HEADING_WORDS = 5


def column_credits(text: str) -> int | float | None:
    """The figure in the first row below a heading of credits; None where there is no such column or no one figure."""
    lines = [line for line in text.split("\n", _MOST_LINES)[:_MOST_LINES] if line.strip()]
    if len(lines) < 2 or max(len(line) for line in lines[:2]) > _LONGEST_LINE:
        return None
    names, cells = _cells(lines[0]), _cells(lines[1])
    if len(names) < 2 or len(names) != len(cells):
        return None
    column = next((place for place, name in enumerate(names) if _names_credits(name)), None)
    return None if column is None else _figure(cells[column])


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _GAP.split(line.strip().strip("|"))]


def _names_credits(heading: str) -> bool:
    """Whether a heading is of credits, never of clock hours, a price or a range of years."""
    words = {token.word for token in tokens(heading)}
    known = word_group("unit") - word_group("bare_unit") | {"credit"}
    return len(words) <= _HEADING_WORDS and not known.isdisjoint(words) and words.isdisjoint(_not_credits())


def _not_credits() -> frozenset[str]:
    return word_group("not_credit") | {"per", "cost", "tuition", "$", "price", "fee", "/"}


def _figure(cell: str) -> int | float | None:
    found = _FIGURE.fullmatch(cell)
    value = float(found[1]) if found else 0.0
    if not _LEAST <= value <= _MOST:
        return None
    return int(value) if value.is_integer() else value
