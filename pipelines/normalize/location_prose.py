"""Places without a state: a street or box alone, a city after 'in', a bare city, a delivery word; else nothing."""

from pipelines.normalize.delivery import delivery_modes
from pipelines.normalize.location_gazetteer import all_cities, fold_city, well_known_cities
from pipelines.normalize.location_place import Place, empty_place, proper_city
from pipelines.normalize.location_regions import bare_region, regions
from pipelines.normalize.location_streets_alone import LONGEST_CITY, bare_city, streets_alone, with_mode
from pipelines.normalize.location_tokens import HARD, Span, Tokens, is_separator, parts
from pipelines.normalize.location_words import folded, phrase_group, word_group


def fragments(tokens: Tokens, begin: int, end: int) -> list[Span]:
    """The pieces between hard separators."""
    found, start = [], begin
    for index in range(begin, end):
        if tokens.words[index] in HARD:
            found.append((start, index))
            start = index + 1
    found.append((start, end))
    return [span for span in found if span[0] < span[1]]


def places_without_state(tokens: Tokens, begin: int, end: int) -> list[Place]:
    """The places of a text, or of a piece of one, that has no state, ZIP code or country at an end."""
    text = tokens.slice(begin, end)
    found = parts(tokens, begin, end)
    streets = streets_alone(tokens, found)
    if is_about_mail(text):
        return [place for place in streets if place["street"]]
    if streets:
        return with_mode(tokens, begin, end, streets)
    modes = delivery_modes(text)
    places = bare_region(tokens, begin, end) or _cities(tokens, begin, end, found) or regions(tokens, begin, end)
    if not places:
        return [{**empty_place(), "delivery": mode} for mode in modes]
    for place in places:
        place["delivery"] = modes[0] if len(modes) == 1 else None
    return places


def is_about_mail(text: str) -> bool:
    """Whether a text tells how mail is handled."""
    words = f" {text.lower()} "
    return any(phrase in words for phrase in phrase_group("mail_word"))


def _cities(tokens: Tokens, begin: int, end: int, found: list[Span]) -> list[Place]:
    """A bare city, or the city after 'in' behind a word like *situated* or *college*."""
    if len(found) == 1 and (bare := bare_city(tokens, *found[0])):
        return [{**empty_place(), "city": bare}]
    if len(found) > 1 and (last := _last_city(tokens, found)):
        return [{**empty_place(), "city": last}]
    verbs = word_group("place_verb")
    for index in range(begin, end - 1):
        if _is_after_moving(tokens, begin, index) and (moved := _city_at(tokens, index + 1, end)):
            return _listed_cities(tokens, index + 1, moved, end)
        if tokens.keys[index] not in ("in", "at"):
            continue
        is_first = index == begin and tokens.words[index] == "In"
        is_led = is_first or any(key in verbs for key in tokens.keys[max(begin, index - 3) : index])
        size = _city_at(tokens, index + 1, end)
        if not is_led and (tokens.keys[index] == "at" or not _is_well_known(tokens, index + 1, size)):
            continue
        if is_first and index + 1 + size < end and not is_separator(tokens, index + 1 + size):
            continue
        if size:
            return _listed_cities(tokens, index + 1, size, end)
    return []


def _is_after_moving(tokens: Tokens, begin: int, index: int) -> bool:
    """Whether "from" or "to" stands behind "moved": ``moved from Gary to Hammond``."""
    return index > begin and tokens.keys[index] in ("from", "to") and tokens.keys[index - 1] in word_group("moving")


def _is_well_known(tokens: Tokens, begin: int, size: int) -> bool:
    """Whether a city needs no more than 'in' before it."""
    return fold_city(tokens.slice(begin, begin + size).rstrip(".")) in well_known_cities()


def _last_city(tokens: Tokens, found: list[Span]) -> str | None:
    """The known city that is the last part behind a school, a campus or a heading: ``Wexcombe College, Boise``."""
    *before, last = found
    begin, end = before[-1] if before else (0, 0)
    if not before or last[1] - last[0] > LONGEST_CITY:
        return None
    names = word_group("institution") | word_group("campus") | word_group("place_label")
    if not _mentions(tokens, begin, end, names) or fold_city(tokens.slice(*last)) in word_group("not_a_city"):
        return None
    return bare_city(tokens, *last)


def _mentions(tokens: Tokens, begin: int, end: int, names: frozenset[str]) -> bool:
    capitalized = all(word[0].isupper() or not word[0].isalpha() or len(word) < 5 for word in tokens.words[begin:end])
    return capitalized and not names.isdisjoint(tokens.keys[begin:end])


def _listed_cities(tokens: Tokens, first: int, size: int, end: int) -> list[Place]:
    """The city, and those that are joined to it: ``in Tampa, Ocala and Miami``."""
    places, index = [], first
    while size:
        city = proper_city(tokens.slice(index, index + size).rstrip("."))
        places.append({**empty_place(), "city": city})
        index += size
        marks = 0
        while index < end and tokens.keys[index] in (",", "and", "&", "", "to"):
            marks += tokens.keys[index] in ("and", "&", "to")
            index += 1
        size = _city_at(tokens, index, end) if marks and index < end else 0
    return places


def _city_at(tokens: Tokens, begin: int, end: int) -> int:
    """How many words from ``begin`` on are a city, followed by nothing that makes them another name."""
    key, longest = "", 0
    for size in range(1, min(LONGEST_CITY, end - begin) + 1):
        word = tokens.words[begin + size - 1]
        if not word[0].isupper():
            break
        key = f"{key} {folded(word)}".strip()
        after = begin + size
        ends = after >= end or is_separator(tokens, after) or word.endswith(".") or tokens.words[after][0].islower()
        if ends and key in all_cities():
            longest = size
    return longest
