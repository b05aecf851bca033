"""What stands beside prices on a page and is none, or only changes how one is said: taken out or said plainly. Pure.

Comparisons with others, prices after aid, fees of examiners; loads counted from the first credit; marks and notes.
"""

import re

from pipelines.normalize.school_charge_plain import plainly

_FIRST = re.compile(
    r"(?P<start>^|\| |: )?(?:for )?(?:each of )?(?:the |your )?first (?P<count>\d{1,2}) "
    r"(?P<unit>credit hours?|credits?|units?|hours?)\b(?P<end> ?(?:\||:))?",
    re.IGNORECASE | re.MULTILINE,
)
_ADDITIONAL = re.compile(
    r"\b(?:each|every|per|for each|for every) (?:additional|further|credit (?:there)?after(?: that)?)"
    r"(?: (?:credit hour|credit|unit|hour)s?)?\b"
    r"|\badditional (?:credit hours?|credits?|units?|hours?)\b(?=[^$\n]{0,12}\$)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r",? ?(?:\(|which is |that is |or )?(?:about|roughly|nearly|almost|some|over|up to)? ?\$ ?\d[\d,.]*\d "
    r"(?:less|more|lower|higher|cheaper|below|under|above) (?:than )?[^.$;()]*(?:\(\$ ?\d[\d,.]*\d\))?\)?",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:average|median|mean|typical)\b[^.$;]{0,60}\b(?:universities|colleges|schools|programs|institutions|peers"
    r"|competitors)\b[^.$;]{0,25}\(?\$ ?\d[\d,.]*\d\)?",
    re.IGNORECASE,
)
_EARNED = re.compile(r"\b(?:assistantships?|stipends?|fellowships?)\b[^.]{0,60}\$", re.IGNORECASE)
"""What students are paid."""
_NET = re.compile(r"\bnet (?:price|cost)\b[^.$]{0,90}\b(?:is|was|were|of|averag\w*|:) ?(?:about )?\$", re.IGNORECASE)
_EXAMINERS = re.compile(
    r"\b(?:RHIT|RHIA|CCA|CCS|CCS-P|CPC|CBCS|CEHRS|CPB|CHDA|AHIMA|AAPC|NHA|certification|national)\b[^.$]{0,30}"
    r"\bexam(?:ination)?s?\b",
    re.IGNORECASE,
)
_AS_INFORMATION = re.compile(
    r"\bmembers?\b|\boptional\b|not included|\bexams?(?:ination)? (?:costs|is|runs)\b", re.IGNORECASE
)
_REQUIRED = re.compile(r"\brequired\b|\bmust\b|students pay|\bincluded in\b", re.IGNORECASE)
_WAIVED = re.compile(
    r" (?:is|are|will be|can be|may be)(?: currently)? waived (?:until|through|for|if|when|with|before)\b[^.;$]*",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"\b(?:enrolled )?members? of (?:the |a |an |any )?[^.$|:)]{0,40}?\b(?:tribes?|nation|nations|band|bands)\b"
    r"|\btribal members?\b",
    re.IGNORECASE,
)
_SOLDIERS = re.compile(
    r"\b(?:active )?members? of (?:the )?(?:u\.?s\.? )?(?:armed forces|military|national guard|reserves?)\b",
    re.IGNORECASE,
)
_ONCE_FIRST = re.compile(r",? once, (an?|the) ([\w ]{3,40}?) fee of (?=\$)", re.IGNORECASE)
"""What a sentence says is paid once, before its name: ``and, once, a matriculation fee of $60``."""
_PLAIN_HEAD = re.compile(
    r"^(?:items?|concepto|descripci[oó]n|description|category|charge|type) \| "
    r"(?:costs?|costo|precio|price|amount|total|rate)$",
    re.IGNORECASE | re.MULTILINE,
)
_ELSE = re.compile(
    r"^(?:everyone else|all others?|all other students|everybody else)(?=$|:| \|)", re.IGNORECASE | re.MULTILINE
)
_COURSES_HEAD = re.compile(
    r"^((?:courses?|class(?:es)?|modules?|cursos?)\b[^$\n]*\| )(?:fees?|costo)(?= \||$)", re.IGNORECASE | re.MULTILINE
)
"""The price of a course in a table of courses is that of instruction, whatever its column calls it."""
_COUNTS = {"2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight"}
_TIMES = re.compile(
    r"\b(?P<count>\d{1,2}) (?P<term>semester|quarter|term)s? ?(?:@|x|\u00d7|at) ?(?P<amount>\$ ?\d[\d,]*(?:\.\d\d)?)",
    re.IGNORECASE,
)
_IN_PARTS = re.compile(
    r" ?\([^()\n]*\b(?:installments?|payments)\b[^()\n]*\)"
    r"|,? (?:payable|paid|or pay) (?:in|over) [^.$\n]{0,40}\b(?:installments?|payments)"
    r" of \$ ?\d[\d,]*(?:\.\d\d)?(?: each)?"
    r"|,? or (?:pay )?\$ ?\d[\d,]*(?:\.\d\d)? (?:a|per) month (?:for|over) \w+ months",
    re.IGNORECASE,
)
"""How a price that stands before may be paid in parts."""
_TWO_SIDES = re.compile(
    r" (?:for|if taking|when taking) (?:fewer|less) than \d{1,2} or (?:more|greater) than \d{1,2}"
    r"(?: (?:credits?|credit hours|units|hours))?",
    re.IGNORECASE,
)
"""A load below one figure or above another is no band."""
_SENTENCE = re.compile(r"(?<=[a-z0-9)][.!?]) +(?=[A-Z])")
_MARK = re.compile(r"[*†‡§¹²³]+")
_NOTE = re.compile(r"^\(?([*†‡§¹²³]+)\)? ?(?=\S)")
_ABOUT_LINE = re.compile(
    r"^(?:charged|paid|due|assessed|billed|collected|one[- ]time|once|non-?refundable|per (?:semester|quarter|term"
    r"|credit|course|year)|each (?:semester|quarter|term|course)|every (?:semester|quarter|term)|annual(?:ly)?)\b",
    re.IGNORECASE,
)
_LONGEST_NOTE = 160


def without_asides(text: str) -> str:
    """The section without prices of others, with loads, heads and notes in plain words."""
    text = _TWO_SIDES.sub("", _IN_PARTS.sub("", plainly(text)))
    text = _TIMES.sub(
        lambda found: (
            f"{found['amount']} per {found['term'].lower()} for {_COUNTS.get(found['count'], 'several')} terms"
        ),
        text,
    )
    text = _COURSES_HEAD.sub(r"\1Tuition", _ELSE.sub("Out-of-state residents", text))
    text = _PLAIN_HEAD.sub("Expense | Amount", _MEMBERS.sub("tribal students", text))
    text = _ONCE_FIRST.sub(r" \1 one-time entrance fee of ", _SOLDIERS.sub(_soldiers, text))
    lines = [_without_strays(line) if "$" in line and " | " not in line else line for line in text.split("\n")]
    return with_notes(_from_the_first("\n".join(lines)))


def _soldiers(told: re.Match[str]) -> str:
    return "Military students" if told[0][0].isupper() else "military students"


def _without_strays(line: str) -> str:
    sentences = (
        told
        for told in _SENTENCE.split(line)
        if not (_NET.search(told) or _EARNED.search(told) or _is_of_examiners(told))
    )
    return " ".join(_WAIVED.sub("", _OF_OTHERS.sub("", _COMPARED.sub("", told))) for told in sentences)


def _is_of_examiners(sentence: str) -> bool:
    """Whether a sentence only informs what an examination of somebody else costs."""
    if "$" not in sentence or not _EXAMINERS.search(sentence) or _REQUIRED.search(sentence):
        return False
    return _AS_INFORMATION.search(sentence) is not None and "fee:" not in sentence.lower()


def _from_the_first(text: str) -> str:
    """Loads that are counted from the first credit: ``the first 10 credits``, ``each additional credit``."""
    found = _FIRST.search(text)
    if found is None:
        return text
    count, unit = found["count"], re.sub("s$", "", found["unit"].lower())

    def plainly(match: re.Match[str]) -> str:
        told = f"{match['start'] or ''}{unit}s 1-{match['count']}"
        alone = match["start"] is not None and match["end"] is not None
        return f"{told}, per {unit}{match['end'] or ''}" if alone else f"{told}{match['end'] or ''}"

    return _ADDITIONAL.sub(f"each {unit} over {count}", _FIRST.sub(plainly, text))


def with_notes(text: str) -> str:
    """Each note behind the line that bears its mark; a line that only says how a price is paid behind that price."""
    lines = text.split("\n")
    notes = {found[1]: line[found.end() :] for line in lines if (found := _NOTE.match(line)) and len(line) < 400}
    made: list[str] = []
    for line in lines:
        marks = [mark[0] for mark in _MARK.finditer(line) if mark[0] in notes and not _NOTE.match(line)]
        if len(notes) > 1 and len(set(marks)) == 1 and "$" in line and "$" not in notes[marks[0]]:
            note = _SENTENCE.split(notes[marks[0]])[0].rstrip(".")
            made.append(f"{line.replace(marks[0], '')} ({note})")
        elif made and _goes_with(line, made[-1]):
            made[-1] = f"{made[-1].rstrip('.')} ({line.rstrip('.')})"
        else:
            made.append(line)
    return "\n".join(made)


def _goes_with(line: str, before: str) -> bool:
    if "$" in line or " | " in before or before.count("$") != 1 or len(line) > _LONGEST_NOTE:
        return False
    named = any(map(str.isalpha, before.partition("$")[0]))
    return named and _ABOUT_LINE.match(line) is not None and len(before) < _LONGEST_NOTE
