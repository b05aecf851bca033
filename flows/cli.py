"""The command line. Parses words, calls the flows or the reads, prints, and ends with an exit code that is true.

Exit codes: 0 all well; 1 something was quarantined, refused or does not verify; 2 wrong use. Reading commands import
neither Prefect nor Scrapy, so every heavy import stands inside the command that needs it.
"""

import signal
import sys
from typing import Annotated, NoReturn

import typer

from flows import (
    cli_accuracy,
    cli_database,
    cli_history,
    cli_identities,
    cli_ledger,
    cli_lines,
    cli_new_source,
    cli_operate,
    cli_overrides,
    cli_parse,
    cli_probe,
    cli_programs,
    cli_receipt,
    cli_refresh,
    cli_retain,
    cli_review,
    cli_show,
    cli_status,
)

INTERRUPTED = 130
STOPPED = "stopped before the end; the last good directory is untouched. Run the command again to go on."
app = typer.Typer(
    name="himdir",
    help="The open directory of US education programs in Health Information Management.",
    epilog="Start with: himdir refresh --web sample, then: himdir programs --state OH",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
MODULES = (
    cli_refresh, cli_receipt, cli_operate, cli_ledger, cli_programs, cli_history, cli_lines, cli_parse, cli_probe,
    cli_accuracy, cli_database, cli_retain, cli_status, cli_new_source, cli_identities, cli_show, cli_overrides,
    cli_review,
)  # fmt: skip
for module in MODULES:
    module.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("him-directory"))
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """The open directory of US education programs in Health Information Management."""


def main() -> None:
    """Run the command line; SIGTERM ends it as Ctrl-C does, so that everything closes cleanly."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        _run()
    except SystemExit as ended:
        if "prefect" in sys.modules:
            from flows.leaving import leave_in_time

            leave_in_time(ended.code if isinstance(ended.code, int) else int(ended.code is not None))
        raise


def _run() -> None:
    try:
        app(standalone_mode=True)
    except KeyboardInterrupt:
        fail(STOPPED, INTERRUPTED)
    except SystemExit as ended:
        if ended.code == INTERRUPTED:  # typer has caught the interrupt, and says nothing
            fail(STOPPED, INTERRUPTED)
        raise


def fail(words: str, code: int = 2) -> NoReturn:
    """Say on standard error what is wrong and what to do, and end."""
    print(f"himdir: {words}", file=sys.stderr)  # noqa: T201
    sys.exit(code)


def _terminate(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
