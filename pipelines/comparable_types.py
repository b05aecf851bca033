"""What the comparable price is computed from and what it says: facts of a program, known prices, costs, reasons.

Money is whole US cents, a count of credits a ``Fraction``; never a float. Holds no rule.
"""

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

ANY, UNKNOWN_YEAR = "any", "unknown"
PROGRAM, INSTITUTION, SEVERAL_PROGRAMS = "program", "institution", "several_programs"


class Reason(StrEnum):
    """Why there is no cost; of several, the one that stands first here is told."""

    year_unknown = "year_unknown"
    several_prices = "several_prices"
    price_of_several_programs = "price_of_several_programs"
    clock_hours = "clock_hours"
    banded_rate = "banded_rate"
    no_credits_and_no_default = "no_credits_and_no_default"
    no_years_and_no_default = "no_years_and_no_default"
    term_unknown = "term_unknown"
    no_clock_hours = "no_clock_hours"
    no_months = "no_months"
    number_of_courses_unknown = "number_of_courses_unknown"
    unknown_basis = "unknown_basis"
    paid_once = "paid_once"
    other_costs_included = "other_costs_included"
    fee_basis_unknown = "fee_basis_unknown"
    fee_basis_differs = "fee_basis_differs"
    only_fees = "only_fees"
    no_price_for_level = "no_price_for_level"
    no_price = "no_price"


class TotalBasis(StrEnum):
    """What the cost of a whole program was computed from; of several ways the first is taken."""

    stated_program_price = "stated_program_price"
    stated_credits = "stated_credits"
    stated_clock_hours = "stated_clock_hours"
    stated_years = "stated_years"
    stated_months = "stated_months"
    default_years = "default_years"
    default_credits = "default_credits"

    @property
    def is_default(self) -> bool:
        """Whether the length of the program is a default of its award level and not its own."""
        return self in (TotalBasis.default_years, TotalBasis.default_credits)


class ProgramFacts(NamedTuple):
    """What is known of a program besides prices; None where nothing is stated.

    ``award_level`` is the IPEDS code. ``credit_unit`` and ``calendar`` are semester, quarter, trimester or None.
    """

    award_level: str
    credits: Fraction | None = None
    credit_unit: str | None = None
    clock_hours: Fraction | None = None
    years: Fraction | None = None
    months: Fraction | None = None
    calendar: str | None = None


class KnownPrice(NamedTuple):
    """One price, in the words of the tuition normalizer; ``low`` and ``high`` in cents.

    ``price_id`` is "" when the price has no row of its own and only its record version can be cited.
    """

    price_id: str
    version_id: str
    grain: str
    low: int
    high: int
    basis: str
    residency: str
    student_level: str | None
    kind: str
    academic_year: str | None
    term: str | None = None
    credits: Fraction | None = None
    load_low: Fraction | None = None
    load_high: Fraction | None = None
    imputed: bool = False


class Cost(NamedTuple):
    """The cost of a whole program for one residency and academic year, or the reason why there is none.

    ``credits`` in semester hours; None where the cost does not rest on them. ``paid`` has each price and how often
    it is paid, ``left_out`` prices that were not added and why, ``notes`` what else was done (default, conversion).
    """

    residency: str
    academic_year: str
    grain: str
    award_level: str
    amount_cents: int | None = None
    amount_max_cents: int | None = None
    total_basis: TotalBasis | None = None
    includes_fees: bool | None = None
    credits: Fraction | None = None
    reason: Reason | None = None
    paid: tuple[tuple[KnownPrice, int | Fraction], ...] = ()
    left_out: tuple[tuple[KnownPrice, Reason], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
