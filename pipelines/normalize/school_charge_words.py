"""What the own words of one charge of a section say of it: its footing, its kind, for whom it is. Pure."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pipelines.normalize.school_charge_printed import is_printed
from pipelines.normalize.school_charge_texts import RESIDENCY_LABEL

SENTENCE = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])|;\s+|\n")
WHOLE_SENTENCE = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])|\n")
RESIDENCY = re.compile(
    r"resident|in-?state|out-?of|district|count(?:y|ies)|online|international|foreign|F-1|citizen|local|abroad|distance"
    r"|military|"
    r"nonres|state|everyone|all students|[A-Z][a-z]+(?:ns|ans) ",
    re.IGNORECASE,
)
_ENROLLMENT = re.compile(r"enrollment fees?", re.IGNORECASE)
_BY_THE_UNIT = re.compile(r"\$ ?\d+(?:\.\d\d)? ?(?:per|a|/|each) ?unit\b", re.IGNORECASE)
_WORN = re.compile(r"\buniforms?\b|\bscrubs\b", re.IGNORECASE)
TOTAL = re.compile(
    r"\b(?:estimated |program |grand |full |entire )?total\b|whole program|entire program"
    r"|full program",
    re.IGNORECASE,
)
_FOR_THE_WHOLE = re.compile(
    r"\b(?:whole|entire|full|complete) (?:program|certificate|degree|diploma|course of study)\b"
    r"|\b(?:over|throughout|across|during) (?:the course of )?the (?:program|certificate|degree|diploma)\b"
    r"|\b(?:over|for|in) (?:the|all|both) (?:(?:two|three|four|2|3|4) )?(?:years|semesters|quarters"
    r"|terms) of the program\b"
    r"|\bover the (?:two|three|four|2|3|4) years\b|\bfor the (?:program|certificate|degree|diploma)\b"
    r"|\bprogram (?:total|length)\b|\$ ?\d[\d,.]*\d (?:in )?total\b",
    re.IGNORECASE,
)
_ONLY_COST = re.compile(
    r"(?:est(?:imated|\.)? |approx(?:imate|\.)? |program |full )*(?:costs?|price):? \$ ?[\d,.]+(?: ?\([^$()]*\))?",
    re.IGNORECASE,
)
_ALL_STUDENTS = re.compile(
    r"\b(?:all|every|each) students?\b|\beveryone\b|\bwherever (?:they|you) live\b"
    r"|\bregardless of (?:residency|where (?:they|you) live)\b|\bmilitary students\b",
    re.IGNORECASE,
)
_NAMED_RESIDENCY = re.compile(
    r"resident|in-?state|out-?of-?|district|county|online|international|foreign|F-1|distance", re.IGNORECASE
)
_EACH_TERM = re.compile(
    r"^(?:each|every) (semester|quarter|trimester|term)\b(?=.*\b(?:pays?|charged|owes?|assessed|fees?)\b)"
    r"|\b(?:pays?|charged|assessed)\b.*\b(?:each|every|per) (semester|quarter|trimester|term)\.?$",
    re.IGNORECASE,
)
_PAID_ONCE = re.compile(
    r"\$ ?[\d,.]+\d \(?(?:once|one[ -]time)\b|\b(?:charged|paid|billed|due|assessed|payable) (?:only )?once\b"
    r"|\(one[- ]time|\bfees? once\b(?! (?:a|per|every|you|accepted|admitted|enrolled))",
    re.IGNORECASE,
)
_PRICE_OF_STUDY = re.compile(
    r"tuition|enrollment|resident|out-of-state|matriculation|instruction|program fee|course fee"
    r"|\bfor\b|\band\b|\bplus\b",
    re.IGNORECASE,
)
_DOLLAR = re.compile(r"\$ ?")
_SURCHARGE = re.compile(r"\b(?:also|additional|extra|on top|in addition|plus)\b[^.$]{0,60}\bfee of \$", re.IGNORECASE)
_FEE_BEHIND = re.compile(r"(?:\.00)?(?![\d.,]\d)((?: [\w/-]+){1,7}? fees?)\b")
"""Behind an amount; a pattern with the amount in it would be compiled for every charge."""
_WITH_BOOKS = re.compile(
    r"\binclud(?:es?|ing|ed)\b[^.$]{0,60}\b(?:e-?books?|e-?texts?|books|textbooks)\b"
    r"|\b(?:books|textbooks|e-?books)\b[^.$]{0,30}\b(?:are )?included\b",
    re.IGNORECASE,
)
_INCLUDES = re.compile(
    r"includ|covers|(?:your|the|this) (?:price|tuition|total|cost) (?:also )?(?:includes|covers)", re.I
)
WHOLE = frozenset(("tuition", "tuition_and_fees", "total_cost"))
_FOR_THE_YEAR = re.compile(r"\bfor the (?:20\d\d\s?[-–/]\s?(?:20)?\d\d )?(?:academic|school) year\b", re.IGNORECASE)
_LEAST_TOTAL = 1000
_FOR_CREDITS = re.compile(
    r"\b(?:for|at|based on|of) (\d{2,3}) (?:credits?|credit hours|units"
    r"|hours)\b",
    re.IGNORECASE,
)
_WITH_FEES = re.compile(
    r"(?:(?<=[a-z0-9)][.!?] )|(?<=\n))(?:both|all|these|the|each|our|listed|posted)?\b ?(?:of these "
    r"|of the )?(?:rates?|amounts?|prices?|figures?"
    r"|totals?|costs?) (?:above |shown |listed |here )?(?:already )?includes? (?:both )?(?:the )?(?:tuition (?:and"
    r"|plus|as well as) )?"
    r"(?:all |the |any |most )?(?:required |mandatory |standard |college |university |student |general )*fees\b"
    r"|(?:estimated |total |program )*(?:costs?|prices?|totals?) (?:above |shown |listed )?(?:is|are|means?"
    r"|includes?|covers?)"
    r" [^.$,\n]{0,30}\btuition and (?:\w+ )?fees\b(?![^.\n]*\bbooks)",
    re.IGNORECASE,
)
_LEAST_CREDITS = 12
LEAST_OF_AWARD = 19
"""Credits that are no load of a term."""


def of_year(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """An amount without a unit "for the 2025-26 academic year" is that of the year."""
    if charge["basis"] != "unknown" or charge["kind"] not in WHOLE or not _FOR_THE_YEAR.search(text):
        return charge
    told = WHOLE_SENTENCE.split(text)
    own = [one for one in told if is_printed(charge["amount_min"], one) and _FOR_THE_YEAR.search(one)]
    return {**charge, "basis": "per_year"} if own else charge


def of_anybody(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """A residency holds for an amount only where its own sentence, or words without an amount, name one."""
    if charge["residency"] == "any":
        return charge
    sentences = SENTENCE.split(text)
    own = _own(charge["amount_min"], text)
    if own and all(_ALL_STUDENTS.search(told) and not _NAMED_RESIDENCY.search(told) for told in own):
        return {**charge, "residency": "any"}
    around = [sentence for sentence in sentences if "$" not in sentence]
    around += [
        line.partition(":")[0]
        for line in text.split("\n")
        if RESIDENCY_LABEL.match(line) and is_printed(charge["amount_min"], line)
    ]
    if " | " in text or not own or any(RESIDENCY.search(told) for told in (*own, *around)):
        return charge
    return {**charge, "residency": "any"}


def of_each_term(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """What a sentence says that students pay each semester is paid each semester, also a fee that else is paid once."""
    if charge["kind"] != "fee" or charge["basis"] not in ("one_time", "unknown"):
        return charge
    own = _own(charge["amount_min"], text)
    found = _EACH_TERM.search(own[0]) if len(own) == 1 else None
    if found is None:
        return charge
    term = (found[1] or found[2]).lower()
    return {**charge, "basis": "per_term", "term": None if term == "term" else term}


def of_fee_behind(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """An amount with the name of a fee right behind it is that fee: ``$19 per unit capital outlay fee``."""
    if charge["kind"] != "tuition":
        return charge
    if "fee of $" in text and any(map(_SURCHARGE.search, _own(charge["amount_min"], text))):
        return {**charge, "kind": "fee"}
    amount = f"{Decimal(charge['amount_min']):,.2f}".removesuffix(".00")
    ends = (sign.end() + len(amount) for sign in _DOLLAR.finditer(text) if text.startswith(amount, sign.end()))
    behind = next(filter(None, (_FEE_BEHIND.match(text, end) for end in ends)), None)
    return {**charge, "kind": "fee"} if behind and not _PRICE_OF_STUDY.search(behind[1]) else charge


def of_books_within(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """A price that its own sentence says includes the books is no price of instruction alone."""
    if charge["kind"] not in ("tuition", "tuition_and_fees"):
        return charge
    own = _own(charge["amount_min"], text)
    told = " ".join(f"{one} {_line_after(one, text)}" for one in own)
    within = len(own) == 1 and told.count("$") == 1 and _WITH_BOOKS.search(told) is not None
    return {**charge, "kind": "total_cost"} if within else charge


def _line_after(line: str, text: str) -> str:
    """The line below a line, where it goes on about what is included."""
    rest = text.partition(line)[2]
    after = SENTENCE.split(rest.lstrip(" \n"))[0] if rest[:1] in (" ", "\n") else ""
    return after if _INCLUDES.match(after) else ""


def with_fees_within(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """What a sentence without an amount says that the amounts include holds for the prices of study told before it."""
    found = _WITH_FEES.search(text) if " fees" in text else None
    if found is None or " | " in text[: found.start()]:
        return charges
    before = text[: found.start()]
    return [
        {**charge, "kind": "tuition_and_fees"}
        if charge["kind"] == "tuition" and is_printed(charge["amount_min"], before)
        else charge
        for charge in charges
    ]


def of_whole(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """What a line says is for the whole program, or is all that it costs, is not of an unknown footing."""
    if charge["basis"] != "unknown":
        return charge
    if _ONLY_COST.fullmatch(text) and Decimal(charge["amount_min"]) >= _LEAST_TOTAL:
        return {**charge, "basis": "per_program"}
    if not _FOR_THE_WHOLE.search(text):
        return charge
    own = _own(charge["amount_min"], text)
    return {**charge, "basis": "per_program"} if own and all(map(_FOR_THE_WHOLE.search, own)) else charge


def of_all_credits(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """A total "for 70 credits" is the price of the program, whatever the heading above it counts by."""
    if charge["basis"] not in ("unknown", "per_credit") or Decimal(charge["amount_min"]) < _LEAST_TOTAL:
        return charge
    own = _own(charge["amount_min"], text)
    if len(own) != 1 or not TOTAL.search(own[0]) or own[0].count("$") != 1:
        return charge
    told = _FOR_CREDITS.search(own[0])
    if told is None or int(told[1]) < _LEAST_CREDITS:
        return charge
    return {**charge, "basis": "per_program", "credits": int(told[1])}


def of_own_line(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """A fee is not for the credits that only a heading counts, and what a line says is paid once is paid once."""
    if charge["kind"] in WHOLE or " | " in text.split("\n")[-1]:
        return charge
    own = _own(charge["amount_min"], text)
    if len(own) != 1:
        return charge
    if _PAID_ONCE.search(own[0]) and own[0].count("$") == 1:
        return {**charge, "basis": "one_time", "term": None, "credits": None}
    if charge["credits"] and " | " not in own[0] and not re.search(rf"\b{charge['credits']:g}\b", own[0]):
        return {**charge, "credits": None}
    return charge


def of_uniform(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """What students must wear is neither a book nor a supply of the classroom."""
    if charge["kind"] != "books" or not _WORN.search(text):
        return charge
    own = _own(charge["amount_min"], text)
    worn = all(_WORN.search(told) and not re.search("book|suppl", told, re.IGNORECASE) for told in own)
    return {**charge, "kind": "other"} if own and worn else charge


def of_enrollment(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """What residents pay by the credit, and California's enrollment fee by the unit, is the price of instruction."""
    is_fee = charge["kind"] == "fee" and charge["basis"] == "per_credit"
    own = _own(charge["amount_min"], text)
    if is_fee and any("fee" in head.lower() for head in text.split("\n") if " | " in head and "$" not in head):
        return charge
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


@lru_cache(maxsize=64)
def _own(amount: str, text: str) -> tuple[str, ...]:
    """The sentences of a text in which an amount is printed; each rule on a charge asks for them."""
    return tuple(told for told in SENTENCE.split(text) if is_printed(amount, told))


def of_load(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """A column of a table that is headed by so many credits as a term has holds prices of a term; an award has more."""
    if charge["basis"] != "unknown" or charge["kind"] not in WHOLE or not charge["credits"]:
        return charge
    if charge["credits"] >= LEAST_OF_AWARD and Decimal(charge["amount_min"]) >= _LEAST_TOTAL and " | " not in text:
        return {**charge, "basis": "per_program"}
    if " | " not in text:
        return charge
    return {**charge, "basis": "per_term"} if charge["credits"] and charge["credits"] < LEAST_OF_AWARD else charge
