"""Street lines, units and boxes in the parts of a text before the city. What is neither is left out, never kept as street."""

import re
from dataclasses import dataclass, field
from functools import cache

from pipelines.normalize.location_tokens import Span, Tokens
from pipelines.normalize.location_units import read_units
from pipelines.normalize.location_words import phrase_group, word_group

_HOUSE = re.compile(r"[NSEW]?#?[0-9][0-9A-Za-z/&½-]{0,11}|[0-9]{1,3}(?:,[0-9]{3})+")
_DIGIT = re.compile(r"[0-9]")
_ORDINAL = re.compile(r"[0-9]{1,4}(?:st|nd|rd|th|d)\.?", re.IGNORECASE)
_GLUED_HOUSE = re.compile(r"[0-9]{1,6}[A-Z][a-z]{3,20}")
_BOX_WORDS = frozenset(["box", "pob", "boxes", "drawer", "apartado", "apdo", "lockbox", "casilla"])


@dataclass(slots=True)
class Line:
    """One line of mail: a street as printed, its units, and the number of a box; each may be missing."""

    street: str | None = None
    units: list[str] = field(default_factory=list)
    box: str | None = None
    numbered: bool = False

    def is_empty(self) -> bool:
        """Whether nothing of mail stands in the line."""
        return self.street is None and self.box is None and not self.units


@cache
def _box_pattern() -> re.Pattern[str]:
    shapes = [
        re.escape(prefix).replace(r"\.", r"\.?[ ]?").replace(r"\ ", r"[ .]{0,2}")
        for prefix in phrase_group("box_prefix")
    ]
    return re.compile(
        rf"(?:\b[A-Z]{{2,5}} (?=(?i:box)))?(?<![\w-])(?i:{'|'.join(shapes)})"
        r"[ .:]{0,2}(?i:(?:no\.?|num\.?|number) )?#? ?(?P<id>[0-9][0-9A-Za-z-]{0,14}|[A-Z]{1,3}-?[0-9][0-9A-Za-z-]{0,12}|[A-Z]\b)"
    )


def read_lines(tokens: Tokens, found: list[Span]) -> list[Line]:
    """The lines of mail in some parts, in order. A second numbered street begins a new line."""
    lines = [Line()]
    for begin, end in found:
        for piece_begin, piece_end in _split_streets(tokens, begin, end):
            _read_part(tokens, piece_begin, piece_end, lines)
    return [line for line in lines if not line.is_empty()]


def _split_streets(tokens: Tokens, begin: int, end: int) -> list[Span]:
    """Two streets that run together (``1200 Elm Street 88 Oak Road``) as two parts."""
    suffixes, directions, cuts = word_group("street_suffix"), word_group("direction"), [begin]
    for index in range(begin + 1, end - 1):
        before = index - 1
        if tokens.keys[before] in directions and before > begin:
            before -= 1
        if tokens.keys[before] in suffixes and before > cuts[-1] and tokens.words[index].isdigit():
            highway = tokens.keys[before] in word_group("street_lead") or tokens.keys[before] in ("road", "rd")
            if not highway and tokens.words[index + 1][0].isalpha() and tokens.keys[index + 1] not in directions:
                cuts.append(index)
    return [(cut, after) for cut, after in zip(cuts, [*cuts[1:], end], strict=True)]


def _read_part(tokens: Tokens, begin: int, end: int, lines: list[Line]) -> None:
    line = lines[-1]
    boxed = False
    if not _BOX_WORDS.isdisjoint(tokens.keys[begin:end]) or any(
        key.startswith(("box", "pobox", "apartado")) for key in tokens.keys[begin:end]
    ):
        boxed, begin, end = _read_box(tokens, begin, end, lines)
        line = lines[-1]
    units, rest = read_units(tokens, begin, end)
    for piece_begin, piece_end in rest:
        line = _read_street(tokens, piece_begin, piece_end, lines, boxed=boxed)
    line.units.extend(units)


def _read_box(tokens: Tokens, begin: int, end: int, lines: list[Line]) -> tuple[bool, int, int]:
    """Take a box out of a part; gives whether there was one and the part that is left before it."""
    text = tokens.text[tokens.starts[begin] : tokens.ends[end - 1]]
    found = _box_pattern().search(text)
    if found is None:
        return False, begin, end
    offset = tokens.starts[begin]
    if lines[-1].box is None:
        lines[-1].box = found["id"].rstrip("-")
    left = begin
    while left < end and tokens.ends[left] <= offset + found.start():
        left += 1
    right = left
    while right < end and tokens.starts[right] < offset + found.end():
        right += 1
    if left == begin:
        return True, right, end
    return True, begin, left


