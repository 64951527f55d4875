"""What can be pressed and submitted on an agreement's page."""

# Long, because each press is a few lines and they share one look at how the agreement stands.

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

from core import workdays
from core.agreements.course import Lead
from core.agreements.leading import alone
from core.agreements.model import OVER, RUNNING, AgreementId, State
from core.agreements.usecases import names_of, sight_of, taking_part
from core.chat.flows import Flow, Then, Turn, View
from core.chat.views import Block, Button, Buttons, Form, Heading, Mend, Next, Open, Outcome
from core.checkins.usecases import promised, shown_from
from core.drafting.ports import Work
from core.drafting.refs import parted
from core.drafting.usecases import standing, when_of
from core.errors import Refused
from core.life import cards, reading, usecases
from core.life.sheet import AgreementSheet, may_copy
from core.life.texts import TEXTS
from core.pages.usecases import Desk, Wanted
from core.people import PersonId
from core.sight import Role

Answer: TypeAlias = Callable[[Work, Turn], Awaitable[Outcome | Then]]


def flow(desk: Desk) -> Flow[Work]:
    """The subject's side of the conversation; the text is fetched at `desk`."""
    asked = ("pause", "quiet", "slower", "plan", "withdraw", "end")
    return Flow(
        name="life",
        texts=TEXTS,
        answers={
            "show": _shown("page"),
            **{name: _shown(name) for name in asked},
            "paused": _paused,
            "slowed": _slowed,
            "planned": _planned,
            "withdrew": _withdrew,
            "ended": _ended,
            "resume": _resume,
            "quieted": _quieted,
            "loud": _loud,
            "settle": _settle,
            "stay": _stay,
            "copy": _shown("copy"),
            "text": _shown("text"),
            "lend": _lend(may=True),
            "unlend": _lend(may=False),
        },
        views={
            "page": _page,
            "pause": _pause,
            "quiet": _quiet,
            "slower": _slower,
            "plan": _plan,
            "withdraw": _withdraw,
            "end": _end,
            "copy": _copy(desk),
            "text": _text,
        },
    )


async def page(work: Work, turn: Turn) -> tuple[Block, ...]:
    """
    What agreements add to a person's own private page; no name, and one button for a leader's all.

    The employee finds one that is over too, for as long as it is kept.
    """
    person, blocks = turn.person.id, list[Block]()
    if own := await _in(work, person, Role.EMPLOYEE, RUNNING):
        blocks += _to(turn, "employee", own[0])
    if led := await _in(work, person, Role.LEADER, RUNNING):
        blocks += _to(turn, "leader", led[0])
    if not own and (over := await _in(work, person, Role.EMPLOYEE, OVER)):
        blocks += _to(turn, "over", over[-1])
    return tuple(blocks)


def _to(turn: Turn, which: str, id: AgreementId) -> list[Block]:
    texts = turn.texts.other(TEXTS)
    title = texts(f"page.{which}")
    return [
        Heading(title),
        Buttons((Button(label=texts("show"), action="life.show", ref=id, about=title),)),
    ]


async def _in(work: Work, person: PersonId, role: Role, states: frozenset[State]) -> list[AgreementId]:
    return [
        course.agreement
        for course, _ in await taking_part(work, person, role)
        if course.state_at(*await when_of(work, course)) in states
    ]


def _shown(view: str) -> Answer:
    """A press that changes nothing: it only shows."""

    async def answer(work: Work, turn: Turn) -> Outcome | Then:
        del work
        return Then(f"life.{view}", turn.ref)

    return answer


