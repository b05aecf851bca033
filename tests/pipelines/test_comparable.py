"""The comparable price: real shapes of prices and programs, what is refused and why, what may be compared."""

import json
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.comparable import Cost, KnownPrice, ProgramFacts, Reason, TotalBasis, comparable, costs_of
from pipelines.comparable_rows import parts_of, price_of_charge
from pipelines.comparable_times import as_words, default_of
from pipelines.normalize.award_level import award_levels
from pipelines.normalize.tuition import predicted
from pipelines.tables import reference_rows
from spiders.environment import ROOT
from tests.pipelines.made_runs import Made, MadeHome, made_home, price, program, school

ASSOCIATE, BACHELOR, MASTER, SHORT, DOCTORATE = "3", "5", "7", "21", "17"


def at(amount: int, basis: str = "per_credit", kind: str = "tuition", **more: Any) -> KnownPrice:
    """A price in dollars, of the institution, in-state, undergraduate and of one year unless told otherwise."""
    usual: dict[str, Any] = {
        "grain": "institution", "residency": "in_state", "student_level": None, "academic_year": "2022-23",
        "high": amount * 100,
    }  # fmt: skip
    told = {**usual, **more}
    return KnownPrice(
        told.pop("price_id", f"{told['residency']}/{basis}/{kind}/{amount}"), "version", low=amount * 100, basis=basis,
        kind=kind, **told,
    )  # fmt: skip


def own(amount: int, basis: str = "per_credit", kind: str = "tuition", **more: Any) -> KnownPrice:
    """A price of the program itself."""
    return at(amount, basis, kind, grain="program", **more)


def program_of(level: str = ASSOCIATE, **counts: Any) -> ProgramFacts:
    """Facts of a program, with counts as whole numbers."""
    told: dict[str, Any] = {name: Fraction(n) if isinstance(n, int) else n for name, n in counts.items()}
    return ProgramFacts(level, **told)


