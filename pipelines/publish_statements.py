"""One step of an assembly: the statements of all sources about what the directory holds, written in one go.

May not decide what a record is about (pipelines.statement_things) or which claims are published (the plans).
"""

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy.engine import Connection

from db import directory_writes as store
from pipelines.change_log import ChangeLog
from pipelines.leads import Lead
from pipelines.merge import SourceKind
from pipelines.overrides import Overrides
from pipelines.row_changes import replace_rows
from pipelines.row_tables import STATEMENTS
from pipelines.statement_plan import statement_plans
from pipelines.statement_things import DirectoryThings
from pipelines.statements import statement_rows


def publish_statements(
    connection: Connection,
    log: ChangeLog,
    overrides: Overrides,
    readings: Mapping[str, store.ReadingFacts],
    ids: Mapping[str, str],
    leads: Iterable[Lead],
    program_keys: Callable[[str], Iterable[str]],
    program_id: Callable[[str], str | None],
) -> int:
    """Replace all statements and tell the log what moved; how many there are now.

    ``ids`` maps the UNITIDs of the directory to institution ids; ``program_keys`` lists an institution's programs by
    their IPEDS key, ``program_id`` gives a program's id by that key.
    """
    held = store.kinds_of_records(connection)
    plans = {kind: plan for kind, plan in statement_plans().items() if kind in held}
    rows: dict[str, tuple[object, ...]] = {}
    if plans:
        periods = {reading_id: facts.period for reading_id, facts in readings.items()}
        things = DirectoryThings(
            ids, store.institutions_by_opeid(connection), program_id, program_keys, store.cips_of_programs(connection),
            leads_by_record(leads),
        )  # fmt: skip
        for kind, plan in sorted(plans.items()):
            records = list(store.current_records(connection, *kind))
            rows.update({row[0]: row for row in statement_rows(kind, plan, records, periods, things.of(kind))})
    replace_rows(connection, log, STATEMENTS, overrides.statements(rows[key] for key in sorted(rows)))
    return len(rows)


def leads_by_record(leads: Iterable[Lead]) -> Mapping[tuple[SourceKind, str], Lead]:
    """The leads by source, kind and key of their records."""
    return {((lead.source, lead.kind), lead.record.record_key): lead for lead in leads}
