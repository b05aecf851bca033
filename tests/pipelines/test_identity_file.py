"""The file of identities: written and read back whole, and refused whole when anything in it cannot be."""

import csv
import io
from typing import Any

import pytest

from pipelines.identity_file import HEADER, BadIdentityFile, read, written

AT = "2026-03-01T07:00:00Z"
INSTITUTION = {
    "thing_id": "ins-1", "kind": "institution", "anchor": "institution/ipeds/100654", "minted_at": AT,
    "successor_id": None, "retired_at": None,
}  # fmt: skip
MERGED = {
    **INSTITUTION, "thing_id": "ins-2", "anchor": "institution/ipeds/100663", "successor_id": "ins-1", "retired_at": AT,
}  # fmt: skip
PROGRAM = {**INSTITUTION, "thing_id": "prg-1", "kind": "program", "anchor": "program/ipeds/100654:51.0707:3"}
SLUGS = [
    {"slug": "ohio/old", "institution_id": "ins-1", "is_current": 0, "since": AT},
    {"slug": "ohio/new", "institution_id": "ins-1", "is_current": 1, "since": AT},
]


def text(rows: list[dict[str, Any]], slugs: list[dict[str, Any]] | None = None) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(written(rows, slugs or []))
    return out.getvalue()


def test_what_is_written_is_read_back() -> None:
    told = read(io.StringIO(text([INSTITUTION, MERGED, PROGRAM], SLUGS)))
    assert [row.thing_id for row in told.rows] == ["ins-1", "ins-2", "prg-1"]
    assert (told.rows[1].successor_id, told.rows[1].retired_at) == ("ins-1", told.rows[0].minted_at)
    assert [(slug.slug, slug.is_current) for slug in told.slugs] == [("ohio/new", True), ("ohio/old", False)]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"thing_id": "prg-9"}, "line 2"),
        ({"thing_id": "ins-../../x"}, "line 2"),
        ({"kind": "planet"}, "line 2"),
        ({"anchor": "program/ipeds/100654"}, "anchor"),
        ({"anchor": "institution/ipeds/=cmd()"}, "anchor"),
        ({"minted_at": "yesterday"}, "time"),
        ({"successor_id": "ins-1"}, "not retired"),
        ({"successor_id": "ins-1", "retired_at": AT}, "circle"),
        ({"successor_id": "ins-7", "retired_at": AT}, "nothing"),
    ],
)
def test_a_row_that_cannot_be_is_refused(row: dict[str, Any], why: str) -> None:
    with pytest.raises(BadIdentityFile, match=why):
        read(io.StringIO(text([{**INSTITUTION, **row}])))


def test_nothing_stands_there_twice() -> None:
    for other in (INSTITUTION, {**INSTITUTION, "thing_id": "ins-3"}, {**PROGRAM, "thing_id": "prg-2"}):
        with pytest.raises(BadIdentityFile, match="twice"):
            read(io.StringIO(text([INSTITUTION, PROGRAM, other])))


@pytest.mark.parametrize("whole", ["", "a,b\n", ",".join(HEADER) + "\nins-1\n", ",".join(HEADER) + '\n"'])
def test_what_is_no_such_file_is_refused(whole: str) -> None:
    with pytest.raises(BadIdentityFile):
        read(io.StringIO(whole))


@pytest.mark.parametrize("cell", ["Ohio/x=" + AT, "ohio/x", "ohio/../x=" + AT, "ohio/x=never"])
def test_a_slug_that_is_none_is_refused(cell: str) -> None:
    line = f"ins-1,institution,institution/ipeds/100654,{AT},,,{cell}"
    with pytest.raises(BadIdentityFile):
        read(io.StringIO(",".join(HEADER) + f"\n{line}\n"))
