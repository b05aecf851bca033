"""Credits and clock hours of a whole program from a line of its page: one figure, or none. Pure; never converts."""

import re

VERSION = "2"
_NUMBER = r"\d{1,3}(?:\.\d{1,2})?"
_RANGE = rf"({_NUMBER})(?:\s?(?:-|–|to)\s?({_NUMBER}))?"
_UNIT = (
    r"(?:(?:total|semester|quarter|college|required|academic|program|degree|sem\.?|qtr\.?)[ -])*"
    r"(?:credits?|cr[eé]ditos?|units?|crs?\b\.?|semester hours?|quarter hours?|hours of credit|s\.?h\.?\b)"
)
_BEFORE_UNIT = re.compile(rf"(?<![\d.$–-]){_RANGE}[ -]*{_UNIT}(?![A-Za-z])", re.IGNORECASE)
_AFTER_UNIT = re.compile(
    rf"(?:credits?|cr[eé]ditos?|units|hours?|total|cr)\b[^\d$]{{0,60}}?{_RANGE}(?![\d%]|,\d)", re.IGNORECASE
)
_OF_DEGREE = re.compile(
    r"\b(\d{2,3})[ -]hour (?:bachelor|master|associate|degree|major|undergraduate"
    r"|graduate)",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:^|\n|\| )\s*({_NUMBER})\s*(?:\*|$|\n)")
_CLOCK = re.compile(
    r"(\d{1,2},\d{3}|\d{2,4})(?:\.\d)?[ -]*(?:total )?(?:(?:clock|contact|instructional|training"
    r"|classroom)[ -])?(?:hours?|horas)",
    re.IGNORECASE,
)
_LARGE = re.compile(r"(\d{1,2},\d{3}|\d{3,4})")
_MOST = 400
_MOST_HOURS = 199
"""More of what is only called hours are hours of the clock."""
_CREDIT = re.compile(r"cr|unit", re.IGNORECASE)
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {
    **{word: number for number, word in enumerate(_ONES.split(), 1)},
    **{word: 10 * number for number, word in enumerate(_TENS.split(), 2)},
    "hundred": 100,
}
_IN_WORDS = re.compile(
    rf"\b(?:(?:one |a )?hundred(?: and)?(?:[ -](?:{'|'.join(_TENS.split())}))?(?:[ -](?:{'|'.join(_ONES.split())}))?"
    rf"|(?:{'|'.join(_TENS.split())})(?:[ -](?:{'|'.join(_ONES.split()[:9])}))?)(?=[ -](?:[a-z]+[ -])?(?:credit|unit"
    rf"|hour))",
    re.IGNORECASE,
)


def read_credits(text: str) -> int | float | dict[str, int | float] | None:
    """The credits that a line gives the whole award; of a range its ``least`` and ``most``."""
    text = _IN_WORDS.sub(_figures, text)
    most = _MOST if _CREDIT.search(text) else _MOST_HOURS
    for pattern in (_BEFORE_UNIT, _OF_DEGREE, _AFTER_UNIT, _ALONE):
        for match in pattern.finditer(text):
            number = _as_number(match[1])
            if not 1 <= number <= most:
                continue
            if (match.lastindex or 0) > 1 and match[2] is not None:
                return {"least": number, "most": _as_number(match[2])}
            return number
    return None


def _figures(words: re.Match[str]) -> str:
    """A number below two hundred in figures."""
    told = re.split(r"[ -]+", words[0].lower().replace("one hundred", "hundred"))
    return str(sum(_VALUES.get(word, 0) for word in told))


def _as_number(text: str) -> int | float:
    number = float(text)
    return int(number) if number == int(number) else number


def read_clock_hours(text: str) -> int | None:
    """The clock hours that a line gives the whole program."""
    match = _CLOCK.search(text) or _LARGE.search(text)
    return int(match[1].replace(",", "")) if match else None
