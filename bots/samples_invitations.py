"""One of every form of asking and offering, with made-up content."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from core.chat.texts import Texts
from core.chat.views import Form
from core.invitations import cards
from core.invitations.model import Invitation, InvitationId, Kind, Stage, Thoughts
from core.invitations.texts import TEXTS
from core.people import Language, Person, PersonId, WorkplaceId

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
OFFER = Invitation(
    id=InvitationId("invitation"),
    workplace=WorkplaceId("w"),
    kind=Kind.OFFER,
    inviter=PersonId("leader"),
    invitee=PersonId("employee"),
    sent_at=NOW,
    shown_from=NOW,
    closes_on=date(2027, 1, 22),
)
REQUEST = Invitation(
    id=InvitationId("invitation"),
    workplace=WorkplaceId("w"),
    kind=Kind.REQUEST,
    inviter=PersonId("employee"),
    invitee=PersonId("leader"),
    sent_at=NOW,
    shown_from=NOW,
    closes_on=date(2026, 12, 23),
)


def every(language: Language, employee: Person, leader: Person) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts = Texts(TEXTS, language)
    none = Thoughts(invitation=OFFER.id)
    yield "request", cards.ask(texts, "", leader, night=True)
    yield "request_sent", cards.sent(texts, REQUEST, Stage.WAITING, leader, night=False)
    yield "request_got", cards.got(texts, REQUEST, none, employee)
    yield "request_unable", cards.unable(texts, REQUEST, employee)
    yield "offer", cards.offer(texts, (employee,))
    yield "offer_sent", cards.sent(texts, OFFER, Stage.WAITING, employee, night=False)
    yield "offer_not_made", cards.sent(texts, OFFER, Stage.NOT_MADE, employee, night=False)
    yield "offer_got", cards.got(texts, OFFER, none, leader)
    yield "offer_declined", cards.got(texts, OFFER, none.become(declined=True), leader)
    yield "begun", cards.begun(texts, texts("begun"), "agreement")
