"""What a refresh reads: whole sources, and shards of those that can be split. Starts nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spiders.source import source_card


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A source, or a shard of it such as 2/8. ``words`` is how requests, reports and locks call it."""

    source: str
    shard: str = ""

    @property
    def words(self) -> str:
        """The part as text: school_pages, or school_pages 2/8."""
        return f"{self.source} {self.shard}".strip()

    @classmethod
    def of(cls, words: str) -> "Part":
        """A part from its text."""
        source, _, shard = words.partition(" ")
        return cls(source, shard)


def parts_of(sources: Iterable[str], shards: int, replays: Mapping[str, str], only: Sequence[str] = ()) -> list[Part]:
    """The parts of these sources: what is to be replayed, or each source, in so many shards where it can be split.

    Of a source that has shards in ``only``, those and no others.
    """
    told = []
    for source in sources:
        replayed = [part for part in map(Part.of, replays) if part.source == source]
        can_be_split = shards > 1 and "shard" in source_card(source).arguments
        split = [Part(source, f"{number}/{shards}") for number in range(1, shards + 1)] if can_be_split else []
        chosen = [part for part in map(Part.of, only) if part.source == source]
        told += replayed or chosen or split or [Part(source)]
    return told


def part_of(run: Mapping[str, Any]) -> Part:
    """The part that a run of the ledger read."""
    return Part(run["source"], run["shard"])
