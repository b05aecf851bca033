"""What a program's page says of its CAHIIM accreditation: each statement with status, levels and until-year. Pure.

The accreditation normalizer decides what is claimed; here its answer is asked for the passage that names CAHIIM only.
Statuses other than accredited are also known by their own words. A doubt gives no statement.
"""

import re
from typing import Any

from pipelines.normalize.accreditation import predicted
from pipelines.normalize.school_cahiim_labels import answered
from pipelines.normalize.text import plain

VERSION = "2"
_CAHIIM = re.compile(
    r"cahiim|commission on accreditation (?:for|of|in) (?:the )?health informatics|accreditation (?:for|of"
    r"|in) [^.\n]{0,60}health info",
    re.IGNORECASE,
)
_NAMED = re.compile(r"cahiim|commission on accreditation", re.IGNORECASE)
_OWN_NAME = re.compile(
    r"(?:the )?(?:commission|council) on (?:the )?accreditation (?:for|of"
    r"|in) (?:the )?health(?:care)? informatics (?:and|&) "
    r"(?:health )?information management(?: education)?(?: programs)?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”')]*\s+(?=[A-Z\"“(])|\n")
_GOES_ON = re.compile(r"accredit|reaffirm|candida|probation|withdr|status\b|through 20\d\d", re.IGNORECASE)
_ASIDE = re.compile(
    r"inquir(?:y|ies)|directed (?:by|to)|randolph|contact cahiim|by mail|learn more about"
    r"|(?<!site )visit ",
    re.IGNORECASE,
)
_DOES_NOT = re.compile(r"\b(?:cahiim|commission|it) (?:does not|doesn['’]t) accredit\b", re.IGNORECASE)
_OTHER_BODY = re.compile(
    r"higher learning|HLC\b|SACSCOC|middle states|MSCHE|NECHE|NWCCU|WSCUC|ACCJC|ABHES|ACCSC|COE\b|DEAC\b|AHIMA|AAPC"
    r"|council on occ"
    r"|regional(?:ly)? accredit|institution(?:al(?:ly)?)? (?:is )?accredit",
    re.IGNORECASE,
)
_MANDATED = re.compile(
    r"accreditation for .{3,160}? (?:has been|was|is"
    r"|have been) (?:re)?affirmed through (?:\w+ )?(20\d\d)",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\b(?:is|are)(?: also| fully| currently| both"
    r"| proudly)* accredited (?:through \w* ?\d{4} )?by",
    re.I,
)
_DOUBT = re.compile(
    r"\b(?:if|not|no|never|nor|was|were|had|until|unless|once|when|whether|formerly|previously|seek\w*|pursu\w*"
    r"|candida\w*|"
    r"appl[yi]\w*|must|should|may|might|could|would|will|hope\w*|plan\w*|graduates? (?:of|from)|any|an accredited"
    r"|other|"
    r"probation\w*|withdr\w*|inactive|laps\w*|expir\w*|initial|warning|denied|pending|aligned|meets?|working"
    r"|toward)\b|\?",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"graduates? (?:of|from) (?:an? |any )?(?:\w+ )?(?:cahiim|accredited)|cahiim(?:['’]s)? (?:is (?:the|an|recogni)"
    r"|accredits|serves|defines|"
    r"mission|requires|standards)|\bif (?:the|this|your|a) program|only (?:graduates|students)|must graduate|choose"
    r"|look for|whether",
    re.IGNORECASE,
)
_STATUSES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (status, re.compile(words, re.IGNORECASE))
    for status, words in (
        ("not_accredited", r"\bnot (?:yet |currently |presently |now )*(?:been )?(?:\w+ly )?accredited\b|(?:does"
        r"|do) not (?:yet |currently )*"
                           r"(?:hold|have) (?:\w+ )?accreditation|no (?:programmatic|cahiim) accreditation"),
        ("withdrawn", r"withdr(?:ew|awn|awal|awing)|relinquish\w*"),
        ("probation", r"\bprobation(?:ary)?\b"),
        ("candidate", r"\bcandida(?:te for accreditation|te status|cy)\b|\bis an? (?:official )?candidate\b"),
        ("inactive", r"\binactive\b"),
        ("expired", r"accreditation (?:has |was )?(?:laps|expir)ed|no longer accredited|formerly accredited"
        r"|previously accredited"),
        ("seeking", r"\b(?:being sought|will seek|seeking|pursuing|applying for|has applied|in the process of"
        r"|working toward|intends to|plans to (?:seek|apply)|preparing)\b"),
        ("initial", r"\binitial accreditation\b"),
    )
)  # fmt: skip
_NOT_YET = re.compile(
    r"\b(?:is|are) not (?:yet |currently |presently |now |at this time )*(?:\w+ly )?accredited\b", re.IGNORECASE
)
_ONLY_MEANS_TO = re.compile(
    r"\b(?:intends?|plans?|expects?|hopes?|will|aims?) to (?:apply|seek|pursue|begin)", re.IGNORECASE
)
_HAS_BEGUN = re.compile(
    r"\b(?:seeking|pursuing|applying|has applied|applied for|candida(?:te|cy) status)\b", re.IGNORECASE
)
_UNTIL = re.compile(
    r"\b(?:through|until|thru|hasta|valid to|expir\w+(?: in| on)?|ends?(?: in"
    r"| on)?)[^.;]{0,25}?(20\d\d(?:\s?[-–/]\s?20\d\d)?)",
    re.IGNORECASE,
)
_EFFECTIVE = re.compile(r"(?:effective|as of|on|in)[^.;]{0,25}?(20\d\d)", re.IGNORECASE)
_NO_END = re.compile(
    r"(?:review|visit|decision|award|evaluation|self-study"
    r"|assessment)\w*\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_WHAT_IT_DOES = re.compile(r",? which (?:only |currently )*(?:accredits|reviews)\b[^.;\n]*", re.IGNORECASE)
_LEVELS = (
    ("certificate", re.compile(r"\bcertificates?\b(?! of the degree)|\bdiploma\b", re.IGNORECASE)),
    ("associate", re.compile(r"\bassociate(?:['’]?s)?\b|\bgrado asociado\b|\bA\.?A\.?S\b|\bA\.S\b", re.IGNORECASE)),
    (
        "bachelor",
        re.compile(r"\bbaccalaureate\b|\bbachillerato\b|\bbachelor(?:['’]?s)?\b|\bB\.S\b|\bBS\b", re.IGNORECASE),
    ),
    (
        "master",
        re.compile(
            r"\bmaster(?:['’]?s)?\b|\bmaestr[ií]a\b|\bM\.S\b|\bMS\b|\bMSHI\b|\bgraduate program\b", re.IGNORECASE
        ),
    ),
    ("doctorate", re.compile(r"\bdoctora\w+", re.IGNORECASE)),
)
_AFTER_BACHELOR = re.compile(r"\bpost-? ?bacc\w*\.? certificates?(?: of the degree)?", re.IGNORECASE)
_LONGEST = 6000
_LONGEST_HEADING = 60
_MOST = 6


def read_statements(text: str) -> list[dict[str, Any]]:
    """The statements on CAHIIM in a text: status, levels named, until_year, field (him or health_informatics)."""
    whole = answered(plain(text[:_LONGEST]).replace("for initial accreditation", "for accreditation"))
    sentences = [part for part in _SENTENCE.split(whole) if part]
    made: list[dict[str, Any]] = []
    end = 0
    for number, sentence in enumerate(sentences):
        if number < end or len(made) == _MOST or not _CAHIIM.search(sentence) or _ASIDE.search(sentence):
            continue
        if (general := _never_accredited(sentences, number)) is not None:
            made.append(general)
            if _DOES_NOT.search(sentence):
                continue
        told = _passage(sentences, number)
        end = number + len(told)
        before = sentences[number - 1] if number else ""
        if len(before) < _LONGEST_HEADING and not before.endswith(".") and _GOES_ON.search(before):
            told = [before, *told]
        passage = "\n".join(told)
        if (status := _status(passage)) is not None:
            made.append(_statement(status, passage))
    return made


def _never_accredited(sentences: list[str], start: int) -> dict[str, Any] | None:
    """What the commission does not accredit at all: ``It does not accredit certificates.``"""
    for sentence in sentences[start : start + 2]:
        if _DOES_NOT.search(sentence):
            made = _statement("not_accredited", sentence)
            return made if made["levels"] else None
    return None


def _passage(sentences: list[str], start: int) -> list[str]:
    """The sentence that names CAHIIM, and the sentences after it that go on about the same."""
    told = [sentences[start]]
    for sentence in sentences[start + 1 : start + 3]:
        if _ASIDE.search(sentence) or _OTHER_BODY.search(sentence) or _NAMED.search(sentence):
            break
        if not _GOES_ON.search(sentence) or _DOES_NOT.search(sentence):
            break
        told.append(sentence)
    return told


def _status(passage: str) -> str | None:
    if _MANDATED.search(passage) or (_PLAIN.search(passage) and not _DOUBT.search(passage)):
        return "accredited"
    if _NOT_YET.search(passage) and _ONLY_MEANS_TO.search(passage) and not _HAS_BEGUN.search(passage):
        return "not_accredited"
    told = predicted(passage)
    entries = told if isinstance(told, list) else [told]
    own = [entry["status"] for entry in entries if entry and entry["agency"] in ("CAHIIM", None)]
    if (known := next((status for status in own if status != "unknown"), None)) is not None:
        return str(known)
    if _GENERAL.search(passage):
        return None
    return next((status for status, words in _STATUSES if words.search(passage)), None)


def _statement(status: str, passage: str) -> dict[str, Any]:
    rest = _WHAT_IT_DOES.sub(" ", _OWN_NAME.sub(" ", passage))
    field = None
    if re.search(r"health informatics|\bHI\b", rest, re.IGNORECASE):
        field = "health_informatics"
    if re.search(
        r"health information|informatics (?:and|&) (?:health )?information"
        r"|\bHI[MTA]\b",
        rest,
        re.IGNORECASE,
    ):
        field = "him"
    rest = _AFTER_BACHELOR.sub("certificate", rest)
    levels = [level for level, words in _LEVELS if words.search(rest)]
    return {"status": status, "levels": levels, "until_year": _until(status, rest), "field": field}


def _until(status: str, passage: str) -> int | None:
    patterns = {"withdrawn": (_EFFECTIVE,), "expired": (_EFFECTIVE, _UNTIL)}.get(status, (_UNTIL,))
    for pattern in patterns:
        for match in pattern.finditer(passage):
            if not _NO_END.search(passage[: match.start()]):
                return int(match[1][-4:])
    return None
