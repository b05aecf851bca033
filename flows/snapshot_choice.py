"""Reading the present directory or a past one in the same way. Imports neither Prefect, Scrapy nor SQLAlchemy."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db.as_of import ROWS, THINGS, Past, open_past
from db.reads import open_snapshot
from flows.cli_common import day_of


@contextmanager
def open_at(published: Path, as_of: str | None, tables: Sequence[str] = (*THINGS, *ROWS)) -> Iterator[Past]:
    """The snapshot in force, or the directory as it was known at the end of the day ``as_of``."""
    if as_of is None:
        with open_snapshot(published) as connection:
            yield Past(connection, "")
        return
    with open_past(published, day_of("--as-of", as_of), tables) as past:
        yield past


def values_then(past: Past, found: dict[str, Any]) -> dict[str, Any]:
    """What is shown of a thing, where its values have changed since: those without the proof of a later value."""
    if not past.undone:
        return found
    kept = [v for v in found["values"] if (v["thing_kind"], v["thing_id"], v["field"]) not in past.undone]
    then = [_value_then(found, key, change) for key, change in past.undone.items()]
    return {**found, "values": [*kept, *(value for value in then if value is not None)]}


def _value_then(found: dict[str, Any], key: tuple[str, str, str], change: dict[str, Any]) -> dict[str, Any] | None:
    kind, thing_id, field = key
    thing = found.get(kind)
    if thing is None or thing[f"{kind}_id"] != thing_id or thing[field] is None:
        return None
    return {
        "thing_kind": kind, "thing_id": thing_id, "field": field, "value": thing[field], "words": None,
        "state": "stated", "source": change["source"], "until": change["known_at"], "url": None, "captured_at": None,
    }  # fmt: skip
