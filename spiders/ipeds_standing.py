"""Directories of earlier years that need not be asked for tonight, since what was answered lately stands.

Published files of past years hardly ever change. What is left alone is told, and a year that was read counts as met
unchanged, for as long as nothing else has changed. May not ask; the spider does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from scrapy.settings import BaseSettings

from spiders.asked_before import Answer, last_answers
from spiders.ipeds_layout import SOURCE, site


@dataclass(frozen=True, slots=True)
class Standing:
    """What was answered lately for an earlier year. ``read`` is its file where an accepted run has read it."""

    year: int
    read: Answer | None
    answers: tuple[Answer, ...]


def standing_years(settings: BaseSettings, newest: int, known: frozenset[str]) -> dict[int, Standing]:
    """The years up to ``newest`` of which the captures of earlier runs tell all that asking would.

    ``known`` are the captures that an accepted run has read; ``settings`` are those of this crawl.
    """
    layout, now = site().institutions, datetime.now(UTC)
    years = range(newest, site().earlier.first_year - 1, -1)
    urls = {year: tuple(site().urls(layout, year)) for year in years}
    folder, kind = Path(settings["CAPTURES_FOLDER"]) / SOURCE, settings["WEB_KIND"]
    answers = last_answers(folder, kind, chain(*urls.values()), site().earlier.ask_every_days, now)
    found = (_standing(year, map(answers.get, urls[year]), known) for year in years)
    return {one.year: one for one in found if one is not None}


def _standing(year: int, answers: Iterable[Answer | None], known: frozenset[str]) -> Standing | None:
    """Each address missing, or the file read already; else None: there is something to ask for."""
    met: list[Answer] = []
    for answer in answers:
        if answer is None:
            return None
        met.append(answer)
        if answer.capture_id in known:
            return Standing(year, answer, tuple(met))
        if answer.status not in site().missing_statuses:
            return None
    return Standing(year, None, tuple(met))


def words_of(standings: Iterable[Standing]) -> str:
    """What is left alone tonight, in words."""
    files: dict[str, list[str]] = {}
    for one in sorted(standings, key=lambda one: -one.year):
        met = "read already" if one.read else "not published"
        files.setdefault(f"{met} when asked on {one.answers[0].at:%Y-%m-%d}", []).append(
            site().institutions.file(one.year)
        )
    told = "; ".join(f"{', '.join(names)} ({words})" for words, names in files.items())
    return (
        f"not asked tonight: {told}. Earlier years are asked every {site().earlier.ask_every_days:g} days; "
        "to ask now: himdir refresh --ask-all"
    )
