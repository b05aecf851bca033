"""Programs that IPEDS does not count: from where each is known, and at which campus"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the schema forward."""
    text = sqlmodel.sql.sqltypes.AutoString
    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.add_column(sa.Column("known_from", text(length=64), server_default="ipeds", nullable=False))
        batch_op.add_column(sa.Column("campus", text(length=60), server_default="", nullable=False))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.drop_column("campus")
        batch_op.drop_column("known_from")
