"""How a program is taught, from the words alone: campus, online or hybrid; never from what a school usually does."""

import re

VERSION = "1"
_HYBRID = re.compile(r"\b(?:hybrid|blended)\b", re.IGNORECASE)
_ONLINE = re.compile(r"\bonline\b|\bdistance (?:education|learning)\b", re.IGNORECASE)
_CAMPUS = re.compile(r"\bon[- ]campus\b|\bcampus(?:es)?\b|\bin[- ]person\b", re.IGNORECASE)


def read_delivery(text: str) -> str | None:
    """campus, online or hybrid; None when the words say none of them, or more than one."""
    if _HYBRID.search(text):
        return "hybrid"
    online, campus = _ONLINE.search(text) is not None, _CAMPUS.search(text) is not None
    if online == campus:
        return None
    return "online" if online else "campus"
