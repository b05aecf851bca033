"""Reference tables of this repository as a source: read, captured and proved like anything from the web.

``shipped://reference/NAME.csv`` is a file in pipelines/reference that the card of the source lists, and nothing else.
Has no way to the network and none out of that folder.
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse

from spiders.environment import ROOT
from spiders.web_tree import tree_date

SCHEME, HOST = "shipped", "reference"
FOLDER = ROOT / "pipelines" / "reference"
MAXIMUM_BYTES = 4 * 2**20
_NAME = re.compile(r"/([a-z][a-z0-9_]{0,60}\.csv)")


class NotShipped(IgnoreRequest):
    """An address that is none of the shipped files of this source."""


def shipped_url(name: str) -> str:
    """The address of a shipped file."""
    return f"{SCHEME}://{HOST}/{name}"


def shipped_file(url: str, listed: frozenset[str], folder: Path = FOLDER) -> Path:
    """The file behind an address; NotShipped unless it is listed, a plain file in the folder, and of a sane size."""
    parts = urlsplit(url)
    found = _NAME.fullmatch(parts.path)
    whole = (parts.scheme, parts.netloc) == (SCHEME, HOST) and not parts.query and not parts.fragment
    if found is None or not whole or found[1] not in listed:
        raise NotShipped(f"{url[:200]!r} is not among the shipped files of this source: {', '.join(sorted(listed))}")
    path = folder / found[1]
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MAXIMUM_BYTES:
        raise NotShipped(f"{found[1]} is not a file of at most {MAXIMUM_BYTES:,} bytes in {folder.name}")
    return path


class ShippedHandler(BaseDownloadHandler):
    """Downloads by reading shipped files; in a web that is a folder they carry the instant of that folder."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.listed = frozenset(crawler.settings.getlist("SHIPPED_FILES"))
        self.web = crawler.settings.get("WEB_PATH")

    async def download_request(self, request: Request) -> Response:
        """The file as a response of type CSV; NotShipped for any other address."""
        path = shipped_file(request.url, self.listed)
        if self.web:
            changed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
            request.meta["captured_at"] = tree_date(Path(self.web).resolve()) or changed
        headers = {"Content-Type": "text/csv; charset=utf-8"}
        return TextResponse(request.url, status=200, headers=headers, body=path.read_bytes())
