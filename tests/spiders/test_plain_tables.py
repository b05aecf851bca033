"""A CSV that is no zip: bound and checked as one in a zip is, and the way back to its cells."""

import re
import sqlite3

import pytest

from spiders.environment import ROOT
from spiders.places import PlaceLost, read_places
from spiders.structure import StructureChanged
from spiders.tables import open_plain_table, row_place
from spiders.zipped import Limits

BODY = b'CIPFamily,CIPCode,CIPTitle\n="51",="51.0707","Health, Information."\n="51",="51.0708","Caf\xc3\xa9."\n'
WANTED = {"cip": ["CIPCode"], "title": ["CIPTITLE"]}


def test_a_plain_table_is_bound_by_its_header_and_read_again_by_its_places() -> None:
    table = open_plain_table(BODY, WANTED, source="cip", file="CIPCode2020.csv")
    assert (table.name, table.unused, table.place(2)) == ("csv:", ("CIPFamily",), "csv:#row=2")
    rows = list(table.rows())
    assert rows[0] == ['="51"', '="51.0707"', "Health, Information."]
    asked = [("csv:#row=3", "CIPTitle"), ("csv:#row=2", "CIPCode")]
    assert list(read_places(BODY, "text/csv", asked)) == ["Café.", '="51.0707"']


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<!DOCTYPE html><p>Not found</p>", "not_a_table"), (b"", "not_a_table"), (b" \r\n ", "not_a_table"),
        (b"PK\x03\x04", "not_a_table"), (b'{"error": 1}', "not_a_table"), (BODY + b"\x00", "nul_byte"),
        (BODY.replace(b"CIPCode", b"Code"), "missing_columns"), (BODY + b'="51"\n', "shifted_row"),
        (b"x" * 5000, "cell_too_long"), (BODY * 100, "table_too_large"),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_refused(body: bytes, code: str) -> None:
    limits = Limits(line_bytes=2000, unpacked_bytes=6000)
    with pytest.raises(StructureChanged) as caught:
        list(open_plain_table(body, WANTED, source="cip", file="CIPCode2020.csv", limits=limits).rows())
    assert (caught.value.code, str(caught.value)[:20]) == (code, "cip: CIPCode2020.csv")


@pytest.mark.parametrize(
    ("place", "at"),
    [("csv:#row=9", "CIPTitle"), ("csv:#row=1", "CIPTitle"), ("csv:#row=2", "Title"), ("csv:x.csv#row=2", "CIPTitle")],
)
def test_a_place_that_is_not_there_is_lost(place: str, at: str) -> None:
    with pytest.raises(PlaceLost):
        list(read_places(BODY, "", [(place, at)]))


@pytest.mark.parametrize("table", ["C2024_a.csv", "csv:", "xlsx:CIP-SOC", "xlsx:a/b.xlsx/Table 1.2", "CSV:x", "xls"])
def test_readers_of_the_snapshot_see_the_places_that_are_verified(table: str) -> None:
    view = (ROOT / "db" / "views" / "v1.sql").read_text(encoding="utf-8")
    found = re.search(r"CASE WHEN g\.member = ''.*?END AS place", view, re.DOTALL)
    assert found
    with sqlite3.connect(":memory:") as connection:
        told = connection.execute(
            f"SELECT {found[0]} FROM (SELECT ? AS member) AS g, (SELECT '7' AS place) AS r",  # noqa: S608
            (table,),
        ).fetchone()
    assert told == (row_place(table, 7),)
