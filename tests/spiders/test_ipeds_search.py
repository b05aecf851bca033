"""Which file is asked for next: both addresses, then older years, and never an older year after a failure."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.ipeds_layout import site
from spiders.ipeds_search import Answer, Search
from spiders.items import Surprise

OLD = "https://nces.ed.gov/ipeds/datacenter/data/"
NEW = "https://nces.ed.gov/ipeds/complete-data-files/"


def surprise(code: str, message: str, **more: Any) -> Surprise:
    return Surprise(source="ipeds", code=code, message=message, **more)


def searched(
    role: str, years: tuple[int, ...], answers: Mapping[str, Answer]
) -> tuple[list[str], list[Surprise], int | None]:
    """The addresses asked for, what was said in the end, and the year found."""
    search, asked = Search(role, getattr(site(), role), years), []
    while (following := search.next_try()) is not None:
        year, url = following
        assert url not in asked
        asked.append(url)
        search.note(year, url, answers.get(url, "missing"), "status 404")
    return asked, list(search.findings(surprise)), search.found


def test_the_likelier_address_is_asked_first() -> None:
    asked, told, found = searched("institutions", (2024,), {f"{OLD}HD2024.zip": "found"})
    assert (asked, told, found) == ([f"{OLD}HD2024.zip"], [], 2024)
    asked, told, found = searched("institutions", (2025,), {f"{NEW}HD2025.zip": "found"})
    assert (asked, told, found) == ([f"{NEW}HD2025.zip"], [], 2025)


def test_the_other_address_is_asked_next() -> None:
    asked, told, found = searched("programs", (2024,), {f"{NEW}C2024_A.zip": "found"})
    assert (asked, told, found) == ([f"{OLD}C2024_A.zip", f"{NEW}C2024_A.zip"], [], 2024)


def test_an_older_year_is_used_and_said_so() -> None:
    asked, told, found = searched("prices", (2024, 2023, 2022, 2021), {f"{OLD}IC2022_AY.zip": "found"})
    assert [url.rsplit("/", 1)[1] for url in asked] == [
        "COST1_2024.zip", "COST1_2024.zip", "IC2023_AY.zip", "IC2023_AY.zip", "IC2022_AY.zip",
    ]  # fmt: skip
    assert found == 2022
    assert [(one.code, one.severity) for one in told] == [("older_year", "note")]
    for word in ("COST1_2024", "IC2023_AY", "IC2022_AY"):
        assert word in told[0].message


def test_no_older_year_is_used_after_a_failure() -> None:
    asked, told, found = searched(
        "institutions", (2025, 2024), {f"{NEW}HD2025.zip": "failed", f"{OLD}HD2024.zip": "found"}
    )
    assert found is None
    assert len(asked) == 2
    assert [(one.code, one.severity) for one in told] == [("download_failed", "fatal")]


def test_a_failed_address_is_noted_when_the_other_one_has_the_file() -> None:
    _, told, found = searched("institutions", (2024,), {f"{OLD}HD2024.zip": "failed", f"{NEW}HD2024.zip": "found"})
    assert found == 2024
    assert [(one.code, one.severity) for one in told] == [("address_failed", "note")]


def test_nothing_at_all_is_fatal_for_what_the_directory_stands_on() -> None:
    for role, severity in (("institutions", "fatal"), ("programs", "fatal"), ("prices", "warning")):
        _, told, _ = searched(role, (2024, 2023), {})
        assert [(one.code, one.severity) for one in told] == [("table_not_found", severity)]
        assert "ipeds.toml" in told[0].message


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(["found", "missing", "failed"]), min_size=12, max_size=12))
def test_every_search_ends_and_never_passes_a_failure(answers: list[Answer]) -> None:
    search, left = Search("prices", site().prices, (2025, 2024, 2023, 2022, 2021, 2020)), iter(answers)
    while (following := search.next_try()) is not None:
        search.note(*following, next(left))
    for year, _, answer, _ in search.answers:
        assert answer != "failed" or search.found in (None, year)
    assert list(search.findings(surprise)) or search.found == 2025
