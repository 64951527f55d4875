"""What can be pressed and submitted in an evaluation, the ping that asks for one, and the log."""

# Long, because each press is a few lines, and what is shown and what is submitted must agree on who reads it, and when.

import re
from collections.abc import Mapping
from typing import Final

from core.agreements.course import Course
from core.agreements.model import RUNNING, AgreementId, Measure
from core.agreements.usecases import sight_of
from core.chat.flows import Flow, Then, Turn, View
from core.chat.views import Form, Mend, Next, Open, Outcome
from core.checkins.usecases import promised, shown_from
from core.drafting.usecases import standing, when_of
from core.errors import NotFound, Refused
from core.evaluations import cards, usecases
from core.evaluations.log import LogSheet, lines
from core.evaluations.model import MOST, MOST_NOTE, Evaluation, EvaluationId, Part, Works, field_of
from core.evaluations.ports import Work
from core.evaluations.texts import TEXTS
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Verdict, Wait
from core.ledger.once import Once
from core.pages.usecases import Desk, Wanted
from core.sight import WORKER, Role, Sight

PLACE: Final = re.compile(r"[0-9]{1,3}")


def flow(desk: Desk) -> Flow[Work]:
    """The subject's side of the conversation; the log is fetched at `desk`."""
    return Flow(
        name="evaluations",
        texts=TEXTS,
        answers={
            "ask": _ask,
            "answered": _answered,
            "shared": _shared,
            "propose": _propose,
            "log": _log,
            "erase": _erase,
            "share": _share_later,
            "back": _back,
        },
        views={"ask": _ask_page, "share": _share_page, "done": _done, "log": _log_page(desk)},
    )


async def _ask(work: Work, turn: Turn) -> Outcome | Then:
    await _form(work, turn)
    return Then("evaluations.ask", turn.ref)


async def _ask_page(work: Work, turn: Turn) -> Outcome:
    return Open(form=await _form(work, turn))


async def _form(work: Work, turn: Turn) -> Form:
    id = AgreementId(turn.ref)
    course, sight = await _open(work, turn, id)
    other = await work.people.get(course.employee)
    return cards.ask(turn.texts, id, await _measures(work, turn, id, sight.role), sight.role, other.name)


async def _open(work: Work, turn: Turn, id: AgreementId) -> tuple[Course, Sight]:
    """Raises Refused for whoever is no party, and once it is over."""
    course, sight = await standing(work, id, turn.person)
    if course.state_at(*await when_of(work, course)) not in RUNNING:
        raise Refused("refused.moved_on")
    return course, sight


async def _measures(work: Work, turn: Turn, id: AgreementId, role: Role) -> tuple[Measure, ...]:
    return tuple((await work.agreements.terms(id, sight_of(turn.person.id, role))).supportive())


async def _answered(work: Work, turn: Turn) -> Outcome | Then:
    id = AgreementId(turn.ref)
    _, sight = await standing(work, id, turn.person)
    given = _read(work, turn, id, await _measures(work, turn, id, sight.role))
    errors = _wrong(turn, given)
    if errors:
        return Mend(form=(await _form(work, turn)).filled(turn.values), errors=errors)
    made = await usecases.keep(work, given, turn.person)
    if not made.joint and not await usecases.may_share(work, id, sight):
        return Then("evaluations.log", id)
    return Then("evaluations.done" if made.joint else "evaluations.share", made.id)


def _read(work: Work, turn: Turn, id: AgreementId, measures: tuple[Measure, ...]) -> Evaluation:
    def text(name: str) -> str:
        return str(turn.values.get(name) or "").strip()

    works = {
        measure.text: Works(said)
        for measure in measures
        if (said := text(field_of(measure.id))) in list(Works)
    }
    return Evaluation(
        id=EvaluationId(work.new_id()), agreement=id, who=Role.EMPLOYEE, by=turn.person.id, on=work.now.date(), joint=False,
        measures=works, words=text("words"), note=" ".join(text("note").split()),
    )  # fmt: skip


def _wrong(turn: Turn, given: Evaluation) -> Mapping[str, str]:
    if not given.parts():
        return {"words": turn.texts("empty")}
    written = {"words": (given.words, MOST), "note": (given.note, MOST_NOTE)}
    return {
        name: turn.texts("too_long", most=most, by=len(text) - most)
        for name, (text, most) in written.items()
        if len(text) > most
    }


async def _share_page(work: Work, turn: Turn) -> Outcome:
    own = await usecases.mine(work, EvaluationId(turn.ref), turn.person)
    return Next(form=await _share_form(work, turn, own))


