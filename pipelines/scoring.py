"""How far an answer agrees with its label, as counts a measure: right, and of how many. Every share is made of these.

Strict means that the whole answer is the label: charges in their order, places and agencies in any order. Charges are
matched as a multiset; fields are compared over pairs of items (pipelines.scoring_pairs). Knows no file and no
normalizer.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from pipelines.scoring_pairs import Pair, paired
from pipelines.scoring_values import FIELDS, Item, comparable_items

Counts = dict[str, tuple[int, int]]
"""By measure: how many are right, and of how many."""

CHARGE_KEYS = {
    "charges": ("amount_min", "amount_max", "basis", "residency", "kind"),
    "amounts": ("amount_min", "amount_max"),
    "amounts_basis": ("amount_min", "amount_max", "basis"),
    "whole_charges": FIELDS["tuition"],
}
"""What of a charge must agree for it to be found, by measure."""


def measures(kind: str) -> tuple[str, ...]:
    """The measures of a kind in the order they are told."""
    told = ["strict"]
    if kind == "tuition":
        told += [f"{name}_{share}" for name in CHARGE_KEYS for share in ("f1", "precision", "recall")]
    if kind in ("tuition", "location"):
        told += ["strict_where_stated", "silence"]
    if kind == "location":
        told.append("number_of_places")
    if kind == "accreditation":
        told.append("false_accredited")
    fields = FIELDS[kind][2:] if kind == "tuition" else FIELDS[kind]
    return (*told, *(f"field_{name}" for name in fields), *(f"stated_{name}" for name in fields))


def counts_of_case(kind: str, expected: Any, answered: Any) -> Counts:
    """The counts of one case; ``expected`` and ``answered`` are in the public form of the normalizers."""
    wanted, given = comparable_items(kind, expected), comparable_items(kind, answered)
    strict = _is_strict(kind, wanted, given)
    counts: Counts = {"strict": (strict, 1)}
    if kind in ("tuition", "location"):
        counts["strict_where_stated" if wanted else "silence"] = (strict, 1)
    if kind == "location":
        counts["number_of_places"] = (len(wanted) == len(given), 1)
    if kind == "tuition":
        counts |= _charges(wanted, given)
    return counts | _fields(kind, paired(kind, wanted, given))


def total(counted: Iterable[Counts]) -> Counts:
    """The counts of several cases together."""
    right, of = Counter[str](), Counter[str]()
    for counts in counted:
        for measure, (hits, cases) in counts.items():
            right[measure] += hits
            of[measure] += cases
    return {measure: (right[measure], of[measure]) for measure in of}


def _is_strict(kind: str, wanted: Sequence[Item], given: Sequence[Item]) -> bool:
    if kind == "tuition":
        return list(wanted) == list(given)
    return Counter(map(_frozen, wanted)) == Counter(map(_frozen, given))


def _frozen(item: Item) -> tuple[Any, ...]:
    return tuple(item.values())


def _charges(wanted: Sequence[Item], given: Sequence[Item]) -> Counts:
    """Charges found, as a multiset: precision, recall and F1, which is twice the found over both numbers."""
    counts: Counts = {}
    for name, keys in CHARGE_KEYS.items():
        labeled, answered = (Counter(tuple(item[key] for key in keys) for item in items) for items in (wanted, given))
        found = (labeled & answered).total()
        counts[f"{name}_precision"] = (found, len(given))
        counts[f"{name}_recall"] = (found, len(wanted))
        counts[f"{name}_f1"] = (2 * found, len(wanted) + len(given))
    return counts


def _fields(kind: str, pairs: Sequence[Pair]) -> Counts:
    """Fields over pairs. A charge that was not met has no pair; any other item not met is wrong in every field."""
    right, of = Counter[str](), Counter[str]()
    names = FIELDS[kind][2:] if kind == "tuition" else FIELDS[kind]
    for label, answer in pairs:
        if kind == "tuition" and (label is None or answer is None):
            continue
        for name in names:
            agrees = label is not None and answer is not None and label[name] == answer[name]
            stated = label is not None and label[name] is not None
            for measure in (f"field_{name}", f"stated_{name}")[: 1 + stated]:
                right[measure] += agrees
                of[measure] += 1
        if kind == "accreditation" and (label is None or label["status"] != "accredited"):
            right["false_accredited"] += answer is not None and answer["status"] == "accredited"
            of["false_accredited"] += 1
    return {measure: (right[measure], of[measure]) for measure in of}
