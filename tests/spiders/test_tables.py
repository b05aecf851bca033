"""Zipped tables as publishers really send them, and every way in which a body can be something else."""

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.structure import StructureChanged
from spiders.tables import Table, is_missing, open_table
from spiders.zipped import Limits

WANTED = {"unitid": ["UNITID"], "name": ["INSTNM"]}
GOOD = b"UNITID,INSTNM\r\n100654,Alabama A & M University\r\n"


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return store.getvalue()


def opened(content: bytes, wanted: dict[str, list[str]] | None = None, name: str = "hd2024.csv", **more: Any) -> Table:
    return open_table(zipped((name, content)), wanted or WANTED, source="ipeds", file="HD2024.zip", **more)


def rows_of(content: bytes, **more: Any) -> list[list[str]]:
    return list(opened(content, **more).rows())


def refused(body: bytes, **more: Any) -> StructureChanged:
    with pytest.raises(StructureChanged) as caught:
        list(open_table(body, WANTED, source="ipeds", file="HD2024.zip", **more).rows())
    assert str(caught.value).startswith("ipeds: HD2024.zip")
    return caught.value


def test_columns_are_bound_by_name_without_blanks_and_case() -> None:
    table = opened(b" instnm ,EXTRA,UnitID \nA,x,100654\n")
    assert table.positions == {"unitid": 2, "name": 0}
    assert table.column("name") == "instnm"
    assert table.unused == ("EXTRA",)
    assert list(table.rows()) == [["A", "x", "100654"]]
    assert table.place(2) == "zip:hd2024.csv#row=2"


@pytest.mark.parametrize(
    ("content", "encoding", "name"),
    [
        ("UNITID,INSTNM\n1,Cañada College\n".encode(), "utf-8-sig", "Cañada College"),
        ("UNITID,INSTNM\n1,Cañada College\n".encode("utf-8-sig"), "utf-8-sig", "Cañada College"),
        ("UNITID,INSTNM\n1,Cañada – College\n".encode("cp1252"), "cp1252", "Cañada – College"),
        (GOOD, "utf-8-sig", "Alabama A & M University"),
    ],
)
def test_the_encoding_is_found_in_each_file(content: bytes, encoding: str, name: str) -> None:
    table = opened(content)
    assert (table.member.encoding, next(table.rows())[1]) == (encoding, name)


def test_a_late_byte_decides_the_encoding_of_the_whole_file() -> None:
    content = b"UNITID,INSTNM\n" + b"100654,Plain\n" * 20_000 + b"100655,Ca\xf1ada\n"
    assert rows_of(content)[-1] == ["100655", "Cañada"]