async def _share_form(work: Work, turn: Turn, own: Evaluation, *, changed: bool = False) -> Form:
    """Raises Refused while nobody leads."""
    course, sight = await standing(work, own.agreement, turn.person)
    if not await usecases.may_share(work, own.agreement, sight):
        raise Refused("refused.moved_on")
    night = shown_from(work.now, turn.person.zone) > work.now
    leader = (await work.people.get(course.leader)).name
    ref = f"{own.id}:{course.leader}:{promised(work.now, turn.person.zone)}"
    return cards.share(turn.texts, own, ref, leader, night=night, changed=changed)


async def _shared(work: Work, turn: Turn) -> Outcome | Then:
    """To the one whom the page named: if another leads by now, it is shown again with that name."""
    id, named, said = (*turn.ref.split(":", 2), "", "")[:3]
    ticked = turn.values.get(cards.PARTS) or ()
    parts = frozenset(Part(each) for each in ticked if each in list(Part))
    own = await usecases.mine(work, EvaluationId(id), turn.person)
    course, _ = await standing(work, own.agreement, turn.person)
    if parts and named != course.leader:
        return Mend(form=(await _share_form(work, turn, own, changed=True)).filled(turn.values))
    copy = await usecases.share(work, own.id, turn.person, parts, said)
    return Then("evaluations.done", copy.id) if copy.joint else Then("evaluations.log", copy.agreement)


async def _done(work: Work, turn: Turn) -> Outcome:
    shared, _ = await usecases.joint(work, EvaluationId(turn.ref), turn.person)
    return Next(form=cards.done(turn.texts, shared, night=shared.waits(work.now)))


async def _propose(work: Work, turn: Turn) -> Outcome | Then:
    found, _ = await usecases.joint(work, EvaluationId(turn.ref), turn.person)
    if not found.note:
        raise NotFound
    await usecases.propose(work, found, turn.person)
    return Then("drafting.page", found.agreement)


async def _log(work: Work, turn: Turn) -> Outcome | Then:
    id, _, at = turn.ref.partition(":")
    await standing(work, AgreementId(id), turn.person)
    return Then("evaluations.log", f"{id}:{at}" if PLACE.fullmatch(at) else id)


def _log_page(desk: Desk) -> View[Work]:
    async def view(work: Work, turn: Turn) -> Outcome:
        ref, _, at = turn.ref.partition(":")
        id = AgreementId(ref)
        course, sight = await standing(work, id, turn.person)
        wanted = [Wanted(label=turn.texts("sheet.file"), name=LogSheet.name, ref=id)]
        more = (
            await desk.offered(work, turn.person, turn.texts, wanted) if sight.role is Role.EMPLOYEE else ()
        )
        may = course.state_at(*await when_of(work, course)) in RUNNING
        may_share = may and await usecases.may_share(work, id, sight)
        all_there = await lines(work, course, sight, turn.texts)
        form = cards.log(turn.texts, id, all_there, int(at or 0), more, may=may, may_share=may_share)
        return Open(form=form)

    return view


async def _share_later(work: Work, turn: Turn) -> Outcome | Then:
    """From the log: what was kept for oneself need not stay so."""
    await usecases.mine(work, EvaluationId(turn.ref), turn.person)
    return Then("evaluations.share", turn.ref)


async def _back(work: Work, turn: Turn) -> Outcome | Then:
    return Then("evaluations.log", await usecases.take_back(work, EvaluationId(turn.ref), turn.person))


async def _erase(work: Work, turn: Turn) -> Outcome | Then:
    return Then("evaluations.log", await usecases.erase(work, EvaluationId(turn.ref), turn.person))


class Ask(Once):
    """Ask one of the two. `ref` is the agreement."""

    name = usecases.ASK
    capped = True
    in_hours = True

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """
        With a ping of the rhythm, and never alone: then it adds nothing to the week, and keeps nothing from it.

        A pause and the employee's quiet hold it back, and it comes with the first ping after them.
        """
        try:
            route = await work.agreements.route(AgreementId(promise.ref), WORKER)
        except NotFound:
            return Drop(Reason.ENDED)
        if promise.to not in {route.employee, route.leader} or not route.led:
            return Drop(Reason.ENDED)
        if promise.chosen or await usecases.ringing(work, promise.to):
            return Say()
        until = await usecases.with_the_next(work, promise.to)
        return Drop(Reason.ENDED) if until is None else Wait(until, Reason.TOGETHER)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The three questions."""
        if await self.label(work, turn, promise) is None:
            return None
        await ledger.used_up(work, promise)
        return Then("evaluations.ask", promise.ref)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        try:
            await _open(work, turn, AgreementId(promise.ref))
        except Refused:
            return None
        return turn.texts.other(TEXTS)("list.ask")
