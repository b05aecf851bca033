"""From the accepted records of all sources to the directory: fold, link, merge, compare, write; one transaction.

May not fetch, schedule or publish. Readers see nothing of it until a snapshot is published.
"""

import gc
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy.engine import Connection, Engine

from db import directory_writes as store
from db import ledger
from db.folding import runs_to_fold
from pipelines.absence import AbsencePolicy
from pipelines.build_directory import DirectoryBuilder
from pipelines.building import Building
from pipelines.change_log import Step
from pipelines.code_digest import code_digest
from pipelines.decisions import Decisions
from pipelines.fold import fold_accepted_runs
from pipelines.link_decision_file import shipped_decisions
from pipelines.overrides import Overrides, override_notes
from pipelines.rules import rules_digest
from pipelines.scope import Scope, scope_of
from pipelines.tables import reference_digest
from pipelines.things import ANCHOR_SOURCE

VERSION = "1"
LONGEST_FINGERPRINT = 64


@dataclass(slots=True)
class Assembly:
    """What an assembly did. ``unchanged`` means that nothing it is made from has moved since the last one."""

    publication: int
    unchanged: bool
    counts: dict[str, int] = field(default_factory=dict)
    changes: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


def assemble(
    engine: Engine,
    policies: Mapping[str, AbsencePolicy],
    refresh_id: str | None = None,
    scope_words: str | None = None,
    decisions: Decisions | None = None,
) -> Assembly:
    """Bring the directory tables up to the accepted runs; ``policies`` by source. One transaction, all or nothing."""
    decisions = decisions or Decisions()
    with _without_garbage_collection(), engine.begin() as connection:
        taken_in = [run.run_number for run in runs_to_fold(connection)]
        folded = fold_accepted_runs(connection, policies)
        notes = folded.held
        overrides = Overrides(connection, decisions.today)
        scope = _scope(connection, scope_words)
        made_from = (VERSION, code_digest(), rules_digest(), reference_digest())
        decided = (*filter(None, [decisions.links.digest]), *sorted(overrides.expired))
        told = (scope.name, *made_from, *decided)
        generation = ledger.generation(connection)
        fingerprint = _fingerprint(generation, told)
        last = store.last_publication(connection)
        if last is not None and last.fingerprint == fingerprint:
            notes += override_notes(connection)
            return Assembly(last.publication, True, json.loads(last.counts), Counter(), notes)
        publication = store.open_publication(connection, fingerprint, scope.name, refresh_id)
        scope_moved = last is not None and last.scope != scope.name
        step = Step(publication, frozenset(taken_in), first=last is None, scope_moved=scope_moved)
        building = Building(connection, scope, step, overrides, (*shipped_decisions(), *decisions.links.decisions))
        if last is not None and last.fingerprint == _fingerprint(generation - folded.grown, told):
            building.only_records_moved(folded.touched, json.loads(last.counts))
        DirectoryBuilder(building).run()
        store.set_publication_counts(connection, publication, building.counts)
        return Assembly(publication, False, dict(building.counts), building.log.counts, notes + building.notes)


def _fingerprint(generation: int, made_from: Iterable[str]) -> str:
    """What an assembly was made from, in at most as many characters as its column holds."""
    told = "/".join((str(generation), *made_from))
    return told if len(told) <= LONGEST_FINGERPRINT else sha256(told.encode()).hexdigest()[:LONGEST_FINGERPRINT]


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Hundreds of thousands of rows make no cycles; looking for cycles among them would take a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _scope(connection: Connection, words: str | None) -> Scope:
    if words is None:
        arguments = json.loads(store.scope_words(connection, ANCHOR_SOURCE) or "{}")
        words = arguments.get("cip", "him")
    return scope_of(words)
