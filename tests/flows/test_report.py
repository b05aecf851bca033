"""What the report of a refresh says where there is little to say."""

import io

from rich.console import Console

from flows.report import show_refresh
from flows.summary import RefreshSummary, SourceResult

HELD = SourceResult("pcap", "pcap-1", "quarantined", {}, ("0 records where 5 were",), (), False, 1, 100, 0.1)


def told(sources: tuple[SourceResult, ...], snapshot_id: str | None, skipped: dict[str, str]) -> str:
    summary = RefreshSummary(
        "r1", "sample", sources, {}, {}, True, (), snapshot_id, False, (), {"crawl": 1.0}, skipped
    )  # fmt: skip
    console = Console(file=io.StringIO(), width=100)
    show_refresh(console, summary)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_where_nothing_is_published_no_directory_is_said_to_stay() -> None:
    first = told((HELD,), None, {})
    assert "No snapshot is published yet" in first
    assert "Nothing is published yet. Details: himdir run pcap-1" in first
    assert "stays in force" not in first
    later = told((HELD,), "9657d24a069fb9fa", {})
    assert "Snapshot 9657d24a069fb9fa (as before)" in later
    assert "The last good directory stays in force." in later


def test_a_refresh_that_read_nothing_says_so_in_its_title() -> None:
    title = told((), "9657d24a069fb9fa", {"listings": "paused by root: their site moves"}).splitlines()[0]
    assert "no source was read" in title
    assert "all well" not in title
