"""Commands that correct a published value by hand, with evidence and an expiry, and list how corrections stand."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.cli_common import Format, fail, print_rows, settings

COLUMNS = ("state", "thing_id", "field", "value", "source_value", "expires_on", "who", "evidence")
ALL_COLUMNS = (*COLUMNS, "instead_of", "decided_on")
NEW, WRONG = "not taken in yet", "wrong"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    example = (
        "Example: himdir override ohio/sinclair-community-college phone 9375123000 --who Ada --until 2027-06-30"
        " --evidence https://www.sinclair.edu/contact/"
    )
    app.command(epilog=example)(override)
    app.command(epilog="Example: himdir overrides --format json")(overrides)


def override(
    thing: Annotated[str, typer.Argument(metavar="ID_OR_SLUG", help="Id or slug of a program or institution.")],
    field: Annotated[str, typer.Argument(help="Such as name, phone, price.undergraduate_in_state_tuition.")],
    value: Annotated[str, typer.Argument(help="What it is; prices in dollars.")],
    evidence: Annotated[str, typer.Option("--evidence", help="Address of a page, or words: why this is so.")],
    until: Annotated[str, typer.Option("--until", help="The last day on which it holds, YYYY-MM-DD.")],
    who: Annotated[str | None, typer.Option("--who", help="Your name; default: the user of this process.")] = None,
    publish: Annotated[bool, typer.Option("--publish/--no-publish", help="Assemble and publish at once.")] = True,
) -> None:
    """Correct one published value. It retires by itself when the source says the same, and ends with its last day."""
    from flows.operate import operator_name
    from flows.override_entry import NotCorrectable, add_override, entry_of

    environment = settings()
    told = {"value": value, "who": operator_name(who), "evidence": evidence, "expires_on": until}
    today = datetime.now(UTC).date().isoformat()
    try:
        entry = entry_of(environment, thing, {**told, "field": field, "decided_on": today})
        path = add_override(environment, entry)
    except NotCorrectable as error:
        fail(str(error))
    except OSError as error:
        fail(f"the file of corrections cannot be written: {error}", 1)
    said = entry["instead_of"] or "nothing"
    typer.echo(f"{entry['field']} of {entry['thing_id']}: {value} instead of {said}, until {until}; kept in {path}")
    if publish:
        from flows.cli_operate import republish_and_say

        republish_and_say()


def overrides(form: Annotated[Format, typer.Option("--format", help="table, csv or json")] = Format.table) -> None:
    """Every correction with how it stands: active, agreed, expired, or the source moved since."""
    from db.overrides import standing_overrides
    from flows.corrections import FILE
    from flows.work import work_engine

    environment = settings()
    engine = work_engine(environment)
    with engine.connect() as connection:
        standing = {(row["thing_id"], row["field"]): row for row in standing_overrides(connection)}
    engine.dispose()
    rows = list(_rows(environment.decisions_folder / FILE, standing))
    print_rows(rows, COLUMNS if form is Format.table else ALL_COLUMNS, form)


def _rows(path: Path, standing: dict[tuple[str, str], dict[str, Any]]) -> Any:
    """The rows of the file, the later one of two about one value, each with its state."""
    from pipelines.override_file import BadOverrideFile, override_rows

    try:
        rows = list(override_rows(path.read_bytes())) if path.is_file() else []
    except BadOverrideFile as error:
        fail(f"{path}: {error}")
    told = {(row.cells.get("thing_id", ""), row.cells.get("field", "")): row for row in rows}
    for key, row in told.items():
        cells = {name: row.cells.get(name, "") for name in ALL_COLUMNS}
        found = standing.get(key)
        if row.problem:
            yield {**cells, "state": f"{WRONG}: {row.problem}", "source_value": None}
        elif found is None or (found["decided_on"], found["value"]) != (cells["decided_on"], cells["value"]):
            yield {**cells, "state": NEW, "source_value": None}
        else:
            state = str(found["state"].value).replace("_", " ")
            yield {**cells, "state": state, "source_value": found["source_value"], "instead_of": found["instead_of"]}
