"""The programs of a school's page as one sees them: the claims of its records put together. For people and for scoring.

Chooses among what a page says of one program, by the order in which its reader gave it; nothing is stored.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_DEGREES = frozenset(("associate", "bachelor", "master", "doctorate"))
Claims = Mapping[str, list[Any]]


def school_page(records: Iterable[Claims]) -> dict[str, Any]:
    """``is_him_page``, ``address`` and ``programs`` of the records of one page."""
    told = list(records)
    address = next(
        (place for name in ("address_text", "data_address") for claims in told for place in _values(claims, name)), None
    )
    if isinstance(address, list):
        address = address[0]
    return {"is_him_page": bool(told), "address": address, "programs": [_program(claims) for claims in told]}


def _program(claims: Claims) -> dict[str, Any]:
    name = _name(claims)
    credential = _credential(claims, name)
    return {
        "name": name,
        **{key: credential[key] for key in ("credential", "abbreviation", "field")},
        "credits": next(_values(claims, "credits_text", "data_credits"), credential["credits"]),
        "clock_hours": next(_values(claims, "clock_hours_text"), None),
        "delivery": _delivery(claims, credential),
        "charges": _charges(claims),
        "cahiim": _cahiim(claims, credential),
        "outcomes": _different(one for told in _values(claims, "outcome_text") for one in told),
        "courses": _different(_values(claims, "course")) or _different(_values(claims, "data_course")),
        "prerequisites": next(_values(claims, "prerequisites_text", "data_prerequisites"), False),
        "deadline": next(_values(claims, "deadline_text", "data_deadline"), None),
        "aid_url": _aid_url(claims),
        "email": next(_values(claims, "email", "data_email"), None),
        "phone": next(_values(claims, "phone", "data_phone"), None),
    }


def _claims_of(claims: Claims, field: str) -> Iterator[list[Any]]:
    number = 1
    while (claim := claims.get(field if number == 1 else f"{field}.{number}")) is not None:
        yield claim
        number += 1


def _values(claims: Claims, *fields: str) -> Iterator[Any]:
    """The values that are there, of the first field before those of the next."""
    return (claim[0] for field in fields for claim in _claims_of(claims, field) if claim[0] is not None)


def _qualifier(claim: list[Any], name: str) -> Any:
    return (claim[4] or {}).get(name) if len(claim) > 4 else None


def _name(claims: Claims) -> str:
    claim = next(_claims_of(claims, "program_title"))
    return str(_qualifier(claim, "part") or claim[0])


def _credential(claims: Claims, name: str) -> dict[str, Any]:
    """The award of the title, else of the first line that names one; the subject is the title's."""
    from pipelines.normalize.credential import predicted

    titled = predicted(name)
    if titled["credential"] == "certificate":
        later = (told["credential"] for told in _values(claims, "credential_text"))
        titled["credential"] = next((told for told in later if str(told).endswith("_certificate")), "certificate")
    if titled["field"] == "other":
        titled["field"] = next((predicted(told)["field"] for told in _values(claims, "page_title")), "other")
    if titled["credential"] is not None and titled["abbreviation"] is not None:
        return titled
    for told in _values(claims, "credential_text", "data_credential"):
        if titled["credential"] in (None, told["credential"]):
            field = titled["field"] if titled["field"] != "other" else told["field"]
            return {**told, "field": field, "credits": titled["credits"] or told["credits"]}
    return titled


def _delivery(claims: Claims, credential: Mapping[str, Any]) -> list[str]:
    modes = [mode for told in _values(claims, "delivery_text") for mode in told]
    if not modes:
        modes = [mode for told in _values(claims, "location_text", "delivery_words") for mode in told]
    if not modes:
        modes = [mode for told in _values(claims, "data_delivery") for mode in told]
    if credential["delivery"]:
        modes.append(credential["delivery"])
    return list(dict.fromkeys(modes))


def _charges(claims: Claims) -> list[dict[str, Any]]:
    """The charges of the text, and those in the data of the page that do not contradict it."""
    text = [charge for told in _values(claims, "tuition_text") for charge in told]
    data = [charge for told in _values(claims, "data_price") for charge in told]
    return _strongest([*text, *(charge for charge in data if not any(_same_price(charge, other) for other in text))])


def _strongest(charges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each different charge once; one that only says less than another about the same amount is the same charge."""
    told = _different(charges)
    return [one for one in told if not any(other is not one and _says_less(one, other) for other in told)]


def _says_less(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    same = all(one[key] == other[key] for key in ("amount_min", "amount_max", "kind"))
    return same and all(one[key] == other[key] or one[key] in (None, "unknown", "any") for key in one)


def _same_price(charge: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two charges are for the same thing, so that the amounts can agree or contradict each other."""
    one, two = (charge["residency"], other["residency"])
    bases = {charge["basis"], other["basis"]}
    return (
        charge["kind"] == other["kind"]
        and (len(bases) == 1 or "unknown" in bases)
        and (one == two or "any" in (one, two))
    )


def _cahiim(claims: Claims, credential: Mapping[str, Any]) -> dict[str, Any] | None:
    """The first statement that covers this program: one that names its level before one that names none."""
    own = credential["credential"]
    statements = [one for told in _values(claims, "cahiim_statement") for one in told]
    if own in _DEGREES:
        ours = [one for one in statements if own in one["levels"]] or [one for one in statements if not one["levels"]]
    else:
        plain = [one for one in statements if not set(one["levels"]) & _DEGREES]
        ours = [one for one in plain if "certificate" in one["levels"]] or plain
        if own is None:
            ours = ours or statements
    fitting = [one for one in ours if _covers(one["field"], credential["field"])]
    if not fitting:
        return None
    named = [level for level in fitting[0]["levels"] if level in _DEGREES]
    level = own if own in _DEGREES else named[0] if own is None and len(named) == 1 else None
    return {"status": fitting[0]["status"], "level": level, "until_year": fitting[0]["until_year"]}


def _covers(covered: str | None, own: str) -> bool:
    """Whether a statement on one field may be about a program of another."""
    return covered is None or own == "other" or (covered == "health_informatics") == (own == "health_informatics")


def _aid_url(claims: Claims) -> str | None:
    for told in _values(claims, "aid_url"):
        return str(told)
    for claim in _claims_of(claims, "aid_link"):
        return str(_qualifier(claim, "absolute"))
    return None


def _different(values: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[str, dict[str, Any]] = {}
    for value in values:
        seen.setdefault(json.dumps(value, sort_keys=True), value)
    return list(seen.values())
