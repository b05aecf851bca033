"""The words of the institution linker: what is known, what is to be linked, what people decided, and the answer.

Plain frozen values without behavior; they know no table, no file and no source.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

How = Literal[
    "unitid", "opeid", "crosswalk", "decision", "name_and_place", "web_domain", "review", "none"
]  # the order of trust; the last two carry no link


@dataclass(frozen=True, slots=True)
class KnownInstitution:
    """An institution as one year of IPEDS has it; several years of one UNITID may be given and are put together.

    ``opeid`` has 8 digits; ``activity`` is IPEDS ``ACT``; ``successor_unitid`` is ``NEWID`` where it names one;
    ``closed_on`` is the text of ``CLOSEDAT``; ``year`` is the year of the directory file. Texts may be empty.
    """

    unitid: str
    name: str
    aliases: tuple[str, ...] = ()
    earlier_names: tuple[str, ...] = ()
    street: str = ""
    city: str = ""
    state: str = ""
    zip5: str = ""
    phone: str = ""
    web: str = ""
    opeid: str = ""
    activity: str = "A"
    successor_unitid: str | None = None
    closed_on: str | None = None
    year: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """The thing to link: a school as some source names it. ``street`` may be a whole address in one line."""

    id: str
    name: str
    city: str | None = None
    state: str | None = None
    zip5: str | None = None
    street: str | None = None
    phone: str | None = None
    url: str | None = None
    opeid: str | None = None
    unitid: str | None = None
    parent_name: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: these are (``yes``) or are not (``no``) the institution ``unitid``.

    It speaks of the candidate with ``candidate_id``, or else of every candidate with this name in this state (and
    city, when one is given). Of two decisions that disagree the later holds; on the same day, ``no``.
    """

    unitid: str
    verdict: Literal["yes", "no"]
    who: str
    decided_on: date
    why: str
    candidate_id: str | None = None
    name: str | None = None
    city: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """An institution that was weighed: the score (0 to 1) and the evidence for and against in words."""

    unitid: str
    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Link:
    """The answer for one candidate. ``unitid`` is None for ``review`` and ``none``; ``candidates`` best first."""

    id: str
    unitid: str | None
    score: float
    how: How
    candidates: tuple[Scored, ...]
    explanation: str
