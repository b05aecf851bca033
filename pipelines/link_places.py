"""Places made comparable: city, street, ZIP, telephone number and web domain as keys that are equal for one place.

Any text gives a key or the empty text, which is evidence of nothing; nothing is looked up and nothing is refused.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from pipelines.link_names import folded
from pipelines.link_words import words

_DIGITS = re.compile(r"[0-9]+")
_NUMBER = re.compile(r"([0-9]+)[a-z]?")
_NO_HOUSE = frozenset(["box", "suite", "ste", "room", "rm", "unit", "bldg", "floor", "hwy", "rt"])
_DIRECTIONS = frozenset(["n", "s", "e", "w", "ne", "nw", "se", "sw"])
_SHARED_HOSTS = frozenset(["facebook.com", "google.com", "wixsite.com", "weebly.com", "wordpress.com", "blogspot.com"])
_LONGEST = 200


def city_key(text: str | None) -> str:
    """``St. Paul`` and ``Saint Paul`` give ``saintpaul``."""
    return _city_key((text or "")[:_LONGEST])


@lru_cache(maxsize=50_000)
def _city_key(text: str) -> str:
    short = words().abbreviations
    return "".join("".join(short[word]) if word in ("st", "ste", "mt", "ft") else word for word in folded(text).split())


def state_key(text: str | None) -> str:
    """The upper-case postal code of two letters, or empty."""
    code = (text or "").strip().upper()
    return code if len(code) == 2 and code.isalpha() and code.isascii() else ""


def zip_key(text: str | None) -> str:
    """The first five digits of a ZIP code, or empty."""
    digits = _DIGITS.match((text or "").strip())
    return digits[0][:5] if digits and len(digits[0]) in (5, 9) else ""


def phone_key(text: str | None) -> str:
    """Ten digits without country code and extension, or empty."""
    digits = "".join(_DIGITS.findall((text or "")[:40]))
    digits = digits[1:] if digits.startswith("1") else digits
    return digits[:10] if len(digits) >= 10 and len(set(digits[:10])) > 2 else ""


def street_key(text: str | None) -> tuple[str, str]:
    """House number and the first word of the street, ``("4900", "meridian")``; empty texts where there is none.

    Directions and the kind of street are left out, post boxes have no house. A whole address in one line will do.
    """
    return _street_key((text or "")[:_LONGEST])


@lru_cache(maxsize=50_000)
def _street_key(text: str) -> tuple[str, str]:
    short = words().streets
    parts = [short.get(word, word) for word in folded(text.replace("-", "")).split()]
    for before, part, *after in zip(["", *parts], parts, parts[1:], [*parts[2:], ""], strict=False):
        house = _NUMBER.fullmatch(part)
        rest = [word for word in after if word and word not in _DIRECTIONS]
        if house and rest and before not in _NO_HOUSE:
            return house[1], rest[0]
    return "", " ".join(parts[:2])


def domain_key(text: str | None) -> str:
    """The school's domain of a web address (``aamu.edu``, ``lebanonctc.k12.pa.us``), or empty."""
    stripped = (text or "").strip()[:2000]
    try:
        host = (urlsplit(stripped if "//" in stripped else f"//{stripped}").hostname or "").rstrip(".")
    except ValueError:
        return ""
    labels = host.encode("ascii", "ignore").decode().lower().split(".")
    if len(labels) < 2 or not all(labels):
        return ""
    kept = 4 if labels[-1] == "us" else 3 if len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    domain = ".".join(labels[-kept:])
    return "" if domain in _SHARED_HOSTS else domain.removeprefix("www.")
