"""Marks of paid places that a legend explains: "* = sponsored listing", and a star behind some of the names.

Knows the texts of a list and its schools; what else may mark a school is the business of listings_school.
"""

import re
from collections.abc import Iterable

from bs4 import NavigableString

from spiders.listings_kinds import is_mark
from spiders.listings_layout import School, site
from spiders.listings_pieces import Piece
from spiders.spots import Spot
from spiders.texts import short_words, tokens

_SIGN = r"[*\u2020\u2021\u00a7\u2605\u2606\u00b0^+#~\u2666\u25cf]{1,3}"
_LEGEND = re.compile(rf"^\(?({_SIGN})\)?\s{{0,3}}[=:\u2013\u2014-]?\s{{0,3}}(\S.{{2,80}})$", re.DOTALL)
_SIGN_FIRST = re.compile(rf"^\s{{0,3}}\(?({_SIGN})(?![*\w])")
_SIGN_LAST = re.compile(rf"(?<![*])({_SIGN})\)?\s{{0,3}}$")


def mark_by_legend(schools: Iterable[School], region: list[Piece], pieces: list[Piece]) -> None:
    """Mark the schools whose name bears the sign that a legend of the page gives to those that pay."""
    for piece in (*region, *pieces):
        legend = _LEGEND.match(piece.text) or _LEGEND.match(short_words(piece.spot.node, 120))
        if legend is None or not _pays(legend[2]):
            continue
        for school in schools:
            if school.sponsored is None and not school.name.pointer and _bears(school.name, legend[1]):
                school.sponsored = piece.spot
        return


def _pays(text: str) -> bool:
    said = set(tokens(text))
    return is_mark(text) or not said.isdisjoint({*site().words.sponsored_marks, "advertiser", "advertisers"})


def _bears(name: Spot, sign: str) -> bool:
    """Whether a sign stands at the end of a name or just behind it."""
    own = _SIGN_LAST.search(short_words(name.node, 200))
    node: object = name.node
    for _ in range(3):
        if own is not None:
            return own[1] == sign
        after = getattr(node, "next_sibling", None)
        if isinstance(after, NavigableString) and after.strip():
            found = _SIGN_FIRST.match(after)
            return found is not None and found[1] == sign
        if after is not None and not isinstance(after, NavigableString):
            return bool(short_words(after, 5).strip(" ()") == sign)
        node = getattr(node, "parent", None)
    return False
