"""What the commands share: failing with clear words, the settings, and output that a person or a pipe can read."""

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NoReturn

import typer
from rich.console import Console

from spiders.environment import Environment

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


def fail(words: str, code: int = 2) -> NoReturn:
    """Say on standard error what is wrong and what to do, and end with ``code``."""
    typer.echo(f"himdir: {words}", err=True)
    raise typer.Exit(code)


def day_of(option: str, words: str) -> date:
    """A day from the words of an option, or a clear end."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        fail(f"{option}: {words!r} is not a day; write it as 2026-11-01")


def settings() -> Environment:
    """The settings, or a clear end when one of them is wrong."""
    from pydantic import ValidationError

    try:
        return Environment()
    except ValidationError as error:
        names = "; ".join(f"HIMDIR_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        fail(f"a setting is wrong: {names}")


def console() -> Console:
    """Standard output; 100 columns where it is not a terminal, so that reports look the same in a log."""
    return Console() if sys.stdout.isatty() else Console(width=100)


def print_rows(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: Format, right: Sequence[str] = ()
) -> None:
    """Print rows as a table of ``columns``, or whole as CSV or as one JSON array of objects."""
    if form is Format.json:
        json.dump(list(rows), sys.stdout, ensure_ascii=False, indent=1, default=str)
        sys.stdout.write("\n")
    elif form is Format.csv:
        _write_csv(rows, columns)
    else:
        from flows.report import make_table

        console().print(make_table(columns, ([row[name] for name in columns] for row in rows), right=right))


def _write_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(row[name]) for name in columns])


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet runs as a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value
