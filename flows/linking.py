"""The institution linker over what this home knows. Reads the database; the rules of linking are in pipelines."""

import json
from typing import TYPE_CHECKING

from db import directory_writes
from flows.work import work_engine
from spiders.environment import Environment

if TYPE_CHECKING:
    from pipelines.link import Linker


def linker_from_home(environment: Environment) -> "Linker | None":
    """A linker over all institutions that IPEDS lists, or None when this home has none yet."""
    from pipelines.leads import known_institution
    from pipelines.link import Linker

    engine = work_engine(environment)
    with engine.connect() as connection:
        readings = directory_writes.reading_facts(connection)
        known = [
            known_institution(record.record_key, json.loads(record.claims), readings[record.reading_id].period)
            for record in directory_writes.current_records(connection, "ipeds", "institution")
        ]
    engine.dispose()
    return Linker(known) if known else None
