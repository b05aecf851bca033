"""When did a status hold, and when did we know? Pure: from what a source said, night after night, to intervals.

Each version of a record says that a status holds from a day on. A later word overrides the earlier ones from its own
day on, also when that day lies before the day on which we heard it: then the past is told anew, and what we believed
before stays to be asked for. Days are ISO dates, half-open: from inclusive, until exclusive.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

UNKNOWN = "unknown"
NOT_LISTED = "not_listed"


@dataclass(frozen=True, slots=True)
class Said:
    """What one version of a record says: a status, from when and until when it holds, if it says so.

    ``since`` and ``until`` are days, None where the record does not say; ``claim`` names record version and claim.
    """

    status: str
    since: date | None = None
    until: date | None = None
    claim: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A word with the moment from which we knew it (aware UTC). Without a word the record was proven gone."""

    known_at: datetime
    said: Said | None


@dataclass(frozen=True, slots=True)
class Interval:
    """One status in real time (``valid_*``) as believed in known time (``known_*``); an end of None is open.

    ``basis`` says where ``valid_from`` comes from: stated by the source, or observed, the day on which we heard it.
    ``reason`` says why a status is unknown or not listed.
    """

    status: str
    valid_from: date
    valid_until: date | None
    known_from: datetime
    known_until: datetime | None
    basis: str
    claim: tuple[str, str] | None
    reason: str = ""

    def holds(self, on: date, known_at: datetime) -> bool:
        """Whether the interval covers a day, as it was known at a moment."""
        in_time = self.valid_from <= on and (self.valid_until is None or on < self.valid_until)
        return in_time and self.known_from <= known_at and (self.known_until is None or known_at < self.known_until)


def intervals(history: Iterable[Heard]) -> list[Interval]:
    """Every interval that was ever believed. ``history`` in the order of known time, one entry a version."""
    heard = sorted(history, key=lambda one: one.known_at)
    told: list[Interval] = []
    timeline: list[Interval] = []
    for number, one in enumerate(heard):
        ends = heard[number + 1].known_at if number + 1 < len(heard) else None
        timeline = [*_before(timeline, _from(one)), *_spans(one)]
        told += [replace(span, known_from=one.known_at, known_until=ends) for span in timeline]
    return _joined(told)


def status_on(told: Sequence[Interval], on: date, known_at: datetime) -> Interval | None:
    """The interval that covers a day as known at a moment; None before we knew of anything."""
    return next((one for one in told if one.holds(on, known_at)), None)


def _from(one: Heard) -> date:
    return one.said.since if one.said is not None and one.said.since is not None else one.known_at.date()


def _spans(one: Heard) -> Iterator[Interval]:
    """The word itself, and what follows when it names its own end."""
    said, begin = one.said, _from(one)
    if said is None:
        reason = "the source no longer lists it"
        yield Interval(NOT_LISTED, begin, None, one.known_at, None, "observed", None, reason)
        return
    basis = "stated" if said.since is not None else "observed"
    if said.until is None or said.until <= begin:
        yield Interval(said.status, begin, None, one.known_at, None, basis, said.claim)
        return
    yield Interval(said.status, begin, said.until, one.known_at, None, basis, said.claim)
    reason = f"stated until {said.until.isoformat()}, and nothing newer was heard"
    yield Interval(UNKNOWN, said.until, None, one.known_at, None, "stated", said.claim, reason)


def _before(timeline: Iterable[Interval], day: date) -> Iterator[Interval]:
    """What was believed of the time before a day."""
    for span in timeline:
        if span.valid_from < day:
            ends = day if span.valid_until is None else min(span.valid_until, day)
            yield replace(span, valid_until=ends)


def _joined(told: Sequence[Interval]) -> list[Interval]:
    """Intervals that say the same in adjoining stretches of known time become one."""
    found: dict[tuple[object, ...], list[Interval]] = {}
    for one in told:
        key = (one.status, one.valid_from, one.valid_until, one.basis, one.claim, one.reason)
        same = found.setdefault(key, [])
        if same and same[-1].known_until == one.known_from:
            same[-1] = replace(same[-1], known_until=one.known_until)
        else:
            same.append(one)
    return sorted(
        (one for same in found.values() for one in same), key=lambda one: (one.known_from, one.valid_from, one.status)
    )
