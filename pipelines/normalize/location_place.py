"""One place as the JSON-ready object that is answered, and the plain readings of a city, a state and a ZIP code.

The strict functions here are called for every row of a source, so they never touch the gazetteer.
"""

import re
from functools import cache
from typing import Any

from pipelines.normalize.location_street import Line
from pipelines.normalize.refusal import Refusal
from pipelines.normalize.text import plain
from pipelines.tables import reference_rows

FIELDS = ("street", "street2", "po_box", "city", "state", "zip5", "zip4", "country", "delivery")
Place = dict[str, Any]
_ZIP = re.compile(r"(\d{5})(?:-?(\d{4}))?")
_SMALL = frozenset({"of", "the", "at", "and", "de", "del", "la", "las", "los", "on", "du"})


def empty_place() -> Place:
    """A place of which nothing is known."""
    return dict.fromkeys(FIELDS)


def apply_line(place: Place, line: Line) -> None:
    """Put a line of mail into a place: the street, the units joined by commas, the box."""
    if line.street:
        place["street"] = f"{place['street']}, {line.street}" if place["street"] else line.street
    if line.units:
        place["street2"] = ", ".join(([place["street2"]] if place["street2"] else []) + line.units)
    place["po_box"] = place["po_box"] or line.box


@cache
def _states() -> dict[str, str]:
    """Every accepted spelling, folded, to its USPS code."""
    return {_folded(row["spelling"]): row["code"] for row in reference_rows("states")}


def _folded(text: str) -> str:
    return " ".join(text.replace(".", "").lower().split())


def state_code(text: str) -> str:
    """The USPS code of a state, district or territory by code, name or old abbreviation. Strict: else Refusal."""
    found = _states().get(_folded(plain(text[:200])))
    if found is None:
        raise Refusal("unknown_state", f"{text[:40]!r} is not a state, district or territory of the United States")
    return found


def zip_code(text: str) -> tuple[str, str | None]:
    """The five digits of a ZIP code and the four of a ZIP+4, if there are any; Refusal for anything else."""
    found = _ZIP.fullmatch(plain(text[:200]))
    if found is None or found[1] == "00000" or not found[0].isascii():
        raise Refusal("not_a_zip", f"expected a ZIP or ZIP+4 code, met {text[:40]!r}")
    return found[1], found[2] or None


def proper_city(text: str) -> str:
    """A city in proper case: ``ST PAUL`` becomes ``St Paul``; mixed case is left as it is printed."""
    words = " ".join(plain(text[:500]).split()).strip(" ,")
    if not words or not any(character.isalpha() for character in words):
        raise Refusal("not_a_city", f"expected a city, met {text[:40]!r}")
    if not words.isupper() and not words.islower():
        return words
    return " ".join(_proper(word, first=index == 0) for index, word in enumerate(words.split()))


def _proper(word: str, *, first: bool) -> str:
    lower = word.lower()
    if lower in _SMALL and not first:
        return lower
    if lower.startswith("mc") and len(lower) > 3:
        return "Mc" + lower[2:].capitalize()
    return "-".join("'".join(bit.capitalize() for bit in part.split("'")) for part in lower.split("-"))
