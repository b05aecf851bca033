"""What the words of DAPIP mean: dates, ids, addresses, and when an accreditation still holds."""

from typing import Any

import pytest

from pipelines.claims import read_claim
from pipelines.rules import DAPIP_WORDS
from spiders.dapip_layout import ACCREDITATION, ACTION, LOCATION, site


def value(kind: str, field: str, text: str) -> tuple[Any, str | None]:
    """The value and the state of a text; a state of None means that the value is stated."""
    read, state, _ = read_claim(kind, field, text)
    return read, state


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1/26/2018 12:00:00 AM", "2018-01-26"), ("01/26/2022", "2022-01-26"), ("09-21-2025", "2025-09-21"),
        ("3-13-2026", "2026-03-13"), ("2/29/2020 12:00:00 AM", "2020-02-29"), (" 7/1/1900 12:00:00 AM", "1900-07-01"),
        ("1/1/1836", "1836-01-01"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["starts_on", "ended_on", "next_review_on"])
def test_dates_are_read_in_every_printed_form(field: str, text: str, read: str) -> None:
    assert value(ACCREDITATION, field, text) == (read, None)


@pytest.mark.parametrize("text", ["", " ", "1/1/1900 12:00:00 AM", "01/01/1900"])
def test_a_blank_and_the_first_day_of_1900_stand_for_no_date(text: str) -> None:
    assert value(ACTION, "ended_on", text) == (None, "not_stated")


@pytest.mark.parametrize(
    "text",
    [
        "4/1//2012", "8/1/8014 12:00:00 AM", "12/31/2114", "2/30/2020", "13/1/2020", "0/0/2000", "1/2/20", "2020-01-02",
        "1/26/2018 3:15:00 PM", "soon", "１/２６/２０１８", "1/1/2018" * 1000,
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_refused(text: str) -> None:
    assert value(ACTION, "acted_on", text) == (None, "unreadable")


@pytest.mark.parametrize(
    ("text", "is_open"),
    [("", True), ("  ", True), ("12/31/2012 12:00:00 AM", False), ("1/1/1900 12:00:00 AM", False), ("unknown", False)],
)
def test_a_record_is_open_only_while_nothing_stands_where_its_end_goes(text: str, is_open: bool) -> None:
    assert value(ACCREDITATION, "is_open", text) == (is_open, None)


@pytest.mark.parametrize(
    ("text", "read"),
    [("100654", ["100654"]), ("217235, 460349", ["217235", "460349"]), ("217235,460349", ["217235", "460349"])],
)
def test_a_location_may_have_several_unitids(text: str, read: list[str]) -> None:
    assert value(LOCATION, "unitids", text) == (read, None)


@pytest.mark.parametrize(
    ("field", "text", "read"),
    [
        ("unitids", "", (None, "not_stated")), ("unitids", "10065", (None, "unreadable")),
        ("unitids", "100654,", (None, "unreadable")), ("opeid", "00100200", ("00100200", None)),
        ("opeid", "020988C6", ("020988C6", None)), ("opeid", "-2", (None, "not_stated")),
        ("opeid", "666800", (None, "unreadable")), ("opeid", "0", (None, "unreadable")),
        ("dapip_id", "100025002", ("100025002", None)), ("dapip_id", "10002", (None, "unreadable")),
        ("parent_dapip_id", "-", (None, "not_applicable")), ("parent_name", "-", (None, "not_applicable")),
        ("name", " Made  University ", ("Made University", None)), ("phone", "2565550100", ("2565550100", None)),
        ("phone", "2565550100, ext. 2414", ("2565550100", None)),
        ("phone", "2565550100, ext. NONE", ("2565550100", None)),
        ("phone", "12345", (None, "unreadable")),
        ("location_type", "Additional Location", ("additional_location", None)),
        ("location_type", "Ship", (None, "unreadable")),
    ],
)  # fmt: skip
def test_values_of_a_location(field: str, text: str, read: tuple[Any, str | None]) -> None:
    assert value(LOCATION, field, text) == read


@pytest.mark.parametrize(
    ("text", "street", "city", "state", "zip_code"),
    [
        ("4900 Meridian Street, Normal, AL 35762", "4900 Meridian Street", "Normal", "AL", "35762"),
        ("2250 Stanley Road, Unit 161, Fort Sam Houston, TX 78234-6400", "2250 Stanley Road, Unit 161",
         "Fort Sam Houston", "TX", "78234-6400"),
        ("103 Brenda Street, Hot Springs, AR", "103 Brenda Street", "Hot Springs", "AR", None),
        (", vancouver, WA", None, "Vancouver", "WA", None),
        ("Made,, Saint Leo,, FL 33574", "Made", "Saint Leo", "FL", "33574"),
    ],
)  # fmt: skip
def test_addresses_are_read_from_their_end(
    text: str, street: str | None, city: str, state: str, zip_code: str | None
) -> None:
    assert value(LOCATION, "address", text) == (
        {"street": street, "city": city, "state": state, "zip": zip_code},
        None,
    )
    assert value(LOCATION, "state", text) == (state, None)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("1646 S Olive, Los Angeles, CA 90015-350", "CA"), ("1 Calle, Ponce, PR 00000", "PR"),
        ("145 Rebel Ln, Pearson, GA GA", None),
        ("Ottawa, Ontario K1A 0B1", None), ("nowhere", None), ("," * 10_000, None), ("a, " * 10_000, None),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_read_is_refused_and_its_state_may_hold(text: str, state: str | None) -> None:
    assert value(LOCATION, "address", text) == (None, "unreadable")
    assert value(LOCATION, "state", text) == (state, None if state else "unreadable")


def test_every_closed_word_of_the_card_has_a_value() -> None:
    told = {
        words for layout in (site().accreditor_location, site().accreditation) for words in layout.closed_words.items()
    }
    assert {word for _, words in told for word in words} == DAPIP_WORDS.keys()
