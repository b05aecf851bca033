"""Assembling a home: what people decided is taken in first, then the accepted runs of all sources. Holds no rule."""

from sqlalchemy.engine import Engine

from flows.corrections import take_in_corrections
from flows.link_decisions import link_decisions
from pipelines.assemble import Assembly, assemble
from pipelines.decisions import Decisions
from spiders.environment import Environment
from spiders.source import source_card, source_names


def assemble_home(
    engine: Engine, environment: Environment, refresh_id: str | None = None, scope_words: str | None = None
) -> Assembly:
    """Bring the directory of a home up to its accepted runs and to the operator's decisions."""
    problems = take_in_corrections(engine, environment)
    links, wrong = link_decisions(environment)
    policies = {name: source_card(name).absence for name in source_names()}
    assembly = assemble(engine, policies, refresh_id, scope_words, Decisions(links=links))
    assembly.notes[:0] = [*problems, *wrong]
    return assembly
