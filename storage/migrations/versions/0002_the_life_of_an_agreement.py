"""What the life of an agreement needs, from an invitation to its end."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    op.create_table(
        "marks",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("expires", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_marks"),
    )
    op.create_index("ix_marks_expires", "marks", ["expires"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
    )
    op.create_index("ix_invitations_expires", "invitations", ["expires"], unique=False)
    op.create_table(
        "replies",
        sa.Column("invitation", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation"], ["invitations.id"], name="fk_replies_invitation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("invitation", name="pk_replies"),
    )
    op.create_table(
        "courses",
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreements.id"], name="fk_courses_agreement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("agreement", name="pk_courses"),
    )
    op.create_table(
        "drafts",
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreements.id"], name="fk_drafts_agreement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("agreement", "number", name="pk_drafts"),
    )
    op.create_table(
        "seats",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreements.id"], name="fk_seats_agreement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_seats"),
    )
    op.create_index("ix_seats_agreement", "seats", ["agreement"], unique=False)
    op.create_table(
        "talks",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_talks"),
    )
    op.create_index("ix_talks_expires", "talks", ["expires"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreements.id"], name="fk_meetings_agreement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
    )
    op.create_index("ix_meetings_agreement", "meetings", ["agreement"], unique=False)
    op.create_index("ix_meetings_expires", "meetings", ["expires"], unique=False)
    op.create_table(
        "evaluations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("expires", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreements.id"], name="fk_evaluations_agreement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evaluations"),
    )
    op.create_index("ix_evaluations_agreement", "evaluations", ["agreement"], unique=False)
    op.create_index("ix_evaluations_expires", "evaluations", ["expires"], unique=False)
    op.add_column("people", sa.Column("anytime", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("people", "anytime")
    op.drop_index("ix_evaluations_expires", "evaluations")
    op.drop_index("ix_evaluations_agreement", "evaluations")
    op.drop_index("ix_meetings_expires", "meetings")
    op.drop_index("ix_meetings_agreement", "meetings")
    op.drop_index("ix_talks_expires", "talks")
    op.drop_index("ix_seats_agreement", "seats")
    for table in (
        "evaluations",
        "meetings",
        "talks",
        "seats",
        "drafts",
        "courses",
        "replies",
        "invitations",
        "marks",
    ):
        op.drop_table(table)
