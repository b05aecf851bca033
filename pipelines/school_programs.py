"""The programs of a school's page as one sees them: the claims of its records put together. For people and for scoring.

Chooses among what a page says of one program, by the order in which its reader gave it; nothing is stored.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Claims = Mapping[str, list[Any]]


def school_page(records: Iterable[Claims]) -> dict[str, Any]:
    """``is_him_page``, ``address`` and ``programs`` of the records of one page."""
    told = list(records)
    address = next((place for claims in told for place in _values(claims, "address_text")), None)
    if isinstance(address, list):
        address = address[0]
    return {"is_him_page": bool(told), "address": address, "programs": [_program(claims) for claims in told]}


def _program(claims: Claims) -> dict[str, Any]:
    name = _name(claims)
    credential = _credential(claims, name)
    return {
        "name": name,
        **{key: credential[key] for key in ("credential", "abbreviation", "field")},
        "credits": next(_values(claims, "credits_text"), credential["credits"]),
        "clock_hours": next(_values(claims, "clock_hours_text"), None),
        "delivery": _delivery(claims, credential),
        "charges": _charges(claims),
        "cahiim": _cahiim(claims, credential),
        "outcomes": _different(one for told in _values(claims, "outcome_text") for one in told),
        "courses": _different(_values(claims, "course")),
        "prerequisites": any(_values(claims, "prerequisites_text")),
        "deadline": next(_values(claims, "deadline_text"), None),
        "aid_url": _aid_url(claims),
        "email": next(_values(claims, "email"), None),
        "phone": next(_values(claims, "phone"), None),
    }


def _claims_of(claims: Claims, field: str) -> Iterator[list[Any]]:
    number = 1
    while (claim := claims.get(field if number == 1 else f"{field}.{number}")) is not None:
        yield claim
        number += 1


def _values(claims: Claims, field: str) -> Iterator[Any]:
    return (claim[0] for claim in _claims_of(claims, field) if claim[0] is not None)


def _qualifier(claim: list[Any], name: str) -> Any:
    return (claim[4] or {}).get(name) if len(claim) > 4 else None


def _name(claims: Claims) -> str:
    claim = next(_claims_of(claims, "program_title"))
    return str(_qualifier(claim, "part") or claim[0])


def _credential(claims: Claims, name: str) -> dict[str, Any]:
    """The award of the title, else of the first line that names one; the subject is the title's."""
    from pipelines.normalize.credential import predicted

    titled = predicted(name)
    if titled["credential"] is not None and titled["abbreviation"] is not None:
        return titled
    for told in _values(claims, "credential_text"):
        if titled["credential"] in (None, told["credential"]):
            field = titled["field"] if titled["field"] != "other" else told["field"]
            return {**told, "field": field, "credits": titled["credits"] or told["credits"]}
    return titled


def _delivery(claims: Claims, credential: Mapping[str, Any]) -> list[str]:
    modes = [mode for told in _values(claims, "delivery_text") for mode in told]
    if not modes:
        modes = [mode for told in _values(claims, "delivery_words") for mode in told]
    if credential["delivery"]:
        modes.append(credential["delivery"])
    return list(dict.fromkeys(modes))


def _charges(claims: Claims) -> list[dict[str, Any]]:
    return _different(charge for told in _values(claims, "tuition_text") for charge in told)


def _cahiim(claims: Claims, credential: Mapping[str, Any]) -> dict[str, Any] | None:
    for told in _values(claims, "cahiim_statement"):
        own = credential["credential"]
        level = told["level"] or (own if own in ("associate", "bachelor", "master") else None)
        return {"status": told["status"], "level": level, "until_year": told["until_year"]}
    return None


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
