"""What a record's statements are about: a program or institution of the directory, or a thing with a public code.

Never guesses: a record that leads to nothing in the directory has no statements.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from db.directory_writes import CurrentRecord
from pipelines.leads import Lead
from pipelines.merge import Claims, SourceKind
from pipelines.statement_plan import PUBLIC_CODES
from pipelines.tables import reference_rows

NOTHING: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DirectoryThings:
    """What the directory holds: institution ids by UNITID and by OPEID, program ids by IPEDS key, CIP codes.

    ``program_keys`` gives the keys (UNITID:CIP:award level) of an institution's programs.
    """

    institutions: Mapping[str, str]
    by_opeid: Mapping[str, str]
    program_id: Callable[[str], str | None]
    program_keys: Callable[[str], Iterable[str]]
    cips: Collection[str]
    leads: Mapping[tuple[SourceKind, str], Lead]

    def of(self, kind: SourceKind) -> Callable[[str, CurrentRecord, Claims], Sequence[tuple[str, str]]]:
        """The function that finds the things of a record of this source and kind."""

        def things(subject: str, record: CurrentRecord, claims: Claims) -> Sequence[tuple[str, str]]:
            if subject in PUBLIC_CODES:
                return self._by_code(subject, record, claims)
            if subject == "institution_cip4_level":
                return self._by_pooled_level(record)
            lead = self.leads.get((kind, record.record_key))
            if subject == "institution":
                return self._institution(lead, claims)
            found = self.program_id(lead.program_key) if lead is not None and lead.program_key else None
            return (("program", found),) if found else NOTHING

        return things

    def _by_code(self, subject: str, record: CurrentRecord, claims: Claims) -> Sequence[tuple[str, str]]:
        told = claims.get(PUBLIC_CODES[subject])
        code = str(told[0]) if told and told[0] else record.record_key.rpartition(":")[2]
        if subject == "cip" and code not in self.cips:
            return NOTHING
        return ((subject, code),)

    def _by_pooled_level(self, record: CurrentRecord) -> Sequence[tuple[str, str]]:
        unitid, cip4, level = (*record.record_key.split(":"), "", "")[:3]
        if unitid not in self.institutions:
            return NOTHING
        prefix = cip4 if "." in cip4 else f"{cip4[:2]}.{cip4[2:]}"
        fitting = [key for key in self.program_keys(unitid) if _fits(key, prefix, level)]
        found = [self.program_id(key) for key in fitting]
        return tuple(("program", program_id) for program_id in found if program_id)

    def _institution(self, lead: Lead | None, claims: Claims) -> Sequence[tuple[str, str]]:
        if lead is not None:
            found = self.institutions.get(lead.unitid or "")
        else:
            unitid, opeid = (str((claims.get(name) or [None])[0] or "") for name in ("unitid", "opeid"))
            found = self.institutions.get(unitid) or self.by_opeid.get(opeid)
        return (("institution", found),) if found else NOTHING


def _fits(program_key: str, cip4: str, level: str) -> bool:
    _, cip, award_level = program_key.split(":")
    return cip.startswith(cip4) and _scorecard_level(award_level) == level


@cache
def _scorecard_level(award_level: str) -> str:
    """The Scorecard's credential level of an IPEDS award level; empty where it has none."""
    rows = reference_rows("scorecard_levels")
    return next((row["credential_level"] for row in rows if row["award_level"] == award_level), "")
