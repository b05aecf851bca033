"""Reads one page of the Occupational Outlook Handbook whole: a record, and a surprise for what it does not understand.

Pure: bytes in, items out. The occupation's code is the one that the page prints; the address may keep an older name.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import Tag

from spiders.bls_facts import read_facts
from spiders.bls_figures import read_charts, read_tables
from spiders.bls_layout import SOC, SOURCE, site, soc_vintage
from spiders.bls_outlook import read_outlook
from spiders.bls_reading import PageReading
from spiders.bls_sections import read_openings, read_sections
from spiders.bls_similar import read_similar
from spiders.html import one, open_page, optional
from spiders.items import RawItem, RawRecord, RawValue, Surprise
from spiders.structure import StructureChanged

KIND = "occupation"
NAMED = frozenset({"title", "soc", "projection_title", "detailed_soc", "detailed_projection_title"})
PAY = frozenset({
    "median_annual_pay", "median_hourly_pay", "median_pay", "lowest_tenth_pay", "highest_tenth_pay", "industry_pay",
    "occupation_pay", "comparison_pay", "similar_occupation_pay",
})  # fmt: skip
_YEAR = re.compile(r"20[0-9]{2}", re.ASCII)
MAXIMUM_BYTES = 4 * 2**20
"""The longest real page has 118 kB."""
MOST_TOLD = 10
"""So many texts that nobody reads are told one by one."""


def parse_occupation(body: bytes, content_type: str, url: str, capture_id: str) -> Iterator[RawItem]:
    """The items of a page.

    Raises StructureChanged as ``open_page`` does, and element_missing, too_many_elements, section_missing,
    missing_columns, no_figures, unknown_vintage, vintage_contradicted.
    """
    if len(body) > MAXIMUM_BYTES:
        raise StructureChanged("page_too_large", f"{SOURCE}: {url}: {len(body):,} bytes; no page of the handbook has")
    page = open_page(body, content_type)
    reading = PageReading(one(page, "body"), f"{SOURCE}: {urlsplit(url).path}", url)
    panes = one(reading.root, "#panes")
    reading.take("title", one(reading.root, "h1"))
    if (modified := optional(reading.root, "p.update")) is not None:
        reading.take("last_modified", modified)
    read_facts(reading, panes)
    sections = read_sections(reading, panes)
    read_outlook(reading, sections["job_outlook"])
    read_openings(reading, sections["job_outlook"])
    read_similar(reading, sections.get("similar_occupations"))
    for section in sections.values():
        read_tables(reading, section)
        read_charts(reading, section)
    yield _record(reading, capture_id)
    yield from reading.surprises
    yield from _unread(reading, panes)


def _record(reading: PageReading, capture_id: str) -> RawRecord:
    printed = reading.codes[0] if reading.codes else ""
    slug = urlsplit(reading.url).path.rpartition("/")[2].rpartition(".")[0] or "page"
    vintage = soc_vintage(reading.base_year, frozenset(reading.codes), reading.where)
    return RawRecord(
        source=SOURCE,
        kind=KIND,
        key=printed if SOC.fullmatch(printed) else slug,
        capture_id=capture_id,
        place="css:body#0",
        period=str(reading.base_year),
        values=tuple(_with_vintage(value, vintage, reading.where) for value in reading.values),
    )


def _with_vintage(value: RawValue, vintage: str, where: str) -> RawValue:
    """A figure with the edition that it is in. Pay may be of a later year than the projections, and then of another."""
    time = value.qualifiers.get("year") or value.qualifiers.get("period", "")
    if not time and value.field not in NAMED:
        return value
    if value.field in PAY and (year := _YEAR.search(time)):
        vintage = soc_vintage(int(year[0]), frozenset(), where)
    return value.model_copy(update={"qualifiers": {**value.qualifiers, "soc_vintage": vintage}})


def _unread(reading: PageReading, panes: Tag) -> Iterator[Surprise]:
    """A warning for each text of the tabs that is neither taken nor listed as ignored."""
    ignored = {id(node) for selector in site().page.ignored for node in panes.select(selector)}
    unread = list(reading.unread(panes, ignored))
    for words in unread[:MOST_TOLD]:
        yield reading.surprise("unread_text", f"nobody reads {words[:120]!r}", words)
    if len(unread) > MOST_TOLD:
        yield reading.surprise("unread_text", f"nobody reads {len(unread) - MOST_TOLD} more texts")
