"""The forms of a receipt: on a terminal, as Markdown, and as a status page that needs nothing from the network.

Text from the web is shown as text only: escaped in HTML, without markup in Markdown, without control characters.
"""

from html import escape
from typing import Any

from rich.console import Console
from rich.text import Text

from flows.receipt import Receipt, SourceReceipt
from flows.report import STYLES, make_table, plain
from flows.summary import markdown_words

COLUMNS = ("source", "verdict", "records", "new", "changed", "missing", "asked", "304", "seconds", "age", "30 days")
RIGHT = COLUMNS[2:]
STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1b1b1b }
h1 { font-size: 1.3rem } h2 { font-size: 1.05rem; margin-top: 1.8rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; white-space: nowrap }
th { border-bottom: 2px solid #777 } td { border-bottom: 1px solid #ddd } td.n, th.n { text-align: right }
.well { color: #14622d } .trouble { color: #a01818; font-weight: 600 } .dim { color: #666 }
.wide { white-space: normal } .scroll { overflow-x: auto }
"""


def print_receipt(console: Console, receipt: Receipt) -> None:
    """The receipt on a terminal of 100 columns."""
    for line in head_lines(receipt):
        console.print(Text(plain(line), style="bold" if line.startswith("Receipt") else ""))
    rows = [
        [one.source, Text(plain(one.verdict)[:40], style=STYLES.get(one.verdict, "")), *_figures(one)]
        for one in receipt.sources
    ]
    console.print(make_table(COLUMNS, rows, right=RIGHT))
    for title, lines in sections(receipt):
        console.print(Text(f"\n{title}", style="bold red" if title == "Needs a person" else "bold"))
        for line in lines:
            console.print(Text(f"  {plain(line)}"))


def markdown_receipt(receipt: Receipt) -> str:
    """The receipt as Markdown, for Prefect's artifact and for e-mail."""
    lines = [f"# {markdown_words(head_lines(receipt)[0])}", ""]
    lines += [f"{markdown_words(line)}  " for line in head_lines(receipt)[1:]]
    lines += ["", f"| {' | '.join(COLUMNS)} |", f"|{'|'.join('---' for _ in COLUMNS)}|"]
    for one in receipt.sources:
        cells = [one.source, one.verdict, *map(str, _figures(one))]
        lines.append(f"| {' | '.join(map(markdown_words, cells))} |")
    for title, told in sections(receipt):
        lines += ["", f"## {title}", "", *(f"- {markdown_words(line)}" for line in told)]
    return "\n".join(lines) + "\n"


def html_receipt(receipt: Receipt) -> str:
    """The receipt as a page of its own: no script, no style, font or picture from elsewhere."""
    head = head_lines(receipt)
    parts = [f"<h1>{escape(plain(head[0]))}</h1>", *(f"<p class=dim>{escape(plain(line))}</p>" for line in head[1:])]
    cells = "".join(f"<th{_number(name)}>{escape(name)}</th>" for name in COLUMNS)
    rows = "".join(_html_row(one) for one in receipt.sources)
    parts.append(f"<div class=scroll><table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table></div>")
    for title, lines in sections(receipt):
        kind = ' class="trouble"' if title == "Needs a person" else ""
        items = "".join(f"<li class=wide>{escape(plain(line))}</li>" for line in lines)
        parts.append(f"<h2{kind}>{escape(title)}</h2><ul>{items}</ul>")
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>HIM Directory: status</title><style>{STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def head_lines(receipt: Receipt) -> list[str]:
    """The first lines of a receipt: which night, and what readers have."""
    if not receipt.refresh_id:
        return ["Receipt: nothing ran", f"made {receipt.made_at}"]
    state = "new" if receipt.fresh_snapshot else "as before"
    took = sum(receipt.seconds.values())
    return [
        f"Receipt of {receipt.refresh_id}: {'all well' if receipt.outcome == 'well' else receipt.outcome}",
        f"web {receipt.web}; started {receipt.started_at}, ended {receipt.ended_at or 'not'}; {took:.0f} s at work",
        f"snapshot {receipt.snapshot_id or 'none'} ({state}); {sum(receipt.changes.values()):,} changes published",
    ]


def sections(receipt: Receipt) -> list[tuple[str, list[str]]]:
    """What stands below the table: titles and lines; empty ones are left out."""
    losses = [f"{one.source}: {words}" for one in receipt.sources for words in one.fill_losses]
    surprises = [f"{one.source}: {words}" for one in receipt.sources for words in one.surprises]
    told = [
        ("Needs a person", list(receipt.needs_a_person)),
        ("Held by a rollback", [receipt.rollback] if receipt.rollback else []),
        ("Paused", list(receipt.paused)),
        ("Fields stated less often than usual", losses),
        ("Changes by cause", [f"{cause}: {number:,}" for cause, number in sorted(receipt.changes.items())]),
        ("Noticed", [*surprises, *(note for note in receipt.notes if note not in receipt.needs_a_person)]),
    ]
    return [(title, lines) for title, lines in told if lines]


def _figures(one: SourceReceipt) -> list[Any]:
    return [
        f"{one.records:,}", f"{one.new:,}", f"{one.changed:,}", f"{one.missing:,}", f"{one.requests:,}",
        f"{one.not_modified:,}", f"{one.seconds:.0f}", _age(one),
        "—" if one.attainment is None else f"{one.attainment:.0%}",
    ]  # fmt: skip


def _age(one: SourceReceipt) -> str:
    if one.age_hours is None:
        return "never"
    told = f"{one.age_hours:.0f} h" if one.age_hours < 72 else f"{one.age_hours / 24:.0f} d"
    return f"{told}/{one.target_days} d{'' if one.fresh else ' !'}"


def _html_row(one: SourceReceipt) -> str:
    kind = "well" if one.verdict == "accepted" else "trouble" if one.verdict in STYLES else "dim"
    cells = [f"<td>{escape(one.source)}</td>", f"<td class={kind}>{escape(plain(one.verdict))}</td>"]
    cells += [f"<td class=n>{escape(str(cell))}</td>" for cell in _figures(one)]
    return f"<tr>{''.join(cells)}</tr>"


def _number(name: str) -> str:
    return " class=n" if name in RIGHT else ""
