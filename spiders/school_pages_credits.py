"""Where a program page says how many credits or clock hours the whole award takes: labels, totals, sentences.

Totals of a semester or a group of courses are told apart from that of the whole. Reads no figure as a value.
"""

import re
from collections.abc import Iterator

from spiders.school_pages_block import Block
from spiders.school_pages_cite import Found
from spiders.school_pages_facts import LONGEST_LINE, cited, first_of, labeled
from spiders.school_pages_phrases import AnyOf

_CREDITS = AnyOf(
    (
        r"\d[ -]*(?:(?:total|semester|quarter|college|required|academic|program|degree)[ -])*"
        r"(?:credits?|cr[eé]ditos?|units?|cr\.?|semester hours?|quarter hours?|hours of credit|s\.?h\.?)(?![a-z$])",
        r"\bcredits?\b[^.$]{0,40}?\b\d{2,3}\b",
        r"\bunits\b[^.$]{0,40}?\b\d{2,3}\b",
        ("hour", r"\b\d{2,3}[ -]hour (?:bachelor|master|associate|degree|major|undergraduate|graduate)"),
    )
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred")
_IN_WORDS = AnyOf(
    rf"{ten}(?:[ -]\w+)?[ -](?:\w+[ -])?(?:credits?|units?|semester hours?|quarter hours?)\b" for ten in _TENS
)
_STEMS = ("credit", "crédit", "unit", "cr.", " cr", "hours", "horas", "-hour", "s.h", " sh")
_TOTAL = re.compile(r"\b(?:totals?|minimum|required to graduate|degree requires|program requires)\b", re.IGNORECASE)
_PARTS = ("semester", "term", "quarter", "year", "core", "general education", "major", "elective")
_NOT_IN_ALL = r"(?!\d* (?:\w+ ){1,2}in (?:total|all)\b)"
_PART = AnyOf((
    "sub-?total",
    *(rf"\b{part}s?(?: \w+)? totals?\b" for part in (*_PARTS, "fall", "spring", "summer", "section", "group")),
    r"total (?:credits? |hours? |units? )?(?:for |in )?(?:the )?(?:(?:first|second|third|fourth|fall|spring|summer"
    rf"|\d\w*) )?(?:{'|'.join(_PARTS)})s?\b(?! (?:credit|hour|unit))",
    *(rf"\b{part} \(\d{_NOT_IN_ALL}" for part in ("courses?", "core", "electives?", "education")),
    "in residence",
    "bring in",
    r"up to \d+ (?:credits?|units|hours)",
    "per (?:semester|term|quarter|year)",
    "each (?:semester|term|quarter)",
))  # fmt: skip
_ALONE = re.compile(
    r"(?:an? )?\d{1,3}(?:\.\d)?[ -](?:(?:total|semester|quarter|college) )?"
    r"(?:credits?|credit hours?|units|semester hours?|quarter hours?)(?: (?:total|program|hours))?",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"program|degree|certificate|diploma|complet|graduat|award|curriculum|consists|require|credential|programa", re.I
)
_NAMED_WHOLE = re.compile(r"program|degree|certificate|diploma|overall|grand|graduat|award", re.IGNORECASE)
_CLOCK = re.compile(
    r"\d[ -]*(?:total )?(?:clock|contact|instructional|training|classroom)[ -]hours?|\d{3,4} hours? in (?:the "
    r"|a )?class|\d horas(?: reloj| contacto)?\b"
    r"|\d{3,4}[ -]hour (?:[a-z-]+ ){0,2}(?:certificate|course|training|diploma)"
    r"|\d[ -]hours? (?:of (?:training"
    r"|instruction)|program)",
    re.IGNORECASE,
)
_HOURS_AMONG_FACTS = re.compile(
    r"(?:^|[\u00b7\u2022|;,\u2013\u2014/-] ?)(\d{1,2},\d{3}|\d{3,4}) (?:total )?hours"
    r"(?= ?(?:$|[\u00b7\u2022|;,\u2013\u2014/(-]))",
    re.IGNORECASE,
)
_OF_PRACTICE = re.compile(
    r"\b(?:practic\w+|externships?|internships?|clinical|sites?|field (?:work|experience)|on-the-job)\b", re.IGNORECASE
)
_LONGEST_FACTS = 160
_CLOCK_WORD = re.compile(r"clock|contact|instruction|training", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,2})?")
_MOST = 4
_LEAST_HOURS = 200
"""A whole program of fewer hours, where nothing says of what, counts credits."""


