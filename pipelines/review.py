"""The records that the linker could not place without a person: each with the institutions that come into question."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from db.directory_writes import CurrentRecord
from pipelines.leads import candidate_of
from pipelines.link import Candidate, Linker
from pipelines.link_types import Scored
from pipelines.merge import SourceKind

REVIEW = "review"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One record that waits for a person."""

    source: str
    kind: str
    record_key: str
    candidate: Candidate
    reason: str
    candidates: tuple[Scored, ...]

    def as_json(self) -> dict[str, Any]:
        """The item as JSON-able values."""
        said = {name: value for name, value in asdict(self.candidate).items() if value and name != "id"}
        return {
            "source": self.source, "kind": self.kind, "record_key": self.record_key, "said": said,
            "reason": self.reason, "candidates": [asdict(one) for one in self.candidates],
        }  # fmt: skip


def review_items(listed: Mapping[SourceKind, Iterable[CurrentRecord]], linker: Linker) -> Iterator[ReviewItem]:
    """What the linker sends to review, by source, kind and key."""
    for (source, kind), records in sorted(listed.items()):
        for record in records:
            if record.gone:
                continue
            candidate = candidate_of(source, kind, record, json.loads(record.claims))
            link = linker.link(candidate)
            if link.how == REVIEW:
                yield ReviewItem(source, kind, record.record_key, candidate, link.explanation, link.candidates)


def decision_rows(item: ReviewItem, unitid: str | None, said: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of a decision: it is ``unitid``, or none of the institutions shown. ``said`` has who, why, as_of."""
    record = {"record_source": item.source, "record_kind": item.kind, "record_key": item.record_key}
    seen = {"name": item.candidate.name, "city": item.candidate.city or "", "state": item.candidate.state or ""}
    verdicts = {unitid: "yes"} if unitid else {one.unitid: "no" for one in item.candidates}
    return [
        {**record, **seen, **said, "unitid": told, "verdict": verdict, "source": "himdir review"}
        for told, verdict in verdicts.items()
    ]
