"""Where pages wait to be asked for again: a file an address, with its headers and its body, put in place at once.

Scrapy's own storage writes seven files an address, compresses each at the highest level, and writes them all again when
a server says that nothing has changed. Unpickles nothing; knows neither when to ask nor when a page stands.
"""

import contextlib
import zlib
from pathlib import Path
from typing import Any

import orjson
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.response import response_from_dict

QUICKLY = 1
LARGEST_BODY = 512 * 2**20
MINUTE_BODY = 200


class StoredPages:
    """A cache storage of Scrapy: ``HTTPCACHE_DIR/source/ab/abcdef...``, a line of JSON and the body behind it."""

    def __init__(self, settings: BaseSettings) -> None:
        self.folder = Path(settings["HTTPCACHE_DIR"])
        self._fingerprinter: Any = None

    def open_spider(self, spider: Spider) -> None:
        """Take the crawler's way to tell requests apart."""
        self._fingerprinter = spider.crawler.request_fingerprinter

    def close_spider(self, spider: Spider) -> None:
        """Nothing is open between two pages."""

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """What was stored for a request; None without any. OSError, ValueError or zlib.error for a damaged file."""
        try:
            stored = self._place(spider, request).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        head, _, body = stored.partition(b"\n")
        told = orjson.loads(head)
        unpacking = zlib.decompressobj()
        body = unpacking.decompress(body, LARGEST_BODY) if told["packed"] else body
        if len(body) != told["size"] or unpacking.eof is not told["packed"]:
            raise ValueError("a stored page is not whole")
        headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in told["headers"]]
        return response_from_dict({"url": told["url"], "status": told["status"], "headers": headers, "body": body})

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Write beside, then put in place. Raises OSError, with what was stored before still there."""
        place = self._place(spider, request)
        aside = place.with_name(f"{place.name}.new")
        try:
            self._write(aside, _packed(response))
            aside.replace(place)
        except OSError:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
            raise

    def _write(self, path: Path, told: bytes) -> None:
        try:
            path.write_bytes(told)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(told)

    def _place(self, spider: Spider, request: Request) -> Path:
        key: str = self._fingerprinter.fingerprint(request).hex()
        return self.folder / spider.name / key[:2] / f"{key}.page"


def _packed(response: Response) -> bytes:
    """The file of a response; a body that came compressed is stored as it came."""
    body = response.body
    packed = len(body) > MINUTE_BODY and b"Content-Encoding" not in response.headers
    headers = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    ]
    told = {"url": response.url, "status": response.status, "headers": headers, "size": len(body), "packed": packed}
    return b"%b\n%b" % (orjson.dumps(told), zlib.compress(body, QUICKLY) if packed else body)
