"""Whether the segments of one line say more apart than together: a name and its city, a label and its value."""

import re

from spiders.accreditor_list_layout import Piece
from spiders.accreditor_list_lines import Segment
from spiders.accreditor_list_values import NAME

_BEHIND = re.compile(r"[-\u2013\u2014|:] ")
WHOLE = frozenset((
    "status", "level", "next_review", "through", "website", "phone", "note", "ignored", "delivery",
    "zip", "accredited", "since", "reviewed",
))  # fmt: skip
"""Labels whose value is all of a line, however it is marked up."""


def begins_with_name(segments: list[Segment], apart: list[list[Piece]]) -> bool:
    """Whether a line is the link of a school and, behind a dash, what the list says of it."""
    first = apart[0][0] if apart[0] else None
    named = first is not None and first.kind == NAME and segments[0].link is not None
    return named and len(segments) == 2 and _BEHIND.match(segments[1].text) is not None


def better_apart(read: list[Piece], apart: list[list[Piece]], label: str) -> bool:
    """Whether the segments of a line are told apart: each says something, and not all of them the same."""
    if len(apart) < 2:
        return False
    heads = [pieces[0].kind for pieces in apart]
    if label in WHOLE:
        return any(piece.kind.startswith("unknown") for piece in read) and "" not in heads
    if label:
        return all(head not in ("", NAME, label) for head in heads[1:])
    known = [head for head in heads if head]
    told = {piece.kind for piece in read}
    return len(set(known)) > 1 and ("" in told or len(known) == len(heads) or len(told - {""}) < len(set(known)))
