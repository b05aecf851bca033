"""Records that are leads: which institution and which program a list or a page speaks of, or why neither is known.

A lead never makes a program; it can only speak of one that a proof has made.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from db.directory_writes import CurrentRecord
from pipelines.lead_programs import program_of
from pipelines.link import Candidate, KnownInstitution, Linker
from pipelines.link_decision_file import candidate_id
from pipelines.merge import Claims
from pipelines.normalize.location import state_code
from pipelines.normalize.refusal import Refusal

LEAD_KINDS = (
    ("cahiim", "program_accreditation"),
    ("listings", "listing_program"),
    ("pcap", "program_approval"),
    ("school_pages", "school_program"),
)
_PLACES = ("place", "address_text", "data_address")


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
    """The school that a record names, as the linker takes it: name, place, website, and the ids that it is known by."""
    place: Any = next((told for name in _PLACES if (told := _value(claims, name))), {})
    place = place[0] if isinstance(place, list) else place
    unitid = _value(claims, "unitid") or (_value(claims, "start_unitid") if "start_unitid.2" not in claims else None)
    return Candidate(
        id=candidate_id(source, kind, record.record_key), name=str(_value(claims, "institution") or ""),
        city=_value(claims, "city") or place.get("city"), state=_state(claims) or place.get("state"),
        zip5=str(_value(claims, "zip") or place.get("zip5") or "")[:5] or None,
        url=_value(claims, "website") or _value(claims, "link"), unitid=unitid, opeid=_value(claims, "opeid"),
    )  # fmt: skip


def find_leads(
    source: str,
    kind: str,
    records: Iterable[CurrentRecord],
    linker: Linker,
    program_keys: Callable[[str], list[str]],
) -> Iterator[Lead]:
    """Link each record to an institution by its ids, name, place and website, then to its one program."""
    for record in records:
        if record.gone:
            continue
        claims: Claims = json.loads(record.claims)
        link = linker.link(candidate_of(source, kind, record, claims))
        if link.unitid is None:
            yield Lead(source, kind, record, claims, None, None, f"no_institution: {link.how}", link.score)
            continue
        program_key, how = program_of(claims, program_keys(link.unitid))
        yield Lead(source, kind, record, claims, link.unitid, program_key, f"{link.how}; {how}", link.score)


def _value(claims: Claims, name: str) -> Any:
    return (claims.get(name) or [None])[0]


def _state(claims: Claims) -> str | None:
    told = _value(claims, "state")
    try:
        return state_code(told) if isinstance(told, str) else None
    except Refusal:
        return None
