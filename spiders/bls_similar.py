"""Reads the table of similar occupations of a handbook page: name, link, duties, education and pay of each."""

from bs4 import Tag

from spiders.bls_layout import site
from spiders.bls_outlook import bound, header_names
from spiders.bls_reading import PageReading
from spiders.html import some, words

NAME, PAY = "similar_occupation", "similar_occupation_pay"


def read_similar(reading: PageReading, tab: Tag | None) -> None:
    """Take every row of the table; a page without one is noted."""
    for table in tab.find_all("table") if tab is not None else ():
        columns = bound(header_names(table), site().page.similar_columns)
        if columns is None:
            continue
        for row in some(table, "tbody > tr", 1, 60):
            cells = row.find_all("td", recursive=False)
            named = {field: (cell, time) for (field, time), cell in zip(columns, cells, strict=False) if field}
            if len(named) < len(site().page.similar_columns):
                reading.note("shifted_row", f"a similar occupation has too few cells: {words(row)[:120]!r}")
                continue
            _take(reading, named)
        return
    reading.note("no_similar_occupations", "no table of similar occupations with the columns of bls.toml")


def _take(reading: PageReading, named: dict[str, tuple[Tag, dict[str, str]]]) -> None:
    title = reading.take(NAME, named[NAME][0])
    if isinstance(anchor := named[NAME][0].find("a", href=True), Tag):
        reading.take_attribute(f"{NAME}_link", anchor, "href", occupation=title)
    for field, (cell, time) in named.items():
        if field == PAY:
            reading.take(field, cell, **time, measure="median", per="year", occupation=title)
        elif field != NAME:
            reading.take(field, cell, occupation=title)
