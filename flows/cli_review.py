"""The command that walks through what the linker could not decide: record after record, a person's word for each."""

import csv
import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli_common import Format, console, fail, print_rows, settings

if TYPE_CHECKING:
    from pipelines.review import ReviewItem

COLUMNS = ("source", "name", "place", "best", "score", "reason")
YES, NO, SKIP, QUIT = "y", "n", "s", "q"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(epilog="Example: himdir review --who Ada --why 'looked at their web pages'")(review)


def review(
    show_list: Annotated[bool, typer.Option("--list", help="Only list what waits.")] = False,
    export: Annotated[bool, typer.Option("--export", help="Write the decisions of this home as CSV.")] = False,
    who: Annotated[str | None, typer.Option("--who", help="Your name; asked for once without it.")] = None,
    why: Annotated[str | None, typer.Option("--why", help="The reason; asked for once without it.")] = None,
    publish: Annotated[bool, typer.Option("--publish/--no-publish", help="Assemble and publish at the end.")] = True,
    form: Annotated[Format, typer.Option("--format", help="table, csv or json; the last two only list")] = Format.table,
) -> None:
    """Decide which school a record speaks of, where the linker could not. Decisions are kept in decisions/links.csv."""
    from flows.linking import items_to_review

    environment = settings()
    if export:
        _export()
        return
    items = items_to_review(environment)
    if items is None:
        fail("no institution is known in this home yet; run: himdir refresh --source ipeds")
    if show_list or form is not Format.table:
        _list(items, form)
        return
    if not items:
        typer.echo("nothing waits for a decision")
        return
    decided = _walk(items, who, why)
    typer.echo(f"{decided} of {len(items)} decided")
    if decided and publish:
        from flows.cli_operate import republish_and_say

        republish_and_say()


def _list(items: "list[ReviewItem]", form: Format) -> None:
    if form is Format.json:
        typer.echo(json.dumps([item.as_json() for item in items], ensure_ascii=False, indent=1))
        return
    rows = [
        {
            "source": item.source,
            "name": item.candidate.name,
            "place": ", ".join(filter(None, (item.candidate.city, item.candidate.state))),
            "best": item.candidates[0].name if item.candidates else "",
            "score": f"{item.candidates[0].score:.2f}" if item.candidates else "",
            "reason": item.reason,
        }
        for item in items
    ]
    print_rows(rows, COLUMNS, form, right=("score",))
    if form is Format.table:
        typer.echo(f"{len(rows)} records wait for a decision")


def _export() -> None:
    from flows.link_decisions import decision_bytes, decision_path
    from pipelines.link_decision_file import HEADER, BadDecisionFile, exported

    body = decision_bytes(settings())
    try:
        csv.writer(sys.stdout, lineterminator="\n").writerows(exported(body) if body else [HEADER])
    except BadDecisionFile as error:
        fail(f"{decision_path(settings())}: {error}")


def _walk(items: "list[ReviewItem]", who: str | None, why: str | None) -> int:
    """Ask about each record; how many were decided. Every decision is stored before the next is asked for."""
    from flows.link_decisions import add_decisions
    from flows.operate import operator_name
    from flows.review_screen import print_item
    from pipelines.review import decision_rows

    said = {"who": who or typer.prompt("Your name", default=operator_name(None)), "why": why or typer.prompt("Why")}
    said["as_of"] = datetime.now(UTC).date().isoformat()
    decided = 0
    for number, item in enumerate(items, start=1):
        print_item(console(), item, number, len(items))
        answer = _answer(len(item.candidates))
        if answer == QUIT:
            break
        if answer != SKIP:
            unitid = None if answer == NO else item.candidates[int(answer) - 1].unitid
            add_decisions(settings(), decision_rows(item, unitid, said))
            decided += 1
    return decided


def _answer(number: int) -> str:
    """What a person says of one record: the number of an institution, NO, SKIP or QUIT."""
    ways = f"y or 1 to {number} = that one, n = none of them, s = skip, q = quit"
    while True:
        told = str(typer.prompt(ways)).strip().lower()
        told = {YES: "1", "yes": "1", "no": NO, "skip": SKIP, "quit": QUIT}.get(told, told)
        if told in (NO, SKIP, QUIT) or (told.isascii() and told.isdigit() and 1 <= int(told) <= number):
            return told
        typer.echo(f"{told[:40]!r} is none of these")
