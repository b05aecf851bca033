"""The typed spans of places have the shape that the scorer reads, and their ZIP codes and states fit each other.

Checks the form of the answers, never what a parser says of them.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import zipcodes

from spiders.environment import ROOT

CASES = ROOT / "pipelines" / "accuracy" / "location.jsonl"
FIELDS = ["street", "street2", "po_box", "city", "state", "zip5", "zip4", "country", "delivery"]
LEAST = 150


def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def places(case: dict[str, Any]) -> list[dict[str, Any]]:
    expected = case["expected"]
    if expected is None:
        return []
    return expected if isinstance(expected, list) else [expected]


def all_places() -> Iterator[tuple[str, dict[str, Any]]]:
    for case in cases():
        for place in places(case):
            yield case["id"], place


def test_there_are_enough_cases_on_many_pages() -> None:
    assert len(cases()) >= LEAST
    assert len({case["page"] for case in cases()}) >= 20


def test_ids_count_up_and_no_text_stands_twice() -> None:
    assert [case["id"] for case in cases()] == [f"location-{n:03d}" for n in range(1, len(cases()) + 1)]
    assert len({case["text"] for case in cases()}) == len(cases())


def test_each_line_has_the_five_keys_and_words_for_tags() -> None:
    for case in cases():
        assert [key for key in case if key != "met"] == ["id", "page", "text", "expected", "tags"]
        assert re.fullmatch(r"p[0-9]{3}", case["page"])
        assert case["text"].strip()
        assert all(re.fullmatch(r"[a-z0-9_]+", tag) for tag in case["tags"])


def test_every_place_has_every_field_as_text_or_null() -> None:
    for name, place in all_places():
        assert list(place) == FIELDS, name
        assert any(place.values()), name
        assert all(
            value is None or (isinstance(value, str) and value == value.strip() != "") for value in place.values()
        )


def test_a_list_has_at_least_two_places_and_the_tag_multi() -> None:
    for case in cases():
        assert isinstance(case["expected"], list) == ("multi" in case["tags"]), case["id"]
        assert not isinstance(case["expected"], list) or len(case["expected"]) >= 2, case["id"]
        assert (case["expected"] is None) == ("neg" in case["tags"]), case["id"]


def test_codes_are_codes() -> None:
    for name, place in all_places():
        assert place["state"] is None or re.fullmatch(r"[A-Z]{2}", place["state"]), name
        assert place["zip5"] is None or re.fullmatch(r"[0-9]{5}", place["zip5"]), name
        assert place["zip4"] is None or (place["zip5"] and re.fullmatch(r"[0-9]{4}", place["zip4"])), name
        assert place["country"] is None or re.fullmatch(r"[A-Z]{2}", place["country"]), name
        assert place["delivery"] in (None, "campus", "online", "hybrid"), name


def test_a_state_or_a_zip_makes_the_country_us() -> None:
    for name, place in all_places():
        if place["state"] or place["zip5"]:
            assert place["country"] == "US", name


def test_the_zip_lies_in_the_state() -> None:
    for name, place in all_places():
        if place["zip5"] and place["state"]:
            found = zipcodes.matching(place["zip5"])  # type: ignore[no-untyped-call]
            assert [entry["state"] for entry in found[:1]] == [place["state"]], name


def test_the_kinds_of_places_are_all_there() -> None:
    found = [place for _, place in all_places()]
    assert {"PR", "DC", "GU", "VI", "AS", "MP"} <= {place["state"] for place in found}
    assert {place["delivery"] for place in found} == {None, "campus", "online", "hybrid"}
    assert sum(place["country"] not in (None, "US") for place in found) >= 5
    assert sum(case["expected"] is None for case in cases()) >= 15
