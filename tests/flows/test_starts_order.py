"""A source that begins where others point to is crawled after them, from a file; or the reason is told."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import flows.refresh
from flows.refresh import RefreshRequest, _crawl_all
from flows.starts import NoStarts
from flows.web_sources import left_out
from spiders.source import source_card


@pytest.fixture
def crawled(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is done, in its order: crawls that run together, and lists of starts."""
    done: list[Any] = []

    def together(refresh_id: str, request: RefreshRequest, starts: Mapping[str, str]) -> dict[str, str]:
        done.append(dict(starts))
        return {}

    def written(environment: Any, source: str, web: str, scope: str) -> Path:
        done.append((source, web, scope))
        return Path("/home/starts/school_pages.jsonl")

    monkeypatch.setattr(flows.refresh, "_crawl_together", together)
    monkeypatch.setattr(flows.refresh, "write_starts", written)
    return done


def test_school_pages_are_crawled_after_the_others_of_the_refresh(crawled: list[Any]) -> None:
    request = RefreshRequest(web="sample", cip="core")
    assert _crawl_all("refresh-1", request, ["dapip", "school_pages", "ipeds"]) == {}
    assert crawled == [
        {"dapip": "", "ipeds": ""},
        ("school_pages", "sample", "core"),
        {"school_pages": "/home/starts/school_pages.jsonl"},
    ]


def test_without_starts_the_reason_is_told_and_nothing_is_crawled(
    crawled: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: Any) -> Path:
        raise NoStarts("refresh ipeds first")

    monkeypatch.setattr(flows.refresh, "write_starts", nothing)
    problems = _crawl_all("refresh-1", RefreshRequest(), ["school_pages"])
    assert problems == {"school_pages": "refresh ipeds first"}
    assert crawled == [{}, {}]


def test_the_card_names_sources_that_give_starts() -> None:
    assert source_card("school_pages").starts_from[0] == "ipeds"
    assert {"starts", "start", "shard"} == set(source_card("school_pages").arguments)


def test_a_tree_without_its_own_starts_has_no_school_sites(tmp_path: Path) -> None:
    assert left_out("school_pages", "live") == left_out("school_pages", "sample") == ""
    assert "school_pages.starts.jsonl" in left_out("school_pages", str(tmp_path))
    (tmp_path / "school_pages.starts.jsonl").touch()
    assert left_out("school_pages", str(tmp_path)) == ""
