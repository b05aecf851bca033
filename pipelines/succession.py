"""Which institutions of IPEDS are no more: combined into another one, or the same one under another UNITID.

``ACT=C`` with ``NEWID`` and the reference table of successors say the first, ``reference/rekeyed_institutions.csv``
the second. Pure; what follows for ids is in pipelines.redirects.
"""

from collections.abc import Container, Mapping
from datetime import UTC, datetime

import orjson

from db.directory_writes import CurrentRecord
from pipelines.tables import reference_rows

COMBINED = "C"


def combined_institutions(institutions: Mapping[str, CurrentRecord]) -> dict[str, str]:
    """UNITID -> the UNITID that it was combined into, at the end of the chain; for records among ``institutions``.

    A row of the reference table counts once IPEDS lists the institution no longer.
    """
    following = {
        row["unitid"]: row["successor_unitid"]
        for row in reference_rows("institution_successors")
        if row["unitid"] in institutions and institutions[row["unitid"]].gone
    }
    for unitid, record in institutions.items():
        if '"successor_unitid":["' in record.claims:
            claims = orjson.loads(record.claims)
            if str((claims.get("activity") or [None])[0]).strip().upper() == COMBINED:
                following[unitid] = claims["successor_unitid"][0]
    ends = {unitid: _end(unitid, following, institutions) for unitid in following}
    return {unitid: end for unitid, end in ends.items() if end != unitid}


def _end(unitid: str, following: Mapping[str, str], known: Mapping[str, CurrentRecord]) -> str:
    """The end of the chain of successors, as far as it is known; a circle leads nowhere."""
    last, seen = unitid, {unitid}
    while (after := following.get(last)) is not None and after in known:
        if after in seen:
            return unitid
        seen.add(after)
        last = after
    return last


def rekeyed_institutions() -> dict[str, str]:
    """UNITID -> the first UNITID of the same institution, for those that IPEDS has given another number."""
    return {unitid: chain[0] for chain in _chains() for unitid in chain[1:]}


def rekeyed_on() -> dict[str, datetime]:
    """UNITID -> since when it is known to be another number of an older one."""
    return {
        row["new_unitid"]: datetime.fromisoformat(row["as_of"]).replace(tzinfo=UTC)
        for row in reference_rows("rekeyed_institutions")
    }


def replaced_institutions(institutions: Container[str]) -> dict[str, str]:
    """UNITID -> the newest UNITID of the same institution that IPEDS lists, for the numbers that it had before."""
    found = {}
    for chain in _chains():
        present = [unitid for unitid in chain if unitid in institutions]
        found.update(dict.fromkeys(present[:-1], present[-1]) if present else {})
    return found


def _chains() -> list[list[str]]:
    """The numbers of each rekeyed institution, oldest first."""
    after = {row["old_unitid"]: row["new_unitid"] for row in reference_rows("rekeyed_institutions")}
    chains = []
    for first in sorted(after.keys() - set(after.values())):
        chain = [first]
        while (following := after.get(chain[-1])) is not None:
            chain.append(following)
        chains.append(chain)
    return chains
