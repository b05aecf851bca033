"""Scoring: what is equal, what is paired, which shares come out; and the same numbers as an independent scorer."""

import json
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pipelines.accuracy_figures import CASES
from pipelines.scoring import Counts, counts_of_case, measures, total
from pipelines.scoring_intervals import RESAMPLES, shares
from pipelines.scoring_pairs import paired
from pipelines.scoring_values import FIELDS, KINDS, comparable, comparable_items
from tests.together import together

SHARED = Path(__file__).resolve().parents[2] / "../shared/cases"
SHARES_OF_CHARGES = {
    f"{ours}_{short.lower()}": f"{theirs} {short}"
    for ours, theirs in (("charges", "charges"), ("amounts", "amounts"), ("amounts_basis", "amount+basis"))
    for short in ("P", "R", "F1")
} | {f"whole_charges_{short.lower()}": f"all fields {short}" for short in ("P", "R", "F1")}
LONG = {"_p": "_precision", "_r": "_recall", "_f1": "_f1"}
DEV_FLOORS = {
    "tuition": {"strict": 0.93, "charges_f1": 0.96, "silence": 0.97},
    "location": {"strict": 0.97, "field_state": 0.99, "field_zip5": 0.99},
    "credential": {"strict": 0.95, "field_credential": 0.98, "field_field": 0.98},
    "accreditation": {"strict": 0.95},
}


def charge(amount: str = "118.00", **words: Any) -> dict[str, Any]:
    usual = dict.fromkeys(FIELDS["tuition"]) | {"amount_min": amount, "amount_max": amount, "currency": "USD"}
    return usual | {"basis": "per_credit", "residency": "any", "kind": "tuition"} | words


def place(**words: Any) -> dict[str, Any]:
    return dict.fromkeys(FIELDS["location"]) | words


def status(agency: str | None = "CAHIIM", said: str = "accredited", **words: Any) -> dict[str, Any]:
    usual = {"agency": agency, "status": said, "level": "program", "since_year": None, "until_year": None}
    return usual | words


@together(
    ("field", "one", "other"),
    [
        ("amount_min", "118.00", "$118"),
        ("amount_max", "1,250.00", 1250),
        ("credits", 3, 3.0),
        ("credits", "3", 3),
        ("since_year", 2011, "2011"),
        ("street", "118 N. Larch St.", "118 n larch  st"),
        ("street2", "# 210", "#210"),
        ("city", "St. Paul", "ST PAUL"),
        ("po_box", "", None),
        ("cip", " 51.0707 ", "51.0707"),
        ("delivery", None, ""),
    ],
)
def test_values_that_are_the_same(field: str, one: Any, other: Any) -> None:
    assert comparable(field, one) == comparable(field, other)


@together(
    ("field", "one", "other"),
    [
        ("amount_min", "118.00", "118.01"),
        ("amount_min", "0.00", None),
        ("amount_min", "much", None),
        ("amount_min", "NaN", 0),
        ("credits", 3, 30),
        ("street", "118 Larch St", "118 Larch Street"),
        ("city", "Coeur d'Alene", "Coeur dAlene"),
        ("state", "OH", "oh"),
        ("basis", "per_credit", "per credit"),
    ],
)
def test_values_that_are_not_the_same(field: str, one: Any, other: Any) -> None:
    assert comparable(field, one) != comparable(field, other)


def test_an_answer_is_a_list_of_items_with_every_field() -> None:
    assert comparable_items("location", None) == comparable_items("location", []) == []
    assert comparable_items("location", place(city="Boise")) == [place(city="boise")]
    assert comparable_items("credential", None) == []
    (empty,) = comparable_items("credential", {"invented": 1})
    assert empty == dict.fromkeys(FIELDS["credential"])


def test_the_most_alike_are_paired_and_nothing_twice() -> None:
    wanted = [place(city="boise", state="ID"), place(city="nampa", state="ID")]
    given = [place(city="nampa", state="ID"), place(city="boise", state=None), place(city="reno")]
    pairs = paired("location", wanted, given)
    assert (wanted[0], given[1]) in pairs
    assert (wanted[1], given[0]) in pairs
    assert (None, given[2]) in pairs
    assert len(pairs) == 3


def test_a_charge_is_its_amount() -> None:
    wanted, given = (comparable_items("tuition", [charge(amount)]) for amount in ("118.00", "119.00"))
    assert sorted(paired("tuition", wanted, given), key=str) == sorted([(wanted[0], None), (None, given[0])], key=str)


