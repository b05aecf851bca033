"""Which claim wins: one published value from the claims of the records that are about one thing. Precedence is data.

A pure function of claims and ``reference/precedence.csv``; what was not chosen and differs stays as a discrepancy.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipelines.normalize.award_level import award_level
from pipelines.tables import reference_rows

VERSION = "2"
_WORDS = re.compile(r"[^\W_]+")
Claims = Mapping[str, list[Any]]
SourceKind = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One place where a field's value may come from, and how it follows from the claim there.

    With ``of_key`` it is a part of the key that was found for the thing by this claim and others.
    """

    source: str
    kind: str
    claim: str
    derive: Callable[[Any], Any] | None
    rank: int
    reason: str
    of_key: int | None = None


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
    """The values of a thing in the order of its fields, what they rest on, and why the nulls are null.

    ``evidence`` has (record version id, names of the fields that rest on it), ``states`` (field, value state).
    """

    values: list[Any]
    evidence: tuple[tuple[str, tuple[str, ...]], ...]
    states: tuple[tuple[str, str], ...]
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


OF_KEY = {"unitid_of_its_key": 0, "cip_of_its_key": 1, "award_level_of_its_key": 2, "credential_of_its_key": 3}
"""Derivations of a thing that no record states whole: UNITID, CIP code, award level and credential of its key."""


@cache
def choices(thing: str) -> dict[str, tuple[Choice, ...]]:
    """For each field of a kind of thing, where its value may come from, best first."""
    found: dict[str, list[Choice]] = {}
    for row in reference_rows("precedence"):
        if row["thing"] == thing:
            name, of_key = row["derivation"], OF_KEY.get(row["derivation"])
            derive = DERIVATIONS[name] if name and of_key is None else None
            place = row["source"], row["record_kind"], row["claim"]
            choice = Choice(*place, derive, int(row["rank"]), row["reason"], of_key)
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


def derived(choice: Choice, claim: list[Any], key: tuple[str, ...] | None = None) -> Any:
    """The published value that follows from a claim; None when the claim states none."""
    value = claim[0]
    if choice.of_key is not None:
        return key[choice.of_key] if key is not None and value is not None and choice.of_key < len(key) else None
    return choice.derive(value) if choice.derive is not None and value is not None else value


@dataclass(frozen=True, slots=True)
class SinglePlan:
    """For each field the one claim it may come from in a record of one kind, as the columns of a table."""

    fields: tuple[str, ...]
    claims: tuple[str, ...]
    derivations: tuple[tuple[int, Callable[[Any], Any]], ...]
    citations: tuple[str, ...]
    told: dict[tuple[str | None, ...], tuple[tuple[str, ...], tuple[tuple[str, str], ...]]]

    def cited_and_states(self, missing: tuple[str | None, ...]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """The citations of the fields with a value and the states of those without; ``missing`` has None for a value.

        Few combinations serve very many things, so each is put together once.
        """
        if (found := self.told.get(missing)) is None:
            cited = tuple(name for name, state in zip(self.citations, missing, strict=True) if state is None)
            states = tuple((name, state) for name, state in zip(self.fields, missing, strict=True) if state is not None)
            found = self.told[missing] = cited, states
        return found


@cache
def single_plan_for(thing: str, fields: tuple[str, ...], kind: SourceKind) -> SinglePlan | None:
    """The plan of things that one record of this kind speaks of; None where it leaves something to choose."""
    return _single_plan(thing, fields, kind) if _one_way_each(thing, fields, kind) else None


@cache
def _single_plan(thing: str, fields: tuple[str, ...], kind: SourceKind) -> SinglePlan:
    best = [plan[0] if plan else Choice(*kind, "", None, 0, "") for _, plan in _plan(thing, fields, frozenset({kind}))]
    derivations = tuple((place, one.derive) for place, one in enumerate(best) if one.derive is not None)
    names = zip(fields, best, strict=True)
    citations = tuple(name if one.claim == name else f"{name}={one.claim}" for name, one in names)
    return SinglePlan(fields, tuple(one.claim for one in best), derivations, citations, {})


def read_single(plan: SinglePlan, claims: Claims) -> tuple[list[Any], tuple[str | None, ...]] | None:
    """The values of one record and, for each field, None or the state of what is missing.

    None where a derivation fails, which takes the long way.
    """
    told = list(map(claims.get, plan.claims))
    values = [one[0] if one is not None else None for one in told]
    missing = tuple([None if one is not None and one[0] is not None else _state(one) for one in told])
    for place, derive in plan.derivations:
        if values[place] is not None:
            values[place] = derive(values[place])
            if values[place] is None:
                return None
    return values, missing


def _merge_single(plan: SinglePlan, version_id: str, claims: Claims) -> Merged | None:
    """The common case, one record and nothing to choose; None where a derivation fails."""
    if (read := read_single(plan, claims)) is None:
        return None
    values, missing = read
    cited, states = plan.cited_and_states(missing)
    return Merged(values, ((version_id, cited),) if cited else (), states, [])


def _state(told: list[Any] | None) -> str:
    return told[2] if told is not None and len(told) > 2 and told[2] else "not_stated"


def merge(
    thing: str,
    fields: tuple[str, ...],
    records: Sequence[tuple[SourceKind, str, Claims]],
    key: tuple[str, ...] | None = None,
) -> Merged:
    """Merge the claims of ``records`` (source and kind, version id, claims) into the values of one thing.

    ``key`` has the parts of the key (see ``OF_KEY``) of a thing that no record states whole.
    """
    if key is None and len(records) == 1 and _one_way_each(thing, fields, records[0][0]):
        kind, version_id, claims = records[0]
        if (merged := _merge_single(_single_plan(thing, fields, kind), version_id, claims)) is not None:
            return merged
    evidence: dict[str, list[str]] = {}
    states: dict[str, str] = {}
    values: list[Any] = []
    disagreements: list[Disagreement] = []
    for field, plan in _plan(thing, fields, frozenset(record[0] for record in records)):
        chosen: tuple[Any, str, Choice] | None = None
        state = "not_stated"
        for choice in plan:
            if choice.of_key is not None and key is None:
                continue
            for kind, version_id, claims in records:
                if kind != (choice.source, choice.kind) or (told := claims.get(choice.claim)) is None:
                    continue
                value = derived(choice, told, key)
                if value is None:
                    state = "unreadable" if told[0] is not None else _state(told)
                elif chosen is None:
                    chosen = (value, version_id, choice)
                elif value != chosen[0] and not (field == "name" and _shorter(value, chosen[0])):
                    disagreements.append(_disagreement(field, chosen, value, version_id, choice))
        if chosen is None:
            values.append(None)
            states[field] = state
        else:
            values.append(chosen[0])
            named = field if chosen[2].claim == field else f"{field}={chosen[2].claim}"
            evidence.setdefault(chosen[1], []).append(named)
    cited = tuple((version_id, tuple(names)) for version_id, names in evidence.items())
    return Merged(values, cited, tuple(states.items()), disagreements)


def _shorter(one: Any, other: Any) -> bool:
    """Whether one of two names only leaves out words of the other: "HIM (BS)" and "HIM" are one name."""
    words, others = (set(_WORDS.findall(str(name).casefold())) for name in (one, other))
    return words <= others or others <= words


def _disagreement(
    field: str, chosen: tuple[Any, str, Choice], value: Any, version_id: str, choice: Choice
) -> Disagreement:
    return Disagreement(field, version_id, choice.claim, value, chosen[1], chosen[0], chosen[2].reason)
