"""The workplace's occasions, what they mean in an agreement, and where people work."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
WORDS = ("place", "department", "contact")


def upgrade() -> None:
    op.create_table(
        "occasions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workplace", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("yearly", sa.Boolean(), nullable=False),
        sa.Column("organiser", sa.String(), nullable=True),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workplace"], ["workplaces.id"], name="fk_occasions_workplace"),
        sa.PrimaryKeyConstraint("id", name="pk_occasions"),
    )
    op.create_index("ix_occasions_workplace_day", "occasions", ["workplace", "day"], unique=False)
    op.create_table(
        "preparations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreements.id"], name="fk_preparations_agreement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_preparations"),
    )
    op.create_index("ix_preparations_agreement", "preparations", ["agreement"], unique=False)
    op.create_index("ix_preparations_expires", "preparations", ["expires"], unique=False)
    for word in WORDS:
        op.add_column("people", sa.Column(word, sa.String(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("tips", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    for column in ("tips", *WORDS):
        op.drop_column("people", column)
    op.drop_index("ix_preparations_expires", "preparations")
    op.drop_index("ix_preparations_agreement", "preparations")
    op.drop_table("preparations")
    op.drop_index("ix_occasions_workplace_day", "occasions")
    op.drop_table("occasions")
