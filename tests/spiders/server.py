"""A web server on this machine that records what it was asked: tests hold a crawl to what really went out."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server received it; ``at`` is in seconds of the monotonic clock."""

    path: str
    headers: Mapping[str, str]
    at: float


@dataclass(slots=True)
class Page:
    """An answer. ``etag`` and ``modified`` are honored in conditional requests; ``seconds`` is how long it takes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""
    modified: str = ""
    seconds: float = 0.0

    def unchanged_for(self, headers: Mapping[str, str]) -> bool:
        """Whether a conditional request is to be answered with 304."""
        if self.etag and "If-None-Match" in headers:
            return headers["If-None-Match"] == self.etag
        return bool(self.modified) and headers.get("If-Modified-Since") == self.modified


Answer = Page | Callable[[BaseHTTPRequestHandler], Page | None]


class Server(ThreadingHTTPServer):
    """Answers from ``pages`` (path with query to answer); everything else is a 404."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), _Handler)
        self.pages: dict[str, Answer] = {}
        self.asked: list[Asked] = []
        self.sent: dict[str, int] = {}
        self.now = self.peak = 0
        self.lock = threading.Lock()

    def url(self, path: str = "/") -> str:
        """The address of a path."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}{path}"

    def requests(self, path: str) -> list[Asked]:
        """The requests for one path."""
        return [asked for asked in self.asked if asked.path == path]

    def forget(self) -> None:
        """Begin to record anew."""
        self.asked.clear()
        self.sent.clear()
        self.peak = 0


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        server = self.server
        with server.lock:
            server.asked.append(Asked(self.path, dict(self.headers.items()), time.monotonic()))
            server.now += 1
            server.peak = max(server.peak, server.now)
        answer = server.pages.get(self.path, Page(b"not here", 404))
        try:
            page = answer if isinstance(answer, Page) else answer(self)
            if page is not None:
                time.sleep(page.seconds)
        finally:
            with server.lock:  # before the answer goes out: the client may ask again as soon as it has it
                server.now -= 1
        if page is not None:
            self._send(page)

    def _send(self, page: Page) -> None:
        same = page.status == 200 and page.unchanged_for(dict(self.headers.items()))
        body = b"" if same else page.body
        self.send_response(304 if same else page.status)
        told = {"ETag": page.etag, "Last-Modified": page.modified, "Content-Type": "text/plain; charset=utf-8"}
        for name, value in {**told, **page.headers}.items():
            if value:
                self.send_header(name, value)
        if not same and "Content-Length" not in page.headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection |= "Content-Length" in page.headers
        with self.server.lock:
            self.server.sent[self.path] = self.server.sent.get(self.path, 0) + len(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(pages: Mapping[str, Answer] | None = None, host: str = "127.0.0.1") -> Iterator[Server]:
    """A server that answers until the block ends; then nothing listens on its port any more."""
    server = Server(host)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that hang up are part of the tests
    server.pages.update(pages or {})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def redirect(target: str, status: int = 302) -> Page:
    """An answer that sends on to ``target``."""
    return Page(b"", status, {"Location": target})
