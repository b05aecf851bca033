"""What only a whole section knows of its charges: a year told once, for whom a price is, what a total sums up. Pure."""

import re
from decimal import Decimal
from typing import Any

from pipelines.normalize.school_charge_printed import is_printed
from pipelines.normalize.school_charge_scope import scoped
from pipelines.normalize.school_charge_totals import with_totals
from pipelines.normalize.school_charge_words import (
    RESIDENCY,
    SENTENCE,
    WHOLE,
    WHOLE_SENTENCE,
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
    with_fees_within,
)

_ONLY_RESIDENCY = re.compile(
    r"(?:(?:tuition|rates?|costs?|fees?)(?: (?:and|&) fees)?(?: for)? ?[-–—:]? ?)?"
    r"(?:(?:[A-Z][a-z]+ )?(?:non-?|out-of-state |in-state |in-district |out-of-district |state )?residents?"
    r"|(?:in|out)-(?:of-)?(?:state|district)|in-county|out-of-county|international|online)"
    r"(?: students?| residents?| tuition| rates?| costs?| fees)*:?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(20\d\d)\s?[-–/]\s?((?:20)?\d\d)\b")
_ABOUT_RATES = re.compile(
    r"based on|tuition|rates?|fees?|costs?|effective|academic year|prices?|estimate", re.IGNORECASE
)
_FALL = re.compile(r"\b(?:fall|spring) 20\d\d\b", re.IGNORECASE)
_LEAST_OF_ONE = 2
_SINCE_FALL = re.compile(
    r"\b(?:rates?|tuition|prices?|fees|costs?)\b[^.$\n]{0,30}\beffective (?:with |for |beginning )?fall (20\d\d)\b",
    re.IGNORECASE,
)


def settled(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The charges of a section with what the section as a whole says of each."""
    charges = [of_all_credits(of_whole(of_uniform(charge, text), text), text) for charge in charges]
    charges = [of_own_line(charge, text) for charge in _under_residency(with_fees_within(charges, text), text)]
    charges = [of_year(of_enrollment(of_anybody(charge, text), text), text) for charge in charges]
    charges = [of_books_within(of_fee_behind(of_each_term(charge, text), text), text) for charge in charges]
    charges = _beside_each_other([of_load(charge, text) for charge in charges], text)
    return scoped(with_totals(_with_year(_of_one_fall(charges, text), text), text), text)


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


def _of_one_fall(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """A fall that a sentence names behind its last amount is that of all its amounts."""
    if " | " in text:
        return charges
    for told in WHOLE_SENTENCE.split(text):
        if told.count("$") < _LEAST_OF_ONE or not _FALL.search(told.rpartition("$")[2]):
            continue
        own = [charge for charge in charges if is_printed(charge["amount_min"], told)]
        years = {charge["academic_year"] for charge in own} - {None}
        if len(years) == 1 and len(_FALL.findall(told)) == 1:
            year = years.pop()
            charges = [{**one, "academic_year": year} if one in own else one for one in charges]
    return charges


def _of_year(line: str) -> str:
    if _YEAR.search(line.partition("$")[0]):
        return line
    return " ".join(told for told in WHOLE_SENTENCE.split(line) if _YEAR.search(told))


def _with_own_year(charges: list[dict[str, Any]], lines: list[str], year: str) -> list[dict[str, Any]]:
    """A year before the first amount of a line holds for that line, one behind it for its sentence; for no other."""
    own = " ".join(map(_of_year, lines))
    made: list[dict[str, Any]] = []
    for charge in charges:
        is_own = is_printed(charge["amount_min"], own)
        made.append({**charge, "academic_year": (charge["academic_year"] or year) if is_own else None})
    return made


def _of_table(charges: list[dict[str, Any]], text: str, year: str) -> list[dict[str, Any]]:
    """A year that the head of a table tells holds for its rows, and for no sentence beside it."""
    rows = "\n".join(line for line in text.split("\n") if " | " in line)
    return [
        {
            **charge,
            "academic_year": (charge["academic_year"] or year) if is_printed(charge["amount_min"], rows) else None,
        }
        for charge in charges
    ]


def _with_year(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """A year that the section tells once, in a line about prices, holds for all of it."""
    years = {f"{first}-{last[-2:]}" for first, last in _YEAR.findall(text)}
    if not years and (fall := _SINCE_FALL.search(text)) is not None:
        year = f"{fall[1]}-{int(fall[1][-2:]) + 1:02}"
        return [{**charge, "academic_year": charge["academic_year"] or year} for charge in charges]
    if len(years) != 1 or (all(charge["academic_year"] for charge in charges) and " | " not in text):
        return charges
    year = years.pop()
    lines = [line for line in text.split("\n") if _YEAR.search(line)]
    told = [one for line in lines for one in ([line] if " | " in line else SENTENCE.split(line)) if _YEAR.search(one)]
    if all("$" in one and " | " not in one for one in told):
        return _with_own_year(charges, lines, year)
    if not any(_ABOUT_RATES.search(line) or len(line) < 40 for line in lines):
        return charges
    if all(" | " in line for line in lines):
        return _of_table(charges, text, year)
    summer = " ".join(told for told in SENTENCE.split(text) if "summer" in told.lower())
    return [
        charge
        if is_printed(charge["amount_min"], summer)
        else {**charge, "academic_year": charge["academic_year"] or year}
        for charge in charges
    ]
