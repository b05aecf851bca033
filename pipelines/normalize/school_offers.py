"""What schema.org objects of a school's page say in values: offers as charges, addresses as places, courses. Pure.

An offer is put into the words in which a page would say it, and read by the rules for words.
"""

import json
import re
from typing import Any

from pipelines.normalize.location import predicted as read_place
from pipelines.normalize.school_courses import read_course
from pipelines.normalize.tuition import predicted as read_charges

VERSION = "2"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PROGRAM_FEES = re.compile(r"\bprogram fees?\b", re.IGNORECASE)
_PRICE = re.compile(r"(?:US)?\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,7})(\.\d{1,2})?(?: ?USD)?")
_LABELS = ("category", "name", "description", "priceType", "costType", "@label")
_UNITS = ("unitText", "unit", "unitCode", "billingIncrement", "paymentPattern", "billingDuration")
_WHOLE = frozenset(("tuition", "tuition_and_fees", "total_cost"))
_ISO = {"P1Y": "year", "P1M": "month", "ANN": "year", "MON": "month"}


def offer_charges(text: str) -> list[dict[str, Any]]:
    """The charges of an offer of a program: a JSON object, or a plain price."""
    made: list[dict[str, Any]] = []
    for label, price, unit in _prices(_parsed(text), "", 0):
        words = " ".join(part for part in (label, f": {price}" if label else price, unit) if part)
        made += map(_of_program, read_charges(words))
    return made


def _of_program(charge: dict[str, Any]) -> dict[str, Any]:
    """A price without a unit is that of the program, because the offer is of the program."""
    whole = charge["basis"] == "unknown" and charge["kind"] in _WHOLE
    return {**charge, "basis": "per_program"} if whole else charge


def _parsed(text: str) -> Any:
    if text[:1] not in "{[":
        return {"price": text}
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return {}


def _prices(value: Any, label: str, depth: int) -> list[tuple[str, str, str]]:
    if isinstance(value, list):
        return [one for inner in value for one in _prices(inner, label, depth)]
    if not isinstance(value, dict) or depth > 4:
        return []
    if str(value.get("priceCurrency") or value.get("currency") or "USD").upper() != "USD":
        return []
    label = " ".join(filter(None, (label, _label(value))))
    found = []
    if (price := _price(value)) and not _is_specified(price, value.get("priceSpecification")):
        found.append((label, price, _unit(value)))
    for key in ("priceSpecification", "offers", "price", "totalCost"):
        found += _prices(value.get(key), label, depth + 1)
    return found


def _is_specified(price: str, specification: Any) -> bool:
    """Whether the price is told again with its unit."""
    told = specification if isinstance(specification, list) else [specification]
    return any(isinstance(one, dict) and _price(one) == price and _unit(one) for one in told)


def _label(value: dict[str, Any]) -> str:
    words = [
        _PROGRAM_FEES.sub("program cost", _CAMEL.sub(" ", str(value[key])))
        for key in _LABELS
        if isinstance(value.get(key), str)
    ]
    return " ".join(dict.fromkeys(words))


def _price(value: dict[str, Any]) -> str:
    for key in ("price", "value", "amount"):
        if (told := _dollars(value.get(key))) is not None:
            return told
    low, high = (_dollars(value.get(key)) for key in ("minPrice", "maxPrice"))
    low, high = low or _dollars(value.get("lowPrice")), high or _dollars(value.get("highPrice"))
    return f"{low} to {high}" if low and high and low != high else low or high or ""


def _dollars(value: Any) -> str | None:
    told = _PRICE.fullmatch(str(value).strip()) if isinstance(value, str | int | float) else None
    if told is None:
        return None
    return f"${int(told[1].replace(',', '')):,}{(told[2] or '').ljust(3, '0') if told[2] else ''}"


def _unit(value: dict[str, Any]) -> str:
    quantity = value.get("referenceQuantity")
    told = next((str(value[key]) for key in _UNITS if isinstance(value.get(key), str)), "")
    if not told and isinstance(quantity, dict):
        told = next((str(quantity[key]) for key in _UNITS if isinstance(quantity.get(key), str)), "")
    told = _CAMEL.sub(" ", _ISO.get(told, told)).strip()
    return told if not told or told.lower().startswith(("per ", "a ", "each ", "/")) else f"per {told.lower()}"


def place(text: str) -> Any:
    """The place of a PostalAddress, or of an address in words."""
    value = _parsed(text)
    if not isinstance(value, dict) or "price" in value:
        return read_place(text)
    region = " ".join(str(value[key]) for key in ("addressRegion", "postalCode") if value.get(key))
    parts = [value.get("streetAddress"), _box(value), value.get("addressLocality"), region]
    return read_place(", ".join(str(part).strip() for part in parts if part))


def _box(value: dict[str, Any]) -> str | None:
    box = value.get("postOfficeBoxNumber")
    return None if not box else str(box) if "box" in str(box).lower() else f"P.O. Box {box}"


def course(text: str) -> dict[str, Any] | None:
    """A Course object: code, title, credits."""
    value = _parsed(text)
    if not isinstance(value, dict):
        return None
    told = value.get("numberOfCredits")
    told = told.get("value") if isinstance(told, dict) else told
    name, code = str(value.get("name") or "").strip(), str(value.get("courseCode") or "").strip()
    read = read_course(f"{code} | {name} | {told if told is not None else ''}" if code else name)
    if read is None:
        return None
    number = re.fullmatch(r"\d{1,2}(?:\.\d{1,2})?", str(told).strip()) if told is not None else None
    amount = float(number[0]) if number else None
    return {
        **read,
        "credits": int(amount) if amount is not None and amount == int(amount) else amount or read["credits"],
    }


def said(text: str, *keys: str) -> str:
    """The words of a value: a text as it stands, of an object the first of ``keys`` that is a text."""
    value = _parsed(text) if text[:1] in "{[" else text
    if isinstance(value, dict):
        return next(
            (_CAMEL.sub(" ", str(value[key])) for key in keys if isinstance(value.get(key), str | int | float)), ""
        )
    return _CAMEL.sub(" ", str(value)) if not isinstance(value, list) else ""
