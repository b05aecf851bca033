"""Accreditation in a span of text: which agency says what of a school or program, and for which years.

It never reads "accredited" where the words say something else or leave a doubt: policies, plans, alignment with
standards, and sentences about an agency are ``unknown``. Pure: no clock, no network, only the reference tables.
"""

from typing import Any

from pipelines.normalize.accreditation_cahiim import CahiimStatement, read_cahiim_sentence
from pipelines.normalize.accreditation_levels import level_of
from pipelines.normalize.accreditation_reading import Accreditation, read_units
from pipelines.normalize.accreditation_statuses import StatusCode, status_of

__all__ = (
    "VERSION",
    "Accreditation",
    "CahiimStatement",
    "StatusCode",
    "predicted",
    "read_accreditations",
    "read_cahiim_sentence",
    "status_of",
)
VERSION = "10"


def read_accreditations(text: str) -> tuple[Accreditation, ...]:
    """The agencies of a span in the order they are named, each with its status.

    One entry without agency where the span makes a claim but names none; nothing where it does neither.
    """
    return read_units(text)[0]


def predicted(text: str) -> dict[str, Any] | list[dict[str, Any]]:
    """The reading as plain values: one object, a list where several agencies are named."""
    entries, read = read_units(text)
    if not entries:
        entries = (Accreditation(agency=None, status="unknown", level=level_of(None, read, read)),)
    dumped = [entry.model_dump() for entry in entries]
    return dumped[0] if len(dumped) == 1 else dumped