FULL_PRICE = at(5_000, "per_year", "tuition_and_fees")
COMPUTED: list[tuple[str, ProgramFacts, list[KnownPrice], tuple[int, TotalBasis, bool]]] = [
    (
        "a program's own price wins over the institution's",
        program_of(), [FULL_PRICE, own(15_357, "per_program", "tuition_and_fees")],
        (15_357_00, TotalBasis.stated_program_price, True),
    ),
    (
        "a stated price of a program in clock hours needs no conversion",
        program_of("2", clock_hours=900), [own(15_454, "per_program", "tuition_and_fees", residency="any")],
        (15_454_00, TotalBasis.stated_program_price, True),
    ),
    ("credits that are stated", program_of(credits=65), [at(135)], (8_775_00, TotalBasis.stated_credits, False)),
    (
        "stated credits come before default years of the same school",
        program_of(credits=65), [at(135), FULL_PRICE], (8_775_00, TotalBasis.stated_credits, False),
    ),
    (
        "quarter hours paid by the quarter hour",
        program_of(credits=95, credit_unit="quarter"), [at(100, term="quarter")],
        (9_500_00, TotalBasis.stated_credits, False),
    ),
    (
        "quarter hours paid by the semester hour are two thirds",
        program_of(credits=95, credit_unit="quarter"), [at(150, term="semester")],
        (9_500_00, TotalBasis.stated_credits, False),
    ),
    (
        "a default in semester hours paid by the quarter hour is one and a half",
        program_of(), [at(100, term="quarter")], (9_000_00, TotalBasis.default_credits, False),
    ),
    (
        "the calendar says which hours are meant",
        program_of(credits=90, calendar="quarter"), [at(100)], (9_000_00, TotalBasis.stated_credits, False),
    ),
    ("semester and trimester are alike", program_of(credits=60, credit_unit="trimester"),
     [at(100, term="semester")], (6_000_00, TotalBasis.stated_credits, False)),
    ("an associate takes two years", program_of(), [FULL_PRICE], (10_000_00, TotalBasis.default_years, True)),
    ("a bachelor takes four", program_of(BACHELOR), [FULL_PRICE], (20_000_00, TotalBasis.default_years, True)),
    ("stated years come before default ones", program_of(years=3), [FULL_PRICE],
     (15_000_00, TotalBasis.stated_years, True)),
    (
        "tuition and fees of the same year are added",
        program_of(), [at(4_000, "per_year"), at(600, "per_year", "fee")],
        (9_200_00, TotalBasis.default_years, True),
    ),
    (
        "a fee of 0 is a fee that is known",
        program_of(), [at(4_000, "per_year"), at(0, "per_year", "fee")], (8_000_00, TotalBasis.default_years, True),
    ),
    ("without a fee it is tuition only", program_of(), [at(4_000, "per_year")],
     (8_000_00, TotalBasis.default_years, False)),
    (
        "the published price is not added to the fees that it holds",
        program_of(), [FULL_PRICE, at(600, "per_year", "fee")], (10_000_00, TotalBasis.default_years, True),
    ),
    (
        "the fee of a full-time year is not added to credits",
        program_of(MASTER), [at(500), at(600, "per_year", "fee")], (15_000_00, TotalBasis.default_credits, False),
    ),
    (
        "a fee without a basis leaves tuition only",
        program_of(credits=60), [own(100), own(40, "unknown", "fee")], (6_000_00, TotalBasis.stated_credits, False),
    ),
    (
        "one such fee takes the others with it",
        program_of(credits=60), [own(100), own(10, "per_credit", "fee"), own(40, "unknown", "fee")],
        (6_000_00, TotalBasis.stated_credits, False),
    ),
    (
        "a fee paid once is left out and hinders nothing",
        program_of(credits=60), [own(100), own(10, "per_credit", "fee"), own(40, "one_time", "fee")],
        (6_600_00, TotalBasis.stated_credits, True),
    ),
    (
        "a fee for everybody is added to a residency's tuition",
        program_of(credits=60), [own(100), own(10, "per_credit", "fee", residency="any")],
        (6_600_00, TotalBasis.stated_credits, True),
    ),
    ("clock hours by the clock hour", program_of("2", clock_hours=900), [own(17, "per_clock_hour")],
     (15_300_00, TotalBasis.stated_clock_hours, False)),
    ("months that are stated", program_of(months=10), [own(450, "per_month")],
     (4_500_00, TotalBasis.stated_months, False)),
    ("two semesters a year", program_of(BACHELOR), [at(2_000, "per_term", term="semester")],
     (16_000_00, TotalBasis.default_years, False)),
    ("three quarters a year", program_of(), [at(2_000, "per_term", term="quarter")],
     (12_000_00, TotalBasis.default_years, False)),
    ("the band of a full load", program_of(),
     [at(3_100, "per_term", term="semester", load_low=Fraction(12), load_high=Fraction(18))],
     (12_400_00, TotalBasis.default_years, False)),
    ("an open band of a full load", program_of(),
     [at(3_100, "per_term", term="semester", load_low=Fraction(12))], (12_400_00, TotalBasis.default_years, False)),
    ("the same price twice is one price", program_of(credits=10), [own(100, price_id="a"), own(100, price_id="b")],
     (1_000_00, TotalBasis.stated_credits, False)),
    ("books and housing are nobody's tuition", program_of(),
     [FULL_PRICE, at(1_250, "per_year", "books"), at(9_000, "per_year", "room_and_board")],
     (10_000_00, TotalBasis.default_years, True)),
    ("0 credits are not meant", program_of(credits=0), [at(100)], (6_000_00, TotalBasis.default_credits, False)),
    ("an unknown unit is none", program_of(credits=60, credit_unit="furlong"), [at(100)],
     (6_000_00, TotalBasis.stated_credits, False)),
]  # fmt: skip

