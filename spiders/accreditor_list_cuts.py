"""Findings in a text: told apart by kind, counted from an earlier letter, and where a text is cut into parts."""

import re
from itertools import islice

from spiders.accreditor_list_words import LONGEST, Found


def coded(kind: str, found: list[Found]) -> list[Found]:
    """The same letters, told apart by kind and code."""
    return [Found(one.start, one.end, f"{kind}:{one.code}") for one in found]


def shifted(found: list[Found], by: int) -> list[Found]:
    """The same, counted from an earlier letter."""
    return [Found(one.start + by, one.end + by, one.code) for one in found]


def cut_at(separator: re.Pattern[str], text: str, most: int = LONGEST) -> list[tuple[int, int]]:
    """Where the parts of a text between separators begin and end; empty parts are left out. ``most`` cuts are made."""
    parts, start = [], 0
    for match in islice(separator.finditer(text[:LONGEST]), most):
        parts.append((start, match.start()))
        start = match.end()
    parts.append((start, len(text)))
    return [(start, end) for start, end in parts if text[start:end].strip()]
