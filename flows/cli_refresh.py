"""Commands that change something: refresh, verify, schedule."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli_common import console, fail, settings
from spiders.environment import Environment

if TYPE_CHECKING:
    from flows.summary import RefreshSummary

SOURCE = Annotated[list[str] | None, typer.Option("--source", "-s", help="Only this source; may be given again.")]
WEB = Annotated[
    str | None, typer.Option("--web", help="live, sample, or a path to a web tree or to captures. Default: HIMDIR_WEB.")
]
CIP = Annotated[str, typer.Option("--cip", help="him, core, all, or CIP codes and prefixes: 51.0707,51.07")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: himdir refresh --source ipeds --year 2024 --web ./tree --dry-run")(refresh)
    app.command(epilog="Example: himdir verify")(verify)
    app.command(epilog="Example: HIMDIR_CONTACT=me@example.org himdir schedule --cron '0 7 * * *'")(schedule)


def refresh(
    source: SOURCE = None,
    web: WEB = None,
    cip: CIP = "him",
    year: Annotated[
        int | None, typer.Option("--year", min=1980, max=2100, help="IPEDS data year; default: newest.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing; print the changes it would make.")
    ] = False,
    due: Annotated[bool, typer.Option("--due", help="Skip sources whose cadence has not passed.")] = False,
    ask_all: Annotated[
        bool, typer.Option("--ask-all", help="Ask also for files of past years that were asked for lately.")
    ] = False,
) -> None:
    """Crawl the sources, assemble the directory, publish a snapshot, and print the report."""
    environment = settings()
    web = web or environment.web
    _check(source or [], web, cip, environment)
    absolute = web if web in ("live", "sample") else str(Path(web).absolute())
    words = {"sources": source or [], "web": absolute, "cip": cip, "year": year, "only_due": due, "ask_all": ask_all}
    work = _dry_run if dry_run else run_request
    if not work(environment, words).well:
        raise typer.Exit(1)


def _check(sources: list[str], web: str, cip: str, environment: Environment) -> None:
    """Refuse wrong use before anything heavy starts."""
    from pipelines.normalize.refusal import Refusal
    from pipelines.scope import scope_of
    from spiders.environment import missing_setting_words
    from spiders.source import source_card, source_names

    unknown = [name for name in sources if name not in source_names()]
    if unknown:
        fail(f"no source is called {', '.join(unknown)}; there are: {', '.join(source_names())}")
    if web == "live" and (aimless := [name for name in sources if source_card(name).needs_start]):
        fail(
            f"{aimless[0]} has no address of its own on the live web; read one with: "
            f"scrapy crawl {aimless[0]} -a start=URL -s WEB=live"
        )
    if web == "live" and (
        unset := [
            name
            for name in sources
            if (card := source_card(name)).needs_setting and not environment.has(card.needs_setting)
        ]
    ):
        fail(missing_setting_words(unset[0], source_card(unset[0]).needs_setting))
    try:
        scope_of(cip)
    except Refusal as refusal:
        fail(f"--cip: {refusal.reason}")
    if web == "live" and not environment.contact:
        fail(
            "the live web is only read by somebody who can be reached. Set HIMDIR_CONTACT to an e-mail address or a "
            "URL (it is sent in the User-Agent), or use --web sample"
        )
    if web not in ("live", "sample") and not Path(web).exists():
        fail(f"--web: there is no {web}; give live, sample, or a path to a web tree or to captures")


def run_request(environment: Environment, words: dict[str, Any], *, dry_run: bool = False) -> "RefreshSummary":
    """Run the refresh flow for a request in words (see flows.reading.RefreshRequest), and print its report."""
    from flows.crawlers import warm_up
    from flows.interruption import listen
    from flows.prefect_environment import prepare_prefect, start_own_server

    prepare_prefect(environment.home, alone=True)
    server = start_own_server()
    warm_up()
    listen()
    from sqlalchemy.exc import SQLAlchemyError

    from db.engine import trouble_in_words
    from db.ledger import WebMismatch
    from db.locks import LockLost
    from flows.progress import ProgressBoard
    from flows.reading import RefreshRequest
    from flows.refresh import refresh
    from flows.report import show_refresh
    from flows.work import DatabaseTrouble, HomeBusy, check_web, sole_work
    from spiders.web import WebRefused

    request = RefreshRequest.model_validate(words)
    try:
        with sole_work(environment):
            for web in dict.fromkeys(request.replays.values() or [request.web]):
                check_web(environment, web)
            with ProgressBoard() as board:
                summary = refresh(request, board, server)
    except (HomeBusy, WebMismatch, WebRefused) as error:
        fail(str(error))
    except DatabaseTrouble as error:
        fail(str(error), 1)
    except LockLost as error:
        fail(f"{error}. What readers have is untouched", 1)
    except (SQLAlchemyError, OSError) as error:
        fail(f"{trouble_in_words(error)}. The last good directory is untouched.", 1)
    show_refresh(console(), summary, dry_run)
    return summary


def _dry_run(environment: Environment, words: dict[str, Any]) -> "RefreshSummary":
    import os

    if environment.database_url and not environment.database_url.startswith("sqlite"):
        fail("--dry-run works on a copy of the database, which needs SQLite; this work database is another server")
    from flows.dry_run import copy_home, print_changes

    with tempfile.TemporaryDirectory(prefix="himdir-dry-run-") as folder:
        home = Path(folder) / "home"
        copy_home(environment, home)
        os.environ["HIMDIR_HOME"] = str(home)
        os.environ.pop("HIMDIR_DATABASE_URL", None)
        os.environ.pop("HIMDIR_CAPTURES", None)
        os.environ.setdefault("PREFECT_HOME", str(environment.home.absolute() / "prefect"))
        copied = settings()
        summary = run_request(copied, words, dry_run=True)
        print_changes(console(), copied, summary.refresh_id)
        return summary


def verify() -> None:
    """Re-read every published value from its capture; exit 1 names what does not hold."""
    from db.reads import NothingPublished
    from flows.verify import show_verification, verify_published

    try:
        result = verify_published(settings())
    except NothingPublished as error:
        fail(str(error))
    show_verification(console(), result)
    if result.failures:
        raise typer.Exit(1)


def schedule(
    cron: Annotated[str, typer.Option("--cron", help="When the refresh runs, as a cron line in UTC.")] = "0 7 * * *",
    web: WEB = None,
    cip: CIP = "him",
) -> None:
    """Serve the refresh with a nightly cron; the schedule stays active after a stop."""
    environment = settings()
    web = web or environment.web
    _check([], web, cip, environment)
    from flows.prefect_environment import prepare_prefect

    prepare_prefect(environment.home)
    from db.ledger import WebMismatch
    from flows.schedule import ServerFailed, WrongCron, serve_refresh
    from flows.work import DatabaseTrouble
    from spiders.web import WebRefused

    try:
        serve_refresh(cron, web, cip)
    except (WrongCron, WebMismatch, WebRefused) as error:
        fail(str(error))
    except (ServerFailed, DatabaseTrouble) as error:
        fail(str(error), 1)
