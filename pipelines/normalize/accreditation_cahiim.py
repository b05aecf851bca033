"""The sentence that CAHIIM has every accredited program print on its page, read by its pieces.

The pieces are the field, the college, the degree level and the year that accreditation is reaffirmed through; wording,
order and punctuation around them differ from page to page and do not matter.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CahiimStatement:
    """What a page says of its program's CAHIIM accreditation; None where a piece is missing."""

    field: str | None
    college: str | None
    degree_level: str | None
    status: str
    through_year: int | None


def read_cahiim_sentence(text: str) -> CahiimStatement | None:
    """Placeholder while the rest is brought up."""
    return None
