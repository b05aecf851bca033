"""How a program is taught, from lines of its page: the modes on offer, without what else is done online. Pure."""

import re

from pipelines.normalize.delivery import delivery_modes

VERSION = "3"
_SENTENCE = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])")
_NOT_TAUGHT = re.compile(
    r"\b(?:apply|register|enroll|request|pay|order|submit)\b[^.]{0,25}\bonline|online (?:application|form\b|portal"
    r"|tutoring|"
    r"librar|store|orientation|catalog|payment|account|resources|chat|bookstore|info)|campus (?:tour|visit|life"
    r"|housing|map|"
    r"bookstore)|visit (?:our |the )?campus|housing|off[- ]campus|tour (?:the|our) campus",
    re.IGNORECASE,
)
_IN_PART = re.compile(
    r"\b(?:selected|some|certain|several|a few|general education|gen ed|elective) (?:[\w-]+ ){0,3}?(?:courses"
    r"|classes|electives) (?:are |can be taken |may be taken )?(?:also )?"
    r"(?:available |offered )?online\b",
    re.IGNORECASE,
)
"""A program is not offered online because some of its courses are."""
_NOT_ONLINE = re.compile(
    r"\b(?:nothing|none(?: of [^.,;]{3,40})?|no (?:\w+ ){0,3}(?:courses?|class(?:es)?|part)(?: of [^.,;]{3,30})?)"
    r" (?:is|are|can be) (?:\w+ ){0,2}online\b"
    r"|\b(?:not|never) (?:\w+ ){0,2}online\b|\bthere (?:is|are) no online [^.;]{3,40}",
    re.IGNORECASE,
)
_BY_INTERNET = re.compile(
    r"\b(?:by|via|over|through|on|using) (?:the )?(?:live )?(?:internet|web|zoom|webex|video ?-?conferenc\w+)\b",
    re.IGNORECASE,
)
_NO_VISITS = re.compile(
    r",? ?\b(?:with )?(?:no|without(?: any)?) (?:required )?(?:on-)?campus visits?(?: required)?", re.IGNORECASE
)
_ALSO_GIVEN = re.compile(
    r"[;,]? ?\b(?:a few|some|selected) (?:\w+ )?(?:are|can be|is) (?:also )?"
    r"(?:given|offered|taken|available|taught) online\b",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(
    r"\b(hybrid|blended)(?: (?:format|delivery|program|courses?|classes))? ?(?:\([^()\n]*\)"
    r"|[,:\u2013\u2014-]+ ?(?:with|combining|which|where|that|meaning|part|partly|some|mostly)\b[^.;\n]*)",
    re.IGNORECASE,
)
"""A mixed mode with what it is mixed of."""
_BESIDE_CLASSROOM = re.compile(
    r"\bclass ?rooms?(?: (?:sections?|classes|courses|instruction|format))?(?:,| and| or| &| /|/"
    r"| and/or) ?(?:an )?(?=online)"
    r"|(?<=online) ?(?:and|or|&|/|,|and/or) ?(?:in )?(?:the |a )?(?:traditional )?class ?rooms?\b",
    re.IGNORECASE,
)
_BOTH_MIXED = re.compile(
    r"\b(?:a )?(?:mix|mixture|combination|blend) of (?:the two|both|these|the three)\b|\b(?:or"
    r"|and) (?:a )?(?:combination|mix|mixture|blend)\b",
    re.IGNORECASE,
)
_IN_CLASS = re.compile(r"\bin[- ]class\b(?! ?(?:hour|participation|work|exam|instruction|time))", re.IGNORECASE)
_MIXED = re.compile(r"hybrid|blended|hyflex", re.IGNORECASE)
_CLASSROOM = re.compile(
    r"(?<!online )(?<!virtual )\bclassrooms?\b"
    r"|\b(?:meet|held|taught)s?\b[^.]{0,60}\bin room \w+|\bclass(?:es)?\b[^.]{0,60}\bat (?:the|our) (?:center"
    r"|college|school|institute|academy)\b|\bon[- ]?site\b|\bon[- ]ground\b|^(?:campus"
    r"|location)\w*\b(?!.*online)",
    re.IGNORECASE,
)


def read_modes(text: str) -> list[str]:
    """campus, online, hybrid: those that the text offers, in its order."""
    head, _, rest = text.partition("\n")
    if rest and _MIXED.fullmatch(head.strip()):
        return ["hybrid"]  # what stands below explains it
    text = _BOTH_MIXED.sub(" hybrid ", text)
    text = _BESIDE_CLASSROOM.sub(" in person, ", _EXPLAINED.sub(r"\1", text))
    text = _ALSO_GIVEN.sub(" ", _NO_VISITS.sub(" ", text))
    about = [sentence for sentence in _SENTENCE.split(_IN_PART.sub(" ", text)) if not _NOT_TAUGHT.search(sentence)]
    about = [_BY_INTERNET.sub("online", _NOT_ONLINE.sub(" ", sentence)) for sentence in about]
    told = _IN_CLASS.sub("in person", "\n".join(about))
    modes = delivery_modes(told)
    return modes if modes or not _CLASSROOM.search(told) else ["campus"]