def _read_street(tokens: Tokens, begin: int, end: int, lines: list[Line], *, boxed: bool) -> Line:
    """Put the street of a part into the last line, go on with it, or begin the next line; gives the line."""
    line = lines[-1]
    if begin >= end:
        return line
    keys = tokens.keys
    if line.street and (_is_direction(tokens, begin, end) or keys[begin] in word_group("street_more")):
        line.street = f"{line.street}, {tokens.slice(begin, end)}"
        return line
    span = street_span(tokens, begin, end)
    if span is None:
        if (
            line.street is None
            and keys[end - 1] in ("station", "plaza")
            and tokens.words[begin].isupper()
            and not boxed
        ):
            line.street = tokens.slice(begin, end)
        return line
    numbered = bool(_DIGIT.match(tokens.words[span[0]]))
    surely = not word_group("street_suffix").isdisjoint(keys[span[0] : span[1]])
    if line.street is None:
        line.street, line.numbered = tokens.slice(*span), numbered and surely
    elif not line.numbered and numbered and surely:
        lead = keys[span[0]] in word_group("street_lead") or _is_spanish(line.street)
        line.street = f"{line.street}, {tokens.slice(*span)}" if lead else tokens.slice(*span)
        line.numbered = True
    elif numbered and surely:
        lines.append(Line(street=tokens.slice(*span), numbered=True))
    elif keys[span[0]] in word_group("street_lead"):
        line.street = f"{line.street}, {tokens.slice(*span)}"
    return lines[-1]


def _is_spanish(street: str) -> bool:
    return street.split()[0].lower().strip(".") in (
        "calle",
        "urb",
        "urbanizacion",
        "urbanización",
        "bo",
        "barrio",
        "carr",
    )


def _is_direction(tokens: Tokens, begin: int, end: int) -> bool:
    return end - begin == 1 and tokens.keys[begin] in word_group("direction")


def street_span(tokens: Tokens, begin: int, end: int) -> Span | None:
    """The words of a part that are a street: from a house number, a word like Calle or Highway, or to a suffix."""
    lead = _lead_at(tokens, begin, end)
    house = _house_at(tokens, begin, end)
    if lead is not None and (house is None or lead <= house):
        return lead, end
    if house is not None:
        return house, end
    last = _last_suffix(tokens, begin, end)
    if last is None or last == begin:
        return None
    start = last
    while start > begin and _is_name_word(tokens, start - 1):
        start -= 1
    return (start, end) if start < last else None


def _is_name_word(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    return word[0].isupper() or word[0].isdigit() or word in ("and", "of", "the", "&", "de") or "'" in word


def _house_at(tokens: Tokens, begin: int, end: int) -> int | None:
    """Where a house number stands that a street's name follows; not the number of a list (``3. Tolliver College``)."""
    last = _last_suffix(tokens, begin, end)
    for index in range(begin, end - 1):
        word = tokens.words[index]
        if not (_HOUSE.fullmatch(word) or (tokens.keys[index] in word_group("number_word") and word[0].isupper())):
            continue
        if _ORDINAL.fullmatch(word):
            continue
        if not _names_street(tokens, index + 1, end, last):
            continue
        while (
            index > begin and tokens.keys[index - 1] in word_group("direction") and tokens.words[index - 1][0].isupper()
        ):
            index -= 1
        return index
    if end > begin and _GLUED_HOUSE.fullmatch(tokens.words[begin]) and last is not None:
        return begin
    return None


def _names_street(tokens: Tokens, begin: int, end: int, last: int | None) -> bool:
    """Whether the words after a house number are a street's: a suffix follows, or no word says it is a school."""
    if last is not None and last >= begin:
        return True
    words = tokens.words[begin:end]
    if not any(word[0].isupper() or _DIGIT.match(word) for word in words):
        return False
    return tokens.keys[end - 1] not in word_group("institution_end") and not any(
        key in ("credits", "hours", "students", "years", "units", "semester", "miles") for key in tokens.keys[begin:end]
    )


def _lead_at(tokens: Tokens, begin: int, end: int) -> int | None:
    """Where a street begins that is named by a word before its number or name: Calle, Highway 64, State Road 7."""
    leads, keys = word_group("street_lead"), tokens.keys
    for index in range(begin, end - 1):
        if not tokens.words[index][0].isupper():
            continue
        pair = f"{keys[index]} {'##' if _DIGIT.match(keys[index + 1]) else keys[index + 1]}"
        if pair in phrase_group("street_lead_pair"):
            return index
        if keys[index] in leads and (_DIGIT.search(tokens.words[index + 1]) or keys[index] in _spanish_leads()):
            while index > begin and keys[index - 1] in word_group("direction") and tokens.words[index - 1][0].isupper():
                index -= 1
            return index
    if end - begin == 1 and keys[begin].startswith(("hc-", "rr-", "pr-", "sr-", "us-", "i-")):
        return begin
    return None


@cache
def _spanish_leads() -> frozenset[str]:
    numbered = ["route", "rte", "rt", "highway", "hwy", "interstate", "i", "us", "fm", "rr", "rural", "hc", "star", "psc", "cmr", "km", "ave", "bo"]
    return word_group("street_lead") - frozenset(numbered)


def _last_suffix(tokens: Tokens, begin: int, end: int) -> int | None:
    strong, weak = word_group("street_suffix"), word_group("street_suffix_weak")
    weak_found = None
    for index in range(end - 1, begin - 1, -1):
        if tokens.keys[index] in strong:
            return index
        if weak_found is None and tokens.keys[index] in weak and index > begin and tokens.words[begin][0].isdigit():
            weak_found = index
    return weak_found
