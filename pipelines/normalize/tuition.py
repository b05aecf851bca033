"""Charges from words: every amount that is a price, with basis, residency and kind, or unknown. Never guesses one.

What is read and what is refused, with examples: docs/normalize/tuition.md.
"""

import re
from typing import Any

from pipelines.normalize.text import plain

VERSION = "1"
_AMOUNT = re.compile(r"\$ ?(\d{1,3}(?:,\d{3})+|\d{1,7})(\.\d{2})?(?!\d)")
_BASES = (
    ("per_clock_hour", re.compile(r"(?:per|/|an?|each) ?(?:clock|contact) hour", re.IGNORECASE)),
    ("per_credit", re.compile(r"(?:per|/|an?|each) ?(?:semester |quarter )?(?:credit|unit|hour)", re.IGNORECASE)),
    ("per_term", re.compile(r"(?:per|/|an?|each) ?(?:semester|term|quarter)", re.IGNORECASE)),
    ("per_year", re.compile(r"(?:per|/|an?|each) ?(?:academic )?year|annual", re.IGNORECASE)),
    ("per_program", re.compile(r"(?:per|/|for the|entire) ?program", re.IGNORECASE)),
)
_RESIDENCIES = (
    ("out_of_state", re.compile(r"out[- ]of[- ]state|non-?resident", re.IGNORECASE)),
    ("in_district", re.compile(r"in[- ](?:district|county)", re.IGNORECASE)),
    ("in_state", re.compile(r"in[- ]state|resident", re.IGNORECASE)),
)


def predicted(text: str) -> list[dict[str, Any]]:
    """Every charge of the text in order, as JSON-ready objects; amounts are decimal strings of US dollars."""
    words = plain(text)
    return [_charge(words, found) for found in _AMOUNT.finditer(words)]


def _charge(words: str, found: re.Match[str]) -> dict[str, Any]:
    amount = found[1].replace(",", "") + (found[2] or ".00")
    near = words[max(0, found.start() - 60) : found.end() + 60]
    return {
        "amount_min": amount,
        "amount_max": amount,
        "currency": "USD",
        "basis": next((name for name, shape in _BASES if shape.search(near)), "unknown"),
        "term": None,
        "residency": next((name for name, shape in _RESIDENCIES if shape.search(near)), "any"),
        "kind": "tuition" if re.search("tuition", near, re.IGNORECASE) else "other",
        "academic_year": None,
        "credits": None,
        "credit_load_min": None,
        "credit_load_max": None,
    }
