"""Which short texts are a city with its state, and which are likely the name of a school. Knows texts, not pages.

Every pattern is linear in a text that is cut short before it is looked at.
"""

import re
from functools import cache

import us

from spiders.texts import tokens

SCHOOL_WORDS = frozenset((
    "university", "college", "colleges", "institute", "academy", "school", "schools", "universidad", "colegio",
    "instituto", "polytechnic", "seminary", "conservatory", "tech", "campus", "suny", "cuny", "recinto",
))  # fmt: skip
SCHOOL_SORTS = frozenset((
    "public", "private", "nonprofit", "non", "profit", "for", "not", "community", "college", "university", "2", "4",
    "two", "four", "year", "technical", "state", "school", "institution", "online", "campus", "proprietary", "career",
    "and", "or", "vocational", "institute", "large", "small", "medium", "size", "suburban", "urban", "rural", "a",
    "trade", "tech", "accredited",
))  # fmt: skip
"""With nothing but these a text says what sort of school it is, not which."""
PROSE = frozenset((
    "our", "you", "your", "we", "offers", "provides", "students", "their", "they", "is", "are", "has", "will", "can",
    "was",
))  # fmt: skip
_LONGEST = 300
_STATE_AT_END = re.compile(r",\s{0,3}([A-Za-z.]{2,15}(?: [A-Za-z]{2,10}){0,2}?)\.?(?:\s{1,3}\d{5}(?:-\d{4})?)?$")
_CITY = re.compile(r"[^\W\d_][\w.'\u2019 -]{1,40}")
_ADDRESS = re.compile(r"[\w#.,'\u2019&/ -]{2,150}")
_TAIL = re.compile(r"(?:,|\s[-\u2013\u2014|]|\s?\()\s{0,3}([^,()]{2,40},[^,()]{2,30})\)?$")
_MODE = re.compile(
    r"[\s,/&(\u2013-]{0,4}(?:and |or |\+ )?(?:100% |fully )?(?:online|on-campus|campus|hybrid)\)?$", re.IGNORECASE
)
_ASIDE = re.compile(r"\s?\([^()$]{1,30}\)$")
_CENTER = re.compile(
    r"\w (?:career|careers|technical|technology|vocational|training|learning|education|skills) cent(?:er|re)\b",
    re.IGNORECASE,
)
"""Schools that call themselves centers."""
_LETTERS = re.compile(r"[^a-z ]+")
_DEGREE = re.compile(r"(?:A\.S|M\.A|M\.S)\.?")
"""Awards in letters with stops that spell a state without them."""


@cache
def state_codes() -> dict[str, str]:
    """USPS codes by every spelling of a state, district or territory: code, name, AP abbreviation, without stops."""
    known: dict[str, str] = {}
    for state in (*us.STATES_AND_TERRITORIES, us.states.DC):
        for spelling in (state.abbr, state.name, state.ap_abbr or state.name):
            known[_plain(spelling)] = state.abbr
    return known


def state_code_of(text: str) -> str | None:
    """The USPS code of a text that is a state and nothing else."""
    return state_codes().get(_plain(text)) if len(text) <= 40 else None


def _plain(text: str) -> str:
    return " ".join(_LETTERS.sub("", text.lower()).split())


def is_place(text: str) -> bool:
    """Whether a text is a city with its state, perhaps with a street, a ZIP code or "online" beside it."""
    short = text.strip(" .") if len(text) <= 160 else ""
    short = short[1:-1] if short.startswith("(") and short.endswith(")") else short
    short = _MODE.sub("", _ASIDE.sub("", short)).replace(" ,", ",")
    state = _STATE_AT_END.search(short)
    if state is None or state_code_of(state[1]) is None or _DEGREE.fullmatch(state[1]):
        return False
    before = short[: state.start()]
    if names_school(before):
        return False
    return bool(_CITY.fullmatch(before) or (any(map(str.isdigit, before)) and _ADDRESS.fullmatch(before)))


def place_after(text: str) -> tuple[str, str] | None:
    """The words before a place at the end of a text, and that place: "Sinclair College (Dayton, OH)"."""
    found = _TAIL.search(text[:_LONGEST])
    if found is None or len(text) > _LONGEST or not is_place(found[1]):
        return None
    before = text[: found.start()].strip(" ,-\u2013\u2014|")
    return (before, found[1].strip()) if before else None


def names_school(text: str) -> bool:
    """Whether a text is likely a school's name by its words: short, with a word such as university, and no award."""
    said = tokens(text)
    if not 1 < len(said) <= 14 or len(text) > 140:
        return False
    if text.rstrip().endswith(("!", "?")) or not PROSE.isdisjoint(said):
        return False
    if any(word.startswith(("certificate", "diploma")) for word in said) or {"schools", "colleges"} & set(said):
        return False
    parts = {part for word in said for part in word.split("-")}
    if parts <= SCHOOL_SORTS:
        return False
    return not SCHOOL_WORDS.isdisjoint(parts) or _CENTER.search(text) is not None
