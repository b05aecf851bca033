"""Agencies in the words of a span, under the names they bear today; earlier names and near misspellings count.

The lists are ``reference/accreditation_agencies.csv`` (level and role) and ``accreditation_agency_names.csv`` (every
name and acronym that pages print; ``word?`` may be missing; small words such as "of" and "the" never count).
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from pipelines.normalize.accreditation_word_groups import word_group
from pipelines.normalize.accreditation_words import Word
from pipelines.tables import reference_rows

_SMALL = word_group("small")
_BODY = word_group("body")
_BY = frozenset(("by", "from", "through", "with", "under", "via"))
NONE: tuple[int, None] = (0, None)
_LONGEST_NAME = 24
_OPEN_CASE = 5
"""Acronyms of at least so many letters are known in any case ("Cahiim"): no English word looks like them."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A body: present acronym, what it accredits (``institution``, ``program``, ``either``), and its role."""

    acronym: str
    level: str
    role: str
    counts: str = "always"


@dataclass(frozen=True, slots=True)
class Item:
    """A word of a unit, or an agency where a name or acronym stood (``word`` is then ``<agency>``)."""

    word: str
    printed: str
    agency: Agency | None = None


@cache
def _agencies() -> dict[str, Agency]:
    return {
        row["agency"]: Agency(row["agency"], row["level"], row["role"])
        for row in reference_rows("accreditation_agencies")
    }


@cache
def _names() -> tuple[dict[tuple[str, ...], tuple[str, str, bool]], frozenset[tuple[str, ...]], dict[str, list[str]]]:
    """Names by their words, every beginning of a name, and the vocabulary by its first two letters."""
    names: dict[tuple[str, ...], tuple[str, str, bool]] = {}
    vocabulary: dict[str, list[str]] = {}
    for row in reference_rows("accreditation_agency_names"):
        is_acronym = not any(len(part) > 1 and part[1:].islower() for part in row["form"].split())
        for words in _expansions(row["form"]):
            names[words] = (row["agency"], row["counts"], is_acronym)
            if not is_acronym:
                for word in words:
                    if len(word) > 5 and word not in vocabulary.setdefault(word[:2], []):
                        vocabulary[word[:2]].append(word)
    beginnings = frozenset(words[:size] for words in names for size in range(1, len(words) + 1))
    return names, beginnings, vocabulary


def _expansions(form: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    for part in form.replace("-", " ").replace("/", " ").replace("U.S.", "US").split():
        printed = part.rstrip("?")
        word = printed.lower() if printed.isupper() else _stem(printed.lower())
        if word in _SMALL:
            continue
        extended = [(*words, word) for words in found]
        found = [*found, *extended] if part.endswith("?") else extended
    return [words for words in found if words]


def _stem(word: str) -> str:
    """One form for the spellings of a name's word: accredit family together, no plural."""
    if word.startswith("accredit"):
        return "accredit"
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=4096)
def _known(word: str) -> str:
    """The word of a name that this word is or nearly is."""
    if (word,) in _names()[0]:
        return word
    stem = _stem(word)
    if len(stem) < 6:
        return stem
    near = _names()[2].get(stem[:2], ())
    if stem in near:
        return stem
    allowed = 1 if len(stem) < 10 else 2
    close = [known for known in near if OSA.distance(stem, known, score_cutoff=allowed) <= allowed]
    return min(close, key=lambda known: OSA.distance(stem, known)) if close else stem


def with_agencies(words: tuple[Word, ...]) -> list[Item]:
    """The words with each agency name, and an acronym printed beside it, replaced by one agency item."""
    items: list[Item] = []
    place = 0
    while place < len(words):
        end, agency = _name_at(words, place)
        if agency is None:
            end, agency = _unlisted_acronym(words, place)
        if agency is None:
            items.append(Item(words[place].folded, words[place].printed))
            place += 1
        else:
            items.append(Item("<recognizer>" if agency.role == "recognizer" else "<agency>", "", agency))
            place = end
    return _joined([item for item in items if item.word not in "()"])


def _name_at(words: tuple[Word, ...], start: int) -> tuple[int, Agency | None]:
    """The longest listed name that starts here, and where it ends."""
    names, beginnings, _ = _names()
    if words[start].folded in _SMALL or not words[start].printed[:1].isalpha():
        return start, None
    found: tuple[int, Agency | None] = (start, None)
    key: tuple[str, ...] = ()
    for place in range(start, min(len(words), start + _LONGEST_NAME)):
        word = words[place]
        if word.folded in _SMALL or (word.printed in (",", "(", ")") and key):
            continue
        key = (*key, _known(word.folded))
        if key not in beginnings:
            break
        listed = names.get(key)
        if listed and (not listed[2] or all(_as_acronym(w.printed) for w in words[start : place + 1])):
            base = _agencies()[listed[0]]
            found = (place + 1, Agency(base.acronym, base.level, base.role, listed[1]))
    return found


def _as_acronym(printed: str) -> bool:
    if not printed.isalpha() or printed.isupper() or printed in ("CoARC", "CoAEMSP"):
        return True
    return len(printed) >= _OPEN_CASE


def _unlisted_acronym(words: tuple[Word, ...], place: int) -> tuple[int, Agency | None]:
    """A body that is not listed, by the acronym in brackets after its name: ``the Polygraph Review Board (PRB)``."""
    if words[place].folded != "(" or place + 2 >= len(words) or words[place + 2].folded != ")":
        return NONE
    acronym = words[place + 1].printed
    if (acronym.lower(),) in _names()[0]:
        return NONE
    if not (3 <= len(acronym) <= 8 and sum(c.isupper() for c in acronym) >= len(acronym) - 1 and acronym.isalpha()):
        return NONE
    named = False
    for before in reversed(words[max(0, place - _LONGEST_NAME) : place]):
        if not (before.printed[0].isupper() or before.folded in _SMALL):
            return (place + 3, Agency(acronym, "unlisted", "accreditor")) if named and before.folded in _BY else NONE
        named = named or before.folded in _BODY
    return NONE


_LINKS = frozenset(("of", "the", ",", "-", "formerly", "known", "as", "previously", "and", "now", "called", "a", "an"))
_PARTS_OF = {"WASC": {"ACCJC", "WSCUC"}, "NLN": {"CNEA", "ACEN"}, "CHEA": {"CHEA"}}


def _joined(items: list[Item]) -> list[Item]:
    """One item for a name and its acronym, an earlier name, or the association that a commission belongs to."""
    joined: list[Item] = []
    last = -1
    for item in items:
        if item.agency and last >= 0 and len(joined) - last <= 5 and _same_body(joined[last], item):
            between = {other.word for other in joined[last + 1 :]}
            if between <= _LINKS:
                del joined[last + 1 :]
                if joined[last].agency and joined[last].agency.acronym in _PARTS_OF:  # type: ignore[union-attr]
                    joined[last] = item
                continue
        joined.append(item)
        if item.agency:
            last = len(joined) - 1
    return joined


def _same_body(one: Item, other: Item) -> bool:
    a, b = (item.agency.acronym if item.agency else "" for item in (one, other))
    return a == b or b in _PARTS_OF.get(a, ()) or a in _PARTS_OF.get(b, ())
