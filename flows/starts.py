"""Writing the list of starts before a source is crawled that begins where other sources point to. Holds no rule."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from db import folding
from flows.work import work_engine
from pipelines.fold import fold_accepted_runs
from pipelines.school_starts import school_starts
from pipelines.scope import scope_of
from spiders.environment import Environment
from spiders.source import source_card, source_names
from spiders.web import chosen_web


class NoStarts(RuntimeError):
    """Nothing is known yet of where to begin; the message says what to do."""


def write_starts(environment: Environment, source: str, web: str, scope: str, part: str = "") -> Path:
    """Write the starts of ``source`` into the home; the file, one of its own for each ``part``. Raises NoStarts.

    The accepted runs of this refresh are not folded yet. They are here, and then everything is rolled back, so that
    the list is that of the records as the assembly will see them, and nothing else changes.
    """
    engine = work_engine(environment)
    try:
        with engine.connect() as connection:
            if folding.runs_to_fold(connection):
                fold_accepted_runs(connection, {name: source_card(name).absence for name in source_names()})
            lines = school_starts(connection, scope_of(scope))
            connection.rollback()
    finally:
        engine.dispose()
    lines = [line for line in lines if _stands_in(web, environment, line["url"])]
    if not any(line["kind"] != "left" for line in lines):
        others = ", ".join(source_card(source).starts_from)
        raise NoStarts(
            f"{source} begins where other sources ({others}) point to, and none of them has said anything of this web "
            "that it could visit; refresh them first: himdir refresh --source ipeds"
        )
    path = environment.home.absolute() / "starts" / f"{source}{part}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    fresh.replace(path)
    return path


def _stands_in(web: str, environment: Environment, url: str) -> bool:
    """Whether a web can hold an address: a folder tree holds the hosts that it has folders of, any other web all."""
    told = chosen_web(web, environment.contact)
    if told.path is None or told.replayed:
        return True
    host = (urlsplit(url if "://" in url[:12] else f"https://{url}").hostname or "").lower()
    return bool(host) and "/" not in host and (told.path / host).is_dir()
