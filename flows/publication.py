"""Handing the directory to readers: invariants first, then a snapshot; or the one in force stays. Decides no rule."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Engine

from db import decisions, ledger
from db import directory_writes as store
from db.overrides import last_correction_run
from db.publish import MANIFEST, current_snapshot, publish_snapshot
from db.snapshot import VIEWS, contract_layout
from flows.corrections import CARD
from pipelines.accuracy_figures import first_figures
from pipelines.accuracy_floors import accuracy_floors, fallen_figures
from pipelines.accuracy_present import present_figures
from pipelines.assemble import Assembly
from pipelines.invariants import broken_invariants
from pipelines.override_fields import SOURCE
from spiders.environment import Environment
from spiders.source import source_card, source_names

CARD_FIELDS = (
    "name", "title", "publisher", "home_url", "gives", "terms", "terms_url", "license", "cadence", "freshness_days",
    "proof", "verified_live", "parser_version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Published:
    """What readers have now: the snapshot's id, whether it is a new one, and why none was made if one was refused."""

    snapshot_id: str | None
    fresh: bool
    refused: tuple[str, ...] = ()


def publish(engine: Engine, environment: Environment, assembly: Assembly) -> Published:
    """Publish an assembly unless it is in force already, breaks an invariant, or the rules misread too much."""
    figures, floors = present_figures(), accuracy_floors()
    accuracy = [figure.public() for figure in (*figures, *first_figures())]
    with engine.begin() as connection:
        cards = [_card(name) for name in source_names()]
        if last_correction_run(connection, SOURCE) is not None:
            cards.append(CARD)
        last = store.last_publication(connection)
        facts = {
            "scope": last.scope if last else "",
            "web": ledger.home_kind(connection),
            "layout": _digest(VIEWS.read_text(encoding="utf-8") + contract_layout()),
            "cards": _digest(json.dumps(cards, sort_keys=True)),
            "accuracy": _digest(json.dumps([accuracy, [str(floor) for floor in floors]])),
        }
        in_force = current_snapshot(environment.published_folder)
        if last and in_force and last.snapshot_id == in_force.name and _facts(in_force) == facts:
            return Published(last.snapshot_id, fresh=False)
        if held := decisions.rollback_in_force(connection):
            words = f"{held['who']} rolled back to {held['subject']} ({held['why']}); end that with: himdir release"
            return Published(in_force.name if in_force else None, fresh=False, refused=(words,))
        earlier, scope = store.previous_counts(connection, assembly.publication)
        orphans, unproven = store.orphans_and_unproven(connection)
        same_scope = scope == facts["scope"]
        reasons = broken_invariants(assembly.counts, earlier, same_scope=same_scope, orphans=orphans, unproven=unproven)
        reasons += fallen_figures(figures, floors)
        if reasons:
            return Published(in_force.name if in_force else None, fresh=False, refused=tuple(reasons))
        snapshot = publish_snapshot(connection, environment.published_folder, cards, facts, accuracy)
        store.set_published(connection, assembly.publication, snapshot.snapshot_id)
        return Published(snapshot.snapshot_id, fresh=in_force is None or in_force.name != snapshot.snapshot_id)


def _card(name: str) -> dict[str, Any]:
    told = source_card(name).model_dump()
    return {field: told[field] for field in CARD_FIELDS}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _facts(folder: Any) -> Any:
    return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["facts"]
