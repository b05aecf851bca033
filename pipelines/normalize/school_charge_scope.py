"""How far the words around a charge of a section reach: headings of a whole program, loads, products, events. Pure.

Each rule looks at the charge, its own line and the lines above it; none knows a page.
"""

import re
from decimal import Decimal
from typing import Any

from pipelines.normalize.school_charge_printed import is_printed
from pipelines.normalize.school_charge_words import LEAST_OF_AWARD, SENTENCE, WHOLE

_PRODUCT = re.compile(
    r"\b(?P<count>\d{1,3}(?:\.5)?)(?P<unit> (?:credits?|credit hours?|units?|hours?|cr\.?|hrs\.?))? ?(?:x|×|\*|@"
    r"|at|times) ?"
    r"\$ ?(?P<rate>\d[\d,]*(?:\.\d\d)?)",
    re.IGNORECASE,
)
_CREDITS = re.compile(r"\b(\d{2,3})[ -](?:credits?|credit hours?|units?|cr)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\bbackground (?:check|screen\w*)|\bdrug (?:screen\w*|test\w*)|\bfingerprint\w*|\bphysical exam"
    r"|\b(?:RHIT|RHIA|CCA|CCS|CPC|CBCS|CEHRS|CMAA|certification|licensure)\b[\w ]{0,25}\bexam",
    re.IGNORECASE,
)
_OF_PROGRAM = re.compile(
    r"\b(?:costs?|price) of (?:the|this|your|our) (?:program|certificate|degree|diploma)\b"
    r"|\b(?:total |full |estimated )?(?:program|certificate|degree|diploma) costs?\b(?! (?:beyond|other))",
    re.IGNORECASE,
)
_ALL_TERMS = re.compile(r"\b(?:both|all(?: (?:two|three|four|five|\d))?) (?:semesters|terms|quarters|years)\b", re.I)
_LOAD = re.compile(r"\d ?(?:-|–|to|or|\+)|\bcredits?\b|\bhours\b|full[- ]time|part[- ]time", re.IGNORECASE)
_FIGURES_FOR = re.compile(
    r"\b(?:figures|rates|amounts|costs|estimates?|prices|totals?|estimated cost"
    r"|cost shown)\b(?:(?P<table> in the table)[^.$]{0,25}|[^.$]{0,25})"
    r"\b(?:for|based on|assumes?|assuming|is(?= resident| in-state| out-of-state))\b"
    r"(?P<whom>[^.$]{0,60})",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(r"^[^\n]*: ?$")
"""Words that are the label of one amount."""
_WHOM = (
    ("out_of_state", re.compile(r"\bnon-?residents?\b|\bout-of-state\b", re.IGNORECASE)),
    ("in_district", re.compile(r"\b(?:in-)?(?:district|county)(?: residents?)?\b", re.IGNORECASE)),
    ("in_state", re.compile(r"\bin-state\b|\b(?:state|[A-Z][a-z]+) residents?\b|^ resident tuition\b")),
)
_RATES = {"per_clock_hour": 100, "per_credit": LEAST_OF_AWARD}
_MOST_TIMES = 3000
_OF_FIGURES = WHOLE | {"fee", "books"}


def scoped(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The charges of a section with what heads, loads and products say of each."""
    lines = text.split("\n")
    charges = _multiples(_products(charges, text), text)
    charges = [_of_event(_without_far_load(_of_program(charge, lines), lines), lines) for charge in charges]
    return _for_whom(charges, text)


def _own_line(charge: dict[str, Any], lines: list[str]) -> int:
    """The number of the only line in which an amount is printed, -1 where there are several or none."""
    told = [number for number, line in enumerate(lines) if "$" in line and is_printed(charge["amount_min"], line)]
    return told[0] if len(told) == 1 else -1


def _products(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """``30 credits at $198`` beside $5,940: a rate by the credit, and a total that is tied to so many credits."""
    counts = {found[1] for found in _CREDITS.finditer(text)}
    for told in _PRODUCT.finditer(text):
        if not told["unit"] and told["count"] not in counts:
            continue
        count, rate = Decimal(told["count"]), Decimal(told["rate"].replace(",", ""))
        if count < LEAST_OF_AWARD:
            continue
        charges = [_of_product(charge, count, rate) for charge in charges]
    return charges


def _of_product(charge: dict[str, Any], count: Decimal, rate: Decimal) -> dict[str, Any]:
    amount = Decimal(charge["amount_min"])
    if amount == rate and charge["basis"] in ("unknown", "per_program"):
        return {**charge, "basis": "per_credit", "credits": None}
    if amount == rate * count and charge["basis"] in ("unknown", "per_program", "per_credit"):
        return {**charge, "basis": "per_program", "credits": float(count)}
    return charge


def _multiples(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """A sum that its sentence tells beside a rate by the hour or credit, so many times the rate, is no rate itself."""
    made: list[dict[str, Any]] = []
    for charge in charges:
        rates = [one for one in charges if one["basis"] in _RATES and _is_multiple(charge, one)]
        told = [one for sentence in SENTENCE.split(text) if is_printed(charge["amount_min"], sentence)
                for one in rates if is_printed(one["amount_min"], sentence)]  # fmt: skip
        if " | " in text or len(told) != 1 or charge["kind"] != told[0]["kind"]:
            made.append(charge)
            continue
        basis = "per_program" if charge["basis"] in ("unknown", told[0]["basis"]) else charge["basis"]
        residency = told[0]["residency"] if charge["residency"] == "any" else charge["residency"]
        made.append({**charge, "basis": basis, "residency": residency})
    return made


def _is_multiple(charge: dict[str, Any], rate: dict[str, Any]) -> bool:
    """Whether an amount is the rate so many times as a whole program has hours or credits."""
    if charge is rate or charge["basis"] not in ("unknown", "per_program", rate["basis"]):
        return False
    price = Decimal(rate["amount_min"])
    times = Decimal(charge["amount_min"]) / price if price else Decimal(0)
    return times == times.to_integral_value() and _RATES[rate["basis"]] <= times <= _MOST_TIMES


def _of_program(charge: dict[str, Any], lines: list[str]) -> dict[str, Any]:
    """An amount without a unit under "Cost of the certificate" is for all of it, also one "for both semesters"."""
    above = [line for line in lines[:2] if "$" not in line and " | " not in line]
    if not any(map(_OF_PROGRAM.search, above)):
        return charge
    number = _own_line(charge, lines)
    after = lines[number + 1] if 0 <= number < len(lines) - 1 and "$" not in lines[number + 1] else ""
    own = f"{lines[number]} {after}" if number >= 0 else ""
    is_whole = charge["basis"] == "unknown" or (charge["basis"] == "per_year" and _ALL_TERMS.search(own) is not None)
    return {**charge, "basis": "per_program", "term": None} if is_whole and number >= 0 else charge


def _without_far_load(charge: dict[str, Any], lines: list[str]) -> dict[str, Any]:
    """A load holds for what stands below it, until another heading that names none."""
    number = _own_line(charge, lines)
    if number < 0 or (charge["credit_load_min"] is None and charge["credit_load_max"] is None):
        return charge
    above = [line for line in lines[:number] if "$" not in line]
    if charge["kind"] != "fee" or len(above) < 2 or any(" | " in line for line in lines):
        return charge
    if _LOAD.search(lines[number].partition("$")[0]) or _LOAD.search(above[-1]):
        return charge
    return {**charge, "credit_load_min": None, "credit_load_max": None}


def _of_event(charge: dict[str, Any], lines: list[str]) -> dict[str, Any]:
    """A background check or an examination is paid when it takes place, whatever heads the list."""
    if charge["basis"] not in ("unknown", "per_program") or charge["kind"] not in ("other", "fee"):
        return charge
    number = _own_line(charge, lines)
    own = lines[number] if number >= 0 else ""
    if not _EVENT.search(own.partition("$")[0]) or _OF_PROGRAM.search(own) or own.count("$") != 1:
        return charge
    return {**charge, "basis": "one_time"}


def _for_whom(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """A sentence that says for whom the figures are holds for all of them, where none names another."""
    if len({charge["residency"] for charge in charges} - {"any"}) > 1:
        return charges
    found = _FIGURES_FOR.search(text)
    if found is None or (_ITS_OWN.search(found["whom"]) and text.startswith("$", found.end())):
        return charges
    residency = next((name for name, pattern in _WHOM if pattern.search(found["whom"])), "any")
    if residency == "any":
        return charges
    if found["table"]:
        rows = "\n".join(line for line in text.split("\n") if " | " in line)
        return [{**one, "residency": residency} if is_printed(one["amount_min"], rows) else one for one in charges]
    if any(charge["residency"] not in ("any", residency) for charge in charges):
        return charges
    return [{**charge, "residency": residency} if charge["kind"] in _OF_FIGURES else charge for charge in charges]
