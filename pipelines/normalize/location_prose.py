"""Places without a state: a street or box alone, a city after 'in', a bare city, a delivery word; else nothing."""

from pipelines.normalize.delivery import delivery_modes
from pipelines.normalize.location_gazetteer import all_cities, fold_city, well_known_cities
from pipelines.normalize.location_place import Place, apply_line, empty_place, proper_city
from pipelines.normalize.location_regions import bare_region, regions
from pipelines.normalize.location_street import read_lines
from pipelines.normalize.location_tokens import HARD, Span, Tokens, is_separator, parts
from pipelines.normalize.location_units import read_units
from pipelines.normalize.location_words import folded, phrase_group, word_group

_LONGEST_CITY = 5


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
    streets = _streets_alone(tokens, found)
    if is_about_mail(text):
        return [place for place in streets if place["street"]]
    if streets:
        return streets
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


def _streets_alone(tokens: Tokens, found: list[Span]) -> list[Place]:
    """Streets and boxes that stand alone: the words must say so surely, since no city vouches for them."""
    units = [part for part in found if _is_only_units(tokens, *part)]
    sure = [span for part in found if (span := _sure_street(tokens, *part, beside_unit=bool(units))) is not None]
    sure = sorted({*sure, *units}) if sure or len(units) == len(found) else []
    places: list[Place] = []
    for line in read_lines(tokens, sure):
        place = empty_place()
        apply_line(place, line)
        if place["street"] or place["street2"] or place["po_box"]:
            places.append(place)
    if len(places) == 1 and len(found) > 1 and found[-1] not in sure:
        places[0]["city"] = _bare_city(tokens, *found[-1])
    return places


def _sure_street(tokens: Tokens, begin: int, end: int, *, beside_unit: bool) -> Span | None:
    """The part cut to a run of capitalized words that holds a street, a unit or a box; None when there is none."""
    keys, surely = tokens.keys, word_group("street_surely")
    any_suffix = word_group("street_suffix") | word_group("street_suffix_weak")
    if any(
        key in ("box", "apartado", "apdo") and _has_digit(tokens, index + begin + 1)
        for index, key in enumerate(keys[begin:end])
    ):
        return begin, end
    for start, stop in _capitalized_runs(tokens, begin, end):
        first = tokens.words[start]
        numbered = (first[0].isdigit() and not first.endswith(".")) or (keys[start] in word_group("number_word"))
        led = start > begin and keys[start - 1] in ("on", "along") and keys[stop - 1] in word_group("street_suffix")
        if led and stop - start > 1 and keys[stop - 1] not in ("st", "court"):
            return start, stop
        suffix_at = [index for index in range(start + 1, stop) if keys[index] in (any_suffix if numbered else surely)]
        if suffix_at and (numbered or keys[suffix_at[0]] not in ("st", "court")) and _is_short(start, suffix_at[0]):
            return start, stop
        if stop - start > 1 and keys[start] in ("calle", "carr", "carretera", "avenida", "hwy", "highway", "route"):
            return start, stop
        if numbered and beside_unit and (start, stop) == (begin, end) and stop - start > 1:
            return start, stop
    return None


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


def _cities(tokens: Tokens, begin: int, end: int, found: list[Span]) -> list[Place]:
    """A bare city, or the city after 'in' behind a word like *situated* or *college*."""
    if len(found) == 1 and (bare := _bare_city(tokens, *found[0])):
        return [{**empty_place(), "city": bare}]
    if len(found) > 1 and (last := _last_city(tokens, found)):
        return [{**empty_place(), "city": last}]
    verbs = word_group("place_verb")
    for index in range(begin, end - 1):
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


def _is_well_known(tokens: Tokens, begin: int, size: int) -> bool:
    """Whether a city needs no more than 'in' before it."""
    return fold_city(tokens.slice(begin, begin + size).rstrip(".")) in well_known_cities()


def _last_city(tokens: Tokens, found: list[Span]) -> str | None:
    """The known city that is the last part behind a school, a campus or a heading: ``Wexcombe College, Boise``."""
    *before, last = found
    begin, end = before[-1] if before else (0, 0)
    if not before or last[1] - last[0] > _LONGEST_CITY:
        return None
    names = word_group("institution") | word_group("campus") | word_group("place_label")
    if not _mentions(tokens, begin, end, names) or fold_city(tokens.slice(*last)) in word_group("not_a_city"):
        return None
    return _bare_city(tokens, *last)


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
        while index < end and tokens.keys[index] in (",", "and", "&", ""):
            marks += tokens.keys[index] in ("and", "&")
            index += 1
        size = _city_at(tokens, index, end) if marks and index < end else 0
    return places


def _city_at(tokens: Tokens, begin: int, end: int) -> int:
    """How many words from ``begin`` on are a city, followed by nothing that makes them another name."""
    key, longest = "", 0
    for size in range(1, min(_LONGEST_CITY, end - begin) + 1):
        word = tokens.words[begin + size - 1]
        if not word[0].isupper():
            break
        key = f"{key} {folded(word)}".strip()
        after = begin + size
        ends = after >= end or is_separator(tokens, after) or word.endswith(".") or tokens.words[after][0].islower()
        if ends and key in all_cities():
            longest = size
    return longest


def _bare_city(tokens: Tokens, begin: int, end: int) -> str | None:
    words = tokens.slice(begin, end).strip(" .")
    if end - begin > _LONGEST_CITY or not words[:1].isupper() or fold_city(words) not in all_cities():
        return None
    return proper_city(words)
