"""What a receipt tells, whatever its form: first lines, tables of cells, and sections of sentences. Escapes nothing."""

from flows.receipt import Receipt, SourceReceipt
from flows.report import size_words

CAME = ("source", "verdict", "records", "new", "changed", "missing", "fill losses", "surprises")
READ = ("source", "requests", "fetched", "not modified", "bytes", "seconds", "age", "target", "on target")
WORDS = frozenset({"source", "verdict"})
"""The columns of words; the others hold figures."""
OUTCOMES = {"well": "all well", "trouble": "something was held back"}
NONE, LATE = "—", ", late"
NEEDED, NOTHING_NEEDED = "Needs a person", "Nothing needs a person."
Table = tuple[str, tuple[str, ...], list[tuple[str, ...]]]


def head_lines(receipt: Receipt) -> list[str]:
    """The first lines of a receipt: which night, and what readers have."""
    if not receipt.refresh_id:
        return ["Receipt: nothing ran", f"made {_time(receipt.made_at)}"]
    state = "new" if receipt.fresh_snapshot else "as before"
    took = sum(receipt.seconds.values())
    ended = f"ended {_time(receipt.ended_at)}" if receipt.ended_at else "not ended"
    return [
        f"Receipt of {receipt.refresh_id}: {OUTCOMES.get(receipt.outcome, receipt.outcome)}",
        f"web {receipt.web}; started {_time(receipt.started_at)}, {ended}; {took:.0f} seconds at work",
        f"snapshot {receipt.snapshot_id or 'none'} ({state}); {_changed(receipt)}",
    ]


def _changed(receipt: Receipt) -> str:
    """How many changes of the directory readers see, or do not see yet."""
    number = sum(receipt.changes.values())
    return f"{number:,} {'change' if number == 1 else 'changes'} {'not ' if receipt.refused else ''}published"


def read_first(receipt: Receipt) -> list[SourceReceipt]:
    """The sources that ran, and after them the others."""
    return sorted(receipt.sources, key=lambda one: not one.run_id)


def needed(receipt: Receipt) -> tuple[str, list[str]]:
    """Title and lines of what only a person can settle; the title says so when it is nothing."""
    return (NEEDED, list(receipt.needs_a_person)) if receipt.needs_a_person else (NOTHING_NEEDED, [])


def tables(receipt: Receipt) -> list[Table]:
    """Title, columns and rows: what each source brought, and how it was read."""
    return [
        ("What came", CAME, [_came(one) for one in read_first(receipt)]),
        (
            "How it was read, how old it is, and on what share of the last 30 days it was on target",
            READ,
            [_read(one) for one in read_first(receipt)],
        ),
    ]


def sections(receipt: Receipt) -> list[tuple[str, list[str]]]:
    """What stands below the tables: titles and lines; empty ones are left out."""
    losses = [f"{one.source}: {words}" for one in receipt.sources for words in one.fill_losses]
    surprises = [f"{one.source}: {words}" for one in receipt.sources for words in one.surprises]
    told = [
        ("Held by a rollback", [receipt.rollback] if receipt.rollback else []),
        ("Paused", list(receipt.paused)),
        ("Fields stated less often than usual", losses),
        ("Changes by cause", [f"{cause}: {number:,}" for cause, number in sorted(receipt.changes.items())]),
        ("Noticed", [*surprises, *(note for note in receipt.notes if note not in receipt.needs_a_person)]),
    ]
    return [(title, lines) for title, lines in told if lines]


def _time(told: str) -> str:
    """An instant of a receipt, which is in UTC, for people."""
    return f"{told[:10]} {told[11:19]} UTC"


def _came(one: SourceReceipt) -> tuple[str, ...]:
    figures = (one.records, one.new, one.changed, one.missing, len(one.fill_losses), len(one.surprises))
    told = [f"{number:,}" for number in figures]
    if not one.run_id:
        told = [NONE, NONE, NONE, told[3], NONE, NONE]
    return (one.source, one.verdict, *told)


def _read(one: SourceReceipt) -> tuple[str, ...]:
    figures = [f"{one.requests:,}", f"{one.fetched:,}", f"{one.not_modified:,}", size_words(one.bytes)]
    told = [*figures, f"{one.seconds:.{0 if one.seconds >= 10 else 1}f}"] if one.run_id else [NONE] * 5
    attained = NONE if one.attainment is None else f"{one.attainment:.0%}"
    return (one.source, *told, _age(one), f"{one.target_days:,} d", attained)


def _age(one: SourceReceipt) -> str:
    if one.age_hours is None:
        return "never"
    told = f"{one.age_hours:.0f} h" if one.age_hours < 72 else f"{one.age_hours / 24:.0f} d"
    return told if one.fresh else f"{told}{LATE}"
