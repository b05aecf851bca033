"""Which claims are published as statements, about what, and under which name: read from the reference tables.

One table a source, ``reference/statements_<source>.csv``. Knows no record and no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipelines.merge import SourceKind
from pipelines.tables import reference_names, reference_rows

PREFIX = "statements_"
PUBLIC_CODES = {"cip": "cip", "occupation": "soc", "certification": "certification"}
"""Subjects that are known by a public code, and the claim that holds it."""

SUBJECTS = frozenset({"program", "institution", "institution_cip4_level", *PUBLIC_CODES})


@dataclass(frozen=True, slots=True)
class Published:
    """How one claim is published: ``subject`` says what the record speaks of (see pipelines.statement_things)."""

    subject: str
    topic: str
    field: str
    unit: str | None
    grain: str


Plan = Mapping[str, tuple[Published, ...]]
"""Claim -> the ways in which it is published."""


@cache
def statement_plans() -> Mapping[SourceKind, Plan]:
    """For each source and kind of record the claims that are published. ValueError on a subject that nobody knows."""
    found: dict[SourceKind, dict[str, tuple[Published, ...]]] = {}
    for name in reference_names(PREFIX):
        for row in reference_rows(name):
            if row["subject"] not in SUBJECTS:
                raise ValueError(f"{name}.csv: no subject is called {row['subject']!r}")
            told = Published(row["subject"], row["topic"], row["field"], row["unit"] or None, row["grain"])
            claims = found.setdefault((row["source"], row["record_kind"]), {})
            claims[row["claim"]] = (*claims.get(row["claim"], ()), told)
    return found
