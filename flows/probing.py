"""A probe as a person's action: the page is looked at, approved if that was asked for, and a decision row is left."""

from dataclasses import dataclass

from sqlalchemy.engine import Engine

from db.decisions import OperatorAction, record_decision
from flows.probe import PageMissing, Probed, WrongProbe, probe, save_golden
from spiders.environment import Environment
from spiders.page_text import safe_link
from spiders.saved import PARSERS
from spiders.source import source_card


@dataclass(frozen=True, slots=True)
class Looked:
    """A page that was looked at, what came of it in a few words, and whether nothing needs a look."""

    probed: Probed
    outcome: str
    well: bool


def look(
    engine: Engine, environment: Environment, source: str, url: str | None, web: str, save: bool, who: str, why: str
) -> Looked:
    """Probe a page and leave the row. WrongProbe; PageMissing, of which a row is left, too."""
    page = probed_page(source, url)

    def note(outcome: str) -> None:
        with engine.begin() as connection:
            subject, reason = f"{source} {page}"[:200], f"{why}: {outcome}"[:2000]
            record_decision(connection, OperatorAction.probe, subject, who, reason)

    try:
        probed = probe(environment, source, page, web)
    except PageMissing:
        note("it did not come")
        raise
    if save or probed.changes is None:
        save_golden(probed)
    outcome = _outcome(probed, save)
    note(outcome)
    return Looked(probed, outcome, not probed.reading["fatal"] and (probed.well or save))


def probed_page(source: str, url: str | None) -> str:
    """The address to look at. WrongProbe where there is none, or no safe one."""
    if source not in PARSERS:
        raise WrongProbe(f"{source!r} does not read single pages; those that do: {', '.join(PARSERS)}")
    page = url or source_card(source).site.get("start")
    if not isinstance(page, str):
        raise WrongProbe(f"{source} starts at no one page; name one with --url")
    if safe_link(page, "") is None or len(page) > 2000 or not page.isprintable():
        raise WrongProbe(f"--url: {page[:80]!r} is not an http or https address")
    return page


def _outcome(probed: Probed, save: bool) -> str:
    number = len(probed.changes or ())
    told = "there was no golden; it is saved now, look at it" if probed.changes is None else ""
    told = told or (f"{number} changes{', approved' if save else ''}" if number else "as its golden")
    return f"{told}; it cannot be read: {probed.reading['fatal'][0][:300]}" if probed.reading["fatal"] else told
