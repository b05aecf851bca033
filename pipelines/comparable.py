"""The comparable price: what a whole program costs, for a residency and an academic year, and what may be compared.

Pure; computed only from stated lengths or named defaults (``reference/program_defaults.csv``), and it says which. A
price that cannot be read so gives a typed reason. Never adds fees on a basis that is not known, never turns clock
hours into credits, never makes an institution's price a program's. May not read or write a table.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from pipelines.comparable_times import Times, default_of, times
from pipelines.comparable_types import (
    ANY,
    PROGRAM,
    SEVERAL_PROGRAMS,
    UNKNOWN_YEAR,
    Cost,
    KnownPrice,
    ProgramFacts,
    Reason,
    TotalBasis,
)

__all__ = (
    "VERSION",
    "Comparison",
    "Cost",
    "KnownPrice",
    "ProgramFacts",
    "Reason",
    "TotalBasis",
    "comparable",
    "costs_of",
)
VERSION = "1"
TUITION = {"tuition_and_fees": 0, "tuition": 1}
_REASONS = {reason: rank for rank, reason in enumerate(Reason)}
_BASES = {basis: rank for rank, basis in enumerate(TotalBasis)}
_GRAINS = {PROGRAM: 0, SEVERAL_PROGRAMS: 1}


class Comparison(NamedTuple):
    """Whether two costs may be compared: if not, the reason; if so, what the reader should be told with it."""

    may: bool
    reason: str | None = None
    flags: tuple[str, ...] = ()


class _Candidate(NamedTuple):
    price: KnownPrice
    times: Times


def costs_of(program: ProgramFacts, prices: Iterable[KnownPrice]) -> list[Cost]:
    """One cost, or reason, for each residency and academic year that the prices speak of; one reason without any."""
    every = list(prices)
    level = default_of(program.award_level).student_level
    usable = [price for price in every if price.student_level in (None, level)]
    tuition = [price for price in usable if price.kind in TUITION]
    if not tuition:
        return [_without(program, ANY, UNKNOWN_YEAR, _why_no_tuition(every, usable), ())]
    keys = sorted({(price.academic_year or UNKNOWN_YEAR, price.residency) for price in tuition})
    return [_cost(program, year, residency, usable) for year, residency in keys]


def _why_no_tuition(every: Sequence[KnownPrice], usable: Sequence[KnownPrice]) -> Reason:
    if any(price.kind == "total_cost" for price in usable):
        return Reason.other_costs_included
    fees = [price for price in usable if price.kind == "fee"]
    if fees:
        return Reason.fee_basis_unknown if all(fee.basis == "unknown" for fee in fees) else Reason.only_fees
    return Reason.no_price_for_level if any(price.kind in TUITION for price in every) else Reason.no_price


def _cost(program: ProgramFacts, year: str, residency: str, usable: Sequence[KnownPrice]) -> Cost:
    told = [
        price
        for price in usable
        if price.residency in (residency, ANY) and (price.academic_year or UNKNOWN_YEAR) == year
    ]
    tuition = [price for price in told if price.kind in TUITION]
    if year == UNKNOWN_YEAR:
        refused = tuple((price, Reason.year_unknown) for price in tuition)
        return _without(program, residency, year, Reason.year_unknown, refused)
    found: list[_Candidate] = []
    refusals: list[tuple[KnownPrice, Reason]] = []
    for price in tuition:
        way = times(price, program)
        if isinstance(way, Reason):
            refusals.append((price, way))
        else:
            found.append(_Candidate(price, way))
    if not found:
        first = min((reason for _, reason in refusals), key=_REASONS.__getitem__)
        return _without(program, residency, year, first, tuple(refusals))
    equals = _best(found)
    if len(equals) > 1 and len({(one.price.low, one.price.high, one.times) for one in equals}) > 1:
        several = tuple((one.price, Reason.several_prices) for one in equals)
        return _without(program, residency, year, Reason.several_prices, several)
    fees = [price for price in told if price.kind == "fee" and price.grain == equals[0].price.grain]
    return _computed(program, residency, year, min(equals, key=lambda one: one.price.price_id), fees)


def _best(found: list[_Candidate]) -> list[_Candidate]:
    if len(found) == 1:
        return found
    ranks = list(map(_rank, found))
    best = min(ranks)
    return [one for one, rank in zip(found, ranks, strict=True) if rank == best]


def _rank(one: _Candidate) -> tuple[int, bool, int, int]:
    """The program's own before the institution's, a residency's own before anybody's, stated before default."""
    price = one.price
    return (_GRAINS.get(price.grain, 2), price.residency == ANY, _BASES[one.times.basis], TUITION[price.kind])


def _computed(program: ProgramFacts, residency: str, year: str, chosen: _Candidate, fees: Sequence[KnownPrice]) -> Cost:
    way = chosen.times
    paid: list[tuple[KnownPrice, int | Fraction]] = [(chosen.price, way.factor)]
    left_out: list[tuple[KnownPrice, Reason]] = []
    includes_fees = chosen.price.kind == "tuition_and_fees"
    if fees and not includes_fees:
        added, left_out = _fees(program, fees, way.basis)
        paid += added
        includes_fees = bool(added)
    low = round(sum(price.low * factor for price, factor in paid))
    high = round(sum(price.high * factor for price, factor in paid))
    return Cost(
        residency, year, chosen.price.grain, program.award_level, low, high, way.basis, includes_fees, way.credits,
        None, tuple(paid), tuple(left_out), way.notes,
    )  # fmt: skip


def _fees(
    program: ProgramFacts, fees: Sequence[KnownPrice], basis: TotalBasis
) -> tuple[list[tuple[KnownPrice, int | Fraction]], list[tuple[KnownPrice, Reason]]]:
    """All recurring fees, or none: with one of them on an unknown basis the rest would be a part of the truth."""
    added: list[tuple[KnownPrice, int | Fraction]] = []
    left_out: list[tuple[KnownPrice, Reason]] = []
    for fee in fees:
        way = times(fee, program)
        if way is Reason.paid_once:
            left_out.append((fee, way))
        elif isinstance(way, Reason):
            left_out.append((fee, Reason.fee_basis_unknown if way is Reason.unknown_basis else way))
        elif way.basis.is_default and way.basis is not basis:
            left_out.append((fee, Reason.fee_basis_differs))
        else:
            added.append((fee, way.factor))
    if all(reason is Reason.paid_once for _, reason in left_out):
        return added, left_out
    return [], left_out + [(fee, Reason.fee_basis_unknown) for fee, _ in added]


def _without(
    program: ProgramFacts,
    residency: str,
    year: str,
    reason: Reason,
    refused: tuple[tuple[KnownPrice, Reason], ...],
) -> Cost:
    own = any(price.grain != "institution" for price, _ in refused)
    grain = PROGRAM if own else "institution"
    return Cost(residency, year, grain, program.award_level, reason=reason, left_out=refused)


def comparable(one: Cost, other: Cost) -> Comparison:
    """Whether two costs may stand side by side. The same answer whichever is named first."""
    for reason, holds in (
        ("no_amount", one.amount_cents is None or other.amount_cents is None),
        ("other_residency", one.residency != other.residency and ANY not in (one.residency, other.residency)),
        ("other_year", one.academic_year != other.academic_year),
        ("fees_differ", one.includes_fees is not other.includes_fees),
        ("pooled_grain", one.grain != other.grain),
        ("other_basis", _are_two_defaults(one.total_basis, other.total_basis)),
    ):
        if holds:
            return Comparison(False, reason)
    return Comparison(True, None, _flags(one, other))


def _are_two_defaults(one: TotalBasis | None, other: TotalBasis | None) -> bool:
    """Years of a full-time student against credits: each has its own error, and they do not cancel out."""
    return one is not other and one is not None and other is not None and one.is_default and other.is_default


def _flags(one: Cost, other: Cost) -> tuple[str, ...]:
    defaults = [bool(cost.total_basis and cost.total_basis.is_default) for cost in (one, other)]
    told = {
        "default_against_stated": defaults[0] is not defaults[1],
        "both_from_defaults": all(defaults),
        "residency_not_told_apart": one.residency != other.residency,
        "other_award_level": one.award_level != other.award_level,
        "credit_unit_assumed": any(name == "assumed" for cost in (one, other) for name, _ in cost.notes),
        "imputed": any(price.imputed for cost in (one, other) for price, _ in cost.paid),
        "price_range": any(cost.amount_cents != cost.amount_max_cents for cost in (one, other)),
    }
    return tuple(flag for flag, holds in told.items() if holds)
