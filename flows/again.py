"""Doing a night again: only what failed in it, or all of it from its captures. Makes requests; runs nothing itself."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from db import ledger_reads, receipt_reads
from flows.operate import NotDecidable
from flows.parts import Part, part_of
from spiders.capture_store import CaptureStore, StoreTrouble
from spiders.environment import Environment
from spiders.web import INDEX_ENDING

Words = dict[str, Any]


def failed_again(connection: Connection, refresh: str | None) -> tuple[str, Words]:
    """The refresh id, and a request for only those of its sources that have no accepted run. NotDecidable if none."""
    night = _night(connection, refresh)
    runs = {part_of(run): run for run in ledger_reads.runs_of_refresh(connection, night["refresh_id"])}
    failed = {part for part, run in runs.items() if run["verdict"] != "accepted"}
    told = night["summary"].get("sources", ())
    failed |= {Part.of(one["source"]) for one in told if one["verdict"] != "accepted"}
    failed -= {part for part, run in runs.items() if run["verdict"] == "accepted"}
    if not failed:
        raise NotDecidable(f"every source of {night['refresh_id']} was accepted; there is nothing to try again")
    shards = {"parts": words} if (words := sorted(part.words for part in failed if part.shard)) else {}
    sources = sorted({part.source for part in failed})
    return night["refresh_id"], {**_asked(night), "sources": sources, "only_due": False, "replays": {}, **shards}


def replayed(connection: Connection, environment: Environment, words: str) -> tuple[str, Words]:
    """What was named, and a request that reads the captures of that run, or of all runs of that refresh."""
    run = ledger_reads.find_run(connection, words)
    if run is not None:
        night = receipt_reads.last_refresh(connection, run["refresh_id"]) if run["refresh_id"] else None
        asked = _asked(night) if night else {"web": "live"}
        told = {name: run["arguments"][name] for name in ("cip", "year") if run["arguments"].get(name)}
        found = {part_of(run).words: _captures(environment, run)}
        return run["run_id"], {**asked, **told, "sources": [run["source"]], "only_due": False, "replays": found}
    night = _night(connection, words)
    runs = ledger_reads.runs_of_refresh(connection, night["refresh_id"])
    last = {part_of(run).words: run for run in runs}
    found = {words: _captures(environment, run) for words, run in last.items()}
    if not found:
        raise NotDecidable(f"{night['refresh_id']} has no runs, so there are no captures to read")
    return night["refresh_id"], {
        **_asked(night),
        "sources": sorted({Part.of(words).source for words in found}),
        "only_due": False,
        "replays": found,
    }


def _night(connection: Connection, words: str | None) -> Words:
    found = receipt_reads.last_refresh(connection, words)
    if found is None:
        raise NotDecidable(
            f"no one run or refresh is called {words!r}" if words else "no refresh was ever started here"
        )
    return found


def _asked(night: Words) -> Words:
    told = night["arguments"]
    return json.loads(told) if isinstance(told, str) else dict(told)


def _captures(environment: Environment, run: Words) -> str:
    if (store := CaptureStore.of(environment)) is not None:
        try:
            return str(store.fetch_run(run["source"], run["run_id"]).absolute())
        except StoreTrouble as trouble:
            raise NotDecidable(str(trouble)) from None
    index: Path = environment.captures_folder / run["source"] / f"{run['run_id']}{INDEX_ENDING}"
    if not index.is_file():
        raise NotDecidable(
            f"the captures of {run['run_id']} are not here ({index}): it was killed before they were closed, or "
            "retention has removed them"
        )
    return str(index.absolute())
