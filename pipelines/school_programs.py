"""The programs of a school's page as one sees them: the claims of its records put together. For people and for scoring.

Chooses among what a page says of one program, by the order in which its reader gave it; nothing is stored.
"""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pipelines.school_award import award_of, name_of
from pipelines.school_claims import Claims, named_claims, qualifier, values
from pipelines.school_statement import statement_of

_LEAST_TIMES = {"per_credit": 3, "per_clock_hour": 20, "per_course": 2, "per_month": 2, "per_term": 1, "per_year": 1}
"""How many times a rate the price of a whole program is at least."""


def school_page(records: Iterable[Claims]) -> dict[str, Any]:
    """``is_him_page``, ``address`` and ``programs`` of the records of one page."""
    told = list(records)
    address = next(
        (place for field in ("address_text", "data_address") for claims in told for place in values(claims, field)),
        None,
    )
    if isinstance(address, list):
        address = address[0]
    return {"is_him_page": bool(told), "address": address, "programs": [program_of(claims) for claims in told]}


def program_of(claims: Claims) -> dict[str, Any]:
    """One program: every field of the view, null, empty or false where the page does not say."""
    award = award_of(claims)
    return {
        "name": name_of(claims),
        **{key: award[key] for key in ("credential", "abbreviation", "field")},
        "credits": _credits(claims, award),
        "clock_hours": next(values(claims, "clock_hours_text"), None),
        "delivery": _delivery(claims, award),
        "charges": _charges(claims),
        "cahiim": _cahiim(claims, award),
        "outcomes": _different(one for told in values(claims, "outcome_text") for one in told),
        "courses": _courses(values(claims, "course")) or _courses(values(claims, "data_course")),
        "prerequisites": next(values(claims, "prerequisites_text", "data_prerequisites"), False),
        "deadline": next(values(claims, "deadline_text", "data_deadline"), None),
        "aid_url": _aid_url(claims),
        "email": next(values(claims, "email", "data_email"), None),
        "phone": next(values(claims, "phone", "data_phone"), None),
    }


def _credits(claims: Claims, award: Mapping[str, Any]) -> int | float | None:
    """The likeliest figure; a range that stands before it is the answer, and no single figure."""
    told = next(values(claims, "credits_text", "data_credits"), award["credits"])
    return None if isinstance(told, dict) else told


def _delivery(claims: Claims, award: Mapping[str, Any]) -> list[str]:
    """The modes that labels tell; without them those of sentences; without them those of the data."""
    modes: list[str] = []
    for fields in (("delivery_text", "location_text"), ("delivery_words",), ("data_delivery",)):
        modes = modes or [mode for told in values(claims, *fields) for mode in told]
    if award["delivery"]:
        modes.append(award["delivery"])
    return list(dict.fromkeys(modes))


def _charges(claims: Claims) -> list[dict[str, Any]]:
    """The charges of the text, and those in the data of the page that do not contradict it."""
    text = [charge for told in values(claims, "tuition_text") for charge in told]
    data = [charge for told in values(claims, "data_price") for charge in told]
    kept = (charge for charge in data if not any(_same_price(charge, one) or _is_rate(charge, one) for one in text))
    return _strongest([*text, *kept])


def _strongest(charges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each different charge once; one that only says less than another about the same amount is the same charge."""
    told = _different(charges)
    return [one for one in told if not any(other is not one and _says_less(one, other) for other in told)]


def _says_less(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    same = all(one[key] == other[key] for key in ("amount_min", "amount_max", "kind"))
    return same and all(one[key] == other[key] or one[key] in (None, "unknown", "any") for key in one)


def _same_price(charge: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two charges are for the same thing, so that the amounts can agree or contradict each other."""
    residencies = {charge["residency"], other["residency"]}
    bases = {charge["basis"], other["basis"]}
    is_alike = len(bases) == 1 or "unknown" in bases
    return charge["kind"] == other["kind"] and is_alike and (len(residencies) == 1 or "any" in residencies)


def _is_rate(charge: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a price of a program in the data is too small beside a rate of the text, and so another rate."""
    least = _LEAST_TIMES.get(str(other["basis"]), 0)
    is_alike = charge["kind"] == other["kind"] and charge["basis"] == "per_program"
    return is_alike and least > 0 and Decimal(charge["amount_min"]) < Decimal(other["amount_min"]) * least


def _cahiim(claims: Claims, award: Mapping[str, Any]) -> dict[str, Any] | None:
    told = statement_of(claims, award)
    return {key: told[1][key] for key in ("status", "level", "until_year")} if told is not None else None


def _aid_url(claims: Claims) -> str | None:
    for told in values(claims, "aid_url"):
        return str(told)
    for _, claim in named_claims(claims, "aid_link"):
        return str(qualifier(claim, "absolute"))
    return None


def _courses(told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The different courses; a code that is told again without its title, in a plan by terms, is no other course."""
    different = _different(told)
    titled = {course["code"] for course in different if course["title"]}
    return [course for course in different if course["title"] or course["code"] not in titled]


def _different(told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[str, dict[str, Any]] = {}
    for value in told:
        seen.setdefault(json.dumps(value, sort_keys=True), value)
    return list(seen.values())
