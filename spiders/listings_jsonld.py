"""Reads a list of schools from the JSON-LD of a page (schema.org ItemList), for pages that show it in no other way.

What readers of the page see comes first; this is asked only when nothing of that could be recognized.
"""

import json
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag

from spiders.embedded_json import document_of, escaped, objects, types_of
from spiders.listings_kinds import is_money
from spiders.listings_layout import Listing, Program, School, is_heading
from spiders.spots import Spot

SCHOOL_TYPES = frozenset({"CollegeOrUniversity", "EducationalOrganization", "School", "Organization", "HighSchool"})
PROGRAM_TYPES = frozenset({"EducationalOccupationalProgram", "Course", "WorkBasedProgram", "CourseInstance"})
_PAID = ("sponsored", "isSponsored", "promoted", "featured")


def read_jsonld(page: BeautifulSoup, announced: bool) -> Listing | None:
    """The schools of the first ItemList of schools; None without one. ``announced``: a heading stands on the page."""
    for script in page.find_all("script", type="application/ld+json"):
        for pointer, value in objects(document_of(script), "json:"):
            titled = is_heading(str(value.get("name") or value.get("headline") or ""))
            if "ItemList" in types_of(value) and (titled or announced):
                schools = list(_schools(script, f"{pointer}/itemListElement", value.get("itemListElement")))
                if schools and any(school.programs for school in schools):
                    return Listing(schools)
    return None


def _schools(script: Tag, pointer: str, entries: Any) -> Iterator[School]:
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        if not isinstance(entry, dict):
            continue
        inner = entry.get("item")
        item, here = (inner, f"{pointer}/{number}/item") if isinstance(inner, dict) else (entry, f"{pointer}/{number}")
        if types_of(item) & SCHOOL_TYPES:
            yield _school(
                script, here, item, [(there, found) for there, found in objects(item, here) if _is_program(found)]
            )
        elif _is_program(item) and isinstance(item.get("provider"), dict):
            yield _school(script, f"{here}/provider", item["provider"], [(here, item)])


def _is_program(value: dict[str, Any]) -> bool:
    return bool(types_of(value) & PROGRAM_TYPES) and isinstance(value.get("name"), str)


def _school(script: Tag, here: str, item: dict[str, Any], programs: list[tuple[str, dict[str, Any]]]) -> School:
    address = item.get("address")
    inner, where = (address, f"{here}/address") if isinstance(address, dict) else (item, here)
    return School(
        name=_spot(script, here, item, "name") or Spot(script, pointer=f"{here}/name"),
        place=_spot(script, where, inner, "addressLocality", "address"),
        state=_spot(script, where, inner, "addressRegion"),
        programs=[_program(script, there, found) for there, found in programs],
        tuition=_money(script, here, item),
        link=_spot(script, here, item, "url", "sameAs", "@id"),
        sponsored=next((_spot(script, here, item, key) for key in _PAID if says_yes(item.get(key))), None),
    )


def _program(script: Tag, here: str, item: dict[str, Any]) -> Program:
    awarded = item.get("educationalCredentialAwarded")
    credential = _spot(script, here, item, "educationalCredentialAwarded")
    if isinstance(awarded, dict):
        credential = _spot(script, f"{here}/educationalCredentialAwarded", awarded, "name", "credentialCategory")
    title = Spot(script, pointer=f"{here}/name", value=item["name"])
    return Program(title, credential, _money(script, here, item), _spot(script, here, item, "url"))


def _spot(script: Tag, pointer: str, item: dict[str, Any], *keys: str) -> Spot | None:
    """The first of these values that is a text."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, bool):
            return Spot(script, pointer=f"{pointer}/{key}", value=json.dumps(value))
        if isinstance(value, str) and value.strip():
            return Spot(script, pointer=f"{pointer}/{escaped(key)}", value=value)
    return None


def _money(script: Tag, pointer: str, item: dict[str, Any]) -> Spot | None:
    """A text on what it costs, in the object itself or in its offers."""
    nested = [(f"{pointer}/{key}", item[key]) for key in ("offers", "totalCost") if isinstance(item.get(key), dict)]
    for here, value in [(pointer, item), *nested]:
        for key, text in value.items():
            if isinstance(text, str) and len(text) < 1000 and key not in ("name", "url", "@id") and is_money(text):
                return Spot(script, pointer=f"{here}/{escaped(key)}", value=text)
    return None


def says_yes(value: Any) -> bool:
    """Whether a value of a document says yes."""
    return value is True or (isinstance(value, str) and value.lower() in ("true", "yes", "1", "sponsored"))
