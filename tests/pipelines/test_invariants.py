"""What must hold before readers get a directory, and that nothing is published when it does not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.publication import Published, publish
from pipelines.invariants import broken_invariants
from spiders.environment import Environment
from tests.pipelines.made_runs import MadeHome, made_home, school

BEFORE = {"program": 100, "institution": 50}
CASES: dict[str, tuple[dict[str, int], dict[str, Any], list[str]]] = {
    "as before": (BEFORE, {}, []),
    "a fifth less": ({"program": 80, "institution": 40}, {}, []),
    "more than a fifth less": (
        {"program": 79, "institution": 50},
        {},
        ["the directory would fall from 100 to 79 rows of kind program, more than 20% in one night"],
    ),
    "more than a fifth less in another scope": ({"program": 5, "institution": 2}, {"same_scope": False}, []),
    "nothing": (
        {},
        {"same_scope": False},
        ["the directory would hold no program at all"],
    ),
    "orphans": (BEFORE, {"orphans": 2}, ["2 programs name an institution that is not in the directory"]),
    "no proof": (BEFORE, {"unproven": 3}, ["3 programs or institutions rest on no claim"]),
}


@pytest.mark.parametrize("case", CASES)
def test_each_invariant_is_said_in_a_sentence(case: str) -> None:
    counts, change, wanted = CASES[case]
    told: dict[str, Any] = {"same_scope": True, "orphans": 0, "unproven": 0, **change}
    assert broken_invariants(counts, BEFORE, **told) == wanted


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        yield home


def published(home: MadeHome, scope: str | None = None) -> Published:
    return publish(home.engine, Environment(home=home.folder), home.assemble(scope))


SCHOOLS = [made for number in range(10) for made in school(f"10065{number}", name=f"College {'ABCDEFGHIJ'[number]}")]


def test_a_directory_that_holds_is_published_once(home: MadeHome) -> None:
    home.run(SCHOOLS)
    first = published(home)
    assert (first.fresh, first.refused) == (True, ())
    again = published(home)
    assert (again.fresh, again.snapshot_id, again.refused) == (False, first.snapshot_id, ())


def test_an_empty_directory_is_not_published(home: MadeHome) -> None:
    refused = published(home)
    assert (refused.snapshot_id, refused.fresh) == (None, False)
    assert refused.refused == ("the directory would hold no program at all",)


def test_what_breaks_an_invariant_leaves_the_snapshot_in_force(home: MadeHome) -> None:
    home.run(SCHOOLS)
    first = published(home)
    with home.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE record SET source = 'elsewhere' WHERE record_key LIKE '100650%'")
        connection.exec_driver_sql("UPDATE record SET source = 'elsewhere' WHERE record_key LIKE '100651%'")
        connection.exec_driver_sql("UPDATE record SET source = 'elsewhere' WHERE record_key LIKE '100652%'")
        connection.exec_driver_sql("UPDATE home SET generation = generation + 1")
    refused = published(home)
    assert refused.snapshot_id == first.snapshot_id
    assert any("would fall from 10 to 7 rows of kind program" in reason for reason in refused.refused)
    assert (home.published / "current").resolve().name == first.snapshot_id
    again = published(home)
    assert again.refused == refused.refused


def test_a_narrower_scope_is_no_fall(home: MadeHome) -> None:
    home.run(SCHOOLS)
    published(home, "him")
    home.run(school("100654"), day=1, arguments={"cip": "51.0707"})
    assert published(home, "51.0707").refused == ()
