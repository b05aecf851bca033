"""A label that asks for the accreditor with its answer: "CAHIIM accredited | Yes, through 2030". Pure."""

import re

_ASKS = re.compile(
    r"(?:(?:is|are) (?:it|this|the program) )?cahiim[- ]?(?:accredit\w+|status|approved)?(?: accreditation)?"
    r"(?: status)?"
    r"|accredit\w+ (?:by|from) cahiim|accreditation \(cahiim\)",
    re.IGNORECASE,
)
_INLINE = re.compile(r"cahiim accreditation(?: status)?: ?(?=\S)", re.IGNORECASE)
_QUESTION = re.compile(
    r"[^?\n]{0,60}\baccredit\w*\?\nyes,? (?:it is )?(?:accredited )?"
    r"(?P<by>by (?:cahiim|the commission on accreditation))",
    re.IGNORECASE,
)
"""A heading that asks, and an answer that names nobody else."""
_BARE_STATUS = re.compile(r"(initial|continuing)\b(?: accreditation)?(?=$|[,;.( ])", re.IGNORECASE)
_YES = re.compile(r"yes\b[,;.]?", re.IGNORECASE)
_NO = re.compile(r"no\b(?!t)|not (?:yet|currently|accredited)", re.IGNORECASE)
_LONGEST_ANSWER = 120


def answered(text: str) -> str:
    """A label that asks for accreditation with its answer, as a sentence."""
    if (asked := _QUESTION.match(text)) is not None:
        return f"This program is accredited {asked['by']}{text[asked.end() :]}"
    if (inline := _INLINE.match(text)) is not None and "\n" not in text:
        text = f"CAHIIM accreditation\n{text[inline.end() :]}"
    label, _, answer = text.partition("\n")
    if not _ASKS.fullmatch(label.strip(" :?*")) or "\n" in answer or len(answer) > _LONGEST_ANSWER:
        return text
    if found := _YES.match(answer):
        return f"This program is accredited by CAHIIM{answer[found.end() :]}"
    if _NO.match(answer):
        return "This program is not accredited by CAHIIM."
    if (bare := _BARE_STATUS.match(answer)) is not None:
        return f"The program holds {bare[1]} accreditation from CAHIIM{answer[bare.end() :]}"
    return f"CAHIIM accreditation status: {answer}"
