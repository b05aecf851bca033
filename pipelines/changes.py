"""What moved between two assemblies: one field of one thing, or of one row that belongs to a thing.

Pure comparison of rows; finds no cause (pipelines.change_causes) and writes nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.change_parts import WHOLE as WHOLE
from db.columns import Cause, Listing

Claim = tuple[str, str] | None
"""Version id and the name of a claim in it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One field that moved, with the claims (version id, claim name) behind the old and the new value, if any.

    ``others`` are further claims that the value may follow from. ``part`` names the row of a table that belongs to the
    thing, ``whole`` is that row as JSON when it left. A cause that is given is not looked for.
    """

    kind: str
    thing_id: str
    field: str
    old: Any
    new: Any
    old_claim: Claim = None
    new_claim: Claim = None
    cause: Cause | None = None
    known_at: datetime | None = None
    run_number: int | None = None
    source: str | None = None
    part: str | None = None
    whole: str | None = None
    others: tuple[tuple[Claim, Claim], ...] = ()

    @property
    def claims(self) -> tuple[tuple[Claim, Claim], ...]:
        """All pairs of claims behind the old and the new value, the likeliest first."""
        return ((self.old_claim, self.new_claim), *self.others)


Patterns = Mapping[str, Sequence[str]]
"""Pattern id -> the fields it lists (``field`` or ``field=claim``)."""


GIVEN_CAUSES = {"listing": Cause.absence, "known_from": Cause.merge, "campus": Cause.merge}
"""Columns that move for one reason alone: records that are missed, or that are found to speak of one program."""


def field_claims(evidence: str, patterns: Patterns) -> dict[str, tuple[str, str]]:
    """Field -> (version id, claim name), from the stored evidence of a thing."""
    found = {}
    for version_id, pattern_id in json.loads(evidence).items():
        for name in patterns[pattern_id]:
            field, _, claim = name.partition("=")
            found[field] = (version_id, claim or field)
    return found


def compare_rows(
    kind: str,
    columns: Sequence[str],
    old: Sequence[Any],
    new: Sequence[Any],
    skipped: frozenset[str],
    patterns: Patterns,
    *,
    run_number: int | None = None,
) -> list[Moved]:
    """The fields that moved between two rows of one thing; the first column is its id.

    ``run_number`` is the run that brought the thing's own record.
    """
    old_evidence = new_evidence = None
    moved = []
    for position, name in enumerate(columns):
        if name in skipped or old[position] == new[position]:
            continue
        if old_evidence is None or new_evidence is None:
            old_evidence = field_claims(old[columns.index("evidence")], patterns)
            new_evidence = field_claims(new[columns.index("evidence")], patterns)
        told = (old[position], new[position], old_evidence.get(name), new_evidence.get(name))
        cause = GIVEN_CAUSES.get(name)
        moved.append(Moved(kind, new[0], name, *told, cause, run_number=run_number))
    return moved


def listing_of(missing_runs: int, gone: bool) -> Listing:
    """How the state of a record shows in the directory."""
    if gone:
        return Listing.unlisted
    return Listing.unconfirmed if missing_runs else Listing.listed
