"""
All tables in one place, and of every column how it is kept; long, so that nobody has to look elsewhere for one.

Nothing in the tables of agreements, check-ins and reminders points at a person: who reads what is a blind index
in `grants`, and says nothing without the keyring.
"""

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    false,
    true,
)

from storage.moments import Moment

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _to(column: str, *, cascade: bool = False) -> ForeignKey:
    return ForeignKey(column, ondelete="CASCADE" if cascade else None)


workplaces = Table(
    "workplaces",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("tenants", JSON, nullable=False),
    Column("language", String, nullable=False),
    Column("zone", String, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", String, primary_key=True),
    Column("workplace", String, _to("workplaces.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("language", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("hours_start", String, nullable=False),
    Column("hours_end", String, nullable=False),
    Column("channel", String),
    Column("leader", String),
    Column("positions", JSON, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("anytime", Boolean, nullable=False, server_default=false()),
    Column("place", String, nullable=False, server_default=""),
    Column("department", String, nullable=False, server_default=""),
    Column("contact", String, nullable=False, server_default=""),
    Column("tips", Boolean, nullable=False, server_default=true()),
    Column("campaigns", Boolean, nullable=False, server_default=true()),
)

accounts = Table(
    "accounts",
    metadata,
    Column("platform", String, primary_key=True),
    Column("tenant", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("person", String, _to("people.id", cascade=True), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("conversation", String, nullable=False),
    Column("service", String, nullable=False),
)

presses = Table(
    "presses",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("led_to", LargeBinary),
    Column("created", Moment, nullable=False, index=True),
)

promises = Table(
    "promises",
    metadata,
    Column("id", String, primary_key=True),
    Column("workplace", String, nullable=False),
    Column("due", Moment, nullable=False),
    Column("standing", String, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("doubted", Boolean, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("lease_until", Double, index=True),
    Column("carrier", String, index=True),
    Column("ended_at", Moment, index=True),
    Column("once_idx", LargeBinary, nullable=False, unique=True),
    Column("person_idx", LargeBinary, nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("bulk", Boolean, nullable=False, server_default=false()),
    Index(None, "bulk", "standing", "due"),
)

turns = Table(
    "turns",
    metadata,
    Column("id", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("until", Double, nullable=False),
)

grants = Table(
    "grants",
    metadata,
    Column("scope", String, primary_key=True),
    Column("reader_idx", LargeBinary, primary_key=True, index=True),
    Column("purpose", String, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("epoch", String, nullable=False, index=True),
    Column("wrapped", LargeBinary, nullable=False),
)

agreements = Table("agreements", metadata, Column("id", String, primary_key=True))

routes = Table(
    "routes",
    metadata,
    Column("agreement", String, _to("agreements.id", cascade=True), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

terms = Table(
    "terms",
    metadata,
    Column("agreement", String, _to("agreements.id", cascade=True), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

checkins = Table(
    "checkins",
    metadata,
    Column("id", String, primary_key=True),
    Column("agreement", String, _to("agreements.id", cascade=True), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("status", LargeBinary, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("checkin", String, _to("checkins.id", cascade=True), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

shares = Table(
    "shares",
    metadata,
    Column("id", String, primary_key=True),
    Column("agreement", String, _to("agreements.id", cascade=True), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("expires", Moment, index=True),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
)

replies = Table(
    "replies",
    metadata,
    Column("invitation", String, _to("invitations.id", cascade=True), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

courses = Table(
    "courses",
    metadata,
    Column("agreement", String, _to("agreements.id", cascade=True), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("agreement", String, _to("agreements.id", cascade=True), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

seats = Table(
    "seats",
    metadata,
    Column("id", String, primary_key=True),
    Column("agreement", String, _to("agreements.id", cascade=True), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

talks = Table(
    "talks",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
)

meetings = Table(
    "meetings",
    metadata,
    Column("id", String, primary_key=True),
    Column("agreement", String, _to("agreements.id", cascade=True), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
)

evaluations = Table(
    "evaluations",
    metadata,
    Column("id", String, primary_key=True),
    Column("agreement", String, _to("agreements.id", cascade=True), nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
    Column("expires", Moment, index=True),
)

occasions = Table(
    "occasions",
    metadata,
    Column("id", String, primary_key=True),
    Column("workplace", String, _to("workplaces.id"), nullable=False),
    Column("day", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("place", String, nullable=False),
    Column("department", String, nullable=False),
    Column("yearly", Boolean, nullable=False),
    Column("organiser", String),
    Column("uid", String, nullable=False),
    Column("source", String, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Index(None, "workplace", "day"),
)

preparations = Table(
    "preparations",
    metadata,
    Column("id", String, primary_key=True),
    Column("agreement", String, _to("agreements.id", cascade=True), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
)

bodies = Table(
    "bodies",
    metadata,
    Column("workplace", String, _to("workplaces.id"), primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("mandate", String, nullable=False),
    Column("mandate_link", String, nullable=False),
    Column("months", Integer, nullable=False),
    Column("has_health", Boolean, nullable=False),
    Column("set_up_on", String, nullable=False),
    Column("dissolved_on", String),
    Column("version", Integer, nullable=False),
)

committee_terms = Table(
    "committee_terms",
    metadata,
    Column("id", String, primary_key=True),
    Column("workplace", String, _to("workplaces.id"), nullable=False, index=True),
    Column("person", String, index=True),
    Column("party", String, nullable=False),
    Column("starts_on", String, nullable=False),
    Column("ends_on", String, nullable=False),
    Column("left_on", String),
    Column("next", String, nullable=False),
    Column("version", Integer, nullable=False),
)

plans = Table(
    "plans",
    metadata,
    Column("workplace", String, _to("workplaces.id"), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("content", JSON, nullable=False),
    Column("version", Integer, nullable=False),
)

trainings = Table(
    "trainings",
    metadata,
    Column("id", String, primary_key=True),
    Column("workplace", String, _to("workplaces.id"), nullable=False, index=True),
    Column("person", String, nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("course", String, nullable=False),
    Column("took_on", String, nullable=False),
    Column("refresh_on", String),
    Column("version", Integer, nullable=False),
)

offered_courses = Table(
    "offered_courses",
    metadata,
    Column("id", String, primary_key=True),
    Column("workplace", String, _to("workplaces.id"), nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("link", String, nullable=False),
    Column("months", Integer, nullable=False),
    Column("version", Integer, nullable=False),
)

guidelines = Table(
    "guidelines",
    metadata,
    Column("workplace", String, _to("workplaces.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("title", String, nullable=False),
    Column("link", String, nullable=False),
    Column("version", String, nullable=False),
    Column("adopted_on", String, nullable=False),
    Column("revise_on", String, nullable=False),
)

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", String, primary_key=True),
    Column("workplace", String, _to("workplaces.id"), nullable=False),
    Column("state", String, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", JSON, nullable=False),
    Index(None, "workplace", "made_at"),
)

recipients = Table(
    "campaign_recipients",
    metadata,
    Column("campaign", String, _to("campaigns.id", cascade=True), primary_key=True),
    Column("person_idx", LargeBinary, primary_key=True),
    Column("fate", String, nullable=False),
    Index(None, "campaign", "fate"),
)

channels = Table(
    "channels",
    metadata,
    Column("platform", String, primary_key=True),
    Column("tenant", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("service", String, nullable=False),
)

posts = Table(
    "campaign_posts",
    metadata,
    Column("campaign", String, _to("campaigns.id", cascade=True), primary_key=True),
    Column("platform", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("stood", String, nullable=False),
    Column("message", String, nullable=False),
    Column("due", Moment, nullable=False),
    Index(None, "stood", "due"),
)

pictures = Table(
    "campaign_pictures",
    metadata,
    Column("name", String, primary_key=True),
    Column("workplace", String, _to("workplaces.id"), nullable=False),
    Column("form", String, nullable=False),
    Column("content", String, nullable=False),
    Column("made_at", Moment, nullable=False),
)

seal_check = Table(
    "seal_check",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)


class Kept(StrEnum):
    """How a column is kept."""

    PLAIN = "plain"
    SEALED = "sealed"
    INDEX = "index"
    """A keyed hash: the same for the same thing, and nothing else."""


def _all(kept: Kept, columns: str) -> Mapping[str, Kept]:
    return dict.fromkeys(columns.split(), kept)


COLUMNS: Mapping[str, Mapping[str, Kept]] = {
    "alembic_version": _all(Kept.PLAIN, "version_num"),
    "workplaces": _all(Kept.PLAIN, "id name tenants language zone"),
    "people": _all(
        Kept.PLAIN,
        "id workplace name language zone hours_start hours_end channel leader positions active anytime place department "
        "contact tips campaigns version",
    ),
    "accounts": _all(Kept.PLAIN, "platform tenant id person place conversation service"),
    "presses": {**_all(Kept.INDEX, "key"), **_all(Kept.SEALED, "led_to"), **_all(Kept.PLAIN, "created")},
    "promises": {
        **_all(
            Kept.PLAIN,
            "id workplace due standing attempt doubted fence lease_until carrier ended_at bulk",
        ),
        **_all(Kept.INDEX, "once_idx person_idx"),
        **_all(Kept.SEALED, "content state"),
    },
    "grants": {
        **_all(Kept.PLAIN, "scope purpose generation epoch"),
        **_all(Kept.INDEX, "reader_idx"),
        **_all(Kept.SEALED, "wrapped"),
    },
    "agreements": _all(Kept.PLAIN, "id"),
    "routes": {**_all(Kept.PLAIN, "agreement version"), **_all(Kept.SEALED, "content")},
    "terms": {**_all(Kept.PLAIN, "agreement number"), **_all(Kept.SEALED, "content")},
    "checkins": {**_all(Kept.PLAIN, "id agreement version"), **_all(Kept.SEALED, "status")},
    "answers": {**_all(Kept.PLAIN, "checkin version"), **_all(Kept.SEALED, "content")},
    "shares": {**_all(Kept.PLAIN, "id agreement version"), **_all(Kept.SEALED, "content")},
    "reminders": {**_all(Kept.PLAIN, "id version"), **_all(Kept.SEALED, "content")},
    "marks": {**_all(Kept.INDEX, "key"), **_all(Kept.SEALED, "content"), **_all(Kept.PLAIN, "expires")},
    "invitations": {**_all(Kept.PLAIN, "id version expires"), **_all(Kept.SEALED, "content")},
    "replies": {**_all(Kept.PLAIN, "invitation version"), **_all(Kept.SEALED, "content")},
    "courses": {**_all(Kept.PLAIN, "agreement version"), **_all(Kept.SEALED, "content")},
    "drafts": {**_all(Kept.PLAIN, "agreement number"), **_all(Kept.SEALED, "content")},
    "seats": {**_all(Kept.PLAIN, "id agreement version"), **_all(Kept.SEALED, "content")},
    "talks": {**_all(Kept.PLAIN, "id version expires"), **_all(Kept.SEALED, "content")},
    "meetings": {**_all(Kept.PLAIN, "id agreement version expires"), **_all(Kept.SEALED, "content")},
    "evaluations": {**_all(Kept.PLAIN, "id agreement expires"), **_all(Kept.SEALED, "content")},
    # The workplace's calendar: for everybody to read, and without a word of any agreement.
    "occasions": _all(
        Kept.PLAIN,
        "id workplace day kind name place department yearly organiser uid source cancelled version",
    ),
    "preparations": {**_all(Kept.PLAIN, "id agreement version expires"), **_all(Kept.SEALED, "content")},
    # The committee's own: it works for everybody and never with single persons, and no agreement is in it (S154).
    "bodies": _all(
        Kept.PLAIN,
        "workplace kind name mandate mandate_link months has_health set_up_on dissolved_on version",
    ),
    "committee_terms": _all(Kept.PLAIN, "id workplace person party starts_on ends_on left_on next version"),
    "plans": _all(Kept.PLAIN, "workplace year content version"),
    "trainings": _all(Kept.PLAIN, "id workplace person role course took_on refresh_on version"),
    "offered_courses": _all(Kept.PLAIN, "id workplace title link months version"),
    "guidelines": _all(Kept.PLAIN, "workplace number title link version adopted_on revise_on"),
    # What the committee tells everybody is for everybody to read; who got it is nobody's (a keyed hash of campaign and person).
    "campaigns": _all(Kept.PLAIN, "id workplace state made_at version content"),
    "campaign_recipients": {**_all(Kept.PLAIN, "campaign fate"), **_all(Kept.INDEX, "person_idx")},
    "channels": _all(Kept.PLAIN, "platform tenant id name service"),
    "campaign_posts": _all(Kept.PLAIN, "campaign platform channel stood message due"),
    "campaign_pictures": _all(Kept.PLAIN, "name workplace form content made_at"),
    "turns": _all(Kept.PLAIN, "id holder until"),
    "seal_check": {**_all(Kept.PLAIN, "id"), **_all(Kept.SEALED, "sealed")},
}
"""Of every column of every table, how it is kept. A test fails on one that is not here."""
