"""The institution linker over what this home knows. Reads the database; the rules of linking are in pipelines."""

from typing import TYPE_CHECKING

from sqlalchemy.engine import Connection

from db import directory_writes
from flows.link_decisions import link_decisions
from flows.work import work_engine
from spiders.environment import Environment

if TYPE_CHECKING:
    from pipelines.link import Linker
    from pipelines.review import ReviewItem


def linker_from_home(environment: Environment) -> "Linker | None":
    """A linker over all institutions that IPEDS lists, or None when this home has none yet."""
    engine = work_engine(environment)
    with engine.connect() as connection:
        linker = _linker(connection, environment)
    engine.dispose()
    return linker


def items_to_review(environment: Environment) -> "list[ReviewItem] | None":
    """What waits for a person, or None when this home knows no institution yet."""
    from pipelines.leads import LEAD_KINDS
    from pipelines.review import review_items

    engine = work_engine(environment)
    with engine.connect() as connection:
        linker = _linker(connection, environment)
        listed = {kind: list(directory_writes.current_records(connection, *kind)) for kind in LEAD_KINDS}
    engine.dispose()
    return list(review_items(listed, linker)) if linker is not None else None


def _linker(connection: Connection, environment: Environment) -> "Linker | None":
    from pipelines.known_institutions import known_institutions
    from pipelines.link import Linker
    from pipelines.link_decision_file import shipped_decisions

    known = list(known_institutions(connection, directory_writes.reading_facts(connection)))
    return Linker(known, (*shipped_decisions(), *link_decisions(environment)[0].decisions)) if known else None