def test_charges_are_strict_in_their_order_and_places_in_any() -> None:
    charges = [charge("1.00"), charge("2.00")]
    turned = counts_of_case("tuition", charges, charges[::-1])
    assert (turned["strict"], turned["charges_f1"], turned["whole_charges_f1"]) == ((0, 1), (4, 4), (4, 4))
    places = [place(city="Boise"), place(city="Reno")]
    assert counts_of_case("location", places, places[::-1])["strict"] == (1, 1)
    assert counts_of_case("location", places, places[:1])["number_of_places"] == (0, 1)


def test_charges_are_a_multiset() -> None:
    counts = counts_of_case("tuition", [charge()] * 3, [charge()] * 2 + [charge(basis="per_term")])
    assert counts["charges_precision"] == counts["charges_recall"] == (2, 3)
    assert counts["amounts_f1"] == (6, 6)
    assert counts["field_basis"] == (2, 3)


def test_silence_is_counted_where_the_label_is_silent() -> None:
    assert counts_of_case("tuition", [], [])["silence"] == (1, 1)
    assert counts_of_case("tuition", [], [charge()])["silence"] == (0, 1)
    assert counts_of_case("location", None, None)["silence"] == (1, 1)
    assert counts_of_case("location", None, place(city="Boise"))["silence"] == (0, 1)
    assert "silence" not in counts_of_case("tuition", [charge()], [])
    assert "silence" not in counts_of_case("credential", {}, {})


def test_an_item_that_was_missed_or_invented_is_wrong_in_every_field() -> None:
    for wanted, given in ((place(city="Boise"), None), (None, place(city="Boise"))):
        counts = counts_of_case("location", wanted, given)
        assert {counts[f"field_{name}"] for name in FIELDS["location"]} == {(0, 1)}


@together("said", ["unknown", "expired", "seeking", "probation"])
def test_a_false_accredited_is_counted(said: str) -> None:
    assert counts_of_case("accreditation", status(said=said), status())["false_accredited"] == (1, 1)
    assert counts_of_case("accreditation", status(said=said), status(said="unknown"))["false_accredited"] == (0, 1)
    assert counts_of_case("accreditation", [], [status("HLC")])["false_accredited"] == (1, 1)
    assert "false_accredited" not in counts_of_case("accreditation", status(), status(said=said))


@together("kind", KINDS)
def test_a_label_that_answers_itself_is_right_in_everything(kind: str) -> None:
    scored = [(case["page"], counts_of_case(kind, case["expected"], case["expected"])) for case in cases_of(kind)]
    found = shares(scored, measures(kind))
    assert found.keys() == set(measures(kind))
    for measure, share in found.items():
        assert share[:3] == ((0.0, 0.0, 0.0) if measure == "false_accredited" else (1.0, 1.0, 1.0)), measure


def test_intervals_are_the_same_every_time_and_hold_the_share() -> None:
    scored: list[tuple[str, Counts]] = [(f"p{n % 20}", {"strict": (int(n % 3 > 0), 1)}) for n in range(200)]
    (share,) = shares(scored, ("strict", "never_counted")).values()
    assert share == shares(list(reversed(scored)), ("strict",))["strict"]
    assert share.value == pytest.approx(133 / 200)
    assert 0.55 < share.low < share.value < share.high < 0.8
    assert share.of == 200
    assert RESAMPLES >= 1000


def test_pages_are_drawn_whole() -> None:
    """The same answers on few pages of one sort each are less certain than on many mixed ones."""
    apart: list[tuple[str, Counts]] = [(f"p{n // 20}", {"strict": (int(n < 100), 1)}) for n in range(200)]
    mixed: list[tuple[str, Counts]] = [(f"p{n % 10}", {"strict": (int(n < 100), 1)}) for n in range(200)]
    wide, narrow = (shares(scored, ("strict",))["strict"] for scored in (apart, mixed))
    assert wide.high - wide.low > 0.3 > narrow.high - narrow.low


def test_counts_add_up() -> None:
    assert total([{"strict": (1, 1)}, {"strict": (0, 1), "silence": (1, 1)}]) == {"strict": (1, 2), "silence": (1, 1)}