def test_a_multibyte_character_may_straddle_two_chunks() -> None:
    content = b"UNITID,INSTNM\n" + b"1,x\n" * ((65536 - 14) // 4 - 1) + b"1,xy" + "é\n".encode()
    for shift in range(4):
        assert rows_of(content.replace(b"INSTNM", b"INSTNM" + b" " * shift, 1))[-1][1] == "xyé"


def test_cells_keep_their_words_quotes_and_line_ends() -> None:
    content = b'UNITID,INSTNM\n1,"Beauty ""School"", Inc.\nof Ohio"\n2, \n3,\n'
    assert rows_of(content) == [["1", 'Beauty "School", Inc.\nof Ohio'], ["2", " "], ["3", ""]]
    assert [is_missing(row[1]) for row in rows_of(content)] == [False, True, True]


def test_a_stray_quote_inside_a_cell_is_read_as_other_readers_do() -> None:
    assert rows_of(b'UNITID,INSTNM\n1,"see ?a="b"&c"\n')[0][0] == "1"


@pytest.mark.parametrize("name", ["HD2024.csv", "hd2024.CSV", "data/Hd2024.csv"])
def test_member_names_change_case_and_folder(name: str) -> None:
    assert opened(GOOD, name=name).name == name


def test_the_revised_member_wins() -> None:
    body = zipped(("c2023_a.csv", b"UNITID,INSTNM\n1,old\n"), ("c2023_a_RV.csv", b"UNITID,INSTNM\n1,new\n"))
    table = open_table(body, WANTED, source="ipeds", file="C2023_A.zip")
    assert (table.name, next(table.rows())) == ("c2023_a_RV.csv", ["1", "new"])


def test_other_members_and_litter_are_passed_over() -> None:
    body = zipped(("readme.txt", b"x"), ("__MACOSX/._hd2024.csv", b"\0"), ("hd2024.csv", GOOD))
    assert open_table(body, WANTED, source="ipeds", file="HD2024.zip").name == "hd2024.csv"


def test_a_web_page_is_no_zip_and_its_words_are_quoted() -> None:
    page = b"<!DOCTYPE html><html><head><title>Page not found</title></head><body>We&#39;re sorry</body></html>"
    error = refused(page)
    assert error.code == "not_a_zip"
    assert "Page not found We're sorry" in str(error)
    assert refused(b"").code == "not_a_zip"
    assert "<" * 50 in str(refused(b"<" * 5000))


@pytest.mark.parametrize(
    ("members", "code", "words"),
    [
        ([], "no_table", "an empty archive"),
        ([("readme.txt", b"x")], "no_table", "readme.txt"),
        ([("a.csv", GOOD), ("b.csv", GOOD)], "several_tables", "a.csv, b.csv"),
        ([("a.csv", GOOD), ("a_rv.csv", GOOD), ("b_rv.csv", GOOD)], "several_tables", "b_rv.csv"),
        ([("../../x.csv", GOOD)], "unsafe_member", "../../x.csv"),
        ([("/etc/x.csv", GOOD)], "unsafe_member", "/etc/x.csv"),
        ([("C:/x.csv", GOOD)], "unsafe_member", "C:/x.csv"),
        ([("..\\x.csv", GOOD)], "unsafe_member", "x.csv"),
        ([("hd2024.csv", GOOD), ("a/../../x.txt", b"")], "unsafe_member", "a/../../x.txt"),
    ],
)
def test_members_that_are_refused(members: list[tuple[str, bytes]], code: str, words: str) -> None:
    error = refused(zipped(*members))
    assert error.code == code
    assert words in str(error)


def test_a_truncated_zip_and_a_flipped_byte_are_broken() -> None:
    body = zipped(("hd2024.csv", GOOD * 500))
    assert refused(body[: len(body) // 2]).code == "broken_zip"
    stored = zipped(("hd2024.csv", GOOD), method=zipfile.ZIP_STORED)
    damaged = stored.replace(b"Alabama", b"Alabema")
    assert refused(damaged).code == "broken_zip"
    assert "fetch it again" in str(refused(damaged))


def test_encrypted_and_oddly_packed_members_are_refused() -> None:
    body = bytearray(zipped(("hd2024.csv", GOOD)))
    body[body.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(body)).code == "encrypted_zip"
    assert refused(zipped(("hd2024.csv", GOOD), method=zipfile.ZIP_BZIP2)).code == "broken_zip"


def test_a_declared_bomb_is_refused_before_it_is_unpacked() -> None:
    body = zipped(("hd2024.csv", b"UNITID,INSTNM\n" + b"0,0\n" * 2_000_000))
    error = refused(body)
    assert error.code == "zip_bomb"
    assert "times" in str(error)
    assert refused(zipped(("hd2024.csv", GOOD * 10)), limits=Limits(unpacked_bytes=100)).code == "zip_bomb"


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    content = b"UNITID,INSTNM\n" + b"0,0\n" * 2_000_000
    body = bytearray(zipped(("hd2024.csv", content)))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        begin = body.index(signature) + offset
        body[begin : begin + 4] = struct.pack("<I", 500)
    assert refused(bytes(body)).code == "broken_zip"


def test_nul_bytes_are_refused_with_their_line() -> None:
    error = refused(zipped(("hd2024.csv", GOOD + b"100655,a\0b\r\n")))
    assert error.code == "nul_byte"
    assert "line 3" in str(error)
    assert "UTF-16" in str(refused(zipped(("hd2024.csv", GOOD.decode().encode("utf-16-le")))))


def test_bytes_that_are_no_text_are_refused_with_their_line() -> None:
    marked = refused(zipped(("hd2024.csv", b"\xef\xbb\xbf" + GOOD + b"1,Ca\xf1ada\n")))
    assert (marked.code, "line 3" in str(marked)) == ("broken_encoding", True)
    neither = refused(zipped(("hd2024.csv", GOOD + b"1,\x81\x8d\n")))
    assert (neither.code, "line 3" in str(neither)) == ("broken_encoding", True)
    assert rows_of(GOOD + b"1,\xc3")[-1][1] == "Ã"


def test_a_cell_of_ten_megabytes_is_refused_with_its_line() -> None:
    for quote in (b"", b'"'):
        error = refused(
            zipped(("hd2024.csv", GOOD + b"1," + quote + b"x" * 10**7 + quote + b"\n")), limits=Limits(ratio=2000)
        )
        assert error.code == "cell_too_long"
        assert "line 3" in str(error)


def test_an_open_quote_that_swallows_the_file_is_refused() -> None:
    error = refused(zipped(("hd2024.csv", GOOD + b'1,"open\n' + b"100654,swallowed\n" * 20_000)))
    assert error.code == "cell_too_long"
    assert "quote" in str(error)
    assert rows_of(GOOD + b'1,"open at the end') == [["100654", "Alabama A & M University"], ["1", "open at the end"]]


@pytest.mark.parametrize("row", [b"1\n", b"1,2,3\n", b"1,a,\n"])
def test_a_row_with_other_cells_than_the_header_is_refused_with_its_line(row: bytes) -> None:
    error = refused(zipped(("hd2024.csv", GOOD + row)))
    assert error.code == "shifted_row"
    assert "line 3" in str(error)
    assert "the header has 2" in str(error)


def test_one_comma_too_many_in_every_row_is_no_shift() -> None:
    assert [row[:2] for row in rows_of(b"UNITID,INSTNM\n1,a,\n2,b, \n")] == [["1", "a"], ["2", "b"]]
    assert [row[:2] for row in rows_of(b"UNITID,INSTNM,\n1,a,\n2,b,\n")] == [["1", "a"], ["2", "b"]]
    assert refused(zipped(("hd2024.csv", b"UNITID,INSTNM\n1,a,\n2,b\n"))).code == "shifted_row"


def test_empty_lines_may_end_a_file_but_not_part_it() -> None:
    assert len(rows_of(GOOD + b"\r\n\r\n")) == 1
    assert refused(zipped(("hd2024.csv", GOOD + b"\r\n1,a\r\n"))).code == "shifted_row"


def test_missing_and_renamed_columns_are_named_with_what_is_close() -> None:
    error = refused(zipped(("hd2024.csv", b"UNITID,INSTNAME,CITY\n1,a,b\n")))
    assert error.code == "missing_columns"
    for word in ("ipeds", "HD2024.zip", "hd2024.csv", "INSTNM", "close: INSTNAME"):
        assert word in str(error)
    other = opened(b"UNITID,INSTNAME\n1,a\n", {"unitid": ["UNITID"], "name": ["INSTNM", "INSTNAME"]})
    assert other.column("name") == "INSTNAME"
    assert opened(b"UNITID,CITY\n1,a\n", optional={"name"}).absent == ("name",)


@pytest.mark.parametrize(
    ("header", "code"),
    [(b"", "empty_table"), (b"\n", "empty_table"), (b",,\n", "empty_table"), (b"UNITID,,INSTNM\n", "unnamed_column")],
)
def test_headers_that_are_refused(header: bytes, code: str) -> None:
    assert refused(zipped(("hd2024.csv", header))).code == code


def test_duplicate_columns_are_refused() -> None:
    error = refused(zipped(("hd2024.csv", b"UNITID,INSTNM,unitid \n1,a,2\n")))
    assert error.code == "duplicate_column"
    assert "unitid" in str(error)


def test_a_large_member_is_never_held_whole() -> None:
    content = b"UNITID,INSTNM\n" + b"".join(b"%06d,name %d\n" % (number, number) for number in range(200_000))
    table_body = zipped(("hd2024.csv", content))
    size = len(content)
    del content
    tracemalloc.start()
    rows = sum(1 for _ in open_table(table_body, WANTED, source="ipeds", file="HD2024.zip").rows())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rows == 200_000
    assert peak < size / 3


def outcomes(body: bytes) -> Iterable[Any]:
    """The rows, or the one refusal there is; anything else is a failure of the test that calls this."""
    try:
        return list(open_table(body, WANTED, source="ipeds", file="HD2024.zip").rows())
    except StructureChanged as changed:
        return [changed.code]


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.binary(max_size=2000), st.binary(max_size=500).map(lambda tail: b"PK\x03\x04" + tail)))
def test_any_body_gives_rows_or_a_refusal(body: bytes) -> None:
    assert list(outcomes(body))


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400), st.sampled_from([b"", b"UNITID,INSTNM\n"]))
def test_any_content_gives_rows_or_a_refusal(content: bytes, header: bytes) -> None:
    outcomes(zipped(("hd2024.csv", header + content)))


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_any_damage_to_a_zip_gives_rows_or_a_refusal(data: st.DataObject) -> None:
    body = bytearray(zipped(("hd2024.csv", GOOD * 3)))
    for _ in range(data.draw(st.integers(1, 4))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    outcomes(bytes(body[: data.draw(st.integers(0, len(body)))]) if data.draw(st.booleans()) else bytes(body))


UNITIDS = st.from_regex(r"[0-9]{6}", fullmatch=True)
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(UNITIDS, NAMES), max_size=20))
def test_what_is_written_is_what_is_read(rows: list[tuple[str, str]]) -> None:
    content = "UNITID,INSTNM\r\n" + "".join(
        f'{unitid},"{name.replace(chr(34), chr(34) * 2)}"\r\n' for unitid, name in rows
    )
    assert [tuple(row) for row in rows_of(content.encode("utf-8-sig"))] == rows
