"""Reads the quick facts of a handbook page: one field or two for each row, with the year that its words tell."""

import re

from bs4 import Tag

from spiders.bls_layout import plain, site
from spiders.bls_reading import PageReading
from spiders.html import one, some, words

MEDIANS = {"median_annual_pay": "year", "median_hourly_pay": "hour"}


def read_facts(reading: PageReading, panes: Tag) -> None:
    """Take every row of the quick facts; a row that nobody knows is a surprise. Raises StructureChanged without any."""
    rows = some(one(panes, "table#quickfacts"), "tbody > tr", 3, 40)
    met: list[tuple[tuple[str, ...], Tag, dict[str, str]]] = []
    for row in rows:
        label, cell = one(row, "th"), one(row, "td")
        reading.pass_over(label)
        found = _known(words(label))
        if found is None:
            reading.pass_over(cell)
            told = f"{words(label)[:80]}: {words(cell)[:120]}"
            reading.note("new_fact", f"nobody knows the quick fact {told!r}; add it to bls.toml", told)
            continue
        fields, time = found
        if "year" not in time or fields[0] not in MEDIANS:
            reading.year_told(words(label), time.get("year") or time.get("period", "")[:4])
        met.append((fields, cell, time))
    for fields, cell, time in met:
        # What an entrant needs is told without a year: it belongs to the projections that the other facts are of.
        told_time = time or {"year": str(reading.base_year)}
        for field in fields:
            measure = {"measure": "median", "per": MEDIANS[field]} if field in MEDIANS else {}
            reading.take(field, cell, **told_time, **measure)


def _known(label: str) -> tuple[tuple[str, ...], dict[str, str]] | None:
    for pattern, fields in site().page.facts.items():
        if found := re.fullmatch(pattern, plain(label)[:200], re.ASCII):
            return fields, dict(found.groupdict())
    return None
