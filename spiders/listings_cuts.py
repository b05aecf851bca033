"""Cuts a text that says several things at once, and says of each piece what it is. Knows texts, not pages."""

import re

from spiders.listings_kinds import (
    LONGEST,
    is_action,
    is_award,
    is_disclosure,
    is_mark,
    is_money,
    is_online,
    is_place,
    is_program,
    is_school,
    without_rank,
)
from spiders.listings_layout import site
from spiders.schools_and_places import place_after
from spiders.texts import folded, tokens

_SEPARATORS = re.compile(r"\s*[;|\u2022\u00b7\u2502]\s*")
_DASHES = re.compile(r"\s+[\u2013\u2014-]\s+")
_PERIODS = re.compile(r"\.\s+(?=[A-Z$])|\.$")
_PRICED = re.compile(r"(.{4,}?)(?:,|:| \(| [\u2013\u2014-]) ?(\$ ?\d[^()$]{0,40})\)?$")
_PLACE_FIRST = re.compile(r"\(([^()]{4,60})\),? ([A-Za-z$].*)$", re.DOTALL)
_ONLY_SAYS_PRICE = re.compile(r"^(?:tuition|cost|price)(?: is|:)? (?=\$)", re.IGNORECASE)
_OPEN = re.compile(r"\s*\($")
_STOP = re.compile(r"(?<=[a-z]{4})\.$")
_MARKED = re.compile(r"\s[(\[*\u2020]\s?([^()\[\]*]{2,30})[)\]]?$")
_AROUND = " \u2013\u2014-|\u2022\u00b7,;"
_YES = frozenset({"yes", "y", "true", "1"})


def cut(text: str, label: str) -> list[tuple[str, str]]:
    """The pieces of a text with their kinds."""
    match label:
        case "programs":
            return [(part, "award" if is_award(part) else "program") for part in _listed(text)]
        case "tuition":
            return [(_price_alone(text), "money")]
        case "credential":
            parts = _listed(text)
            titles = len(parts) > 1 and all(is_program(part) and not is_award(part) for part in parts)
            return [(part, "program") for part in parts] if titles else [(text, "award")]
        case "sponsored":
            return [(text, "mark" if folded(text) in _YES or is_mark(text) else "other")]
        case "place":
            return [(text, "online" if is_online(text) else "place")]
        case "name":
            if (kind := _kind(text)) and kind != "award":
                return [(text, kind)]
            found = place_after(text)
            return [(found[0], "name"), (found[1], "place")] if found else [(without_rank(text), "name")]
        case "state" | "other":
            return [(text, label)]
        case "link":
            return [(text, "action")]
    return _by_words(text)


def _by_words(text: str) -> list[tuple[str, str]]:
    text = _OPEN.sub("", text.strip(_AROUND)) or text
    if text[0] == "(" and text[-1] == ")" and is_place(text):
        text = text[1:-1]
    if kind := _kind(text):
        return [(text, kind)]
    if (placed := _PLACE_FIRST.match(text[:LONGEST])) is not None and is_place(placed[1]) and len(text) <= LONGEST:
        return [(placed[1], "place"), *_by_words(placed[2])]
    for separator in (_SEPARATORS, _DASHES, _PERIODS):
        parts = [part for part in separator.split(text[:2000]) if part]
        kinds = {_kind(part) or _titled(part) for part in parts}
        if len(parts) > 1 and _worth_cutting(separator, kinds):
            return [piece for part in parts for piece in _by_words(part)]
    if (priced := _price_behind(text)) is not None:
        return priced
    if is_money(text) or is_action(text):
        return [(_price_alone(text), "money") if is_money(text) else (text, "action")]
    award, mark, title = text.partition(": ")
    if mark and is_award(award) and is_program(title):
        return [(award, "award"), (title.strip(), "program")]
    if (marked := _MARKED.search(text)) is not None and is_mark(marked[1]):
        return [*_by_words(text[: marked.start()]), (marked[1], "mark")]
    if (behind := _mark_behind(text)) is not None:
        return [*_by_words(behind[0]), (behind[1], "mark")]
    if (found := place_after(text)) is not None:
        return [*_by_words(found[0]), (found[1], "place")]
    text = without_rank(text)
    kind = _titled(text) or ("disclosure" if is_disclosure(text) else "")
    if kind == "name":
        text = _STOP.sub("", text)  # a name in bold that ends like a sentence
    return _titles(text) if kind == "program" else [(text, kind)]


def _price_behind(text: str) -> list[tuple[str, str]] | None:
    """A title, perhaps behind a city, with its price behind it: ``Medical Coding Certificate, $4,800``."""
    found = _PRICED.match(text[:LONGEST])
    if found is None or len(text) > LONGEST or not is_money(found[2]):
        return None
    before, mark, title = found[1].rpartition(": ")
    if is_program(title if mark else found[1]):
        told = _by_words(before) if mark else []
        return [*told, *_titles(title if mark else found[1]), (found[2], "money")]
    return None


def _titles(text: str) -> list[tuple[str, str]]:
    """Titles divided by commas, where each names its award: ``Health Information Technology AAS, Coding Diploma``."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    known = site().words.credentials
    apart = len(parts) > 1 and all(
        is_program(part) and not is_award(part) and not known.isdisjoint(tokens(part)) for part in parts
    )
    return [(part, "program") for part in (parts if apart else [text])]


def _price_alone(text: str) -> str:
    """A price without the word that only says that it is one: ``Tuition $96/credit hour``."""
    told = _ONLY_SAYS_PRICE.sub("", text, count=1)
    return told.rstrip(".") if "$" in told else told


def _mark_behind(text: str) -> tuple[str, str] | None:
    """A place or a name, and the mark of a paid place behind it: "(Dayton, OH) Sponsored"."""
    for words_of_mark in (1, 2):
        before, *last = text[:200].rsplit(" ", words_of_mark)
        mark = " ".join(last)
        if before and is_mark(mark) and mark[:1].isupper() and (is_place(before) or is_school(before)):
            return before, mark
    return None


def _worth_cutting(separator: re.Pattern[str], kinds: set[str]) -> bool:
    """Whether pieces with these kinds say more apart than together; a price with its remarks does not."""
    if separator is _SEPARATORS:
        return bool(kinds - {"money", "action", ""})
    return "" not in kinds and len(kinds) > 1 and not {"place", "money", "online", "name"}.isdisjoint(kinds)


def _kind(text: str) -> str:
    """What a text is for certain, before anybody thinks of cutting it."""
    tests = (("mark", is_mark), ("online", is_online), ("place", is_place), ("award", is_award))
    return next((kind for kind, test in tests if test(text)), "")


def _titled(text: str) -> str:
    if is_money(text) or is_action(text):
        return "money" if is_money(text) else "action"
    return "name" if is_school(text) else "program" if is_program(text) else ""


def _listed(text: str) -> list[str]:
    """Titles under one label: cut at strong separators; at commas only where every piece is a title by itself."""
    parts = [part for part in _SEPARATORS.split(text[:5000]) if part]
    if len(parts) == 1:
        by_comma = [part.strip() for part in text[:5000].split(",") if part.strip()]
        if all(is_program(part) and not is_award(part) and len(tokens(part)) > 1 for part in by_comma):
            return by_comma
    return parts or [text]
