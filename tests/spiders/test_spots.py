"""Spots narrowed to some letters: their places lead back to exactly those, and to nothing where there are none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.html import one, open_page, words
from spiders.places import PlaceLost, read_places
from spiders.spots import Numbers, Spot

HTML = "text/html"
PAGE = b"""<div><p>Larkspur <b>College</b>, Akron</p><script type="application/json">{"a[0:3]": "abcdef", "b": ["x y"]}
</script></div>"""


def read(place: str, at: str) -> str:
    return next(read_places(PAGE, HTML, [(place, at)]))


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("css:p#0", "Larkspur College , Akron"),
        ("css:p#0[0:16]", "Larkspur College"),
        ("css:p#0[19:24]", "Akron"),
        ("css:b#0[0:7]", "College"),
        ("css:script#0@type[0:11]", "application"),
        ("css:script#0 json:/b/0", "x y"),
        ("css:script#0 json:/b/0[2:3]", "y"),
        ("css:script#0 json:/a[0:3][0:9999999]", "abcdef"),
        ("css:script#0 json:/a[0:3][1:3]", "bc"),
    ],
)
def test_letters_of_words_are_found_again(at: str, found: str) -> None:
    assert read("css:div#0", at) == found


@pytest.mark.parametrize(
    "at",
    [
        "css:p#0[0:99]", "css:p#0[5:5]", "css:p#0[9:2]", "css:p#7[0:1]", "css:script#0 json:/a[0:3]", "css:p#0 json:/b",
        "css:script#1 json:/b/0", "css:script#0 json:/b", "[0:3]",
    ],
)  # fmt: skip
def test_letters_that_are_not_there_are_lost(at: str) -> None:
    with pytest.raises(PlaceLost):
        read("css:div#0", at)


@given(st.text("ab \n[0:1]", min_size=1, max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_every_part_of_a_spot_leads_back_to_itself(text: str, start: int, end: int) -> None:
    body = f"<div><p>{text}</p></div>".encode()
    page = open_page(body, HTML)
    paragraph = one(page, "p")
    spot = Spot(paragraph, value=words(paragraph), span=(0, len(words(paragraph)))).between(start, max(start, end))
    if spot.text:
        at = Numbers().at(spot, one(page, "div"))
        assert list(read_places(body, HTML, [("css:div#0", at)])) == [spot.text]
        assert spot.text in words(paragraph)


@given(st.text("ab[0:1]/~ ", min_size=1, max_size=12), st.text("xy ", min_size=1, max_size=12), st.booleans())
def test_keys_that_look_like_letters_are_told_apart(key: str, value: str, narrowed: bool) -> None:
    body = f'<div><script type="application/json">{json.dumps({key: value})}</script></div>'.encode()
    page = open_page(body, HTML)
    script = one(page, "script")
    pointer = "json:/" + key.replace("~", "~0").replace("/", "~1")
    spot = Spot(script, pointer=pointer, value=value)
    spot = spot.between(0, 1) if narrowed and value[0] != " " else spot
    for anchor, place in ((script, "css:script#0"), (one(page, "div"), "css:div#0")):
        assert list(read_places(body, HTML, [(place, Numbers().at(spot, anchor))])) == [spot.text]
