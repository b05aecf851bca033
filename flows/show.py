"""One program on a terminal: its values with source, date and verbatim words, prices, changes, leads."""

from typing import Any

from rich.console import Console
from rich.text import Text

from flows.history_words import change_in_words
from flows.report import make_table, plain
from flows.show_statements import print_statements

_INNER = {"evidence", "states", "institution_id"}


def print_thing(console: Console, found: dict[str, Any], *, everything: bool = False) -> None:
    """Print a program (or an institution) with the proof of every value; ``everything``: all figures of occupations."""
    program, institution = found["program"], found["institution"]
    if found["as_of"]:
        told = [f"as it was known at the end of {found['as_of']}", *found["notes"]]
        console.print(Text(plain("; ".join(told)), style="yellow"))
    for step in found["redirects"]:
        words = f"{step['thing_id']} was merged into {step['successor_id']}, since {step['retired_at'][:10]}"
        console.print(Text(plain(words), style="yellow"))
    head = program["name"] or f"CIP {program['cip']}, {program['credential']}" if program else institution["name"]
    console.print(Text(plain(head), style="bold"))
    if program:
        place = ", ".join(plain(institution[name]) for name in ("city", "state") if institution[name])
        console.print(Text(f"{plain(institution['name'])} · {place} · {program['program_id']}"))
    console.print(Text(plain((program or institution)["slug"]), style="dim"))
    if program and not _counted(program):
        console.print(Text(plain(_NOT_COUNTED.format(program["known_from"])), style="yellow"))
    _values(console, found)
    _prices(console, found["prices"])
    _costs(console, found["costs"])
    _accreditations(console, found["accreditations"])
    _program_accreditations(console, found["program_accreditations"])
    print_statements(console, found["statements"], everything=everything)
    if found["discrepancies"]:
        rows = [[d["field"], d["chosen_value"], d["value"], d["rule"]] for d in found["discrepancies"]]
        console.print(make_table(("disagreement", "published", "another source says", "why"), rows))
    if found["corrections"]:
        columns = ("corrected by hand", "value", "the source says", "state", "by, until", "evidence")
        rows = [
            [c["field"], c["value"], c["source_value"], c["state"].replace("_", " "),
             f"{c['who']}, {c['expires_on']}", c["evidence"]]
            for c in found["corrections"]
        ]  # fmt: skip
        console.print(make_table(columns, rows))
    if found["leads"]:
        rows = [[lead["source"], lead["record_key"], lead["how"]] for lead in found["leads"]]
        console.print(make_table(("lead", "its key", "how it was linked"), rows))
    if not found["changes"]:
        console.print(Text("  nothing of it has changed since it came", style="dim"))
        return
    told = [change_in_words({**change, "of": None}) for change in found["changes"]]
    shown = ("known", "field", "old", "new", "why")
    console.print(make_table(shown, [[change[name] for name in shown] for change in told], title="changes"))


def _values(console: Console, found: dict[str, Any]) -> None:
    proofs = {(value["thing_kind"], value["field"]): value for value in found["values"]}
    for kind in ("program", "institution"):
        thing = found[kind]
        if thing is None:
            continue
        rows = []
        for field, value in thing.items():
            proof = proofs.get((kind, field))
            if proof is None:
                if field in _INNER or value is not None or (kind, field) not in _unstated(kind, thing):
                    continue
                if kind == "program" and "completions" in field and not _counted(thing):
                    continue
                rows.append((field, _unstated(kind, thing)[kind, field], "", "", ""))
                continue
            if proof["words"] is None:
                rows.append((field, value, f"(until {proof['until'][:10]})", proof["source"], ""))
                continue
            where = f"{proof['source']} {proof['period']}".strip()
            rows.append((field, value, repr(proof["words"]), where, str(proof["captured_at"])[:10]))
        console.print(make_table((kind, "value", "verbatim words", "source", "captured"), rows))
    urls = sorted({value["url"] for value in found["values"] if value["url"]})
    for url in urls:
        console.print(Text(f"  proof: {plain(url)}", style="dim"))


_NOT_COUNTED = (
    "known from {}; IPEDS does not count it: completions are not known, CIP and award level follow from field and level"
)


def _counted(program: dict[str, Any]) -> bool:
    """Whether IPEDS counts a program; one of an older snapshot is always one that it does."""
    return bool(program.get("known_from", "ipeds") == "ipeds")


def _unstated(kind: str, thing: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {(kind, field): state for field, state in thing["states"].items()}


def _accreditations(console: Console, told: list[dict[str, Any]]) -> None:
    rows = [
        (
            one["agency"] or one["agency_name"],
            one["status"] if one["is_current"] else f"{one['status']}, ended" if one["ended_on"] else one["status"],
            one["starts_on"],
            one["ended_on"],
            f"{one['grain'].replace('_', ' ')}, {one['source']}",
        )
        for one in told
    ]
    if rows:
        columns = ("accreditor of the institution", "status", "since", "until", "of what, by whom")
        console.print(make_table(columns, rows))


def _program_accreditations(console: Console, told: list[dict[str, Any]]) -> None:
    rows = [
        (
            one["agency"],
            one["status"],
            {True: "yes", False: "no", None: "not told"}[one["counts_as_accredited"]],
            " ".join(filter(None, (one["level"], one["field"]))),
            one["until_year"] or one["review_year"],
            one["source"],
        )
        for one in told
    ]
    if rows:
        columns = ("accreditor of the program", "status", "accredited?", "of what", "until or review", "by whom")
        console.print(make_table(columns, rows))


def _prices(console: Console, prices: list[dict[str, Any]]) -> None:
    rows = [
        (
            f"{price['kind']} {price['basis']}",
            f"${price['amount_min_cents'] / 100:,.2f}",
            price["residency"],
            price["student_level"],
            price["academic_year"],
            f"{price['grain']}, {price['source']}",
        )
        for price in prices
    ]
    if rows:
        columns = ("price", "amount", "residency", "level", "year", "of what, by whom")
        console.print(make_table(columns, rows, right=("amount",)))


def _costs(console: Console, costs: list[dict[str, Any]]) -> None:
    rows = [
        (
            cost["residency"],
            cost["academic_year"],
            _amount(cost),
            {True: "tuition and fees", False: "tuition only", None: ""}[cost["includes_fees"]],
            " ".join(filter(None, (cost["total_basis"], cost["parts"].get("default")))),
            cost["grain"],
        )
        for cost in costs
    ]
    if rows:
        columns = ("whole program, for", "year", "cost, or why none", "of", "computed from", "grain")
        console.print(make_table(columns, rows, right=("cost, or why none",)))


def _amount(cost: dict[str, Any]) -> str:
    if cost["amount_cents"] is None:
        return str(cost["reason"])
    ends = dict.fromkeys((cost["amount_cents"], cost["amount_max_cents"]))
    return " to ".join(f"${cents / 100:,.2f}" for cents in ends)
