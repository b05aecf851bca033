"""The second night: everything is asked for, nothing unchanged is sent, and a failure is never covered by old pages."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.settings import Settings
from scrapy.utils.misc import load_object
from scrapy.utils.request import RequestFingerprinter

from spiders import settings as crawl_settings
from spiders.stored_pages import StoredPages
from tests.spiders.crawling import Crawl, crawl, query, records
from tests.spiders.server import Asked, Page, Server, serving

OLD = "Mon, 06 Jan 2025 10:00:00 GMT"
VARIANTS = {
    "/etag": Page(etag='"1"'),
    "/etag-no-cache": Page(etag='"1"', headers={"Cache-Control": "no-cache"}),
    "/etag-no-store": Page(etag='"1"', headers={"Cache-Control": "no-store, private"}),
    "/modified": Page(modified=OLD),
    "/both": Page(etag='W/"1"', modified=OLD),
    "/max-age": Page(etag='"1"', headers={"Cache-Control": "public, max-age=86400"}),
    "/expires": Page(modified=OLD, headers={"Expires": "Fri, 01 Jan 2038 10:00:00 GMT"}),
    "/must-revalidate": Page(etag='"1"', headers={"Cache-Control": "max-age=0, must-revalidate"}),
}
PLAIN = "/plain"
PATHS = [*VARIANTS, PLAIN]


@dataclass(frozen=True)
class Night:
    """One crawl with what the server saw of it."""

    crawl: Crawl
    asked: list[Asked]
    sent: dict[str, int]
    met: set[tuple[str, str]]

    def headers(self, path: str) -> dict[str, str]:
        """The headers of the one request for a page."""
        (asked,) = [asked for asked in self.asked if asked.path == path]
        return dict(asked.headers)


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.connection.close()


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Night]]:
    """Five crawls: the first, nothing changed, one page changed, a host that fails, and nothing changed again."""
    home = tmp_path_factory.mktemp("nights")

    def night(server: Server) -> Night:
        server.forget()
        ended = crawl(home, map(server.url, PATHS))
        return Night(ended, list(server.asked), dict(server.sent), records(home))

    with serving({PLAIN: Page(b"plain")}) as server:
        for path, page in VARIANTS.items():
            page.body = f"body of {path} ".encode() * 100
            server.pages[path] = page
        first, second = night(server), night(server)
        server.pages["/etag"] = Page(b"something new", etag='"2"')
        third = night(server)
        whole = dict(server.pages)
        server.pages.update({path: Page(b"oh no", 503) if number % 2 else hang_up for number, path in enumerate(PATHS)})
        fourth = night(server)
        server.pages.update(whole)
        yield [first, second, third, fourth, night(server)]


def test_the_first_night_asks_without_conditions(nights: list[Night]) -> None:
    first = nights[0]
    assert first.crawl.code == 0
    assert len(first.met) == len(PATHS)
    assert not any(name.startswith("If-") for path in PATHS for name in first.headers(path))


@pytest.mark.parametrize("path", list(VARIANTS))
def test_whatever_its_headers_a_page_is_asked_for_with_its_validators(nights: list[Night], path: str) -> None:
    headers, page = nights[1].headers(path), VARIANTS[path]
    assert headers.get("If-None-Match", "") == page.etag
    assert headers.get("If-Modified-Since", "") == page.modified
    assert headers["Cache-Control"] == "max-age=0"


def test_nothing_unchanged_is_sent_again(nights: list[Night]) -> None:
    assert {path for path, size in nights[1].sent.items() if size} <= {PLAIN, "/robots.txt"}
    assert nights[1].crawl.statistics["httpcache/revalidate"] == len(VARIANTS)


def test_nothing_unchanged_is_parsed_again(nights: list[Night]) -> None:
    first, second, *_ = nights
    home = second.crawl.home
    assert second.crawl.code == 0
    assert second.met == first.met
    assert query(home, "SELECT members_of FROM run WHERE run_number = 2") == [(1,)]
    assert query(home, "SELECT count(*) FROM run_member WHERE run_number = 2") == [(0,)]


def test_the_page_that_changed_is_read_and_the_others_stand(nights: list[Night]) -> None:
    first, _, third, *_ = nights
    assert third.crawl.code == 0
    assert {key.rsplit("/", 1)[1] for key, _ in third.met - first.met} == {"etag"}
    assert len(third.met) == len(PATHS)


def test_a_host_that_fails_is_not_covered_by_the_pages_of_last_night(nights: list[Night]) -> None:
    failed = nights[3]
    assert failed.crawl.code == 1
    assert failed.met == set()
    assert failed.crawl.statistics["himdir/verdict"] == "quarantined"
    assert "httpcache/errorrecovery" not in failed.crawl.statistics


def test_after_a_failure_the_host_is_asked_with_conditions_again(nights: list[Night]) -> None:
    last = nights[4]
    assert last.crawl.code == 0
    assert last.met == nights[2].met
    assert {path for path, size in last.sent.items() if size} <= {PLAIN, "/robots.txt"}


def test_a_kill_while_a_page_is_stored_never_mixes_it_with_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New validators beside an old body would make every later 304 bless the old body."""
    assert load_object(crawl_settings.HTTPCACHE_STORAGE) is StoredPages
    crawler = SimpleNamespace(request_fingerprinter=RequestFingerprinter())
    spider: Any = SimpleNamespace(name="probe", crawler=crawler)
    storage = StoredPages(Settings({"HTTPCACHE_DIR": str(tmp_path)}))
    storage.open_spider(spider)
    request = Request("http://127.0.0.1/")

    def stored() -> tuple[bytes | None, bytes]:
        found = storage.retrieve_response(spider, request)
        assert found is not None
        return found.headers["ETag"], found.body

    storage.store_response(spider, request, Response(request.url, headers={"ETag": "1"}, body=b"old"))
    assert stored() == (b"1", b"old")

    def full(path: Path, told: bytes) -> None:
        path.write_bytes(told[:-2])
        raise OSError(28, "No space left on device")

    newer = Response(request.url, headers={"ETag": "2"}, body=b"new")
    with monkeypatch.context() as patched:
        patched.setattr(storage, "_write", full)
        with pytest.raises(OSError, match="No space left"):
            storage.store_response(spider, request, newer)
    assert stored() == (b"1", b"old")
    assert len([*tmp_path.glob("probe/*/*")]) == 1
    storage.store_response(spider, request, newer)
    assert stored() == (b"2", b"new")


