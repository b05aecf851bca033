"""The figures of accuracy as a page for people, ``docs/accuracy.md``. From figures to Markdown; measures nothing."""

from collections.abc import Sequence

from pipelines.accuracy_figures import FIRST_MET, Figure, batch_figures, first_figures
from pipelines.accuracy_floors import Floor
from pipelines.scoring_intervals import RESAMPLES

WEAKEST = 3
MEANINGS = {
    "strict": "the whole answer is the label, every field of it",
    "charges_f1": "charges found with amounts, basis, residency and kind (F1)",
    "charges_precision": "of the charges answered, those that are there",
    "charges_recall": "of the charges that are there, those answered",
    "amounts_f1": "amounts alone (F1)",
    "amounts_basis_f1": "amounts with their basis (F1)",
    "whole_charges_f1": "charges with every field right (F1)",
    "strict_where_stated": "strict, on texts that state a value",
    "silence": "texts without a value that are answered with none",
    "number_of_places": "as many places as the text names",
    "false_accredited": "items not labeled accredited that are answered accredited (less is better)",
}
"""What the measures of the page say; those that stand here for the CSV only are not on the page."""

_HEAD = """# Accuracy: how often the words are read right

This page is made by `himdir accuracy --write`, and a test holds that it says what would be measured now. The same
figures stand in `pipelines/reference/accuracy.csv`, and every snapshot carries them in its view `v1_accuracy`.

## What was measured

The project ships labeled texts, at least 150 a kind, in `pipelines/accuracy/`. Each is read by the same function that
reads the pages of a crawl, and the answer is compared with the label: numbers by value, words of a place without case
and punctuation, all else to the letter. *Strict* is the share of texts whose whole answer is the label: every charge
in its order, every field of it. *Right* is the share of items, each answered item paired with the labeled item it is
most like, whose field agrees, silence included; *where stated* leaves out the items whose label is silent in that
field. An item that was missed or invented is wrong in every field; a charge is its amount, so that one with another
amount has no pair and counts in the measures of charges alone.

The interval holds 95 % of {resamples} draws of whole pages, because texts of one page resemble each other. An
interval that ends at 1.000 says that no draw met an error, not that there is none: of *n* things without an error, up
to 3/*n* may be wrong.

## What the cases are and are not

They are typed by hand by this project after the shapes of real pages, with invented schools and amounts, and with
more traps than pages have: prices that are none, addresses interleaved, policies that sound like a status. They are
**not a sample of pages**: no page was drawn by chance, and the share of hard texts is a choice. A label says what its
text alone says; what a whole page says is another question, and not measured here.

**The rules have since been mended on these very texts.** The figures of today therefore guard against a fall and show
what is still wrong; they do not say how well an unseen page is read. The better guess for that is *first met*: the
texts that a set began with, read by the rules as they stood when the texts were added, before anybody could mend a rule
on them. Those figures are kept in `pipelines/reference/accuracy_first.csv` and never measured again, and a snapshot
carries them as measures that end in `_first_met`. Where fresh texts were added later in batches, each batch was read
before a rule was mended on it; what that first reading gave stands in `pipelines/reference/accuracy_batches.csv` and
below, and a case names its batch in `met`. The newest batches are the best guess for unseen pages that there is. They
are hard on purpose, except for the last two of each kind (batches 17 and 18 of tuition, 13 and 14 of location, 11 and
12 of credential, 24 and 25 of accreditation): they were typed in the manner of the first labeled cases, by somebody
who had not seen the rules.

## Floors

A directory is not published while one of these figures is on the wrong side of its floor; the last snapshot stays in
force. A target is what the project has set itself; where it is not reached yet, the floor stands a little below what
is. The floors stand in `pipelines/reference/accuracy_floors.csv`. Where rules, tables or cases have moved since the
figures were written, publication measures them anew before it decides.
"""


def accuracy_page(figures: Sequence[Figure], floors: Sequence[Floor]) -> str:
    """The whole page; the same figures give the same text."""
    parts = [_HEAD.format(resamples=f"{RESAMPLES:,}"), _floors(figures, floors)]
    for kind in dict.fromkeys(figure.kind for figure in figures):
        parts.append(_kind([figure for figure in figures if figure.kind == kind]))
    return "\n".join(parts)


