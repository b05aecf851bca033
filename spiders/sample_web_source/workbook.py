"""Writes a small workbook (xlsx), byte for byte the same each time: rows of text and numbers, nothing else."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from spiders.workbooks import column_letters

FIXED_TIME = (2026, 11, 1, 0, 0, 0)
Cell = str | int | float | None
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def packed_workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """The bytes of a workbook with these sheets; texts are shared strings, as the publishers' own files have them."""
    strings: dict[str, int] = {}
    parts = {f"xl/worksheets/sheet{number}.xml": _sheet(rows, strings) for number, rows in _numbered(sheets)}
    named = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    parts["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{named}</sheets></workbook>'
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}" count="{len(strings)}">{items}</sst>'
    parts["xl/_rels/workbook.xml.rels"] = _relations(
        [("worksheet", f"worksheets/sheet{number}.xml") for number, _ in _numbered(sheets)]
        + [("sharedStrings", "sharedStrings.xml")]
    )
    parts["_rels/.rels"] = _relations([("officeDocument", "xl/workbook.xml")])
    parts["[Content_Types].xml"] = _types(len(sheets))
    return packed({name: (HEAD + content).encode() for name, content in sorted(parts.items())})


def packed(members: Mapping[str, bytes]) -> bytes:
    """The bytes of a zip with these members and no clock in it."""
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_TIME), content, zipfile.ZIP_DEFLATED)
    return store.getvalue()


def _numbered(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> list[tuple[int, Sequence[Sequence[Cell]]]]:
    return list(enumerate(sheets.values(), 1))


def _sheet(rows: Sequence[Sequence[Cell]], strings: dict[str, int]) -> str:
    told = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(f"{column_letters(at)}{number}", value, strings) for at, value in enumerate(row))
        told.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(told)}</sheetData></worksheet>'


def _cell(name: str, value: Cell, strings: dict[str, int]) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{name}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
    return f'<c r="{name}"><v>{value!r}</v></c>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'


def _types(sheets: int) -> str:
    overrides = [("/xl/workbook.xml", "sheet.main"), ("/xl/sharedStrings.xml", "sharedStrings")]
    overrides += [(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in range(1, sheets + 1)]
    told = "".join(f'<Override PartName="{name}" ContentType="{TYPE}.{kind}+xml"/>' for name, kind in overrides)
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{PACKAGE}/content-types">{defaults}{told}</Types>'
