"""Exact look-ups of the status labels that accreditors and federal files publish; an unknown label is never mapped."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipelines.normalize.refusal import Refusal
from pipelines.tables import reference_rows

Counts = Literal["yes", "no", "unknown", "institutional_only", "not_accreditation", "not_applicable", "see_status"]
_COUNTS: dict[str, Counts] = {
    "yes": "yes",
    "no": "no",
    "unknown": "unknown",
    "institutional_only": "institutional_only",
    "not_accreditation": "not_accreditation",
    "not_applicable": "not_applicable",
    "see_status": "see_status",
}


@dataclass(frozen=True, slots=True)
class StatusCode:
    """One label of one publisher's vocabulary.

    ``status`` is the word of the accreditation normalizer (``accredited``, ``probation``, ..., ``unknown`` where the
    label is no status of a school or program); ``counts_as_accredited`` says whether graduates count meanwhile.
    """

    scheme: str
    code: str
    label: str
    kind: str
    status: str
    counts_as_accredited: Counts
    is_adverse: bool
    definition: str


@cache
def _vocabulary() -> dict[tuple[str, str], StatusCode]:
    codes: dict[tuple[str, str], StatusCode] = {}
    for row in reference_rows("accreditation_statuses"):
        code = StatusCode(
            scheme=row["scheme"],
            code=row["code"],
            label=row["label"],
            kind=row["kind"],
            status=row["status"],
            counts_as_accredited=_COUNTS[row["counts_as_accredited"]],
            is_adverse=row["is_adverse"] == "yes",
            definition=row["definition"],
        )
        codes[row["scheme"], _key(row["label"])] = code
        if row["scheme"] == "IPEDS_ACT":
            codes[row["scheme"], _key(row["code"])] = code
    return codes


def _key(label: str) -> str:
    return " ".join(label[:500].split()).casefold()


def status_of(scheme: str, label: str) -> StatusCode:
    """The code of a label as the publisher prints it; case and runs of spaces do not matter, nothing else is forgiven.

    ``scheme`` names the vocabulary: ``CAHIIM``, ``DAPIP_STATUS``, ``DAPIP_ACTION``, ``IPEDS_ACT`` (by letter or label)
    and the others of ``reference/accreditation_statuses.csv``. Refusal ``unknown_status`` for all else.
    """
    try:
        return _vocabulary()[scheme, _key(label)]
    except KeyError:
        raise Refusal("unknown_status", f"{label[:80]!r} is not in the {scheme[:40]!r} status vocabulary") from None
