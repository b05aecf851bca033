"""The charges of a section of a page: lines and tables with their headings, read by the tuition normalizer. Pure.

Here only what a whole section knows is added: the unit of each column, a year that is told once, what a total sums up.
"""

import re
from typing import Any

from pipelines.normalize.school_charge_asides import without_asides
from pipelines.normalize.school_charge_printed import is_printed
from pipelines.normalize.school_charge_rules import settled
from pipelines.normalize.school_charge_tables import charges_by_cell, with_one_head
from pipelines.normalize.school_charge_texts import RESIDENCY_BEHIND, RESIDENCY_LABEL, amounts_apart, plain_prices
from pipelines.normalize.tuition import predicted

VERSION = "4"
_LONGEST_NOTE = 60
_SENTENCE = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])")


def read_school_charges(text: str) -> list[dict[str, Any]]:
    """Every charge of a section: lines, and rows of tables with cells divided by `` | ``."""
    text = plain_prices(without_asides(text))
    text = with_one_head(text) if " | " in text else text
    charges = charges_by_cell(text) if " | " in text else _by_line(text)
    if charges is None and " | " not in text:
        charges = _by_sentence(text)
    return settled(predicted(text) if charges is None else charges, text)


def _by_sentence(text: str) -> list[dict[str, Any]] | None:
    """The charges of sentences in their order, so that none lends its unit to those before it; None for other text.

    A sentence that names no unit itself is read again behind those before it.
    """
    lines = text.split("\n")
    priced = [number for number, line in enumerate(lines) if "$" in line]
    if len(priced) != 1 or sum("$" in one for one in _SENTENCE.split(lines[priced[0]])) < 2:
        return None
    above, below = lines[: priced[0]], lines[priced[0] + 1 :]
    if any(len(line) < _LONGEST_NOTE for line in below):
        return None
    made: list[dict[str, Any]] = []
    told: list[str] = []
    for sentence in _SENTENCE.split(lines[priced[0]]):
        alone = predicted("\n".join([*above, *(one for one in told if "$" not in one), sentence]))
        if told and (len(alone) < sentence.count("$") or any(charge["basis"] == "unknown" for charge in alone)):
            together = predicted("\n".join([*above, " ".join([*told, sentence])]))
            own = [charge for charge in together if is_printed(charge["amount_min"], sentence)]
            alone = own if len(own) >= len(alone) else alone
        made += alone
        told.append(sentence)
    return made


def _by_line(text: str) -> list[dict[str, Any]] | None:
    """The charges of lines that name the residency behind the amount, one by one; None for any other text."""
    if (labeled := _by_label(text)) is not None or not RESIDENCY_BEHIND.search(text):
        return labeled
    lines = [part for line in text.split("\n") for part in amounts_apart(line)]
    start = next(number for number, line in enumerate(lines) if "$" in line)
    if any(line.count("$") != 1 for line in lines[start:]):
        return None
    above = "".join(f"{line}\n" for line in lines[:start])
    return [charge for line in lines[start:] for charge in predicted(above + line)]


def _by_label(text: str) -> list[dict[str, Any]] | None:
    """The charges of lines that begin with the residency which all of the line is for; None for any other text.

    ``Cost (in-district): tuition $102 per hour; fees $35 per hour``.
    """
    lines = text.split("\n")
    priced = [line for line in lines if "$" in line]
    if len(priced) < 2 or not all(line.count("$") > 1 and RESIDENCY_LABEL.match(line) for line in priced):
        return None
    above = "".join(f"{line}\n" for line in lines[: lines.index(priced[0])])
    made: list[dict[str, Any]] = []
    for line in priced:
        charges = predicted(above + line)
        told = {charge["residency"] for charge in charges} - {"any"}
        one = told.pop() if len(told) == 1 else "any"
        made += [{**charge, "residency": one} for charge in charges]
    return made
