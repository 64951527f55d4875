"""The short talks and a return as the leader and the employee have them, with made-up content."""

from collections.abc import Iterator
from datetime import date

from core.agreements.model import Terms
from core.chat.texts import Texts
from core.chat.views import Form
from core.checkins import leader_cards as checkins
from core.checkins.texts import TEXTS as CHECKINS
from core.followups import cards
from core.followups.texts import TEXTS
from core.people import Language, Person
from core.returns import cards as returns
from core.returns.texts import TEXTS as RETURNS

DAY = date(2026, 11, 26)


def every(language: Language, employee: Person, leader: Person, terms: Terms) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts = Texts(TEXTS, language)
    yield "followup_sent", checkins.sent(Texts(CHECKINS, language), terms.agreement)
    yield "followup_held", cards.held(texts, terms.agreement)
    yield "followup_move", cards.move(texts, terms.agreement, DAY)
    returning = Texts(RETURNS, language)
    yield "return_leader", returns.leader(returning, terms.agreement, employee.name, DAY)
    yield "return_employee", returns.employee(returning, terms.agreement, leader.name)
    yield "followup_away", cards.away(texts, terms.agreement, leader.name, "Personalsjefen")
