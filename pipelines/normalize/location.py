"""Places from words: states, ZIP codes, cities, and the address in a short text. Never invents what is not there.

What is read and what is refused, with examples: docs/normalize/location.md.
"""

import re
from functools import cache
from typing import Any

from pipelines.normalize.delivery import read_delivery
from pipelines.normalize.refusal import Refusal
from pipelines.normalize.text import plain
from pipelines.tables import reference_rows

VERSION = "1"
FIELDS = ("street", "street2", "po_box", "city", "state", "zip5", "zip4", "country", "delivery")
_ZIP = re.compile(r"(\d{5})(?:-?(\d{4}))?")
_SMALL = frozenset({"of", "the", "at", "and", "de", "del", "la", "las", "los", "on", "du"})
_TAIL = re.compile(
    r"^(?P<before>[^\n]{0,300}?)[,\s]\s*(?P<state>[A-Za-z][A-Za-z. ]{1,30}?)[,.\s]{0,3}(?P<zip>\d{5}(?:-\d{4})?)?$"
)
_BOX = re.compile(r"\b(?:P\.? ?O\.? ?Box|Post Office Box|Apartado) ([0-9A-Za-z-]{1,12})", re.IGNORECASE)
_UNIT = re.compile(r"\b(?:suite|ste\.?|floor|room|rm\.?|building|bldg\.?|unit|#) ?[0-9A-Za-z-]{1,10}\b", re.IGNORECASE)


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
    if found is None or found[1] == "00000" or not found[1].isascii():
        raise Refusal("not_a_zip", f"expected a ZIP or ZIP+4 code, met {text[:40]!r}")
    return found[1], found[2] or None


def proper_city(text: str) -> str:
    """A city in proper case: ``ST PAUL`` becomes ``St Paul``; mixed case is left as it is printed."""
    words = plain(text[:500]).strip(" ,")
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


def predicted(text: str) -> dict[str, Any] | None:
    """The one place that a short text names, as a JSON-ready object; None when it names none."""
    words = plain(text[:2000]).replace("\n", ", ")
    found: dict[str, Any] = dict.fromkeys(FIELDS)
    found["delivery"] = read_delivery(words)
    tail = _TAIL.match(words.strip(" .,;"))
    if tail is not None and (code := _states().get(_folded(tail["state"]))) is not None:
        found.update(state=code, country="US")
        if tail["zip"]:
            found["zip5"], found["zip4"] = zip_code(tail["zip"])
        _read_before(tail["before"], found)
    elif words.strip() and _folded(words) in _states():
        found.update(state=_states()[_folded(words)], country="US")
    return found if any(value is not None for value in found.values()) else None


def _read_before(before: str, found: dict[str, Any]) -> None:
    parts = [part.strip() for part in before.split(",") if part.strip()]
    if parts:
        found["city"] = proper_city(parts.pop()) if any(map(str.isalpha, parts[-1])) else None
    rest = ", ".join(parts)
    if box := _BOX.search(rest):
        found["po_box"] = box[1]
        rest = rest.replace(box[0], "")
    if unit := _UNIT.search(rest):
        found["street2"] = unit[0]
        rest = rest.replace(unit[0], "")
    found["street"] = rest.strip(" ,") or None