REFUSED: list[tuple[str, ProgramFacts, list[KnownPrice], Reason]] = [
    ("no price at all", program_of(), [], Reason.no_price),
    ("prices of books only", program_of(), [at(1_250, "per_year", "books")], Reason.no_price),
    ("only prices of graduates", program_of(), [at(5_000, "per_year", student_level="graduate")],
     Reason.no_price_for_level),
    ("only prices of undergraduates", program_of(MASTER), [at(5_000, "per_year", student_level="undergraduate")],
     Reason.no_price_for_level),
    ("a level that nobody knows", program_of("99"), [at(5_000, "per_year", student_level="graduate")],
     Reason.no_price_for_level),
    ("a short certificate has no default credits", program_of(SHORT), [at(100)], Reason.no_credits_and_no_default),
    ("nor default years", program_of(SHORT), [FULL_PRICE], Reason.no_years_and_no_default),
    ("credits are told before years", program_of(DOCTORATE), [FULL_PRICE, at(100)], Reason.no_credits_and_no_default),
    ("a master has no default years", program_of(MASTER), [FULL_PRICE], Reason.no_years_and_no_default),
    ("clock hours are no credits", program_of(clock_hours=900), [at(100)], Reason.clock_hours),
    ("nor years", program_of("2", clock_hours=900), [FULL_PRICE], Reason.clock_hours),
    ("a price by the clock hour without their number", program_of(), [own(17, "per_clock_hour")],
     Reason.no_clock_hours),
    ("months that nobody states", program_of(), [own(450, "per_month")], Reason.no_months),
    ("a price by the course", program_of(), [own(400, "per_course")], Reason.number_of_courses_unknown),
    ("a price on no basis", program_of(), [own(400, "unknown")], Reason.unknown_basis),
    ("a price paid once", program_of(), [own(400, "one_time")], Reason.paid_once),
    ("a basis that is new", program_of(), [own(400, "per_fortnight")], Reason.unknown_basis),
    ("a term of an unknown kind", program_of(), [at(2_000, "per_term")], Reason.term_unknown),
    ("three terms of a trimester year are not all taken", program_of(), [at(2_000, "per_term", term="trimester")],
     Reason.term_unknown),
    ("a row of a table by load", program_of(), [at(385, "per_term", credits=Fraction(3), term="semester")],
     Reason.banded_rate),
    ("a rate for part of the load", program_of(), [at(100, load_low=Fraction(1), load_high=Fraction(6))],
     Reason.banded_rate),
    ("a band below a full load", program_of(), [at(900, "per_term", load_high=Fraction(11), term="semester")],
     Reason.banded_rate),
    ("a price of no year", program_of(), [at(5_000, "per_year", academic_year=None)], Reason.year_unknown),
    ("two prices and no word which", program_of(credits=60), [own(100), own(120)], Reason.several_prices),
    ("a price that may mean several programs", program_of(),
     [at(9_000, "per_program", "tuition_and_fees", grain="several_programs")], Reason.price_of_several_programs),
    ("a cost that holds a bed and meals", program_of(), [at(30_000, "per_year", "total_cost")],
     Reason.other_costs_included),
    ("fees only", program_of(), [at(600, "per_year", "fee")], Reason.only_fees),
    ("fees only, and on no basis", program_of(), [at(600, "unknown", "fee")], Reason.fee_basis_unknown),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "prices", "expected"), [pytest.param(*c[1:], id=c[0]) for c in COMPUTED])
def test_what_a_program_costs(
    facts: ProgramFacts, prices: list[KnownPrice], expected: tuple[int, TotalBasis, bool]
) -> None:
    (cost,) = costs_of(facts, prices)
    assert (cost.amount_cents, cost.total_basis, cost.includes_fees) == expected
    assert cost.amount_max_cents == cost.amount_cents
    assert cost.reason is None
    assert set(cost.paid[0]) & set(prices)


