"""The operator's file of decisions about links: reading it, and adding to it. Decides nothing itself."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipelines.link_decision_file import BadDecisionFile, LinkDecisions, appended, read_link_decisions
from spiders.environment import Environment

FILE = "links.csv"


def decision_path(environment: Environment) -> Path:
    """Where the file is, whether or not it is there."""
    return environment.decisions_folder / FILE


def decision_bytes(environment: Environment) -> bytes:
    """The file as it is; empty when there is none."""
    path = decision_path(environment)
    return path.read_bytes() if path.is_file() else b""


def link_decisions(environment: Environment) -> tuple[LinkDecisions, list[str]]:
    """The operator's decisions about links, and what is wrong with them in words. A wrong file is as none."""
    body, path = decision_bytes(environment), decision_path(environment)
    if not body:
        return LinkDecisions(), []
    try:
        found = read_link_decisions(body)
    except BadDecisionFile as error:
        return LinkDecisions(), [f"{path}: {error}; no decision of it holds"]
    return found, [f"{path}, {problem}" for problem in found.problems]


def add_decisions(environment: Environment, rows: Iterable[Mapping[str, str]]) -> None:
    """Add rows to the file; the whole file is put in place at once."""
    path = decision_path(environment)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    beside.write_bytes(appended(decision_bytes(environment), rows))
    beside.replace(path)
