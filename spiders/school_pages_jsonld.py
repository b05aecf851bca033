"""What a page tells machines about its programs: schema.org objects in its JSON-LD. Words that people see come first.

Values are cited by their pointers, under fields of their own (``data_...``), so that nobody takes one for the other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spiders.embedded_json import escaped, objects, types_of
from spiders.school_pages_cite import Found
from spiders.school_pages_layout import levels_of, names_subject, pattern
from spiders.table_places import PlaceLost
from spiders.tree import Element
from spiders.tree_places import compact, loaded

_PROGRAMS = frozenset(("EducationalOccupationalProgram", "WorkBasedProgram", "Program", "DegreeProgram", "Course"))
_SCHOOLS = frozenset(("CollegeOrUniversity", "EducationalOrganization", "School", "University", "College"))
_LONGEST = 2_000_000
_LONGEST_OBJECT = 3000
_MOST = 20
_SIMPLE = (
    ("data_length", ("timeToComplete", "duration", "termDuration")),
    ("data_delivery", ("educationalProgramMode", "courseMode", "deliveryMode")),
    ("data_deadline", ("applicationDeadline",)),
    ("data_prerequisites", ("programPrerequisites", "coursePrerequisites", "entryRequirements")),
    ("data_credential", ("educationalCredentialAwarded", "credentialCategory", "educationalLevel")),
    ("data_credits", ("numberOfCredits", "creditsRequired")),
)
_COSTS = ("offers", "totalCost", "estimatedCost", "tuition", "cost", "price")


@dataclass(frozen=True, slots=True)
class Item:
    """An object of the JSON-LD of a page, with the script and the pointer where it stands."""

    script: Element
    pointer: str
    value: dict[str, Any]

    @property
    def name(self) -> str:
        """What the object calls itself."""
        told = self.value.get("name") or self.value.get("programName") or self.value.get("title")
        return " ".join(told.split()) if isinstance(told, str) else ""

    def child(self, key: str, value: dict[str, Any], number: int | None = None) -> "Item":
        """An object within this one."""
        end = "" if number is None else f"/{number}"
        return Item(self.script, f"{self.pointer}/{escaped(key)}{end}", value)


class Data:
    """The schema.org objects of a page: programs of this directory, and schools."""

    def __init__(self, root: Element) -> None:
        self._by_id: dict[str, Item] = {}
        self.schools: list[Item] = []
        programs: list[Item] = []
        for script in root.iter("script"):
            if "ld+json" not in (script.get("type") or ""):
                continue
            for item in _items(script):
                kinds = types_of(item.value)
                if isinstance(told := item.value.get("@id"), str):
                    self._by_id.setdefault(told, item)
                if kinds & _PROGRAMS and item.name:
                    programs.append(item)
                if kinds & _SCHOOLS:
                    self.schools.append(item)
        real = [item for item in programs if "Course" not in types_of(item.value)] or programs[:1]
        self.programs = [item for item in real if names_subject(item.name)]
        self.number_of_programs = len(real)

    def school_of(self, program: Item) -> Item | None:
        """The school that offers a program: named in it, by reference, or the first of the page."""
        for key in ("provider", "offeredBy", "sourceOrganization"):
            for item in _children(program, key):
                told = item.value.get("@id")
                return self._by_id.get(told, item) if isinstance(told, str) else item
        return self.schools[0] if self.schools else None


def _items(script: Element) -> Iterator[Item]:
    text = script.text or ""
    if len(text) > _LONGEST:
        return
    try:
        document = loaded(text)
    except PlaceLost:
        return
    for pointer, value in objects(document, ""):
        if "+" not in pointer:
            yield Item(script, pointer, value)


def _children(item: Item, key: str) -> Iterator[Item]:
    told = item.value.get(key)
    if isinstance(told, dict):
        yield item.child(key, told)
    elif isinstance(told, list):
        yield from (item.child(key, one, number) for number, one in enumerate(told[:_MOST]) if isinstance(one, dict))


def matching(programs: list[Item], name: str, number_on_page: int) -> Item | None:
    """The object that speaks of the program of this name; the only one speaks of the only one."""
    if len(programs) == 1 and number_on_page == 1:
        return programs[0]
    same = [item for item in programs if item.name.casefold() == name.casefold()]
    if not same and (levels := levels_of(name)):
        found = pattern("subjects").search(name)
        same = [
            item
            for item in programs
            if levels_of(f"{item.name} {item.value.get('educationalCredentialAwarded')}") & levels
            and (found is None or number_on_page == 1 or found[0].lower() in item.name.lower())
        ]
    return same[0] if len(same) == 1 else None


def data_of(data: Data, program: Item) -> Iterator[Found]:
    """Everything that an object says of a program."""
    yield from _text(program, "data_title", "name")
    for field, keys in _SIMPLE:
        for key in keys:
            if told := list(_any(program, field, key)):
                yield from told
                break
    yield from _cip(program)
    for key in _COSTS:
        yield from _any(program, "data_price", key)
    for item in _children(program, "hasCourse"):
        yield from _object(item, "data_course")
    for item in (program, *_children(program, "contactPoint")):
        yield from _text(item, "data_email", "email")
        yield from _text(item, "data_phone", "telephone")
    yield from _of_school(data, program)


def _of_school(data: Data, program: Item) -> Iterator[Found]:
    school = data.school_of(program)
    if school is not None:
        yield from _text(school, "data_institution", "name")
        yield from school_address(school)


def school_address(school: Item) -> Iterator[Found]:
    """The address of a school."""
    for key in ("address", "location"):
        for item in _children(school, key):
            inner = next(_children(item, "address"), item)
            yield from _object(inner, "data_address")
        yield from _text(school, "data_address", key)


def _any(item: Item, field: str, key: str) -> Iterator[Found]:
    """A value as it stands: each text of a list, each object in one line."""
    told = item.value.get(key)
    if isinstance(told, list):
        for number, one in enumerate(told[:_MOST]):
            if isinstance(one, str):
                yield _found(item, field, f"{escaped(key)}/{number}", one)
    yield from _text(item, field, key)
    for child in _children(item, key):
        yield from _object(child, field)


def _text(item: Item, field: str, key: str) -> Iterator[Found]:
    told = item.value.get(key)
    if isinstance(told, str) and told.strip():
        yield _found(item, field, escaped(key), told)


def _found(item: Item, field: str, step: str, text: str) -> Found:
    return Found(field, text, ((item.script, f"#json:{item.pointer}/{step}"),))


def _object(item: Item, field: str) -> Iterator[Found]:
    told = compact(item.value)
    if len(told) <= _LONGEST_OBJECT:
        yield Found(field, told, ((item.script, f"#object:{item.pointer}"),))


def _cip(program: Item) -> Iterator[Found]:
    for item in _children(program, "identifier"):
        if re.search("cip", str(item.value.get("propertyID") or item.value.get("name") or ""), re.IGNORECASE):
            yield from _text(item, "data_cip", "value")
    for key in program.value:
        if key.lower().endswith("cip"):
            yield from _text(program, "data_cip", key)
