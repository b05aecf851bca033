"""The first pass over a text from the web, before anybody reads it: NUL bytes, line lengths and the encoding.

No row of a file is believed before all of the file has been seen. Parses nothing, keeps nothing.
"""

import codecs
from collections.abc import Callable, Iterator

from spiders.structure import StructureChanged


class Survey:
    """Goes over the chunks of a text, given anew each time they are asked for; ``where`` names it in messages.

    ``check_size`` is told how many bytes have come so far and raises when they are too many.
    """

    def __init__(
        self,
        chunks: Callable[[], Iterator[bytes]],
        where: str,
        line_bytes: int,
        check_size: Callable[[int], None] = lambda _: None,
    ) -> None:
        self.chunks, self.where, self.line_bytes, self.check_size = chunks, where, line_bytes, check_size

    def encoding(self) -> str:
        """``utf-8-sig`` (which reads UTF-8 with and without its mark) or ``cp1252``, by what decodes without error.

        Raises StructureChanged: nul_byte, cell_too_long, broken_encoding.
        """
        wrong = self._first_wrong_byte("utf-8")
        if wrong is None:
            return "utf-8-sig"
        if next(self.chunks(), b"").startswith(codecs.BOM_UTF8):
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
        for chunk in self.chunks():
            if b"\0" in chunk:
                raise self._nul(begin + chunk.index(b"\0"))
            run = self._line_run(run, chunk, begin)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return begin - pending + error.start
            begin += len(chunk)
            self.check_size(begin)
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return begin
        return None

    def _line_run(self, run: int, chunk: bytes, begin: int) -> int:
        end = chunk.find(b"\n")
        run += len(chunk) if end < 0 else end
        if run > self.line_bytes:
            raise StructureChanged(
                "cell_too_long",
                f"{self.where}, line {self._line_of(begin)}: over {self.line_bytes:,} bytes without a line end",
            )
        return run if end < 0 else len(chunk) - chunk.rfind(b"\n") - 1

    def _nul(self, offset: int) -> StructureChanged:
        hint = "; the file may be UTF-16" if offset < 4 else ""
        return StructureChanged(
            "nul_byte", f"{self.where}, line {self._line_of(offset)}: a NUL byte, which no text table holds{hint}"
        )

    def _line_of(self, offset: int) -> int:
        line, begin = 1, 0
        for chunk in self.chunks():
            line += chunk.count(b"\n", 0, max(0, offset - begin))
            begin += len(chunk)
            if begin >= offset:
                break
        return line
