"""The number of a post office box, under the many names that a box has. Only the number is kept."""

import re
from functools import cache

from pipelines.normalize.location_tokens import Tokens
from pipelines.normalize.location_words import phrase_group, word_group

_STEMS = ("box", "pobox", "apartado")


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern of every prefix; a school's letters may stand before (``LPU Box``)."""
    shapes = [
        re.escape(prefix).replace(r"\.", r"\.?[ ]?").replace(r"\ ", r"[ .]{0,2}")
        for prefix in phrase_group("box_prefix")
    ]
    number = r"[0-9][0-9A-Za-z-]{0,14}|[A-Z]{1,3}-?[0-9][0-9A-Za-z-]{0,12}|[A-Z]\b"
    return re.compile(
        rf"(?:\b[A-Z]{{2,5}} (?=(?i:box)))?(?<![\w-])(?i:{'|'.join(shapes)})"
        rf"[ .:]{{0,2}}(?i:(?:no\.?|num\.?|number) )?#? ?(?P<number>{number})"
    )


def has_box_word(tokens: Tokens, begin: int, end: int) -> bool:
    """Whether a part names a box at all: the cheap question before the pattern."""
    keys = tokens.keys[begin:end]
    return not word_group("box_word").isdisjoint(keys) or any(key.startswith(_STEMS) for key in keys)


def read_box(tokens: Tokens, begin: int, end: int) -> tuple[str, int, int] | None:
    """The box's number and the words that it takes up; None when the part has no box."""
    text = tokens.text[tokens.starts[begin] : tokens.ends[end - 1]]
    found = _pattern().search(text)
    if found is None:
        return None
    offset = tokens.starts[begin]
    left = begin
    while left < end and tokens.ends[left] <= offset + found.start():
        left += 1
    right = left
    while right < end and tokens.starts[right] < offset + found.end():
        right += 1
    return found["number"].rstrip("-"), left, right
