"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    op.create_table(
        "agreements",
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agreements"),
    )
    op.create_table(
        "grants",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("reader_idx", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "reader_idx", "purpose", "generation", name="pk_grants"),
    )
    op.create_index("ix_grants_epoch", "grants", ["epoch"], unique=False)
    op.create_index("ix_grants_reader_idx", "grants", ["reader_idx"], unique=False)
    op.create_table(
        "presses",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("led_to", sa.LargeBinary(), nullable=True),
        sa.Column("created", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_presses"),
    )
    op.create_index("ix_presses_created", "presses", ["created"], unique=False)
    op.create_table(
        "promises",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workplace", sa.String(), nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("doubted", sa.Boolean(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.Double(), nullable=True),
        sa.Column("carrier", sa.String(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("once_idx", sa.LargeBinary(), nullable=False),
        sa.Column("person_idx", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_promises"),
        sa.UniqueConstraint("once_idx", name="uq_promises_once_idx"),
    )
    op.create_index("ix_promises_carrier", "promises", ["carrier"], unique=False)
    op.create_index("ix_promises_ended_at", "promises", ["ended_at"], unique=False)
    op.create_index("ix_promises_lease_until", "promises", ["lease_until"], unique=False)
    op.create_index("ix_promises_person_idx", "promises", ["person_idx"], unique=False)
    op.create_index("ix_promises_standing_due", "promises", ["standing", "due"], unique=False)
    op.create_table(
        "reminders",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
    )
    op.create_table(
        "seal_check",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_seal_check"),
    )
    op.create_table(
        "workplaces",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tenants", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workplaces"),
    )
    op.create_table(
        "checkins",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreements.id"], name="fk_checkins_agreement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_checkins"),
    )
    op.create_index("ix_checkins_agreement", "checkins", ["agreement"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workplace", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("hours_start", sa.String(), nullable=False),
        sa.Column("hours_end", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("leader", sa.String(), nullable=True),
        sa.Column("positions", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workplace"], ["workplaces.id"], name="fk_people_workplace"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_index("ix_people_workplace", "people", ["workplace"], unique=False)
    op.create_table(
        "routes",
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreements.id"], name="fk_routes_agreement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("agreement", name="pk_routes"),
    )
    op.create_table(
        "shares",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreements.id"], name="fk_shares_agreement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shares"),
    )
    op.create_index("ix_shares_agreement", "shares", ["agreement"], unique=False)
    op.create_table(
        "terms",
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreements.id"], name="fk_terms_agreement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("agreement", "number", name="pk_terms"),
    )
    op.create_table(
        "accounts",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_accounts_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("platform", "tenant", "id", name="pk_accounts"),
    )
    op.create_index("ix_accounts_person", "accounts", ["person"], unique=False)
    op.create_table(
        "answers",
        sa.Column("checkin", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["checkin"], ["checkins.id"], name="fk_answers_checkin", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("checkin", name="pk_answers"),
    )


def downgrade() -> None:
    op.drop_table("answers")
    op.drop_index("ix_accounts_person", table_name="accounts")
    op.drop_table("accounts")
    op.drop_table("terms")
    op.drop_index("ix_shares_agreement", table_name="shares")
    op.drop_table("shares")
    op.drop_table("routes")
    op.drop_index("ix_people_workplace", table_name="people")
    op.drop_table("people")
    op.drop_index("ix_checkins_agreement", table_name="checkins")
    op.drop_table("checkins")
    op.drop_table("workplaces")
    op.drop_table("seal_check")
    op.drop_table("reminders")
    op.drop_index("ix_promises_standing_due", table_name="promises")
    op.drop_index("ix_promises_person_idx", table_name="promises")
    op.drop_index("ix_promises_lease_until", table_name="promises")
    op.drop_index("ix_promises_ended_at", table_name="promises")
    op.drop_index("ix_promises_carrier", table_name="promises")
    op.drop_table("promises")
    op.drop_index("ix_presses_created", table_name="presses")
    op.drop_table("presses")
    op.drop_index("ix_grants_reader_idx", table_name="grants")
    op.drop_index("ix_grants_epoch", table_name="grants")
    op.drop_table("grants")
    op.drop_table("agreements")
