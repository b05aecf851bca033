"""What pages say of prices in words of their own, said plainly before one is read: who pays no more, sums in brackets.

Takes a section and gives a section; reads no amount. Pure.
"""

import re

_NO_MORE = re.compile(
    r"\b(?:(?:we|the college|the university) )?(?:do|does|will) not (?:charge|cost|ask|pay) (?:\w+ ){0,2}more\b[^.$\n]*"
    r"|\b(?:with )?no (?:extra |additional |higher |separate )(?:charge|cost|fee|price|rate|tuition) for [^.,;$\n]*"
    r"|\b(?:the |one |a single )?same (?:price|rate|tuition|cost|amount) (?:for"
    r"|to) [^.,;:$\n]*\bresidents?\b[^.,;:$\n]*",
    re.IGNORECASE,
)
"""Whom a sentence names only to say that they pay no more."""
_ALL_OF_OURS = re.compile(
    r"\b(?:all|both|each|any)(?: of)?(?: the| our| these)?(?: (?:two|three|four|five|six|\d))?"
    r" (?:programs|certificates|degrees|options) (?:have the same price|cost(?: the same)?)\b",
    re.IGNORECASE,
)
"""What a page says of all of its own programs; prices of many programs are else no program's."""
_RECORD_CHECK = re.compile(
    r"\b(?:criminal|police|state)(?: (?:record|history|police))*s? (?:checks?|search(?:es)?|clearances?)\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r",? ?(?:and |or )?(?P<amount>\$ ?\d[\d,.]*\d)(?P<unit> (?:per|an?|each|every|/) ?\w+)? "
    r"for (?P<whom>[^$();,.]{3,40}?) \((?P<rate>\$ ?\d[\d,.]*\d ?(?:per|an?|/) ?[\w ]{2,14})\)",
    re.IGNORECASE,
)
"""A sum for somebody, with its rate behind it in brackets."""
_OTHERS_OF_STATE = re.compile(
    r"\b[Oo]ther (?:[A-Z][a-z]+(?:ns|ans|ers|ites)|(?:[A-Z][a-z]+ ){1,2}[Rr]esidents?|(?:in-)?state residents?)\b"
)
_MONTHLY = re.compile(
    r"(?m)^\$ ?\d[\d,.]*\n\d+ (?:monthly|weekly|equal|easy)? ?payments?\b[^$\n]*(?P<whole>\$ ?\d[\d,]*(?:\.\d\d)?)"
    r"(?: in)? total\W*$"
)
"""A part of a price, and the sum of the parts."""
_CITIZENS_ELSEWHERE = re.compile(
    r"\b(non-?residents?|out-of-state(?: residents?| students?)?)(?:,| -| \u2013)? "
    r"\(?(?:who are )?(?:U\.?S\.?|American|domestic)(?: (?:citizens?|residents?|students?))?\)?",
    re.IGNORECASE,
)
_WITH_A_FEE = re.compile(
    r"(?m)^tuition (?:and|&|plus|\+) (?:the )?(?:[\w-]+ ){1,3}fees?(?= \||:|$)"
    r"|\bwith tuition and (?:the )?[^,$\n]{3,40} fees? together,?",
    re.IGNORECASE,
)
"""A sum of tuition and one fee that has a name."""


def plainly(text: str) -> str:
    """The section with the words that the rules for prices know."""
    text = _OTHERS_OF_STATE.sub("in-state residents", _MONTHLY.sub(r"Total tuition \g<whole>", text))
    text = "\n".join(map(_brackets_apart, text.split("\n"))) if "($" in text else text
    text = _WITH_A_FEE.sub("Tuition and fees", text)
    text = _RECORD_CHECK.sub("background check", _ALL_OF_OURS.sub("the program costs", text))
    return _CITIZENS_ELSEWHERE.sub(r"\1", _NO_MORE.sub("", text))


def _brackets_apart(line: str) -> str:
    """Sums for several kinds of students, each with its rate in brackets, as lines that name whom each is for."""
    found = list(_BRACKETED.finditer(line))
    if len(found) < 2:
        return line
    unit = next((one["unit"] for one in found if one["unit"]), "")
    made = [line[: found[0].start()]]
    for one in found:
        made += [f"{one['whom']}: {one['amount']}{one['unit'] or unit}", f"{one['whom']}: {one['rate']}"]
    after = line[found[-1].end() :].strip(" .;")
    return "\n".join(filter(None, (*made, after)))
