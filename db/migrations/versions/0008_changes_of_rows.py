"""Changes of rows that belong to things, about more kinds of things; since when the directory holds a thing"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

THINGS = ("institution", "program")
SUBJECTS = ("program", "institution", "cip", "occupation", "certification")
TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    """Bring the schema forward."""
    _change(THINGS, SUBJECTS, old=(32, 64), new=(64, 300))
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.add_column(sa.Column("part", TEXT(), nullable=True))
        batch_op.add_column(sa.Column("whole", TEXT(), nullable=True))
    with op.batch_alter_table("identity", schema=None, table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.add_column(sa.Column("entered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.execute(
        "UPDATE identity SET entered_at = minted_at WHERE thing_id IN"
        " (SELECT program_id FROM program UNION ALL SELECT institution_id FROM institution)"
    )


def downgrade() -> None:
    """Take it back; changes about other things than programs and institutions go."""
    with op.batch_alter_table("identity", schema=None, table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.drop_column("entered_at")
    op.execute("DELETE FROM change WHERE thing_kind <> 'institution' AND thing_kind <> 'program'")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_column("whole")
        batch_op.drop_column("part")
    _change(SUBJECTS, THINGS, old=(64, 300), new=(32, 64))


def _change(before: tuple[str, ...], after: tuple[str, ...], *, old: tuple[int, int], new: tuple[int, int]) -> None:
    """Other kinds of things, and other lengths of an id and of a field."""
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_change_thing_kind"), type_="check")
        batch_op.alter_column("thing_kind", existing_type=_kinds(before), type_=_kinds(after), existing_nullable=False)
        batch_op.alter_column(
            "thing_id", existing_type=TEXT(length=old[0]), type_=TEXT(length=new[0]), existing_nullable=False
        )
        batch_op.alter_column(
            "field", existing_type=TEXT(length=old[1]), type_=TEXT(length=new[1]), existing_nullable=False
        )
        words = " OR ".join(f"thing_kind = '{kind}'" for kind in after)
        batch_op.create_check_constraint(batch_op.f("ck_change_thing_kind"), words)


def _kinds(names: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*names, name="thing_kind", native_enum=False, length=32)
