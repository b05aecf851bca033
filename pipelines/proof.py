"""Does a published value hold? Pure checks of words against claims, and of claims against what was published."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.changes import Patterns, field_claims
from pipelines.claims import read_claim
from pipelines.lead_programs import own_parts
from pipelines.merge import choices, derived
from pipelines.override_fields import KIND, SOURCE

CORRECTION = (SOURCE, KIND)


class WordsChecker:
    """Checks that the words found again give the claim; remembers what it has read, as columns repeat themselves."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str, str], tuple[Any, str | None]] = {}

    def wrong(self, kind: str, field: str, claim: list[Any], found: str) -> str:
        """Why the claim does not hold against the words found; empty when it does."""
        value, words, state = (*claim, None, None)[:3]
        words = str(value) if words is None else words
        if words != found:
            return f"the capture says {found[:80]!r}, the claim {words[:80]!r}"
        plain_field = field.partition(".")[0]
        key = (kind, plain_field, found)
        if key not in self._read:
            self._read[key] = read_claim(kind, plain_field, found)[:2]
        again = self._read[key]
        if again != (value, state):
            return f"the words {found[:80]!r} now read {again[0]!r}, the claim is {value!r}"
        return ""


def wrong_columns(
    thing: str,
    row: Mapping[str, Any],
    records: Mapping[str, tuple[tuple[str, str], dict[str, list[Any]]]],
    patterns: Patterns,
) -> Iterator[tuple[str, str]]:
    """The fields of a published row that do not follow from the claims they cite, each with why.

    ``records``: version id -> ((source, kind), claims).
    """
    cited = field_claims(row["evidence"], patterns)
    states = json.loads(row["states"])
    for field, ways in choices(thing).items():
        published = row[field]
        if published is None:
            if field not in states:
                yield field, "a null without a state"
            continue
        if field not in cited:
            yield field, "a value without a claim"
            continue
        version_id, claim_name = cited[field]
        if version_id not in records:
            yield field, f"the record version {version_id} is not in the snapshot"
            continue
        kind, claims = records[version_id]
        by_key = any(way.of_key is not None and kind == (way.source, way.kind) for way in ways)
        key = (str(row["unitid"]), *(own_parts(claims) or ())) if by_key else None
        follows = [
            derived(way, claims[claim_name], key)
            for way in ways
            if claim_name in claims and way.claim == claim_name and kind in ((way.source, way.kind), CORRECTION)
        ]
        if kind == CORRECTION and claim_name == field and claim_name in claims:
            follows = [claims[claim_name][0]]
        if not any(value == published for value in follows):
            yield field, f"published {published!r}, but the claim gives {follows[:1]}"
