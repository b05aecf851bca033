"""Reads the table of projections in the tab Job Outlook: the page's occupation, and those that make up a group."""

import re
from collections.abc import Sequence

from bs4 import Tag

from spiders.bls_layout import SOC, plain, site
from spiders.bls_reading import PageReading
from spiders.html import some, words
from spiders.structure import StructureChanged

PASSED = frozenset({"industries"})
NAMED = frozenset({"title", "soc"})
_YEARS = re.compile(r"\(\?P<[a-z]+>[^()]*\)")
Columns = list[tuple[str, dict[str, str]]]


def read_outlook(reading: PageReading, tab: Tag) -> None:
    """Take the table; its id is not looked at, for the page's own script gives it. Raises StructureChanged."""
    for table in tab.find_all("table"):
        if (columns := bound(header_names(table), site().page.outlook_columns)) is not None:
            _take(reading, table, columns)
            return
    raise _columns_missing(reading, tab)


def header_names(table: Tag) -> list[str]:
    """The names of a table's columns, those of a second row put behind what spans them."""
    rows = [row.find_all(["th", "td"], recursive=False) for row in table.select("thead > tr")][:2]
    if not rows:
        return []
    below = [plain(words(cell)) for cell in rows[1]] if len(rows) > 1 else []
    names: list[str] = []
    for cell in rows[0]:
        name, width = plain(words(cell)), _count(cell, "colspan")
        if len(rows) > 1 and _count(cell, "rowspan") == 1:
            names += [f"{name} {below.pop(0)}" if below else name for _ in range(width)]
        else:
            names.append(name)
    return names


def _columns_missing(reading: PageReading, tab: Tag) -> StructureChanged:
    wanted = site().page.outlook_columns.values()
    met = max((header_names(table) for table in tab.find_all("table")), key=len, default=[])
    missing = [pattern for pattern in wanted if not any(re.fullmatch(pattern, name[:200], re.ASCII) for name in met)]
    told = ", ".join(repr(_YEARS.sub("YEAR", pattern)) for pattern in missing)
    return StructureChanged(
        "missing_columns",
        f"{reading.where}: the table of Job Outlook has no column {told}; met {', '.join(met)[:400] or 'no table'}. If "
        "one was renamed, change it in bls.toml",
    )


def bound(names: Sequence[str], wanted: dict[str, str]) -> Columns | None:
    """For each column its field and what its name tells (years); None unless every wanted one is there."""
    columns: Columns = []
    for name in names:
        matches = ((field, re.fullmatch(pattern, name[:200], re.ASCII)) for field, pattern in wanted.items())
        columns.append(next(((field, dict(found.groupdict())) for field, found in matches if found), ("", {})))
    return columns if {field for field, _ in columns} >= set(wanted) else None


def _count(cell: Tag, name: str) -> int:
    told = str(cell.get(name, "1"))
    return int(told) if told.isascii() and told.isdigit() and 0 < int(told[:3]) <= 20 else 1


def _take(reading: PageReading, table: Tag, columns: Columns) -> None:
    for field, time in columns:
        if field == "base_employment":
            reading.year_told("Employment in the table of projections", time["year"])
        reading.span = time.get("period", reading.span)
    for number, row in enumerate(some(table, "tbody > tr", 1, 60)):
        cells = row.find_all(["th", "td"], recursive=False)
        named = {field: cell for (field, _), cell in zip(columns, cells, strict=False)}
        if len(cells) < len(columns):
            told = f"{len(cells)} cells in a row of {len(columns)} columns: {words(row)[:120]!r}"
            raise StructureChanged("shifted_row", f"{reading.where}: {told}")
        code, title = words(named["soc"]), words(named["title"])
        if SOC.fullmatch(code):
            reading.codes.append(code)
        elif number == 0:
            reading.codes.append("")
            reading.note("no_code", f"{title[:80]!r} has no SOC code but {code[:40]!r}", severity="note")
        about = {"soc": code, "occupation": title} if number else {}
        for (field, time), cell in zip(columns, cells, strict=False):
            if field in PASSED or not field:
                reading.pass_over(cell)
            else:
                _take_cell(reading, field, cell, time, about, detailed=bool(number))


def _take_cell(
    reading: PageReading, field: str, cell: Tag, time: dict[str, str], about: dict[str, str], *, detailed: bool
) -> None:
    if field in NAMED:
        name = {"title": "projection_title", "soc": "soc"}[field]
        reading.take(f"detailed_{name}" if detailed else name, cell)
    else:
        reading.take(f"detailed_{field}" if detailed else field, cell, **time, **about)