async def _standing(work: Work, turn: Turn) -> cards.Standing:
    id = AgreementId(turn.ref)
    course, sight = await standing(work, id, turn.person)
    route = await work.agreements.route(id, sight) if sight.role is Role.EMPLOYEE else None
    if route is not None and not route.led and course.lead is Lead.IN:
        course = alone(course)
    now, today = await when_of(work, course)
    led = await _in(work, turn.person.id, Role.LEADER, RUNNING) if sight.role is Role.LEADER else []
    leader = await work.people.get(course.leader)
    return cards.Standing(
        course=course,
        role=sight.role,
        state=course.state_at(now, today),
        now=now,
        today=today,
        names=await names_of(work, course),
        route=route,
        following=led[(led.index(id) + 1) % len(led)] if id in led and len(led) > 1 else None,
        answered=leader.active,
    )


async def _page(work: Work, turn: Turn) -> Outcome:
    return Open(form=cards.page(turn.texts, await _standing(work, turn)))


async def _in_force(work: Work, turn: Turn, *roles: Role) -> cards.Standing:
    at = await _standing(work, turn)
    if at.state not in RUNNING or at.leaving or at.role not in roles:
        raise Refused("refused.moved_on")
    return at


async def _pause(work: Work, turn: Turn) -> Outcome:
    at = await _in_force(work, turn, Role.EMPLOYEE, Role.LEADER)
    return Next(form=_pause_form(turn, at))


def _pause_form(turn: Turn, at: cards.Standing) -> Form:
    until = at.course.paused_until if at.state is State.PAUSED else None
    suggestion = until or workdays.on_or_after(at.today + timedelta(weeks=1))
    return cards.pause(turn.texts, at.course.agreement, suggestion, on=until is not None)


async def _paused(work: Work, turn: Turn) -> Outcome | Then:
    at = await _in_force(work, turn, Role.EMPLOYEE, Role.LEADER)
    given = str(turn.values.get("until") or "")
    try:
        until = date.fromisoformat(given)
    except ValueError:
        until = at.today
    if not at.today < until <= at.course.ends_on:
        form = _pause_form(turn, at).filled(turn.values)
        words = turn.texts("pause.past", day=turn.texts.dated(at.course.ends_on))
        return Mend(form=form, errors={"until": words})
    await usecases.pause(work, AgreementId(turn.ref), turn.person, until)
    return Then("life.page", turn.ref)


