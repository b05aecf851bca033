"""Reads a list of schools from data that a page carries in its scripts, for pages that a script draws.

Keys are bound as labels are. Asked only when nothing that readers see, and no ItemList, could be recognized.
"""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

from spiders.data_rows import titled_rows
from spiders.embedded_json import DEEPEST, MOST, Carried, documents, escaped, spaced, texts_of
from spiders.listings_jsonld import says_yes
from spiders.listings_kinds import label_kind
from spiders.listings_layout import Listing, Program, School, is_heading
from spiders.spots import Spot

_FORM = re.compile(r" (?:text|abbr|abbreviation|code|label|display|string|str|formatted|info)$")
"""What a key says of the form of its value."""
_NAMES = ("name", "title", "label", "text", "display name")
_PAID = frozenset((
    "sponsored", "is sponsored", "promoted", "is promoted", "featured", "is featured", "ad", "is ad", "paid", "is paid",
))  # fmt: skip


def read_data(page: BeautifulSoup, announced: bool) -> Listing | None:
    """The schools of the document with most of them; None without one, or where no words announce a list."""
    best: list[School] = []
    for carried in documents(page):
        if not announced and not _announces(carried.value):
            continue
        found = _merged([*_schools(carried, carried.value, "json:", 0), *_of_rows(carried, page)])
        if sum(bool(school.programs) for school in found) > len(best):
            best = [school for school in found if school.programs]
    return Listing(best) if best else None


def _announces(value: Any) -> bool:
    return any(is_heading(text) for _, text in texts_of(value) if len(text) <= 160)


def _schools(carried: Carried, value: Any, pointer: str, depth: int) -> Iterator[School]:
    """Every object that names a school and what it teaches."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for number, inner in enumerate(value[:MOST]):
            yield from _schools(carried, inner, f"{pointer}/{number}", depth + 1)
    elif isinstance(value, dict):
        school = _school(carried, value, pointer)
        if school is not None and school.programs:
            yield school
            return
        for key, inner in value.items():
            if isinstance(inner, list | dict):
                yield from _schools(carried, inner, f"{pointer}/{escaped(key)}", depth + 1)


def _school(carried: Carried, value: dict[str, Any], pointer: str) -> School | None:
    members = {key: (f"{pointer}/{escaped(key)}", inner) for key, inner in value.items()}
    return _of_members(carried, members)


def _of_rows(carried: Carried, page: BeautifulSoup) -> Iterator[School]:
    for pointer, titles, row in titled_rows(carried, page):
        members = {title: (f"{pointer}/{at}", cell) for at, (title, cell) in enumerate(zip(titles, row, strict=True))}
        if (school := _of_members(carried, members)) is not None:
            yield school


def _of_members(carried: Carried, members: dict[str, tuple[str, Any]]) -> School | None:
    """A school from its members by name; None where none of them names it."""
    school: School | None = None
    kinds = {key: _kind(key) for key in members}
    for key, (here, inner) in members.items():
        if kinds[key] == "name" and isinstance(inner, str) and inner.strip():
            school = school or School(_spot(carried, here, inner))
        elif kinds[key] == "name" and isinstance(inner, dict) and school is None:
            school = _nested(carried, inner, here)
    if school is None:
        return None
    for key, (here, inner) in members.items():
        _take(carried, school, kinds[key], spaced(key), here, inner)
    return school


def _nested(carried: Carried, value: dict[str, Any], here: str) -> School | None:
    """A school that an object within the entry names: ``institution: {name, city, state}``."""
    named = _named(carried, value, here)
    if named is None:
        return None
    school = School(named)
    for name, text in value.items():
        if isinstance(text, str) and (kind := _kind(name)) != "programs":
            _take(carried, school, kind, spaced(name), f"{here}/{escaped(name)}", text)
    return school


def _take(carried: Carried, school: School, kind: str, key: str, here: str, inner: Any) -> None:
    told = isinstance(inner, str) and bool(inner.strip())
    if kind == "programs":
        school.programs += list(_programs(carried, inner, here))
    elif isinstance(inner, dict) and (kind == "place" or key in ("address", "location")):
        for name, text in inner.items():
            if isinstance(text, str):
                _take(carried, school, _kind(name), spaced(name), f"{here}/{escaped(name)}", text)
    elif key in _PAID and says_yes(inner):
        school.sponsored = school.sponsored or _spot(carried, here, inner if isinstance(inner, str) else "true")
    elif not told:
        return
    elif kind == "place":
        school.place = school.place or _spot(carried, here, inner)
    elif kind == "state":
        school.state = school.state or _spot(carried, here, inner)
    elif kind == "tuition":
        school.tuition = school.tuition or _spot(carried, here, inner)
    elif kind == "link":
        school.link = school.link or _spot(carried, here, inner)


def _programs(carried: Carried, value: Any, here: str) -> Iterator[Program]:
    if isinstance(value, str) and value.strip():
        yield Program(_spot(carried, here, value))
    elif isinstance(value, list):
        for number, inner in enumerate(value[:200]):
            yield from _programs(carried, inner, f"{here}/{number}")
    elif isinstance(value, dict) and (title := _named(carried, value, here)) is not None:
        award = next((key for key, text in value.items() if _kind(key) == "credential" and isinstance(text, str)), None)
        yield Program(title, _spot(carried, f"{here}/{escaped(award)}", value[award]) if award else None)


def _named(carried: Carried, value: dict[str, Any], here: str) -> Spot | None:
    for key, text in value.items():
        if isinstance(text, str) and text.strip() and (spaced(key) in _NAMES or _kind(key) == "programs"):
            return _spot(carried, f"{here}/{escaped(key)}", text)
    return None


def _kind(key: str) -> str:
    words = _FORM.sub("", spaced(key))
    if words in ("url", "href", "website url", "school url", "link url"):
        return "link"
    return label_kind(words) or ""


def _spot(carried: Carried, pointer: str, value: str) -> Spot:
    return Spot(carried.node, carried.attribute, pointer=pointer, value=value)


def _merged(schools: list[School]) -> list[School]:
    """Rows of one school, one for each program, are put together."""
    known: dict[tuple[str, str], School] = {}
    for school in schools:
        key = (school.name.said, school.place.said if school.place is not None else "")
        if key in known:
            known[key].programs += school.programs
        else:
            known[key] = school
    return list(known.values())
