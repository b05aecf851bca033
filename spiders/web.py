"""Which web a crawl reads: live, the shipped sample, a folder tree, or the captures of earlier runs.

Only the live web has a way to the network; the others are read through download handlers that have none.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from spiders.environment import ROOT, Environment

SAMPLE = ROOT / "spiders" / "sample_web"
INDEX_ENDING = ".index.jsonl"
CONTACT = re.compile(r"[^\s<>()@]+@[^\s<>()@]+\.[^\s<>()@]+|https?://[^\s<>()]+", re.ASCII)
Kind = Literal["live", "sample", "tree"]


class WebRefused(ValueError):
    """The web that was asked for cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Web:
    """A web: the kind of its records, the folder or file it is read from, and whether that holds captures."""

    kind: Kind
    path: Path | None = None
    replayed: bool = False


LIVE = Web("live")


def chosen_web(words: str, contact: str | None) -> Web:
    """The web that ``words`` name: live, sample, or a path. Raises WebRefused."""
    if words == "live":
        if not contact:
            raise WebRefused(
                "the live web is only read by somebody who can be reached: set HIMDIR_CONTACT to an e-mail address or "
                "a URL (it is sent in the User-Agent), or use the web sample"
            )
        if len(contact) > 200 or not CONTACT.fullmatch(contact):
            raise WebRefused(f"HIMDIR_CONTACT={contact[:60]!r} is neither an e-mail address nor an http(s) URL")
        return LIVE
    if words == "sample":
        return Web("sample", SAMPLE)
    path = Path(words)
    if not path.exists():
        raise WebRefused(f"there is no web at {words}: give live, sample, or a path to a web tree or to captures")
    if indexes := capture_indexes(path):
        return Web(_recorded_kind(indexes[0]), path, replayed=True)
    if any(path.glob("*.warc.gz")) or any(path.glob("*/*.warc.gz")):
        raise WebRefused(f"{words} holds only captures of runs that were killed: they have no index, so run them again")
    if not path.is_dir():
        raise WebRefused(f"{words} is neither a folder of a web tree nor the captures of a run")
    return Web("sample" if path.resolve() == SAMPLE.resolve() else "tree", path)


def capture_indexes(path: Path) -> list[Path]:
    """The indexes of captures at a path (a folder, a WARC file or its index), newest run first."""
    if path.is_file():
        index = path if path.name.endswith(INDEX_ENDING) else path.with_name(_run_of(path) + INDEX_ENDING)
        return [index] if index.is_file() else []
    found = [*path.glob(f"*{INDEX_ENDING}"), *path.glob(f"*/*{INDEX_ENDING}")]
    return sorted(found, key=_age, reverse=True)


def _age(index: Path) -> tuple[str, int]:
    """When a run began, by the second in its name; of runs of one second, when their captures were closed."""
    return index.name.partition("-")[2][:16], index.stat().st_mtime_ns


def web_settings(web: Web, environment: Environment) -> dict[str, Any]:
    """The Scrapy settings that make a crawl read this web."""
    if web.kind == "live" and not web.replayed:
        return {
            "WEB_KIND": "live",
            "HTTPCACHE_ENABLED": True,
            "HTTPCACHE_DIR": str((environment.home / "httpcache").absolute()),
        }
    handler = "spiders.replay.WarcReplayHandler" if web.replayed else "spiders.web_tree.WebTreeHandler"
    shipped = handler if web.replayed else "spiders.shipped.ShippedHandler"
    refused = dict.fromkeys(("data", "file", "ftp", "s3"))
    return {
        "WEB_KIND": web.kind,
        "WEB_PATH": str(web.path),
        "REPLAYED": web.replayed,
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler, "shipped": shipped, **refused},
        "HTTPCACHE_ENABLED": False,
        "DOWNLOAD_DELAY": 0.001,
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "RETRY_ENABLED": False,
        "RESOLVE_HOSTS": False,
    }


def _run_of(path: Path) -> str:
    return path.name.removesuffix(".gz").removesuffix(".warc")


def _recorded_kind(index: Path) -> Kind:
    with index.open(encoding="utf-8") as file:
        first = json.loads(file.readline() or "{}")
    kind = first.get("web_kind")
    if kind not in ("live", "sample", "tree"):
        raise WebRefused(f"{index} does not say which web was recorded; it is not a capture index of this project")
    return kind  # type: ignore[no-any-return]
