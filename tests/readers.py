"""Somebody who reads the published directory while nights go wrong."""

import hashlib
import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from db.publish import current_snapshot


class Readers:
    """Somebody who reads the snapshot again and again, each time to its end."""

    def __init__(self, published: Path, programs: int) -> None:
        self.published, self.programs, self.times = published, programs, 0
        self.troubles: list[str] = []
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.read, daemon=True)

    def read(self) -> None:
        """Until the end: the snapshot in force is whole, and it is what its manifest says."""
        while not self.ended.wait(0.1):
            try:
                folder = current_snapshot(self.published)
                assert folder is not None, "there is no snapshot"
                stated = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
                digest = hashlib.sha256((folder / "directory.sqlite").read_bytes()).hexdigest()
                assert digest == stated["files"]["directory.sqlite"]["sha256"]
                uri = f"{(folder / 'directory.sqlite').as_uri()}?mode=ro&immutable=1"
                with closing(sqlite3.connect(uri, uri=True)) as connection:
                    (count,) = connection.execute("SELECT count(*) FROM v1_program").fetchone()
                assert count == self.programs
                self.times += 1
            except Exception as error:
                self.troubles.append(repr(error))

    def __enter__(self) -> "Readers":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()
