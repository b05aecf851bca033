"""Reads the crosswalk of fields of study and occupations: both directions, each from the sheet that holds it.

From an occupation only the HIM codes are given: the others would send a reader who asks for medical secretaries to
schools of veterinary office work. Pure: bytes in, items out.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from spiders.cip_layout import BLOCK, SOURCE, site
from spiders.items import RawItem, RawRows, Surprise, Tally
from spiders.workbook_tables import SheetTable, bind_sheet
from spiders.workbooks import Workbook, open_workbook

BY_CIP, BY_SOC = "cip_occupation", "occupation_cip"
_CIP = re.compile(r"[0-9]{2}\.[0-9]{4}", re.ASCII)
_SOC = re.compile(r"[0-9]{2}-[0-9]{4}", re.ASCII)
Row = tuple[int, str, tuple[str, ...]]


def parse_crosswalk(body: bytes, url: str, capture_id: str, codes: set[str] | None = None) -> Iterator[RawItem]:
    """The items of the crosswalk; ``codes`` are those of the list of codes, for the figures.

    Raises StructureChanged as ``open_workbook`` and ``bind_sheet`` do, and unknown_code, repeated_pair.
    """
    layout = site().crosswalk
    workbook = open_workbook(body, f"{SOURCE}: {PurePosixPath(urlsplit(url).path).name or url}")
    known = {layout.by_cip, layout.by_soc, *layout.ignored_sheets}
    for sheet in workbook.sheets:
        if sheet not in known:
            words = f"{workbook.where}: sheet {sheet[:80]!r} is new; use it or list it as ignored in cip.toml"
            yield Surprise(source=SOURCE, code="new_sheet", message=words, url=url, sample=sheet[:80])
    cips: dict[str, bool] = {}
    yield from _pairs(workbook, layout.by_cip, BY_CIP, capture_id, lambda cip, soc: _note(cips, cip, soc))
    yield from _pairs(workbook, layout.by_soc, BY_SOC, capture_id, _is_him)
    told = {"crosswalk_cips": len(cips), "crosswalk_cips_matched": sum(cips.values())}
    if codes is not None:
        told["crosswalk_cips_listed"] = len(cips.keys() & codes)
    yield from (Tally(source=SOURCE, name=name, value=value) for name, value in told.items())


def _note(cips: dict[str, bool], cip: str, soc: str) -> bool:
    cips[cip] = cips.get(cip, False) or soc != site().crosswalk.no_occupation
    return True


def _is_him(cip: str, soc: str) -> bool:
    return cip in site().him and soc != site().crosswalk.no_occupation


def _pairs(
    workbook: Workbook, sheet: str, kind: str, capture_id: str, wanted: Callable[[str, str], bool]
) -> Iterator[RawItem]:
    table = bind_sheet(workbook, sheet, site().crosswalk.columns)
    fields = tuple(site().crosswalk.columns)
    met: set[str] = set()
    rows: list[Row] = []
    for number, cells in table.rows():
        if not any(cells):
            continue
        told = {field: cells[table.positions[field]] for field in fields}
        key = _key(table, kind, number, told, met)
        if wanted(told["cip"], told["soc"]):
            rows.append((number, key, tuple(told.values())))
        if len(rows) == BLOCK:
            yield _block(table, kind, fields, rows, capture_id)
            rows = []
    yield _block(table, kind, fields, rows, capture_id)
    yield Tally(source=SOURCE, name=f"{kind}_rows", value=len(met))


def _key(table: SheetTable, kind: str, number: int, told: dict[str, str], met: set[str]) -> str:
    for field, shape, like in (("cip", _CIP, "51.0707"), ("soc", _SOC, "29-2072")):
        if not shape.fullmatch(told[field]):
            words = f"holds {told[field][:60]!r}, expected a code such as {like}; the columns have shifted"
            raise table.changed("unknown_code", f"{words}, or codes are kept as numbers", number, field)
    key = ":".join((told["cip"], told["soc"]) if kind == BY_CIP else (told["soc"], told["cip"]))
    if key in met:
        raise table.changed("repeated_pair", f"the pair {key} stands in an earlier row, too", number, "soc")
    met.add(key)
    return key


def _block(table: SheetTable, kind: str, fields: tuple[str, ...], rows: list[Row], capture_id: str) -> RawRows:
    layout = site().crosswalk
    vintage = {"cip_edition": layout.edition, "soc_vintage": layout.soc_vintage}
    return RawRows(
        source=SOURCE,
        kind=kind,
        capture_id=capture_id,
        member=table.name,
        period=layout.edition,
        fields=fields,
        columns=tuple(table.column(field) for field in fields),
        rows=tuple(rows),
        qualifiers={"soc": vintage, "cip": {"cip_edition": layout.edition}},
    )
