"""The credits of a whole credential: one figure that the words tie to credits, never clock hours, parts or a range."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.normalize.credential_words import Token, word_group

_MOST = 400
_LEAST = 4
_LEAST_OF_A_DEGREE = 15
_MOST_BARE_HOURS = 45
"""A certificate of more bare "hours" is one of clock hours."""
_REACH = 7
_DEGREES = frozenset(("associate", "bachelor", "master", "doctorate"))
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONE_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = {word: 10 * tens for tens, word in enumerate(_TEN_WORDS.split(), start=2)}
_ONES = {word: ones for ones, word in enumerate(_ONE_WORDS.split(), start=1)}


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number of credits; ``value`` is None for a range, ``is_total`` where the words call it the total."""

    value: float | None
    is_total: bool


def credits_of(tokens: Sequence[Token], credential: str | None, end: int) -> int | float | None:
    """The credits said of a credential before token ``end``; None for a range, a part of the program, or silence."""
    least = _LEAST_OF_A_DEGREE if credential in _DEGREES else _LEAST
    found = [figure for figure in _figures(tokens, end, credential) if figure.value is None or figure.value >= least]
    if not found:
        return None
    chosen = next((figure for figure in found if figure.is_total), found[0])
    if chosen.value is None:
        return None
    return int(chosen.value) if chosen.value.is_integer() else chosen.value


def _figures(tokens: Sequence[Token], end: int, credential: str | None) -> Iterator[_Figure]:
    place = 0
    while place < end:
        if not _is_number(tokens[place].word):
            place += 1
            continue
        size, value = _number(tokens, place)
        if value is None:
            place += 1
            continue
        after = place + size
        last = _range_end(tokens, after)
        behind = last or after
        stands = _is_before_unit(tokens, behind, credential, value) or _is_after_label(
            tokens, place, behind, credential in _DEGREES or (credential is not None and value <= _MOST_BARE_HOURS)
        )
        if stands and 0 < value <= _MOST and not _is_part(tokens, place):
            yield _Figure(None if last else value, _is_total(tokens, place))
        place = last or after


@lru_cache(maxsize=8192)
def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in _TENS or word in _ONES


def _number(tokens: Sequence[Token], place: int) -> tuple[int, float | None]:
    """The number at a place, in figures or words, and how many tokens it takes."""
    word = tokens[place].word
    if word[0].isdigit():
        return (1, float(word)) if word.isascii() and len(word) <= 6 and "," not in word else (1, None)
    if word in _TENS:
        following = [token.word for token in tokens[place + 1 : place + 3]]
        if following[:1] == ["-"] and following[1:] and following[1] in _ONES:
            return 3, float(_TENS[word] + _ONES[following[1]])
        return 1, float(_TENS[word])
    return (1, float(_ONES[word])) if word in _ONES else (1, None)


def _range_end(tokens: Sequence[Token], place: int) -> int | None:
    """Where a range ends whose first figure ends at ``place``: "45 to 49", "20-34", "between 30 and 36"."""
    if place + 1 >= len(tokens) or tokens[place].word not in ("-", "to", "or", "/", "and", "through"):
        return None
    if tokens[place].word == "and" and not any(t.word == "between" for t in tokens[max(0, place - 3) : place]):
        return None
    size, value = _number(tokens, place + 1)
    return place + 1 + size if value is not None else None


def _is_before_unit(tokens: Sequence[Token], place: int, credential: str | None, value: float) -> bool:
    """Whether "credits", "semester hours" and the like follow, and no word that makes them a part or something else."""
    kinds: set[str] = set()
    for at in range(place, min(len(tokens), place + _REACH)):
        word = tokens[at].word
        if word in word_group("unit") and not (word == "credit" and _next_word(tokens, at) in ("hour", "hr", "unit")):
            is_bare = word in word_group("bare_unit") and not kinds & word_group("credit_kind")
            if is_bare and credential not in _DEGREES and not (credential and value <= _MOST_BARE_HOURS):
                return False
            return not _is_one_course(tokens, at + 1)
        if word in word_group("unit_kind") or word == "credit":
            kinds.add(word)
        elif word not in ("-", "+", "(", ")", "of"):
            return False
    return False


def _next_word(tokens: Sequence[Token], place: int) -> str:
    return tokens[place + 1].word if place + 1 < len(tokens) else ""


def _is_one_course(tokens: Sequence[Token], place: int) -> bool:
    following = [token.word for token in tokens[place : place + 3] if token.word not in (")", "-")]
    if following[:1] and following[0] in word_group("one_course"):
        return True
    part = following[1:2] and following[0] in ("of", "in", "from") and following[1] in word_group("part_of")
    return bool(part)


def _is_after_label(tokens: Sequence[Token], place: int, after: int, is_small: bool) -> bool:
    """Whether "Credits:", "Total hours required" and the like stand before, and no other unit after the figure."""
    if after < len(tokens) and tokens[after].word in word_group("not_credit") | {"%", "/"}:
        return False
    has_mark = False
    for at in range(place - 1, max(-1, place - 1 - _REACH), -1):
        word = tokens[at].word
        if word in word_group("unit"):
            before = tokens[at - 1].word if at else ""
            is_known = (
                (is_small and has_mark)
                or word not in word_group("bare_unit")
                or before in word_group("credit_kind") | {"total"}
            )
            is_label = has_mark or (is_known and before in ("credit", "total"))
            return is_known and is_label and before not in ("per", "/", "each", "a") and not before[:1].isdigit()
        if word != "\n" and word not in word_group("label_skip"):
            return False
        has_mark = has_mark or word in (":", "=", "-", "|", "(", "of", "is", "are", "at", "\n")
    return False


def _is_part(tokens: Sequence[Token], place: int) -> bool:
    """Whether the words before make the figure something else than the total: "up to", "per", "$"."""
    before = [token.word for token in tokens[max(0, place - 2) : place]]
    if before[-1:] == ["$"] or "per" in before:
        return True
    near = before[-1:] if before[-1:] != ["to"] else before
    return any(word in word_group("not_total_before") for word in near)


def _is_total(tokens: Sequence[Token], place: int) -> bool:
    near = [*tokens[max(0, place - 4) : place], *tokens[place + 1 : place + 3]]
    return any(token.word in ("total", "minimum", "totaling") for token in near)
