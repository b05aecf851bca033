"""Readable names: stable, never two for one, never given to another; old ones lead on for ever."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalize.award_level import award_levels
from pipelines.slugs import award_level_rows, new_slugs, slug_of, slug_word


@dataclass(frozen=True)
class Named:
    """What a slug is made of."""

    institution_id: str
    unitid: str
    name: str
    city: str | None = "Dayton"
    state: str | None = "OH"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Sinclair Community College", "sinclair-community-college"),
        ("St. John's & St. Mary’s", "st-johns-and-st-marys"),
        ("Universidad de Puerto Rico-Bayamón", "universidad-de-puerto-rico-bayamon"),
        ("  --  ", "x"),
        ("../../etc/passwd", "etc-passwd"),
        ("A" * 500, "a" * 100),
    ],
)
def test_words_of_a_slug(text: str, word: str) -> None:
    assert slug_word(text) == word


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("OH", "ohio"),
        ("PR", "puerto-rico"),
        ("DC", "district-of-columbia"),
        ("MH", "marshall-islands"),
        (None, "elsewhere"),
        ("ZZ", "elsewhere"),
    ],
)
def test_states(state: str | None, word: str) -> None:
    assert slug_of(Named("a", "1", "Wabash", state=state)) == f"{word}/wabash"


def test_namesakes_are_told_apart_by_their_city_and_then_by_their_unitid() -> None:
    told = new_slugs([Named("a", "1", "Wabash"), Named("b", "2", "Wabash", "Lima")], {})
    assert told == {"a": "ohio/wabash-dayton", "b": "ohio/wabash-lima"}
    told = new_slugs([Named("a", "1", "Wabash"), Named("b", "2", "Wabash")], {})
    assert told == {"a": "ohio/wabash-1", "b": "ohio/wabash-2"}


def test_who_has_a_slug_keeps_it_when_a_namesake_comes() -> None:
    known = {"ohio/wabash": ("a", True)}
    assert new_slugs([Named("a", "1", "Wabash"), Named("b", "2", "Wabash", "Lima")], known) == {"b": "ohio/wabash-lima"}


def test_a_slug_that_was_anothers_is_never_given_again_and_ones_own_returns() -> None:
    known = {"ohio/old": ("a", False), "ohio/new": ("a", True)}
    assert new_slugs([Named("b", "2", "Old", "Lima")], known) == {"b": "ohio/old-lima"}
    assert new_slugs([Named("a", "1", "Old")], known) == {"a": "ohio/old"}


def test_every_award_level_has_a_word_of_its_own() -> None:
    rows = award_level_rows()
    assert {row[0] for row in rows} == {*award_levels(), "cert", "doct"}
    assert len({row[3] for row in rows}) == len(rows)


NAMES = st.sampled_from(["Wabash", "Lima", "Erie"])
NIGHTS = st.lists(st.dictionaries(st.sampled_from("abcd"), st.tuples(NAMES, NAMES), min_size=1), max_size=6)


@settings(deadline=None)
@given(NIGHTS)
def test_no_slug_ever_leads_to_two(nights: list[dict[str, tuple[str, str]]]) -> None:
    known: dict[str, tuple[str, bool]] = {}
    for night in nights:
        schools = [Named(one, f"10000{ord(one)}", name, city) for one, (name, city) in sorted(night.items())]
        for holder, slug in new_slugs(schools, known).items():
            assert known.get(slug, (holder, True))[0] == holder
            known = {s: (h, current and h != holder) for s, (h, current) in known.items()}
            known[slug] = (holder, True)
        present = {holder for holder, current in known.values() if current}
        assert present >= night.keys()
        assert new_slugs(schools, known) == {}
