"""Streets and boxes that no city vouches for, and bare cities: the words themselves must say so surely."""

from pipelines.normalize.delivery import delivery_modes
from pipelines.normalize.location_gazetteer import all_cities, fold_city
from pipelines.normalize.location_place import Place, apply_line, empty_place, proper_city
from pipelines.normalize.location_street import read_lines
from pipelines.normalize.location_tokens import Span, Tokens
from pipelines.normalize.location_units import read_units
from pipelines.normalize.location_words import word_group

LONGEST_CITY = 5
_MOST_STREETS = 20


def streets_alone(tokens: Tokens, found: list[Span]) -> list[Place]:
    """Streets and boxes that stand alone: the words must say so surely, since no city vouches for them."""
    units = [part for part in found if _is_only_units(tokens, *part)]
    sure = [span for part in found for span in _sure_streets(tokens, *part, beside_unit=bool(units))]
    sure = sorted({*sure, *units}) if sure or len(units) == len(found) else []
    places: list[Place] = []
    for line in read_lines(tokens, sure):
        place = empty_place()
        apply_line(place, line)
        if place["street"] or place["street2"] or place["po_box"]:
            places.append(place)
    if len(places) == 1 and len(found) > 1 and found[-1] not in sure:
        places[0]["city"] = bare_city(tokens, *found[-1])
    return places


def _sure_streets(tokens: Tokens, begin: int, end: int, *, beside_unit: bool) -> list[Span]:
    """The part cut to the runs of capitalized words that hold a street, or the whole part when it holds a box."""
    if any(
        key in word_group("box_word") and _has_digit(tokens, index + begin + 1)
        for index, key in enumerate(tokens.keys[begin:end])
    ):
        return [(begin, end)]
    return [
        (start, stop)
        for start, stop in _capitalized_runs(tokens, begin, end)
        if _is_sure(tokens, begin, start, stop)
        or (beside_unit and (start, stop) == (begin, end) and stop - start > 1 and _is_numbered(tokens, start))
    ]


def _is_numbered(tokens: Tokens, start: int) -> bool:
    first = tokens.words[start]
    return (first[0].isdigit() and not first.endswith(".")) or tokens.keys[start] in word_group("number_word")


def _is_sure(tokens: Tokens, begin: int, start: int, stop: int) -> bool:
    """Whether a run of capitalized words is a street: a number or 'on' before its suffix, or a suffix beyond doubt."""
    keys, surely = tokens.keys, word_group("street_surely")
    led = start > begin and keys[start - 1] in ("on", "along") and keys[stop - 1] in word_group("street_suffix")
    if led and stop - start > 1 and keys[stop - 1] not in ("st", "court"):
        return True
    numbered = _is_numbered(tokens, start)
    suffixes = word_group("street_suffix") | word_group("street_suffix_weak") if numbered else surely
    suffix_at = [index for index in range(start + 1, stop) if keys[index] in suffixes]
    if suffix_at and (numbered or keys[suffix_at[0]] not in ("st", "court")) and _is_short(start, suffix_at[0]):
        return True
    return stop - start > 1 and keys[start] in ("calle", "carr", "carretera", "avenida", "hwy", "highway", "route")


def _is_only_units(tokens: Tokens, begin: int, end: int) -> bool:
    """Whether a part is units and nothing else: ``Suite 200``, ``3rd floor``."""
    return all(is_unit for is_unit, _ in read_units(tokens, begin, end))


def _is_short(start: int, suffix: int) -> bool:
    return suffix - start <= 6


def _has_digit(tokens: Tokens, index: int) -> bool:
    return index < len(tokens) and any(character.isdigit() for character in tokens.words[index])


def _capitalized_runs(tokens: Tokens, begin: int, end: int) -> list[Span]:
    """Runs of words that begin with a capital, a digit or a sign; small words inside a street's name do not end one."""
    runs, start = [], -1
    for index in range(begin, end):
        word = tokens.words[index]
        inside = (
            word[0].isupper()
            or word[0].isdigit()
            or word[0] in "#–-&"
            or (start >= 0 and word in ("de", "of", "the", "th"))
        )
        if inside and start < 0:
            start = index
        elif not inside and start >= 0:
            runs.append((start, index))
            start = -1
    if start >= 0:
        runs.append((start, end))
    return runs


def with_mode(tokens: Tokens, begin: int, end: int, streets: list[Place]) -> list[Place]:
    """The streets with the mode that the words around them say: ``Tampa campus - 88 Elm Street``."""
    text = tokens.slice(begin, end)
    for place in streets[:_MOST_STREETS]:
        text = text.replace(place["street"] or " ", " , ")
    modes = delivery_modes(text) if len(streets) <= _MOST_STREETS else []
    return [{**place, "delivery": modes[0]} for place in streets] if len(modes) == 1 else streets


def bare_city(tokens: Tokens, begin: int, end: int) -> str | None:
    """The city of the gazetteer that words are and nothing else, in proper case."""
    words = tokens.slice(begin, end).strip(" .")
    if end - begin > LONGEST_CITY or not words[:1].isupper() or fold_city(words) not in all_cities():
        return None
    return proper_city(words)
