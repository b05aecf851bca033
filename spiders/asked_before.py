"""When addresses were asked last, and what they answered: told by the captures of earlier runs.

For what a publisher hardly ever changes, such as yearly files of past years, so that it need not be asked every night.
Reads indexes only. An answer that is not remembered, is too old, or came at a time that is yet to be does not count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from spiders.known_captures import index_facts, read_index
from spiders.web import LIVE, capture_indexes

STAMP = "%Y%m%dT%H%M%SZ"
LONGEST_RUN = timedelta(days=2)
"""The name of an index says when its run began; what it holds may be younger."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of an earlier run. ``entry`` is its line in the index; ``at`` is aware, in UTC."""

    url: str
    status: int
    capture_id: str
    at: datetime
    entry: Mapping[str, Any]


def last_answers(folder: Path, web_kind: str, urls: Iterable[str], days: float, now: datetime) -> dict[str, Answer]:
    """By address the newest answer of at most so many days ago, from the captures of a source in ``folder``.

    Of an address whose newest try in that time brought no answer there is none.
    """
    wanted, found, since = set(urls), dict[str, Answer](), now - timedelta(days=days)
    for index in capture_indexes(folder):
        if not wanted or _began(index) < f"{since - LONGEST_RUN:{STAMP}}":
            break
        if index_facts(index).get("web_kind") != web_kind:
            continue
        for entry in reversed(read_index(index)):
            if (url := entry.get("url")) in wanted and not entry.get("request_sha256"):
                wanted.discard(url)
                if (
                    answer := _answer(entry, _began(index) if web_kind != LIVE.kind else "")
                ) is not None and since < answer.at <= now:
                    found[url] = answer
    return found


def carried_line(answer: Answer) -> dict[str, Any]:
    """The line of an index for an answer that a run relies on without having asked, with when it was asked."""
    return {**answer.entry, "asked_at": answer.at.isoformat()}


def _began(index: Path) -> str:
    """When a run began, by the name of its index."""
    return index.name.partition("-")[2][:16]


def _answer(entry: Mapping[str, Any], began: str) -> Answer | None:
    """An entry of the live web tells when it was asked, also in a replay; one of a folder tree how old the file is."""
    if "capture_id" not in entry:
        return None
    if words := entry.get("asked_at"):
        at = datetime.fromisoformat(words)
    elif began:
        at = datetime.strptime(began, STAMP).replace(tzinfo=UTC)
    else:
        at = datetime.fromisoformat(entry.get("revisited_at") or entry["captured_at"])
    return Answer(entry["url"], int(entry["status"]), str(entry["capture_id"]), at.astimezone(UTC), entry)
