"""Decisions of people about runs, sources and snapshots: who, when, why. Rows are only ever added."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlmodel import Field, SQLModel

from db.bulk import table_of
from db.columns import text_enumeration


class OperatorAction(StrEnum):
    """What a person decided or started."""

    accept = "accept"
    reject = "reject"
    rollback = "rollback"
    release = "release"
    pause = "pause"
    resume = "resume"
    retry = "retry"
    replay = "replay"
    retain = "retain"
    probe = "probe"


class OperatorDecision(SQLModel, table=True):
    """One decision of one person."""

    __tablename__ = "operator_decision"

    decision_number: int | None = Field(default=None, primary_key=True)
    action: OperatorAction = Field(sa_type=text_enumeration(OperatorAction, "action"))
    subject: str = Field(max_length=200, index=True, description="run id, source, snapshot id or refresh id")
    who: str = Field(max_length=200, description="the person, as they call themselves")
    why: str = Field(max_length=2000, description="the reason, in their words")
    decided_at: datetime


DECISION = table_of(OperatorDecision)


def record_decision(connection: Connection, action: OperatorAction, subject: str, who: str, why: str) -> None:
    """Add a decision, made now."""
    values = {"action": action, "subject": subject, "who": who, "why": why, "decided_at": datetime.now(UTC)}
    connection.execute(sa.insert(DECISION).values(**values))


def list_decisions(connection: Connection, limit: int = 0) -> list[dict[str, Any]]:
    """Decisions, newest first; limit 0 means all."""
    statement = sa.select(DECISION).order_by(DECISION.c.decision_number.desc())
    statement = statement.limit(limit) if limit else statement
    return [dict(row._mapping) for row in connection.execute(statement)]


def decided_runs(connection: Connection) -> frozenset[str]:
    """The ids of runs that somebody has accepted or rejected."""
    actions = (OperatorAction.accept, OperatorAction.reject)
    statement = sa.select(DECISION.c.subject).where(DECISION.c.action.in_(actions))
    return frozenset(connection.execute(statement).scalars())


def paused_sources(connection: Connection) -> dict[str, dict[str, Any]]:
    """The sources that are paused, each with the decision that paused it."""
    last = _last_by_subject(connection, OperatorAction.pause, OperatorAction.resume)
    return {subject: told for subject, told in last.items() if told["action"] == OperatorAction.pause}


def rollback_in_force(connection: Connection) -> dict[str, Any] | None:
    """The rollback that holds publication, or None; ``release`` ends it."""
    actions = (OperatorAction.rollback, OperatorAction.release)
    statement = sa.select(DECISION).where(DECISION.c.action.in_(actions)).order_by(DECISION.c.decision_number.desc())
    row = connection.execute(statement.limit(1)).first()
    return dict(row._mapping) if row is not None and row.action == OperatorAction.rollback else None


def _last_by_subject(connection: Connection, *actions: OperatorAction) -> dict[str, dict[str, Any]]:
    statement = sa.select(DECISION).where(DECISION.c.action.in_(actions)).order_by(DECISION.c.decision_number)
    return {row.subject: dict(row._mapping) for row in connection.execute(statement)}
