"""Claims: the quick way of table rows means the same as the way of single records, and nothing said is no value."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.claims import RowReader, Versions, claim, read_claim, read_record
from pipelines.rules import IPEDS_MISSING
from spiders.items import RawRecord, RawRows, RawValue

FIELDS = ("unitid", "cip", "award_level", "completions", "completions_flag")
WORDS = st.one_of(
    st.sampled_from([*IPEDS_MISSING, "100654", "51.0707", "51.071", "3", "12", "999", "07", "R", " 5 ", "5.0", "−1"]),
    st.text(max_size=30),
    st.integers(min_value=-10, max_value=10**10).map(str),
)


def rows(*texts: tuple[str, ...], kind: str = "program", period: str = "2024", **told: Any) -> RawRows:
    fields = told.get("fields", FIELDS)
    return RawRows(
        source=told.get("source", "ipeds"), kind=kind, capture_id=told.get("capture", "c1"), member="t.csv",
        period=period, fields=fields, columns=tuple(name.upper() for name in fields),
        rows=tuple((number, f"key-{number}", row) for number, row in enumerate(texts, start=2)),
    )  # fmt: skip


def record(texts: tuple[str, ...], key: str, kind: str = "program", fields: tuple[str, ...] = FIELDS) -> RawRecord:
    values = tuple(RawValue(field=name, text=text, at="col") for name, text in zip(fields, texts, strict=True))
    return RawRecord(source="ipeds", kind=kind, key=key, capture_id="c1", place="p", period="2024", values=values)


def said(versions: Versions) -> list[dict[str, list[Any]]]:
    """The claims of each version: value, words and state, without the place that table rows leave to the reading."""
    told: list[dict[str, list[Any]]] = []
    for claims in versions.claims:
        parts = {name: [*one, None, None, None][:3] for name, one in json.loads(claims).items()}
        told.append({name: [v, str(v) if w is None else w, s] for name, (v, w, s) in parts.items()})
    return told


@settings(deadline=None)
@given(st.lists(st.tuples(*[WORDS] * len(FIELDS)), min_size=1, max_size=8))
def test_rows_and_records_mean_the_same(texts: list[tuple[str, ...]]) -> None:
    quick = RowReader("ipeds", "1").read(rows(*texts))
    single = [read_record(record(row, f"key-{number}"), "1") for number, row in enumerate(texts, start=2)]
    kept = [one for one in single if one.keys]
    assert quick.keys == [one.keys[0] for one in kept]
    assert said(quick) == [said(one)[0] for one in kept]
    assert sorted({(p.code, p.held) for p in quick.problems}) == sorted(
        {(p.code, p.held) for one in single for p in one.problems}
    )


@settings(deadline=None)
@given(st.lists(st.tuples(*[WORDS] * len(FIELDS)), min_size=1, max_size=8))
def test_what_was_learned_in_one_block_changes_nothing_in_the_next(texts: list[tuple[str, ...]]) -> None:
    reader = RowReader("ipeds", "1")
    first, again = reader.read(rows(*texts)), reader.read(rows(*texts))
    assert (first.ids, first.claims, first.problems) == (again.ids, again.claims, again.problems)


@pytest.mark.parametrize(
    ("field", "text"),
    [("unitid", "-2"), ("unitid", "10065"), ("cip", "51.071"), ("cip", ""), ("award_level", "12"),
     ("award_level", "99"), ("award_level", " ")],
)  # fmt: skip
def test_a_record_without_a_readable_required_value_is_held_and_reported(field: str, text: str) -> None:
    texts = tuple({"unitid": "100654", "cip": "51.0707", "award_level": "3"}.get(name, "5") for name in FIELDS)
    bad = tuple(text if name == field else said for name, said in zip(FIELDS, texts, strict=True))
    found = RowReader("ipeds", "1").read(rows(texts, bad, texts))
    assert found.keys == ["key-2", "key-4"]
    (problem,) = found.problems
    assert (problem.code, problem.held) == (f"held_program_{field}", True)
    assert problem.place == f"t.csv line 3 column {field.upper()}"
    assert problem.sample == text


def test_a_record_that_does_not_name_a_required_field_is_held() -> None:
    found = read_record(record(("100654", "51.0707"), "k", fields=("unitid", "cip")), "1")
    assert found.keys == []
    assert [problem.code for problem in found.problems] == ["held_program_award_level"]


def test_an_unreadable_value_that_nobody_requires_is_kept_as_unreadable() -> None:
    found = RowReader("ipeds", "1").read(rows(("100654", "51.0707", "3", "many", "R")))
    assert said(found)[0]["completions"] == [None, "many", "unreadable"]
    assert [(problem.code, problem.held) for problem in found.problems] == [("unreadable_program_completions", False)]
    assert found.stated["completions"] == 0


@pytest.mark.parametrize(("text", "state"), IPEDS_MISSING.items())
def test_reserved_words_of_ipeds_are_states_and_never_values(text: str, state: str) -> None:
    assert read_claim("program", "completions", text) == (None, state, None)


def test_zero_is_stated() -> None:
    assert read_claim("program", "completions", "0") == (0, None, None)


ONE = ("100654", "51.0707", "3", "5", "R")


def test_the_same_content_has_the_same_id_wherever_and_whenever_it_is_read() -> None:
    first = RowReader("ipeds", "1").read(rows(ONE))
    again = RowReader("ipeds", "2").read(rows(ONE, capture="c2"))
    assert first.ids == again.ids
    assert first.reading.row != again.reading.row


@pytest.mark.parametrize("change", [{"period": "2023"}, {"kind": "institution"}, {"source": "other"}])
def test_another_thing_year_or_source_has_another_id(change: dict[str, Any]) -> None:
    name = change.get("source", "ipeds")
    told = RowReader(name, "1").read(rows(ONE, **change))
    assert told.ids != RowReader("ipeds", "1").read(rows(ONE)).ids


def test_other_words_of_the_same_value_are_another_version() -> None:
    spaced = (*ONE[:3], " 5", ONE[4])
    assert RowReader("ipeds", "1").read(rows(spaced)).ids != RowReader("ipeds", "1").read(rows(ONE)).ids


def test_a_field_that_a_page_says_twice_is_kept_twice() -> None:
    values = [RawValue(field="institution", text="A", at="h3"), RawValue(field="program_title", text="B", at="p")]
    values += [RawValue(field="link", text=f"https://a.example/{n}", at="a", qualifiers={"n": str(n)}) for n in (1, 2)]
    told = RawRecord(
        source="listings", kind="listing_program", key="k", capture_id="c", place="li", values=tuple(values)
    )
    (claims,) = (json.loads(text) for text in read_record(told, "1").claims)
    assert list(claims) == ["institution", "link", "link.2", "program_title"]
    assert claims["link.2"][3:] == ["a", {"n": "2"}]


def test_claims_are_as_short_as_they_can_be() -> None:
    assert claim(5, "5", None) == [5]
    assert claim(5, " 5", None) == [5, " 5"]
    assert claim(None, ".", "not_stated") == [None, ".", "not_stated"]
    assert claim("A", "A", None, "h3") == ["A", None, None, "h3"]


def test_an_empty_block_is_a_reading_without_records() -> None:
    found = RowReader("ipeds", "1").read(rows())
    assert (found.keys, found.problems) == ([], [])
    assert found.reading.capture_id == "c1"


def test_columns_with_more_texts_than_are_remembered_are_read_all_the_same() -> None:
    many = [("100654", "51.0707", "3", str(number), "R") for number in range(50_010)]
    found = RowReader("ipeds", "1").read(rows(*many, ("100654", "51.0707", "3", "x1", "R")))
    assert len(found.keys) == 50_011
    assert json.loads(found.claims[50_009])["completions"] == [50_009]
    assert found.stated["completions"] == 50_010


def test_qualifiers_of_a_block_stand_in_each_claim_and_stay_with_their_block() -> None:
    reader = RowReader("ipeds", "1")
    plain = rows(("100654", "51.0707", "3", "5", "R"))
    qualified = plain.model_copy(update={"qualifiers": {"completions": {"measure": "awards"}}})
    told = [json.loads(reader.read(block).claims[0])["completions"] for block in (plain, qualified, plain)]
    assert told[0] == told[2] == [5, "5"] or told[0] == told[2] == [5]
    assert told[1][0] == 5
    assert told[1][4] == {"measure": "awards"}
