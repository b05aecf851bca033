"""How the words of the CIP list and its crosswalk are read, and which rule reads which field. Pure."""

import re

from pipelines.normalize.refusal import Refusal
from pipelines.readers import Missing, words

_CODE = re.compile(r'(?:=")?([0-9]{2}(?:\.[0-9]{2}(?:[0-9]{2})?)?)"?', re.ASCII)
_REFERENCE = re.compile(r"([0-9]{2}\.[0-9]{4}) - ", re.ASCII)
_SOC = re.compile(r"[0-9]{2}-[0-9]{4}", re.ASCII)
NO_OCCUPATION = "99-9999"
NO_MATCH = "NO MATCH"
STATUSES = {
    "No substantive changes": "current", "New": "current", "Moved to": "current",
    "Moved from": "moved", "Deleted": "deleted",
}  # fmt: skip
"""What the changes from 2010 to 2020 mean for whoever asks whether a code may be used today."""

CIP_RULES = {
    "cip": "cip_any_level", "family": "cip_any_level", "status": "cip_status", "title": "cip_title",
    "cip_title": "cip_title", "soc": "soc_or_no_match", "soc_title": "soc_title", "examples": "cip_examples",
    "cross_references": "cip_references",
}  # fmt: skip
"""Field -> rule, for the kinds of records of this source; all other fields are words."""


def cip_any_level(text: str) -> str:
    """The code of a family (51), a group (51.07) or a field (51.0707) as text, also from ``="51.0707"``."""
    found = _CODE.fullmatch(text.strip()[:40])
    if found is None:
        raise Refusal("not_a_cip", f"expected a CIP code of two, four or six digits, met {text[:40]!r}")
    return found[1]


def cip_title(text: str) -> str:
    """A title without the full stop that the list ends it with."""
    return words(words(text).removesuffix("."))


def cip_status(text: str) -> str:
    """current, moved or deleted."""
    if text not in STATUSES:
        raise Refusal("unknown_word", f"nobody has judged {text[:40]!r}")
    return STATUSES[text]


def cip_examples(text: str) -> list[str]:
    """The names of programs after ``Examples: -``, one by one."""
    told = words(text)
    if not told.startswith("Examples:"):
        raise Refusal("not_examples", f"expected Examples: and names, met {text[:40]!r}")
    found = [piece.strip(" ,") for piece in re.split(r"(?:^|,)\s*-\s", told.removeprefix("Examples:").strip())]
    return [name for name in found if name]


def cip_references(text: str) -> list[str]:
    """The codes of related fields, each of which stands before its name."""
    told = words(text)
    found = _REFERENCE.findall(told)
    if not found or not _REFERENCE.match(told):
        raise Refusal("not_references", f"expected codes and names of fields, met {text[:40]!r}")
    return found


def soc_or_no_match(text: str) -> str:
    """A SOC code as text; 99-9999 says that no occupation was found for the field."""
    if text.strip() == NO_OCCUPATION:
        raise Missing("not_applicable")
    return soc(text)


def soc_title(text: str) -> str:
    """The name of an occupation; NO MATCH is none."""
    if text.strip() == NO_MATCH:
        raise Missing("not_applicable")
    return words(text)


def soc(text: str) -> str:
    """A SOC code as text."""
    if not _SOC.fullmatch(text.strip()[:20]):
        raise Refusal("not_a_soc", f"expected a SOC code such as 29-2072, met {text[:40]!r}")
    return text.strip()