def cases_of(name: str) -> list[dict[str, Any]]:
    """The labeled texts of a kind, or those beside the checkout."""
    path = SHARED / f"{name}.jsonl" if "_" in name else CASES / f"{name}.jsonl"
    if not path.exists():
        pytest.skip(f"the labeled texts beside the checkout are absent: {path.name}")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def answers_of(kind: str, cases: list[dict[str, Any]]) -> list[Any]:
    predicted = import_module(f"pipelines.normalize.{kind}").predicted
    return [predicted(case["text"]) for case in cases]


def damaged(kind: str, answers: list[Any], random: Random) -> Iterator[Any]:
    """Answers with items lost, doubled, turned and changed, so that every measure falls."""
    for answer in answers:
        items = deepcopy(answer if isinstance(answer, list) else [answer] if answer else [])
        for item in items:
            for name in FIELDS[kind]:
                if random.random() < 0.15:
                    item[name] = random.choice([other[name] for other in items] + [None])
        if random.random() < 0.3:
            random.shuffle(items)
        if items and random.random() < 0.2:
            items.pop()
        if items and random.random() < 0.2:
            items.append(deepcopy(random.choice(items)))
        empty: Any = [] if kind == "tuition" else None if kind == "location" else {}
        yield items if kind == "tuition" or len(items) > 1 else items[0] if items else empty


def their_name(kind: str, measure: str) -> str:
    for short, long in LONG.items():
        if measure.endswith(long) and measure.removesuffix(long) + short in SHARES_OF_CHARGES:
            return SHARES_OF_CHARGES[measure.removesuffix(long) + short]
    field = measure.partition("_")[2]
    if measure.startswith("stated_"):
        return f"  of non-null {field}" if kind == "tuition" else f"  recall {field}"
    named = {
        "strict": "strict all fields",
        "silence": "gold [] answered []" if kind == "tuition" else "gold null answered null",
        "strict_where_stated": "strict where gold has " + ("charges" if kind == "tuition" else "a place"),
        "number_of_places": "list length",
    }
    return named.get(measure, measure.replace("_", " ", 1))


@pytest.mark.shared
@pytest.mark.parametrize("damage", [False, True])
@pytest.mark.parametrize("name", [f"{origin}{kind}" for origin in ("dev_", "supplement_", "") for kind in KINDS])
def test_an_independent_scorer_finds_the_same(name: str, damage: bool, tmp_path: Path) -> None:
    kind = name.rpartition("_")[2]
    if not (SHARED / "score.py").exists():
        pytest.skip("the independent scorer beside the checkout is absent")
    cases = cases_of(name)
    answers = answers_of(kind, cases)
    if damage:
        answers = list(damaged(kind, answers, Random(7)))  # noqa: S311 - a damage that is the same every time
    gold, given, told = (tmp_path / part for part in ("gold.jsonl", "answers.jsonl", "told.json"))
    gold.write_text("\n".join(json.dumps(case) for case in cases))
    answered = [{"id": case["id"], "predicted": answer} for case, answer in zip(cases, answers, strict=True)]
    given.write_text("\n".join(json.dumps(line) for line in answered))
    command = [sys.executable, str(SHARED / "score.py"), str(gold), str(given), "--boot", "1", "--json", str(told)]
    subprocess.run(command, check=True, capture_output=True)
    theirs = json.loads(told.read_text())
    counts = [counts_of_case(kind, case["expected"], answer) for case, answer in zip(cases, answers, strict=True)]
    ours = shares([(case["page"], found) for case, found in zip(cases, counts, strict=True)], measures(kind))
    compared = {measure: share for measure, share in ours.items() if measure != "false_accredited"}
    for measure, share in compared.items():
        assert share.value == pytest.approx(theirs[their_name(kind, measure)]["value"]), measure
    assert {their_name(kind, measure) for measure in compared} >= {n for n in theirs if not n.startswith("  precision")}


@pytest.mark.shared
@pytest.mark.parametrize("kind", KINDS)
def test_the_floors_hold_on_the_labeled_texts_beside_the_checkout(kind: str) -> None:
    cases = cases_of(f"dev_{kind}")
    answers = answers_of(kind, cases)
    counted = total(counts_of_case(kind, case["expected"], answer) for case, answer in zip(cases, answers, strict=True))
    for measure, floor in DEV_FLOORS[kind].items():
        right, of = counted[measure]
        assert right / of >= floor, measure
    assert counted.get("false_accredited", (0, 0))[0] == 0
