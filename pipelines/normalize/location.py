"""Places from words: states, ZIP codes, cities, and the addresses in a short text. Never invents what is not there.

What is read and what is refused, with examples: docs/normalize/location.md. The work is done in the modules
``location_*``; this one only leads a text through them.
"""

import re
from functools import cache
from typing import Any

from pipelines.normalize.delivery import delivery_modes
from pipelines.normalize.location_gazetteer import disagreements, zip_coordinates
from pipelines.normalize.location_layout import laid_out, with_columns
from pipelines.normalize.location_pieces import Piece, read_piece
from pipelines.normalize.location_place import FIELDS, Place, proper_city, state_code, zip_code
from pipelines.normalize.location_prose import fragments, is_about_mail, places_without_state
from pipelines.normalize.location_settle import settle
from pipelines.normalize.location_tail import Tail
from pipelines.normalize.location_tails import tails
from pipelines.normalize.location_tokens import HARD, Tokens, cleaned, is_separator, tokenized
from pipelines.normalize.location_words import phrase_group
from pipelines.normalize.text import plain

VERSION = "8"
__all__ = [
    "FIELDS",
    "VERSION",
    "disagreements",
    "places",
    "predicted",
    "proper_city",
    "state_code",
    "zip_code",
    "zip_coordinates",
]
_SHORTEST_TRAILING = 3
_LONGEST_MODE = 3


def predicted(text: str) -> dict[str, Any] | list[dict[str, Any]] | None:
    """The place that a text names as a JSON-ready object, a list when it names several, None when it names none."""
    found = places(text)
    if not found:
        return None
    return found[0] if len(found) == 1 else found


def places(text: str) -> list[Place]:
    """Every place that a text names, in order; each has all of ``FIELDS``, None where the text is silent."""
    words = laid_out(plain(with_columns(text)))
    if _is_template(words):
        return []
    tokens = tokenized(cleaned(words))
    ends = tails(tokens)
    if ends:
        return _with_blend(_places_by_ends(tokens, ends))
    return _with_blend(
        [place for span in fragments(tokens, 0, len(tokens)) for place in places_without_state(tokens, *span)]
    )


def _with_blend(found: list[Place]) -> list[Place]:
    """A hybrid form said apart from the only place is that place's: ``Blended; weekends in Boise, ID``."""
    apart = [place for place in found if not any(place[name] for name in FIELDS if name != "delivery")]
    if len(found) != 2 or len(apart) != 1 or apart[0]["delivery"] != "hybrid":
        return found
    place = found[0] if apart[0] is found[1] else found[1]
    return [{**place, "delivery": place["delivery"] or "hybrid"}]


def _is_template(text: str) -> bool:
    """Whether a phrase of templates stands in a text; the quick question comes before whole words are asked for."""
    lower = text.lower()
    return any(phrase in lower for phrase in phrase_group("template")) and _template_pattern().search(text) is not None


@cache
def _template_pattern() -> re.Pattern[str]:
    """One pattern of the phrases that stand in templates, each as whole words."""
    phrases = (
        rf"(?<![A-Za-z]){re.escape(phrase)}(?![A-Za-z])" if phrase[-1].isalpha() else re.escape(phrase)
        for phrase in phrase_group("template")
    )
    return re.compile("|".join(phrases), re.IGNORECASE)


def _places_by_ends(tokens: Tokens, ends: list[Tail]) -> list[Place]:
    found: list[Place] = []
    pieces: list[Piece] = []
    begin = 0
    for position, tail in enumerate(ends):
        start = _after_hard_separator(tokens, begin, tail.begin)
        if start > begin:
            apart = [place for span in fragments(tokens, begin, start) for place in places_without_state(tokens, *span)]
            if start < tail.begin and _is_one_address(apart):
                start = begin  # a street set off from its own city, not a place of its own
            else:
                found += settle(pieces) + apart
                pieces = []
        stop = _trailing_end(tokens, tail.end, last=position == len(ends) - 1)
        pieces.append(read_piece(tokens, start, tail, tokens.slice(tail.end, stop)))
        begin = stop
    found += settle(pieces)
    return found + _after_the_last(tokens, begin)


def _is_one_address(apart: list[Place]) -> bool:
    """Whether pieces set off before a city are lines of one address: streets, units and boxes, one of each."""
    lines = ("street", "street2", "po_box")
    if not apart or any(not any(place[line] for line in lines) for place in apart):
        return False
    return sum(place["street"] is not None for place in apart) <= 1


def _after_hard_separator(tokens: Tokens, begin: int, end: int) -> int:
    """The word after the last hard separator before the end of a place."""
    for index in range(end - 1, begin - 1, -1):
        if tokens.words[index] in HARD:
            return index + 1
    return begin


def _trailing_end(tokens: Tokens, begin: int, *, last: bool) -> int:
    """Where the words behind an end that still belong to it stop: parentheses, a mode, the last sentence."""
    if begin < len(tokens) and tokens.words[begin] == "(":
        for index in range(begin, min(len(tokens), begin + 12)):
            if tokens.words[index] == ")":
                return index + 1
    if not last:
        return _end_of_mode(tokens, begin)
    index = begin
    while index < len(tokens) and tokens.words[index] not in HARD and tokens.words[index] != "\n":
        index += 1
    return index


def _end_of_mode(tokens: Tokens, begin: int) -> int:
    """Where a mode of delivery right behind an end stops: ``Boise, ID On-campus; Reno, NV 100% Online``."""
    end = begin
    while end < min(len(tokens), begin + _LONGEST_MODE + 1) and not is_separator(tokens, end):
        end += 1
    if begin < end and tokens.keys[begin] in ("campus", "campuses", "online", "hybrid"):
        return begin + 1
    return end if 0 < end - begin <= _LONGEST_MODE and delivery_modes(tokens.slice(begin, end)) else begin


def _after_the_last(tokens: Tokens, begin: int) -> list[Place]:
    """Short pieces behind the last end: another street, a mode of delivery; never a city guessed from prose."""
    found: list[Place] = []
    if begin >= len(tokens) or is_about_mail(tokens.slice(begin, len(tokens))):
        return found
    for start, stop in fragments(tokens, begin, len(tokens)):
        if tokens.words[start] == "\n" and stop - start > _SHORTEST_TRAILING:
            continue
        found += [place for place in places_without_state(tokens, start, stop) if place["street"] or place["delivery"]]
    return found
