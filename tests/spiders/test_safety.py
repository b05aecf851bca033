"""Hostile answers: redirects that lead inside or out of the web, bodies without end. The server counts."""

import gzip
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from spiders.network import is_public
from tests.spiders.crawling import Crawl, crawl, query
from tests.spiders.server import Page, Server, redirect, serving

SECRET = "/secret"
LIMIT = 1_000_000


def inner_targets(port: int) -> dict[str, tuple[str, str]]:
    """Path that redirects: where to, and the words that refuse it."""
    return {
        "/file": ("file:///etc/passwd", "redirects to 'file:///etc/passwd'; only http and https are followed"),
        "/data": ("data:text/html,hello", "redirects to 'data:text/html,hello'"),
        "/ftp": ("ftp://127.0.0.1/x", "redirects to 'ftp://127.0.0.1/x'"),
        "/private": ("http://10.0.0.1/", "10.0.0.1 is not a public address"),
        "/home": (f"http://192.168.1.1:{port}{SECRET}", "192.168.1.1 is not a public address"),
        "/metadata": ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is not a public address"),
        "/localhost": (f"http://localhost:{port}{SECRET}", "'localhost' is not a public host"),
        "/dotted": (f"http://localhost.:{port}{SECRET}", "'localhost' is not a public host"),
        "/loopback": (f"http://127.1.2.3:{port}{SECRET}", "127.1.2.3 is not a public address"),
        "/zero": (f"http://0.0.0.0:{port}{SECRET}", "0.0.0.0 is not a public address"),
        "/short": (f"http://127.1:{port}{SECRET}", "127.1 resolves to 127.0.0.1, which is not a public address"),
        "/number": (f"http://2130706433:{port}{SECRET}", "2130706433 resolves to 127.0.0.1"),
        "/v6": (f"http://[::1]:{port}{SECRET}", "::1 is not a public address"),
        "/mapped": (f"http://[::ffff:127.0.0.1]:{port}{SECRET}", "::ffff:127.0.0.1 is not a public address"),
    }


@pytest.fixture(scope="module")
def misled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Crawl, set[str]]]:
    """One crawl of every redirect that must not be followed, the same as direct requests, and an endless one."""
    home = tmp_path_factory.mktemp("misled")
    with serving({SECRET: Page(b"secret")}) as server:
        targets = inner_targets(server.server_address[1])
        server.pages.update({path: redirect(target) for path, (target, _) in targets.items()})
        refresh = f'<html><meta http-equiv="refresh" content="0; url={targets["/localhost"][0]}"></html>'
        server.pages["/refresh"] = Page(refresh.encode(), headers={"Content-Type": "text/html"})
        for number in range(40):
            server.pages[f"/loop/{number}"] = redirect(f"/loop/{number + 1}")
        direct = [target for target, _ in targets.values() if not target.startswith("ftp")]
        urls = [server.url(path) for path in (*targets, "/refresh", "/loop/0")]
        ended = crawl(home, [*urls, *direct], environment={"PROBE_AUDIT": str(home / "audit")})
        audited = (home / "audit").read_text(encoding="utf-8").splitlines()
        yield server, ended, {line for line in audited if line.startswith("socket.connect")}


def test_no_redirect_leads_inside(misled: tuple[Server, Crawl, set[str]]) -> None:
    server, ended, connected = misled
    assert server.requests(SECRET) == []
    assert connected == {f"socket.connect ('127.0.0.1', {server.server_address[1]})"}
    assert query(ended.home, "SELECT count(*) FROM record_version") == [(0,)]
    assert ended.code == 1


@pytest.mark.parametrize("path", list(inner_targets(1)))
def test_each_refusal_says_what_and_why(misled: tuple[Server, Crawl, set[str]], path: str) -> None:
    server, ended, _ = misled
    words = inner_targets(server.server_address[1])[path][1]
    told = [line for line in ended.log.splitlines() if words in line]
    assert [line for line in told if "refused to ask" in line and server.url(path) in line]
    assert [line for line in told if "not received" in line]


def test_a_meta_refresh_is_a_redirect_like_others(misled: tuple[Server, Crawl, set[str]]) -> None:
    server, ended, _ = misled
    assert f"(redirected from {server.url('/refresh')})" in ended.log


def test_an_endless_redirect_is_followed_eight_times(misled: tuple[Server, Crawl, set[str]]) -> None:
    server, ended, _ = misled
    assert len([asked for asked in server.asked if asked.path.startswith("/loop/")]) == 9
    assert "max redirections reached" in ended.log


