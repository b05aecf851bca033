"""Reads the two-column tables and charts of a handbook page, by the words that stand before them."""

import re

from bs4 import Tag

from spiders.bls_layout import Figures, plain, site
from spiders.bls_reading import PageReading
from spiders.html import one, some, words

TABLE, CHART = "table.ooh-tab-table", "div.ooh-chart"
PER = {"annual": "year", "hourly": "hour"}


def read_tables(reading: PageReading, tab: Tag) -> None:
    """Take every table of two columns in a tab; one with unknown words before it is a surprise."""
    year = ""
    for table in tab.select(TABLE):
        before = table.find_previous("p")
        told = words(before) if isinstance(before, Tag) else ""
        found = _known(told)
        if found is None:
            reading.pass_over(table)
            reading.note("new_table", f"nobody knows the table after {told[-160:]!r}", words(table))
            continue
        figures, time = found
        year = time.get("year") or year
        if "year" in time and not time["year"]:
            time["year"] = year  # two tables below one sentence that tells the year
        for row in some(table, "tbody > tr", 1, 60):
            cells = row.find_all("td", recursive=False)
            if len(cells) == 2:
                _take(reading, figures, time, *cells)
            else:
                reading.pass_over(row)
                reading.note("shifted_row", f"{len(cells)} cells instead of 2: {words(row)[:120]!r}", words(row))


def read_charts(reading: PageReading, tab: Tag) -> None:
    """Take every bar of the charts in a tab; one with an unknown heading is a surprise."""
    for chart in tab.select(CHART):
        told = next((words(node) for node in chart.find_all("p") if words(node)), "")
        found = _known(told)
        if found is None:
            reading.pass_over(chart)
            reading.note("new_chart", f"nobody knows the chart {told[:160]!r}", words(chart))
            continue
        for label in some(one(chart, "dl"), "dt", 1, 12):
            bar = label.find_next_sibling("dd")
            if isinstance(bar, Tag) and words(bar):  # the scale stands in bars without words
                _take(reading, *found, label, bar)


def _known(told: str) -> tuple[Figures, dict[str, str]] | None:
    for figures in site().page.figures:
        if found := re.search(f"(?:^|[.:] ){figures.words}$", plain(told)[-600:], re.ASCII):
            time = {name: value or "" for name, value in found.groupdict().items()}
            if "period" in time:
                time["period"] = time["period"].capitalize()
            if per := time.pop("per", ""):
                time["per"] = PER[per]
            return figures, time
    return None


def _take(reading: PageReading, figures: Figures, time: dict[str, str], label: Tag, value: Tag) -> None:
    reading.pass_over(label)
    reading.take(figures.field, value, **time, measure=figures.measure, **{figures.label: words(label)})
