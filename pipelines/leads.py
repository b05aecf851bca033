"""Records that are leads: which institution and which program a commercial listing speaks of, or why neither is known.

A lead never makes a program; it can only speak of one that a proof has made.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from db.directory_writes import CurrentRecord
from pipelines.link import Candidate, KnownInstitution, Linker
from pipelines.link_decision_file import candidate_id
from pipelines.merge import Claims
from pipelines.normalize.award_level import award_level
from pipelines.normalize.credential import predicted
from pipelines.normalize.location import state_code
from pipelines.normalize.refusal import Refusal

LEAD_KINDS = (("listings", "listing_program"),)


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead with what it is about: UNITID and program key are None where nothing certain was found."""

    source: str
    kind: str
    record: CurrentRecord
    claims: Claims
    unitid: str | None
    program_key: str | None
    how: str
    score: float


def known_institution(unitid: str, claims: Claims, year: str) -> KnownInstitution:
    """An institution as the linker wants it, from the claims of its IPEDS record."""

    def said(name: str) -> str:
        return str((claims.get(name) or [None])[0] or "")

    return KnownInstitution(
        unitid=unitid,
        name=said("name"),
        aliases=tuple(part.strip() for part in said("alias").replace("|", ";").split(";") if part.strip()),
        earlier_names=(),
        street=said("street"),
        city=said("city"),
        state=said("state"),
        zip5=said("zip")[:5],
        phone=said("phone"),
        web=said("website"),
        opeid=said("opeid"),
        activity=said("activity"),
        successor_unitid=said("successor_unitid") or None,
        closed_on=said("closed_on") or None,
        year=int(year[:4]) if year[:4].isdigit() else 0,
    )


def candidate_of(source: str, kind: str, record: CurrentRecord, claims: Claims) -> Candidate:
    """The school that a record names, as the linker takes it."""
    place: dict[str, Any] = (claims.get("place") or [None])[0] or {}
    place = place[0] if isinstance(place, list) else place
    return Candidate(
        id=candidate_id(source, kind, record.record_key), name=str(claims["institution"][0]), city=place.get("city"),
        state=place.get("state") or _state(claims), zip5=place.get("zip5"),
    )  # fmt: skip


def find_leads(
    source: str,
    kind: str,
    records: Iterable[CurrentRecord],
    linker: Linker,
    program_keys: Callable[[str], list[str]],
) -> Iterator[Lead]:
    """Link each record to an institution by name and place, then to the one program with its credential and CIP."""
    for record in records:
        if record.gone:
            continue
        claims: Claims = json.loads(record.claims)
        link = linker.link(candidate_of(source, kind, record, claims))
        if link.unitid is None:
            yield Lead(source, kind, record, claims, None, None, f"no_institution: {link.how}", link.score)
            continue
        program_key, how = _program(claims, program_keys(link.unitid))
        yield Lead(source, kind, record, claims, link.unitid, program_key, f"{link.how}; {how}", link.score)


def _state(claims: Claims) -> str | None:
    told = (claims.get("state") or [None])[0]
    try:
        return state_code(told) if isinstance(told, str) else None
    except Refusal:
        return None


def _words(claims: Claims, name: str) -> str:
    told = claims.get(name) or [None]
    return str(told[1] if len(told) > 1 and told[1] else told[0] or "")


def _credential(claims: Claims) -> dict[str, Any]:
    """The credential that a listing means: a list prints the award and the title apart, or one of them alone."""
    award, title = _words(claims, "credential"), _words(claims, "program_title")
    try:
        return predicted(f"{award} in {title}" if award and title else award or title)
    except Refusal:
        return {"credential": None, "cip": None}


def _program(claims: Claims, keys: list[str]) -> tuple[str | None, str]:
    said = _credential(claims)
    if not said["credential"] or not said["cip"]:
        return None, "no_program: the listing names no credential with a subject"
    fitting = [key for key in keys if _fits(key, said["credential"], said["cip"])]
    if len(fitting) == 1:
        return fitting[0], "credential_and_cip"
    reason = "no program has" if not fitting else f"{len(fitting)} programs have"
    return None, f"no_program: {reason} the credential {said['credential']} and the CIP {said['cip']}"


def _fits(program_key: str, credential: str, cip: str) -> bool:
    _, program_cip, level = program_key.split(":")
    try:
        return program_cip == cip and award_level(level).credential == credential
    except Refusal:
        return False
