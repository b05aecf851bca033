"""Pages as lxml trees: which words are lines, tables as grids, PDFs as pages, places that lead back to the words."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.places import PlaceLost, read_places
from spiders.structure import StructureChanged
from spiders.tree import cells_of, flow, lines, numbered, open_tree, row_words, span_of, words
from spiders.tree_tables import grid, rows_of, table_words
from tests.growth import assert_linear
from tests.made_pdf import made_pdf

HTML = "text/html; charset=utf-8"
PAGE = """<html><head><title>Program</title></head><body><!-- no -->
<div>Credits: <b>62</b><br>Length<sup>1</sup> <i>4</i> <p class="x">Online <a href="/a?b=1">here</a></p>after</div>
<script type="application/ld+json">{"offers": [{"price": "118", "unit": null}], "n": 62,}</script>
<table><tr><th rowspan=2>Year</th><th colspan=2>Rate</th></tr><tr><th>In</th><th>Out</th></tr>
<tr><td>2024</td><td>$1</td><td>$2</td></tr><tr><td colspan=3>Note</td></tr></table></body></html>"""


def found(at: str, page: str = PAGE) -> str:
    return next(iter(read_places(page.encode(), HTML, [("tree:1", f"tree:{at}")])))


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>One <b>two</b> three", ["One two three"]),
        ("<p>One<br>two<hr>three", ["One", "two", "three"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<p>$<span>118</span>", ["$118"]),
        ("<p><span>Tuition</span><span>$118</span>", ["Tuition $118"]),
        ("<p><b>Credits</b>62", ["Credits 62"]),
        ("<p><b>H</b>ealth H<sub>2</sub>O", ["Health H2O"]),
        ("<p>a<!-- b -->c<script>d</script><style>e</style>f", ["acf"]),
        ('<p>a<span style="display: none">b</span>c', ["ac"]),
        ('<div id=tab style="display:none">b</div>', ["b"]),
        ("<a href=x><h3>Title</h3><p>Text</p></a>", ["Title", "Text"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
        ("<p>&nbsp; \n x\u200a y &amp; z", ["x y & z"]),
    ],
)
def test_what_a_page_shows_in_lines(html: str, told: list[str]) -> None:
    assert lines(open_tree(html.encode(), HTML)) == told


def test_an_old_page_is_read_in_its_own_encoding() -> None:
    body = '<?xml version="1.0" encoding="latin-1"?><p>Ponce \x96 Bayam\xf3n'.encode("latin-1")
    assert lines(open_tree(body, "text/html")) == ["Ponce – Bayamón"]


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("5", "Credits: 62 Length 4 Online here after"),
        ("5#0-11", "Credits: 62"),
        ("10@class", "x"),
        ("11@href", "/a?b=1"),
        ("12#json:/n", "62"),
        ("12#json:/offers/0/price", "118"),
        ("12#json:/offers/0/unit", "null"),
        ("12#object:/offers/0", '{"price":"118","unit":null}'),
        ("17#row", "In | Out"),
        ("13#rows", "Year | Rate | Rate\nYear | In | Out\n2024 | $1 | $2\nNote"),
        ("13#rows:0,2", "Year | Rate\nYear | Out\n2024 | $2\nNote"),
        ("3+17#row+5#9-11", "Program\nIn | Out\n62"),
    ],
)
def test_places_lead_back_to_the_words(at: str, text: str) -> None:
    assert found(at) == text


@pytest.mark.parametrize(
    "at",
    [
        *("0", "999", "x", "", "5#9-9999", "5#9-3", "5@href", "5#json:/n", "12#json:/offers", "12#json:/nothing"),
        *("5+", "5#column", "-1", "5#rows-2", "12#json:/offers/99", "99999999999", "5#5-5", "12@onclick"),
        *("13#rows:", "13#row:1"),
    ],
)
def test_a_place_that_is_not_there_is_lost(at: str) -> None:
    with pytest.raises(PlaceLost):
        found(at)


def test_a_page_that_cannot_be_opened_has_no_places() -> None:
    with pytest.raises(PlaceLost):
        list(read_places(b"", HTML, [("tree:1", "tree:1")]))


def test_numbers_are_those_of_the_document_and_spans_those_of_the_words() -> None:
    root = open_tree(PAGE.encode(), HTML)
    elements = list(root.iter())
    assert numbered(root, elements) == {element: number for number, element in enumerate(elements, 1)}
    box = elements[4]
    for number, part in enumerate(flow(box)):
        start, end = span_of(box, number)
        assert words(box)[start:end] == (part if isinstance(part, str) else words(part))


def test_spans_of_cells_are_filled() -> None:
    table = open_tree(PAGE.encode(), HTML).iter("table").__next__()
    assert grid(table) == [["Year", "Rate", "Rate"], ["Year", "In", "Out"], ["2024", "$1", "$2"], ["Note"]]
    assert [row_words(row) for row in rows_of(table)][2] == "2024 | $1 | $2"
    assert len(cells_of(rows_of(table)[0])) == 2
    absurd = (
        open_tree(b"<table><tr><td colspan=99999 rowspan=x>a<td rowspan=-2>b</table>", HTML).iter("table").__next__()
    )
    assert len(grid(absurd)[0]) == 2
    wide = open_tree(b"<table>" + b"<tr><td colspan=40>a<td>b</tr>" * 3000 + b"</table>", HTML).iter("table").__next__()
    assert sum(map(len, grid(wide))) < 21_000


def test_rows_of_tables_inside_tables_are_theirs() -> None:
    outer = open_tree(b"<table><tr><td><table><tr><td>x</table></table>", HTML).iter("table").__next__()
    assert len(rows_of(outer)) == 1
    assert table_words(outer) == "x"


def test_a_pdf_is_read_in_headings_and_paragraphs() -> None:
    long = "The program prepares students to work with the records of patients in clinics"
    body = made_pdf([["Health Information Technology", long, "and hospitals.", "HIT 101 Introduction 3"], ["CONTACT"]])
    root = open_tree(body, "application/pdf")
    assert [(element.tag, element.text) for element in root.iter("h3", "p")] == [
        ("h3", "Health Information Technology"),
        ("p", f"{long} and hospitals."),
        ("p", "HIT 101 Introduction 3"),
        ("h3", "CONTACT"),
    ]
    assert next(iter(read_places(body, "application/pdf", [("tree:1", "tree:4")]))) == "Health Information Technology"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_a_page"),
        (b"%PDF-1.7 broken", "not_a_page"),
        (b"<div>" * 500 + b"x", "page_too_deep"),
        (b"<p>" + b"x" * (20 * 2**20), "page_too_large"),
        (b"%PDF-" + b"x" * (20 * 2**20), "page_too_large"),
    ],
)
def test_what_is_no_page_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(StructureChanged) as refused:
        lines(open_tree(body, HTML))
    assert refused.value.code == code


@pytest.mark.parametrize(
    "part", ["<b>", "<td>a", "<table><tr><td>", "<a href=x>a</a>", "<br>a", "</p></div>", "<i a=b c=d>x</i>"]
)
def test_time_grows_with_the_page_and_no_faster(part: str) -> None:
    def read(times: int) -> None:
        with suppress(StructureChanged):
            lines(open_tree(("<p>" + part * times).encode(), HTML))

    assert_linear(read, 2000)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=40))
def test_no_bytes_crash(body: bytes, content_type: str) -> None:
    try:
        root = open_tree(body, content_type)
        words(root)
    except StructureChanged:
        return
    assert numbered(root, [root]) == {root: 1}
