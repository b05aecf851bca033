"""The forms of a receipt: on a terminal, as Markdown, and as a status page that needs nothing from the network.

Text from the web is shown as text only: escaped in HTML, without markup in Markdown, without control characters.
"""

from collections.abc import Sequence
from html import escape

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from flows.receipt import Receipt
from flows.receipt_words import LATE, NEEDED, NONE, NOTHING_NEEDED, WORDS, head_lines, needed, sections, tables
from flows.report import STYLES, make_table, plain
from flows.summary import markdown_words

STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem; color: #1b1b1b }
h1 { font-size: 1.3rem; margin-bottom: .4rem } h2 { font-size: 1.05rem; margin: 1.8rem 0 .4rem } p { margin: .1rem 0 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; vertical-align: top }
th { border-bottom: 2px solid #777; white-space: nowrap } td { border-bottom: 1px solid #ddd }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.well { color: #14622d } .trouble { color: #a01818; font-weight: 600 } .dim { color: #666 }
ul { margin: .2rem 0; padding-left: 1.2rem } li { overflow-wrap: anywhere } .scroll { overflow-x: auto }
"""


def print_receipt(console: Console, receipt: Receipt) -> None:
    """The receipt on a terminal of 100 columns."""
    for line in head_lines(receipt):
        console.print(Text(plain(line), style="bold" if line.startswith("Receipt") else ""))
    _print_section(console, *needed(receipt))
    for title, columns, rows in tables(receipt):
        console.print(Text(f"\n{title}", style="bold"))
        shown = [[Text(plain(cell), style=_style(cell)) for cell in row] for row in rows]
        console.print(make_table(columns, shown, right=[name for name in columns if name not in WORDS]))
    for title, lines in sections(receipt):
        _print_section(console, title, lines)


def _print_section(console: Console, title: str, lines: Sequence[str]) -> None:
    console.print(Text(f"\n{title}", style="bold red" if title == NEEDED else "bold"))
    for line in lines:
        console.print(Padding(Text(plain(line)), (0, 0, 0, 2)))


def markdown_receipt(receipt: Receipt) -> str:
    """The receipt as Markdown, for Prefect's artifact and for e-mail."""
    head = [markdown_words(line) for line in head_lines(receipt)]
    lines = [f"# {head[0]}", "", "  \n".join(head[1:])]
    for title, columns, rows in tables(receipt):
        lines += ["", f"## {title}", "", f"| {' | '.join(columns)} |"]
        lines.append(f"|{'|'.join('---' if name in WORDS else '---:' for name in columns)}|")
        lines += [f"| {' | '.join(map(markdown_words, row))} |" for row in rows]
    shown = [needed(receipt), *sections(receipt)]
    told = [["", f"## {title}", "", *(f"- {markdown_words(line)}" for line in found)] for title, found in shown]
    return "\n".join([*lines[:3], *told[0], *lines[3:], *(line for one in told[1:] for line in one)]) + "\n"


def html_receipt(receipt: Receipt) -> str:
    """The receipt as a page of its own: no script, no style, font or picture from elsewhere."""
    head = head_lines(receipt)
    parts = [f"<h1>{escape(plain(head[0]))}</h1>", *(f"<p class=dim>{escape(plain(line))}</p>" for line in head[1:])]
    parts.append(_html_section(*needed(receipt)))
    for title, columns, rows in tables(receipt):
        cells = "".join(f"<th{_number(name)}>{escape(name)}</th>" for name in columns)
        body = "".join(_html_row(columns, row) for row in rows)
        table = f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"
        parts.append(f"<h2>{escape(title)}</h2><div class=scroll>{table}</div>")
    parts += [_html_section(title, lines) for title, lines in sections(receipt)]
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>HIM Directory: status</title><style>{STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _style(cell: str) -> str:
    return "bold red" if cell.endswith(LATE) else STYLES.get(cell, "")


def _html_section(title: str, lines: Sequence[str]) -> str:
    kind = {NEEDED: " class=trouble", NOTHING_NEEDED: " class=well"}.get(title, "")
    items = "".join(f"<li>{escape(plain(line))}</li>" for line in lines)
    return f"<h2{kind}>{escape(title)}</h2>" + (f"<ul>{items}</ul>" if items else "")


def _html_row(columns: Sequence[str], row: Sequence[str]) -> str:
    cells = "".join(
        f"<td{_cell(name, cell)}>{escape(plain(cell))}</td>" for name, cell in zip(columns, row, strict=True)
    )
    return f"<tr>{cells}</tr>"


def _cell(name: str, cell: str) -> str:
    classes = [] if name in WORDS else ["n"]
    if name == "verdict":
        classes.append("well" if cell == "accepted" else "trouble" if cell in STYLES else "dim")
    elif cell in {NONE, "never"}:
        classes.append("dim")
    elif cell.endswith(LATE):
        classes.append("trouble")
    return f' class="{" ".join(classes)}"' if classes else ""


def _number(name: str) -> str:
    return "" if name in WORDS else " class=n"
