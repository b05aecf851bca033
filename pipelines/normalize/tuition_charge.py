"""One price: the value that the reading of a text gives for each figure that is a charge."""

from typing import Any

from pipelines.normalize.tuition_amounts import as_text

Basis = tuple[str, str | None]
"""A unit of price and the kind of term it names."""


class Charge:
    """One price: amounts in cents, the rest in the words of the public form.

    ``line`` and ``column`` are where it stands. The rest tells how it was read: whether it is said to be a ``total``,
    whether words near it name its kind (``named``) or call it a fee (``fee_named``), and where its unit, its kind or a
    bracket stand.
    """

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
    bracket_behind: bool = False
    bracket_load: bool = False
    surcharge: bool = False
    kind_behind: bool = False

    def __init__(self, low: int, high: int, line: int, column: int) -> None:
        self.low, self.high, self.line, self.column = low, high, line, column

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
