"""Lists that print the city behind every name: "Larkspur College, Akron", "Larkspur College (Akron)".

One name with something behind it may be "University of California, Davis"; that most names of a list have it tells
that it is the city.
"""

import re

from spiders.accreditor_list_layout import Entry, Piece
from spiders.accreditor_list_words import Vocabulary
from spiders.schools_and_places import names_school
from spiders.texts import folded

_CITY = r"([^\W\d_][\w.'\u2019 -]{1,30})"
_FORMS = (
    (re.compile(rf"^(.{{3,120}}?) ?\({_CITY}\)$"), 1),
    (re.compile(rf"^(.{{3,120}}?) ?, {_CITY}$"), 2),
    (re.compile(rf"^(.{{3,120}}?) [-\u2013\u2014] {_CITY}$"), 3),
)
"""What stands behind a name, and in how many entries at least it has to."""
_SHARE = 0.6
_ALONE = re.compile(r"(?:St\. |Ft\. )?[A-Z][\w'\u2019-]{2,20}(?: [A-Z][\w'\u2019-]{1,20}){0,2}")
_NO_CITY = frozenset(
    (
        "campus",
        "center",
        "centre",
        "inc",
        "llc",
        "college",
        "university",
        "school",
        "online",
        "system",
        "main",
        "district",
    )
)


def split_cities(entries: list[Entry], known: Vocabulary) -> None:
    """Part the names of a list from their cities, where most names have one and the list gives no other."""
    named = {
        id(name): (entry, name) for entry in entries for name in entry.pieces[:] if name.kind.startswith("institution")
    }
    first = [next(((entry, one) for one in entry.pieces if id(one) in named), None) for entry in entries]
    names = [
        (entry, name) for entry, name in filter(None, first) if not any(piece.kind == "city" for piece in entry.pieces)
    ]
    if not names or len(names) * 2 < len([one for one in first if one]):
        return
    for form, least in _FORMS:
        matches = [
            (entry, name, match) for entry, name in names if (match := form.match(name.text)) and _fits(match, known)
        ]
        if len(matches) >= least and len(matches) >= _SHARE * len(names):
            for entry, name, match in matches:
                _part(entry, name, match)
            return


def lone_cities(entries: list[Entry]) -> None:
    """Take the one text of each entry that may be a city for it, where the state stands in a heading.

    Names of people look alike, but no list of people has one name in three that is a single word.
    """
    found = []
    for entry in entries:
        kinds = {piece.kind for piece in (*entry.pieces, *entry.context)}
        alone = [piece for piece in entry.pieces if piece.kind == "" and not piece.labeled and not _in_a_table(piece)]
        likely = [piece for piece in alone if _ALONE.fullmatch(piece.text)]
        if "state" in kinds and "city" not in kinds and len(likely) == 1:
            found.append(likely[0])
    single = sum(" " not in piece.text for piece in found)
    if len(found) >= _SHARE * len(entries) and single * 3 >= len(found) > 1:
        for piece in found:
            piece.kind = "city"


def _in_a_table(piece: Piece) -> bool:
    return any(node.name in ("td", "th") for node in (piece.spot.node, *piece.spot.node.parents))


def _fits(match: re.Match[str], known: Vocabulary) -> bool:
    city = folded(match[2])
    if match[2].isupper() and len(match[2]) < 8 and " " not in match[2]:
        return False  # an abbreviation of the name
    words = city.split()
    return len(words) <= 4 and _NO_CITY.isdisjoint(words) and not known.label(city) and bool(match[1].strip())


def _part(entry: Entry, name: Piece, match: re.Match[str]) -> None:
    city = Piece("city", name.spot.between(*match.span(2)), line=name.line)
    if names_school(match[1]) or name.labeled:
        name.spot = name.spot.between(*match.span(1))
        entry.pieces.append(city)
