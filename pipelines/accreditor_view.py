"""The programs of an accreditor's page as people compare them: one object each, in the words of this directory.

For people and for measuring; nothing of it is stored.
"""

import re
from collections.abc import Iterable
from typing import Any

from pipelines.claims import read_claim
from pipelines.readers_accreditors import KINDS
from spiders.items import RawItem, RawRecord

ACCREDITORS = ("cahiim", "pcap")
"""The sources whose pages are lists of accreditors."""
FIELDS = ("institution", "program", "level", "field", "status", "city", "state", "website", "review_year")
_NAMES = {"program": "program_title"}
_LEVEL_BEHIND = re.compile(
    r",\s*(?:associate|bachelor|baccalaureate|master|certificate)(?:['’]?s)?(?: degree| level)?$", re.IGNORECASE
)


def programs_of(items: Iterable[RawItem]) -> list[dict[str, Any]]:
    """Each program of a page, in its order, with all of ``FIELDS``; None where the page does not say it readably."""
    return [_program(item) for item in items if isinstance(item, RawRecord) and item.kind in KINDS]


def _program(record: RawRecord) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for value in record.values:
        read, _, _ = read_claim(record.kind, value.field, value.text)
        told.setdefault(
            value.field, value.qualifiers.get("absolute") or (value.text if value.field == "website" else read)
        )
    program = {name: told.get(_NAMES.get(name, name)) for name in FIELDS}
    program["status"] = (told.get("status") or {}).get("status")
    program["program"] = _title(program["program"], record)
    program["website"] = told.get("website") or told.get("site_link")
    program["review_year"] = told.get("review_year") or told.get("until_year")
    return program


def _title(title: Any, record: RawRecord) -> str | None:
    """The title without the level behind it; where a list prints none, the words for the field."""
    if isinstance(title, str):
        return _LEVEL_BEHIND.sub("", title)
    return next((value.text for value in record.values if value.field == "field"), None)
