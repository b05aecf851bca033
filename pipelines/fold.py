"""Taking accepted runs into the records: who is present, who is missing, and who is proven gone.

Touches nothing that readers see. The absence policy decides; this module only hands it what it asks for.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.engine import Connection

from db import folding, ledger
from pipelines.absence import AT_ONCE, AbsencePolicy, Missing, decide
from pipelines.override_fields import SOURCE as CORRECTION
from pipelines.scope import could_have_met


@dataclass(slots=True)
class Folded:
    """What taking in came to: sentences about absences that were held for a person, and the records whose absence was
    counted or is over (those that moved stand in record_move)."""

    held: list[str] = field(default_factory=list)
    touched: set[tuple[str, str, str]] = field(default_factory=set)
    grown: int = 0


def fold_accepted_runs(connection: Connection, policies: Mapping[str, AbsencePolicy]) -> Folded:
    """Take in all accepted runs, oldest first; what people take back themselves is gone at once."""
    folded, policies = Folded(), {CORRECTION: AT_ONCE, **policies}
    for run in folding.runs_to_fold(connection):
        same_members = folding.last_folded_members(connection, run.source) == run.members_of
        missing_before = folding.missing_keys(connection, run.source)
        changed = 0 if same_members else folding.take_present(connection, run)
        absences, words = _count_absences(connection, run, policies[run.source], same_members)
        folding.mark_folded(connection, run.run_number)
        if changed or absences:
            ledger.grow_generation(connection)
            folded.grown += 1
            told = missing_before | folding.missing_keys(connection, run.source)
            folded.touched.update((run.source, *key) for key in told)
        if words:
            folded.held.append(f"{run.source}: {words}")
    return folded


def _count_absences(
    connection: Connection, run: folding.FoldableRun, policy: AbsencePolicy, same_members: bool
) -> tuple[int, str]:
    arguments = json.loads(run.arguments)
    absent = [
        row
        for row in folding.absent_records(connection, run, only_missing=same_members)
        if could_have_met(arguments, row.kind, row.record_key, by_hosts=run.hosts_read is not None)
    ]
    if run.hosts_read is not None:
        absent = _on_hosts(connection, absent, frozenset(json.loads(run.hosts_read)))
    missing = [
        Missing(row.kind, row.record_key, row.missing_runs, row.missing_since, row.missing_counted_at) for row in absent
    ]
    if not missing:
        return 0, ""
    totals = folding.present_counts(connection, run.source)
    decision = decide(policy, missing, totals, run.started_at)
    gone = {(record.kind, record.record_key) for record in decision.gone}
    rows = [
        (
            r.kind,
            r.record_key,
            r.runs,
            r.since,
            r.counted_at,
            run.started_at if (r.kind, r.record_key) in gone else None,
        )
        for r in decision.counted
    ]
    folding.store_absences(connection, run.source, rows)
    proven = ((row.kind, row.record_key, row.version_id) for row in absent if (row.kind, row.record_key) in gone)
    folding.add_gone(connection, run, proven)
    return len(rows), decision.held


def _on_hosts(connection: Connection, records: list[Any], hosts: frozenset[str]) -> list[Any]:
    """The records that were met on one of these hosts; what stands on a site that failed is not missing."""
    addresses = folding.addresses_of(connection, [row.version_id for row in records])
    return [row for row in records if urlsplit(addresses.get(row.version_id, "")).hostname in hosts]
