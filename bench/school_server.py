"""A quick web server of made school sites for benchmarks: its own process, prebuilt answers, many loopback hosts.

Run as ``python -m bench.school_server PAGES_A_SITE``. Prints its port, then answers until its standard input closes.
Site number n is the host 127.x.y.z with the number in its last three parts. ``/-/asked`` gives what was asked as JSON
and begins to count anew.
"""

import asyncio
import json
import sys
import time

from bench.school_made_pages import made_page

BODIES = 600
HTML = b"Content-Type: text/html; charset=utf-8\r\n"


def host_of(site: int) -> str:
    """The loopback address of a made site."""
    site += 1 << 16
    return f"127.{site >> 16}.{site >> 8 & 255}.{site & 255}"


class Site:
    """Every made site answers alike, but for the number of the page."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        self.bodies = [made_page(number) for number in range(BODIES)]
        self.asked: list[str] = []
        self.first = self.last = 0.0

    def answer(self, host: str, path: str, known: str) -> bytes:
        """The whole response to a request; ``known`` is its If-None-Match."""
        if path == "/-/asked":
            return self._told()
        self.last = time.monotonic()
        self.first = self.first or self.last
        self.asked.append(f"http://{host}{path}")
        tag = f'"{host}{path}"'
        if known == tag:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
        found = self._body(host, path)
        if found is None:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        kind, body = found
        return b"HTTP/1.1 200 OK\r\n%bETag: %b\r\nContent-Length: %d\r\n\r\n%b" % (kind, tag.encode(), len(body), body)

    def _body(self, host: str, path: str) -> tuple[bytes, bytes] | None:
        if path == "/":
            return (
                HTML,
                b'<html><head><title>Made College</title></head><body><a href="/about/">About</a></body></html>',
            )
        if path == "/robots.txt":
            return b"Content-Type: text/plain\r\n", f"User-agent: *\nSitemap: http://{host}/sitemap.xml\n".encode()
        if path == "/sitemap.xml":
            return b"Content-Type: application/xml\r\n", self._sitemap(host)
        name, _, number = path.rpartition("-")
        if name != "/programs/health-information-technology" or not number.isdigit():
            return None
        head, tail = self.bodies[int(number) % BODIES]
        return HTML, b"%b%b%b" % (head, number.encode(), tail)

    def _sitemap(self, host: str) -> bytes:
        a, b, c = map(int, host.rpartition(":")[0].split(".")[1:])
        first = ((a << 16 | b << 8 | c) - (1 << 16)) * self.pages
        paths = [f"/programs/health-information-technology-{first + n}" for n in range(self.pages)]
        paths += [f"/news/story-{n}" for n in range(100)]
        urls = "".join(f"<url><loc>http://{host}{path}</loc></url>\n" for path in paths)
        return (
            f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()
        )

    def _told(self) -> bytes:
        body = json.dumps({"asked": self.asked, "first": self.first, "last": self.last}).encode()
        self.asked, self.first = [], 0.0
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%b" % (len(body), body)


class Connection(asyncio.Protocol):
    """One connection: requests without bodies, answered in their order."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.left = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to answer."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        *requests, self.left = (self.left + data).split(b"\r\n\r\n")
        for request in requests:
            first, *lines = request.decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            path = first.split(" ")[1]
            self.transport.write(self.site.answer(headers["host"], path, headers.get("if-none-match", "")))
            if path == "/-/asked":
                self.transport.close()


async def serve(pages: int) -> None:
    """Answer until nobody holds the other end of the standard input."""
    site = Site(pages)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(site), "0.0.0.0", 0, backlog=512)  # noqa: S104 - 127.x.y.z
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
