"""The Scorecard spider on a server of this machine: pages, pauses, refusals, and a key that is nowhere to be found."""

import asyncio
import gzip
import json
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr
from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.settings import Settings

from spiders.api_keys import IN_ITS_PLACE, ApiKey
from spiders.environment import Environment, SettingMissing
from spiders.items import Surprise, Tally, Unchanged
from spiders.scorecard import ScorecardSpider
from tests.spiders.crawling import CONTACT, Crawl, crawl, query
from tests.spiders.scorecard_probe import ScorecardProbe
from tests.spiders.server import Answer, Page, Server, serving

KEY = "Planted-Key_0123456789abcdefghijklmnopqr"
SCHOOLS = [999001, 999002, 999003]


def school(unitid: int) -> dict[str, Any]:
    program: dict[str, Any] = {
        "code": "5107",
        "title": "Health and Medical Administrative Services.",
        "unit_id": str(unitid),
    }
    program |= {"credential": {"level": 2, "title": "Associate's Degree"}, "counts": {"ipeds_awards2": unitid % 10}}
    return {"id": unitid, "school": {"name": f"School {unitid}"}, "latest": {"programs": {"cip_4_digit": [program]}}}


def answer(page: int, ids: list[int], total: int = len(SCHOOLS), **told: Any) -> Page:
    body = {"metadata": {"page": page, "per_page": 2, "total": total}, "results": [school(one) for one in ids]}
    return Page(json.dumps(body).encode(), headers={"Content-Type": "application/json"}, **told)


PAGE = ".page"
"""How the files of spiders.stored_pages end."""


def path(page: int) -> str:
    fields = "id,ope8_id,school.name,school.city,school.state,latest.programs.cip_4_digit"
    asked = f"latest.programs.cip_4_digit.code=5107&fields={fields}&keys_nested=true&per_page=2&page={page}"
    return f"/ed/v1/schools?{asked}"


def run(home: Path, server: Server, key: str = KEY, **settings: str) -> Crawl:
    environment = {"PROBE_ADDRESS": server.url("/ed/"), "HIMDIR_SCORECARD_API_KEY": key}
    told = {"SPIDER_MODULES": "tests.spiders.scorecard_probe", "LOG_LEVEL": "DEBUG", "RETRY_TIMES": "2", **settings}
    return crawl(home, settings=told, arguments=["scorecard"], environment=environment)


def files_with(folder: Path, words: bytes) -> list[str]:
    """The files that hold these bytes, also inside gzip and zlib."""
    found = []
    for one in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = one.read_bytes()
        if one.suffix == PAGE:
            head, _, body = content.partition(b"\n")
            content = head + (zlib.decompress(body) if json.loads(head)["packed"] else body)
        if one.suffix == ".gz" or content[:2] == b"\x1f\x8b":
            whole = zlib.decompressobj(wbits=47)
            unpacked = b""
            while content:
                unpacked += whole.decompress(content)
                content, whole = whole.unused_data, zlib.decompressobj(wbits=47)
            content = unpacked
        if words in content:
            found.append(str(one.relative_to(folder)))
    return found


def test_pages_are_read_with_the_key_after_a_pause_and_the_key_is_kept_nowhere(tmp_path: Path) -> None:
    """The server asks for a pause of a second and, rudely, repeats the headers it was sent, once packed."""
    busy = [Page(b'{"error": {"code": "OVER_RATE_LIMIT"}}', 429, {"Retry-After": "1"})]
    first = answer(0, SCHOOLS[:2])
    first.headers |= {"X-Echo": KEY, "ETag": '"1"'}
    echo = json.loads(answer(1, SCHOOLS[2:]).body) | {"echo": KEY}
    packed = Page(gzip.compress(json.dumps(echo).encode()), headers={"Content-Encoding": "gzip", "ETag": '"2"'})
    robots = Page(b"User-agent: *\nDisallow: /private/\n")
    asked: dict[str, Answer] = {
        path(0): lambda _: busy.pop() if busy else first,
        path(1): packed,
        "/robots.txt": robots,
    }
    with serving(asked) as server:
        ended = run(tmp_path, server)
        told = list(server.asked)
    assert ended.code == 0, ended.log
    assert query(tmp_path, "SELECT count(*) FROM record_version") == [(3,)]
    pages = [one for one in told if one.path.startswith("/ed/")]
    assert [parse_qs(urlsplit(one.path).query)["page"] for one in pages] == [["0"], ["0"], ["1"]]
    assert pages[1].at - pages[0].at >= 1.0
    assert [one.headers.get("X-Api-Key") for one in pages] == [KEY] * 3
    assert [one.headers.get("X-Api-Key") for one in told if one.path == "/robots.txt"] == [None]
    assert KEY not in "".join(one.path for one in told)
    assert KEY not in ended.log
    assert "repeats the key" in ended.log
    assert files_with(tmp_path, KEY.encode()) == []
    assert any(name.startswith("captures/") for name in files_with(tmp_path, IN_ITS_PLACE))
    assert any(name.endswith(PAGE) for name in files_with(tmp_path, IN_ITS_PLACE))
    assert any(name.endswith(PAGE) for name in files_with(tmp_path, b'"cip_4_digit"'))


def spider_with(monkeypatch: pytest.MonkeyPatch) -> tuple[ScorecardProbe, Request]:
    monkeypatch.setenv("PROBE_ADDRESS", "http://127.0.0.1/ed/")
    spider = ScorecardProbe()

    async def requests() -> list[Any]:
        return [one async for one in spider.start()]

    (first,) = asyncio.run(requests())
    return spider, first


def answered(spider: ScorecardProbe, request: Request, page: Page) -> list[Any]:
    request.meta["capture_id"] = "capture"
    response = Response(request.url, page.status, page.headers, page.body, request=request)
    return list(spider.received(response, **request.cb_kwargs))


