"""Which records speak of another thing than they did: what then moves is no news of the source. Writes nothing."""

from collections.abc import Collection

from sqlalchemy.engine import Connection

from db.columns import Cause
from db.history_reads import RecordId
from db.part_rows import standing_rows
from db.tables import RecordLink
from pipelines.identity import IdentityBook
from pipelines.leads import Lead
from pipelines.things import ANCHOR_SOURCE


def relinked_records(connection: Connection, leads: Collection[Lead], book: IdentityBook) -> dict[RecordId, Cause]:
    """Records that were linked before and are linked otherwise now: a correction where a person decided, else a merge.

    What has no id in the book yet is a thing that comes tonight.
    """
    before = {row[:3]: row[3:6] for row in standing_rows(connection, RecordLink)}
    found: dict[RecordId, Cause] = {}
    if before:
        book.expect("institution", ANCHOR_SOURCE, {lead.unitid for lead in leads if lead.unitid is not None})
        book.expect("program", ANCHOR_SOURCE, {lead.program_key for lead in leads if lead.program_key is not None})
    for lead in leads if before else ():
        record = (lead.source, lead.kind, lead.record.record_key)
        if record not in before:
            continue
        institution, program, how = before[record]
        if (institution, program) != (_id(book, "institution", lead.unitid), _id(book, "program", lead.program_key)):
            decided = how.startswith("decision") or lead.how.startswith("decision")
            found[record] = Cause.correction if decided else Cause.merge
    return found


def _id(book: IdentityBook, kind: str, key: str | None) -> str | None:
    return (book.find(kind, ANCHOR_SOURCE, key) or "new") if key is not None else None
