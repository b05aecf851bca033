"""Writing one correction into the operator's file, checked against what is published now. Applies none."""

import csv
import io
import os
from pathlib import Path
from typing import Any

from db.reads import NothingPublished, open_snapshot, show_thing
from db.resolve import resolve
from flows.corrections import FILE
from pipelines.override_fields import INSTITUTION, PRICE, PROGRAM, as_text, kind_of
from pipelines.override_file import HEADER, override_problem
from spiders.environment import Environment

IN_FORCE = ("active", "source_moved")


class NotCorrectable(ValueError):
    """The correction cannot be made; the message says why."""


def entry_of(environment: Environment, thing: str, told: dict[str, str]) -> dict[str, str]:
    """The row of a correction: the thing's own id, and what is published of the field now."""
    try:
        with open_snapshot(environment.published_folder) as connection:
            resolved = resolve(connection, thing)
            if resolved is None or resolved.thing_id is None:
                raise NotCorrectable(f"no id or slug of this directory is called {thing!r}; see: himdir programs")
            found = show_thing(connection, resolved.thing_id)
    except NothingPublished as error:
        raise NotCorrectable(str(error)) from None
    assert found is not None  # noqa: S101 - resolve has found it in the snapshot
    if problem := override_problem(told):
        raise NotCorrectable(f"{problem}{_what_may_be(told['field'], found)}")
    said = _published(found, resolved.thing_id, told["field"])
    for row in found["corrections"]:
        if (row["thing_id"], row["field"]) == (resolved.thing_id, told["field"]) and row["state"] in IN_FORCE:
            said = row["source_value"]
    return {**told, "thing_id": resolved.thing_id, "instead_of": said or ""}


def _what_may_be(field: str, found: dict[str, Any]) -> str:
    if kind_of(field) is not None:
        return ""
    names = PROGRAM if found["program"] else INSTITUTION
    return f"; correct one of {', '.join(sorted(names))}, a price such as {PRICE}program_price, or a TOPIC.FIELD"


def _published(found: dict[str, Any], thing_id: str, field: str) -> str | None:
    """What is published of a field, in the words of a correction; NotCorrectable when there is no such one value."""
    kind = kind_of(field)
    if kind == "thing":
        thing = found["program"] or found["institution"]
        if field not in thing or field in (INSTITUTION - PROGRAM if found["program"] else frozenset()):
            raise NotCorrectable(f"{field} is no field of {thing_id}; correct it at its institution or program")
        return as_text(field, thing[field])
    if kind == "price":
        rows = [p for p in found["prices"] if f"{PRICE}{p['claim_field']}" == field and _is_of(p, thing_id)]
        values = [as_text(row["claim_field"], row["amount_min_cents"]) for row in rows]
    else:
        rows = [s for s in found["statements"] if f"{s['topic']}.{s['field']}" == field and s["thing_id"] == thing_id]
        values = [row["value"] for row in rows]
    if len(values) != 1:
        raise NotCorrectable(f"{thing_id} has {len(values)} values called {field}; one alone can be corrected")
    return values[0]


def _is_of(price: dict[str, Any], thing_id: str) -> bool:
    return bool((price["program_id"] or price["institution_id"]) == thing_id)


def add_override(environment: Environment, entry: dict[str, str]) -> Path:
    """Append a row to the file, which is made if there is none; the whole file is put in place at once."""
    path = environment.decisions_folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.is_file() else ",".join(HEADER) + "\n"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([entry[name] for name in HEADER])
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    beside.write_text(before + ("" if before.endswith("\n") else "\n") + out.getvalue(), encoding="utf-8")
    beside.replace(path)
    return path