def fatal(items: list[Any]) -> list[tuple[str, str]]:
    return [(item.code, item.message) for item in items if isinstance(item, Surprise) and item.severity == "fatal"]


@pytest.mark.parametrize(
    ("page", "code", "words"),
    [
        (Page(b'{"error": {"code": "API_KEY_INVALID", "message": "no"}}', 403), "key_refused",
         "the key in HIMDIR_SCORECARD_API_KEY was refused (API_KEY_INVALID)"),
        (Page(b'{"error": {"code": "API_KEY_MISSING"}}', 403), "key_refused", "api.data.gov/signup"),
        (Page(b'{"error": {"code": "OVER_RATE_LIMIT"}}', 429, {"Retry-After": "3600"}), "rate_limited", "3600 seconds"),
        (Page(b'{"errors": [{"error": "field_not_found", "input": "x"}]}', 400), "request_refused", "field_not_found"),
        (Page(b"<html>Down</html>", 500), "download_failed", "status 500 (no code): 17 bytes that begin 'Down'"),
        (Page(b"<html>Fine</html>", 200), "not_json", "expected JSON"),
        (answer(0, SCHOOLS[:1]), "wrong_count", "1 schools, expected 2 of 3"),
    ],
)  # fmt: skip
def test_what_cannot_be_believed_is_fatal_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, page: Page, code: str, words: str
) -> None:
    spider, first = spider_with(monkeypatch)
    items = answered(spider, first, page)
    ((met, message),) = fatal(items)
    assert met == code
    assert words in message
    assert not [item for item in items if isinstance(item, Request)]


def test_a_page_that_repeats_is_fatal_and_nothing_more_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    spider, first = spider_with(monkeypatch)
    *_, second = answered(spider, first, answer(0, SCHOOLS[:2]))
    items = answered(spider, second, answer(1, SCHOOLS[:1]))
    ((code, message),) = fatal(items)
    assert (code, "school 999001 and others stand on two pages" in message) == ("repeated_schools", True)
    figures = {item.name: item.value for item in items if isinstance(item, Tally)}
    assert figures == {"schools_announced": 3, "schools_read": 2}


def test_bytes_that_were_read_before_are_counted_but_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    spider, first = spider_with(monkeypatch)
    spider.known_captures = frozenset({"capture"})
    unchanged, following = answered(spider, first, answer(0, SCHOOLS[:2]))
    assert isinstance(unchanged, Unchanged)
    assert parse_qs(urlsplit(following.url).query)["page"] == ["1"]


def test_without_a_key_the_live_web_is_wrong_use() -> None:
    settings = Settings()
    settings.setmodule("spiders.settings", priority="project")
    for name, value in {"CONTACT": CONTACT, "WEB": "live"}.items():
        settings.set(name, value, priority="cmdline")
    with pytest.raises(SettingMissing, match="scorecard is not configured: set HIMDIR_SCORECARD_API_KEY"):
        ScorecardSpider.update_settings(settings)


def test_a_slip_in_the_key_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with serving({}) as server:
        ended = run(tmp_path, server, key="two words")
        asked = list(server.asked)
    assert (ended.code == 0, asked) == (False, [])
    assert "HIMDIR" in ended.log or "scorecard_api_key" in ended.log
    assert "two words" not in ended.log


def a_key(addresses: str = "https://api.data.gov/ed/") -> ApiKey:
    return ApiKey(SecretStr(KEY), "X-Api-Key", addresses, frozenset({"127.0.0.1"}))


@pytest.mark.parametrize(
    ("url", "carried"),
    [
        ("https://api.data.gov/ed/v1/schools", True), ("http://api.data.gov/ed/v1/schools", False),
        ("https://api.data.gov/robots.txt", False), ("https://api.data.gov.example.org/ed/v1", False),
        ("https://user@api.data.gov/ed/v1", False), ("https://api.data.gov:8443/ed/v1", False),
        ("https://example.org/ed/v1", False),
    ],
)  # fmt: skip
def test_the_key_goes_to_its_own_addresses_only(url: str, carried: bool) -> None:
    request = Request(url)
    sent = a_key().added_to(request)
    assert (sent.headers.get("X-Api-Key") == KEY.encode()) is carried
    assert "X-Api-Key" not in request.headers
    assert KEY not in repr(a_key())


def test_a_key_is_taken_out_of_bodies_and_headers_and_nothing_else_is_touched() -> None:
    plain = Response("https://api.data.gov/ed/", body=b"fine", headers={"ETag": "1"})
    assert a_key().taken_out_of(plain) is plain
    packed = Response("https://api.data.gov/ed/", body=gzip.compress(f"<{KEY}>".encode()),
                      headers=Headers({"Content-Encoding": "gzip", "ETag": "1"}))  # fmt: skip
    clean = a_key().taken_out_of(packed)
    assert (clean.body, clean.headers.to_string()) == (b"<" + IN_ITS_PLACE + b">", b"Etag: 1")
    damaged = Response("https://api.data.gov/ed/", body=b"no gzip " + KEY.encode(),
                       headers={"Content-Encoding": "gzip"})  # fmt: skip
    assert KEY.encode() not in a_key().taken_out_of(damaged).body


def test_the_setting_is_secret_and_strict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIMDIR_SCORECARD_API_KEY", f" {KEY} ")
    environment = Environment()
    assert environment.has("scorecard_api_key")
    assert KEY not in f"{environment!r} {environment} {environment.scorecard_api_key}"
    monkeypatch.setenv("HIMDIR_SCORECARD_API_KEY", "line\nbreak")
    with pytest.raises(ValueError, match="letters, digits") as met:
        Environment()
    assert "line" not in str(met.value)
