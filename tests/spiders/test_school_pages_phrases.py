"""Many phrases looked for at once find what one pattern of them all finds, and stems are never more than is certain."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.school_pages_phrases import AnyOf, stem_of

PATTERNS = (
    "sub-?total", r"\bterms?(?: \w+)? totals?\b", "total (?:credits? )?(?:core|term)s?", r"\bged\b", r"fees?\b",
    "(?:fall|spring) terms?", "/ ?credit", "up to \\d+ hours", "^core", "matr[ií]cula", r"[A-Z]{2} \d", "a+b", "ab*c",
)  # fmt: skip
PIECES = st.sampled_from(
    ["sub", "total", "totals", "term", "terms", "ged", "managed", "fee", "fees", "feed", "fall", "spring", "/",
     "credit", "up to", "12", "hours", "core", "matrícula", "matricula", "he", "3", "aab", "ac", "abbc", "-", " ", "x"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "stem"),
    [
        ("sub-?total", "sub"), (r"\bcourses? \(\d", "course"), ("^core", "core"), ("ab*c", ""), ("abc{0,2}", "ab"),
        ("requirements$", "requirements"), ("fecha l[ií]mite", "fecha l"), ("(?:a|b)c", ""), (r"\w+ total", ""),
        ("a.b", ""), ("total.*", "total"), (r"x\b", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_stem_is_what_every_match_begins_with(pattern: str, stem: str) -> None:
    assert stem_of(pattern) == stem


@pytest.mark.parametrize("pattern", ["a|b", "total|sum", r"(?:a|b)|c", r"[(]|\)"])
def test_alternatives_are_given_one_by_one(pattern: str) -> None:
    with pytest.raises(ValueError, match="one by one"):
        AnyOf((pattern,))


@given(st.lists(st.sampled_from(PATTERNS), min_size=1, unique=True), st.lists(PIECES).map("".join))
def test_the_phrases_are_found_where_one_pattern_of_all_finds_them(patterns: list[str], text: str) -> None:
    whole = re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    assert AnyOf(patterns).within(text) == (whole.search(text) is not None)
