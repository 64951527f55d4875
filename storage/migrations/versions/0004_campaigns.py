"""The committee's campaigns: what is told, what became of it for whom, where it was posted, and its pictures."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workplace", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["workplace"], ["workplaces.id"], name="fk_campaigns_workplace"),
        sa.PrimaryKeyConstraint("id", name="pk_campaigns"),
    )
    op.create_index("ix_campaigns_workplace_made_at", "campaigns", ["workplace", "made_at"], unique=False)
    op.create_table(
        "campaign_recipients",
        sa.Column("campaign", sa.String(), nullable=False),
        sa.Column("person_idx", sa.LargeBinary(), nullable=False),
        sa.Column("fate", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign"], ["campaigns.id"], name="fk_campaign_recipients_campaign", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("campaign", "person_idx", name="pk_campaign_recipients"),
    )
    op.create_index(
        "ix_campaign_recipients_campaign_fate", "campaign_recipients", ["campaign", "fate"], unique=False
    )
    op.create_table(
        "channels",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant", "id", name="pk_channels"),
    )
    op.create_table(
        "campaign_posts",
        sa.Column("campaign", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("stood", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign"], ["campaigns.id"], name="fk_campaign_posts_campaign", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("campaign", "platform", "channel", name="pk_campaign_posts"),
    )
    op.create_index("ix_campaign_posts_stood_due", "campaign_posts", ["stood", "due"], unique=False)
    op.create_table(
        "campaign_pictures",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("workplace", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["workplace"], ["workplaces.id"], name="fk_campaign_pictures_workplace"),
        sa.PrimaryKeyConstraint("name", name="pk_campaign_pictures"),
    )
    op.add_column("people", sa.Column("campaigns", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    op.drop_column("people", "campaigns")
    op.drop_table("campaign_pictures")
    op.drop_index("ix_campaign_posts_stood_due", "campaign_posts")
    op.drop_table("campaign_posts")
    op.drop_table("channels")
    op.drop_index("ix_campaign_recipients_campaign_fate", "campaign_recipients")
    op.drop_table("campaign_recipients")
    op.drop_index("ix_campaigns_workplace_made_at", "campaigns")
    op.drop_table("campaigns")
