"""IPEDS against the real published files, where their tree stands beside the checkout: the numbers counted by hand."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from spiders.ipeds_institutions import parse_institutions, parse_prices
from spiders.ipeds_programs import parse_programs
from spiders.ipeds_scope import scope_named
from spiders.items import RawItem, RawRows, Surprise, Tally

SHARED = Path(__file__).resolve().parents[2] / "../shared"
FILES = SHARED / "web/nces.ed.gov/ipeds/datacenter/data"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="the tree of real published files is not beside the checkout"),
]


def body(file: str) -> bytes:
    return (FILES / f"{file}.zip").read_bytes()


def url(file: str) -> str:
    return f"https://nces.ed.gov/ipeds/datacenter/data/{file}.zip"


def rows(items: Iterable[RawItem], field: str) -> Iterator[tuple[str, str]]:
    """The key of every row, with the text of a field."""
    for item in items:
        assert not isinstance(item, Surprise), item.message
        if isinstance(item, RawRows):
            at = item.fields.index(field)
            yield from ((key, texts[at]) for _, key, texts in item.rows)


@pytest.mark.parametrize(
    ("scope", "programs", "institutions", "without"),
    [("him", 2907, 1331, 803), ("core", 1728, 932, None), ("all", 267_595, 5869, None)],
)
def test_programs_2024(scope: str, programs: int, institutions: int, without: int | None) -> None:
    met: set[str] = set()
    items = parse_programs(body("C2024_A"), url("C2024_A"), "capture", 2024, scope_named(scope), met)
    found = dict(rows(items, "completions"))
    assert len(found) == programs
    assert len({key.split(":")[0] for key in found}) == institutions
    assert without is None or list(found.values()).count("0") == without
    assert len(met) == 5869


@pytest.mark.parametrize(
    ("year", "number", "unitid", "county"),
    [(2022, 6256, "188030", "Doña Ana County"), (2024, 6072, "241100", "Bayamón Municipio")],
)
def test_institutions(year: int, number: int, unitid: str, county: str) -> None:
    file = f"HD{year}"
    items = list(parse_institutions(body(file), url(file), "capture", year))
    found = dict(rows(items, "name"))
    assert (len(found), found["100654"]) == (number, "Alabama A & M University")
    assert dict(rows(items, "county"))[unitid] == county


def test_prices_2022() -> None:
    items = list(parse_prices(body("IC2022_AY"), url("IC2022_AY"), "capture", 2022))
    found = dict(rows(items, "undergraduate_in_state_tuition"))
    assert (len(found), found["100654"]) == (3876, "8610")
    assert [item.value for item in items if isinstance(item, Tally)] == [3876]
