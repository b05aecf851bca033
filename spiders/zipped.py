"""One member of a zip that came from the web, checked before anybody reads it, and read without holding it in memory.

A first quick pass over the unpacked bytes (no parsing) proves that the archive is whole, small enough, text, and in
which encoding, so that no row of a file is believed before all of the file has been seen. It never writes to disk.
"""

import codecs
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
    return Member(archive, info, _Survey(archive, info, where, limits).encoding(), where)


def first_words(body: bytes) -> str:
    """The first readable words of a body, quoted for a message, without tags; at most 160 characters."""
    start = body[:4000].decode("utf-8", "replace").replace("\0", "")
    words = " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", start)).split())
    return f"{len(body):,} bytes that begin {words[:160]!r}" if body else "an empty body"


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


class _Survey:
    """The first pass: sizes, checksum, NUL bytes, line lengths and the encoding, at the speed of unpacking."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, limits: Limits) -> None:
        self.archive, self.info, self.where, self.limits = archive, info, where, limits

    def encoding(self) -> str:
        """``utf-8-sig`` (which reads UTF-8 with and without its mark) or ``cp1252``, by what decodes without error."""
        wrong = self._first_wrong_byte("utf-8")
        if wrong is None:
            return "utf-8-sig"
        if next(self._chunks(), b"").startswith(codecs.BOM_UTF8):
            raise StructureChanged(
                "broken_encoding", f"{self.where}, line {self._line_of(wrong)}: marked as UTF-8, but is not UTF-8 here"
            )
        wrong = self._first_wrong_byte("cp1252")
        if wrong is None:
            return "cp1252"
        raise StructureChanged(
            "broken_encoding", f"{self.where}, line {self._line_of(wrong)}: neither UTF-8 nor Windows-1252 text"
        )

    def _first_wrong_byte(self, encoding: str) -> int | None:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        begin, run = 0, 0
        for chunk in self._chunks():
            if b"\0" in chunk:
                raise self._nul(begin + chunk.index(b"\0"))
            run = self._line_run(run, chunk, begin)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return begin - pending + error.start
            begin += len(chunk)
            _check_size(begin, self.info, self.where, self.limits)
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return begin
        return None

    def _chunks(self) -> Iterator[bytes]:
        try:
            with self.archive.open(self.info) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except BROKEN as error:
            raise _broken(self.where, error) from error

    def _line_run(self, run: int, chunk: bytes, begin: int) -> int:
        end = chunk.find(b"\n")
        run += len(chunk) if end < 0 else end
        if run > self.limits.line_bytes:
            raise StructureChanged(
                "cell_too_long",
                f"{self.where}, line {self._line_of(begin)}: over {self.limits.line_bytes:,} bytes without a line end",
            )
        return run if end < 0 else len(chunk) - chunk.rfind(b"\n") - 1

    def _nul(self, offset: int) -> StructureChanged:
        hint = "; the file may be UTF-16" if offset < 4 else ""
        return StructureChanged(
            "nul_byte", f"{self.where}, line {self._line_of(offset)}: a NUL byte, which no text table holds{hint}"
        )

    def _line_of(self, offset: int) -> int:
        line, begin = 1, 0
        for chunk in self._chunks():
            line += chunk.count(b"\n", 0, max(0, offset - begin))
            begin += len(chunk)
            if begin >= offset:
                break
        return line
