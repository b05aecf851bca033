"""Looking at one page of a source as it is now, and at what its items have become since they were last approved.

The page that was approved is the golden: its address, the parser's version and what it gave, in one file a page in
the home. Stages nothing; what readers see is never touched.
"""

import base64
import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.crawlers import start_crawl
from spiders.environment import Environment
from spiders.items import RawRecord, Surprise
from spiders.saved import parse_saved
from spiders.source import source_card

SECONDS = 300
WRONG_USE = 2
Words = dict[str, Any]


class PageMissing(RuntimeError):
    """The page did not come; the message says why (robots.txt, a status, the network)."""


class WrongProbe(ValueError):
    """The probe cannot be made as it was asked for."""


@dataclass(frozen=True, slots=True)
class Probed:
    """A page now: what its items say, and how that differs from the golden (None: there was none)."""

    url: str
    reading: Words
    golden: Path
    changes: tuple[str, ...] | None
    notes: tuple[str, ...]

    @property
    def well(self) -> bool:
        """Whether the page says what its golden says, and could be read."""
        return self.changes == () and not self.reading["fatal"]


def probe(environment: Environment, source: str, url: str, web: str) -> Probed:
    """Fetch a page, read it and compare it. PageMissing, WrongProbe."""
    page = fetch(source, url, web)
    reading = read_page(source, base64.b64decode(page["body"]), page["content_type"], page["url"])
    path = golden_path(environment, source, url)
    if not path.is_file():
        return Probed(url, reading, path, None, ())
    golden = json.loads(path.read_text(encoding="utf-8"))
    return Probed(url, reading, path, tuple(differences(golden, reading)), tuple(_notes(golden, reading)))


def fetch(source: str, url: str, web: str) -> Words:
    """The page as ``scrapy probe`` brings it: politely, in a process of its own. PageMissing, WrongProbe."""
    with tempfile.TemporaryDirectory(prefix="himdir-probe-") as folder:
        into = Path(folder) / "page.json"
        command = ["scrapy", "probe", source, "--url", url, "--into", str(into), "-s", f"WEB={web}"]
        code, log = _run([*command, "-s", "LOG_LEVEL=WARNING"])
        if not into.is_file():
            raise WrongProbe(log.strip()[-1000:]) if code == WRONG_USE else PageMissing(f"{url}: {log.strip()[-1000:]}")
        told: Words = json.loads(into.read_text(encoding="utf-8"))
    if failed := told.get("failed"):
        raise PageMissing(f"{url}: {failed}")
    return told


def _run(command: list[str]) -> tuple[int, str]:
    process = start_crawl(command, os.environ)
    timer = threading.Timer(SECONDS, process.kill)
    timer.start()
    assert process.stderr is not None  # noqa: S101 - a pipe
    log = process.stderr.read()
    timer.cancel()
    return process.wait(), log or f"nothing came in {SECONDS} seconds"


def read_page(source: str, body: bytes, content_type: str, url: str) -> Words:
    """What a page gives, in a form that can be kept and compared: records by kind and key, surprises, the next page."""
    parsed = parse_saved(source, body, content_type, url)
    records: dict[str, dict[str, list[str]]] = {}
    for record in (item for item in parsed.items if isinstance(item, RawRecord)):
        fields = records.setdefault(f"{record.kind} {record.key}", {})
        for value in record.values:
            fields.setdefault(value.field, []).append(value.text)
    surprises = [item for item in parsed.items if isinstance(item, Surprise)]
    return {
        "source": source,
        "url": url,
        "parser": source_card(source).parser_version,
        "sha256": hashlib.sha256(body).hexdigest(),
        "records": records,
        "surprises": sorted({f"{one.code}: {one.message}" for one in surprises}),
        "fatal": sorted({one.message for one in surprises if one.severity == "fatal"}),
        "next": parsed.next,
    }


def save_golden(probed: Probed) -> None:
    """Take what the page says now as the golden of the next probe."""
    probed.golden.parent.mkdir(parents=True, exist_ok=True)
    told = {**probed.reading, "saved_at": datetime.now(UTC).isoformat(timespec="seconds")}
    part = probed.golden.with_suffix(".part")
    part.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(probed.golden)


def golden_path(environment: Environment, source: str, url: str) -> Path:
    """The file of a page's golden."""
    return environment.home / "probes" / source / f"{hashlib.sha256(url.encode()).hexdigest()[:20]}.json"


def differences(golden: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """What changed, a line each: records that came and went, fields with their words, surprises, the next page."""
    old, new = golden["records"], now["records"]
    yield from (f"- {key}" for key in old if key not in new)
    yield from (f"+ {key}" for key in new if key not in old)
    for key in (key for key in new if key in old):
        for name in dict.fromkeys((*old[key], *new[key])):
            before, after = old[key].get(name), new[key].get(name)
            if before != after:
                yield f"~ {key}: {name}: {_told(before)} -> {_told(after)}"
    yield from (f"- surprise {words}" for words in golden["surprises"] if words not in now["surprises"])
    yield from (f"+ surprise {words}" for words in now["surprises"] if words not in golden["surprises"])
    if golden["next"] != now["next"]:
        yield f"~ next page: {golden['next']} -> {now['next']}"


def _told(texts: list[str] | None) -> str:
    return "nothing" if texts is None else " | ".join(texts)


def _notes(golden: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    same = "the very same bytes" if golden["sha256"] == now["sha256"] else "other bytes"
    yield f"compared with the golden of {golden['saved_at']}: {same}"
    if golden["parser"] != now["parser"]:
        yield f"the golden was read by parser {golden['parser']}, this page by {now['parser']}"
