"""Several hosts on this machine, each with its own server that records what it was asked: schools, good and bad."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.spiders.crawling import Crawl, crawl
from tests.spiders.server import Answer, Page, Server, serving

HTML = {"Content-Type": "text/html; charset=utf-8"}
SETTINGS = {
    "SPIDER_MODULES": "spiders",
    "RETRY_TIMES": "1",
    "DOWNLOAD_DELAY": "0.02",
    "AUTOTHROTTLE_ENABLED": "False",
    "ALLOWED_INTERNAL_HOSTS": ",".join(f"127.0.0.{number}" for number in range(1, 40)),
}


def html(body: str, **told: Any) -> Page:
    """A page of HTML."""
    return Page(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), headers=dict(HTML), **told)


def program(title: str = "Health Information Technology, Associate of Applied Science", **told: Any) -> Page:
    """A page about a program."""
    return html(f"<h1>{title}</h1><h2>Tuition</h2><p>$132 per credit hour.</p>", **told)


def links(*paths: str, words: str = "Health Information") -> str:
    """Links that name a program."""
    return "".join(f'<a href="{path}">{words}</a>' for path in paths)


@dataclass(frozen=True, slots=True)
class Schools:
    """The servers by name, and how a crawl of them ended."""

    servers: Mapping[str, Server]
    crawl: Crawl

    def asked(self, name: str) -> list[str]:
        """The paths that a server was asked for, without robots.txt, in their order."""
        return [asked.path for asked in self.servers[name].asked if asked.path != "/robots.txt"]


@contextmanager
def school_servers(sites: Mapping[str, Mapping[str, Answer]]) -> Iterator[dict[str, Server]]:
    """A server for each site, on hosts of their own: 127.0.0.2, 127.0.0.3, ..."""
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(serving(pages, f"127.0.0.{number}"))
            for number, (name, pages) in enumerate(sites.items(), 2)
        }


def starts_file(path: Path, urls: Iterable[str]) -> Path:
    """A file of starts: each address the web site of an institution."""
    lines = [{"unitid": f"{100000 + number}", "url": url, "kind": "website"} for number, url in enumerate(urls)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def crawl_schools(home: Path, servers: Mapping[str, Server], *more: str, **settings: str) -> Schools:
    """Crawl all servers as the web sites of schools."""
    path = starts_file(home / "starts.jsonl", (server.url("/") for server in servers.values()))
    ended = crawl(home, settings={**SETTINGS, **settings}, arguments=["school_pages", "-a", f"starts={path}", *more])
    return Schools(servers, ended)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A body without an end, sent slowly."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    try:
        for _ in range(600):
            handler.wfile.write(b"<p>and on</p>" * 10)
            time.sleep(0.05)
    except OSError:
        handler.close_connection = True


def huge(handler: BaseHTTPRequestHandler) -> None:
    """Fifty megabytes, as fast as they are taken."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Connection", "close")
    handler.end_headers()
    try:
        for _ in range(50):
            handler.wfile.write(b"x" * 2**20)
    except OSError:
        pass
    handler.close_connection = True
