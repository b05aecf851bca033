"""From the schools of a page to raw records, one for each school and program, with a key that outlives the page.

The record's place is the smallest element that holds all its words, so that the disclosure above a list is cited too.
"""

import hashlib
import re
from collections.abc import Iterator

from spiders.items import RawItem, RawRecord, RawValue, Surprise
from spiders.listings_layout import SOURCE, Listing, Program, School, site
from spiders.page_text import safe_link
from spiders.spots import LONGEST_TEXT, Numbers, Spot, common, root_of

KIND = "listing_program"
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 45


def records_of(listing: Listing, url: str, base: str, capture_id: str) -> Iterator[RawItem]:
    """The records of a page and what is odd about single schools. ``base`` is what relative links start from."""
    numbers = Numbers()
    for school in listing.schools:
        if len(school.name.text) > site().longest_name or not _slug(school.name.said):
            yield _odd("unusable_name", "a school has no name, or one that is none", url, school.name)
            continue
        if not school.programs:
            yield _odd("no_programs", "a school has no program that could be recognized", url, school.name)
        for program in school.programs:
            yield from _record(listing, school, program, url, base, capture_id, numbers)


def _record(
    listing: Listing, school: School, program: Program, url: str, base: str, capture_id: str, numbers: Numbers
) -> Iterator[RawItem]:
    if len(program.title.text) > LONGEST_TEXT or len(program.title.said) > site().longest_name:
        yield _odd(
            "unusable_title", f"a program of {school.name.said[:80]!r} has a title that is none", url, program.title
        )
        return
    spots: dict[str, Spot] = {"institution": school.name, "program_title": program.title}
    told = {
        "place": school.place,
        "state": school.state,
        "credential": program.credential,
        "tuition_text": program.tuition or school.tuition,
        "sponsored": school.sponsored,
        "disclosure": listing.disclosure if not school.name.pointer else None,
    }
    for name, spot in told.items():
        if spot is None or not spot.text:
            continue
        if len(spot.text) > LONGEST_TEXT:
            yield _odd(
                "too_long",
                f"the {name} of {school.name.said[:80]!r} is not kept: {len(spot.text):,} letters",
                url,
                spot,
            )
        else:
            spots[name] = spot
    links = {"link": school.link, "program_link": program.link}
    for name, spot in links.items():
        if spot is None or not spot.text.strip():
            continue
        if safe_link(base, spot.text[:2000]) is None:
            yield _odd("unsafe_link", f"the {name} of {school.name.said[:80]!r} leads to no web page", url, spot)
        else:
            spots[name] = spot
    anchor = school.name.node if school.name.pointer else common([spot.node for spot in spots.values()])
    if anchor.name == "[document]":  # broken markup may leave elements beside the page's own
        yield _odd("odd_markup", f"{school.name.said[:80]!r} has words in no common element", url, program.title)
        return
    yield RawRecord(
        source=SOURCE,
        kind=KIND,
        key=record_key(school, program),
        capture_id=capture_id,
        place=numbers.place(root_of(anchor), anchor),
        values=tuple(_value(name, spot, numbers.at(spot, anchor), base) for name, spot in spots.items()),
    )


def _value(name: str, spot: Spot, at: str, base: str) -> RawValue:
    qualifiers = {"part": spot.part} if spot.part and spot.part != spot.text else {}
    if name.endswith("link"):
        absolute = safe_link(base, spot.text) or ""
        if absolute != spot.text:
            qualifiers["absolute"] = absolute
        if name == "link" and not spot.text.strip().lower().startswith(("http://", "https://", "//")):
            name = "site_link"
    return RawValue(field=name, text=spot.text, at=at, qualifiers=qualifiers)


def record_key(school: School, program: Program) -> str:
    """School, place, program and the credential that is printed apart: what stays when prices and order change."""
    texts = (school.name, school.place, program.title, program.credential)
    return ":".join(_slug(spot.said) if spot is not None else "" for spot in texts)


def _slug(text: str) -> str:
    slug = _NOT_IN_SLUGS.sub("-", text[:10_000].lower()).strip("-")
    ascii_only = text.isascii()
    if len(slug) <= _LONGEST_SLUG and ascii_only:
        return slug
    digest = hashlib.sha256(" ".join(text.lower().split()).encode()).hexdigest()[:8]
    return f"{slug[: _LONGEST_SLUG - 9].strip('-')}-{digest}".strip("-") if text.strip() else ""


def _odd(code: str, message: str, url: str, spot: Spot) -> Surprise:
    severity = "note" if code == "unsafe_link" else "warning"
    return Surprise(source=SOURCE, code=code, message=message, severity=severity, url=url, sample=spot.said[:200])
