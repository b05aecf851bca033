"""Accreditations of programs for an assembly: what stands now, and every stretch that was ever believed.

Works on linked records only. Institutional accreditation is another table and never enters here.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy.engine import Connection

from db import directory_writes as store
from db import history_reads, record_history
from db.tables import ProgramStatus
from pipelines.accreditor_words import AccreditorWord, counts_as_accredited, said, speaks_of_accreditation
from pipelines.change_log import ChangeLog
from pipelines.changes import listing_of
from pipelines.leads import Lead
from pipelines.merge import Claims
from pipelines.row_changes import replace_rows
from pipelines.row_tables import PROGRAM_ACCREDITATIONS
from pipelines.two_axes import Heard, Interval, Said, intervals

IdOf = Callable[[str | None], str | None]


def publish_program_status(
    connection: Connection, log: ChangeLog, leads: Iterable[Lead], institution_id: IdOf, program_id: IdOf
) -> dict[str, int]:
    """Replace both tables and tell the log what moved; how many rows each has.

    The functions give ids by UNITID and by IPEDS key.
    """
    speaking = [lead for lead in leads if speaks_of_accreditation((lead.source, lead.kind))]
    told = [row for lead in speaking for row in _standing(lead, institution_id, program_id)]
    spans = [row for lead in speaking for row in _stretches(connection, lead, program_id(lead.program_key))]
    replace_rows(connection, log, PROGRAM_ACCREDITATIONS, sorted(told))
    store.replace_all(connection, ProgramStatus, sorted(spans))
    return {"program_accreditation": len(told), "program_status": len(spans)}


def _standing(lead: Lead, institution_id: IdOf, program_id: IdOf) -> Iterator[tuple[Any, ...]]:
    words = lead.claims.get("program_title") or [None]
    school = lead.claims.get("institution") or [None]
    for word in said((lead.source, lead.kind), lead.claims):
        yield (
            _digest(lead.source, lead.record.record_key, word.claim_field), program_id(lead.program_key),
            institution_id(lead.unitid), word.agency, word.code or word.status, word.counts_as_accredited,
            _text(school[0]), _text(words[0]), word.level, word.field, _text(word.until_year),
            _text(word.review_year), lead.how[:200],
            listing_of(lead.record.missing_runs, lead.record.gone).value, lead.source, lead.record.version_id,
            word.claim_field,
        )  # fmt: skip


def _stretches(connection: Connection, lead: Lead, program_id: str | None) -> Iterator[tuple[Any, ...]]:
    """The two-axis history of one record: one line of intervals for each agency it speaks of."""
    if program_id is None:
        return
    kind = (lead.source, lead.kind)
    history = record_history.record_history(connection, *kind, lead.record.record_key)
    found = history_reads.versions(connection, [version for _, version in history if version])
    words = [(at, version, _words(kind, found[version].claims) if version else []) for at, version in history]
    for agency in sorted({word.agency for _, _, told in words for word in told}):
        heard = []
        latest: AccreditorWord | None = None
        for at, version, told in words:
            word = next((one for one in told if one.agency == agency), None)
            latest = word or latest
            heard.append(Heard(at, _said(word, version) if word is not None and version else None))
        begun = next(number for number, one in enumerate(heard) if one.said is not None)
        for span in intervals(heard[begun:]):
            yield _row(lead, program_id, agency, span, latest)


def _words(kind: tuple[str, str], claims: str) -> list[AccreditorWord]:
    told: Claims = orjson.loads(claims)
    return said(kind, told)


def _said(word: AccreditorWord, version_id: str) -> Said:
    return Said(word.code or word.status, word.since, word.until, (version_id, word.claim_field))


def _row(lead: Lead, program_id: str, agency: str, span: Interval, word: AccreditorWord | None) -> tuple[Any, ...]:
    version_id, claim_field = span.claim or (None, None)
    until = span.valid_until.isoformat() if span.valid_until else None
    key = (lead.source, lead.record.record_key, agency, span.status, span.valid_from.isoformat(), until or "")
    return (
        _digest(*key, span.known_from.isoformat()), program_id, agency, span.status,
        counts_as_accredited(span.status, span.status), span.valid_from.isoformat(), until, span.known_from,
        span.known_until, span.basis, span.reason, word.level if word else None, word.field if word else None,
        lead.source, version_id, claim_field,
    )  # fmt: skip


def _text(value: Any) -> str | None:
    return str(value) if value is not None else None


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:20]
