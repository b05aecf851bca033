"""Amounts as cents: what a token with or without a dollar sign is worth, or None where digits are too broken to read.

A footnote digit glued behind full groups or two decimals is not part of the amount. Never guesses a misplaced comma.
"""

import re
from typing import Final

LARGEST: Final = 1_000_000_000
"""Cents from which an amount is no price of a program."""

_GROUPED: Final = re.compile(r"([0-9]{1,3}(?:,[0-9]{3}){1,4})(\.[0-9]{2})?[0-9]?")
_PLAIN: Final = re.compile(r"([0-9]{0,9})(?:\.([0-9]{1,2})[0-9]?)?")
_SHORT: Final = 8
_LONG: Final = 11
_DIGITS: Final = re.compile(r"[0-9.,]+")
_ONES: Final = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS: Final = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_LARGE: Final = {"hundred": 100, "thousand": 1000}
SMALL_NUMBERS: Final = {word: value for word, value in _ONES.items() if value > 1}
NUMBER_WORDS: Final = frozenset((*_ONES, *_TENS, *_LARGE))


def cents(token: str) -> int | None:
    """The worth of a token such as ``$1,250.00``, ``$4.5k``, ``.50`` or ``us$ 90``; None if it cannot be read."""
    body = token[1:] if token[0] == "$" else token
    length = len(body)
    if length < _SHORT:
        if body.isdecimal():
            return 100 * int(body)
        if length > 4 and body[-4] == ",":
            digits = body.replace(",", "", 1)
            if digits.isdecimal():
                return 100 * int(digits)
        elif length > 3 and body[-3] == ".":
            digits = body.replace(".", "", 1)
            if digits.isdecimal():
                return int(digits)
    elif length < _LONG and body[-7] == "," and body[-3] == ".":
        digits = body.replace(",", "", 1).replace(".", "", 1)
        if digits.isdecimal():
            return int(digits)
    return _any_cents(token)


def _any_cents(token: str) -> int | None:
    """The worth of a token in whatever form."""
    digits = _DIGITS.search(token.replace(" ", ""))
    if digits is None:
        return None
    number = digits.group().rstrip(",.")
    found = _GROUPED.fullmatch(number) or _PLAIN.fullmatch(number)
    if found is None or not number:
        return None
    whole = int(found[1].replace(",", "") or "0")
    fraction = (found[2] or "").lstrip(".")
    worth = 100 * whole + int((fraction + "00")[:2])
    if token.endswith("k"):
        worth *= 1000
    return worth if worth < LARGEST else None


def as_text(worth: int) -> str:
    """Cents as the decimal string of the public form, always with two places."""
    dollars, rest = divmod(worth, 100)
    return f"{dollars}.{rest:02}" if rest else f"{dollars}.00"


def plain_number(token: str) -> float | None:
    """The value of a bare number with at most two decimals (``12``, ``7.99``, ``1,050``), else None."""
    if len(token) < _SHORT and token.isdecimal():
        return float(token)
    if not token or not ("0" <= token[0] <= "9") or not ("0" <= token[-1] <= "9"):
        return None
    worth = cents(token)
    return None if worth is None else worth / 100


def spelled(words: list[str]) -> int | None:
    """Dollars spelled out (``three hundred``, ``twenty five``); None where the words are no whole number."""
    total = part = 0
    for word in words:
        if word in _ONES or word in _TENS:
            part += _ONES.get(word) or _TENS.get(word, 0)
        elif part == 0:
            return None
        elif word == "hundred":
            part *= 100
        else:
            total, part = total + 1000 * part, 0
    return total + part or None
