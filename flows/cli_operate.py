"""Commands by which an operator decides or has a night done again; each leaves a row: see ``himdir decisions``."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from flows.cli_common import Format, fail, print_rows, settings

WHO = Annotated[str | None, typer.Option("--who", help="Your name; default: the user of this process.")]
WHY = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")]
RUN = Annotated[str, typer.Argument(metavar="RUN", help="Run id, the start of one, or its number.")]
SOURCE = Annotated[str, typer.Argument(metavar="SOURCE", help="Name of a source; see: himdir sources")]
PUBLISH = Annotated[bool, typer.Option("--publish/--no-publish", help="Assemble and publish at once.")]
COLUMNS = ("decided_at", "action", "subject", "who", "why")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: himdir accept 12 --why 'the school list really shrank; see their notice'")(accept)
    app.command(epilog="Example: himdir reject 12 --why 'their page was half empty'")(reject)
    app.command(epilog="Example: himdir pause listings --why 'they asked us to wait until Monday'")(pause)
    app.command(epilog="Example: himdir resume listings --why 'agreed with the publisher'")(resume)
    app.command(epilog="Example: himdir rollback 3f9c2a --why 'prices of Ohio are wrong'")(rollback)
    app.command(epilog="Example: himdir release --why 'the parser is mended'")(release)
    app.command(epilog="Example: himdir retry --why 'their server was down'")(retry)
    app.command(epilog="Example: himdir replay 12 --why 'the parser is mended'")(replay)
    app.command(epilog="Example: himdir decisions --limit 5")(decisions)


def accept(run: RUN, why: WHY, who: WHO = None, publish: PUBLISH = True) -> None:
    """Accept a quarantined run, and publish what follows from it."""
    from flows.operate import accept_run, operator_name

    told = _decide(lambda engine: accept_run(engine, run, operator_name(who), _reason(why)))
    typer.echo(f"accepted {told['run_id']}")
    if publish:
        republish_and_say()


def reject(run: RUN, why: WHY, who: WHO = None) -> None:
    """Say that a quarantined run stays out; the last accepted one stays in force."""
    from flows.operate import operator_name, reject_run

    told = _decide(lambda engine: reject_run(engine, run, operator_name(who), _reason(why)))
    typer.echo(f"rejected {told['run_id']}")


def pause(source: SOURCE, why: WHY, who: WHO = None) -> None:
    """Keep a source from being read until it is resumed."""
    from flows.operate import operator_name, pause_source

    _decide(lambda engine: pause_source(engine, source, operator_name(who), _reason(why)))
    typer.echo(f"paused {source}; go on with: himdir resume {source}")


def resume(source: SOURCE, why: WHY, who: WHO = None) -> None:
    """Let a paused source be read again."""
    from flows.operate import operator_name, resume_source

    _decide(lambda engine: resume_source(engine, source, operator_name(who), _reason(why)))
    typer.echo(f"resumed {source}")


def rollback(
    snapshot: Annotated[str, typer.Argument(metavar="SNAPSHOT", help="Snapshot id, or the start of one.")],
    why: WHY,
    who: WHO = None,
) -> None:
    """Give readers an earlier snapshot, and nothing newer until: himdir release."""
    from flows.operate import operator_name, roll_back

    environment = settings()
    told = _decide(lambda engine: roll_back(engine, environment, snapshot, operator_name(who), _reason(why)))
    typer.echo(f"readers get {told} now; nothing newer is published until: himdir release")


def release(why: WHY, who: WHO = None, publish: PUBLISH = True) -> None:
    """End a rollback, and publish the newest directory."""
    from flows.operate import operator_name
    from flows.operate import release as end_rollback

    told = _decide(lambda engine: end_rollback(engine, operator_name(who), _reason(why)))
    typer.echo(f"the rollback to {told} is over")
    if publish:
        republish_and_say()


def retry(
    refresh: Annotated[str | None, typer.Argument(help="Refresh id, or the start of one; default: the newest.")] = None,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")] = "tried again",
    who: WHO = None,
) -> None:
    """Read again only those sources of a refresh that have no accepted run in it."""
    from flows.again import failed_again

    night, words = _decide(lambda engine: _read(engine, lambda connection: failed_again(connection, refresh)))
    _again("retry", night, words, who, why)


def replay(
    what: Annotated[str, typer.Argument(metavar="RUN", help="Run id or number, or refresh id.")],
    why: Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")] = "read again",
    who: WHO = None,
) -> None:
    """Read the captures of a run, or of a whole refresh, once more: without the network, by the rules of today."""
    from flows.again import replayed

    environment = settings()
    name, words = _decide(lambda engine: _read(engine, lambda connection: replayed(connection, environment, what)))
    _again("replay", name, words, who, why)


def _again(action: str, subject: str, words: dict[str, Any], who: str | None, why: str) -> None:
    from flows.cli_refresh import run_request

    record(action, subject, who, why)
    if not run_request(settings(), words).well:
        raise typer.Exit(1)


def record(action: str, subject: str, who: str | None, why: str) -> None:
    """Leave a decision row."""
    from db.decisions import OperatorAction, record_decision
    from flows.operate import operator_name

    def note(engine: Any) -> None:
        with engine.begin() as connection:
            record_decision(connection, OperatorAction(action), subject, operator_name(who), _reason(why))

    _decide(note)


def decisions(
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many rows; 0 for all.")] = 20,
    form: Annotated[Format, typer.Option("--format", help="table, csv or json")] = Format.table,
) -> None:
    """Who decided what, when and why, newest first."""
    from db.decisions import list_decisions

    rows = _decide(lambda engine: _read(engine, lambda connection: list_decisions(connection, limit)))
    for row in rows:
        row["decided_at"] = f"{row['decided_at']:%Y-%m-%dT%H:%M:%SZ}"
    print_rows(rows, COLUMNS, form)


def _read(engine: Any, ask: Callable[[Any], Any]) -> Any:
    with engine.connect() as connection:
        return ask(connection)


def _decide(decision: Callable[[Any], Any]) -> Any:
    from sqlalchemy.exc import SQLAlchemyError

    from db.engine import trouble_in_words
    from flows.operate import NotDecidable
    from flows.work import work_engine

    try:
        engine = work_engine(settings())
        try:
            return decision(engine)
        finally:
            engine.dispose()
    except NotDecidable as error:
        fail(str(error))
    except (SQLAlchemyError, OSError) as error:
        fail(trouble_in_words(error), 1)


def republish_and_say() -> None:
    """Assemble and publish what holds now, and say what came of it."""
    from flows.operate import republish
    from flows.work import DatabaseTrouble, HomeBusy, sole_work

    environment = settings()
    try:
        with sole_work(environment):
            assembly, published = _decide(lambda engine: republish(engine, environment))
    except DatabaseTrouble as error:
        fail(str(error), 1)
    except HomeBusy as error:
        fail(f"{error}. The decision is stored; the refresh at work, or the next one, follows it", 1)
    if published.refused:
        fail("not published: " + "; ".join(published.refused), 1)
    for words in assembly.notes:
        typer.echo(f"  {words}")
    changes = sum(assembly.changes.values())
    typer.echo(f"snapshot {published.snapshot_id} ({'new' if published.fresh else 'as before'}), {changes} changes")


def _reason(why: str) -> str:
    told = " ".join(why.split())[:2000]
    if not told:
        fail("--why: say why; the reason is kept with the decision")
    return told
