"""The strict helpers for pages: none or many raises, comments are not words, and a place leads back to its words."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.html import (
    one,
    open_page,
    optional,
    place_of,
    selector_of,
    some,
    words,
    words_of_all,
)
from spiders.page_text import MAXIMUM_DEPTH, decode, safe_link
from spiders.places import PlaceLost, read_places
from spiders.structure import StructureChanged

PAGE = b"""<html><body><ul><li class="a">One <!-- hidden --> <b>two</b><script>no()</script></li><li>Three</li></ul>
<o:p>odd name</o:p></body></html>"""


def test_one_some_and_optional_raise_on_none_or_many() -> None:
    page = open_page(PAGE, "text/html")
    assert words(one(page, "li.a")) == "One two"
    assert len(some(page, "li", 2, 2)) == 2
    assert optional(page, "table") is None
    for selector in ("table", "li"):
        with pytest.raises(StructureChanged):
            one(page, selector)
    with pytest.raises(StructureChanged):
        optional(page, "li")


@pytest.mark.parametrize("selector", ["li.a", "b", "o\\:p", "ul"])
def test_a_place_leads_back_to_the_words(selector: str) -> None:
    page = open_page(PAGE, "text/html")
    node = one(page, selector)
    (found,) = read_places(PAGE, "text/html", [(place_of(page, node), "text")])
    assert found == words(node)


def test_a_page_too_deep_or_too_large_is_refused() -> None:
    deep = b"<div>" * (MAXIMUM_DEPTH + 50) + b"text"
    with pytest.raises(StructureChanged) as refused:
        open_page(deep, "text/html")
    assert refused.value.code in ("page_too_deep", "not_a_page")
    with pytest.raises(StructureChanged):
        open_page(b" " * (21 * 2**20), "text/html")


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.c", "http://", "//", "http://["],
)
def test_unsafe_links_are_none(href: str) -> None:
    assert safe_link("https://school.example/", href) is None or href == "//"


def test_links_are_absolute() -> None:
    assert safe_link("https://school.example/a/", "../b?c=1") == "https://school.example/b?c=1"


@given(st.binary(max_size=300), st.text(max_size=40))
def test_decoding_never_fails(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)


@given(st.text(max_size=300))
def test_any_text_opens_or_is_refused(text: str) -> None:
    with suppress(StructureChanged):
        assert isinstance(words(open_page(text.encode("utf-8", "replace"), "text/html; charset=utf-8")), str)


def test_all_matches_are_one_text_with_a_line_each() -> None:
    page = open_page(PAGE, "text/html")
    selector = f"{selector_of(page, one(page, 'ul'))} > li"
    (found,) = read_places(PAGE, "text/html", [("css:body#0", f"css:{selector}#all")])
    assert found == words_of_all(some(page, "li")) == "One two\nThree"
    with pytest.raises(PlaceLost):
        list(read_places(PAGE, "text/html", [("css:body#0", "css:table#all")]))


HOUSE = b"""<body><div id="a"><p>1</p><div><p>2</p><p id="x.y">3</p></div></div><p id="a">4</p><o:p>5</o:p></body>"""


@pytest.mark.parametrize("number", range(5))
def test_a_selector_leads_to_exactly_its_element(number: int) -> None:
    page = open_page(HOUSE, "text/html")
    node = page.select("p, o\\:p")[number]
    for root in (page, one(page, "body")):
        assert root.select(selector_of(root, node)) == [node]


def test_a_selector_of_an_element_elsewhere_is_refused() -> None:
    page = open_page(HOUSE, "text/html")
    with pytest.raises(ValueError, match="not inside"):
        selector_of(one(page, "div#a"), one(page, "o\\:p"))
