"""Probes leave a decision row"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BEFORE = ("accept", "reject", "rollback", "release", "pause", "resume", "retry", "replay", "retain")


def upgrade() -> None:
    """Bring the schema forward."""
    _change(BEFORE, (*BEFORE, "probe"))


def downgrade() -> None:
    """Take it back; the rows about probes go."""
    op.execute("DELETE FROM operator_decision WHERE action = 'probe'")
    _change((*BEFORE, "probe"), BEFORE)


def _change(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Other words in the check of the column."""
    with op.batch_alter_table("operator_decision", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_operator_decision_action"), type_="check")
        batch_op.alter_column("action", existing_type=_actions(before), type_=_actions(after), existing_nullable=False)
        words = " OR ".join(f"action = '{action}'" for action in after)
        batch_op.create_check_constraint(batch_op.f("ck_operator_decision_action"), words)


def _actions(names: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*names, name="action", native_enum=False, length=32)
