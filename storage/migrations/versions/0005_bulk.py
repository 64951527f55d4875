"""What is owed to very many waits behind what is owed to somebody, and one process at a time sends it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("promises", sa.Column("bulk", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_index("ix_promises_standing_due", "promises")
    op.create_index("ix_promises_bulk_standing_due", "promises", ["bulk", "standing", "due"], unique=False)
    op.create_table(
        "turns",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_turns"),
    )


def downgrade() -> None:
    op.drop_table("turns")
    op.drop_index("ix_promises_bulk_standing_due", "promises")
    op.create_index("ix_promises_standing_due", "promises", ["standing", "due"], unique=False)
    op.drop_column("promises", "bulk")
