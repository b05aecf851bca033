"""Credentials from words: award, abbreviation, field, CIP, delivery and credits of a short text. Never a default.

What is read and what is refused, with examples: docs/normalize/credential.md.
"""

import re
from typing import Any

from pipelines.normalize.delivery import read_delivery
from pipelines.normalize.text import plain

VERSION = "1"
_AWARDS = (
    ("associate", re.compile(r"\bassociate|\bA\.?A\.?S\.?\b|\bA\.?S\.?(?= in\b)", re.IGNORECASE)),
    ("bachelor", re.compile(r"\bbachelor|\bB\.?S\.?\b", re.IGNORECASE)),
    ("master", re.compile(r"\bmaster|\bM\.?S\.?\b", re.IGNORECASE)),
    ("certificate", re.compile(r"\bcertificate\b", re.IGNORECASE)),
    ("diploma", re.compile(r"\bdiploma\b", re.IGNORECASE)),
)
_FIELDS = (
    ("health_informatics", "51.2706", re.compile(r"\bhealth informatics\b", re.IGNORECASE)),
    ("billing_and_coding", "51.0713", re.compile(r"\bbilling\b", re.IGNORECASE)),
    ("coding", "51.0713", re.compile(r"\bcoding\b", re.IGNORECASE)),
    ("hit", "51.0707", re.compile(r"\bhealth information technology\b", re.IGNORECASE)),
    ("him", None, re.compile(r"\bhealth information management\b", re.IGNORECASE)),
)
_CREDITS = re.compile(r"\b(\d{1,3}(?:\.\d)?) (?:semester |quarter )?(?:credits?|credit hours?|units?)\b", re.IGNORECASE)


def predicted(text: str) -> dict[str, Any]:
    """The first credential that a text names, as a JSON-ready object whose fields are None where the text is silent."""
    words = plain(text[:2000])
    award = next((name for name, shape in _AWARDS if shape.search(words)), None)
    field, cip = next(((name, code) for name, code, shape in _FIELDS if shape.search(words)), ("other", None))
    if field == "him":
        cip = "51.0707" if award in ("associate", "certificate") else "51.0706"
    credits = _CREDITS.search(words)
    return {
        "credential": award,
        "abbreviation": None,
        "field": field,
        "cip": cip,
        "delivery": read_delivery(words),
        "credits": float(credits[1]) if credits else None,
    }
