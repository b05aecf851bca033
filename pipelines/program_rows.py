"""Rows of programs that one record speaks of: the common case, without the objects of the general one. Writes nothing.

A record's claims begin with the parts of its own key, and what follows is said alike by very many programs: each such
ending is read once.
"""

from typing import Any

import orjson

from db.columns import Listing
from pipelines.changes import listing_of
from pipelines.identity import PatternBook
from pipelines.merge import SinglePlan, SourceKind, read_single, single_plan_for
from pipelines.things import COUNTED, PROGRAM_FIELDS, states_json

_LISTED = Listing.listed.value
_MOST_KEPT = 200_000
Told = tuple[list[Any], str, str]
"""What claims say: the values of the fields, the id of the citation pattern, the states of what is missing."""


class ProgramRows:
    """Builds rows of ``program`` from records of one source and kind, whose key is UNITID, CIP code and award level."""

    def __init__(self, book: PatternBook, kind: SourceKind) -> None:
        self._book = book
        self._plan = single_plan_for("program", PROGRAM_FIELDS, kind)
        self._places = _places_of_key(self._plan) if self._plan else None
        self._endings: dict[tuple[str | None, ...], tuple[str, str]] = {}
        self._told: dict[tuple[str, str], Told] = {}

    def row(
        self, program_id: str, institution_id: str, period: str, key: tuple[str, str, str], version_id: str,
        claims: str, missing_runs: int, gone: bool,
    ) -> tuple[Any, ...] | None:  # fmt: skip
        """The row, or None where the general way has to be taken."""
        told = self._quickly(key, claims) or self._read(claims)
        if told is None:
            return None
        values, pattern_id, states = told
        listing = _LISTED if not missing_runs and not gone else listing_of(missing_runs, gone).value
        evidence = f'{{"{version_id}":"{pattern_id}"}}'
        return (program_id, institution_id, *values, period, listing, evidence, states, *COUNTED)

    def _quickly(self, key: tuple[str, str, str], claims: str) -> Told | None:
        """What claims say that begin with the parts of the key; None for others."""
        unitid, cip, level = key
        begin = f'{{"unitid":["{unitid}"],"cip":["{cip}"],"award_level":["{level}"],'
        if self._places is None or not claims.startswith(begin):
            return None
        ending = level, claims[len(begin) :]
        if (told := self._told.get(ending)) is None:
            if (told := self._read(claims)) is None:
                return None
            if len(self._told) < _MOST_KEPT:
                self._told[ending] = told
        values = told[0].copy()
        values[self._places[0]], values[self._places[1]] = unitid, cip
        return values, told[1], told[2]

    def _read(self, claims: str) -> Told | None:
        if self._plan is None or (read := read_single(self._plan, orjson.loads(claims))) is None:
            return None
        values, missing = read
        if (ending := self._endings.get(missing)) is None:
            cited, states = self._plan.cited_and_states(missing)
            ending = self._endings[missing] = self._book.id_of(cited), states_json(states)
        return values, *ending


def _places_of_key(plan: SinglePlan) -> tuple[int, int] | None:
    """Where UNITID and CIP code stand among the values; None if another value would follow from them too."""
    derived = {place for place, _ in plan.derivations}
    unitids = [place for place, claim in enumerate(plan.claims) if claim == "unitid"]
    cips = [place for place, claim in enumerate(plan.claims) if claim == "cip"]
    if len(unitids) != 1 or len(cips) != 1 or derived & {*unitids, *cips}:
        return None
    return unitids[0], cips[0]
