"""The award level codes of IPEDS Completions (AWLEVEL), looked up exactly; an unknown code never gets a default.

The totals that stand among the levels (12, 13, 15) are refused apart, so that no student is counted twice.
"""

from dataclasses import dataclass
from functools import cache

from pipelines.normalize.refusal import Refusal
from pipelines.tables import reference_rows

VERSION = "1"
_QUOTES = "\"'"
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class AwardLevel:
    """One award level.

    ``code`` is the AWLEVEL of the data files; ``credential`` the word of the credential normalizer; ``label`` the
    words of IPEDS; ``ctdl`` the class of the Credential Transparency Description Language, "" where it has none;
    ``rank`` orders levels by the schooling they stand for; ``historical`` marks codes no longer collected.
    """

    code: str
    credential: str
    label: str
    ctdl: str
    rank: int
    historical: bool


@cache
def award_levels() -> dict[str, AwardLevel]:
    """Every level by its code, in the order of the reference table."""
    return {
        row["code"]: AwardLevel(
            row["code"],
            row["credential"],
            row["label"],
            row["ctdl"],
            int(row["rank"]),
            row["historical"] == "yes",
        )
        for row in reference_rows("award_levels")
        if row["kind"] == "level"
    }


@cache
def _totals() -> dict[str, str]:
    return {row["code"]: row["label"] for row in reference_rows("award_levels") if row["kind"] == "total"}


@cache
def _other_names() -> dict[str, str]:
    """The codes of the survey form, where they differ from those of the data files."""
    return {row["form_code"]: row["code"] for row in reference_rows("award_levels") if row["form_code"]}


def award_level(text: str) -> AwardLevel:
    """The level of an AWLEVEL code (``3``, ``"21"``) or of a code of the survey form (``1a``, ``1b``).

    Refusal ``total`` for a code that sums levels, ``unknown_code`` for everything else, a padded ``03`` too.
    """
    code = text[: _LONGEST * 10].strip()
    if len(code) >= 2 and code[0] == code[-1] and code[0] in _QUOTES:
        code = code[1:-1].strip()
    code = _other_names().get(code.casefold(), code)
    if level := award_levels().get(code):
        return level
    if code in _totals():
        raise Refusal("total", f"AWLEVEL {code} is a total over levels: {_totals()[code]}")
    raise Refusal("unknown_code", f"no award level of IPEDS has the code {text[:40]!r}")
