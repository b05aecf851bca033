"""What it takes to get in, from lines of a program's page: by when to apply, and whether anything is asked. Pure."""

import re

VERSION = "3"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = re.compile(
    rf"{_MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? ?\d{{4}}\b)?|\b\d{{1,2}}(?:st|nd|rd"
    rf"|th)? (?:of )?{_MONTH}(?:,? \d{{4}})?"
    r"|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b20\d\d-\d\d-\d\d\b"
    r"|\b\d{1,2} de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b"
    r"(?: de 20\d\d)?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z]|[a-z]+ (?:deadline|application)s?)|\n(?=[^\n]{30})|;\s+")
_DUE = re.compile(
    r"\bappl(?:y|ying|ications?|icants?)\b|fecha l[ií]mite|solicit|deadline|\bdue\b|submit|postmarked|accepted (?:until"
    r"|through)",
    re.IGNORECASE,
)
_NOT_DUE = re.compile(
    r"fafsa|financial aid|scholarship|waive|payment|housing|refund|classes (?:begin|start)"
    r"|no (?:application )?deadline|"
    r"orientation|start(?:s|ing)? (?:on|date)|review of applications|applications? (?:open|begin"
    r"|are accepted beginning)",
    re.IGNORECASE,
)
_LONGEST_BARE = 200
_NOTHING = re.compile(
    r"\bno (?:prior |previous |special |specific |formal |additional |other )*(?:prerequisites?|pre-requisites?"
    r"|entrance requirements?|"
    r"admissions? requirements?|experience|coursework|knowledge|background"
    r"|training|(?:entrance |admission |placement )?(?:tests?|exams?)|separate application|minimum gpa)\b"
    r"(?: (?:is|are) (?:required|needed|necessary))?|\b(?:nothing|neither [^.]{3,40}) is (?:required|needed|asked)\b"
    r"|\b(?:no|without) [^.,;]{3,50} or (?:entrance |admission |placement )?(?:tests?|exams?)\b"
    r"|[^.;\n]*\b(?:is|are) not (?:required|needed|necessary)\b(?! (?:but|however))"
    r"|\b(?:you|applicants|students) (?:do|does|need|needs)(?: not|n['\u2019]t) (?:need|have) [^.;,\n]*"
    r"|\b(?:we|the \w+) asks? for (?:no\b|nothing)[^.;\n]*"
    r"|\byou need no\b[^.;\n]*|\bno [^.;,\n]{3,40} (?:is|are) (?:needed|required|asked|expected)\b"
    r"|\banyone (?:may|can|is welcome to) (?:enroll|register|apply|attend|join)\b"
    r"|prerequisites?[: |\n]+none|\bnone\b|no hay requisitos",
    re.IGNORECASE,
)
_NOTHING_STEMS = ("no ", "not ", "n't ", "n\u2019t ", "nothing", "neither", "without", "anyone", "none")
_ASKED = re.compile(
    r"\bmust\b|\brequire[ds]?\b|requirement|high school|diploma|\bGED\b|hiset|\bgpa\b|grade point|grade of|placement"
    r"|transcripts?|"
    r"prerequisite|minimum|background check|immuniz|typing|bachelor|associate|interview|essays?\b|references?"
    r"|recommendation|"
    r"\btest\b|\bexams?\b|\bscores?\b|years of age|\d{2} years old|\d{2} or older|experience|keyboard|\bdegree\b"
    r"|at least|\bACT\b|\bSAT\b|"
    r"\bTEAS\b|\bHESI\b|accuplacer|\bhold\b|escuela superior|requisito|completion of|or (?:higher|better)\b|\bpass\b"
    r"|\bselection (?:is|are)\b|\bselected (?:by|on)\b|\bselective\b|\b(?:should|must) be able to\b"
    r"|words per minute|\bwpm\b"
    r"|finish|\b[ií]ndice\b|m[ií]nim[oa]|entrevista|promedio|cuarto a[ñn]o|examen\b|transcripci[oó]n|aprobad[oa]",
    re.IGNORECASE,
)
_ONE_THING_LESS = re.compile(
    r"[^.;\n]*\b(?:GRE|GMAT|SAT|ACT|TOEFL|interview|essay|fee|minor|portfolio|recommendations?|physical)\b"
    r"[^.;\n]*\b(?:is|are) not (?:required|needed|necessary)\b",
    re.IGNORECASE,
)
"""One thing that is not asked says nothing of the others."""
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")


def read_deadline(text: str) -> str | None:
    """The first date by which to apply, as printed; where a short text says nothing of applying, its first date."""
    due = [clause for clause in _CLAUSE.split(text) if _DUE.search(clause) and not _NOT_DUE.search(clause)]
    for clause in due or ([] if len(text) > _LONGEST_BARE or _NOT_DUE.search(text) else [text]):
        if (match := _DATE.search(clause)) is not None:
            return match[0].rstrip(",")
    if due and len(text) <= _LONGEST_BARE and not _NOT_DUE.search(text) and (match := _DATE.search(text)) is not None:
        return match[0].rstrip(",")
    return None


def read_prerequisites(text: str) -> bool | None:
    """Whether something is asked of applicants before they enter; None where the text does not say."""
    told = _ADDRESS.sub(" ", text) if "@" in text or "://" in text else text
    lower = told.lower()
    told = _ONE_THING_LESS.sub(" ", told) if "not " in lower else told
    rest = _NOTHING.sub(" ", told) if any(stem in lower for stem in _NOTHING_STEMS) else told
    if rest != told and not _ASKED.search(rest.partition("\n")[2] or rest):
        return False
    return True if _ASKED.search(rest) else None
