"""Which programs a scope holds, and which records a run with given arguments could have met at all."""

import pytest

from pipelines.normalize.refusal import Refusal
from pipelines.scope import could_have_met, scope_of
from pipelines.tables import reference_rows
from spiders.source import source_card


@pytest.mark.parametrize(
    ("words", "inside", "outside"),
    [
        ("all", ["51.0707", "01.0000"], []),
        ("him", ["51.0707", "51.0716", "51.2706"], ["51.0701", "11.0701"]),
        ("core", ["51.0707", "51.0713"], ["51.0716"]),
        ("51.0707", ["51.0707"], ["51.0706"]),
        ("51.07", ["51.0707", "51.0799"], ["51.0600", "51.2706"]),
        ("51", ["51.0707", "51.9999"], ["01.5107"]),
        ("51.", ["51.0707"], ["52.0101"]),
        (" 51.0707 , 11 ", ["51.0707", "11.0101"], ["51.0706"]),
    ],
)
def test_a_scope_holds_codes_and_prefixes(words: str, inside: list[str], outside: list[str]) -> None:
    scope = scope_of(words)
    assert [cip for cip in inside if not scope.holds(cip)] == []
    assert [cip for cip in outside if scope.holds(cip)] == []


@pytest.mark.parametrize("words", ["", " , ", "medicine", "5", "51.071", "51.07070", "51,0x", "٥١", "51.٠٧"])
def test_what_is_no_scope_is_refused_with_what_to_give(words: str) -> None:
    with pytest.raises(Refusal, match=r"51\.07"):
        scope_of(words)


def test_the_name_of_a_scope_is_the_same_however_it_is_written() -> None:
    assert scope_of("51.07,11").name == scope_of(" 11, 51.07,11").name


def test_the_scopes_of_the_card_are_those_of_the_directory() -> None:
    told: dict[str, list[str]] = {}
    for row in reference_rows("cip_scopes"):
        told.setdefault(row["scope"], []).append(row["cip"])
    assert told == source_card("ipeds").site["scopes"]
    assert set(told["core"]) < set(told["him"])


@pytest.mark.parametrize(
    ("arguments", "kind", "key", "met"),
    [
        ({}, "program", "100654:51.0707:3", True),
        ({"cip": "all"}, "program", "100654:01.0000:3", True),
        ({"cip": "51.0707"}, "program", "100654:51.0707:3", True),
        ({"cip": "51.0707"}, "program", "100654:51.0716:3", False),
        ({"cip": "51.0707"}, "institution", "100654", True),
        ({"cip": "51.0707"}, "institution_price", "100654", True),
        ({"cip": "core"}, "program_price", "100654:51.0716:1", False),
        ({"start": "https://x.example"}, "listing_program", "a:b", False),
        ({"shard": "3"}, "program", "100654:51.0707:3", False),
        ({"year": "2024"}, "program", "100654:51.0707:3", True),
    ],
)
def test_a_run_can_only_miss_what_it_could_have_met(arguments: dict[str, str], kind: str, key: str, met: bool) -> None:
    assert could_have_met(arguments, kind, key) is met
