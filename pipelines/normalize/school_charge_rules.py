"""What only a whole section knows of its charges: a year told once, for whom a price is, what a total sums up. Pure."""

import re
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

from pipelines.normalize.school_charge_words import (
    LEAST_OF_AWARD,
    RESIDENCY,
    SENTENCE,
    TOTAL,
    WHOLE,
    is_printed,
    of_all_credits,
    of_anybody,
    of_books_within,
    of_each_term,
    of_enrollment,
    of_fee_behind,
    of_load,
    of_own_line,
    of_uniform,
    of_whole,
    of_year,
)

_ONLY_RESIDENCY = re.compile(
    r"(?:(?:tuition|rates?|costs?|fees?)(?: (?:and|&) fees)?(?: for)? ?[-–—:]? ?)?"
    r"(?:(?:[A-Z][a-z]+ )?(?:non-?|out-of-state |in-state |in-district |out-of-district |state )?residents?"
    r"|(?:in|out)-(?:of-)?(?:state|district)|in-county|out-of-county|international|online)"
    r"(?: students?| residents?| tuition| rates?| costs?| fees)*:?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(20\d\d)\s?[-–/]\s?((?:20)?\d\d)\b")
_ABOUT_RATES = re.compile(r"tuition|rates?|fees?|costs?|effective|academic year|prices?|estimate", re.IGNORECASE)
_DOLLARS = re.compile(r"\$ ?(\d[\d,]*(?:\.\d\d)?)")
_SINCE_FALL = re.compile(
    r"\b(?:rates?|tuition|prices?|fees|costs?)\b[^.$\n]{0,30}\beffective (?:with |for |beginning )?fall (20\d\d)\b",
    re.IGNORECASE,
)
_LEAST_HOURS = 100
_TOTAL_LINE = re.compile(r"(?:estimated |program |grand )?totals?\b(?! (?:credits|hours))", re.IGNORECASE)
_MOST_TERMS = 12
_ROUNDED = Decimal("0.05")
"""How far a price by the hour may be rounded, in hours of the whole."""


def settled(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The charges of a section with what the section as a whole says of each."""
    charges = [of_all_credits(of_whole(of_uniform(charge, text), text), text) for charge in charges]
    charges = [of_own_line(charge, text) for charge in _under_residency(charges, text)]
    charges = [of_year(of_enrollment(of_anybody(charge, text), text), text) for charge in charges]
    charges = [of_books_within(of_fee_behind(of_each_term(charge, text), text), text) for charge in charges]
    charges = _beside_each_other([of_load(charge, text) for charge in charges], text)
    charges = _totals(_whole_programs(_with_year(charges, text), text), text)
    return _with_basis_of_total(_multiplied(charges))


def _beside_each_other(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """What others pay, told straight after what residents pay by the credit, is by the credit as well."""
    made: list[dict[str, Any]] = []
    for charge in charges:
        before = made[-1] if made else None
        is_bare = charge["basis"] == "unknown" and charge["kind"] in WHOLE and charge["residency"] != "any"
        if is_bare and before is not None and " | " not in text and _is_counterpart(charge, before):
            made.append({**charge, "basis": before["basis"], "term": before["term"]})
        else:
            made.append(charge)
    return made


def _is_counterpart(charge: dict[str, Any], before: dict[str, Any]) -> bool:
    if before["basis"] not in ("per_credit", "per_term", "per_year", "per_course") or before["kind"] not in WHOLE:
        return False
    if before["residency"] in ("any", charge["residency"]):
        return False
    return Decimal(before["amount_min"]) / 5 < Decimal(charge["amount_min"]) < Decimal(before["amount_min"]) * 6


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
        if charge["kind"] == "tuition" and charge["basis"] in ("unknown", "per_program")
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


def _under_residency(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Fees in lines below a heading that is only a residency are for those residents, as the prices beside them."""
    told = {charge["residency"] for charge in charges}
    if len(told) != 2 or "any" not in told or " | " in text:
        return charges
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if "$" in line), 0)
    residency = next(iter(told - {"any"}))
    if not first or not any(_ONLY_RESIDENCY.fullmatch(line) for line in lines[:first]):
        return charges
    if any(RESIDENCY.search(line) for line in lines[first:]):
        return charges
    return [{**charge, "residency": residency} for charge in charges]


def _with_year(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """A year that the section tells once, in a line about prices, holds for all of it."""
    years = {f"{first}-{last[-2:]}" for first, last in _YEAR.findall(text)}
    if not years and (fall := _SINCE_FALL.search(text)) is not None:
        year = f"{fall[1]}-{int(fall[1][-2:]) + 1:02}"
        return [{**charge, "academic_year": charge["academic_year"] or year} for charge in charges]
    if len(years) != 1 or all(charge["academic_year"] for charge in charges):
        return charges
    lines = [line for line in text.split("\n") if _YEAR.search(line)]
    if not any(_ABOUT_RATES.search(line) or len(line) < 40 for line in lines):
        return charges
    year = years.pop()
    summer = " ".join(told for told in SENTENCE.split(text) if "summer" in told.lower())
    return [
        charge
        if is_printed(charge["amount_min"], summer)
        else {**charge, "academic_year": charge["academic_year"] or year}
        for charge in charges
    ]


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
