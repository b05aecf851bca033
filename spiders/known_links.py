"""Which links of a page promise something, from night to night: a page that stands as it was is not opened for them.

One file of lines beside the pages that wait to be asked for again, made anew by each run and put in place when that
ends well. It is believed for the same bytes at the same address, read by the same code with the same words.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import orjson
from lxml import etree

from spiders.known_captures import ID_LENGTH
from spiders.school_sites_links import Promising

logger = logging.getLogger(__name__)
FOLDER = Path(__file__).parent
RESTS_ON = ("school_pages.toml", "school_sites_links.py", "school_sites_plan.py", "tree.py", "page_text.py")
LONGEST_LINE = 200_000


class KnownLinks:
    """Links by the capture of their page: of the run before, with the place of each line in memory, and of this run.

    Where the file cannot be read or written, pages are opened as if they were new.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._new = path, path.with_name(f"{path.name}.new")
        self._places: dict[int, int] = {}
        self._earlier: BinaryIO | None = None
        self._own: BinaryIO | None = None
        made_by = _made_by()
        with self._bearing_trouble():
            if path.is_file():
                self._earlier = path.open("rb")
                if self._earlier.readline() == made_by:
                    self._places = dict(_lines_of(self._earlier))
            path.parent.mkdir(parents=True, exist_ok=True)
            self._own = self._new.open("wb")
        self._write(made_by)

    def get(self, capture_id: str) -> Promising | None:
        """The links of a page that was met before; None for any other."""
        place = self._places.get(int(capture_id, 16))
        if place is None or self._earlier is None:
            return None
        try:
            self._earlier.seek(place)
            line = self._earlier.readline()
            told = Promising(*orjson.loads(line[ID_LENGTH:]))
        except (OSError, ValueError, TypeError) as error:
            logger.warning("the known links of %s cannot be read (%s): its page is opened", capture_id, error)
            return None
        self._write(line)
        return told

    def keep(self, capture_id: str, links: Promising) -> None:
        """Remember the links of a page for the next run."""
        line = b"%b %b\n" % (capture_id.encode("ascii"), orjson.dumps(list(links)))
        if len(line) <= LONGEST_LINE:
            self._write(line)

    def close(self, is_whole: bool) -> None:
        """Put what was kept in place of what was there, if the run went through its pages."""
        if self._earlier is not None:
            self._earlier.close()
        own, self._own = self._own, None
        with self._bearing_trouble():
            if own is not None:
                own.close()
                if is_whole:
                    self._new.replace(self._path)
            self._new.unlink(missing_ok=True)

    def _write(self, line: bytes) -> None:
        if self._own is not None:
            with self._bearing_trouble():
                self._own.write(line)

    @contextmanager
    def _bearing_trouble(self) -> Iterator[None]:
        """What is not kept costs time only: say so once, and keep no more."""
        try:
            yield
        except OSError as error:
            logger.warning("links are not kept for the next run (%s): its pages will be opened", error)
            self._own = None


def _lines_of(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """The number of each capture, and where its whole line begins."""
    position = file.tell()
    for line in file:
        if line.endswith(b"]\n"):
            with suppress(ValueError):  # a line that is damaged is none
                yield int(line[:ID_LENGTH], 16), position
        position += len(line)


def _made_by() -> bytes:
    """The first line of a file: a digest of all that the links rest on beside the bytes of the page."""
    told = sha256(repr(etree.LIBXML_VERSION).encode())
    for name in RESTS_ON:
        told.update((FOLDER / name).read_bytes())
    return told.hexdigest().encode("ascii") + b"\n"
