"""Captures in an object store, named by an fsspec URL: written to a folder here first, then put there.

The folder here is the spool. What could not be put stays in it and goes along with the next run of its source; what
was put leaves it, but for the index. Reads no capture, and knows no credentials: those are the affair of the protocol.
"""

import contextlib
import re
import shutil
from pathlib import Path
from typing import Any

from spiders.environment import Environment
from spiders.known_captures import read_index
from spiders.web import INDEX_ENDING

WARC_ENDING = ".warc.gz"
NAME = re.compile(rf"[a-z0-9_]+/[A-Za-z0-9._-]+({re.escape(WARC_ENDING)}|{re.escape(INDEX_ENDING)})", re.ASCII)


class StoreTrouble(OSError):
    """The store cannot be reached, or does not keep what it is given; the message says where the captures are."""


class CaptureStore:
    """The store at ``url`` with its ``spool`` here; what is read again is fetched into ``fetched``."""

    def __init__(self, url: str, spool: Path, fetched: Path) -> None:
        self.url, self.spool, self.fetched = url.rstrip("/"), spool, fetched
        self._opened: tuple[Any, str] | None = None

    @classmethod
    def of(cls, environment: Environment) -> "CaptureStore | None":
        """The store of an installation; None where captures stay in their folder."""
        if environment.captures_store is None:
            return None
        return cls(environment.captures_store, environment.captures_folder, environment.fetched_folder)

    def put_closed(self, source: str) -> int:
        """Put every closed capture file of a source that is still here; how many there were. StoreTrouble."""
        waiting = self.waiting(source)
        for warc in waiting:
            index = _index_of(warc)
            for path in (warc, *([index] if index.exists() else [])):  # the index last: it says that all is there
                self._put(path)
            warc.unlink(missing_ok=True)
        return len(waiting)

    def waiting(self, source: str = "*") -> list[Path]:
        """The closed capture files that are still here: they wait for the store."""
        found = sorted(self.spool.glob(f"{source}/*{WARC_ENDING}"))
        return [path for path in found if not _index_of(path).with_name(f"{_index_of(path).name}.open").exists()]

    def folder_with(self, name: str) -> Path:
        """The folder here below which a file, such as ``ipeds/RUN.warc.gz``, can be read. StoreTrouble."""
        if not NAME.fullmatch(name):
            raise StoreTrouble(f"{name[:200]!r} is no name of a capture file")
        if (self.spool / name).is_file():
            return self.spool
        if not (self.fetched / name).is_file():
            self._fetch(name)
        return self.fetched

    def fetch_run(self, source: str, run_id: str) -> Path:
        """The index of a run, with all capture files that it names beside it. StoreTrouble."""
        index = self._gather(f"{source}/{run_id}{INDEX_ENDING}")
        for warc in sorted({entry["warc"] for entry in read_index(index) if "warc" in entry}):
            self._gather(warc)
        return index

    def remove(self, name: str) -> None:
        """Forget a file, wherever it is. StoreTrouble."""
        (self.spool / name).unlink(missing_ok=True)
        (self.fetched / name).unlink(missing_ok=True)
        with self._words(f"{name} could not be removed"):
            system, root = self._system()
            if system.exists(f"{root}/{name}"):
                system.rm_file(f"{root}/{name}")

    def _gather(self, name: str) -> Path:
        """A file in the folder of what was fetched, whether it comes from the store or is still here."""
        folder, target = self.folder_with(name), self.fetched / name
        if folder == self.spool:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.spool / name, target)
        return target

    def _put(self, path: Path) -> None:
        name = f"{path.parent.name}/{path.name}"
        with self._words(f"{name} could not be put there; it waits in {self.spool} and goes with the next run"):
            system, root = self._system()
            system.makedirs(f"{root}/{path.parent.name}", exist_ok=True)
            system.put_file(str(path), f"{root}/{name}")
            kept, size = system.info(f"{root}/{name}")["size"], path.stat().st_size
            if kept != size:
                raise OSError(f"it keeps {kept} of {size} bytes")

    def _fetch(self, name: str) -> None:
        target = self.fetched / name
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.part")
        with self._words(f"{name} could not be fetched"):
            system, root = self._system()
            system.get_file(f"{root}/{name}", str(part))
            part.replace(target)

    def _system(self) -> tuple[Any, str]:
        if self._opened is None:
            from fsspec.core import url_to_fs

            self._opened = url_to_fs(self.url, use_listings_cache=False)
        return self._opened

    @contextlib.contextmanager
    def _words(self, what: str) -> Any:
        """Each protocol has errors of its own; all of them become one that a person can act on."""
        try:
            yield
        except Exception as error:
            why = " ".join(str(error).split())[:300] or type(error).__name__
            raise StoreTrouble(f"the capture store {self.url}: {what} ({why})") from error


def _index_of(warc: Path) -> Path:
    return warc.with_name(warc.name.removesuffix(WARC_ENDING) + INDEX_ENDING)
