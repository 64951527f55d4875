"""A change of leader, a deputy and the code, as the employee and the chosen one have it, with made-up content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.agreements.model import AgreementId, Deputy, Terms
from core.around import cards, deputy_cards, recovery_cards
from core.around.texts import TEXTS
from core.chat.texts import Texts
from core.chat.views import Form
from core.people import Language, Person, PersonId, Position
from core.sight import Role

ID = AgreementId("agreement")
NEW = "Ida Oppdiktet"


def every(language: Language, employee: Person, leader: Person, terms: Terms) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts = Texts(TEXTS, language)
    new = replace(leader, id=PersonId("new"), name=NEW)
    seated = replace(new, positions=frozenset({Position.COMMITTEE}))
    yield "leader_choose", cards.choose(texts, ID, (new,))
    yield "leader_nobody", cards.choose(texts, ID, ())
    yield "leader_confirm", cards.confirm(texts, f"{ID}:new:new", seated, leader.name, shared_too=False)
    deputy = Deputy(person=new.id, since=date(2026, 12, 1), until=date(2026, 12, 18))
    days = (deputy.since, deputy.until)
    yield "deputy", deputy_cards.propose(texts, ID, Role.EMPLOYEE, (new,), employee.name, days)
    yield "deputy_leader", deputy_cards.propose(texts, ID, Role.LEADER, (new,), employee.name, days)
    yield "deputy_asked", deputy_cards.standing(texts, ID, Role.EMPLOYEE, deputy, new, employee.name)
    agreed = replace(deputy, agreed=True)
    yield "deputy_agreed", deputy_cards.standing(texts, ID, Role.LEADER, agreed, new, employee.name)
    yield "deputy_none", deputy_cards.nobody_leads(texts)
    both = {Role.EMPLOYEE: employee.name, Role.LEADER: leader.name}
    yield "deputy_reads", deputy_cards.reading(texts, terms, both, (), deputy.until, "", reader=seated)
    address = "https://innsjekk.example.org/private/code"
    yield "code", recovery_cards.page(texts, ID, address, made=False)
    yield "code_again", recovery_cards.page(texts, ID, address, made=True)
    yield "code_once", recovery_cards.once(texts, address, "-".join(("7K3M", "X0QD") * 3 + ("9RTW",)))
    yield "leader_asked", cards.asked(texts, terms, {Role.EMPLOYEE: employee.name, Role.LEADER: NEW}, new, "")