def test_a_name_is_judged_again_when_it_is_resolved_for_the_connection(tmp_path: Path) -> None:
    """As if the name had been public when it was checked: the first check is off, the second one refuses."""
    with serving({"/": Page(b"secret")}) as server:
        url = f"http://2130706433:{server.server_address[1]}/"
        ended = crawl(tmp_path, [url], settings={"RESOLVE_HOSTS": "False"})
        assert server.asked == []
    assert ended.code == 1
    assert "refused to connect: 2130706433 resolves to 127.0.0.1, which is not a public address" in ended.log


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.0.1", False), ("100.64.0.1", False), ("169.254.169.254", False),
        ("127.0.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False),  # noqa: S104
        ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:10.0.0.1", False), ("::ffff:93.184.215.14", True),
        ("64:ff9b::a00:1", False), ("2002:a00:1::", False), ("::10.0.0.1", False), ("ff02::1", False),
    ],
)  # fmt: skip
def test_what_is_a_public_address(address: str, public: bool) -> None:
    assert is_public(address) is public


def endless(seconds: float) -> Callable[[BaseHTTPRequestHandler], None]:
    """A body without end, a piece every so many seconds, at most for half a minute."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        _pour(handler, b"x" * 65536 if not seconds else b"x", seconds)

    return answer


def endless_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    _pour(handler, b"X-More: " + b"y" * 200 + b"\r\n", 0.005)


def _pour(handler: BaseHTTPRequestHandler, piece: bytes, seconds: float) -> None:
    server, end = handler.server, time.monotonic() + 30
    assert isinstance(server, Server)
    handler.close_connection = True
    try:
        while time.monotonic() < end:
            handler.wfile.write(piece)
            server.sent[handler.path] = server.sent.get(handler.path, 0) + len(piece)
            time.sleep(seconds)
    except OSError:
        server.pages[f"{handler.path} ended"] = Page()


@pytest.fixture(scope="module")
def flooded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Crawl]]:
    """One crawl of every body that is too large or has no end."""
    with serving() as server:
        server.pages |= {
            "/large": Page(b"x" * (LIMIT + 1)),
            "/just": Page(b"x" * LIMIT),
            "/stream": endless(0),
            "/drip": endless(0.1),
            "/headers": endless_headers,
            "/bomb": Page(gzip.compress(bytes(100 * LIMIT)), headers={"Content-Encoding": "gzip"}),
            "/cut": Page(b"whole", headers={"Content-Length": "900"}),
        }
        urls = [server.url(path) for path in ("/large", "/just", "/stream", "/drip", "/headers", "/bomb", "/cut")]
        settings = {"DOWNLOAD_TIMEOUT": "2.5", "CONCURRENT_REQUESTS": "7", "CONCURRENT_REQUESTS_PER_DOMAIN": "7"}
        home = tmp_path_factory.mktemp("flooded")
        yield server, crawl(home, urls, settings={**settings, "AUTOTHROTTLE_ENABLED": "False"})


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/large", "which is larger than download max size (1000000)"),
        ("/stream", "was broken off: it is larger than 1,000,000 bytes"),
        ("/drip", "took longer than 2.5 seconds"),
        ("/headers", "took longer than 2.5 seconds"),
        ("/bomb", "exceeded DOWNLOAD_MAXSIZE (1000000 B) during decompression"),
        ("/cut", "ended before its announced end"),
    ],
)
def test_what_has_no_end_is_broken_off_and_said_so(flooded: tuple[Server, Crawl], path: str, words: str) -> None:
    server, ended = flooded
    (told,) = [line for line in ended.log.splitlines() if f"not received: {server.url(path)}" in line]
    assert words in told


def test_a_body_of_exactly_the_limit_is_read(flooded: tuple[Server, Crawl]) -> None:
    server, ended = flooded
    keys = query(ended.home, "SELECT record_key FROM record_version")
    assert keys == [(server.url("/just"),)]
    assert ended.code == 1


def test_the_server_is_not_kept_sending_and_memory_stays_small(flooded: tuple[Server, Crawl]) -> None:
    server, ended = flooded
    assert server.sent["/stream"] < 20 * LIMIT
    assert {"/stream ended", "/drip ended", "/headers ended"} <= server.pages.keys()
    # The peak that a process starts with is that of the one it was forked from, so only the growth says something.
    assert ended.statistics["memusage/max"] - ended.statistics["memusage/startup"] < 250 * 2**20