def credits_of(blocks: list[Block]) -> Iterator[Found]:
    """The lines on credits and on clock hours, likeliest first."""
    usable = [
        block
        for block in blocks
        if len(block.text) <= LONGEST_LINE and (block.has_digit or block.says(*_TENS))
        and (block.says(*_STEMS) or labeled(block, "credits") or labeled(block, "clock_hours") or block.says("total"))
        and not block.all_topics & {"careers", "aid"}
    ]  # fmt: skip
    whole = [block for block in usable if not _is_of_a_part(block)]
    plain = [block for block in whole if "$" not in block.text]
    totals = [block for block in plain if _is_total(block)]
    told = [block for block in plain if labeled(block, "credits") and _NUMBER.search(block.value)]
    told = [block for block in told if not block.label.lower().startswith("total") or block not in totals]
    alone = [block for block in whole if _ALONE.fullmatch(block.text) and "curriculum" not in block.topics]
    intro = [block for block in whole if not block.topics and len(block.text) < 200 and _counts(block)]
    lines = (block for block in whole if _tells_credits(block))
    ranked = (block for group in (told, _grand(totals), alone, intro, lines) for block in group)
    yield from first_of("credits_text", ranked, _MOST)
    yield from (cited("clock_hours_text", block) for block in [b for b in usable if _tells_hours(b)][:2])


def _counts(block: Block) -> bool:
    return _CREDITS.within(block.lower) or _IN_WORDS.within(block.lower)


def _is_of_a_part(block: Block) -> bool:
    """Whether the only figure of a line counts a semester, a group of courses or what is brought along."""
    return _PART.within(block.lower) or ("transfer" in block.lower and len(_NUMBER.findall(block.text)) < 2)


def _is_total(block: Block) -> bool:
    if len(block.text) >= 200 or not _TOTAL.search(block.text) or _CLOCK.search(block.text):
        return False
    if block.form and len(_TOTAL.findall(block.text)) > 1:
        return False  # the totals of terms side by side
    return (
        "credit" in block.lower
        or "hours" in block.lower
        or "curriculum" in block.topics
        or _CREDITS.within(block.lower)
    )


def _grand(totals: list[Block]) -> list[Block]:
    """The totals of the whole, the largest first; none of several that are only those of its parts."""
    ranked = sorted(totals, key=_largest, reverse=True)
    named = [block for block in ranked if _NAMED_WHOLE.search(block.text)]
    if named:
        return named
    if len(ranked) < 2 or _largest(ranked[0]) >= 1.5 * _largest(ranked[1]):
        return ranked[:1]
    return []


def _largest(block: Block) -> float:
    return max((float(told) for told in _NUMBER.findall(block.text)), default=0.0)


def _tells_credits(block: Block) -> bool:
    if not block.says(*_STEMS) or not _counts(block) or not _WHOLE.search(block.text):
        return False
    return not (block.form and block.topics & {"curriculum", "admission", "tuition"})


def _bare_hours(block: Block) -> bool:
    """Whether a line of facts under the title gives hours that are too many for credits: "Certificate - 240 hours"."""
    if block.topics or len(block.text) > _LONGEST_FACTS or block.form:
        return False
    found = _HOURS_AMONG_FACTS.search(block.text)
    return found is not None and float(found[1].replace(",", "")) >= _LEAST_HOURS and "credit" not in block.lower


def _tells_hours(block: Block) -> bool:
    if not block.says("hour", "horas") and not labeled(block, "clock_hours"):
        return False
    if _bare_hours(block):
        return True
    if _OF_PRACTICE.search(block.text) and not _TOTAL.search(block.text) and _largest(block) < _LEAST_HOURS:
        return False
    if _CLOCK.search(block.text):
        return "curriculum" not in block.topics or _TOTAL.search(block.text) is not None or not block.is_item
    told = _NUMBER.search(block.value.replace(",", ""))
    if told is None or not labeled(block, "clock_hours") or "credit" in block.lower:
        return False
    return _CLOCK_WORD.search(block.label) is not None or float(told[0]) >= _LEAST_HOURS
