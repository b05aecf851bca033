"""The charges of a section of a page: lines and tables with their headings, read by the tuition normalizer. Pure.

Here only what a whole section knows is added: the unit of each column, a year that is told once, what a total sums up.
"""

import re
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

from pipelines.normalize.tuition import predicted

VERSION = "1"
_DASH = re.compile(r"(?<=[A-Za-z])[–—‑](?=[A-Za-z])")
_PLAN = re.compile(r"\b(?:payment plans?|installments?|payments)\b", re.IGNORECASE)
_BY_THE_MONTH = re.compile(r"\b(?:months?|monthly|weeks?|weekly)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])|;\s+|\n")
_PARISH = re.compile(r"\bparish(?=\b|es)", re.IGNORECASE)
_COUNTY = re.compile(r"(?m)(?<![^\n])[A-Z][\w.]+(?: [A-Z][\w.]+)? County(?: [Rr]esidents?)?(?= ?[|:])")
_NOTE = re.compile(r"^[*†‡]")
_BAND = re.compile(
    r"\b\d{1,2}(?:\.\d)?\s?(?:-|–|to)\s?\d{1,2}(?:\.\d)?\b|\b\d{1,2}\+|\b\d{1,2} (?:or more"
    r"|and (?:over|up|above))|(?:over|fewer than|under|more than) \d",
    re.IGNORECASE,
)
_RESIDENCY = re.compile(
    r"resident|in-?state|out-?of|district|county|online|international|foreign|F-1|citizen|local|abroad|distance"
    r"|military|"
    r"nonres|state|everyone|all students|[A-Z][a-z]+(?:ns|ans) ",
    re.IGNORECASE,
)
_RESIDENCY_BEHIND = re.compile(
    r"\$[\d,.]+\d(?: ?(?:per|/) ?\w+(?: hour)?)? (?:for )?\(?(?:in-|out-|non|resident|district)", re.IGNORECASE
)
_ENROLLMENT = re.compile(r"enrollment fees?", re.IGNORECASE)
_CREDITS = re.compile(r"credit|hours|units", re.IGNORECASE)
_WORN = re.compile(r"\buniforms?\b|\bscrubs\b", re.IGNORECASE)
_SPANISH_FEE = re.compile(
    r"\b(?:cuota|cargo) (?:de|por) (admisi[oó]n|solicitud|graduaci[oó]n|tecnolog[ií]a"
    r"|laboratorio)",
    re.I,
)
_FEES = {"admi": "admission", "soli": "application", "grad": "graduation", "tecn": "technology", "labo": "laboratory"}
_TOTAL = re.compile(
    r"\b(?:estimated |program |grand |full |entire )?total\b|whole program|entire program"
    r"|full program",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"per (?:credit|unit|semester|term|quarter|course|year|hour|clock)|/ ?(?:credit|cr|unit|semester|term|year)"
    r"|full[- ]time|part[- ]time|"
    r"annual|yearly|each (?:credit|semester|term)|\bcredits?\b|total|semester|tuition|fees?\b|books",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\$ ?\d|^\d{1,3}(?:,\d{3})+(?:\.\d\d)?$|^\d+\.\d\d$")
_YEAR = re.compile(r"\b(20\d\d)\s?[-–/]\s?((?:20)?\d\d)\b")
_ABOUT_RATES = re.compile(r"tuition|rates?|fees?|costs?|effective|academic year|prices?|estimate", re.IGNORECASE)
_WHOLE = frozenset(("tuition", "tuition_and_fees", "total_cost"))
_FOR_THE_YEAR = re.compile(r"\bfor the (?:20\d\d\s?[-–/]\s?(?:20)?\d\d )?(?:academic|school) year\b", re.IGNORECASE)
_MOST_CELLS = 60
_LEAST_CREDITS = 12
_MOST_TERMS = 12


def read_school_charges(text: str) -> list[dict[str, Any]]:
    """Every charge of a section: lines, and rows of tables with cells divided by `` | ``."""
    text = _SPANISH_FEE.sub(lambda fee: f"{_FEES[fee[1][:4].lower()]} fee", text)
    text = _with_note(_plain_districts(_without_plans(_DASH.sub("-", text))))
    charges = _by_cell(text) if " | " in text else _by_line(text)
    if charges is None:
        charges = predicted(text)
    charges = [_of_uniform(charge, text) for charge in charges]
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
        if other["basis"] == "per_term" and 2 <= times <= _MOST_TERMS:
            return True
    return False


def _of_year(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """An amount without a unit "for the 2025-26 academic year" is that of the year."""
    if charge["basis"] != "unknown" or charge["kind"] not in _WHOLE or not _FOR_THE_YEAR.search(text):
        return charge
    own = [
        told for told in _SENTENCE.split(text) if _printed(charge["amount_min"], told) and _FOR_THE_YEAR.search(told)
    ]
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
        if charge["basis"] == "unknown" and charge["kind"] in _WHOLE and _printed(charge["amount_min"], totals)
        else charge
        for charge in charges
    ]


def _printed(amount: str, text: str) -> bool:
    whole = f"{int(Decimal(amount)):,}"
    return bool(text) and (whole in text or whole.replace(",", "") in text)


def _by_line(text: str) -> list[dict[str, Any]] | None:
    """The charges of lines that name the residency behind the amount, one by one; None for any other text."""
    if not _RESIDENCY_BEHIND.search(text):
        return None
    lines = [part for line in text.split("\n") for part in _amounts_apart(line)]
    start = next(number for number, line in enumerate(lines) if "$" in line)
    if any(line.count("$") != 1 for line in lines[start:]):
        return None
    above = "".join(f"{line}\n" for line in lines[:start])
    return [charge for line in lines[start:] for charge in predicted(above + line)]


def _without_plans(text: str) -> str:
    """The text without sentences on paying by the month: what they name is a part of a price told elsewhere."""
    if not _PLAN.search(text):
        return text
    kept = [
        told
        for told in re.split(
            r"(?<=[.!?])(?=\s)"
            r"|(?=\n)",
            text,
        )
        if not (_PLAN.search(told) and _BY_THE_MONTH.search(told))
    ]
    return "".join(kept)


def _plain_districts(text: str) -> str:
    """A county or parish that a row or a line names as its residents' is the college's own district."""
    return _COUNTY.sub("In-county residents", _PARISH.sub("county", text))


def _with_note(text: str) -> str:
    """The note to the only marked amount (``*With fees, for residents``) behind it, so that its words hold for it."""
    lines = text.split("\n")
    notes = [line for line in lines if _NOTE.match(line)]
    marked = [line for line in lines if "*" in line and line not in notes]
    if len(notes) != 1 or len(marked) != 1:
        return text
    told = f"{marked[0].replace('*', '')} ({notes[0].lstrip('*†‡ ').rstrip('.')})"
    return "\n".join(told if line is marked[0] else line for line in lines if line not in notes)


def _amounts_apart(line: str) -> list[str]:
    """Amounts of one line that each have their residency behind them, as lines of their own."""
    if line.count("$") < 2 or len(_RESIDENCY_BEHIND.findall(line)) != line.count("$"):
        return [line]
    return re.split(r"(?<=[a-z)]),? +(?=\$)", line)


def _of_anybody(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """A residency holds for an amount only where its own sentence, or words without an amount, name one."""
    if charge["residency"] == "any":
        return charge
    sentences = _SENTENCE.split(text)
    own = [sentence for sentence in sentences if _printed(charge["amount_min"], sentence)]
    around = [sentence for sentence in sentences if "$" not in sentence]
    if " | " in text or not own or any(_RESIDENCY.search(told) for told in (*own, *around)):
        return charge
    return {**charge, "residency": "any"}


def _of_uniform(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """What students must wear is neither a book nor a supply of the classroom."""
    if charge["kind"] != "books" or not _WORN.search(text):
        return charge
    own = [told for told in _SENTENCE.split(text) if _printed(charge["amount_min"], told)]
    worn = all(_WORN.search(told) and not re.search("book|suppl", told, re.IGNORECASE) for told in own)
    return {**charge, "kind": "other"} if own and worn else charge


def _of_enrollment(charge: dict[str, Any], text: str) -> dict[str, Any]:
    """California's enrollment fee by the unit is its price of instruction."""
    is_fee = charge["kind"] == "fee" and charge["basis"] == "per_credit"
    if (
        is_fee
        and _ENROLLMENT.search(text)
        and re.search(rf"\$ ?{int(Decimal(charge['amount_min']))}\b[^$]{{0,12}}\bunit", text)
    ):
        return {**charge, "kind": "tuition"}
    return charge


def _by_cell(text: str) -> list[dict[str, Any]] | None:
    """The charges of a table whose columns are in different units, cell by cell; None for any other text."""
    lines = text.split("\n")
    start = next(number for number, line in enumerate(lines) if " | " in line)
    heads = [cell.strip() for cell in lines[start].split(" | ")]
    if any(_MONEY.search(cell) for cell in heads):
        return None
    is_banded = _CREDITS.search(heads[0]) is not None and any(_BAND.match(line) for line in lines[start + 1 :])
    if not is_banded and not _has_different_units(heads[1:]):
        return None
    above = "\n".join(lines[:start])
    made: list[dict[str, Any]] = []
    cells = 0
    for number, line in enumerate(lines[start + 1 :], start + 1):
        row = [cell.strip() for cell in line.split(" | ")]
        if len(row) != len(heads):
            if len(row) > 1:
                return None
            made += predicted("\n".join([above, *lines[number:]]))
            break
        cells += len(row)
        if cells > _MOST_CELLS:
            return None
        for head, cell in zip(heads[1:], row[1:], strict=True):
            if _MONEY.search(cell):
                told = cell if "$" in cell else f"${cell}"
                label = _banded(heads[0], row[0]) if is_banded else f"{row[0]}, {head}"
                made += predicted(f"{above}\n{head if is_banded else ''} {label}: {told}")
    return made


def _banded(head: str, label: str) -> str:
    """The label of a row of a table by credits, with what its figures count: ``10-18`` becomes ``10-18 credits``."""
    per = f"per {match[0].lower()}" if (match := re.search("quarter|semester", head, re.IGNORECASE)) else "per term"
    is_flat = not re.search(r"\b(?:per|each|additional)\b", label, re.IGNORECASE)
    told = _BAND.sub(lambda match: f"{match[0]} credits", label, count=1)
    return f"{told} {per}" if is_flat else told


def _has_different_units(heads: list[str]) -> bool:
    told = [match[0].lower() for head in heads if (match := _UNITS.search(head))]
    return len(heads) > 1 and len(told) == len(heads) and len(set(told)) > 1


def _with_year(charges: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """A year that the section tells once, in a line about prices, holds for all of it."""
    years = {f"{first}-{last[-2:]}" for first, last in _YEAR.findall(text)}
    if len(years) != 1 or all(charge["academic_year"] for charge in charges):
        return charges
    lines = [line for line in text.split("\n") if _YEAR.search(line)]
    if not any(_ABOUT_RATES.search(line) or len(line) < 40 for line in lines):
        return charges
    year = years.pop()
    return [{**charge, "academic_year": charge["academic_year"] or year} for charge in charges]


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