@pytest.mark.parametrize(("facts", "prices", "reason"), [pytest.param(*c[1:], id=c[0]) for c in REFUSED])
def test_why_there_is_no_cost(facts: ProgramFacts, prices: list[KnownPrice], reason: Reason) -> None:
    (cost,) = costs_of(facts, prices)
    assert cost.reason is reason
    assert (cost.amount_cents, cost.amount_max_cents, cost.total_basis, cost.includes_fees) == (None,) * 4


def test_every_reason_is_met_here() -> None:
    left_out = {Reason.fee_basis_differs}
    assert {case[3] for case in REFUSED} | left_out == set(Reason)


def test_a_residency_and_a_year_each_have_an_answer() -> None:
    prices = [
        at(amount, "per_year", residency=residency, academic_year=year)
        for amount, year in ((4_000, "2021-22"), (4_200, "2022-23"))
        for residency in ("in_district", "in_state", "out_of_state")
    ]
    told = [(cost.academic_year, cost.residency, cost.amount_cents) for cost in costs_of(program_of(), prices)]
    assert told == [
        ("2021-22", "in_district", 8_000_00), ("2021-22", "in_state", 8_000_00), ("2021-22", "out_of_state", 8_000_00),
        ("2022-23", "in_district", 8_400_00), ("2022-23", "in_state", 8_400_00), ("2022-23", "out_of_state", 8_400_00),
    ]  # fmt: skip


def test_a_fee_of_another_year_is_not_added() -> None:
    (cost,) = costs_of(program_of(), [at(4_000, "per_year"), at(600, "per_year", "fee", academic_year="2021-22")])
    assert (cost.amount_cents, cost.includes_fees) == (8_000_00, False)


def test_a_fee_of_the_institution_is_not_added_to_a_price_of_the_program() -> None:
    (cost,) = costs_of(program_of(years=2), [own(4_000, "per_year"), at(600, "per_year", "fee")])
    assert (cost.grain, cost.amount_cents, cost.includes_fees) == ("program", 8_000_00, False)


def test_graduates_pay_the_prices_of_graduates() -> None:
    prices = [at(300, student_level="undergraduate"), at(700, student_level="graduate")]
    assert [cost.amount_cents for cost in costs_of(program_of(MASTER), prices)] == [21_000_00]
    assert [cost.amount_cents for cost in costs_of(program_of(BACHELOR), prices)] == [36_000_00]


def test_a_price_told_for_a_residency_wins_over_one_for_anybody() -> None:
    prices = [own(300, residency="any"), own(500, residency="out_of_state")]
    told = {cost.residency: cost.amount_cents for cost in costs_of(program_of(credits=10), prices)}
    assert told == {"any": 3_000_00, "out_of_state": 5_000_00}


def test_a_range_stays_a_range() -> None:
    (cost,) = costs_of(program_of(credits=60), [own(95, high=105_00)])
    assert (cost.amount_cents, cost.amount_max_cents) == (5_700_00, 6_300_00)


def test_a_conversion_a_default_and_an_assumption_are_said() -> None:
    (cost,) = costs_of(program_of(credits=95, credit_unit="quarter"), [at(150, term="semester")])
    assert dict(cost.notes)["converted"] == "95 quarter hours = 63.33 semester hours"
    assert cost.credits == Fraction(190, 3)
    (cost,) = costs_of(program_of(), [at(100, term="quarter")])
    assert dict(cost.notes) == {"default": "least_of_associate", "converted": "60 semester hours = 90 quarter hours"}
    (cost,) = costs_of(program_of(), [at(100)])
    assert dict(cost.notes) == {"default": "least_of_associate", "assumed": "priced by semester hours"}


