"""Which sources a refresh reads on a web, and why it leaves others out. Starts nothing and reads no database.

A source that is left out is no failure: it is not configured here, or this web has nothing of it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from spiders.environment import Environment, missing_setting_words
from spiders.source import SourceCard, source_card, source_names
from spiders.web import SAMPLE, capture_indexes


def sources_on_web(asked: Sequence[str], web: str) -> list[str]:
    """The sources to read: those that were asked for, or all that this web and this installation can give."""
    return list(asked) or [name for name in source_names() if not left_out(name, web)]


def not_configured(asked: Sequence[str], web: str) -> dict[str, str]:
    """The sources that are left out for want of a setting, each with the setting."""
    told = {} if asked else {name: _not_configured(source_card(name), web) for name in source_names()}
    return {name: words for name, words in told.items() if words}


def left_out(name: str, web: str) -> str:
    """Why a source is not read on this web unless somebody asks for it; empty when it is read."""
    return next(_reasons(source_card(name), web), "")


def _reasons(card: SourceCard, web: str) -> Iterator[str]:
    if words := _not_configured(card, web):
        yield words
    if web == "live":
        if card.needs_start:
            yield f"{card.name} has no address of its own on the live web"
        return
    if card.shipped_files and capture_indexes(Path(web)) and not (Path(web) / card.name).is_dir():
        yield f"{card.name}: these captures have nothing of it"
    folder = SAMPLE if web == "sample" else Path(web)
    if card.starts_from and folder.is_dir():
        told = (folder / f"{card.name}.starts.jsonl", folder / card.name)
        if not any(path.exists() for path in told):
            yield f"{card.name}: this web has no {told[0].name}, so it has none of its sites"
        return
    hosts = list(card.web_hosts)
    if card.needs_start:
        hosts.append(urlsplit(str(card.site.get("start", ""))).hostname or "")
    if hosts and folder.is_dir() and not any((folder / name).is_dir() for name in (*filter(None, hosts), card.name)):
        yield f"{card.name}: this web has none of {', '.join(filter(None, hosts))}"


def _not_configured(card: SourceCard, web: str) -> str:
    if web != "live" or not card.needs_setting or Environment().has(card.needs_setting):
        return ""
    return missing_setting_words(card.name, card.needs_setting)
