"""Reading and writing WARC files: one gzip member a record, so that a file cut off keeps its whole records.

Knows nothing of Scrapy or of what a body means.
"""

import base64
import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeadersParser

COMPRESSION = 4
SAME_PAYLOAD = "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"
MAXIMUM_BODY = 512 * 2**20
DROPPED_HEADERS = frozenset({"transfer-encoding", "connection", "set-cookie"})


class CaptureDamaged(RuntimeError):
    """A capture is not there, or its bytes are not those that were kept."""


def capture_id(url: str, sha256: str) -> str:
    """The id of a capture: a digest of the asked URL and of the body's digest."""
    return hashlib.sha256(f"{url}\n{sha256}".encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One stored response: as it was sent (``raw``), and with its content encoding undone (``body``)."""

    status: int
    headers: list[tuple[str, str]]
    raw: bytes
    body: bytes


class WarcFile:
    """An open WARC file of one run, appended to and flushed record by record.

    Records are put together here, since what is stored has been hashed already and one member is one compression.
    """

    def __init__(self, path: Path, facts: dict[str, str]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file: BinaryIO = path.open("xb")
        told = "".join(f"{name}: {value}\r\n" for name, value in facts.items()).encode()
        about = {"WARC-Type": "warcinfo", "WARC-Date": _date(datetime.now(UTC)), "WARC-Filename": path.name}
        self._write({**about, "Content-Type": "application/warc-fields"}, told)

    def write_response(
        self, url: str, at: datetime, status: int, headers: list[tuple[str, str]], raw: bytes, sha256: str
    ) -> int:
        """Store a response whose body ``raw`` has this SHA-256; the offset of its record in bytes."""
        about = {"WARC-Type": "response", "WARC-Date": _date(at), "WARC-Target-URI": url}
        return self._write({**about, **_payload(sha256)}, _http(status, headers), raw)

    def write_revisit(self, url: str, at: datetime, status: int, headers: list[tuple[str, str]], sha256: str) -> int:
        """Note that a response had the same bytes as one kept before."""
        about = {"WARC-Type": "revisit", "WARC-Date": _date(at), "WARC-Target-URI": url}
        same = {"WARC-Profile": SAME_PAYLOAD, "WARC-Refers-To-Target-URI": url, "WARC-Refers-To-Date": _date(at)}
        return self._write({**about, **same, **_payload(sha256)}, _http(status, headers))

    def close(self) -> None:
        """Flush to the disk and close."""
        import os

        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()

    def _write(self, about: dict[str, str], block: bytes, body: bytes = b"") -> int:
        offset = self.file.tell()
        named = {**about, "WARC-Record-ID": f"<urn:uuid:{uuid4()}>", "Content-Length": str(len(block) + len(body))}
        lines = "".join(f"{name}: {_line(value)}\r\n" for name, value in named.items())
        packing = zlib.compressobj(COMPRESSION, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        parts = (f"WARC/1.0\r\n{lines}\r\n".encode("utf-8", "replace"), block, body, b"\r\n\r\n")
        self.file.write(b"".join([*map(packing.compress, parts), packing.flush()]))
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


def _payload(sha256: str) -> dict[str, str]:
    digest = base64.b32encode(bytes.fromhex(sha256)).decode()
    return {"WARC-Payload-Digest": f"sha256:{digest}", "Content-Type": "application/http; msgtype=response"}


def _http(status: int, headers: list[tuple[str, str]]) -> bytes:
    kept = "".join(f"{_line(n)}: {_line(value)}\r\n" for n, value in headers if n.lower() not in DROPPED_HEADERS)
    return f"HTTP/1.1 {status} -\r\n{kept}\r\n".encode("utf-8", "replace")


def _line(text: str) -> str:
    """A text that ends no line."""
    return text.replace("\r", " ").replace("\n", " ")


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
