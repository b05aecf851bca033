"""Which claim wins: one published value from the claims of the records that are about one thing. Precedence is data.

A pure function of claims and ``reference/precedence.csv``; what was not chosen and differs stays as a discrepancy.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipelines.normalize.award_level import award_level
from pipelines.tables import reference_rows

VERSION = "1"
Claims = Mapping[str, list[Any]]
SourceKind = tuple[str, str]
MISSING_STATES = ("not_stated", "not_applicable", "suppressed", "unreadable")


@dataclass(frozen=True, slots=True)
class Choice:
    """One place where a field's value may come from, and how it follows from the claim there."""

    source: str
    kind: str
    claim: str
    derive: Callable[[Any], Any] | None
    rank: int
    reason: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A claim that was not chosen and says otherwise."""

    field: str
    version_id: str
    claim: str
    value: Any
    chosen_version_id: str
    chosen_value: Any
    reason: str


@dataclass(slots=True)
class Merged:
    """The values of a thing in the order of its fields, what they rest on, and why the nulls are null."""

    values: list[Any]
    evidence: dict[str, list[str]]
    states: dict[str, str]
    disagreements: list[Disagreement]


@cache
def _label(variable: str, code: str) -> str | None:
    for row in reference_rows("ipeds_labels"):
        if row["variable"] == variable and row["code"] == code:
            return row["label"]
    return None


@cache
def _credential(code: str) -> str:
    return award_level(code).credential


DERIVATIONS: dict[str, Callable[[Any], Any]] = {
    "credential_of_award_level": _credential,
    "is_zero": lambda count: count == 0,
    "control_label": lambda code: _label("control", code),
    "level_label": lambda code: _label("level", code),
}


@cache
def choices(thing: str) -> dict[str, tuple[Choice, ...]]:
    """For each field of a kind of thing, where its value may come from, best first."""
    found: dict[str, list[Choice]] = {}
    for row in reference_rows("precedence"):
        if row["thing"] == thing:
            derive = DERIVATIONS[row["derivation"]] if row["derivation"] else None
            choice = Choice(row["source"], row["record_kind"], row["claim"], derive, int(row["rank"]), row["reason"])
            found.setdefault(row["field"], []).append(choice)
    return {field: tuple(sorted(told, key=lambda choice: choice.rank)) for field, told in found.items()}


@cache
def _plan(
    thing: str, fields: tuple[str, ...], kinds: frozenset[SourceKind]
) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    table = choices(thing)
    return tuple(
        (field, tuple(choice for choice in table.get(field, ()) if (choice.source, choice.kind) in kinds))
        for field in fields
    )


@cache
def _one_way_each(thing: str, fields: tuple[str, ...], kind: SourceKind) -> bool:
    return all(len(plan) <= 1 for _, plan in _plan(thing, fields, frozenset({kind})))


def derived(choice: Choice, claim: list[Any]) -> Any:
    """The published value that follows from a claim; None when the claim states none."""
    value = claim[0]
    return choice.derive(value) if choice.derive is not None and value is not None else value


@cache
def _single_plan(
    thing: str, fields: tuple[str, ...], kind: SourceKind
) -> tuple[tuple[str, str, Callable[[Any], Any] | None, str], ...]:
    """For each field the one claim it may come from in a record of this kind: (field, claim, derivation, citation)."""
    found = []
    for field, plan in _plan(thing, fields, frozenset({kind})):
        best = plan[0] if plan else Choice(*kind, "", None, 0, "")
        found.append((field, best.claim, best.derive, field if best.claim == field else f"{field}={best.claim}"))
    return tuple(found)


def _merge_single(thing: str, fields: tuple[str, ...], kind: SourceKind, version_id: str, claims: Claims) -> Merged:
    """The common case, one record and nothing to choose, without the machinery of choosing."""
    values: list[Any] = []
    cited: list[str] = []
    states: dict[str, str] = {}
    for field, name, derive, citation in _single_plan(thing, fields, kind):
        told = claims.get(name)
        value = told[0] if told is not None else None
        if value is not None and derive is not None:
            value = derive(value)
        values.append(value)
        if value is None:
            states[field] = told[2] if told is not None and len(told) > 2 and told[2] else "not_stated"
        else:
            cited.append(citation)
    return Merged(values, {version_id: cited} if cited else {}, states, [])


def merge(thing: str, fields: tuple[str, ...], records: Sequence[tuple[SourceKind, str, Claims]]) -> Merged:
    """Merge the claims of ``records`` (source and kind, version id, claims) into the values of one thing."""
    if len(records) == 1 and _one_way_each(thing, fields, records[0][0]):
        return _merge_single(thing, fields, *records[0])
    evidence: dict[str, list[str]] = {}
    states: dict[str, str] = {}
    values: list[Any] = []
    disagreements: list[Disagreement] = []
    for field, plan in _plan(thing, fields, frozenset(record[0] for record in records)):
        chosen: tuple[Any, str, Choice] | None = None
        state = "not_stated"
        for choice in plan:
            for kind, version_id, claims in records:
                if kind != (choice.source, choice.kind) or (told := claims.get(choice.claim)) is None:
                    continue
                value = derived(choice, told)
                if value is None:
                    state = told[2] if len(told) > 2 and told[2] else state
                elif chosen is None:
                    chosen = (value, version_id, choice)
                elif value != chosen[0]:
                    disagreements.append(_disagreement(field, chosen, value, version_id, choice))
        if chosen is None:
            values.append(None)
            states[field] = state
        else:
            values.append(chosen[0])
            named = field if chosen[2].claim == field else f"{field}={chosen[2].claim}"
            evidence.setdefault(chosen[1], []).append(named)
    return Merged(values, evidence, states, disagreements)


def _disagreement(
    field: str, chosen: tuple[Any, str, Choice], value: Any, version_id: str, choice: Choice
) -> Disagreement:
    return Disagreement(field, version_id, choice.claim, value, chosen[1], chosen[0], chosen[2].reason)
