"""A source that begins where others point to is crawled after them, from a file; or the reason is told."""

from pathlib import Path
from typing import Any

import pytest

import flows.crawling
import flows.reading
from db.engine import open_engine
from flows.crawling import crawl_all
from flows.parts import Part
from flows.progress import silent_board
from flows.reading import RefreshRequest, read_part
from flows.starts import NoStarts
from flows.web_sources import left_out
from spiders.environment import Environment
from spiders.source import source_card


@pytest.fixture
def crawled(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The parts that are read together, in the order in which they are."""
    done: list[list[str]] = []

    def together(refresh_id: str, request: RefreshRequest, parts: list[Part]) -> dict[str, str]:
        done.append([part.words for part in parts])
        return {}

    monkeypatch.setattr(flows.crawling, "crawl_together", together)
    return done


def test_school_pages_are_crawled_after_the_others_of_the_refresh(crawled: list[list[str]], tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'work.sqlite'}")
    request = RefreshRequest(web="sample", cip="core")
    assert crawl_all(engine, "refresh-1", request, ["dapip", "school_pages", "ipeds"]) == {}
    assert crawled == [["dapip", "ipeds"], ["school_pages"]]


def test_the_starts_are_those_of_the_web_and_scope_and_one_file_a_shard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def written(_environment: Any, *told: str) -> Path:
        asked.append(told)
        return tmp_path / "starts.jsonl"

    monkeypatch.setattr(flows.reading, "write_starts", written)
    request = RefreshRequest(web="sample", cip="core")
    environment = Environment(home=tmp_path)
    for shard in ("", "2/8"):
        found = flows.reading._starts(environment, Part("school_pages", shard), request)
        assert found == {"starts": str(tmp_path / "starts.jsonl")}
    assert asked == [("school_pages", "sample", "core", ""), ("school_pages", "sample", "core", "2of8")]
    assert flows.reading._starts(environment, Part("ipeds"), request) == {}


def test_without_starts_the_reason_is_told_and_nothing_is_crawled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: Any) -> Path:
        raise NoStarts("refresh ipeds first")

    def never(*_: Any) -> Any:
        raise AssertionError("nothing may be crawled")

    monkeypatch.setenv("HIMDIR_HOME", str(tmp_path))
    monkeypatch.setattr(flows.reading, "write_starts", nothing)
    monkeypatch.setattr(flows.reading, "run_crawl", never)
    with pytest.raises(NoStarts, match="refresh ipeds first"):
        read_part(Part("school_pages"), "refresh-1", RefreshRequest(), silent_board)


def test_the_card_names_sources_that_give_starts() -> None:
    assert source_card("school_pages").starts_from[0] == "ipeds"
    assert {"starts", "start", "shard"} == set(source_card("school_pages").arguments)


def test_a_tree_without_its_own_starts_has_no_school_sites(tmp_path: Path) -> None:
    assert left_out("school_pages", "live") == left_out("school_pages", "sample") == ""
    assert "school_pages.starts.jsonl" in left_out("school_pages", str(tmp_path))
    (tmp_path / "school_pages.starts.jsonl").touch()
    assert left_out("school_pages", str(tmp_path)) == ""
