"""The Akan committee: its body and terms, the plan for a year, and what has been learnt."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "bodies",
        *(_text(name) for name in ("workplace", "kind", "name", "mandate", "mandate_link")),
        _number("months"),
        sa.Column("has_health", sa.Boolean(), nullable=False),
        _text("set_up_on"),
        _text("dissolved_on", nullable=True),
        _number("version"),
        sa.ForeignKeyConstraint(["workplace"], ["workplaces.id"], name="fk_bodies_workplace"),
        sa.PrimaryKeyConstraint("workplace", name="pk_bodies"),
    )
    op.create_table(
        "committee_terms",
        *(_text("id"), _text("workplace"), _text("person", nullable=True)),
        *(
            _text("party"),
            _text("starts_on"),
            _text("ends_on"),
            _text("left_on", nullable=True),
            _text("next"),
        ),
        _number("version"),
        sa.ForeignKeyConstraint(["workplace"], ["workplaces.id"], name="fk_committee_terms_workplace"),
        sa.PrimaryKeyConstraint("id", name="pk_committee_terms"),
    )
    op.create_index("ix_committee_terms_workplace", "committee_terms", ["workplace"], unique=False)
    op.create_index("ix_committee_terms_person", "committee_terms", ["person"], unique=False)
    op.create_table(
        "plans",
        *(_text("workplace"), _number("year")),
        sa.Column("content", sa.JSON(), nullable=False),
        _number("version"),
        sa.ForeignKeyConstraint(["workplace"], ["workplaces.id"], name="fk_plans_workplace"),
        sa.PrimaryKeyConstraint("workplace", "year", name="pk_plans"),
    )
    op.create_table(
        "trainings",
        *(_text(name) for name in ("id", "workplace", "person", "role", "course", "took_on")),
        *(_text("refresh_on", nullable=True), _number("version")),
        sa.ForeignKeyConstraint(["workplace"], ["workplaces.id"], name="fk_trainings_workplace"),
        sa.PrimaryKeyConstraint("id", name="pk_trainings"),
    )
    op.create_index("ix_trainings_workplace", "trainings", ["workplace"], unique=False)
    op.create_index("ix_trainings_person", "trainings", ["person"], unique=False)
    op.create_table(
        "offered_courses",
        *(_text(name) for name in ("id", "workplace", "title", "link")),
        *(_number("months"), _number("version")),
        sa.ForeignKeyConstraint(["workplace"], ["workplaces.id"], name="fk_offered_courses_workplace"),
        sa.PrimaryKeyConstraint("id", name="pk_offered_courses"),
    )
    op.create_index("ix_offered_courses_workplace", "offered_courses", ["workplace"], unique=False)
    op.create_table(
        "guidelines",
        *(_text("workplace"), _number("number")),
        *(_text(name) for name in ("title", "link", "version", "adopted_on", "revise_on")),
        sa.ForeignKeyConstraint(["workplace"], ["workplaces.id"], name="fk_guidelines_workplace"),
        sa.PrimaryKeyConstraint("workplace", "number", name="pk_guidelines"),
    )


def downgrade() -> None:
    op.drop_table("guidelines")
    op.drop_index("ix_offered_courses_workplace", "offered_courses")
    op.drop_table("offered_courses")
    op.drop_index("ix_trainings_person", "trainings")
    op.drop_index("ix_trainings_workplace", "trainings")
    op.drop_table("trainings")
    op.drop_table("plans")
    op.drop_index("ix_committee_terms_person", "committee_terms")
    op.drop_index("ix_committee_terms_workplace", "committee_terms")
    op.drop_table("committee_terms")
    op.drop_table("bodies")
