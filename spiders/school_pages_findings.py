"""What a page that claims CAHIIM accreditation owes its readers and does not give: outcomes, and recent ones.

CAHIIM has every accredited program publish its graduation rate, its employment rate and a third measure, none older
than the last full academic year. What is missing is noted; nothing is held back for it.
"""

import re
from collections.abc import Iterator
from datetime import date

from spiders.school_pages_cite import Found
from spiders.school_pages_phrases import AnyOf

_MEASURES = (
    ("graduation rate", re.compile(r"graduat", re.IGNORECASE)),
    ("employment rate", re.compile(r"employ|placement|placed|job", re.IGNORECASE)),
    (
        "third measure",
        re.compile(
            r"retention|pass|exam|satisf|transfer|progress|complet|persist"
            r"|attrition",
            re.IGNORECASE,
        ),
    ),
)
_YEAR = re.compile(r"\b(20\d\d)(?:\s?[-–/]\s?((?:20)?\d\d))?\b")
_ACCREDITED = re.compile(r"\baccredit(?:ed|ation)\b", re.IGNORECASE)
_NOT_ACCREDITED = AnyOf((r"not (?:\w+ )?accredited", "seeking", "candida", "withdr", "no longer"))
_YEAR_BEGINS = 7
"""July: from then on the academic year that ended in spring is the last full one."""


def findings(found: list[Found], on: date | None) -> Iterator[tuple[str, str]]:
    """Code and message of each finding about one program. ``on``: the day of the capture; None leaves age unjudged."""
    statements = " ".join(one.text for one in found if one.field == "cahiim_statement")
    if not _ACCREDITED.search(statements) or _NOT_ACCREDITED.within(statements.lower()):
        return
    told = " ".join(one.text for one in found if one.field == "outcome_text")
    missing = [name for name, words in _MEASURES if not words.search(told)]
    if missing:
        yield (
            "outcomes_missing",
            f"an accredited program publishes its outcomes; this page has no {', no '.join(missing)}",
        )
    years = [_end(match) for match in _YEAR.finditer(told)]
    if told and on is not None:
        last = on.year if on.month >= _YEAR_BEGINS else on.year - 1
        if not years:
            yield "outcomes_undated", "outcomes without a year"
        elif max(years) < last - 1 or (max(years) < last and _is_academic(told)):
            yield (
                "outcomes_old",
                f"the newest outcomes are of {max(years)}; the last full academic year ended in {last}",
            )


def _end(match: re.Match[str]) -> int:
    return int(match[1]) if match[2] is None else int(match[1][:2] + match[2][-2:])


def _is_academic(text: str) -> bool:
    """Whether the newest year is an academic one; a calendar year counts as that of its spring."""
    return any(match[2] is not None for match in _YEAR.finditer(text))
