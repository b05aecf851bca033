"""Reports for a terminal, 100 columns wide: the refresh, the sources, the runs, the programs, one program.

Text from the web is shown as text only: never as markup, never with control characters.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from flows.summary import RefreshSummary

STYLES = {"accepted": "green", "quarantined": "bold red", "failed": "bold red", "abandoned": "red", "running": "yellow"}
KIND_WORDS = {
    "program": "programs",
    "institution": "institutions",
    "program_with_zero_completions": "programs with zero completions (kept, marked)",
    "institution_merged": "institutions merged into others tonight",
    "program_merged": "programs merged into others or retired tonight",
    "program_not_counted_by_ipeds": "programs that IPEDS does not count, known from others",
    "price": "institution prices",
    "institution_accreditation": "accreditations of institutions",
    "institution_accredited_now": "institutions accredited now",
    "lead": "records of lists and pages about programs",
    "lead_linked_to_a_program": "leads linked to a program",
    "discrepancy": "discrepancies between sources",
}


def plain(value: object) -> str:
    """Text that is safe to show: printable characters only, newlines folded."""
    return "".join(c if c.isprintable() else " " for c in str(value if value is not None else "—"))


UNBROKEN = frozenset({"program_id", "institution_id", "thing_id", "UNITID"})
"""Columns of ids, which one wants to copy."""


def make_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "", right: Sequence[str] = ()
) -> Table:
    """A plain table of safe texts; a cell may be a rich Text already."""
    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False, show_edge=False)
    for name in columns:
        justify: Literal["left", "right"] = "right" if name in right else "left"
        table.add_column(name, justify=justify, overflow="fold", no_wrap=name in UNBROKEN)
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text(plain(cell)) for cell in row))
    return table


def show_refresh(console: Console, summary: RefreshSummary, dry_run: bool = False) -> None:
    """The report of a refresh: sources, directory, changes, snapshot, and what needs a person."""
    parts: list[RenderableType] = [_sources(summary), Text()]
    parts.append(_directory(summary))
    troubles = [f"{result.source}: {why}" for result in summary.sources for why in result.reasons]
    troubles += [f"not published: {why}" for why in summary.refused]
    if troubles:
        parts += [Text(), Text("Needs a person", style="bold red"), *(Text(f"  {plain(words)}") for words in troubles)]
        held = [result.run_id for result in summary.sources if result.run_id and result.reasons]
        details = f" Details: himdir run {held[0]}" if held else ""
        kept = "The last good directory stays in force." if summary.snapshot_id else "Nothing is published yet."
        parts.append(Text(f"  {kept}{details}", style="dim"))
    notes = [f"{name}: {why}" for name, why in summary.skipped.items()]
    notes += [f"{result.source}: {words}" for result in summary.sources for words in result.surprises]
    if notes or summary.notes:
        parts += [
            Text(),
            Text("Noticed", style="bold"),
            *(Text(f"  {plain(words)}") for words in (*notes, *summary.notes)),
        ]
    verdict = _verdict(summary)
    title = f"HIM Directory · {'dry run' if dry_run else 'refresh'} · web {plain(summary.web)} · {verdict}"
    style = "green" if summary.well else "red"
    console.print(Panel(Group(*parts), title=Text(title), border_style=style, width=min(100, console.width)))


def _verdict(summary: RefreshSummary) -> str:
    if not summary.well:
        return "something was held back"
    return "all well" if summary.sources or not summary.skipped else "no source was read"


def _sources(summary: RefreshSummary) -> Table:
    rows = []
    for result in summary.sources:
        records = ", ".join(f"{number:,} {kind}" for kind, number in result.counts.items()) or "none"
        verdict = Text(result.verdict, style=STYLES.get(result.verdict, ""))
        again = " (unchanged)" if result.unchanged else ""
        rows.append(
            (
                result.source,
                verdict,
                records + again,
                result.requests,
                size_words(result.bytes),
                f"{result.seconds:.1f}",
            )
        )
    columns = ("source", "verdict", "records", "requests", "bytes", "seconds")
    return make_table(columns, rows, right=("requests", "bytes", "seconds"))


def _directory(summary: RefreshSummary) -> RenderableType:
    kinds = [kind for kind in KIND_WORDS if kind in summary.counts]
    kinds += sorted(summary.counts.keys() - KIND_WORDS.keys())
    counts = [(KIND_WORDS.get(kind, kind), f"{summary.counts[kind]:,}") for kind in kinds]
    table = make_table(("directory", "rows"), counts, right=("rows",))
    causes = [(cause, f"{number:,}") for cause, number in sorted(summary.changes.items())]
    changes = make_table(("changes by cause", "events"), causes or [("none", "0")], right=("events",))
    state = "new" if summary.fresh_snapshot else "as before"
    snapshot = f"Snapshot {summary.snapshot_id} ({state})" if summary.snapshot_id else "No snapshot is published yet"
    seconds = ", ".join(f"{name} {took:.1f} s" for name, took in summary.seconds.items())
    return Group(table, Text(), changes, Text(), Text(f"{snapshot} · {seconds}"))


def size_words(number: float) -> str:
    """A number of bytes in the largest fitting unit of thousands."""
    if number < 1000:
        return f"{number:.0f} B"
    for unit in ("kB", "MB"):
        number /= 1000
        if number < 1000:
            return f"{number:.1f} {unit}"
    return f"{number / 1000:.1f} GB"


def age_words(moment: datetime | None) -> str:
    """How long ago an instant was, in words."""
    if moment is None:
        return "never"
    seconds = max(0, int((datetime.now(UTC) - moment).total_seconds()))
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            number = seconds // length
            return f"{number} {unit}{'s' if number != 1 else ''}"
    return f"{seconds} seconds"


def show_run(console: Console, run: Mapping[str, Any]) -> None:
    """One run of the ledger: verdict and reasons, counts, fill rates, surprises, captures."""
    console.print(Text.assemble((run["run_id"], "bold"), "  ", (run["verdict"], STYLES.get(run["verdict"], ""))))
    for words in run["reasons"]:
        console.print(Text(f"  {plain(words)}", style="red"))
    facts = [
        (name, run[name])
        for name in ("source", "arguments", "parser_version", "started_at", "ended_at", "finish_reason")
    ]
    console.print(make_table(("fact", "value"), facts))
    fill = [(kind, name, f"{share:.1%}") for kind, fields in run["fill"].items() for name, share in fields.items()]
    surprises = [(s["severity"], s["code"], s["occurrences"], s["message"]) for s in run["surprises"]]
    captures = [(c["status"], size_words(c["size"]), c["url"]) for c in run["captures"]]
    for columns, rows, right in (
        (("kind", "records"), list(run["counts"].items()), "records"),
        (("kind", "field", "stated"), fill, "stated"),
        (("figure", "value"), list(run["tallies"].items()), "value"),
        (("severity", "surprise", "times", "first message"), surprises, "times"),
        (("status", "bytes", "first captured by this run"), captures, "bytes"),
    ):
        if rows:
            console.print(make_table(columns, rows, right=(right,)))
