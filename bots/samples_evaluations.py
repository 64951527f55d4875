"""Evaluations and the log as either of the two has them, with made-up content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from core.agreements.model import AgreementId, Terms
from core.chat.texts import Texts
from core.chat.views import Form
from core.evaluations import cards
from core.evaluations.cards import Line
from core.evaluations.model import Evaluation, EvaluationId, Part, Works
from core.evaluations.texts import TEXTS
from core.life.texts import TEXTS as LIFE
from core.people import Language, Person, PersonId
from core.sight import Role

OWN = Evaluation(
    id=EvaluationId("evaluation"), agreement=AgreementId("agreement"), who=Role.EMPLOYEE, by=PersonId("employee"), on=date(2026, 11, 20), joint=False,
    measures={"En kort prat hver mandag": Works.CHANGE, "Fri til avtaler på dagtid": Works.WORKS},
    words="Mandager er travle. Behold tirsdagslunsjen.", note="Vi snakker sammen på tirsdager i stedet.",
)  # fmt: skip


def every(language: Language, employee: Person, leader: Person, terms: Terms) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts, life = Texts(TEXTS, language), Texts(LIFE, language)
    id, measures = terms.agreement, terms.supportive()
    shared = OWN.shared(
        EvaluationId("shared"), frozenset({Part.NOTE}), datetime(2026, 11, 20, 12, tzinfo=UTC)
    )
    kept = OWN.only(frozenset({Part.MEASURES, Part.WORDS}))
    yield "evaluation_ask", cards.ask(texts, id, measures, Role.EMPLOYEE, employee.name)
    yield "evaluation_ask_leader", cards.ask(texts, id, measures, Role.LEADER, employee.name)
    yield "evaluation_share", cards.share(texts, OWN, OWN.id, leader.name, night=False)
    yield "evaluation_share_at_night", cards.share(texts, OWN, OWN.id, leader.name, night=True)
    changed = cards.share(texts, OWN, OWN.id, leader.name, night=False, changed=True)
    yield "evaluation_share_changed", changed
    yield "evaluation_done", cards.done(texts, shared, night=False)
    yield "evaluation_done_at_night", cards.done(texts, shared, night=True)
    leaders = replace(shared, who=Role.LEADER, by=leader.id)
    yield "evaluation_done_at_night_leader", cards.done(texts, leaders, night=True)
    told = texts("log.evaluated", name=employee.name)
    lines = (
        Line(on=date(2026, 11, 2), what=f"{life('move.in_force')} ({leader.name})"),
        Line(on=date(2026, 11, 19), what=f"{life('move.talked')} ({leader.name})"),
        Line(on=date(2026, 11, 20), what=texts("log.mine"), evaluation=kept, alone=texts("log.alone")),
        Line(on=date(2026, 11, 20), what=told, evaluation=shared),
    )
    yield "log", cards.log(texts, id, lines, 0, (), may=True, may_share=True)
    yield "log_empty", cards.log(texts, id, (), 0, (), may=False, may_share=False)
