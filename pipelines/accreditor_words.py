"""What a record says about the accreditation of one program, whichever source it is from. Pure; links nothing.

A list of an accreditor speaks with the accreditor's voice; a school's page tells what the school says of itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipelines.merge import Claims, SourceKind
from pipelines.school_statement import statement_of
from pipelines.tables import reference_rows

SHORT_STATUSES = {
    "accredited": True, "initial": True, "probation": True, "candidate": False, "withdrawn": False, "expired": False,
    "not_accredited": False, "not_listed": False,
}  # fmt: skip
"""Whether a status counts as accredited; of all others that is unknown."""


@dataclass(frozen=True, slots=True)
class AccreditorWord:
    """One statement about one program: agency, status (a word of the accreditation normalizer) and what it covers."""

    agency: str
    status: str
    claim_field: str
    code: str | None = None
    level: str | None = None
    field: str | None = None
    since: date | None = None
    until_year: int | None = None
    review_year: int | None = None

    @property
    def counts_as_accredited(self) -> bool | None:
        """Whether graduates count meanwhile; None where the status does not tell."""
        return counts_as_accredited(self.status, self.code)

    @property
    def until(self) -> date | None:
        """The first day after the last year that the statement names."""
        return date(self.until_year + 1, 1, 1) if self.until_year else None


def counts_as_accredited(status: str, code: str | None) -> bool | None:
    """By CAHIIM's finer code where there is one, else by the plain status, that of another accreditor's code too."""
    if code is not None:
        told = {
            row["counts_as_accredited"]
            for row in reference_rows("accreditation_statuses")
            if row["scheme"] == "CAHIIM" and row["code"] == code
        }
        if told and told <= {"yes", "no"}:
            return told == {"yes"}
        plain = {row["status"] for row in reference_rows("accreditor_statuses") if row["code"] == code}
        if not told and len(plain) == 1:
            status = plain.pop()
    return SHORT_STATUSES.get(status)


def said(kind: SourceKind, claims: Claims) -> list[AccreditorWord]:
    """The statements of a record; empty when its kind says nothing of accreditation, or this record does not."""
    reader = READERS.get(kind)
    return reader(claims) if reader is not None else []


def speaks_of_accreditation(kind: SourceKind) -> bool:
    """Whether records of this source and kind may say something of a program's accreditation."""
    return kind in READERS


def _of_list(agency: str) -> Callable[[Claims], list[AccreditorWord]]:
    def read(claims: Claims) -> list[AccreditorWord]:
        status = _value(claims, "status")
        told: Mapping[str, Any] = status if isinstance(status, dict) else {"status": status}
        if not told.get("status"):
            return []
        return [
            AccreditorWord(
                agency, str(told["status"]), "status", code=told.get("code"), level=_name(_value(claims, "level")),
                field=_name(_value(claims, "field")), since=_day(_value(claims, "accredited_since")),
                until_year=_year(_value(claims, "until_year")), review_year=_year(_value(claims, "review_year")),
            )
        ]  # fmt: skip

    return read


def _of_school(claims: Claims) -> list[AccreditorWord]:
    told = statement_of(claims) if "cahiim_statement" in claims else None
    if told is None:
        return []
    name, one = told
    until = _year(one["until_year"])
    return [
        AccreditorWord("CAHIIM", str(one["status"]), name, level=one["level"], field=one["field"], until_year=until)
    ]


READERS: dict[SourceKind, Callable[[Claims], list[AccreditorWord]]] = {
    ("cahiim", "program_accreditation"): _of_list("CAHIIM"),
    ("pcap", "program_approval"): _of_list("AHIMA-PCAP"),
    ("school_pages", "school_program"): _of_school,
}


def _value(claims: Claims, name: str) -> Any:
    return (claims.get(name) or [None])[0]


def _name(told: Any) -> str | None:
    """A field in its short word."""
    return {"health_information_management": "him"}.get(told, told) if isinstance(told, str) else None


def _year(told: Any) -> int | None:
    return int(told) if str(told or "").isdigit() and 1900 < int(told) < 2200 else None


def _day(told: Any) -> date | None:
    try:
        return date.fromisoformat(str(told)) if told else None
    except ValueError:
        return None
