"""The words by which program pages are read, compiled from the card of the source. Decides nothing about a page."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from spiders.source import source_card

SOURCE = "school_pages"
KIND = "school_program"
_LONGEST_HEADING = 200


@cache
def _site(part: str) -> dict[str, list[str]]:
    return source_card(SOURCE).site[part]  # type: ignore[no-any-return]


@cache
def limit(name: str) -> int:
    """A limit of the card in characters."""
    return int(source_card(SOURCE).site[name])


def _any_of(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of the words of one kind (subjects, credentials, sections, ...); words begin where it begins."""
    return re.compile(rf"(?<![A-Za-z0-9])(?:{_any_of(_site('patterns')[name])})", re.IGNORECASE)


@cache
def all_patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of the words of one kind, each by itself, where it counts how many are met."""
    return tuple(re.compile(rf"(?<![A-Za-z0-9])(?:{told})", re.IGNORECASE) for told in _site("patterns")[name])


@cache
def _topic_patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (topic, re.compile(rf"(?<![A-Za-z])(?:{_any_of(told)})", re.IGNORECASE))
        for topic, told in _site("topics").items()
    ]


@cache
def _any_topic() -> re.Pattern[str]:
    """One look for all topics: most lines that are asked about tell none."""
    return re.compile(rf"(?<![A-Za-z])(?:{_any_of(_any_of(told) for told in _site('topics').values())})", re.IGNORECASE)


@lru_cache(maxsize=4096)
def topics_of(heading: str) -> frozenset[str]:
    """What the words below a heading are about; empty when the heading does not tell."""
    told = heading[:_LONGEST_HEADING]
    if _any_topic().search(told) is None:
        return frozenset()
    found = {topic for topic, words in _topic_patterns() if words.search(told)}
    for stronger, weaker in (("learning", "outcomes"), ("related", "curriculum"), ("careers", "outcomes")):
        if stronger in found:
            found.discard(weaker)
    return frozenset(found)


@cache
def _label_patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(label, re.compile(_any_of(told), re.IGNORECASE)) for label, told in _site("labels").items()]


@cache
def _any_label() -> re.Pattern[str]:
    return re.compile(_any_of(_any_of(told) for told in _site("labels").values()), re.IGNORECASE)


@lru_cache(maxsize=4096)
def labels_of(label: str) -> frozenset[str]:
    """Which fields a label names, so that the words behind it are their value."""
    told = " ".join(label.strip(" :*-–—|.").split()) if label else ""
    if not told or len(told) > 60 or _any_label().fullmatch(told) is None:
        return frozenset()
    return frozenset(field for field, words in _label_patterns() if words.fullmatch(told))


@cache
def _level_patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(level, re.compile(_any_of(told), re.IGNORECASE)) for level, told in _site("levels").items()]


def levels_of(text: str) -> frozenset[str]:
    """The award levels that a text names, so that what is said of one program is not taken for another."""
    return _levels(text) if len(text) < _LONGEST_HEADING else _levels.__wrapped__(text)


@lru_cache(maxsize=8192)
def _levels(text: str) -> frozenset[str]:
    found, told = set(), text
    for level, words in _level_patterns():
        told, times = words.subn(" ", told)
        if times:
            found.add(level)
    return frozenset(found)


def names_subject(text: str) -> bool:
    """Whether a text names one of the subjects of this directory."""
    return (
        _has_pattern("subjects", text) if len(text) < _LONGEST_HEADING else pattern("subjects").search(text) is not None
    )


def names_award(text: str) -> bool:
    """Whether a text names an award: a degree, certificate or diploma."""
    if len(text) < _LONGEST_HEADING:
        return _has_pattern("credentials", text)
    return pattern("credentials").search(text) is not None


@lru_cache(maxsize=8192)
def _has_pattern(name: str, text: str) -> bool:
    return pattern(name).search(text) is not None


@lru_cache(maxsize=4096)
def heads_program(text: str) -> bool:
    """Whether a heading may name a program: a subject or an award, and no word of a section about one."""
    if len(text) > limit("longest_title") or pattern("not_programs").search(text):
        return False
    rest = pattern("credentials").sub(" ", pattern("subjects").sub(" ", text))
    return rest != text and pattern("sections").search(rest) is None
