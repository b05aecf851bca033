"""From raw items to record versions: each text becomes a claim of value, words and state under a rule.

Blocks of table rows take a fast way: every distinct text of a column is read once. May not decide whether a run is
believed, nor write to a database.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import blake2b, sha256
from itertools import compress, repeat
from typing import Any

import orjson

from pipelines.normalize.refusal import Refusal
from pipelines.rules import REQUIRED, Missing, Rule, rule_for
from spiders.items import RawRecord, RawRows, RawValue

ID_BYTES = 10
REMEMBERED_LENGTH = 1500


def _encode(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that was held back, or a value that could not be read. ``held`` means the record is not staged."""

    code: str
    message: str
    place: str
    sample: str
    held: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """One capture read one way; ``row`` is the row of the table ``reading``, its digest first."""

    source: str
    kind: str
    period: str
    capture_id: str
    member: str
    parser_version: str
    fields: str

    @property
    def row(self) -> tuple[str, ...]:
        """The stored form: the reading's id, then its parts."""
        parts = (
            self.source, self.kind, self.period, self.capture_id, self.member, self.parser_version, self.fields,
        )  # fmt: skip
        return (sha256("\x1f".join(parts).encode()).hexdigest()[:16], *parts)


@dataclass(slots=True)
class Versions:
    """What a block of raw records became: rows for ``record_version`` without the run, and the figures on them."""

    kind: str
    reading: Reading
    keys: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    stated: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def claim(value: Any, text: str, state: str | None, at: str | None = None, qualifiers: Any = None) -> list[Any]:
    """The stored form of a claim: ``[value, text, state, at, qualifiers]`` without trailing nulls."""
    words = None if state is None and (text == value or text == str(value)) else text
    if words is None and at is None and not qualifiers:
        return [value]
    parts = [value, words, state, at, qualifiers or None]
    while parts[-1] is None and len(parts) > 1:
        parts.pop()
    return parts


def read_claim(kind: str, field_name: str, text: str) -> tuple[Any, str | None, Refusal | None]:
    """Value, state (None means stated) and the refusal of a text, under the rule of its field."""
    return _read(rule_for(kind, field_name), text)


@lru_cache(maxsize=4096)
def _read_short(kind: str, field_name: str, text: str) -> tuple[Any, str | None, Refusal | None]:
    told, state, refusal = _read(rule_for(kind, field_name), text)
    return told, state, refusal.with_traceback(None) if refusal is not None else None


def _read_again(kind: str, field_name: str, text: str) -> tuple[Any, str | None, Refusal | None]:
    """As ``read_claim``, but short texts are remembered: pages of one site say the same of many things.

    The value is for encoding at once, since others are given the same object.
    """
    read = _read_short if len(text) <= REMEMBERED_LENGTH else read_claim
    return read(kind, field_name, text)


def _read(rule: Rule, text: str) -> tuple[Any, str | None, Refusal | None]:
    try:
        return rule.read(text), None, None
    except Missing as missing:
        return None, missing.state, None
    except Refusal as refusal:
        return None, "unreadable", refusal


@cache
def field_rules(kind: str, fields: tuple[tuple[str, str], ...]) -> str:
    """JSON of how fields are read: field -> its rule, the rule's version, and its column (empty: see the claim)."""
    return _encode(
        {
            name: {"rule": rule_for(kind, name).name, "version": rule_for(kind, name).version, "at": at}
            for name, at in fields
        }
    )


def version_id(source: str, kind: str, key: str, period: str, claims: str) -> str:
    """The id of a record version: a digest of everything it says, and of nothing else."""
    return blake2b(f"{source}\x1f{kind}\x1f{key}\x1f{period}\x1f{claims}".encode(), digest_size=ID_BYTES).hexdigest()


class _Column(dict[str, str]):
    """Text -> JSON member of the claim, read once for each distinct text."""

    def __init__(self, kind: str, name: str, qualifiers: dict[str, str] | None) -> None:
        super().__init__()
        self.kind, self.name, self.qualifiers = kind, name, qualifiers
        self.rule = rule_for(kind, name)
        self._prefix = f'"{name}":'
        self.unstated: set[str] = set()
        self.refused: dict[str, Refusal] = {}

    def __missing__(self, text: str) -> str:
        value, state, refusal = _read(self.rule, text)
        if state is not None:
            self.unstated.add(text)
        if refusal is not None:
            self.refused[text] = refusal
        fragment = self._prefix + _encode(claim(value, text, state, qualifiers=self.qualifiers))
        if len(self) < 50_000:
            self[text] = fragment
        return fragment


