"""A folder as a web: files below it and nothing else, whatever the address says."""

from pathlib import Path

import pytest

from spiders.web_tree import find_file, tree_date
from tests.spiders.crawling import crawl, query
from tests.spiders.server import Page, serving


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    host = root / "example.org"
    (host / "folder").mkdir(parents=True)
    (root / "example.org+8080").mkdir()
    for path, words in {
        "index.html": "front", "page.html": "page", "folder/index.html": "folder", "list@page=2.html": "second",
        "file.zip": "PK", "a%3Ab.html": "colon",
    }.items():  # fmt: skip
        (host / path).write_text(words, encoding="utf-8")
    (root / "example.org+8080" / "index.html").write_text("port", encoding="utf-8")
    (tmp_path / "outside.txt").write_text("outside", encoding="utf-8")
    (host / "link.txt").symlink_to(tmp_path / "outside.txt")
    (host / "up").symlink_to(tmp_path)
    (host / "near.txt").symlink_to(host / "page.html")
    return root


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://example.org", "front"), ("http://EXAMPLE.org/", "front"), ("https://example.org/page.html", "page"),
        ("https://example.org/page", "page"), ("https://example.org/folder/", "folder"),
        ("https://example.org/folder", "folder"), ("https://example.org/list?page=2", "second"),
        ("https://example.org/file.zip#part", "PK"), ("https://example.org/a:b", "colon"),
        ("http://example.org:8080/", "port"), ("https://example.org/near.txt", "page"),
    ],
)  # fmt: skip
def test_an_address_leads_to_its_file(tree: Path, url: str, words: str) -> None:
    found = find_file(tree.resolve(), url)
    assert found is not None
    assert found.read_text(encoding="utf-8") == words


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/../../outside.txt", "https://example.org/%2e%2e/%2e%2e/outside.txt",
        "https://example.org/..%2f..%2foutside.txt", "https://example.org/folder/../../../outside.txt",
        "https://example.org/..\\..\\outside.txt", "https://example.org/link.txt", "https://example.org/up/outside.txt",
        "https://../outside.txt", "https://..%2f/outside.txt", "https:///outside.txt", "https://example.org/page?../../x",
        "https://example.org//etc/passwd", "https://example.org/%2fetc%2fpasswd", "https://example.org/\x00", "file:///etc/passwd",
        "https://example.org/%00", "https://example.org/" + "a" * 5000, "https://example.org/" + "a/" * 3000,
        "https://example.org/list?page=%2e%2e%2f%2e%2e%2f%2e%2e%2foutside", "https://example.org/folder?..%2f..%2fpage",
    ],
)  # fmt: skip
def test_no_address_leads_out_of_the_folder(tree: Path, url: str) -> None:
    assert find_file(tree.resolve(), url) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2026-05-01T12:00:00Z\nmore", "2026-05-01T12:00:00+00:00"), ("2026-05-01", "2026-05-01T00:00:00+00:00"),
        ("May", None), ("", None),
    ],
)  # fmt: skip
def test_a_tree_says_of_when_it_is(tmp_path: Path, words: str, told: str | None) -> None:
    (tmp_path / "AS_OF").write_text(words, encoding="utf-8")
    date = tree_date(tmp_path)
    assert (date.isoformat() if date else None) == told


def test_a_crawl_of_a_tree_reads_files_only(tree: Path, tmp_path: Path) -> None:
    """The server beside it stands under the very address that is asked for, and is never asked."""
    home = tmp_path / "home"
    with serving({"/page": Page(b"from the server")}) as server:
        folder = tree / f"127.0.0.1+{server.server_address[1]}"
        folder.mkdir()
        (folder / "page.html").write_text("from the folder", encoding="utf-8")
        urls = [server.url("/page"), "https://example.org/page", "https://example.org/up/outside.txt"]
        told = {"PROBE_AUDIT": str(tmp_path / "audit"), "HIMDIR_CONTACT": ""}
        ended = crawl(home, [*urls, "file:///etc/passwd"], settings={"WEB": str(tree)}, environment=told)
        assert server.asked == []
    assert (tmp_path / "audit").read_text(encoding="utf-8") == ""
    assert sorted(query(home, "SELECT record_key FROM record_version")) == [(urls[0],), (urls[1],)]
    assert query(home, "SELECT web_kind FROM home") == [("tree",)]
    assert "only http and https are followed, not 'file'" in ended.log
