"""The beginning of a run: its row in the ledger, the runs it is judged by, the captures it need not read again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Engine

from db import ledger, staging
from pipelines.rules import rules_digest


@dataclass(frozen=True, slots=True)
class Opened:
    """A run that was opened.

    ``earlier`` are the accepted runs with the same arguments, ``same`` the newest that also had the same parser and
    rules, so that what has not changed since need not be read again.
    """

    run_number: int
    earlier: list[Any]
    same: Any


def open_run(engine: Engine, settings: Mapping[str, Any], spider: Any, holder: str) -> Opened:
    """Open the run of a spider and tell it which captures are known; ``settings`` are the crawler's."""
    arguments = spider.arguments()
    start = ledger.RunStart(
        run_id=settings["RUN_ID"],
        source=spider.name,
        arguments=arguments,
        parser_version=spider.parser_version,
        rules=":".join(filter(None, (rules_digest(), spider.reading_context))),
        refresh_id=settings.get("REFRESH_ID"),
        shard=arguments.get("shard", ""),
        holder=holder,
    )
    with engine.begin() as connection:
        ledger.claim_home(connection, settings["WEB_KIND"])
        earlier = ledger.comparable_runs(connection, spider.name, start.arguments)
        same = ledger.comparable_runs(
            connection, spider.name, start.arguments, 1, parser_version=start.parser_version, rules=start.rules
        )
        spider.known_captures = staging.member_captures(connection, same[0].members_of) if same else frozenset()
        return Opened(ledger.start_run(connection, start), earlier, same[0] if same else None)
