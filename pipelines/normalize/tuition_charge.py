"""One price: the value that the reading of a text gives for each figure that is a charge."""

from dataclasses import dataclass
from typing import Any

from pipelines.normalize.tuition_amounts import as_text

Basis = tuple[str, str | None]
"""A unit of price and the kind of term it names."""


@dataclass(slots=True)
class Charge:
    """One price: amounts in cents, the rest in the words of the public form."""

    low: int
    high: int
    basis: str = "unknown"
    term: str | None = None
    residency: str = "any"
    kind: str = "tuition"
    year: str | None = None
    credits: float | None = None
    band_low: float | None = None
    band_high: float | None = None
    total: bool = False
    named: bool = True
    fee_named: bool = False
    coordinated: bool = False
    own_unit: bool = False
    unit_before: bool = False
    unit_bracketed: bool = False
    surcharge: bool = False
    kind_behind: bool = False
    line: int = 0
    column: int = 0

    def public(self) -> dict[str, Any]:
        """The charge as a JSON-ready object."""
        least = as_text(self.low)
        return {
            "amount_min": least,
            "amount_max": least if self.high == self.low else as_text(self.high),
            "currency": "USD",
            "basis": self.basis,
            "term": self.term,
            "residency": self.residency,
            "kind": self.kind,
            "academic_year": self.year,
            "credits": self.credits,
            "credit_load_min": self.band_low,
            "credit_load_max": self.band_high,
        }
