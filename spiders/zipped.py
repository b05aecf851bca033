"""One member of a zip that came from the web, checked before anybody reads it, and read without holding it in memory.

A first quick pass over the unpacked bytes (no parsing) proves that the archive is whole, small enough, text, and in
which encoding, so that no row of a file is believed before all of the file has been seen. It never writes to disk.
"""

import html
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, TextIO, cast

from spiders.structure import StructureChanged
from spiders.survey import Survey

CHUNK = 1 << 16
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError,
    NotImplementedError, LookupError, MemoryError,
)  # fmt: skip
"""Everything that zipfile has been seen to raise on damaged bytes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a member may be at most: bytes unpacked, times its packed size (from 1 MB on), bytes in one line.

    The largest real file is 58 MB, 26 times its packed size; its longest line has some 2,000 bytes.
    """

    unpacked_bytes: int = 256 * 2**20
    ratio: float = 250.0
    line_bytes: int = 2**20


@dataclass(frozen=True, slots=True)
class Member:
    """A member that passed every check; ``where`` names source, file and member for messages."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    encoding: str
    where: str

    @property
    def name(self) -> str:
        """The name in the archive, as it stands there."""
        return self.info.filename

    def text(self) -> TextIO:
        """The decoded text from the start, with its line ends as they are, as the csv module wants it."""
        return io.TextIOWrapper(cast(BinaryIO, self.archive.open(self.info)), self.encoding, newline="")


def open_member(body: bytes, ending: str, where: str, limits: Limits) -> Member:
    """The one member of ``body`` whose name ends with ``ending``; the revised ``_rv`` one when there are two.

    Raises StructureChanged: not_a_zip, broken_zip, unsafe_member, no_table, several_tables, encrypted_zip, zip_bomb,
    nul_byte, cell_too_long, broken_encoding.
    """
    archive, info, where = _opened(body, ending, where, limits)
    survey = Survey(
        lambda: _chunks(archive, info, where),
        where,
        limits.line_bytes,
        lambda size: _check_size(size, info, where, limits),
    )
    return Member(archive, info, survey.encoding(), where)


def member_bytes(body: bytes, ending: str, where: str, limits: Limits) -> tuple[str, bytes]:
    """Name and bytes of the one member of ``body`` whose name ends with ``ending``: a file that is no text.

    Raises StructureChanged: not_a_zip, broken_zip, unsafe_member, no_table, several_tables, encrypted_zip, zip_bomb.
    """
    archive, info, where = _opened(body, ending, where, limits)
    content = bytearray()
    for chunk in _chunks(archive, info, where):
        content += chunk
        _check_size(len(content), info, where, limits)
    return info.filename, bytes(content)


def first_words(body: bytes) -> str:
    """The first readable words of a body, quoted for a message, without tags; at most 160 characters."""
    start = body[:4000].decode("utf-8", "replace").replace("\0", "")
    words = " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", start)).split())
    return f"{len(body):,} bytes that begin {words[:160]!r}" if body else "an empty body"


def _opened(body: bytes, ending: str, where: str, limits: Limits) -> tuple[zipfile.ZipFile, zipfile.ZipInfo, str]:
    """The archive, the one member that is wanted, and the words for both; by what the archive says of itself."""
    if not body.startswith(b"PK"):
        raise StructureChanged("not_a_zip", f"{where}: expected a zip, which begins with PK; met {first_words(body)}")
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
        entries = archive.infolist()
    except BROKEN as error:
        raise _broken(where, error) from error
    info = _choose(entries, ending, where)
    where = f"{where}, member {info.filename[:200]}"
    _check_declared(info, where, limits)
    return archive, info, where


def _broken(where: str, error: BaseException) -> StructureChanged:
    words = str(error)[:200] or type(error).__name__
    return StructureChanged("broken_zip", f"{where}: the zip is cut off or damaged ({words}); fetch it again")


def _choose(entries: list[zipfile.ZipInfo], ending: str, where: str) -> zipfile.ZipInfo:
    for entry in entries:
        _refuse_unsafe(entry.filename, where)
    tables = [entry for entry in entries if entry.filename.lower().endswith(ending) and not _is_litter(entry.filename)]
    if len(tables) == 1:
        return tables[0]
    met = ", ".join(sorted(entry.filename[:80] for entry in (tables or entries)[:10])) or "an empty archive"
    if not tables:
        raise StructureChanged("no_table", f"{where}: expected one {ending} member; met {met}")
    revised = [entry for entry in tables if PurePosixPath(entry.filename).stem.lower().endswith("_rv")]
    if len(tables) == 2 and len(revised) == 1:
        return revised[0]
    raise StructureChanged(
        "several_tables", f"{where}: expected one {ending} member, or two of which one ends in _rv; met {met}"
    )


def _refuse_unsafe(name: str, where: str) -> None:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or not name:
        raise StructureChanged(
            "unsafe_member", f"{where}: refused, a member is named {name[:200]!r}, a path outside it"
        )


def _is_litter(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("._")


def _check_declared(info: zipfile.ZipInfo, where: str, limits: Limits) -> None:
    if info.flag_bits & 0x1:
        raise StructureChanged("encrypted_zip", f"{where}: the member is encrypted; expected an open one")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise StructureChanged("broken_zip", f"{where}: packed by method {info.compress_type}; expected deflate")
    _check_size(info.file_size, info, where, limits)


def _check_size(size: int, info: zipfile.ZipInfo, where: str, limits: Limits) -> None:
    if size > limits.unpacked_bytes:
        raise StructureChanged(
            "zip_bomb", f"{where}: unpacks to {size:,} bytes or more; at most {limits.unpacked_bytes:,} are read"
        )
    if size > 2**20 and size > limits.ratio * max(info.compress_size, 1):
        raise StructureChanged(
            "zip_bomb", f"{where}: unpacks to over {limits.ratio:g} times its {info.compress_size:,} packed bytes"
        )


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> Iterator[bytes]:
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except BROKEN as error:
        raise _broken(where, error) from error
