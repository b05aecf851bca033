"""Secrets stay secret: each is planted, a night with trouble is run, and then everything that was left is searched."""

import gzip
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.homes import Ended, TestHome, sample_tree, write_file
from tests.postgres import Postgres, plain_url
from tests.prefect_database import prefect_home

pytestmark = pytest.mark.slow
NOWHERE = "127.0.0.1:9"
SECRETS = {
    name: f"planted{number}secret{number}"
    for number, name in enumerate(("key", "webhook", "signature", "chat", "database"), 11)
}
SETTINGS = {
    "HIMDIR_SCORECARD_API_KEY": SECRETS["key"],
    "HIMDIR_NOTIFY_WEBHOOK": f"http://{NOWHERE}/hook/{SECRETS['webhook']}?token={SECRETS['webhook']}",
    "HIMDIR_NOTIFY_SECRET": SECRETS["signature"],
    "HIMDIR_NOTIFY_APPRISE": f"json://user:{SECRETS['chat']}@{NOWHERE}/",
}


def with_password(url: str) -> str:
    """The URL with the planted password, which a server that trusts its socket does not ask for."""
    return url.replace("postgres:@", f"postgres:{SECRETS['database']}@")


def everything_left(folder: Path, url: str, printed: list[Ended]) -> Iterator[tuple[str, bytes]]:
    """Everything that somebody might read later: files (compressed ones opened), rows, output and logs."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            body = path.read_bytes()
            yield str(path.relative_to(folder)), gzip.decompress(body) if path.suffix == ".gz" else body
    with closing(psycopg.connect(plain_url(url))) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        assert len(tables) > 20
        for (table,) in tables:
            rows = connection.execute(f"SELECT t::text FROM {table} t").fetchall()  # noqa: S608
            yield f"table {table}", "\n".join(row[0] for row in rows).encode()
    for number, ended in enumerate(printed):
        yield f"output {number}", (ended.out + ended.log).encode()


def test_no_secret_is_left_anywhere_after_a_night_with_trouble(postgres: Postgres, tmp_path: Path) -> None:
    home, tree, url = (
        TestHome(tmp_path / "home", measured=False, own_server=True),
        sample_tree(tmp_path / "tree"),
        postgres.database(),
    )
    write_file(tree, "C2024_A", b"this is no zip")
    prefect_home(home.folder / "prefect")
    told = {**SETTINGS, "HIMDIR_DATABASE_URL": with_password(url)}
    assert told["HIMDIR_DATABASE_URL"] != url
    night = home.himdir("refresh", "--source", "ipeds", "--web", str(tree), "--year", "2024", **told)
    assert night.code == 1, night.log
    assert "quarantined" in night.out + night.log

    unreachable = url.replace("postgres:@/", f"postgres:{SECRETS['database']}@{NOWHERE}/").partition("?")[0]
    wrong = {**told, "HIMDIR_SCORECARD_API_KEY": f"{SECRETS['key']} with blanks"}
    printed = [
        night,
        home.himdir("doctor", **told),
        home.himdir("settings", **told),
        home.himdir("db", "path", **told),
        home.himdir("refresh", "--web", str(tree), **{**told, "HIMDIR_DATABASE_URL": unreachable}),
        home.himdir("settings", **wrong),
    ]
    assert [ended.code for ended in printed] == [1, 1, 0, 0, 1, 2], [ended.log[-300:] for ended in printed]
    left = list(everything_left(home.folder, url, printed))
    assert any(name.startswith("receipts/") for name, _ in left)
    assert any(name.startswith("prefect/") for name, _ in left)
    found = [(name, secret) for name, body in left for secret, words in SECRETS.items() if words.encode() in body]
    assert found == []
