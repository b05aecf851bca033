"""What only a whole section knows of its charges: a year told once, for whom a price is, what a total sums up. Pure."""

import re
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

_SENTENCE = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])|;\s+|\n")
_WHOLE_SENTENCE = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])|\n")
_RESIDENCY = re.compile(
    r"resident|in-?state|out-?of|district|county|online|international|foreign|F-1|citizen|local|abroad|distance"
    r"|military|"
    r"nonres|state|everyone|all students|[A-Z][a-z]+(?:ns|ans) ",
    re.IGNORECASE,
)
_ENROLLMENT = re.compile(r"enrollment fees?", re.IGNORECASE)
_BY_THE_UNIT = re.compile(r"\$ ?\d+(?:\.\d\d)? ?(?:per|a|/|each) ?unit\b", re.IGNORECASE)
_WORN = re.compile(r"\buniforms?\b|\bscrubs\b", re.IGNORECASE)
_TOTAL = re.compile(
    r"\b(?:estimated |program |grand |full |entire )?total\b|whole program|entire program"
    r"|full program",
    re.IGNORECASE,
)
_FOR_THE_WHOLE = re.compile(
    r"\b(?:whole|entire|full|complete) (?:program|certificate|degree|diploma|course of study)\b"
    r"|\b(?:over|for|in) (?:the|all|both) (?:(?:two|three|four|2|3|4) )?(?:years|semesters|quarters"
    r"|terms) of the program\b"
    r"|\bover the (?:two|three|four|2|3|4) years\b|\bfor the (?:program|certificate|degree|diploma)\b"
    r"|\bprogram (?:total|length)\b",
    re.IGNORECASE,
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
_WHOLE = frozenset(("tuition", "tuition_and_fees", "total_cost"))
_FOR_THE_YEAR = re.compile(r"\bfor the (?:20\d\d\s?[-–/]\s?(?:20)?\d\d )?(?:academic|school) year\b", re.IGNORECASE)
_LEAST_TOTAL = 1000
_FOR_CREDITS = re.compile(
    r"\b(?:for|at|based on|of) (\d{2,3}) (?:credits?|credit hours|units"
    r"|hours)\b",
    re.IGNORECASE,
)
_LEAST_HOURS = 100
_LEAST_CREDITS = 12
_MOST_TERMS = 12


def settled(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The charges of a section with what the section as a whole says of each."""
    charges = [_of_all_credits(_of_whole(_of_uniform(charge, text), text), text) for charge in charges]
    charges = [_of_own_line(charge, text) for charge in _under_residency(charges, text)]
    charges = [_of_year(_of_enrollment(_of_anybody(charge, text), text), text) for charge in charges]
    return _with_basis_of_total(_multiplied(_whole_programs(_with_year(charges, text), text)))


def _multiplied(charges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """An amount that is the price of a credit or a term, so many times as a program has, is that of the program."""
    return [{**charge, "basis": "per_program"} if _is_product(charge, charges) else charge for charge in charges]


def _is_product(charge: dict[str, Any], charges: list[dict[str, Any]]) -> bool:
    if charge["basis"] != "unknown":
        return False
    amount = Decimal(charge["amount_min"])
    for other in charges:
        rate = Decimal(other["amount_min"])
        if other["kind"] != charge["kind"] or not rate or amount % rate:
            continue
        times = amount / rate
        if (
            other["basis"] == "per_credit"
            and charge["credits"]
            and times == Decimal(str(charge["credits"])) >= _LEAST_CREDITS
        ):
            return True
        if other["basis"] == "per_clock_hour" and times >= _LEAST_HOURS:
            return True
        if other["basis"] == "per_term" and 2 <= times <= _MOST_TERMS:
            return True
    return False


def _of_year(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """An amount without a unit "for the 2025-26 academic year" is that of the year."""
    if charge["basis"] != "unknown" or charge["kind"] not in _WHOLE or not _FOR_THE_YEAR.search(text):
        return charge
    told = _WHOLE_SENTENCE.split(text)
    own = [one for one in told if is_printed(charge["amount_min"], one) and _FOR_THE_YEAR.search(one)]
    return {**charge, "basis": "per_year"} if own else charge


def _whole_programs(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """An amount without a unit that its own line calls a total, on the page of a program, is that of the program."""
    if not any(charge["basis"] == "unknown" and charge["kind"] in _WHOLE for charge in charges):
        return charges
    lines = text.split("\n")
    told = [f"{before} {line}" for before, line in pairwise(["", *lines]) if _TOTAL.search(f"{before} {line}")]
    totals = " ".join(line for line in told if "attendance" not in line.lower())
    return [
        {**charge, "basis": "per_program"}
        if charge["basis"] == "unknown" and charge["kind"] in _WHOLE and is_printed(charge["amount_min"], totals)
        else charge
        for charge in charges
    ]


def _of_anybody(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """A residency holds for an amount only where its own sentence, or words without an amount, name one."""
    if charge["residency"] == "any":
        return charge
    sentences = _SENTENCE.split(text)
    own = [sentence for sentence in sentences if is_printed(charge["amount_min"], sentence)]
    around = [sentence for sentence in sentences if "$" not in sentence]
    if " | " in text or not own or any(_RESIDENCY.search(told) for told in (*own, *around)):
        return charge
    return {**charge, "residency": "any"}


def _of_whole(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """What the line of an amount says is for the whole program is not of an unknown footing."""
    if charge["basis"] != "unknown" or not _FOR_THE_WHOLE.search(text):
        return charge
    own = [told for told in _SENTENCE.split(text) if is_printed(charge["amount_min"], told)]
    return {**charge, "basis": "per_program"} if own and all(map(_FOR_THE_WHOLE.search, own)) else charge


def _of_all_credits(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """A total "for 70 credits" is the price of the program, whatever the heading above it counts by."""
    if charge["basis"] not in ("unknown", "per_credit") or Decimal(charge["amount_min"]) < _LEAST_TOTAL:
        return charge
    own = [told for told in _SENTENCE.split(text) if is_printed(charge["amount_min"], told)]
    if len(own) != 1 or not _TOTAL.search(own[0]) or own[0].count("$") != 1:
        return charge
    told = _FOR_CREDITS.search(own[0])
    if told is None or int(told[1]) < _LEAST_CREDITS:
        return charge
    return {**charge, "basis": "per_program", "credits": int(told[1])}


def _of_own_line(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """A fee is not for the credits that only a heading counts, and what a line says is paid once is paid once."""
    if charge["kind"] in _WHOLE or " | " in text.split("\n")[-1]:
        return charge
    own = [told for told in _SENTENCE.split(text) if is_printed(charge["amount_min"], told)]
    if len(own) != 1:
        return charge
    if re.search(r"\$ ?[\d,.]+\d \(?(?:once|one[ -]time)\b", own[0]) and own[0].count("$") == 1:
        return {**charge, "basis": "one_time", "term": None, "credits": None}
    if charge["credits"] and not re.search(rf"\b{charge['credits']:g}\b", own[0]):
        return {**charge, "credits": None}
    return charge


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
    if any(_RESIDENCY.search(line) for line in lines[first:]):
        return charges
    return [{**charge, "residency": residency} for charge in charges]


def _of_uniform(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """What students must wear is neither a book nor a supply of the classroom."""
    if charge["kind"] != "books" or not _WORN.search(text):
        return charge
    own = [told for told in _SENTENCE.split(text) if is_printed(charge["amount_min"], told)]
    worn = all(_WORN.search(told) and not re.search("book|suppl", told, re.IGNORECASE) for told in own)
    return {**charge, "kind": "other"} if own and worn else charge


def _of_enrollment(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """What residents pay by the credit, and California's enrollment fee by the unit, is the price of instruction."""
    is_fee = charge["kind"] == "fee" and charge["basis"] == "per_credit"
    own = [told for told in _SENTENCE.split(text) if is_printed(charge["amount_min"], told)]
    if (
        is_fee
        and charge["residency"] not in ("any", "online")
        and own
        and not any("fee" in told.lower() for told in own)
    ):
        return {**charge, "kind": "tuition"}  # a heading alone calls it one
    if (
        charge["kind"] == "fee"
        and charge["basis"] == "per_program"
        and own
        and all(map(_ENROLLMENT.search, own))
        and _BY_THE_UNIT.search(text)
    ):
        return {**charge, "kind": "tuition"}
    if (
        is_fee
        and _ENROLLMENT.search(text)
        and re.search(rf"\$ ?{int(Decimal(charge['amount_min']))}\b[^$]{{0,12}}\bunit", text)
    ):
        return {**charge, "kind": "tuition"}
    return charge


def _with_year(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """A year that the section tells once, in a line about prices, holds for all of it."""
    years = {f"{first}-{last[-2:]}" for first, last in _YEAR.findall(text)}
    if len(years) != 1 or all(charge["academic_year"] for charge in charges):
        return charges
    lines = [line for line in text.split("\n") if _YEAR.search(line)]
    if not any(_ABOUT_RATES.search(line) or len(line) < 40 for line in lines):
        return charges
    year = years.pop()
    summer = " ".join(told for told in _SENTENCE.split(text) if "summer" in told.lower())
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


def is_printed(amount: str, text: str) -> bool:
    """Whether an amount stands in a text, with or without the comma of thousands."""
    whole = f"{int(Decimal(amount)):,}"
    return bool(text) and (whole in text or whole.replace(",", "") in text)