def test_what_is_left_out_is_said_with_the_reason() -> None:
    prices = [own(100), own(40, "unknown", "fee"), own(25, "one_time", "fee"), own(10, "per_credit", "fee")]
    (cost,) = costs_of(program_of(credits=60), prices)
    assert json.loads(parts_of(cost)) == {
        "assumed": "semester hours",
        "prices": {"in_state/per_credit/tuition/100": "60"},
        "left_out": {
            "in_state/unknown/fee/40": "fee_basis_unknown",
            "in_state/one_time/fee/25": "paid_once",
            "in_state/per_credit/fee/10": "fee_basis_unknown",
        },
    }
    (cost,) = costs_of(program_of(), [at(100), at(600, "per_year", "fee")])
    assert [reason for _, reason in cost.left_out] == [Reason.fee_basis_differs]


def test_an_imputed_price_is_marked() -> None:
    (cost,) = costs_of(program_of(), [at(5_000, "per_year", imputed=True)])
    assert json.loads(parts_of(cost))["imputed"] is True


def test_charges_of_a_text_are_prices() -> None:
    charges = predicted("2023-24: Tuition is $210.50 per credit hour. Technology fee: $10 per credit hour.")
    prices = [
        price_of_charge(charge, f"page/{number}", "version", "program", None, "2023-24")
        for number, charge in enumerate(charges)
    ]
    (cost,) = costs_of(program_of(credits=60), prices)
    assert (cost.academic_year, cost.amount_cents, cost.includes_fees) == ("2023-24", 13_230_00, True)


@pytest.mark.parametrize("level", sorted(award_levels()))
def test_every_award_level_has_its_row_and_its_own_students(level: str) -> None:
    default = default_of(level)
    is_graduate = award_levels()[level].rank > 30
    assert default.student_level == ("graduate" if is_graduate else "undergraduate")
    assert bool(default.name) is bool(default.credits)


def test_default_names_are_unique_and_no_level_has_two_rows() -> None:
    rows = reference_rows("program_defaults")
    assert len({row["award_level"] for row in rows}) == len(rows)
    names = [row["default_name"] for row in rows if row["default_name"]]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("count", "words"),
    [(Fraction(60), "60"), (Fraction(190, 3), "63.33"), (Fraction(9, 2), "4.5"), (Fraction(100), "100"), (0, "0")],
)
def test_counts_as_words(count: Fraction | int, words: str) -> None:
    assert as_words(count) == words


def cost_of(prices: list[KnownPrice], facts: ProgramFacts | None = None) -> Cost:
    (cost,) = costs_of(facts or program_of(), prices)
    return cost


BY_YEARS = cost_of([FULL_PRICE])
BY_CREDITS = cost_of([at(100)])
STATED = cost_of([at(100)], program_of(credits=65, credit_unit="semester"))


@pytest.mark.parametrize(
    ("one", "other", "reason", "flags"),
    [
        (BY_YEARS, BY_YEARS, None, {"both_from_defaults"}),
        (BY_YEARS, cost_of([]), "no_amount", set()),
        (BY_YEARS, cost_of([FULL_PRICE._replace(residency="out_of_state")]), "other_residency", set()),
        (BY_YEARS, cost_of([FULL_PRICE._replace(academic_year="2023-24")]), "other_year", set()),
        (BY_YEARS, cost_of([at(5_000, "per_year")]), "fees_differ", set()),
        (BY_YEARS, cost_of([own(9_000, "per_program", "tuition_and_fees")]), "pooled_grain", set()),
        (BY_CREDITS, cost_of([at(5_000, "per_year")]), "other_basis", set()),
        (BY_CREDITS, STATED, None, {"default_against_stated", "credit_unit_assumed"}),
        (STATED, STATED, None, {"credit_unit_assumed"}),
        (STATED, cost_of([at(5_000, "per_year")]), None, {"default_against_stated", "credit_unit_assumed"}),
        (BY_YEARS, cost_of([FULL_PRICE._replace(residency="any")]), None,
         {"both_from_defaults", "residency_not_told_apart"}),
        (BY_YEARS, cost_of([FULL_PRICE], program_of(BACHELOR)), None, {"both_from_defaults", "other_award_level"}),
        (BY_YEARS, cost_of([FULL_PRICE._replace(imputed=True)]), None, {"both_from_defaults", "imputed"}),
        (BY_YEARS, cost_of([FULL_PRICE._replace(high=600_000)]), None, {"both_from_defaults", "price_range"}),
    ],
)  # fmt: skip
def test_which_costs_may_be_compared(one: Cost, other: Cost, reason: str | None, flags: set[str]) -> None:
    told = comparable(one, other)
    assert (told.may, told.reason, set(told.flags)) == (reason is None, reason, flags)
    assert comparable(other, one) == told


