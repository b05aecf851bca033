"""What the total of a section sums up: a rate so many times, the price of a program, the footing of its parts. Pure."""

import re
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

from pipelines.normalize.school_charge_printed import is_printed
from pipelines.normalize.school_charge_words import LEAST_OF_AWARD, TOTAL, WHOLE

_DOLLARS = re.compile(r"\$ ?(\d[\d,]*(?:\.\d\d)?)")
_LEAST_HOURS = 100
_TOTAL_LINE = re.compile(r"(?:estimated |program |grand )?totals?\b(?! (?:credits|hours))", re.IGNORECASE)
_MOST_TERMS = 12
_ROUNDED = Decimal("0.05")
"""How far a price by the hour may be rounded, in hours of the whole."""


def with_totals(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The charges of a section on the footing that its totals give them."""
    charges = _totals(_whole_programs(charges, text), text)
    return _with_basis_of_total(_multiplied(charges))


def _multiplied(charges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """An amount that is the price of a credit or a term, so many times as a program has, is that of the program."""
    return [{**charge, "basis": "per_program"} if _is_product(charge, charges) else charge for charge in charges]


def _is_product(charge: dict[str, Any], charges: list[dict[str, Any]]) -> bool:
    if charge["basis"] != "unknown":
        return False
    amount = Decimal(charge["amount_min"])
    for other in charges:
        rate = Decimal(other["amount_min"])
        if other["kind"] != charge["kind"] or not rate:
            continue
        times = amount / rate
        if other["basis"] == "per_clock_hour" and abs(times - round(times)) < _ROUNDED and times >= _LEAST_HOURS:
            return True
        if amount % rate:
            continue
        if (
            other["basis"] == "per_credit"
            and charge["credits"]
            and times == Decimal(str(charge["credits"])) >= LEAST_OF_AWARD
        ):
            return True
        if other["basis"] == "per_term" and 2 <= times <= _MOST_TERMS:
            return True
    return False


def _whole_programs(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """An amount without a unit that its own line calls a total, on the page of a program, is that of the program."""
    if not any(charge["basis"] == "unknown" and charge["kind"] in WHOLE for charge in charges):
        return charges
    lines = text.split("\n")
    told = [f"{before} {line}" for before, line in pairwise(["", *lines]) if TOTAL.search(f"{before} {line}")]
    totals = " ".join(line for line in told if "attendance" not in line.lower())
    return [
        {**charge, "basis": "per_program"}
        if charge["basis"] == "unknown" and charge["kind"] in WHOLE and is_printed(charge["amount_min"], totals)
        else charge
        for charge in charges
    ]


def _totals(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """What a line calls a total beside books or fees is more than tuition; what it sums up is for the program too."""
    lines = [line for line in text.split("\n") if _TOTAL_LINE.match(line) and line.count("$") == 1]
    kinds = {charge["kind"] for charge in charges}
    if len(lines) != 1 or " | " in text or not kinds & {"books", "fee"}:
        return charges
    amount = Decimal(found[1].replace(",", "")) if (found := _DOLLARS.search(lines[0])) else None
    made = [
        {**charge, "kind": "total_cost" if "books" in kinds else "tuition_and_fees", "basis": "per_program"}
        if charge["kind"] in ("tuition", "books") and charge["basis"] in ("unknown", "per_program")
        and Decimal(charge["amount_min"]) == amount
        else charge
        for charge in charges
    ]  # fmt: skip
    total = next((one for one in made if Decimal(one["amount_min"]) == amount), None)
    if total is None or total["basis"] != "per_program":
        return made
    parts = [one for one in made if one is not total and one["basis"] == "unknown"]
    summed = sum(Decimal(one["amount_min"]) for one in parts)
    if not Decimal(total["amount_min"]) * 2 / 3 < summed <= Decimal(total["amount_min"]):
        return made
    return [{**one, "basis": "per_program"} if one in parts else one for one in made]


def _with_basis_of_total(charges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a total sums up is on its footing: the parts of the cost of a program are costs of the program."""
    for total in charges:
        if total["kind"] not in ("total_cost", "tuition_and_fees") or total["basis"] not in ("per_program", "per_year"):
            continue
        parts = [
            charge
            for charge in charges
            if charge is not total and charge["basis"] in ("unknown", "one_time", total["basis"])
        ]
        summed = _summing_to(Decimal(total["amount_min"]), parts)
        if summed:
            kept = {id(charge) for charge in summed if charge["basis"] == "unknown"}
            return [{**charge, "basis": total["basis"]} if id(charge) in kept else charge for charge in charges]
    return charges


def _summing_to(total: Decimal, parts: list[dict[str, Any]]) -> tuple[dict[str, Any], ...] | None:
    if len(parts) > 10:
        return tuple(parts) if sum(Decimal(part["amount_min"]) for part in parts) == total else None
    for size in range(len(parts), 1, -1):
        for chosen in combinations(parts, size):
            if sum(Decimal(part["amount_min"]) for part in chosen) == total:
                return chosen
    return None
