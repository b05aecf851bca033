"""Pagers that name what stands on each page by its numbers: "Continue to schools 5-8", "1-4 | 5-8 | 9-12"."""

import re

from bs4 import BeautifulSoup, Tag

from spiders.html import words
from spiders.texts import folded

_UNITS = r"(?:schools|colleges|universities|programs|institutions|results|records|entries|listings|numbers|nos?\.?|#)"
_RANGE = re.compile(rf"(?P<unit>{_UNITS} )?#?(?P<first>\d{{1,4}}) ?(?:-|\u2013|to|through) ?#?(?P<last>\d{{1,4}})")
_GOES_ON = re.compile(
    rf"(?:continue|go on|carry on|proceed|move on|onward|on) (?:to|with) (?:the )?(?:page|{_UNITS})? ?#?\d{{1,4}}"
    r"(?: ?(?:-|\u2013|to|through) ?#?\d{1,4})?"
)
_A_YEAR = 1900


def goes_on(text: str) -> bool:
    """Whether a link says that the list goes on with these numbers."""
    return len(text) <= 60 and _GOES_ON.fullmatch(folded(text)) is not None


def after_the_gap(page: BeautifulSoup) -> Tag | None:
    """The link to the range behind the one that has no link, because it is this page; None where none is missing."""
    links: dict[int, tuple[int, Tag]] = {}
    named = 0
    for link in page.find_all("a", href=True):
        told = _RANGE.fullmatch(folded(words(link)[:40]))
        if told is None:
            continue
        first, last = int(told["first"]), int(told["last"])
        if first < last < _A_YEAR:
            links.setdefault(first, (last, link))
            named += told["unit"] is not None
    if not links or (len(links) < 2 and not named):
        return None
    expected = 1
    for first in sorted(links):
        if first > expected:
            return links[first][1]
        expected = links[first][0] + 1
    return None
