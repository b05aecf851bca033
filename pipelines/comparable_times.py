"""How often a price is paid in a whole program: from what is stated of it, else from a named default of its level.

Pure. Quarter hours become semester hours (x 2/3) and it is said; clock hours never become credits.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from pipelines.comparable_types import SEVERAL_PROGRAMS, KnownPrice, ProgramFacts, Reason, TotalBasis
from pipelines.tables import reference_rows

SEMESTERS_IN = {"semester": Fraction(1), "trimester": Fraction(1), "quarter": Fraction(2, 3)}
"""Semester hours in one credit of each kind; the levels of IPEDS treat semester and trimester alike."""
TERMS_A_YEAR = {"semester": 2, "quarter": 3}
FULL_LOAD = 15
Notes = tuple[tuple[str, str], ...]


class Default(NamedTuple):
    """The least that an award level asks, where one figure can stand for it."""

    name: str
    student_level: str
    credits: Fraction | None
    years: Fraction | None


class Times(NamedTuple):
    """A factor for a price, what it rests on, and the semester hours behind it."""

    factor: int | Fraction
    basis: TotalBasis
    credits: Fraction | None = None
    notes: Notes = ()


class _Priced(NamedTuple):
    """What of a price decides how often it is paid."""

    basis: str
    grain: str
    term: str | None
    credits: Fraction | None
    load_low: Fraction | None
    load_high: Fraction | None


@cache
def default_of(award_level: str) -> Default:
    """The default of an IPEDS award level; one without credits and years where there can be none."""
    for row in reference_rows("program_defaults"):
        if row["award_level"] == award_level:
            counts = (Fraction(row[name]) if row[name] else None for name in ("credits", "years"))
            return Default(row["default_name"], row["student_level"], *counts)
    return Default("", "", None, None)


def times(price: KnownPrice, program: ProgramFacts) -> Times | Reason:
    """How often a price is paid in a program, or why that cannot be said."""
    told = _Priced(price.basis, price.grain, price.term, price.credits, price.load_low, price.load_high)
    return _times(told, program)


@lru_cache(maxsize=4096)
def _times(price: _Priced, program: ProgramFacts) -> Times | Reason:
    if price.grain == SEVERAL_PROGRAMS:
        return Reason.price_of_several_programs
    way = _WAYS.get(price.basis)
    return way(price, _sound(program)) if way else Reason.unknown_basis


def _sound(program: ProgramFacts) -> ProgramFacts:
    """The facts without counts and units that cannot be meant: no program has 0 credits."""
    return program._replace(
        credits=_above_zero(program.credits),
        clock_hours=_above_zero(program.clock_hours),
        years=_above_zero(program.years),
        months=_above_zero(program.months),
        credit_unit=program.credit_unit if program.credit_unit in SEMESTERS_IN else None,
        calendar=program.calendar if program.calendar in SEMESTERS_IN else None,
    )


def _above_zero(count: Fraction | None) -> Fraction | None:
    return count if count is not None and count > 0 else None


def _program_price(price: _Priced, program: ProgramFacts) -> Times | Reason:
    count = program.credits if program.credits is not None else price.credits
    unit = program.credit_unit or program.calendar
    notes: Notes = (("clock_hours", as_words(program.clock_hours)),) if program.clock_hours is not None else ()
    if count is None:
        return Times(1, TotalBasis.stated_program_price, None, notes)
    semesters = _converted(count, unit, unit, Times(1, TotalBasis.stated_program_price, None, notes))
    return semesters._replace(factor=1)


def _credits(price: _Priced, program: ProgramFacts) -> Times | Reason:
    if price.load_low is not None or price.load_high is not None or price.credits not in (None, 1):
        return Reason.banded_rate
    default = default_of(program.award_level)
    notes: Notes = ()
    if program.credits is not None:
        count, unit, basis = program.credits, program.credit_unit, TotalBasis.stated_credits
    elif program.clock_hours is not None:
        return Reason.clock_hours
    elif default.credits is not None:
        count, unit, basis = default.credits, "semester", TotalBasis.default_credits
        notes = (("default", default.name),)
    else:
        return Reason.no_credits_and_no_default
    return _converted(count, unit, price.term or program.calendar, Times(0, basis, None, notes))


def _converted(count: Fraction, unit: str | None, priced: str | None, so_far: Times) -> Times:
    """A count of credits of one kind, paid by credits of another; kinds that nobody states are taken as alike."""
    notes = so_far.notes
    if unit is None and priced is None:
        unit = priced = "semester"
        notes = (*notes, ("assumed", "semester hours"))
    elif priced is None:
        priced = unit
        notes = (*notes, ("assumed", f"priced by {unit} hours"))
    unit, priced = unit or priced or "", priced or unit or ""
    semesters = count * SEMESTERS_IN[unit]
    paid = semesters / SEMESTERS_IN[priced]
    if unit != priced and SEMESTERS_IN[unit] != SEMESTERS_IN[priced]:
        words = f"{as_words(count)} {unit} hours = {as_words(paid)} {priced} hours"
        notes = (*notes, ("converted", words))
    elif unit == "quarter":
        notes = (*notes, ("converted", f"{as_words(count)} quarter hours = {as_words(semesters)} semester hours"))
    return so_far._replace(factor=_plain(paid), credits=semesters, notes=notes)


def _clock_hours(_price: _Priced, program: ProgramFacts) -> Times | Reason:
    if program.clock_hours is None:
        return Reason.no_clock_hours
    notes = (("clock_hours", as_words(program.clock_hours)),)
    return Times(_plain(program.clock_hours), TotalBasis.stated_clock_hours, None, notes)


def _years(_price: _Priced, program: ProgramFacts) -> Times | Reason:
    default = default_of(program.award_level)
    if program.years is not None:
        return Times(_plain(program.years), TotalBasis.stated_years, None, (("years", as_words(program.years)),))
    if program.clock_hours is not None:
        return Reason.clock_hours
    if default.years is None:
        return Reason.no_years_and_no_default
    notes = (("default", default.name), ("years", as_words(default.years)))
    return Times(_plain(default.years), TotalBasis.default_years, None, notes)


def _terms(price: _Priced, program: ProgramFacts) -> Times | Reason:
    if price.credits is not None or not _is_full_load(price):
        return Reason.banded_rate
    years, terms = _years(price, program), TERMS_A_YEAR.get(price.term or program.calendar or "")
    if isinstance(years, Reason):
        return years
    if terms is None:
        return Reason.term_unknown
    return years._replace(factor=years.factor * terms, notes=(*years.notes, ("terms_a_year", str(terms))))


def _is_full_load(price: _Priced) -> bool:
    if price.load_low is None and price.load_high is None:
        return True
    return price.load_low is not None and price.load_low <= FULL_LOAD <= (price.load_high or FULL_LOAD)


def _months(_price: _Priced, program: ProgramFacts) -> Times | Reason:
    if program.months is None:
        return Reason.no_months
    return Times(_plain(program.months), TotalBasis.stated_months, None, (("months", as_words(program.months)),))


@lru_cache(maxsize=4096)
def as_words(count: int | Fraction) -> str:
    """A count as decimal text with at most two places: ``60``, ``63.33``."""
    whole, hundredths = divmod(round(count * 100), 100)
    return f"{whole}.{hundredths:02d}".rstrip("0").rstrip(".")


def _plain(count: Fraction) -> int | Fraction:
    return count.numerator if count.denominator == 1 else count


_WAYS: dict[str, Callable[[_Priced, ProgramFacts], Times | Reason]] = {
    "per_program": _program_price,
    "per_credit": _credits,
    "per_clock_hour": _clock_hours,
    "per_year": _years,
    "per_term": _terms,
    "per_month": _months,
    "per_course": lambda _price, _program: Reason.number_of_courses_unknown,
    "one_time": lambda _price, _program: Reason.paid_once,
}
