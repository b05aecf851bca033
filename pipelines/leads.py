"""Records that are leads: which institution a list or a page speaks of, or why none is known.

Which program of it they speak of, and which of them make one, is decided in pipelines.spoken_programs.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from db.directory_writes import CurrentRecord
from pipelines.link import Candidate, Linker
from pipelines.link_decision_file import candidate_id
from pipelines.merge import Claims, SourceKind
from pipelines.normalize.location import state_code
from pipelines.normalize.refusal import Refusal
from pipelines.tables import reference_rows

LEAD_KINDS = (
    ("cahiim", "program_accreditation"),
    ("listings", "listing_program"),
    ("pcap", "program_approval"),
    ("school_pages", "school_program"),
)
_PLACES = ("place", "address_text", "data_address")


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead with what it is about: UNITID and program key are None where nothing certain was found.

    The key is UNITID:CIP:award level, that of IPEDS or the one under which IPEDS would list the program, and the campus
    behind it where that is told apart.
    """

    source: str
    kind: str
    record: CurrentRecord
    claims: Claims
    unitid: str | None
    program_key: str | None
    how: str
    score: float


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


def find_leads(source: str, kind: str, records: Iterable[CurrentRecord], linker: Linker) -> Iterator[Lead]:
    """Link each record to an institution by its ids, name, place and website.

    Records that are gone speak no more, but for those that may have made a program.
    """
    makes = (source, kind) in program_makers()
    for record in records:
        if record.gone and not makes:
            continue
        claims: Claims = json.loads(record.claims)
        link = linker.link(candidate_of(source, kind, record, claims))
        how = link.how if link.unitid is not None else f"no_institution: {link.how}"
        yield Lead(source, kind, record, claims, link.unitid, None, how, link.score)


@dataclass(frozen=True, slots=True)
class Maker:
    """Records of a source that prove a program by themselves; the most trusted first by ``rank``."""

    rank: int
    tells_campus: bool


@cache
def program_makers() -> dict[SourceKind, Maker]:
    """By source and kind of record; what is not among them can only speak of a program that another has made."""
    return {
        (row["source"], row["record_kind"]): Maker(int(row["rank"]), row["tells_campus"] == "yes")
        for row in reference_rows("program_makers")
    }


def _value(claims: Claims, name: str) -> Any:
    return (claims.get(name) or [None])[0]


def _state(claims: Claims) -> str | None:
    told = _value(claims, "state")
    try:
        return state_code(told) if isinstance(told, str) else None
    except Refusal:
        return None
