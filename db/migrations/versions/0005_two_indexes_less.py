"""Two indexes less: nobody looks up an identity by its anchor, or a price of the work database by its institution"""

from collections.abc import Sequence

from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the schema forward."""
    with op.batch_alter_table("identity", schema=None, table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_identity_anchor"), type_="unique")
    with op.batch_alter_table("price", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_price_institution_id"))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("price", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_price_institution_id"), ["institution_id"], unique=False)
    with op.batch_alter_table("identity", schema=None, table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.create_unique_constraint(batch_op.f("uq_identity_anchor"), ["anchor"])
