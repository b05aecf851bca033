"""The linker on JSON lines: one school a line in, one answer a line out. A bad line gives an answer with ``error``.

In: ``{"id", "name", "city"?, "state"?, "url"?, "opeid"?, "unitid"?, "street"?, "zip"?, "phone"?, "parent_name"?}``.
Out: ``{"id", "unitid" or null, "score", "how", "candidates"}``. Blank lines are passed over.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from pipelines.link import Candidate, Linker

MAXIMUM_LINE = 1_000_000
"""Characters of a line that are read; a longer line is refused."""

_OTHER_NAMES = {"zip": "zip5", "zip_code": "zip5", "address": "street", "web": "url"}
_DIGITS = {"opeid": 8, "zip5": 5}  # a number has lost its leading zeros
_FIELDS = frozenset(field.name for field in fields(Candidate))


class _Unreadable(ValueError):
    """A line that is no candidate; the text says why."""


def link_lines(lines: Iterable[str], linker: Linker) -> Iterator[str]:
    """The answers of ``linker`` to JSON lines, in their order; never an exception for what a line says."""
    for line in lines:
        if line.strip():
            yield json.dumps(_answer(line, linker), ensure_ascii=True)


def _answer(line: str, linker: Linker) -> dict[str, Any]:
    given: dict[str, Any] = {}
    try:
        given = _object(line)
        link = linker.link(_candidate(given))
    except _Unreadable as refusal:
        own_id = given.get("id")
        shown = own_id if isinstance(own_id, str | int) else None
        return {"id": shown, "unitid": None, "score": 0.0, "how": "none", "candidates": [], "error": str(refusal)}
    shown_candidates = [
        {"unitid": one.unitid, "name": one.name, "score": one.score, "why": one.why} for one in link.candidates
    ]
    return {
        "id": given["id"],
        "unitid": link.unitid,
        "score": link.score,
        "how": link.how,
        "candidates": shown_candidates,
        "explanation": link.explanation,
    }


def _object(line: str) -> dict[str, Any]:
    if len(line) > MAXIMUM_LINE:
        raise _Unreadable(f"a line of {len(line)} characters is too long")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise _Unreadable(f"not JSON: {str(problem)[:100]}") from None
    if not isinstance(found, dict):
        raise _Unreadable(f"expected an object, met {type(found).__name__}")
    return found


def _candidate(given: dict[str, Any]) -> Candidate:
    texts: dict[str, str] = {}
    for name, value in given.items():
        field = _OTHER_NAMES.get(name, name)
        if field in _FIELDS and value is not None:
            texts[field] = _text(name, value).zfill(_DIGITS.get(field, 0) if isinstance(value, int) else 0)
    for needed in ("id", "name"):
        if not texts.get(needed, "").strip():
            raise _Unreadable(f"{needed} is missing")
    return Candidate(**texts)


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _Unreadable(f"{name} must be a text, met {type(value).__name__}")
    try:
        return str(value)
    except ValueError:  # an integer of thousands of digits
        raise _Unreadable(f"{name} is too large a number") from None