def test_a_stored_page_comes_back_as_it_was_and_one_that_was_cut_off_does_not(tmp_path: Path) -> None:
    crawler = SimpleNamespace(request_fingerprinter=RequestFingerprinter())
    spider: Any = SimpleNamespace(name="probe", crawler=crawler)
    storage = StoredPages(Settings({"HTTPCACHE_DIR": str(tmp_path)}))
    storage.open_spider(spider)
    for number, (body, encoding) in enumerate(
        [(b"", ""), (b"short", ""), (b"\n long \0" * 500, ""), (b"\x1f" * 999, "gzip")]
    ):
        request = Request(f"http://127.0.0.1/{number}")
        assert storage.retrieve_response(spider, request) is None
        headers = {"ETag": '"\xe9"'.encode("latin-1"), "Set-Cookie": [b"a=1", b"b=2"], "Content-Type": b"text/html"}
        told = HtmlResponse(request.url, 200, {**headers, **({"Content-Encoding": encoding} if encoding else {})}, body)
        storage.store_response(spider, request, told)
        found = storage.retrieve_response(spider, request)
        assert found is not None
        assert (found.url, found.status, found.headers, found.body) == (told.url, 200, told.headers, body)
        (path,) = tmp_path.glob(f"probe/*/{RequestFingerprinter().fingerprint(request).hex()}.page")
        path.write_bytes(path.read_bytes()[:-3])
        with pytest.raises((ValueError, zlib.error)):
            storage.retrieve_response(spider, request)


def test_what_stands_is_not_written_again_and_what_cannot_be_asked_for_is_not_kept(nights: list[Night]) -> None:
    first, second, third, *_ = nights
    stored = [night.crawl.statistics.get("httpcache/store", 0) for night in (first, second, third)]
    assert stored == [len(VARIANTS), 0, 1]
