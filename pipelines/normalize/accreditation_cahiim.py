"""The sentence that CAHIIM has every accredited program print on its page, read by its pieces.

The pieces are the field, the college, the degree level, the status and the year that accreditation is reaffirmed
through. Wording, order and punctuation around them differ from page to page and do not matter; a piece that is not
there is None, never filled in. Required by https://www.cahiim.org/accreditation/website-requirements.
"""

import re
from dataclasses import dataclass
from typing import Literal

from pipelines.normalize.accreditation_reading import Accreditation, read_units
from pipelines.normalize.accreditation_words import joined_lines
from pipelines.normalize.text import plain

Field = Literal["health_information_management", "health_informatics"]
DegreeLevel = Literal["certificate", "associate", "bachelor", "master", "doctorate"]

_NAMED = re.compile(r"cahiim|accreditation (?:for|of|in) health info", re.IGNORECASE)
_OWN_NAME = re.compile(
    r"(?:commission|council) on (?:the )?accreditation (?:for|of|in) (?:the )?health informatics (?:and|&) "
    r"(?:health )?information management(?: education)?|\bcahiim\b",
    re.IGNORECASE,
)
_MANAGEMENT = re.compile(r"\b(?:health information (?:management|technology|administration)|HI[MTA])\b", re.IGNORECASE)
_INFORMATICS = re.compile(r"\bhealth(?:care)? informatics\b", re.IGNORECASE)
_LEVELS: tuple[tuple[re.Pattern[str], DegreeLevel], ...] = (
    (re.compile(r"\bcertificate|\bpost[- ]?bacc", re.IGNORECASE), "certificate"),
    (re.compile(r"\bassociate|\bA\.?A\.?S\b", re.IGNORECASE), "associate"),
    (re.compile(r"(?<!post)(?<!post-)\bbaccalaureate|\bbachelor|\bB\.S\b|\bBS\b", re.IGNORECASE), "bachelor"),
    (re.compile(r"\bmaster|\bM\.S\b|\bMS\b", re.IGNORECASE), "master"),
    (re.compile(r"\bdoctora", re.IGNORECASE), "doctorate"),
)
_ACCREDITOR_OF = re.compile(r"\baccredit(?:or|er|ing \w{1,20}) (?:of|for) (?:the )?([A-Z][^\n]{2,120}?),? (?:is|are)\b")
_OWNER = re.compile(r"(?:^|\. |\n)(?:The )?([A-Z][^.\n]{2,100}?)['\u2019]s? accreditation for\b")
_BROKEN = re.compile(r"(?:^|\W)(?:St|Mt|Ft|Ste|Dr|No|U\.S)\.$")
_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-Z\"(])|\n")
_GENERIC = frozenset(("college", "university", "institution", "school", "program", "the college", "our college"))
_LONGEST_SENTENCE = 1500
_SENTENCES = 3
_CANDIDATES = 20
"""So many sentences that name CAHIIM are looked at on one page; the statement stands in one of the first."""


@dataclass(frozen=True, slots=True)
class CahiimStatement:
    """What a page says of its program's CAHIIM accreditation; None where a piece is missing.

    ``degree_level`` is also None where several levels are covered; a statement on both fields counts as health
    information management. ``status`` is a word of the accreditation normalizer, never ``unknown``.
    """

    field: Field | None
    college: str | None
    degree_level: DegreeLevel | None
    status: str
    through_year: int | None


def read_cahiim_sentence(text: str) -> CahiimStatement | None:
    """The statement about CAHIIM accreditation in a passage or a whole page; None where there is none.

    Of several the one with the most pieces, then the first. Sentences about CAHIIM itself are no statement.
    """
    sentences = _sentences(text)
    named = [i for i, sentence in enumerate(sentences) if _NAMED.search(sentence)][:_CANDIDATES]
    found = [made for i in named if (made := _statement(_passage(sentences, i))) is not None]
    return max(found, key=_pieces) if found else None


def _sentences(text: str) -> list[str]:
    sentences: list[str] = []
    for part in _SENTENCE.split(joined_lines(plain(text))):
        if sentences and _BROKEN.search(sentences[-1][-6:]):
            sentences[-1] += " " + part[:_LONGEST_SENTENCE]
        elif part:
            sentences.append(part[:_LONGEST_SENTENCE])
    return sentences


def _passage(sentences: list[str], start: int) -> str:
    """The sentence that names CAHIIM and those after it that go on about the accreditation."""
    passage = [sentences[start]]
    for sentence in sentences[start + 1 : start + _SENTENCES]:
        if "accredit" not in sentence.lower() or "inquiries" in sentence.lower():
            break
        passage.append(sentence)
    return "\n".join(passage)


def _statement(passage: str) -> CahiimStatement | None:
    entry = next((e for e in read_units(passage)[0] if e.agency == "CAHIIM"), None)
    if entry is None or entry.status == "unknown":
        return None
    made = _with_pieces(entry, passage)
    return made if made.field or made.college or made.degree_level else None


def _with_pieces(entry: Accreditation, passage: str) -> CahiimStatement:
    rest = _OWN_NAME.sub(" ", passage)
    field: Field | None = "health_informatics" if _INFORMATICS.search(rest) else None
    if _MANAGEMENT.search(rest):
        field = "health_information_management"
    levels = {level for pattern, level in _LEVELS if pattern.search(rest)}
    return CahiimStatement(
        field=field,
        college=_college(passage),
        degree_level=levels.pop() if len(levels) == 1 else None,
        status=entry.status,
        through_year=entry.until_year,
    )


def _college(passage: str) -> str | None:
    for pattern in (_ACCREDITOR_OF, _OWNER):
        if (match := pattern.search(passage)) and match[1].strip().lower() not in _GENERIC:
            return match[1].strip()
    return None


def _pieces(made: CahiimStatement) -> int:
    return sum(piece is not None for piece in (made.field, made.college, made.degree_level, made.through_year))
