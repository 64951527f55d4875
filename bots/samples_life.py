"""The agreement's page as each party has it, and the forms that lead from it, with made-up content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from core.agreements.course import Course, Move, Step
from core.agreements.leading import alone
from core.agreements.model import AgreementId, Cadence, Route, Signature, State, Terms
from core.chat.texts import Texts
from core.chat.views import Form, OneTimeLink
from core.life import cards, reading
from core.life.texts import TEXTS
from core.people import Language, Person, WorkplaceId
from core.sight import Role

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ID = AgreementId("agreement")
STEPS = (
    Step(what=Move.BEGUN, who=Role.LEADER, at=NOW - timedelta(days=30)),
    Step(what=Move.SIGNED, who=Role.EMPLOYEE, at=NOW - timedelta(days=20)),
    Step(what=Move.IN_FORCE, who=Role.LEADER, at=NOW - timedelta(days=20)),
)


def every(  # noqa: PLR0915 — a list, read from top to bottom
    language: Language, employee: Person, leader: Person, terms: Terms
) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts = Texts(TEXTS, language)
    terms = replace(terms, relapse_plan="Vi ringer hverandre samme dag, og snakker i ro før noe annet.")
    names = {Role.EMPLOYEE: employee.name, Role.LEADER: leader.name}
    course = Course(
        agreement=ID, employee=employee.id, leader=leader.id, state=State.ACTIVE,
        starts_on=terms.starts_on, ends_on=terms.ends_on, steps=STEPS,
    )  # fmt: skip
    route = Route(
        id=ID, workplace=WorkplaceId("w"), employee=employee.id, leader=leader.id, state=State.ACTIVE,
        starts_on=terms.starts_on, ends_on=terms.ends_on, cadence=Cadence(), quiet=True,
    )  # fmt: skip

    def at(role: Role, state: State, course: Course = course) -> cards.Standing:
        own = route if role is Role.EMPLOYEE else None
        return cards.Standing(
            course=course, role=role, state=state, now=NOW, today=NOW.date(), names=names, route=own
        )

    yield "agreement", cards.page(texts, at(Role.EMPLOYEE, State.ACTIVE))
    leaving = replace(course, leaving_at=NOW + timedelta(hours=20))
    yield "agreement_leaving", cards.page(texts, at(Role.EMPLOYEE, State.ACTIVE, leaving))
    paused = replace(course, paused_until=date(2026, 12, 14))
    yield "agreement_paused", cards.page(texts, at(Role.LEADER, State.PAUSED, paused))
    hard = replace(course, proposed=Move.SETTLED, proposed_by=Role.EMPLOYEE, open=True)
    yield "agreement_plan", cards.page(texts, at(Role.LEADER, State.RELAPSE_PLAN, hard))
    yield "agreement_over", cards.page(texts, at(Role.LEADER, State.COMPLETED))
    yield "quiet", cards.quiet(texts, ID)
    yield "pause", cards.pause(texts, ID, date(2026, 12, 7))
    yield "pause_change", cards.pause(texts, ID, date(2026, 12, 7), on=True)
    yield "slower", cards.slower(texts, ID, terms, route)
    yield "plan", cards.plan(texts, at(Role.EMPLOYEE, State.ACTIVE), terms)
    yield "plan_alone", cards.plan(texts, at(Role.EMPLOYEE, State.ACTIVE, alone(course)), terms)
    yield "plan_leader", cards.plan(texts, at(Role.LEADER, State.ACTIVE), terms)
    yield "plan_in_use", cards.plan(texts, at(Role.EMPLOYEE, State.RELAPSE_PLAN), terms)
    yield "withdraw", cards.withdraw(texts, ID, night=True)
    yield "end", cards.end(texts, ID, employee.name)
    file = (OneTimeLink(texts("copy.file"), f"https://innsjekk.example.org/private#{'x' * 43}"),)
    yield "copy", reading.copy(texts, at(Role.EMPLOYEE, State.ACTIVE), file)
    lent = replace(course, leader_may_copy=True)
    yield "copy_lent", reading.copy(texts, at(Role.EMPLOYEE, State.ACTIVE, lent), file)
    yield "copy_leader", reading.copy(texts, at(Role.LEADER, State.ACTIVE), ())
    signed = tuple(
        Signature(who=role, number=3, digest="", at=NOW - timedelta(days=20))
        for role in (Role.EMPLOYEE, Role.LEADER)
    )
    change = at(Role.LEADER, State.ACTIVE, replace(course, open=True))
    yield "agreement_change", cards.page(texts, change)
    yield "agreement_text", reading.text(texts, change, replace(terms, signatures=signed), "")
