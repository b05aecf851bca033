"""Reads the tabs of a handbook page: the words of each, the duties as a list, sentences with figures, and links."""

import re

from bs4 import Tag

from spiders.bls_layout import plain, site
from spiders.bls_reading import PageReading
from spiders.html import some, words
from spiders.structure import StructureChanged

DUTIES = "duties"
ONET = re.compile(r"https?://www\.onetonline\.org/link/summary/", re.ASCII)
_PAY = re.compile(
    r"the median (?P<per>annual|hourly) wage for .{1,200} was \$[0-9,.]{1,12} in (?P<period>[a-z]+ 20[0-9]{2})\."
)
_OPENINGS = re.compile(r"\babout [0-9][0-9,.]*(?: million)? openings\b", re.ASCII)
_TENTHS = (("lowest_tenth_pay", "p10", "lowest 10 percent"), ("highest_tenth_pay", "p90", "highest 10 percent"))


def read_sections(reading: PageReading, panes: Tag) -> dict[str, Tag]:
    """Take the words of every tab; the tabs by field. Raises StructureChanged: section_missing."""
    layout, found = site().page, dict[str, Tag]()
    for heading in some(panes, "h2[id]", 1, 40):
        tab = _tab_of(heading, panes)
        field = layout.sections.get(str(heading["id"]))
        if field is None:
            told = f"{heading['id']}: {words(heading)}"
            reading.note("new_section", f"nobody knows the tab {told[:80]!r}; add its id to bls.toml", told)
            reading.pass_over(tab)
        elif field in found:
            raise StructureChanged("section_missing", f"{reading.where}: two tabs are {field!r}; which holds?")
        else:
            found[field] = tab
    absent = [field for field in layout.sections.values() if field not in found]
    if missing := [field for field in absent if field in layout.required_sections]:
        raise StructureChanged(
            "section_missing", f"{reading.where}: no tab for {', '.join(missing)}; met {', '.join(found) or 'none'}"
        )
    for field in absent:
        reading.note("section_missing", f"there is no tab for {field!r}")
    for field, tab in found.items():
        _take_words(reading, field, tab)
    _take_duties(reading, found["what_they_do"])
    _take_pay(reading, found["pay"])
    if (more := found.get("more_information")) is not None:
        _take_links(reading, more)
    return found


def _tab_of(heading: Tag, panes: Tag) -> Tag:
    node = heading
    while node.parent is not None and node.parent is not panes:
        node = node.parent
    return node


def _take_words(reading: PageReading, field: str, tab: Tag) -> None:
    selector = f"{reading.selector(tab)} {site().page.blocks}"
    nodes = reading.root.select(selector)
    if nodes:
        reading.take_all(field, selector, nodes)
    else:
        reading.note("empty_section", f"the tab for {field!r} holds no words")


def _take_duties(reading: PageReading, tab: Tag) -> None:
    heading = next((node for node in tab.find_all("h3") if plain(words(node)) == DUTIES), None)
    lists: list[Tag] = []
    for node in heading.find_next_siblings() if heading is not None else ():
        if node.name in ("h2", "h3"):
            break
        if node.name in ("ul", "ol"):
            lists.append(node)
    if not lists:
        reading.note("no_duties", "no list stands below a heading Duties", severity="note")
        return
    selector = ", ".join(f"{reading.selector(one)} > li" for one in lists)
    reading.take_all(DUTIES, selector, reading.root.select(selector))


def _take_pay(reading: PageReading, tab: Tag) -> None:
    for paragraph in tab.find_all("p"):
        told = plain(words(paragraph)[:2000])
        if (found := _PAY.search(told)) is None:
            continue
        period = found["period"].capitalize()
        time = {"period": period, "per": "hour" if found["per"] == "hourly" else "year"}
        reading.take("median_pay", paragraph, measure="median", **time)
        for field, measure, sentence in _TENTHS:
            if sentence in told:
                reading.take(field, paragraph, measure=measure, **time)
        return
    reading.note("no_pay", "no sentence tells the median wage", severity="note")


def read_openings(reading: PageReading, tab: Tag) -> None:
    """Take the sentence that tells how many openings there are in a year of the projections."""
    for paragraph in tab.find_all("p"):
        if _OPENINGS.search(plain(words(paragraph)[:2000])):
            reading.take("annual_openings", paragraph, measure="annual average", period=reading.span)
            return
    reading.note("no_openings", "no sentence tells how many openings there are", severity="note")


def _take_links(reading: PageReading, tab: Tag) -> None:
    for anchor in tab.select("article a[href], :scope > p a[href]"):
        href = str(anchor["href"])
        if ONET.match(href):
            reading.take_attribute("onet_code", anchor, "href")
        elif href.startswith(("http://", "https://")):
            reading.take_attribute("more_information_link", anchor, "href", words=words(anchor)[:200])
