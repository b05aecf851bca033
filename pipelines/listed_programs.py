"""Rows of programs that IPEDS does not count: from the records of those that list them. Writes nothing.

Their CIP code and award level follow from field and level, completions are not known, and how they are listed is how
the records stand that make them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from db.columns import Listing
from db.directory_writes import ReadingFacts
from pipelines.changes import listing_of
from pipelines.identity import IdentityBook, PatternBook
from pipelines.leads import Lead, program_makers
from pipelines.merge import merge
from pipelines.normalize.award_level import award_levels
from pipelines.spoken_programs import SpokenProgram
from pipelines.tables import reference_rows
from pipelines.things import ANCHOR_SOURCE, PROGRAM_FIELDS, Built, states_json

_BEST_FIRST = (Listing.listed, Listing.unconfirmed, Listing.unlisted)


def makers_of(program: SpokenProgram) -> list[Lead]:
    """The records that make a program, the most trusted first."""
    return [lead for lead in program.leads if (lead.source, lead.kind) in program_makers()]


def build_listed(
    program_id: str, institution_id: str, unitid: str, program: SpokenProgram, book: PatternBook
) -> Built:  # fmt: skip
    """The row of a program that other sources list and IPEDS does not count."""
    _, cip, level, *campus = program.key.split(":")
    records = [((lead.source, lead.kind), lead.record.version_id, lead.claims) for lead in program.leads]
    merged = merge("program", PROGRAM_FIELDS, records, (unitid, cip, level, _credential(level)))
    makers = makers_of(program)
    listings = {listing_of(lead.record.missing_runs, lead.record.gone) for lead in makers}
    listing = next(one for one in _BEST_FIRST if one in listings)
    return Built(
        (program_id, institution_id, *merged.values, "", listing.value, book.evidence(merged.evidence),
         states_json(merged.states), makers[0].source, campus[0] if campus else ""),
        merged.disagreements,
    )  # fmt: skip


def listed_rows(
    programs: Iterable[SpokenProgram],
    home_of: Callable[[str], tuple[str, str] | None],
    readings: Mapping[str, ReadingFacts],
    ids: IdentityBook,
    book: PatternBook,
) -> Iterator[tuple[SpokenProgram, str | None, Built]]:
    """Each program with its award level, None where that is none of IPEDS, and its row.

    ``home_of`` gives the present UNITID and the id of an institution; a program without one has no row.
    """
    for program in programs:
        unitid, _, level = program.key.split(":")[:3]
        if (home := home_of(unitid)) is None:
            continue
        seen_at = readings[makers_of(program)[0].record.reading_id].captured_at
        program_id, _ = ids.id_of("program", ANCHOR_SOURCE, program.key, seen_at)
        built = build_listed(program_id, home[1], home[0], program, book)
        yield program, level if level in award_levels() else None, built


def _credential(level: str) -> str:
    if (known := award_levels().get(level)) is not None:
        return known.credential
    return next(row["credential"] for row in reference_rows("untold_levels") if row["award_level"] == level)


def successors(
    before: Mapping[tuple[Any, ...], Any], leads: Iterable[Lead], program_id: Callable[[str | None], str | None]
) -> Callable[[str], str | None]:
    """What the records of a program that left speak of now: the function gives its id, None where that is not one.

    ``before``: source, kind and key of a record -> the id of the program that it spoke of.
    """
    told = list(leads)

    def successor_of(thing_id: str) -> str | None:
        found = {
            program_id(lead.program_key)
            for lead in told
            if before.get((lead.source, lead.kind, lead.record.record_key)) == thing_id
        } - {None, thing_id}
        return found.pop() if len(found) == 1 else None

    return successor_of
