"""The command that answers whether a program was accredited on a day, as known on another. Reads the snapshot only."""

import json
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated, Any

import typer

from flows.cli_common import console, fail, settings


class StatusFormat(StrEnum):
    """How the answer is printed."""

    text = "text"
    json = "json"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: himdir status prg-9a5a9707f2cd7bb6 --on 2024-05-15 --known-at 2026-01-31")(status)
    app.command(epilog="Example: himdir eligible prg-9a5a9707f2cd7bb6 --certification RHIT --graduation 2026-05-15")(
        eligible
    )


def eligible(
    program: Annotated[str, typer.Argument(metavar="ID_OR_SLUG", help="Id or slug of a program.")],
    certification: Annotated[
        list[str] | None, typer.Option("--certification", "-c", help="Such as RHIT; may be given again; default: all.")
    ] = None,
    graduation: Annotated[str | None, typer.Option("--graduation", help="The day, YYYY-MM-DD; default: today.")] = None,
    known_at: Annotated[str | None, typer.Option("--known-at", help="As known at the end of that day.")] = None,
    form: Annotated[StatusFormat, typer.Option("--format", help="text or json")] = StatusFormat.text,
) -> None:
    """Which certification exams may a graduate of the program sit? Yes, no or unknown, with the rules behind it."""
    from dataclasses import asdict

    from db.reads import NothingPublished, open_snapshot
    from flows.eligible import program_facts
    from pipelines.eligibility import certifications, eligibility

    day, moment = _day("--graduation", graduation), _end_of(_day("--known-at", known_at))
    try:
        with open_snapshot(settings().published_folder) as connection:
            found, program = _program(connection, program)
            facts = program_facts(connection, found["program"], day.isoformat(), moment)
        told = [eligibility(facts, name.upper()) for name in certification or certifications()]
    except NothingPublished as error:
        fail(str(error))
    except LookupError as error:
        fail(f"--certification: {error.args[0]}")
    if form is StatusFormat.json:
        answers = [asdict(one) for one in told]
        whole = {"program_id": program, "graduation": day.isoformat(), "known_at": moment, "answers": answers}
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=1))
        return
    from flows.eligible import print_eligibility

    print_eligibility(console(), found, day.isoformat(), told)


def status(
    program: Annotated[str, typer.Argument(metavar="ID_OR_SLUG", help="Id or slug of a program.")],
    on: Annotated[str | None, typer.Option("--on", help="The day asked about, YYYY-MM-DD; default: today.")] = None,
    known_at: Annotated[str | None, typer.Option("--known-at", help="As known at the end of that day.")] = None,
    form: Annotated[StatusFormat, typer.Option("--format", help="text or json")] = StatusFormat.text,
) -> None:
    """Was the program accredited on a day, as known on another? With the whole history on both axes."""
    from db.reads import NothingPublished, open_snapshot
    from db.status_reads import program_statuses, status_history

    asked, moment = _day("--on", on), _end_of(_day("--known-at", known_at))
    try:
        with open_snapshot(settings().published_folder) as connection:
            found, program = _program(connection, program)
            told = program_statuses(connection, program, asked.isoformat(), moment)
            history = status_history(connection, program)
    except NothingPublished as error:
        fail(str(error))
    answer = {"program_id": program, "on": asked.isoformat(), "known_at": moment, "statuses": told, "history": history}
    if form is StatusFormat.json:
        typer.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        _print(answer, found)


def _program(connection: Any, asked: str) -> tuple[dict[str, Any], str]:
    """A program with all that is known of it, and its id; an old id or slug leads on to it."""
    from db.reads import show_thing
    from db.resolve import resolve

    resolved = resolve(connection, asked)
    found = show_thing(connection, resolved.thing_id) if resolved is not None and resolved.thing_id else None
    if found is None or found["program"] is None:
        fail(f"no program is called {asked!r}; see: himdir programs")
    return found, found["program"]["program_id"]


def _day(option: str, words: str | None) -> date:
    if words is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(words)
    except ValueError:
        fail(f"{option}: {words!r} is not a day; write it as 2026-11-01")


def _end_of(day: date) -> str:
    return datetime.combine(day, time(23, 59, 59), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _print(answer: dict[str, Any], found: dict[str, Any]) -> None:
    from rich.text import Text

    from flows.report import make_table, plain

    screen = console()
    program, institution = found["program"], found["institution"]
    name = plain(program["name"] or f"CIP {program['cip']}, {program['credential']}")
    screen.print(Text(f"{name} · {plain(institution['name'])}, {institution['state']}", style="bold"))
    screen.print(Text(f"on {answer['on']}, as known at {answer['known_at']}:"))
    if not answer["statuses"]:
        screen.print(Text("  nothing is known of an accreditor of this program on that day", style="yellow"))
        screen.print(Text("  (an accredited institution is no accreditation of its programs; see: himdir show)"))
    for one in answer["statuses"]:
        counts = {True: "counts as accredited", False: "not accredited", None: "not told whether it counts"}
        meaning = f" ({counts[one['counts_as_accredited']]})" if one["status"] != "accredited" else ""
        words = f"  {one['agency']}: {one['status'].replace('_', ' ')}{meaning}, by {one['source']}"
        screen.print(Text(plain(words), style="bold"))
        basis = "first seen then, no day is stated" if one["basis"] == "observed" else one["basis"]
        since = f"since {one['valid_from']} ({basis})"
        until = f", until {one['valid_until']}" if one["valid_until"] else ""
        screen.print(Text(plain(f"    {since}{until}; known since {one['known_from']}; {one['reason']}".rstrip("; "))))
        if one["words"]:
            screen.print(Text(plain(f"    in the words: {one['words']!r}, {one['url']}")))
    if answer["history"]:
        rows = [
            (
                one["known_from"][:10], (one["known_until"] or "")[:10] or "now", one["agency"], one["status"],
                one["valid_from"], one["valid_until"] or "open", one["source"],
            )
            for one in answer["history"]
        ]  # fmt: skip
        screen.print(make_table(("believed from", "to", "agency", "status", "held from", "to", "by whom"), rows))
