"""Reads a workbook of wages (OEWS) in its zip: a record for each area and listed occupation. Pure: bytes in, items out.

The month that the figures are of, and the wage above which they are not told, stand in the notes of the same workbook.
"""

import re
from collections.abc import Iterator
from typing import Literal

from spiders.bls_layout import SOC, SOURCE, WageFile, site, soc_vintage
from spiders.bls_projections import absent_occupations, unknown_columns, unknown_sheets
from spiders.items import RawItem, RawRecord, RawValue, Tally
from spiders.structure import StructureChanged
from spiders.workbook_tables import SheetTable, bind_sheet
from spiders.workbooks import Workbook, open_workbook
from spiders.zipped import Limits, member_bytes

Area = Literal["national", "state"]
MEASURES = ("mean", "p10", "p25", "median", "p75", "p90")
LEFT = frozenset({"area_type", "industry_group", "prim_state"})
"""Columns that say which rows are wanted, or repeat the area; they are no values of a record."""
NAMES, PLACES = frozenset({"soc", "title", "occupation_group"}), frozenset({"area", "area_title"})
_TITLE = re.compile(r"(?P<month>[A-Z][a-z]+) (?P<year>20[0-9]{2}) OEWS Estimates", re.ASCII)
_CAP = re.compile(
    r"#\s*=\s*indicates a wage equal to or greater than \$(?P<hour>[0-9,.]+) per hour or \$(?P<year>[0-9,.]+) per year",
    re.ASCII,
)
_FLOOR = re.compile(r"~\s*=\s*indicates that the percent .{0,120}? is less than (?P<percent>[0-9.]+)%", re.ASCII)


class Notes:
    """What the notes of a workbook say: the period of its figures, and what the marks # and ~ stand for."""

    def __init__(self, workbook: Workbook, year: int) -> None:
        self.where = f"{workbook.where}, sheet {site().wages.notes_sheet!r}"
        lines = [cell for row in workbook.rows(site().wages.notes_sheet) for cell in row[:1]]
        title = next((found for line in lines[:3] if (found := _TITLE.fullmatch(line.strip()[:80]))), None)
        if title is None:
            raise StructureChanged("title_changed", f"{self.where}: no title such as 'May {year} OEWS Estimates'")
        if int(title["year"]) != year:
            words = f"the figures are of {title['year']}, the file and its sheet are named for {year}"
            raise StructureChanged("period_contradicted", f"{self.where}: {words}; which holds?")
        self.period = f"{title['month']} {title['year']}"
        self._cap = next((found for line in lines if (found := _CAP.match(line.strip()[:300]))), None)
        self._floor = next((found for line in lines if (found := _FLOOR.match(line.strip()[:300]))), None)

    def mark(self, field: str, text: str) -> dict[str, str]:
        """The qualifiers that a mark in a cell means; StructureChanged when the notes do not say."""
        if text == "#" and field.endswith("_wage"):
            if self._cap is None:
                raise self._unexplained("#")
            return {"at_least": self._cap["hour" if field.startswith("hourly") else "year"].replace(",", "")}
        if text == "~":
            if self._floor is None:
                raise self._unexplained("~")
            return {"less_than": self._floor["percent"]}
        return {}

    def _unexplained(self, mark: str) -> StructureChanged:
        words = f"{self.where}: the mark {mark} is used and no note says what it means"
        return StructureChanged("mark_unexplained", words)


def parse_wages(body: bytes, url: str, capture_id: str, year: int, area: Area = "national") -> Iterator[RawItem]:
    """The items of one file.

    Raises StructureChanged as ``member_bytes``, ``open_workbook`` and ``bind_sheet`` do, and title_changed,
    period_contradicted, mark_unexplained, shifted_content, unknown_group, repeated_code and those of ``soc_vintage``.
    """
    layout = site().wages
    file: WageFile = getattr(layout, area)
    where = f"{SOURCE}: {url.rpartition('/')[2]}"
    name, content = member_bytes(body, file.member.format(year=year).lower(), where, Limits())
    workbook = open_workbook(content, f"{where}, member {name}", member=name)
    sheet = file.sheet.format(year=year)
    yield from unknown_sheets(workbook, {sheet, layout.notes_sheet, *layout.ignored_sheets}, url)
    notes = Notes(workbook, year)
    table = bind_sheet(workbook, sheet, layout.columns, layout.optional)
    yield from unknown_columns(table, layout.ignored, url)
    codes: set[str] = set()
    rows = _wanted_rows(table, file, codes)
    vintage = soc_vintage(year, frozenset(codes), table.where)
    for key, (number, cells) in sorted(rows.items()):
        values = _values(table, cells, notes, vintage)
        place = table.place(number)
        yield RawRecord(
            source=SOURCE, kind=file.kind, key=key, capture_id=capture_id, place=place, period=str(year), values=values
        )
    yield from absent_occupations(site().wanted - {key.partition(":")[2] for key in rows}, table.where, url)
    yield Tally(source=SOURCE, name=f"{area}_wage_codes", value=len(codes))


def _wanted_rows(table: SheetTable, file: WageFile, codes: set[str]) -> dict[str, tuple[int, list[str]]]:
    layout, found = site().wages, dict[str, tuple[int, list[str]]]()
    groups: dict[str, str] = {}
    for number, cells in table.rows():
        told = {field: cells[at].strip() for field, at in table.positions.items()}
        if not any(told.values()):
            continue
        if not SOC.fullmatch(told["soc"]):
            words = f"expected a code such as 29-2072, met {told['soc'][:60]!r}; the columns have shifted"
            raise table.changed("shifted_content", words, number, "soc")
        codes.add(told["soc"])
        if told["area_type"] != file.area_type or told["industry_group"] != layout.industry_group:
            continue
        if told["occupation_group"] not in layout.occupation_groups:
            words = f"nobody has judged {told['occupation_group'][:40]!r}; list it in bls.toml"
            raise table.changed("unknown_group", words, number, "occupation_group")
        if told["soc"] in site().wanted:
            _keep(table, number, cells, told, found, groups)
    return found


def _keep(
    table: SheetTable,
    number: int,
    cells: list[str],
    told: dict[str, str],
    found: dict[str, tuple[int, list[str]]],
    groups: dict[str, str],
) -> None:
    """Keep a row; of two with the same code the more detailed one. Two of the same group are one too many."""
    order = site().wages.occupation_groups
    key, group = f"{told['area']}:{told['soc']}", told["occupation_group"]
    if groups.get(key) == group:
        raise table.changed("repeated_code", f"{key} stands in row {found[key][0]}, too", number, "soc")
    if key not in groups or order.index(group) > order.index(groups[key]):
        found[key], groups[key] = (number, cells), group


def _values(table: SheetTable, cells: list[str], notes: Notes, vintage: str) -> tuple[RawValue, ...]:
    area = cells[table.positions["area_title"]].strip()
    return tuple(
        RawValue(
            field=field,
            text=cells[at],
            at=table.column(field),
            qualifiers=_qualifiers(field, cells[at].strip(), notes, vintage, area),
        )
        for field, at in table.positions.items()
        if field not in LEFT
    )


def _qualifiers(field: str, text: str, notes: Notes, vintage: str, area: str) -> dict[str, str]:
    if field in NAMES:
        return {"soc_vintage": vintage}
    if field in PLACES:
        return {}
    per, _, rest = field.partition("_")
    measure = rest.removesuffix("_wage")
    told = {"measure": measure, "per": "hour" if per == "hourly" else "year"} if measure in MEASURES else {}
    return {**told, "period": notes.period, "soc_vintage": vintage, "area": area, **notes.mark(field, text)}