BASES = ("per_credit", "per_year", "per_term", "per_program", "per_month", "per_clock_hour", "per_course", "unknown")
PRICES = st.builds(
    KnownPrice,
    price_id=st.text("abc", min_size=1, max_size=3),
    version_id=st.just("v"),
    grain=st.sampled_from(("program", "institution", "several_programs")),
    low=st.integers(0, 10**8),
    high=st.just(10**8),
    basis=st.sampled_from(BASES),
    residency=st.sampled_from(("in_state", "out_of_state", "any")),
    student_level=st.sampled_from((None, "graduate", "undergraduate")),
    kind=st.sampled_from(("tuition", "fee", "tuition_and_fees", "total_cost", "books")),
    academic_year=st.sampled_from((None, "2022-23", "2023-24")),
    term=st.sampled_from((None, "semester", "quarter", "trimester")),
)
COUNTS = st.none() | st.fractions(0, 400, max_denominator=6)
PROGRAMS = st.builds(
    ProgramFacts,
    st.sampled_from(sorted(award_levels())),
    COUNTS,
    st.sampled_from((None, "semester", "quarter")),
    COUNTS,
    COUNTS,
    COUNTS,
    st.sampled_from((None, "semester", "quarter")),
)


@given(PROGRAMS, st.lists(PRICES, max_size=8), st.randoms())
def test_always_an_amount_or_a_reason_whatever_the_order(
    facts: ProgramFacts, prices: list[KnownPrice], dice: Any
) -> None:
    costs = costs_of(facts, prices)
    assert costs
    assert len({(cost.residency, cost.academic_year) for cost in costs}) == len(costs)
    for cost in costs:
        assert (cost.amount_cents is None) is (cost.reason is not None)
        assert (cost.amount_cents is None) is (cost.total_basis is None)
        assert cost.amount_cents is None or 0 <= cost.amount_cents <= (cost.amount_max_cents or 0)
        assert all(type(cents) is int for cents in (cost.amount_cents, cost.amount_max_cents) if cents is not None)
        assert all(paid.grain == cost.grain for paid, _ in cost.paid)
        assert all(paid.academic_year == cost.academic_year for paid, _ in cost.paid)
        assert all(paid.residency in (cost.residency, "any") for paid, _ in cost.paid)
        assert comparable(cost, cost).may is (cost.amount_cents is not None)
        json.loads(parts_of(cost))
    shuffled = list(prices)
    dice.shuffle(shuffled)
    assert [(c[:10], c.reason) for c in costs_of(facts, shuffled)] == [(c[:10], c.reason) for c in costs]


@given(PROGRAMS, st.lists(PRICES, max_size=6))
def test_clock_hours_never_become_credits_and_tuition_and_fees_are_never_counted_twice(
    facts: ProgramFacts, prices: list[KnownPrice]
) -> None:
    for cost in costs_of(facts._replace(credits=None), prices):
        if facts.clock_hours:
            assert cost.total_basis not in (TotalBasis.default_credits, TotalBasis.stated_credits)
        kinds = [paid.kind for paid, _ in cost.paid]
        assert "tuition_and_fees" not in kinds or len(kinds) == 1
        assert sum(kind != "fee" for kind in kinds) == (cost.amount_cents is not None)


