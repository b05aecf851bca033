"""The layout of a text before its words are read: labels, header lines, cells of tables and glued codes become commas.

It moves marks and leaves out labels; it never adds a word and never decides what a place is.
"""

import re
from functools import cache
from itertools import pairwise

from pipelines.normalize.location_gazetteer import all_cities, fold_city, zip_state
from pipelines.normalize.location_words import state_codes, state_spellings, word_group

_GAP = re.compile(r"(?<=[^\s\d,])(?:[ \xa0]{3,}|[ \xa0]?\t[ \t\xa0]*)(?=\S)")
_LABEL = (
    r"(?:(?:street|mailing|physical|postal|business|office|school|main|campus) )?"
    r"(?:address(?: ?line)?(?: ?[12])?|city|town|street|state|province|zip(?: ?code)?|postal ?code|country)"
)
_LABELS = re.compile(rf"\b{_LABEL}(?: ?(?:[/,&|]|and) ?{_LABEL}){{0,4}}[^\S\n]?:(?!\d)", re.IGNORECASE)
_ZIP_LABEL = re.compile(r"(?:zip(?: ?code)?|postal ?code)\s?:", re.IGNORECASE)
_PROPERTY = re.compile(
    r"\b(?:street-?Address|address-?Locality|address-?Region|address-?Country|post-?Office-?Box-?Number|postal-?Code)\b"
    r"['\"]?\s?[:=]?",
    re.IGNORECASE,
)
_PROPERTY_MARKS = str.maketrans({'"': " ", "{": " ", "}": " "})
_CITY_STATE = re.compile(
    r"\b(?:City|Town|CITY)[ ,]([A-Z][^\n:;|]{1,40}?),? (?:State|STATE|ST) (?=[A-Z])(?=([A-Za-z]+))"
)
_ADDRESS_BEFORE_NUMBER = re.compile(r"\b(?:Street |Mailing |Physical )?Address (?=[0-9P])")
_COLON = re.compile(r"([A-Za-z]+)([)\]*]?):(?=\s)")
_GLUED_ZIP = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2})(?=([0-9]{5})(?:-[0-9]{4})?(?![\w-]))")
_STOP_BEFORE_ZIP = re.compile(r"(?<=[A-Za-z]\.)(?=[0-9]{5}(?![0-9]))")
_GLUED_STATE = re.compile(r"(?<=[a-z])([A-Z]{2}) ?(?=([0-9]{5})(?:-[0-9]{4})?(?![\w-]))")
_SLASH = re.compile(r"(?<=[a-z])/(?=([A-Z]{2})(?![A-Za-z/]))")
_FOOTNOTES = re.compile(r"[¹²³⁰-⁹†‡§®™]+(?:,[¹²³⁰-⁹†‡§]+)*")
_STARS = re.compile(r"(?<=[A-Za-z0-9.])\*{1,3}(?=[\s,;)|]|$)")
_HEADER_WORD = re.compile(r"[A-Za-z]+")
_LONGEST_HEADER = 200
_PIPE_CELL = re.compile(r"([A-Za-z. ]{2,30}?)(?: ([0-9]{5}(?:-[0-9]{4})?))?")
_MOST_CELLS = 12


def with_columns(text: str) -> str:
    """Wide gaps and tabs as commas; before the cleaning that makes every gap one space."""
    return _GAP.sub(" , ", text)


def laid_out(text: str) -> str:
    """A plain text with labels and header lines gone, rows of a table as lines of their own, glued codes set apart."""
    if not text.isascii():
        text = _FOOTNOTES.sub("", text)
    if "*" in text:
        text = _STARS.sub("", text)
    text = _STOP_BEFORE_ZIP.sub(" ", text)
    text = _GLUED_ZIP.sub(_set_apart, text)
    text = _GLUED_STATE.sub(_set_apart, text)
    if "/" in text:
        text = _SLASH.sub(lambda found: " , " if found[1] in state_codes() else "/", text)
    text = _without_headers(_without_labels(text))
    return _rows(text) if "|" in text else text


