"""``himdir parse`` on any bytes: one JSON object with every key, or clear words and an exit code; never a traceback."""

import json
import time
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from flows.cli import app

KEYS = {"items", "claims", "surprises", "next"}
OWN = {
    "school_pages": {"is_him_page", "address", "programs"}, "listings": {"schools"},
    "cahiim": {"programs"}, "pcap": {"programs"},
}  # fmt: skip
TITLE = b"<h1>Medical Coding Certificate</h1><h2>Popular Schools</h2>"
HOSTILE = {
    "empty": b"",
    "blank": b" \n\t",
    "nul": b"\0" * 5000,
    "binary": bytes(range(256)) * 20,
    "pdf": b"%PDF-1.7\n" + bytes(range(256)) * 20,
    "zip": b"PK\x03\x04" + bytes(range(256)),
    "gzip": b"\x1f\x8b\x08" + bytes(range(256)),
    "utf-16": TITLE.decode().encode("utf-16"),
    "utf-32": TITLE.decode().encode("utf-32"),
    "halves of letters": TITLE + b"<p>\xc3 \xe2\x82 \xff\xfe &#xD800; &#0; &#x110000;</p>",
    "unknown charset": b'<meta charset="x-nonsense">' + TITLE,
    "broken JSON": b'{"programs": [{"name": ',
    "JSON null": b"null",
    "JSON that nests": b"[" * 3000 + b"]" * 3000,
    "elements that nest": TITLE + b"<div>" * 2000,
    "tables that nest": TITLE + b"<table><tr><td>" * 500,
    "a script": TITLE + b"<script>" + b"={[" * 3000 + b"</script>",
    "one line": TITLE + b"<p>" + b"A University $1 per credit; " * 2000,
    "joined cells": TITLE + b"<table>" + b"<tr><td rowspan=60000 colspan=60000>A University</td></tr>" * 30,
    "an open comment": TITLE + b"<!--" + b"-" * 20_000,
    "many links": TITLE + b'<a href="/s?q=1&amp;r=2">Some University</a> ' * 500,
    "too large": b"<p>" + b"x" * (21 * 2**20),
}


def run(source: str, page: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["parse", source, "--url", "https://www.example.com/a", str(page), *more])


def fault(source: str, ended: Result) -> str:
    """What is wrong with an answer; empty where nothing is."""
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        return repr(ended.exception)[:200]
    told = json.loads(ended.stdout)
    missing = (KEYS | OWN[source]) - told.keys()
    return f"missing {sorted(missing)}" if missing or ended.exit_code not in (0, 1) else ""


def test_hostile_pages_are_answered_in_the_promised_shape(tmp_path: Path) -> None:
    page = tmp_path / "page"
    faults = []
    for name, body in HOSTILE.items():
        page.write_bytes(body)
        for source in OWN:
            started = time.process_time()
            if told := fault(source, run(source, page)):
                faults.append(f"{source}, {name}: {told}")
            if time.process_time() - started > 20:
                faults.append(f"{source}, {name}: took too long")
    assert not faults, "\n".join(faults)


PIECES = st.sampled_from([
    b"<h1>Popular Schools</h1>", b"<h2>PCAP Approved Programs</h2>", b"<table><tr><th>School<th>Program", b"<tr><td>",
    b"<li>", b"Akron College", b", OH", b"Health Information Technology, AAS", b"Accredited", b"$1,200 per credit",
    b"</div>", b"<div class=card>", b"<script>var d = [[\"A\",\"B\"]]", b"<pre>School     City     State\n", b"2027",
    b"<dl><dt>Tuition<dd>", b"&#xD800;", b"\xff", b"<!--",
])  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES | st.binary(max_size=20), max_size=25), st.sampled_from(sorted(OWN)))
def test_any_pieces_of_pages_are_answered(tmp_path: Path, pieces: list[bytes], source: str) -> None:
    page = tmp_path / "page"
    page.write_bytes(b" ".join(pieces))
    assert not fault(source, run(source, page))


def test_a_page_that_takes_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page"
    page.write_bytes(b"x")
    monkeypatch.setattr("spiders.saved.parse_saved", lambda *_: sum(1 for _ in count()))
    ended = run("pcap", page, "--seconds", "1")
    assert ended.exit_code == 1
    assert "more than 1 seconds" in ended.stderr
    assert json.loads(ended.stdout)["surprises"][0]["code"] == "page_not_read"
