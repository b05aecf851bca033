"""Published values as a person reads them: what is JSON in the directory becomes words here. Decides nothing.

Only for terminals; ``--format json`` has the values as they are published.
"""

import json
from collections.abc import Mapping
from typing import Any

_MONEY = ("amount_min", "amount_max")
_BARE = frozenset(
    {"basis", "residency", "kind", "academic_year", "credential", "field", "status", "code", "title", "year"}
)
"""Parts that explain themselves; others are told with their name."""


def in_words(value: Any) -> str:
    """A value in words; a text that is no JSON stays as it is."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return _words(json.loads(value))
        except ValueError:
            return value
    return _words(value)


def _words(value: Any) -> str:
    if isinstance(value, list):
        simple = all(not isinstance(one, dict | list) for one in value)
        return (", " if simple else "; ").join(filter(None, map(_words, value)))
    if isinstance(value, dict):
        return _object(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _object(told: Mapping[str, Any]) -> str:
    """The parts that say something: money first, a code and its plain word once."""
    rest = {name: value for name, value in told.items() if value not in (None, "", [], {}) and name not in _MONEY}
    if rest.get("code") == rest.get("status"):
        rest.pop("code", None)
    money = list(dict.fromkeys(f"${told[name]}" for name in _MONEY if told.get(name) is not None))
    if money:
        rest.pop("currency", None)
        rest = {name: value for name, value in rest.items() if value not in ("any", "unknown")}
    parts = [" to ".join(money)] if money else []
    if {"measure", "value"} <= rest.keys():
        parts.append(f"{str(rest.pop('measure')).replace('_', ' ')} {_words(rest.pop('value'))}")
    for name, value in rest.items():
        words = _words(value) if isinstance(value, list | dict) else _words(value).replace("_", " ")
        parts.append(words if name in _BARE else f"{name.replace('_', ' ')} {words}")
    return ", ".join(parts)
