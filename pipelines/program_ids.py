"""Which id a program has that several keys stand for: the one that the directory gave first, and the others lead to it.

A program may be known under the key that an accreditor's entry gave it before IPEDS counts it under another one. Its
id stays; the id of the other key is minted, too, and leads to it, so that every order of arrival knows every id.
Ids that lead to another one of the same institution are such joins. One ends when both keys are programs apart.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pipelines.identity import IdentityBook
from pipelines.minting import anchor_of, mint_id
from pipelines.spoken_programs import SpokenProgram
from pipelines.things import ANCHOR_SOURCE

Redirects = Mapping[str, tuple[str | None, datetime]]
_PREFIX = anchor_of("program", ANCHOR_SOURCE, "")


@dataclass(slots=True)
class ProgramIds:
    """What was found for tonight: ids that lead to others, and keys whose id is their own again."""

    redirects: dict[str, tuple[str | None, datetime]] = field(default_factory=dict)
    parted: set[str] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)
    """Ids that only led to another program of the same institution until tonight."""
    moved: bool = False
    """Whether an id leads elsewhere than it did."""


def stored_joins(book: IdentityBook, retired: Redirects) -> dict[str, str]:
    """Key -> the key of the program that it was joined to, from the ids that lead to others."""
    wanted = {thing_id for thing_id, (to, _) in retired.items() if to} | {to for to, _ in retired.values() if to}
    if not wanted:
        return {}
    keys = {
        i: anchor.removeprefix(_PREFIX) for anchor, i in book.known.anchors_of(wanted).items() if _is_program(anchor)
    }
    pairs = {keys[thing_id]: keys[to] for thing_id, (to, _) in retired.items() if thing_id in keys and to in keys}
    return {key: to for key, to in pairs.items() if key.partition(":")[0] == to.partition(":")[0]}


def settle_ids(
    book: IdentityBook,
    retired: Redirects,
    programs: Collection[SpokenProgram],
    held: Callable[[Collection[str]], set[str]],
    counted: Callable[[str], bool],
    now: datetime,
    seen_at: Callable[[SpokenProgram], datetime],
) -> ProgramIds:
    """Make the book give each of the ``programs`` its one id, whatever key it is asked for.

    ``held``: those of some ids that the directory holds; ``counted``: whether IPEDS has a program under a key;
    ``seen_at``: when a program was seen, for ids that are minted.
    """
    found, best = ProgramIds(), {spoken.key: spoken for spoken in programs}
    joins = stored_joins(book, retired)
    named = {*joins, *joins.values(), *best, *(name for one in programs for name in one.others)}
    book.expect("program", ANCHOR_SOURCE, named)
    found.joined = {book.known[book.anchor("program", ANCHOR_SOURCE, key)] for key in joins}
    own = _own_ids(book, named)
    for key, to in joins.items():
        others = best[key].others if key in best else ()
        if (to in best and to not in others and to != key) or (counted(to) and to != key):
            found.parted.add(key)
        else:
            book.join("program", ANCHOR_SOURCE, key, own[_end(to, joins)])
    alive = held({thing_id for thing_id in own.values() if thing_id is not None})
    for spoken in sorted(programs, key=lambda one: one.key):
        _settle(book, found, spoken, own, alive, retired, now, seen_at)
    found.moved = bool(found.parted) or any(
        retired.get(thing_id, (None,))[0] != to for thing_id, (to, _) in found.redirects.items()
    )
    return found


def _settle(
    book: IdentityBook,
    found: ProgramIds,
    spoken: SpokenProgram,
    own: Mapping[str, str],
    alive: Collection[str],
    retired: Redirects,
    now: datetime,
    seen_at: Callable[[SpokenProgram], datetime],
) -> None:
    """Choose the id of one program: that of its key, unless only another one was given before."""
    keys = [spoken.key, *spoken.others]
    known = [book.find("program", ANCHOR_SOURCE, key) or own[key] for key in keys]
    chosen = known[0] if known[0] != own[spoken.key] else next((one for one in known if one in alive), known[0])
    for key in keys:
        if own[key] != chosen or not spoken.counted:
            book.mint("program", ANCHOR_SOURCE, key, seen_at(spoken))
        if own[key] != chosen:
            before = retired.get(own[key])
            found.redirects[own[key]] = before if before is not None and before[0] == chosen else (chosen, now)
            book.join("program", ANCHOR_SOURCE, key, chosen)


def _end(key: str, joins: Mapping[str, str]) -> str:
    seen = {key}
    while (following := joins.get(key)) is not None and following not in seen:
        seen.add(following)
        key = following
    return key


def _own_ids(book: IdentityBook, keys: Iterable[str]) -> dict[str, str]:
    """The id of each key alone: the stored one, or the one that would be minted."""
    found = {}
    for key in keys:
        anchor = book.anchor("program", ANCHOR_SOURCE, key)
        found[key] = book.known.get(anchor) or mint_id(anchor)
    return found


def _is_program(anchor: str) -> bool:
    return anchor.startswith(_PREFIX)