class RowReader:
    """Reads blocks of rows; keeps what it learned about each column from block to block."""

    def __init__(self, source: str, parser_version: str) -> None:
        self.source, self.parser_version = source, parser_version
        self._columns: dict[tuple[str, str, str], _Column] = {}

    def read(self, block: RawRows) -> Versions:
        """The record versions of a block; records whose required fields cannot be read are held back."""
        columns = [self._column(block.kind, name, block.qualifiers.get(name)) for name in block.fields]
        shape = tuple(zip(block.fields, block.columns, strict=True))
        facts = (block.kind, block.period, block.capture_id, block.member, self.parser_version)
        result = Versions(block.kind, Reading(self.source, *facts, field_rules(block.kind, shape)))
        if not block.rows:
            return result
        numbers, keys, rows = zip(*block.rows, strict=True)
        texts = list(zip(*rows, strict=True))
        fragments = [
            list(map(column.__getitem__, column_texts)) for column, column_texts in zip(columns, texts, strict=True)
        ]
        claims = ["{" + ",".join(parts) + "}" for parts in zip(*fragments, strict=True)]
        held = self._report(block, columns, texts, numbers, result)
        kept = [position not in held for position in range(len(keys))] if held else repeat(True)
        result.keys, result.claims = list(compress(keys, kept)), list(compress(claims, kept))
        result.places = list(map(str, compress(numbers, kept)))
        prefix, middle = f"{self.source}\x1f{block.kind}\x1f", f"\x1f{block.period}\x1f"
        result.ids = [
            blake2b(f"{prefix}{key}{middle}{told}".encode(), digest_size=ID_BYTES).hexdigest()
            for key, told in zip(result.keys, result.claims, strict=True)
        ]
        for column, column_texts in zip(columns, texts, strict=True):
            missing = sum(map(column.unstated.__contains__, column_texts)) if column.unstated else 0
            result.stated[column.name] = len(column_texts) - missing
        return result

    def _column(self, kind: str, name: str, qualifiers: dict[str, str] | None) -> _Column:
        key = (kind, name, _encode(qualifiers) if qualifiers else "")
        if key not in self._columns:
            self._columns[key] = _Column(kind, name, qualifiers)
        return self._columns[key]

    def _report(
        self, block: RawRows, columns: list[_Column], texts: list[Any], numbers: tuple[int, ...], result: Versions
    ) -> set[int]:
        held: set[int] = set()
        required = REQUIRED.get(block.kind, frozenset())
        for column, column_texts, at in zip(columns, texts, block.columns, strict=True):
            suspects = column.unstated if column.name in required else column.refused.keys()
            if not suspects:
                continue
            for position, text in enumerate(column_texts):
                if text in suspects:
                    place = f"{block.member} line {numbers[position]} column {at}"
                    result.problems.append(_problem(block.kind, column, text, place, column.name in required))
                    if column.name in required:
                        held.add(position)
        return held


def _problem(kind: str, column: _Column, text: str, place: str, held: bool) -> Problem:
    refusal = column.refused.get(text)
    why = refusal.reason if refusal else f"{column.name} is required and there is none"
    code = f"{'held' if held else 'unreadable'}_{kind}_{column.name}"
    return Problem(code, f"{place}: {why}", place, text[:200], held)


def read_record(record: RawRecord, parser_version: str) -> Versions:
    """The record version of a single raw record, with the same meaning as ``RowReader.read``."""
    shape = tuple((value.field, "") for value in record.values)
    facts = (record.source, record.kind, record.period, record.capture_id, "", parser_version)
    result = Versions(record.kind, Reading(*facts, field_rules(record.kind, tuple(sorted(set(shape))))))
    claims: dict[str, Any] = {}
    numbers: dict[str, int] = {}
    required = REQUIRED.get(record.kind, frozenset())
    for value in _all_required(record.values, required):
        said, state, refusal = _read_again(record.kind, value.field, value.text)
        name = _free_name(value.field, claims, numbers)
        claims[name] = claim(said, value.text, state, value.at, value.qualifiers)
        held = value.field in required and state is not None
        if refusal is not None or held:
            why = refusal.reason if refusal else f"{value.field} is required and there is none"
            code = f"{'held' if held else 'unreadable'}_{record.kind}_{value.field}"
            result.problems.append(Problem(code, f"{record.place}: {why}", record.place, value.text[:200], held))
        result.stated[value.field] = max(result.stated.get(value.field, 0), int(state is None))
    if not any(problem.held for problem in result.problems):
        told = _encode(claims)
        result.keys.append(record.key)
        result.claims.append(told)
        result.places.append(record.place)
        result.ids.append(version_id(record.source, record.kind, record.key, record.period, told))
    return result


def _free_name(name: str, taken: dict[str, Any], numbers: dict[str, int]) -> str:
    """The field's name, numbered from the second on when a page says the field several times.

    ``numbers`` holds the last number of each name, so that a page with hundreds of courses is not gone through again.
    """
    if name not in taken:
        return name
    number = numbers.get(name, 1) + 1
    while f"{name}.{number}" in taken:
        number += 1
    numbers[name] = number
    return f"{name}.{number}"


def _all_required(values: Iterable[RawValue], required: frozenset[str]) -> list[RawValue]:
    told = list(values)
    absent = required - {value.field for value in told}
    return told + [RawValue(field=name, text="", at="none") for name in sorted(absent)]
