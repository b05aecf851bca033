"""The phrases and units of the reference tables, arranged so that a text is looked up word by word.

``reference/tuition_phrases.csv`` and ``tuition_units.csv``, and the names of the states. Holds no rule of its own.
"""

from functools import cache

from pipelines.normalize.tuition_words import canonical
from pipelines.tables import reference_rows

PER = frozenset(("per", "each", "every", "by", "@"))
_ARTICLE = frozenset(("a", "an", "/"))
ADVERBS = {
    "annually": "per_year", "yearly": "per_year", "annual": "per_year", "monthly": "per_month",
    "hourly": "per_credit", "daily": "unknown", "weekly": "unknown",
}  # fmt: skip
_ABBREVIATION = 3
_ELSEWHERE = (
    "outside {}", "outside of {}", "outside the state of {}", "non {}", "non {} resident", "non {} student",
    "not resident of {}",
)  # fmt: skip
_INSIDE = (
    "elsewhere in {}",
    "live elsewhere in {}",
    "living elsewhere in {}",
    "else in {}",
    "but in {}",
    "rest of {}",
    "other part of {}",
    "other {} resident",
    "{} student",
    "everyone else in {}",
    "all other in {}",
    "other in {}",
    "all others in {}",
    "others in {}",
    "all other {} resident",
    "other {} county",
)
_WORD_SETS = frozenset(("role", "foreign", "required", "turn", "paying", "prose", "earning"))
Option = tuple[list[str], str, str, str | None, bool]
"""The words behind the first two, then use, value and term, and whether the words around can change the value."""
Longer = dict[str, list[Option]]
Entry = tuple[Longer, list[Option], str]


@cache
def phrase_table() -> dict[str, Entry]:
    """By first word: longer phrases by their second word, the longest first, uses of the word alone, its part in units.

    The part in units is ``unit`` for words that stand before one, ``adverb``, or empty.
    """
    found: dict[str, Entry] = {word: ({}, [], "unit") for word in (*PER, *_ARTICLE)}
    found.update({word: ({}, [], "adverb") for word in ADVERBS})
    for row in (*reference_rows("tuition_phrases"), *_of_states()):
        if row["use"] in _WORD_SETS:
            continue
        words = list(canonical(row["phrase"]))
        longer, single, _ = found.setdefault(words[0], ({}, [], ""))
        place = longer.setdefault(words[1], []) if len(words) > 1 else single
        place.append((words[2:], *_meaning(row["use"], row["value"])))
    for longer, _, _ in found.values():
        for options in longer.values():
            options.sort(key=lambda option: -len(option[0]))
    return found


def _meaning(use: str, value: str) -> tuple[str, str, str | None, bool]:
    if use in ("basis", "period"):
        basis, _, term = value.partition(":")
        return use, basis, term or None, False
    return use, value, None, value in ("in_state", "lives")


def _of_states() -> list[dict[str, str]]:
    """Phrases that name the state which a student comes from or not: ``outside of Illinois``, ``else in Ohio``."""
    names = {row["spelling"] for row in reference_rows("states") if len(row["spelling"]) > _ABBREVIATION}
    forms = [(form, "out_of_state") for form in _ELSEWHERE] + [(form, "in_state") for form in _INSIDE]
    found = [
        {"phrase": form.format(name), "use": "residency", "value": value}
        for name in sorted(names)
        for form, value in forms
    ]
    return found + [{"phrase": f"elsewhere in {name}", "use": "topic", "value": "cost"} for name in sorted(names)]


@cache
def word_set(use: str) -> frozenset[str]:
    """The single words of a use that is looked up around an amount and makes no mark."""
    return frozenset(canonical(row["phrase"])[0] for row in reference_rows("tuition_phrases") if row["use"] == use)


@cache
def _units() -> dict[str, list[tuple[list[str], str, str | None]]]:
    found: dict[str, list[tuple[list[str], str, str | None]]] = {}
    for row in reference_rows("tuition_units"):
        words = canonical(row["unit"])
        found.setdefault(words[0], []).append((list(words[1:]), row["basis"], row["term"] or None))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


def unit_at(words: list[str], place: int) -> tuple[int, str, str | None] | None:
    """The longest unit of price that starts at a place: its end, basis and term."""
    for rest, basis, term in _units().get(words[place], ()) if place < len(words) else ():
        end = place + 1 + len(rest)
        if not rest or words[place + 1 : end] == rest:
            return end, basis, term
    return None
