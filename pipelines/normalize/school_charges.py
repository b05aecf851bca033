"""The charges of a section of a page: lines and tables with their headings, read by the tuition normalizer. Pure.

Here only what a whole section knows is added: the unit of each column, a year that is told once, what a total sums up.
"""

from typing import Any

from pipelines.normalize.school_charge_rules import settled
from pipelines.normalize.school_charge_tables import charges_by_cell
from pipelines.normalize.school_charge_texts import RESIDENCY_BEHIND, amounts_apart, plain_prices
from pipelines.normalize.tuition import predicted

VERSION = "1"


def read_school_charges(text: str) -> list[dict[str, Any]]:
    """Every charge of a section: lines, and rows of tables with cells divided by `` | ``."""
    text = plain_prices(text)
    charges = charges_by_cell(text) if " | " in text else _by_line(text)
    return settled(predicted(text) if charges is None else charges, text)


def _by_line(text: str) -> list[dict[str, Any]] | None:
    """The charges of lines that name the residency behind the amount, one by one; None for any other text."""
    if not RESIDENCY_BEHIND.search(text):
        return None
    lines = [part for line in text.split("\n") for part in amounts_apart(line)]
    start = next(number for number, line in enumerate(lines) if "$" in line)
    if any(line.count("$") != 1 for line in lines[start:]):
        return None
    above = "".join(f"{line}\n" for line in lines[:start])
    return [charge for line in lines[start:] for charge in predicted(above + line)]
