"""Which statement on CAHIIM accreditation of a school's page is about this program. A doubt gives none.

A page speaks of several awards; a statement on the associate degree is not one on the certificate beside it.
"""

from collections.abc import Mapping
from typing import Any

from pipelines.school_award import award_of
from pipelines.school_claims import Claims, named_claims, qualifier

DEGREES = frozenset(("associate", "bachelor", "master", "doctorate"))
_Told = tuple[str, Mapping[str, Any]]


def statement_of(claims: Claims, award: Mapping[str, Any] | None = None) -> tuple[str, dict[str, Any]] | None:
    """The name of the claim, and status, level, until_year and field of the statement that covers the program.

    One that names the program's level comes before one that names none. ``level`` is the degree that is covered, None
    for certificates.
    """
    award = award if award is not None else award_of(claims)
    fitting = [
        (name, one) for name, one in _candidates(claims, award["credential"]) if _covers(one["field"], award["field"])
    ]
    if not fitting:
        return None
    name, told = fitting[0]
    return name, {
        "status": told["status"],
        "level": _level(told["levels"], award["credential"]),
        "until_year": told["until_year"],
        "field": told["field"],
    }


def _candidates(claims: Claims, own: str | None) -> list[_Told]:
    told = [
        (name, one, qualifier(claim, "of") == "several")
        for name, claim in named_claims(claims, "cahiim_statement")
        for one in (claim[0] if isinstance(claim[0], list) else [])
    ]
    if own in DEGREES:
        named = [(name, one) for name, one, _ in told if own in one["levels"]]
        return named or [(name, one) for name, one, _ in told if not one["levels"]]
    of_no_degree = [(name, one, shared) for name, one, shared in told if not set(one["levels"]) & DEGREES]
    named = [(name, one) for name, one, _ in of_no_degree if "certificate" in one["levels"]]
    plain = [(name, one) for name, one, shared in of_no_degree if not (shared and one["status"] != "not_accredited")]
    return named or plain or ([(name, one) for name, one, _ in told] if own is None else [])


def _covers(covered: str | None, own: str) -> bool:
    """Whether a statement on one field may be about a program of another."""
    return covered is None or own == "other" or (covered == "health_informatics") == (own == "health_informatics")


def _level(levels: list[str], own: str | None) -> str | None:
    if own in DEGREES:
        return own
    named = [level for level in levels if level in DEGREES]
    return named[0] if own is None and len(named) == 1 else None
