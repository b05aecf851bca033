"""Which of an institution's programs a record speaks of: by its level and field, or by its award and CIP. Pure.

Schools report like programs under different codes, so a field at a level has several, in order; a code further down
counts only where no program has one before it. Two programs that fit alike are none.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from pipelines.merge import Claims
from pipelines.normalize.award_level import award_level, award_levels
from pipelines.normalize.credential import predicted
from pipelines.normalize.refusal import Refusal
from pipelines.tables import reference_rows

_AS_IPEDS = {"diploma": "certificate"}
"""IPEDS counts diplomas below a degree as certificates."""
_CREDENTIALS = ("credential_text", "data_credential")


def program_of(claims: Claims, keys: Iterable[str]) -> tuple[str | None, str]:
    """The key (UNITID:CIP:award level) of the one program that the claims speak of, and how it was found or why not.

    ``claims`` are those of a listing, an accreditor's list or a school's page; ``keys`` the institution's programs.
    """
    level, cips = subject_and_level(claims)
    if not level or not cips:
        return None, "no_program: it names no credential with a subject"
    of_level = [key for key in keys if _credential_of(key) == level]
    for rank, cip in enumerate(cips):
        fitting = [key for key in of_level if key.split(":")[1] == cip]
        if len(fitting) == 1:
            return fitting[0], "credential_and_cip" if rank == 0 else f"credential_and_another_cip: {cip}"
        if fitting:
            return None, f"no_program: {len(fitting)} programs have the credential {level} and the CIP {cip}"
    return None, f"no_program: no program has the credential {level} and the CIP {' or '.join(cips)}"


def subject_and_level(claims: Claims) -> tuple[str | None, tuple[str, ...]]:
    """The level (a credential) and the CIP codes that may stand for the subject, the likeliest first."""
    title, award = _words(claims, "program_title"), _words(claims, "credential")
    read = _read(f"{award} in {title}" if award and title else award or title)
    told = next((found for name in _CREDENTIALS if isinstance(found := _value(claims, name), dict)), {})
    told = {**read, **{name: value for name, value in told.items() if value and value != "other"}}
    level = _value(claims, "level") or told["credential"]
    level = _AS_IPEDS.get(str(level), str(level)) if level else None
    if printed := _value(claims, "cip"):
        return level, (str(printed),)
    subject = _value(claims, "field") or told["field"]
    usual = _cips().get((str(subject), str(level)))
    return level, usual or ((str(told["cip"]),) if told["cip"] else ())


def _value(claims: Claims, name: str) -> Any:
    return (claims.get(name) or [None])[0]


def _words(claims: Claims, name: str) -> str:
    told = claims.get(name) or [None]
    return str(told[1] if len(told) > 1 and told[1] else told[0] or "")


def _read(words: str) -> dict[str, Any]:
    try:
        return predicted(words)
    except Refusal:
        return {"credential": None, "cip": None, "field": None}


def own_parts(claims: Claims) -> tuple[str, str, str] | None:
    """CIP code, award level and credential of a program that only such claims tell of; None where they are silent."""
    level, cips = subject_and_level(claims)
    code = level_code(level) if level else None
    return (cips[0], code, level) if level and cips and code else None


@cache
def level_code(credential: str) -> str | None:
    """The award level of a credential: that of IPEDS if it has one alone, else a word of this directory; None if
    neither is.
    """
    codes = [level.code for level in award_levels().values() if level.credential == credential and not level.historical]
    if len(codes) == 1:
        return codes[0]
    untold = [row["award_level"] for row in reference_rows("untold_levels") if row["credential"] == credential]
    return untold[0] if untold else None


def _credential_of(program_key: str) -> str:
    try:
        return award_level(program_key.split(":")[2]).credential
    except Refusal:
        return ""


@cache
def _cips() -> dict[tuple[str, str], tuple[str, ...]]:
    """Field and level -> the codes under which schools report it, in order."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for row in reference_rows("lead_program_cips"):
        found.setdefault((row["field"], row["level"]), []).append((int(row["rank"]), row["cip"]))
    return {key: tuple(cip for _, cip in sorted(cips)) for key, cips in found.items()}
