"""Reading and writing WARC files: one gzip member a record, so that a file cut off keeps its whole records.

Knows nothing of Scrapy or of what a body means.
"""

import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser
from warcio.warcwriter import WARCWriter

MAXIMUM_BODY = 512 * 2**20
DROPPED_HEADERS = frozenset({"transfer-encoding", "connection", "set-cookie"})


class CaptureDamaged(RuntimeError):
    """A capture is not there, or its bytes are not those that were kept."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One stored response: as it was sent (``raw``), and with its content encoding undone (``body``)."""

    status: int
    headers: list[tuple[str, str]]
    raw: bytes
    body: bytes


class WarcFile:
    """An open WARC file of one run, appended to and flushed record by record."""

    def __init__(self, path: Path, facts: dict[str, str]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file: BinaryIO = path.open("xb")
        self.writer = WARCWriter(self.file, gzip=True)
        self.writer.write_record(self.writer.create_warcinfo_record(path.name, facts))

    def write_response(self, url: str, at: datetime, status: int, headers: list[tuple[str, str]], raw: bytes) -> int:
        """Store a response; the offset of its record in bytes."""
        record = self.writer.create_warc_record(
            url, "response", payload=io.BytesIO(raw), length=len(raw), http_headers=_http(status, headers),
            warc_headers_dict={"WARC-Date": _date(at)},
        )  # fmt: skip
        return self._write(record)

    def write_revisit(self, url: str, at: datetime, status: int, headers: list[tuple[str, str]], sha256: str) -> int:
        """Note that a response had the same bytes as one kept before."""
        record = self.writer.create_revisit_record(
            url, f"sha256:{sha256}", url, _date(at), http_headers=_http(status, headers)
        )
        return self._write(record)

    def close(self) -> None:
        """Flush to the disk and close."""
        import os

        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()

    def _write(self, record: object) -> int:
        offset = self.file.tell()
        self.writer.write_record(record)
        self.file.flush()
        return offset


def read_exchange(path: Path, offset: int, sha256: str | None = None) -> Exchange:
    """The response stored at ``offset``; CaptureDamaged unless its bytes have the given SHA-256."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(file)))
            # warcio reads the head of a response only where the address is of the web; a shipped file has one, too.
            head = record.http_headers or StatusAndHeadersParser(["HTTP/1.1"]).parse(record.raw_stream)
            raw = record.raw_stream.read(MAXIMUM_BODY)
            status = int(head.get_statuscode())
            headers = [(str(name), str(value)) for name, value in head.headers]
    except FileNotFoundError:
        raise CaptureDamaged(f"the capture file {path.name} is missing") from None
    except Exception as error:
        raise CaptureDamaged(f"{path.name} at byte {offset} cannot be read: {str(error)[:200]}") from error
    if sha256 is not None and hashlib.sha256(raw).hexdigest() != sha256:
        raise CaptureDamaged(f"{path.name} at byte {offset}: the bytes are not those that were captured")
    return Exchange(status, headers, raw, decoded(raw, headers))


def decoded(raw: bytes, headers: list[tuple[str, str]]) -> bytes:
    """A body with its content encoding undone, up to a limit."""
    encoding = next((value for name, value in headers if name.lower() == "content-encoding"), "").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
            return file.read(MAXIMUM_BODY)
    if encoding == "deflate":
        try:
            return zlib.decompressobj().decompress(raw, MAXIMUM_BODY)
        except zlib.error:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(raw, MAXIMUM_BODY)
    if encoding in ("", "identity"):
        return raw
    raise CaptureDamaged(f"content encoding {encoding!r} cannot be undone here")


def _http(status: int, headers: list[tuple[str, str]]) -> StatusAndHeaders:
    kept = [(name, value) for name, value in headers if name.lower() not in DROPPED_HEADERS]
    return StatusAndHeaders(f"{status} -", kept, protocol="HTTP/1.1")


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
