"""The facts that eligibility is asked with, from the snapshot, and its answers on a terminal. Decides nothing."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from db.status_reads import agencies_read, agencies_unsettled, program_statuses, status_history
from flows.report import make_table, plain
from pipelines.eligibility import Eligibility, ProgramFacts, StandingStatus


def program_facts(connection: sqlite3.Connection, program: Mapping[str, Any], on: str, known_at: str) -> ProgramFacts:
    """What is known of a program (a row of v1_program) on a day, as known at a moment."""
    told = program_statuses(connection, program["program_id"], on, known_at)
    covering = {one["agency"] for one in told}
    history = {one["agency"] for one in status_history(connection, program["program_id"])}
    return ProgramFacts(
        program["credential"],
        program["cip"],
        tuple(
            StandingStatus(
                one["agency"], one["status"], one["counts_as_accredited"], one["level"], one["field"], one["source"],
                one["status_id"], one["reason"],
            )
            for one in told
        ),
        agencies_read(connection, known_at),
        agencies_unsettled(connection, program["institution_id"]),
        frozenset(history - covering),
    )  # fmt: skip


def print_eligibility(console: Console, found: Mapping[str, Any], day: str, told: Sequence[Eligibility]) -> None:
    """One line a certification, and below it the rules that decide."""
    program, institution = found["program"], found["institution"]
    name = plain(program["name"] or f"CIP {program['cip']}, {program['credential']}")
    console.print(Text(f"{name} · {plain(institution['name'])} · graduation {day}", style="bold"))
    styles = {"yes": "green", "no": "red", "unknown": "yellow"}
    rows = [
        (one.certification, Text(one.answer, style=styles[one.answer]), one.why, "; ".join(one.conditions))
        for one in told
    ]
    console.print(make_table(("certification", "answer", "why", "and, of the person"), rows))
    steps = [(step.rule, step.answer, step.words, step.why) for one in told for step in one.chain]
    if steps:
        console.print(make_table(("rule", "answer", "required", "why"), steps))
    advice = [(step.rule, step.answer, step.words) for one in told for step in one.recommended]
    if advice:
        console.print(make_table(("recommended only", "met by the program", "words"), advice))
