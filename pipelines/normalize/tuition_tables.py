"""Tables whose layout was lost in copying: cells glued to each other, and rows drawn with slashes for bars.

Only bars are put in; no word or amount is changed. Linear in the length of the text.
"""

import re

_GLUED = re.compile(r"(?<=[A-Za-z)])(\$\d[\d,]*(?:\.\d\d)?)(?=[A-Z]|$)", re.MULTILINE)
"""An amount that follows a letter, and is followed by a capital one, with nothing between."""
_SLASH = " / "
_LEAST_CELLS = 3
_LEAST_GLUED = 2


def laid_out(text: str) -> str:
    """The text with a bar behind each amount where all were glued, and bars where rows of slashes are a table."""
    if _is_glued(text):
        text = _GLUED.sub(r" \1 | ", text)
    if "\n" in text and text.count(_SLASH) >= 2 * (_LEAST_CELLS - 1):
        return _barred(text)
    return text


def _is_glued(text: str) -> bool:
    """Whether a text ends with an amount, and all or most of its amounts are glued to what stands around them."""
    amounts = text.count("$")
    return (
        amounts >= _LEAST_GLUED
        and text[-1:].isdecimal()
        and _GLUED.search(text) is not None
        and 2 * len(_GLUED.findall(text)) > amounts
    )


def _barred(text: str) -> str:
    """Lines side by side with as many slashes, two or more of them each, with bars in their place."""
    lines = text.split("\n")
    counts = [line.count(_SLASH) if len(line) < 1000 else 0 for line in lines]
    for place, count in enumerate(counts):
        beside = count in (counts[place - 1] if place else 0, counts[place + 1] if place + 1 < len(lines) else 0)
        if count >= _LEAST_CELLS - 1 and beside:
            lines[place] = lines[place].replace(_SLASH, " | ")
    return "\n".join(lines)
