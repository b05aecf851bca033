"""Reads the workbook of projections: a record for each listed occupation. Pure: bytes in, items out.

Employment is published in thousands, which the title of the table must say; years are taken from it, too.
"""

import re
from collections.abc import Iterator
from itertools import islice

from spiders.bls_layout import SOC, SOURCE, plain, site, soc_vintage, span
from spiders.items import RawItem, RawRecord, RawValue, Surprise, Tally
from spiders.structure import StructureChanged
from spiders.workbook_tables import HEADER_WITHIN, SheetTable, bind_sheet
from spiders.workbooks import Workbook, open_workbook

KIND = "occupation_projection"
BASE, TARGET, SPAN = "base", "target", "span"
TIMES = {
    "employment": BASE, "projected_employment": TARGET, "employment_share": BASE,
    "projected_employment_share": TARGET, "employment_change": SPAN, "employment_change_percent": SPAN,
    "self_employed": BASE, "annual_openings": SPAN, "median_annual_wage": BASE, "entry_education": BASE,
    "work_experience": BASE, "on_the_job_training": BASE,
}  # fmt: skip
"""Which of the years of a projection a field speaks of."""
MEASURES = {"annual_openings": "annual average", "median_annual_wage": "median"}
IN_THOUSANDS = frozenset({"employment", "projected_employment", "employment_change", "annual_openings"})


def parse_projections(body: bytes, url: str, capture_id: str) -> Iterator[RawItem]:
    """The items of the workbook.

    Raises StructureChanged as ``open_workbook`` and ``bind_sheet`` do, and title_changed, unknown_vintage,
    vintage_contradicted, shifted_content, repeated_code.
    """
    workbook = open_workbook(body, f"{SOURCE}: {url.rpartition('/')[2]}")
    layout = site().projections
    base, target = _years(workbook)
    yield from unknown_sheets(workbook, {layout.sheet, *layout.ignored_sheets}, url)
    named = {"base": str(base), "target": str(target), "span": span(base, target)}
    columns = {field: [name.format(**named) for name in names] for field, names in layout.columns.items()}
    table = bind_sheet(workbook, layout.sheet, columns)
    yield from unknown_columns(table, layout.ignored, url)
    rows = _rows(table)
    named["vintage"] = soc_vintage(base, frozenset(rows), table.where)
    for soc in sorted(site().wanted & rows.keys()):
        yield _record(table, *rows[soc], soc, named, capture_id)
    yield from absent_occupations(site().wanted - rows.keys(), table.where, url)
    yield Tally(source=SOURCE, name="projection_rows", value=len(rows))


def unknown_sheets(workbook: Workbook, known: set[str], url: str) -> Iterator[Surprise]:
    """A warning for each sheet that is neither read nor listed as ignored."""
    for sheet in workbook.sheets:
        if sheet not in known:
            words = f"{workbook.where}: sheet {sheet[:80]!r} is new; use it or list it as ignored in bls.toml"
            yield Surprise(source=SOURCE, code="new_sheet", message=words, url=url, sample=sheet[:80])


def unknown_columns(table: SheetTable, ignored: frozenset[str], url: str) -> Iterator[Surprise]:
    """A warning for each column that is neither read nor listed as ignored."""
    for name in table.unused:
        if name not in ignored:
            words = f"{table.where}: column {name[:80]!r} is new; use it or list it as ignored in bls.toml"
            place = table.place(table.header_row)
            yield Surprise(source=SOURCE, code="new_column", message=words, url=url, place=place, sample=name[:80])


def absent_occupations(absent: frozenset[str], where: str, url: str) -> Iterator[Surprise]:
    """A warning that names the listed occupations that a file does not have."""
    if absent:
        words = f"{where}: no row for {', '.join(sorted(absent))}; they are left out. Has the classification changed?"
        yield Surprise(source=SOURCE, code="absent_occupation", message=words, url=url)


def _years(workbook: Workbook) -> tuple[int, int]:
    layout = site().projections
    top = [row[0] for row in islice(workbook.rows(layout.sheet), HEADER_WITHIN) if row]
    for text in top:
        if found := re.fullmatch(layout.title, plain(text[:400]), re.IGNORECASE):
            return int(found["base"]), int(found["target"])
    raise StructureChanged(
        "title_changed",
        f"{workbook.where}, sheet {layout.sheet!r}: no title that says which years these are and that employment is in "
        f"thousands; met {(top[0] if top else '')[:160]!r}. Read it, then change the title in bls.toml",
    )


def _rows(table: SheetTable) -> dict[str, tuple[int, list[str]]]:
    rows: dict[str, tuple[int, list[str]]] = {}
    at = table.positions["soc"]
    for number, cells in table.rows():
        if cells[0].strip() == site().projections.end:
            break
        code = cells[at].strip()
        if not SOC.fullmatch(code):
            raise table.changed("shifted_content", f"expected a code such as 29-2072, met {code[:60]!r}", number, "soc")
        if code in rows:
            raise table.changed("repeated_code", f"{code} stands in row {rows[code][0]}, too", number, "soc")
        rows[code] = (number, cells)
    return rows


def _record(
    table: SheetTable, number: int, cells: list[str], soc: str, named: dict[str, str], capture_id: str
) -> RawRecord:
    values = [
        RawValue(field=field, text=cells[at], at=table.column(field), qualifiers=_qualifiers(field, named))
        for field, at in table.positions.items()
    ]
    return RawRecord(
        source=SOURCE,
        kind=KIND,
        key=soc,
        capture_id=capture_id,
        place=table.place(number),
        period=named[SPAN],
        values=tuple(values),
    )


def _qualifiers(field: str, named: dict[str, str]) -> dict[str, str]:
    told = {"soc_vintage": named["vintage"]}
    if (time := TIMES.get(field)) is not None:
        told["period" if time == SPAN else "year"] = named[time]
    if field in MEASURES:
        told["measure"] = MEASURES[field]
    if field == "median_annual_wage":
        told["per"] = "year"
    if field in IN_THOUSANDS:
        told["published_in"] = "thousands"
    return told