async def _resume(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.resume(work, AgreementId(turn.ref), turn.person)
    return Then("life.page", turn.ref)


async def _quiet(work: Work, turn: Turn) -> Outcome:
    await _in_force(work, turn, Role.EMPLOYEE)
    return Next(form=cards.quiet(turn.texts, AgreementId(turn.ref)))


async def _quieted(work: Work, turn: Turn) -> Outcome | Then:
    at = await _in_force(work, turn, Role.EMPLOYEE)
    given = str(turn.values.get("until") or "")
    try:
        until = date.fromisoformat(given) if given else None
        await usecases.quieten(work, at.course.agreement, turn.person, quiet=True, until=until)
    except (ValueError, Refused) as fault:
        if isinstance(fault, Refused) and fault.key != "refused.past":
            raise
        form = cards.quiet(turn.texts, at.course.agreement).filled(turn.values)
        words = turn.texts("pause.past", day=turn.texts.dated(at.course.ends_on))
        return Mend(form=form, errors={"until": words})
    return Then("life.page", turn.ref)


async def _loud(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.quieten(work, AgreementId(turn.ref), turn.person, quiet=False)
    return Then("life.page", turn.ref)


async def _slower(work: Work, turn: Turn) -> Outcome:
    at = await _in_force(work, turn, Role.EMPLOYEE)
    id = AgreementId(turn.ref)
    terms = await work.agreements.terms(id, sight_of(turn.person.id, Role.EMPLOYEE))
    if at.route is None:
        raise Refused
    return Next(form=cards.slower(turn.texts, id, terms, at.route))


async def _slowed(work: Work, turn: Turn) -> Outcome | Then:
    await _in_force(work, turn, Role.EMPLOYEE)
    every = str(turn.values.get("every") or "")
    if not (every.isascii() and every.isdigit() and len(every) < 3):
        raise Refused("refused.incomplete")
    await usecases.slow_down(work, AgreementId(turn.ref), turn.person, int(every))
    return Then("life.page", turn.ref)


async def _plan(work: Work, turn: Turn) -> Outcome:
    at = await _in_force(work, turn, Role.EMPLOYEE, Role.LEADER)
    terms = await work.agreements.terms(at.course.agreement, sight_of(turn.person.id, at.role))
    return Next(form=cards.plan(turn.texts, at, terms))


async def _planned(work: Work, turn: Turn) -> Outcome | Then:
    at = await _in_force(work, turn, Role.EMPLOYEE, Role.LEADER)
    if at.role is Role.LEADER and not turn.values.get(cards.TALKED):
        terms = await work.agreements.terms(at.course.agreement, sight_of(turn.person.id, at.role))
        form = cards.plan(turn.texts, at, terms)
        return Mend(form=form, errors={cards.TALKED: turn.texts("plan.talk_first")})
    await usecases.open_plan(work, AgreementId(turn.ref), turn.person)
    return Then("life.page", turn.ref)


async def _settle(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.settle(work, AgreementId(turn.ref), turn.person)
    return Then("life.page", turn.ref)


async def _withdraw(work: Work, turn: Turn) -> Outcome:
    await _in_force(work, turn, Role.EMPLOYEE)
    night = shown_from(work.now, turn.person.zone) > work.now
    ref = f"{turn.ref}:{promised(work.now, turn.person.zone)}"
    return Next(form=cards.withdraw(turn.texts, ref, night=night))


async def _withdrew(work: Work, turn: Turn) -> Outcome | Then:
    id, _, said = turn.ref.partition(":")
    await usecases.withdraw(work, AgreementId(id), turn.person, said)
    return Then("life.page", id)


async def _stay(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.stay(work, AgreementId(turn.ref), turn.person)
    return Then("life.page", turn.ref)


async def _end(work: Work, turn: Turn) -> Outcome:
    at = await _in_force(work, turn, Role.LEADER)
    return Next(form=cards.end(turn.texts, AgreementId(turn.ref), at.names[Role.EMPLOYEE]))


async def _ended(work: Work, turn: Turn) -> Outcome | Then:
    at = await _in_force(work, turn, Role.LEADER)
    if not turn.values.get(cards.TALKED):
        form = cards.end(turn.texts, AgreementId(turn.ref), at.names[Role.EMPLOYEE])
        return Mend(form=form, errors={cards.TALKED: turn.texts("end.talk_first")})
    await usecases.end(work, AgreementId(turn.ref), turn.person, talked=True)
    return Then("life.page", turn.ref)


async def _text(work: Work, turn: Turn) -> Outcome:
    id, rest = parted(turn.ref, most=2)
    at = await _standing(work, replace(turn, ref=id))
    terms = await work.agreements.terms(id, sight_of(turn.person.id, at.role))
    return Open(form=reading.text(turn.texts, at, terms, rest[0] if rest else ""))


def _copy(desk: Desk) -> View[Work]:
    async def view(work: Work, turn: Turn) -> Outcome:
        at = await _standing(work, turn)
        await work.agreements.terms(
            at.course.agreement, sight_of(turn.person.id, at.role)
        )  # there must be some
        if not may_copy(at.course, at.role):
            return Open(form=reading.copy(turn.texts, at, ()))
        wanted = Wanted(label=turn.texts("copy.file"), name=AgreementSheet.name, ref=at.course.agreement)
        return Open(
            form=reading.copy(turn.texts, at, await desk.offered(work, turn.person, turn.texts, [wanted]))
        )

    return view


def _lend(*, may: bool) -> Answer:
    async def answer(work: Work, turn: Turn) -> Outcome | Then:
        await usecases.let_copy(work, AgreementId(turn.ref), turn.person, may=may)
        return Then("life.copy", turn.ref)

    return answer
