"""The credentials of this directory in the terms of CTDL and IPEDS; a word that is none of them is refused.

Words alone seldom tell how long a certificate takes, so one credential may stand for several award levels: the caller
gets all of them, never a choice.
"""

from dataclasses import dataclass
from functools import cache

from pipelines.normalize.refusal import Refusal
from pipelines.tables import reference_rows


@dataclass(frozen=True, slots=True)
class Terms:
    """A credential elsewhere: its CTDL class ("" where it has none) and the AWLEVEL codes that it may be."""

    ctdl: str
    award_levels: tuple[str, ...]


@cache
def _terms() -> dict[str, Terms]:
    return {
        row["credential"]: Terms(row["ctdl"], tuple(row["ipeds_levels"].split()))
        for row in reference_rows("credential_terms")
    }


def terms_of(credential: str) -> Terms:
    """The terms of a credential such as ``associate``. Refusal ``unknown_credential`` for any other word."""
    try:
        return _terms()[credential]
    except KeyError:
        raise Refusal("unknown_credential", f"{credential[:40]!r} is no credential of this directory") from None
