"""How a program is taught, from the words alone: campus, online or hybrid; never from what a school usually does.

The phrases are in ``reference/location_delivery.csv``; those of mode
``none`` (a campus mailroom, apply online) say nothing.
"""

import re
from functools import cache
from itertools import pairwise

from pipelines.tables import reference_rows

VERSION = "7"
_STEMS = (
    *(
        "campus",
        "line",
        "hybrid",
        "blended",
        "distan",
        "recinto",
        "híbrid",
        "hibrid",
        "línea",
        "virtual",
        "remote",
        "zoom",
    ),
    *("learning", "based", "person", "face", "ground", "site", "class", "hyflex", "internet", "mixed", "low"),
)
"""One of these is in every phrase: the quick question before the pattern."""
_GLUE = re.compile(
    r"(?:[\s,/&;()+-]|100%|\b(?:or|and|in|a|an|the|fully|form|format|formats|mode|as|well|via|either|both|o|y)\b)*"
)
_NEGATION = re.compile(r"\b(?:not|no|never|without|isn't|aren't|cannot)\s(?:\w+\s){0,3}$", re.IGNORECASE)


@cache
def _modes() -> dict[str, str]:
    """The mode of each phrase, its marks folded."""
    return {row["phrase"].lower(): row["mode"] for row in reference_rows("location_delivery")}


@cache
def _phrases() -> re.Pattern[str]:
    """One pattern of every phrase in small letters, longest first; the first letters are asked before any phrase is."""
    shapes = (re.escape(phrase).replace(r"\ ", r"[\s-]") for phrase in sorted(_modes(), key=len, reverse=True))
    first = "".join(sorted({re.escape(phrase[0]) for phrase in _modes()}))
    return re.compile(rf"(?=[{first}])(?<!\w)(?:{'|'.join(shapes)})(?!\w)")


def delivery_modes(text: str) -> list[str]:
    """The different modes that a text offers, in order; a hybrid that is explained by its halves is one mode."""
    lower = text.lower()
    if not any(stem in lower for stem in _STEMS):
        return []
    text = text if len(text) == len(lower) else lower  # few letters have two small ones
    found: list[tuple[str, int, int]] = []
    for phrase in _phrases().finditer(lower):
        mode = _modes()[" ".join(phrase[0].replace("-", " ").split())]
        if mode != "none" and not _NEGATION.search(text[max(0, phrase.start() - 40) : phrase.start()]):
            found.append((mode, phrase.start(), phrase.end()))
    distinct = list(dict.fromkeys(mode for mode, _, _ in found))
    if "hybrid" in distinct and len(distinct) > 1 and not _is_enumeration(text, found):
        return ["hybrid"]
    return distinct


def _is_enumeration(text: str, found: list[tuple[str, int, int]]) -> bool:
    """Whether nothing but list words stand between the modes: ``on campus, online or in a blended form``."""
    return all(
        _GLUE.fullmatch(text, one[2], min(other[1], one[2] + 60)) is not None and other[1] - one[2] <= 60
        for one, other in pairwise(found)
    )


def read_delivery(text: str) -> str | None:
    """campus, online or hybrid; None when the words say none of them, or more than one."""
    modes = delivery_modes(text)
    return modes[0] if len(modes) == 1 else None
