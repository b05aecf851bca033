"""DAPIP against the real export of November 2020, where its tree stands beside the checkout, by numbers known."""

from collections import Counter
from pathlib import Path

import pytest

from pipelines.claims import read_claim
from spiders.dapip_rows import parse_export
from spiders.items import RawItem, RawRows, Surprise, Tally

SHARED = Path(__file__).resolve().parents[2] / "../shared"
FILE = SHARED / "web/ope.ed.gov/dapip/api/downloadFiles/accreditationDataFiles.zip"
URL = "https://ope.ed.gov/dapip/api/downloadFiles/accreditationDataFiles"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FILE.exists(), reason="the tree of real published files is not beside the checkout"),
]


@pytest.fixture(scope="module")
def items() -> list[RawItem]:
    return list(parse_export(FILE.read_bytes(), URL, "capture"))


def column(items: list[RawItem], kind: str, field: str) -> dict[str, str]:
    """The text of a field by the key of its record."""
    found: dict[str, str] = {}
    for item in items:
        if isinstance(item, RawRows) and item.kind == kind:
            at = item.fields.index(field)
            found.update((key, texts[at]) for _, key, texts in item.rows)
    return found


def test_every_row_is_read_under_a_key_of_its_own(items: list[RawItem]) -> None:
    rows = Counter[str]()
    keys: dict[str, set[str]] = {}
    for item in items:
        if isinstance(item, RawRows):
            rows[item.kind] += len(item.rows)
            keys.setdefault(item.kind, set()).update(key for _, key, _ in item.rows)
    assert rows == {"accreditor_location": 32_738, "accreditation": 49_204, "accreditation_action": 30_599}
    assert {kind: len(met) for kind, met in keys.items()} == rows


def test_nothing_is_left_unexplained(items: list[RawItem]) -> None:
    told = [(item.code, item.severity) for item in items if isinstance(item, Surprise)]
    assert told == [("repeated_action", "note")]


def test_accredited_now_only_without_an_end_date(items: list[RawItem]) -> None:
    status, is_open = (column(items, "accreditation", field) for field in ("status", "is_open"))
    values = Counter(
        (read_claim("accreditation", "status", words)[0], read_claim("accreditation", "is_open", is_open[key])[0])
        for key, words in status.items()
    )
    assert values["accredited", True] == 31_433
    assert values["accredited", True] + values["accredited", False] == 47_067
    assert sum(number for (words, _), number in values.items() if words == "denied") == 28


def test_the_figures(items: list[RawItem]) -> None:
    told = {item.name: item.value for item in items if isinstance(item, Tally)}
    assert told == {
        "locations": 32_738, "institutions": 9_682, "institutions_with_unitid": 7_363, "child_locations": 21_747,
        "child_locations_with_parent": 21_747, "accreditations": 49_204, "accreditations_located": 49_204,
        "accredited": 47_067, "accredited_now": 31_433, "accredited_ended": 15_634,
        "institutional_accreditations": 32_544, "actions": 30_599, "actions_located": 30_599,
        "actions_on_record": 30_540, "distinct_actions": 29_632,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "field", "unreadable"),
    [
        ("accreditor_location", "dapip_id", 0), ("accreditor_location", "unitids", 0),
        ("accreditor_location", "opeid", 3), ("accreditor_location", "address", 10),
        ("accreditor_location", "state", 1), ("accreditor_location", "phone", 0),
        ("accreditor_location", "location_type", 0), ("accreditor_location", "updated_on", 0),
        ("accreditation", "status", 0), ("accreditation", "starts_on", 1), ("accreditation", "ended_on", 0),
        ("accreditation", "next_review_on", 3), ("accreditation_action", "acted_on", 0),
        ("accreditation_action", "ended_on", 0),
    ],
)  # fmt: skip
def test_values_that_cannot_be_read(items: list[RawItem], kind: str, field: str, unreadable: int) -> None:
    texts = Counter(column(items, kind, field).values())
    refused = [text for text in texts if read_claim(kind, field, text)[1] == "unreadable"]
    assert sum(texts[text] for text in refused) == unreadable


def test_a_location_with_two_unitids(items: list[RawItem]) -> None:
    several = [text for text in column(items, "accreditor_location", "unitids").values() if "," in text]
    assert several == ["217235, 460349"]
