"""Rows of the directory's tables of costs, and known prices from its rows of prices and from charges of a text. Pure.

Costs from an institution's prices are built once for each institution and award level, never once a program: they
are the same for all its programs of that level, and it is the institution's price, which the reader is told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import orjson

from db.directory_writes import columns_of
from db.tables import LevelCost, Price
from pipelines.comparable import costs_of
from pipelines.comparable_times import as_words
from pipelines.comparable_types import ANY, PROGRAM, SEVERAL_PROGRAMS, Cost, KnownPrice, ProgramFacts

REPORTED = frozenset({"R", "C", "G"})
"""Imputation flags of IPEDS that leave a value as the institution reported it, or as an analyst corrected it."""
_CLOCK_HOURS, _CREDIT_HOURS = "1", "2"
PROGRAM_PRICES = ("program_price", "published_program_price")
"""Claims with the price of a whole program; the second is the published price of a school's largest one."""
_MOST_CITED = 20
_PRICE = {name: place for place, name in enumerate(columns_of(Price))}
LEVEL_COST_COLUMNS = columns_of(LevelCost)
Row = tuple[Any, ...]


class OwnPrice(NamedTuple):
    """What IPEDS says that programs of one CIP code cost at one institution, and the programs it may mean.

    ``programs`` has (program id, award level): the table of prices has no award level.
    """

    institution_id: str
    programs: tuple[tuple[str, str], ...]
    claims: Mapping[str, list[Any]]
    version_id: str
    academic_year: str


def known_prices(rows: Iterable[Sequence[Any]]) -> dict[str, list[KnownPrice]]:
    """The rows of the table of prices, by institution."""
    found: dict[str, list[KnownPrice]] = {}
    at = _PRICE
    for row in rows:
        flag = row[at["imputation_flag"]]
        known = KnownPrice(
            row[at["price_id"]], row[at["version_id"]], row[at["grain"]], row[at["amount_min_cents"]],
            row[at["amount_max_cents"]], row[at["basis"]], row[at["residency"]], row[at["student_level"]],
            row[at["kind"]], row[at["academic_year"]], imputed=bool(flag) and flag not in REPORTED,
        )  # fmt: skip
        found.setdefault(row[at["institution_id"]], []).append(known)
    return found


def price_of_charge(
    charge: Mapping[str, Any], price_id: str, version_id: str, grain: str, student_level: str | None, year: str | None
) -> KnownPrice:
    """A charge in the form of pipelines.normalize.tuition; ``year`` is the page's, where the charge names none."""
    low, high = (int(Fraction(charge[name]) * 100) for name in ("amount_min", "amount_max"))
    tied, load_low, load_high = (
        None if charge[name] is None else Fraction(str(charge[name]))
        for name in ("credits", "credit_load_min", "credit_load_max")
    )
    return KnownPrice(
        price_id, version_id, grain, low, high, charge["basis"], charge["residency"], student_level, charge["kind"],
        charge["academic_year"] or year, charge["term"], tied, load_low, load_high,
    )  # fmt: skip


def level_cost_rows(levels: Iterable[tuple[str, str]], prices: Mapping[str, Sequence[KnownPrice]]) -> Iterator[Row]:
    """A row for each institution, award level, residency and year; ``levels`` has (institution id, award level)."""
    for institution_id, award_level in sorted(levels):
        for cost in costs_of(ProgramFacts(award_level), prices.get(institution_id, ())):
            yield (institution_id, award_level, *_told(cost))


def program_cost_rows(own: Iterable[OwnPrice], prices: Mapping[str, Sequence[KnownPrice]]) -> Iterator[Row]:
    """A row for each program with a price or a length of its own, residency and year."""
    for told in own:
        facts = _facts(told.claims)
        of_school = prices.get(told.institution_id, ())
        amount = own_amount(told.claims)
        for program_id, award_level in told.programs:
            known = [*of_school]
            if amount is not None:
                known.append(_own_price(told, program_id, amount))
            for cost in costs_of(facts._replace(award_level=award_level), known):
                yield (program_id, cost.grain, *_told(cost))


def own_claim(claims: Mapping[str, list[Any]]) -> str | None:
    """Which claim of a record states the price of a whole program."""
    return next((name for name in PROGRAM_PRICES if claims.get(name, [None])[0] is not None), None)


def own_amount(claims: Mapping[str, list[Any]]) -> int | None:
    """The price of a whole program in cents, from the record of its CIP code; None when it states none."""
    claim = own_claim(claims)
    return int(claims[claim][0]) if claim else None


def program_price_rows(own: Iterable[OwnPrice], source: str) -> Iterator[Row]:
    """Rows of the table of prices at the grain of a program: only where the record can mean no other program."""
    for told in own:
        claim = own_claim(told.claims)
        if len(told.programs) == 1 and claim is not None:
            ((program_id, _),) = told.programs
            amount, flag = int(told.claims[claim][0]), told.claims.get(f"{claim}_flag", [None])[0]
            yield (
                f"{program_id}/program_price", PROGRAM, told.institution_id, program_id, amount, amount, "USD",
                "per_program", ANY, None, "tuition_and_fees", told.academic_year, flag, source, told.version_id,
                claim,
            )  # fmt: skip


def _own_price(told: OwnPrice, program_id: str, amount: int) -> KnownPrice:
    is_one = len(told.programs) == 1
    return KnownPrice(
        f"{program_id}/program_price" if is_one else "", told.version_id, PROGRAM if is_one else SEVERAL_PROGRAMS,
        amount, amount, "per_program", ANY, None, "tuition_and_fees", told.academic_year,
    )  # fmt: skip


def _facts(claims: Mapping[str, list[Any]]) -> ProgramFacts:
    """The length of a program as IPEDS states it: contact hours or credit hours, and months."""

    def number(name: str) -> Fraction | None:
        told = claims.get(name, [None])[0]
        return Fraction(told) if isinstance(told, str) and told.isascii() and told.isdigit() else None

    facts = ProgramFacts("", months=number("months"))
    length, measure = number("program_length"), claims.get("length_measure", [None])[0]
    if measure == _CLOCK_HOURS:
        return facts._replace(clock_hours=length)
    return facts._replace(credits=length) if measure == _CREDIT_HOURS else facts


def _told(cost: Cost) -> Row:
    return (
        cost.residency, cost.academic_year, cost.amount_cents, cost.amount_max_cents,
        cost.total_basis and cost.total_basis.value, cost.includes_fees,
        None if cost.credits is None else as_words(cost.credits), cost.reason and cost.reason.value, parts_of(cost),
    )  # fmt: skip


def parts_of(cost: Cost) -> str:
    """What a cost was computed from, as JSON: prices and how often each is paid, what was left out, what was done."""
    parts: dict[str, Any] = dict(cost.notes)
    if cost.paid:
        parts["prices"] = {price.price_id: as_words(count) for price, count in cost.paid if price.price_id}
    left_out = cost.left_out[:_MOST_CITED]
    if refused := {price.price_id: reason.value for price, reason in left_out if price.price_id}:
        parts["left_out"] = refused
    cited = sorted({price.version_id for price, _ in (*cost.paid, *left_out) if not price.price_id})
    if cited:
        parts["versions"] = cited
    if any(price.imputed for price, _ in cost.paid):
        parts["imputed"] = True
    return orjson.dumps(parts, option=orjson.OPT_SORT_KEYS).decode()
