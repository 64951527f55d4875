"""A change of leader as the employee and the chosen one have it, with made-up content."""

from collections.abc import Iterator
from dataclasses import replace

from core.agreements.model import AgreementId, Terms
from core.around import cards
from core.around.texts import TEXTS
from core.chat.texts import Texts
from core.chat.views import Form
from core.people import Language, Person, PersonId
from core.sight import Role

ID = AgreementId("agreement")
NEW = "Ida Oppdiktet"


def every(language: Language, employee: Person, leader: Person, terms: Terms) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts = Texts(TEXTS, language)
    new = replace(leader, id=PersonId("new"), name=NEW)
    yield "leader_choose", cards.choose(texts, ID, (new,))
    yield "leader_nobody", cards.choose(texts, ID, ())
    yield "leader_confirm", cards.confirm(texts, f"{ID}:new:new", NEW, leader.name, shared_too=False)
    yield "leader_asked", cards.asked(texts, terms, {Role.EMPLOYEE: employee.name, Role.LEADER: NEW}, "")
