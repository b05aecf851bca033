"""From the programs of a page to raw records, each with a key that outlives the order and the layout of the page."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from bs4 import Tag

from spiders.accreditor_list_programs import Program
from spiders.items import RawItem, RawRecord, RawValue, Surprise
from spiders.page_text import safe_link
from spiders.schools_and_places import state_code_of
from spiders.spots import LONGEST_TEXT, Numbers, Spot, common, root_of

LONGEST_NAME = 300
_LONGEST_SLUG = 60
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")
_LINKS = ("website", "detail_link")


def records_of(
    programs: list[Program], source: str, kind: str, url: str, base: str, capture_id: str
) -> Iterator[RawItem]:
    """The records of a page and what is odd about single ones; a program that is there twice is given once."""
    numbers = Numbers()
    unique = {(record_key(program), _words(program)): program for program in reversed(programs)}
    counted = Counter(key for key, _ in unique)
    for (key, _), program in reversed(unique.items()):
        title = program.said.get("program_title")
        whole = f"{key}|{_slug(title.text)}" if counted[key] > 1 and title is not None else key
        yield from _record(program, whole, source, kind, url, base, capture_id, numbers)


def _words(program: Program) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, spot.text) for name, spot in program.said.items()))


def _record(
    program: Program, key: str, source: str, kind: str, url: str, base: str, capture_id: str, numbers: Numbers
) -> Iterator[RawItem]:
    name = program.said["institution"]

    def odd(code: str, message: str) -> Surprise:
        sample = name.text[:200]
        return Surprise(source=source, code=code, message=message, severity="warning", url=url[:2000], sample=sample)

    if len(name.text) > LONGEST_NAME or not _slug(name.text):
        yield odd("unusable_name", "a program's school has no name, or one that is none")
        return
    spots = {}
    for field, spot in program.said.items():
        if len(spot.text) > LONGEST_TEXT:
            yield odd("too_long", f"the {field} of a program is not kept: {len(spot.text):,} letters")
        elif spot.text.strip():
            spots[field] = spot
    anchor = common([spot.node for spot in spots.values()])
    if anchor.name == "[document]":  # broken markup may leave elements beside the page's own
        yield odd("odd_markup", "a program has words in no common element")
        return
    yield RawRecord(
        source=source,
        kind=kind,
        key=key[:200],
        capture_id=capture_id,
        place=numbers.place(root_of(anchor), anchor),
        values=tuple(_value(field, spot, program, numbers, anchor, base) for field, spot in spots.items()),
    )


def _value(field: str, spot: Spot, program: Program, numbers: Numbers, anchor: Tag, base: str) -> RawValue:
    qualifiers = {"said_by": "heading"} if field in program.headed else {}
    text = spot.text
    if field in _LINKS and (absolute := safe_link(base, text)) is not None and absolute != text:
        if "://" not in text and spot.attribute != "href":
            absolute = f"https://{text}"
        qualifiers["absolute"] = absolute
    return RawValue(field=field, text=text, at=numbers.at(spot, anchor), qualifiers=qualifiers)


def record_key(program: Program) -> str:
    """The site's own id of a program where it is printed; else school, place, level and field, folded."""
    if (site_id := program.said.get("site_id")) is not None and (slug := _slug(site_id.text)):
        return f"id|{slug}|{program.level}"
    state = program.said.get("state")
    place = [_slug(program.said["city"].text) if "city" in program.said else ""]
    place.append((state_code_of(state.text) or _slug(state.text)).lower() if state is not None else "")
    subject = program.subject or _slug(program.said["field"].text if "field" in program.said else "")
    return "|".join((_slug(program.said["institution"].text), *place, program.level, subject))


def _slug(text: str) -> str:
    slug = _NOT_IN_SLUGS.sub("-", text[:10_000].lower()).strip("-")
    if len(slug) <= _LONGEST_SLUG and text.isascii():
        return slug
    digest = hashlib.sha256(" ".join(text.lower().split()).encode()).hexdigest()[:8]
    return f"{slug[: _LONGEST_SLUG - 9].strip('-')}-{digest}".strip("-") if text.strip() else ""
