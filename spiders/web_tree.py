"""A folder tree as a web, laid out as ``wget --mirror --restrict-file-names=windows --adjust-extension`` lays it.

Answers come from files below one folder and from nowhere else; a URL is hostile text, so every path is checked.
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

CONTENT_TYPES = {
    ".html": "text/html", ".htm": "text/html", ".zip": "application/zip", ".json": "application/json",
    ".csv": "text/csv", ".txt": "text/plain", ".xml": "application/xml", ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
ADDED_ENDINGS = ("", ".html", ".htm", ".zip", ".json", ".csv", ".txt", ".xml", ".pdf", ".xlsx")
AS_OF = "AS_OF"
_RESERVED = re.compile(r'[\\|:?"*<>\x00-\x1f\x7f-\x9f]')


class WebTreeHandler(BaseDownloadHandler):
    """Downloads by reading files; what is not there is a 404."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.root = Path(crawler.settings["WEB_PATH"]).resolve()
        self.as_of = tree_date(self.root)

    async def download_request(self, request: Request) -> Response:
        """The file behind a URL, dated by the tree or by itself."""
        path = find_file(self.root, request.url)
        request.meta["captured_at"] = self.as_of or datetime.fromtimestamp(0, UTC)
        if path is None:
            return Response(request.url, status=404, headers={"Content-Type": "text/plain"})
        changed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
        request.meta["captured_at"] = self.as_of or changed
        body = path.read_bytes()
        content_type = CONTENT_TYPES.get(path.suffix.lower(), "application/octet-stream")
        headers = {"Content-Type": content_type}
        kind = responsetypes.from_args(headers={b"Content-Type": content_type.encode()}, url=request.url, body=body)
        return kind(url=request.url, status=200, headers=headers, body=body)


def tree_date(root: Path) -> datetime | None:
    """The instant that a tree says it is of (the first line of ``AS_OF`` in its root), if it says one."""
    try:
        words = (root / AS_OF).read_text(encoding="utf-8").splitlines()[0].strip()
        told = datetime.fromisoformat(words)
    except (OSError, IndexError, ValueError):
        return None
    return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)


def find_file(root: Path, url: str) -> Path | None:
    """The file of a URL below ``root`` (resolved), or None; never a file outside it."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower() + (f"+{parts.port}" if parts.port else "")
    path = unquote_to_bytes(parts.path).decode("utf-8", "replace")
    segments = [_safe(segment) for segment in path.split("/") if segment]
    if not host or any(segment in (".", "..") for segment in (host, *segments)):
        return None
    if not segments or path.endswith("/"):
        segments.append("index.html")
    query = f"@{_safe(unquote_to_bytes(parts.query).decode('utf-8', 'replace'))}" if parts.query else ""
    named = "/".join((_safe(host), *segments)) + query.replace("/", "%2F")
    for ending in ADDED_ENDINGS:
        if found := _inside(root, f"{named}{ending}"):
            return found
    return None if query else _inside(root, f"{named}/index.html")


def _inside(root: Path, relative: str) -> Path | None:
    try:
        path = (root / relative).resolve()
        return path if path.is_relative_to(root) and path.is_file() else None
    except (OSError, ValueError):
        return None


def _safe(segment: str) -> str:
    return _RESERVED.sub(lambda found: f"%{ord(found[0]):02X}", segment)