@given(st.integers(0, 10**8), st.lists(st.fractions(1, 200, max_denominator=3), min_size=2, max_size=5))
def test_more_credits_never_cost_less(cents: int, counts: list[Fraction]) -> None:
    by_credit = own(0)._replace(low=cents, high=cents)
    amounts = [cost_of([by_credit], program_of(credits=count)).amount_cents or 0 for count in sorted(counts)]
    assert all(less <= more for less, more in pairwise(amounts))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        yield home


def own_price(unitid: str, cip: str, **words: str) -> Made:
    """What a table of program prices says of a CIP code."""
    return Made("program_price", f"{unitid}:{cip}", {"unitid": unitid, "cip": cip, **words})


def costs(home: MadeHome) -> list[dict[str, Any]]:
    """The costs of all programs as the view of readers gives them."""
    view = (ROOT / "db/views/v1.sql").read_text(encoding="utf-8")
    (select,) = [part for part in view.split(";") if "VIEW v1_program_cost" in part]
    body = select.partition(" AS")[2]
    return home.query(f"SELECT * FROM ({body}) ORDER BY program_id, residency")  # noqa: S608 - our own view


def test_the_costs_of_an_assembly_rest_on_published_prices(home: MadeHome) -> None:
    prices = price(
        "100654", published_in_state_price="5000", published_out_of_state_price="9000", graduate_in_state_tuition="8000"
    )
    home.run([*school("100654"), prices], period="2022-23")
    home.assemble()
    found = costs(home)
    assert [(row["residency"], row["amount_cents"], row["total_basis"], row["grain"]) for row in found] == [
        ("in_state", 10_000_00, "default_years", "institution"),
        ("out_of_state", 18_000_00, "default_years", "institution"),
    ]
    known = {row["price_id"] for row in home.query("SELECT price_id FROM price")}
    assert all(set(json.loads(row["parts"])["prices"]) <= known for row in found)


def test_a_program_without_a_price_has_a_reason(home: MadeHome) -> None:
    home.run(school("100654"))
    home.assemble()
    assert [(row["amount_cents"], row["reason"]) for row in costs(home)] == [(None, "no_price")]


def test_a_price_of_its_own_stands_in_place_of_the_institutions(home: MadeHome) -> None:
    told = {"program_price": "15357", "program_length": "900", "length_measure": "1", "months": "10"}
    programs = [program("100654", "51.0714", "2"), program("100654", "51.0707", "3")]
    prices = price("100654", published_in_state_price="5000")
    home.run([*school("100654", *programs), prices, own_price("100654", "51.0714", **told)], period="2024-25")
    home.assemble()
    own_id = home.program("100654:51.0714:2")["program_id"]
    found = {(row["program_id"] == own_id, row["residency"]): row for row in costs(home)}
    assert {key: (row["amount_cents"], row["grain"]) for key, row in found.items()} == {
        (True, "any"): (15_357_00, "program"),
        (False, "in_state"): (10_000_00, "institution"),
        (True, "in_state"): (15_357_00, "program"),
    }
    assert json.loads(found[True, "any"]["parts"]) == {
        "clock_hours": "900", "prices": {f"{own_id}/program_price": "1"},
    }  # fmt: skip


def test_a_price_that_may_mean_two_programs_is_no_programs_price(home: MadeHome) -> None:
    programs = [program("100654", "51.0714", level) for level in ("2", "21")]
    home.run([*school("100654", *programs), own_price("100654", "51.0714", program_price="15357")], period="2024-25")
    home.assemble()
    assert [row["reason"] for row in costs(home)] == ["price_of_several_programs"] * 2
    assert home.query("SELECT * FROM price") == []
    (version,) = home.query("SELECT version_id FROM record WHERE kind = 'program_price'")
    assert [json.loads(row["parts"]) for row in costs(home)] == [{"versions": [version["version_id"]]}] * 2
