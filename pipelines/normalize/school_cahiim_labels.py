"""A label that asks for the accreditor with its answer: "CAHIIM accredited | Yes, through 2030". Pure."""

import re

_ASKS = re.compile(
    r"(?:(?:is|are) (?:it|this|the program) )?cahiim[- ]?(?:accredit\w+|status|approved)?(?: accreditation)?"
    r"(?: status)?"
    r"|accredit\w+ (?:by|from) cahiim|accreditation \(cahiim\)",
    re.IGNORECASE,
)
_YES = re.compile(r"yes\b[,;.]?", re.IGNORECASE)
_NO = re.compile(r"no\b(?!t)|not (?:yet|currently|accredited)", re.IGNORECASE)
_LONGEST_ANSWER = 120


def answered(text: str) -> str:
    """A label that asks for accreditation with its answer, as a sentence."""
    label, _, answer = text.partition("\n")
    if not _ASKS.fullmatch(label.strip(" :?*")) or "\n" in answer or len(answer) > _LONGEST_ANSWER:
        return text
    if found := _YES.match(answer):
        return f"This program is accredited by CAHIIM{answer[found.end() :]}"
    if _NO.match(answer):
        return "This program is not accredited by CAHIIM."
    return f"CAHIIM accreditation status: {answer}"
