"""Credentials from words: award, abbreviation, field, CIP, delivery and credits of a short text. Never a default.

The first credential of a span counts. What is read and what is left unread, with examples:
docs/normalize/credential.md. Pure: no clock, no network, only the reference tables.
"""

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from pipelines.normalize.credential_awards import abbreviation_of, awards, restated
from pipelines.normalize.credential_columns import column_credits
from pipelines.normalize.credential_credits import credits_of
from pipelines.normalize.credential_degrees import Award
from pipelines.normalize.credential_delivery import delivery_of
from pipelines.normalize.credential_scope import scope_end
from pipelines.normalize.credential_subjects import OTHER, Subject, subject_named, subject_of, subjects
from pipelines.normalize.credential_words import Token, cleaned, tokens
from pipelines.tables import reference_rows

VERSION = "10"
_PRINTED_CIP = re.compile(r"(?<![\d.,$])(\d{2}\.\d{4})(?![\d])")
_CIP_WITHOUT_POINT = re.compile(r"\bCIP(?: code)?[ :#=-]{0,4}(\d{2})[.-]?(\d{4})(?!\d)", re.IGNORECASE)
_LONGEST_TABLE = 20_000
_BELOW_BACHELOR = frozenset(("associate", "certificate", "diploma"))


@dataclass(frozen=True, slots=True)
class Credential:
    """What a span says of its first credential; None where it is silent.

    ``credits`` in the unit of the page; ``field`` is ``other`` where no field of this directory is named.
    """

    credential: str | None
    abbreviation: str | None
    field: str
    cip: str | None
    delivery: str | None
    credits: int | float | None


_FIELDS = tuple(field.name for field in fields(Credential))


def read_credential(text: str) -> Credential:
    """The first credential that a text names and what is said of it; any text is read, none raises."""
    clean = cleaned(text)
    words = tokens(clean)
    found = awards(words)
    named = subjects(words, found)
    end = scope_end(words, found, named) if found else len(words)
    subject = subject_of(words, found, named, end)
    award = restated(found) if found else None
    stated = credits_of(words, award, end)
    return Credential(
        credential=award,
        abbreviation=_abbreviation(words, found, subject) if found else None,
        field=subject.field if subject else OTHER,
        cip=_cip(clean, subject, award),
        delivery=delivery_of(words),
        credits=stated if stated is not None else column_credits(text[:_LONGEST_TABLE]),
    )


def predicted(text: str) -> dict[str, Any]:
    """The reading as a JSON-ready object."""
    read = read_credential(text)
    return {name: getattr(read, name) for name in _FIELDS}


def _abbreviation(words: list[Token], found: list[Award], subject: Subject | None) -> str | None:
    """The letters; a Bachelor of Science in Nursing is a BSN, however the page orders the words."""
    letters = abbreviation_of(words, found)
    return _own_names().get((letters, subject.cip), letters) if letters and subject else letters


@cache
def _own_names() -> dict[tuple[str, str], str]:
    """Degrees whose plain letters become others with one subject, by letters and CIP code."""
    rows = [row for row in reference_rows("credential_awards") if row["kind"] == "own_name"]
    named = [(row, subject_named(row["subject"])) for row in rows]
    return {(row["form"], subject.cip): row["abbreviation"] for row, subject in named if subject}


def _cip(text: str, subject: Subject | None, award: str | None) -> str | None:
    """The code as printed, else that of the subject at the level of the award."""
    if printed := _PRINTED_CIP.search(text):
        return printed[1]
    if printed := _CIP_WITHOUT_POINT.search(text):
        return f"{printed[1]}.{printed[2]}"
    if subject is None:
        return None
    return subject.cip_short if subject.cip_short and award in _BELOW_BACHELOR else subject.cip