def _set_apart(found: re.Match[str]) -> str:
    """A state's letters glued to its own ZIP code, or to the city before them, as words."""
    if zip_state(found[2]) != found[1]:
        return found[0]
    glued_before = found.start() > 0 and found.string[found.start() - 1].islower()
    return f", {found[1]} " if glued_before else f"{found[1]} "


def _without_labels(text: str) -> str:
    if "ddress" in text or "ostal" in text:
        if _PROPERTY.search(text):
            text = _PROPERTY.sub(",", text.translate(_PROPERTY_MARKS))
        text = _ADDRESS_BEFORE_NUMBER.sub(", ", text)
    if " St" in text or " ST" in text:
        text = _CITY_STATE.sub(_cells_of_labels, text)
    if ":" in text:
        text = _COLON.sub(_apart_from_colon, _LABELS.sub(_mark_for_label, text))
    return text


def _cells_of_labels(found: re.Match[str]) -> str:
    """``City Elko State NV`` without its labels, when a state stands where the label says."""
    return f", {found[1]}, " if found[2].lower() in state_spellings() else found[0]


def _mark_for_label(found: re.Match[str]) -> str:
    """A comma for a label; the label of a ZIP code stays a word, and a city that ends in City stays."""
    before = found.string[max(0, found.start() - 40) : found.start()].split("\n")[-1].split()
    for size in (1, 2):
        if found[0][:4].lower() == "city" and fold_city(" ".join([*before[-size:], "city"])) in all_cities():
            return f"{found[0][:-1]} ,"
    return ", ZIP " if _ZIP_LABEL.fullmatch(found[0]) else ", "


def _apart_from_colon(found: re.Match[str]) -> str:
    """A word with a colon is a heading before what follows; a unit's or a box's word is not."""
    return found[1] if found[1].lower() in word_group("no_heading") else f"{found[1]}{found[2]} :"


def _without_headers(text: str) -> str:
    """The text without the lines that only name columns of lines below: ``School | City | State``."""
    if not _might_be_header(text):
        return text
    lines = text.rstrip().split("\n")
    return "\n".join([*(line for line in lines[:-1] if not _is_header(line)), lines[-1]])


def _might_be_header(text: str) -> bool:
    lower = text.lower()
    return "city" in lower or "address" in lower or "ciudad" in lower


def _is_header(line: str) -> bool:
    if len(line) > _LONGEST_HEADER or any(character.isdigit() for character in line):
        return False
    words = [word.lower() for word in _HEADER_WORD.findall(line)]
    anchors = word_group("header_anchor").intersection(words)
    return (len(anchors) > 1 or "address" in anchors) and word_group("header").issuperset(words)


def _rows(text: str) -> str:
    """Rows of cells between ``|``: those of one place become one piece, and each row ends with a hard mark."""
    lines = text.split("\n")
    is_table = len(lines) > 1 and all(line.count("|") >= 1 for line in lines if line.strip())
    return ("\n; " if is_table else "\n").join(_one_row(line, is_table=is_table) for line in lines)


def _one_row(line: str, *, is_table: bool) -> str:
    cells = [cell.strip(" ,") for cell in line.strip().strip("|").split("|")]
    if len(cells) > _MOST_CELLS:
        return line
    has_state_cell = any(_is_state_cell(cell) and not _is_state_cell(before) for before, cell in pairwise(cells))
    return " , ".join(cells) if has_state_cell or is_table else line


@cache
def _state_names() -> frozenset[str]:
    return frozenset(" ".join(words) for known in state_spellings().values() for words, _ in known)


def _is_state_cell(cell: str) -> bool:
    found = _PIPE_CELL.fullmatch(cell)
    return found is not None and found[1].strip().lower().replace(".", "") in _state_names()