def _floors(figures: Sequence[Figure], floors: Sequence[Floor]) -> str:
    found = {(figure.kind, figure.measure): figure for figure in (*figures, *first_figures())}
    lines = ["| kind | measure | first met | now | floor | target | reached |", "|---|---|---|---:|---:|---:|---|"]
    for floor in floors:
        figure, first = (found.get((floor.kind, floor.measure + end)) for end in ("", FIRST_MET))
        met = f"{first.value:.3f} ({_interval(first)})" if first else ""
        value = f"{figure.value:.3f}" if figure else "not measured"
        reached = "yes" if figure and floor.is_on_target(figure.value) else "**no**"
        limits = f"{floor.bound.replace('_', ' ')} {floor.words} | {floor.target}"
        lines.append(f"| {floor.kind} | `{floor.measure}` | {met} | {value} | {limits} | {reached} |")
    return "\n".join([*lines, ""])


def _kind(figures: Sequence[Figure]) -> str:
    first = figures[0]
    lines = [
        f"## {first.kind.capitalize()}", "",
        f"{first.cases} texts of {first.pages} pages; rules of version {first.rule_version}.", "",
        "| measure | says | figure | 95 % interval | of |", "|---|---|---:|---|---:|",
    ]  # fmt: skip
    lines += [_headline(figure) for figure in figures if figure.measure in MEANINGS]
    lines += _batches(first.kind)
    lines += ["", "| field | right | 95 % interval | of | where stated | of |", "|---|---:|---|---:|---:|---:|"]
    stated = {figure.measure: figure for figure in figures}
    fields = [figure for figure in figures if figure.measure.startswith("field_")]
    lines += [_field(figure, stated.get(f"stated_{_name(figure)}")) for figure in fields]
    return "\n".join([*lines, "", _weakest(fields), ""])


def _batches(kind: str) -> list[str]:
    """A table of what each fresh batch gave at its first reading; no line where a kind has none."""
    batches: dict[str, list[Figure]] = {}
    rules: dict[str, str] = {}
    for batch, rule, figure in batch_figures(kind):
        batches.setdefault(batch, []).append(figure)
        rules[batch] = rule
    if not batches:
        return []
    names = [figure.measure for figure in next(iter(batches.values()))]
    head = " | ".join(f"`{name}`" for name in names)
    lines = [
        "",
        f"| fresh batch, first reading | texts | {head} | rules of version |",
        "|---|---:|" + "---|" * (len(names) + 1),
    ]
    for batch, figures in batches.items():
        found = {figure.measure: f"{figure.value:.3f} ({_interval(figure)})" for figure in figures}
        told = " | ".join(found.get(name, "") for name in names)
        lines.append(f"| {batch} | {figures[0].cases} | {told} | {rules[batch]} |")
    return lines


def _headline(figure: Figure) -> str:
    says = MEANINGS[figure.measure]
    return f"| `{figure.measure}` | {says} | {figure.value:.3f} | {_interval(figure)} | {figure.counted} |"


def _field(figure: Figure, stated: Figure | None) -> str:
    told = f"{stated.value:.3f} | {stated.counted}" if stated else " | 0"
    return f"| {_name(figure)} | {figure.value:.3f} | {_interval(figure)} | {figure.counted} | {told} |"


def _weakest(fields: Sequence[Figure]) -> str:
    wrong = sorted((figure for figure in fields if figure.value < 1), key=lambda figure: figure.value)
    if not wrong:
        return "No field is wrong anywhere in these texts."
    told = ", ".join(f"{_name(figure)} ({figure.value:.3f})" for figure in wrong[:WEAKEST])
    return f"Weakest fields: {told}."


def _name(figure: Figure) -> str:
    return figure.measure.removeprefix("field_")


def _interval(figure: Figure) -> str:
    return f"{figure.low:.3f} to {figure.high:.3f}"
