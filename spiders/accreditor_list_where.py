"""Where a program is, in a text of an accreditor's list: city and state, an address in one line, or online."""

import re

from spiders.accreditor_list_cuts import shifted
from spiders.accreditor_list_words import LONGEST, Found, Vocabulary
from spiders.schools_and_places import is_place, state_code_of
from spiders.texts import folded

_LETTERS = re.compile(r"[A-Za-z](?:[A-Za-z. ]*[A-Za-z.])?")
_STREET = re.compile(r"\d{1,6}[A-Za-z]? +[\w.'# -]{3,80}|P\.?O\.? Box \d+", re.IGNORECASE)
_STATE_FIRST = re.compile(r"^([A-Za-z. ]{2,20}?) ?(?:[-\u2013\u2014:|/]|,(?= )) ?([A-Za-z.' -]{2,40})$")
_CITY_AND_CODE = re.compile(r"([A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}) ([A-Z]{2})")
_CITY_STATE = re.compile(
    r"^(.{2,120}?)(?: ?[,/|] ?| +[-\u2013] +| +)([A-Za-z.]{2,15}(?: [A-Za-z]{2,10}){0,2}?)\.?"
    r"(?:,? +(\d{5}(?:-\d{4})?))?$"
)

URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{3,300}|[a-z0-9][a-z0-9.-]{1,80}\.(?:edu|com|org|net|us)(?:/\S{0,200})?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+'-]{1,80}@[\w-]{1,80}(?:\.[\w-]{1,40}){1,5}")
_PHONE = re.compile(
    r"(?:tel|ph|phone)?[.: ]{0,3}\+?1?[ .-]?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]\d{4}(?:,? ?(?:x|ext)\.? ?\d{1,6})?",
    re.IGNORECASE,
)
_ZIP = re.compile(r"\d{5}(?:-\d{4})?")
_STREET_LINE = re.compile(
    r"\d{1,6}[A-Za-z]? +[\w.'# -]{2,60}? (?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Way|Pkwy|"
    r"Parkway|Hwy|Highway|Ct|Court|Pl|Place|Circle|Plaza)\.?(?:,? [\w.# -]{1,30})?|P\.?O\.? Box \d+",
    re.IGNORECASE,
)
PARTS = (("ignored", _EMAIL), ("phone", _PHONE), ("website", URL), ("zip", _ZIP), ("address", _STREET_LINE))
"""Texts that are told by their form alone."""


class Where:
    """Reads places with the words of one source; each answer is letters of the text with the kind of what they say."""

    def __init__(self, known: Vocabulary) -> None:
        self.known = known

    def place(self, text: str) -> list[Found]:
        """City and state of "Dayton, OH", "Dayton, Ohio 45402", "OH - Dayton", or an address in one line."""
        whole = Found(0, len(text), "address")
        if text[:1] == "(" and text[-1:] == ")" and len(text) > 2:
            return shifted(self.place(text[1:-1]), 1)
        if folded(text) in self.known.site.words.online:
            return [Found(0, len(text), "delivery")]
        if state_code_of(text) is not None:
            name = _LETTERS.search(text)
            return [Found(*name.span(), "state") if name else Found(0, len(text), "state")]
        plain = _CITY_AND_CODE.fullmatch(text.strip())
        if plain is not None and state_code_of(plain[2]):
            return shifted([Found(*plain.span(1), "city"), Found(*plain.span(2), "state")], text.find(plain[1]))
        match = _CITY_STATE.match(text[:LONGEST])
        if match and state_code_of(match[2]) and (len(match[2].strip(".")) > 2 or match[2].isupper()):
            state = [Found(*match.span(2), "state"), *([Found(*match.span(3), "zip")] if match[3] else [])]
            street, comma, _ = match[1].rpartition(",")
            start = len(street) + len(comma)
            if not comma and _STREET.match(match[1]):
                return [whole, *state]
            city = Found(start + len(match[1][start:]) - len(match[1][start:].lstrip()), match.end(1), "city")
            return [*([whole] if comma else []), city, *state]
        match = _STATE_FIRST.match(text[:LONGEST])
        if match and state_code_of(match[1]) and state_code_of(match[2]) is None:
            return [Found(*match.span(2), "city"), Found(*match.span(1), "state")]
        return [Found(0, len(text), "address" if any(map(str.isdigit, text)) or "," in text else "city")]

    def is_place(self, text: str) -> bool:
        """Whether a text is a city with its state; "Health Informatics, MS" is none."""
        return is_place(text) and not self.known.fields(text)
