"""One price: the value that the reading of a text gives for each figure that is a charge."""

from typing import Any

from pipelines.normalize.tuition_amounts import as_text

Basis = tuple[str, str | None]
"""A unit of price and the kind of term it names."""


class Charge:
    """One price: amounts in cents, the rest in the words of the public form.

    ``line`` and ``column`` are where it stands. The rest tells how it was read: whether it is said to be a ``total``,
    whether words near it name its kind (``named``) or call it a fee (``fee_named``; ``called_fee`` where the price of
    instruction is called one and is tuition all the same), and where its unit, its kind or
    a bracket stand.
    """

    __slots__ = (
        "band_high", "band_low", "basis", "bracket_behind", "bracket_load", "called_fee", "column", "coordinated",
        "credits", "fee_named", "high", "kind", "kind_behind", "line", "low", "named", "own_unit", "residency",
        "surcharge", "term", "total", "unit_before", "unit_bracketed", "year",
    )  # fmt: skip

    def __init__(self, low: int, high: int, line: int, column: int) -> None:
        self.low = low
        self.high = high
        self.line = line
        self.column = column
        self.basis = "unknown"
        self.term: str | None = None
        self.residency = "any"
        self.kind = "tuition"
        self.year: str | None = None
        self.credits: float | None = None
        self.band_low: float | None = None
        self.band_high: float | None = None
        self.named = True
        self.total = self.fee_named = self.coordinated = self.own_unit = False
        self.unit_before = self.unit_bracketed = self.bracket_behind = self.bracket_load = False
        self.surcharge = self.kind_behind = self.called_fee = False

    def public(self) -> dict[str, Any]:
        """The charge as a JSON-ready object."""
        low, high = self.low, self.high
        least = as_text(low)
        return {
            "amount_min": least,
            "amount_max": least if high == low else as_text(high),
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
