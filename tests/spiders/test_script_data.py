"""Data of scripts: what is JSON or a literal is read, nothing is executed, no text takes long, and places lead back."""

import json
from contextlib import suppress
from functools import partial

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from spiders.data_rows import linked_cell, titled_rows
from spiders.embedded_json import documents
from spiders.script_data import data_of
from spiders.text_columns import text_tables
from tests.growth import assert_quick

SCRIPTS = {
    '{"a": [1, 2.50, true, null]}': {"a": ["1", "2.50", True, None]},
    'window.__STATE__ = {"a": ["b"]};': [{"a": ["b"]}],
    "var rows = [['x', \"y\"], [\"caf\\u00e9\", 'it\\'s'],];": [[["x", "y"], ["café", "it's"]]],
    "$(f).DataTable({data: rows, columns: [{title: 'School'}, /* c */ {title: \"City\"}]})": [
        [{"title": "School"}, {"title": "City"}]
    ],
    'x = JSON.parse(\'{"a": "b\\\\"c"}\')': [{"a": 'b"c'}],
    "module.exports = {n: -1.5e3, u: undefined, f: function () { return [1] }}": [["1"]],
}


@pytest.mark.parametrize("text", SCRIPTS)
def test_literals_of_scripts_are_read(text: str) -> None:
    assert data_of(text) == SCRIPTS[text]


def test_texts_without_data_are_refused() -> None:
    for text in ("", "alert('hi')", "x = y", "={a:}", "= [", "JSON.parse('[')", "= {'a': `b`}"):
        with pytest.raises(ValueError, match="data"):
            data_of(text)


def test_no_text_takes_long() -> None:
    shapes = ("={", "=[", "={a:[", '="', "=[1,", "={'a'", "/*", "=JSON.parse('")
    for shape in shapes:
        with suppress(ValueError):
            assert_quick(partial(data_of, shape * (300_000 // len(shape))), 1)


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES)
def test_json_is_read_as_it_is(value: object) -> None:
    assert data_of(json.dumps(value)) == value


@given(st.text(max_size=80))
def test_any_text_gives_data_or_a_refusal(text: str) -> None:
    with suppress(ValueError):
        assert isinstance(data_of("a=[" + text), list)


def test_rows_of_a_grid_have_the_titles_of_its_columns() -> None:
    page = BeautifulSoup(
        '<script>var d = [["A", "B"], ["C", "D"]];'
        'grid({data: d, columns: [{title: "School"}, {title: "City"}]})</script>',
        "lxml",
    )
    [carried] = documents(page)
    assert [*titled_rows(carried, page)] == [
        ("json:/0/0", ["School", "City"], ["A", "B"]),
        ("json:/0/1", ["School", "City"], ["C", "D"]),
    ]
    assert linked_cell('<a href="https://a.example">A</a>') == ((28, 29), (9, 26))
    assert linked_cell("A <b>b</b>") is None


def test_columns_set_in_type_are_cut_where_they_begin() -> None:
    page = BeautifulSoup(
        "<pre>School        City      State\n------------  --------  -----\n"
        "A B College   Hugo      OK\n\nC College               AK</pre>",
        "lxml",
    )
    [table] = text_tables(page, lambda text: text in ("School", "City", "State"))
    assert table.headers == ["School", "City", "State"]
    told = [[cell.text if cell else None for cell in row] for row in table.rows]
    assert told == [["A B College", "Hugo", "OK"], ["C College", None, "AK"]]
    assert [*text_tables(page, lambda _: False)] == []
