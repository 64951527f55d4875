"""What the employee presses and submits in a check-in."""

# Long, because each press is a few lines, and what is shown and what is submitted must agree on who reads it.

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from core import workdays
from core.agreements.course import Lead
from core.agreements.model import AgreementId, MeasureId, Terms
from core.agreements.usecases import running_as_employee
from core.chat import moments
from core.chat.flows import Flow, Then, Turn, View
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Done,
    Form,
    Heading,
    Mend,
    Next,
    Note,
    Open,
    Outcome,
    Paragraph,
)
from core.checkins import cards, leader, own_flow, usecases
from core.checkins.model import MOST, Answers, CheckIn, CheckInId, Feels, Mood, Part, ShareId
from core.checkins.ports import Work
from core.checkins.texts import TEXTS


def flow() -> Flow[Work]:
    """The subject's side of the conversation."""
    return Flow(
        name="checkins",
        texts=TEXTS,
        answers={
            **leader.ANSWERS,
            **own_flow.ANSWERS,
            "answer": _answer,
            "share": _share,
            "skip": _skip,
            "choose": _choose,
            "chosen": _chosen,
            "now": _now,
            "look": _look,
        },
        views={
            **leader.VIEWS,
            **own_flow.VIEWS,
            "form": _form,
            "share": _share_page,
            "look": _look_page,
            "shared": _shared,
            "kept": _said("kept"),
            "skipped": _said("skipped"),
            "choose": _choose_page,
            "later": _later,
            "thanks": _thanks,
        },
    )


async def page(work: Work, turn: Turn) -> tuple[Block, ...]:
    """What check-ins add to a person's own private page."""
    texts = turn.texts.other(TEXTS)
    blocks: list[Block] = []
    for route in await running_as_employee(work, turn.person.id):
        planned = [
            c for c in await work.checkins.of(route.id, usecases.employee(turn.person)) if c.due > work.now
        ]
        blocks.append(Heading(texts("title")))
        if planned and route.asks_on(workdays.local_date(work.now, turn.person.zone)):
            blocks.append(Paragraph(texts("page.next", day=texts.day(planned[-1].due))))
        blocks.append(
            Buttons(
                (
                    Button(label=texts("now"), action="checkins.now", ref=route.id),
                    Button(label=texts("mine.title"), action="checkins.mine", ref=route.id),
                )
            )
        )
    if led := await usecases.led_in_order(work, turn.person):
        blocks += [
            Heading(texts("leader.title")),
            Note(texts("page.leader")),
            Buttons((Button(label=texts("page.show"), action="checkins.follow_up", ref=led[0]),)),
        ]
    return tuple(blocks)


async def _terms(work: Work, checkin: CheckIn, turn: Turn) -> Terms:
    return await work.agreements.terms(checkin.agreement, usecases.employee(turn.person))


async def _page_one(work: Work, turn: Turn, checkin: CheckIn) -> Form:
    given = await work.checkins.answers(checkin.id, usecases.employee(turn.person))
    return cards.ask(turn.texts, checkin, await _terms(work, checkin, turn), given)


async def _form(work: Work, turn: Turn) -> Outcome:
    checkin = await usecases.of_employee(work, CheckInId(turn.ref), turn.person)
    return Open(form=await _page_one(work, turn, checkin))


def _read(turn: Turn, checkin: CheckIn, terms: Terms) -> Answers:
    def text(name: str) -> str:
        return str(turn.values.get(name) or "").strip()

    measures = {
        MeasureId(measure.id): Feels(feels)
        for measure in terms.supportive()
        if (feels := text(f"{cards.MEASURE}{measure.id}")) in list(Feels)
    }
    mood = text("mood")
    return Answers(
        checkin=checkin.id,
        agreement=checkin.agreement,
        mood=Mood(mood) if mood in list(Mood) else None,
        difficult=text("difficult"),
        measures=measures,
        needs=text("needs"),
    )


def _too_long(turn: Turn, given: Answers) -> Mapping[str, str]:
    written = {"difficult": given.difficult, "needs": given.needs}
    return {
        name: turn.texts("too_long", most=MOST, by=len(text) - MOST)
        for name, text in written.items()
        if len(text) > MOST
    }


async def _answer(work: Work, turn: Turn) -> Outcome | Then:
    checkin = await usecases.of_employee(work, CheckInId(turn.ref), turn.person)
    given = _read(turn, checkin, await _terms(work, checkin, turn))
    errors = _too_long(turn, given)
    if not given.given():
        errors = {"mood": turn.texts("empty")}
    if errors:
        form = (await _page_one(work, turn, checkin)).filled(turn.values)
        return Mend(form=form, errors=errors)
    await usecases.answer(work, checkin.id, turn.person, given)
    return Then("checkins.share", checkin.id)


async def _readers(work: Work, turn: Turn, checkin: CheckIn) -> cards.Readers:
    sight = usecases.employee(turn.person)
    course = await work.agreements.course(checkin.agreement, sight)
    if course.lead is not Lead.IN or not (await work.agreements.route(checkin.agreement, sight)).led:
        return cards.Readers()
    leader, deputy = (await work.people.get(course.leader)).name, course.deputy
    if deputy is None or not deputy.on(workdays.local_date(work.now, turn.person.zone)):
        return cards.Readers(leader=leader, named=f"{course.leader}:")
    name, named = (await work.people.get(deputy.person)).name, f"{course.leader}:{deputy.person}"
    return cards.Readers(leader=leader, deputy=name, until=deputy.until, named=named)


async def _share_page(work: Work, turn: Turn) -> Outcome:
    return await _shared_page(work, turn, looked=False)


async def _look_page(work: Work, turn: Turn) -> Outcome:
    return await _shared_page(work, turn, looked=True)


async def _shared_page(work: Work, turn: Turn, *, looked: bool) -> Outcome:
    checkin = await usecases.of_employee(work, CheckInId(turn.ref), turn.person)
    form = await _share_form(work, turn, checkin, looked=looked)
    return Next(form=form) if form else await _form(work, turn)


async def _share_form(
    work: Work, turn: Turn, checkin: CheckIn, *, looked: bool = False, changed: bool = False
) -> Form | None:
    """None if there are no answers."""
    sight = usecases.employee(turn.person)
    terms = await _terms(work, checkin, turn)
    answers = await work.checkins.answers(checkin.id, sight)
    if answers is None:
        return None
    before = [s for s in await work.checkins.shares(checkin.agreement, sight) if s.checkin == checkin.id]
    readers = replace(await _readers(work, turn, checkin), changed=changed)
    return cards.share(turn.texts, checkin, answers, terms, readers, before, looked=looked)


async def _share(work: Work, turn: Turn) -> Outcome | Then:
    """To those whom the page named and to no others: if others read by now, or nobody, it is shown again and says so."""
    id, _, named = turn.ref.partition(":")
    checkin = await usecases.of_employee(work, CheckInId(id), turn.person)
    chosen = turn.values.get("parts", ())
    parts = {Part(p) for p in (chosen if isinstance(chosen, tuple) else (chosen,)) if p in list(Part)}
    readers = await _readers(work, turn, checkin)
    if parts and (not readers.leader or readers.named != named):
        form = await _share_form(work, turn, checkin, changed=True)
        if form:
            return Mend(form=form.filled(turn.values))
    terms = await _terms(work, checkin, turn)
    count = await usecases.share(work, checkin.id, turn.person, parts, terms)
    return Then("checkins.shared" if count else "checkins.kept", checkin.id)


async def _shared(work: Work, turn: Turn) -> Outcome:
    checkin = await usecases.of_employee(work, CheckInId(turn.ref), turn.person)
    shares = await work.checkins.shares(checkin.agreement, usecases.employee(turn.person))
    waits = any(share.checkin == checkin.id and share.shown_from > work.now for share in shares)
    words = turn.texts("shared_at_night" if waits else "shared")
    return Done(text=words, title=turn.texts("title"), close=turn.texts("close"))


async def _skip(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.skip(work, CheckInId(turn.ref), turn.person)
    return Then("checkins.skipped")


async def _choose(work: Work, turn: Turn) -> Outcome | Then:
    checkin = await usecases.of_employee(work, CheckInId(turn.ref), turn.person)
    given = _read(turn, checkin, await _terms(work, checkin, turn))
    if given.given() and not _too_long(turn, given):
        await usecases.keep_for_later(work, checkin.id, turn.person, given)
    return Then("checkins.choose", checkin.id)


async def _choose_form(work: Work, turn: Turn, checkin: CheckIn) -> Form:
    tomorrow = work.now.astimezone(ZoneInfo(turn.person.zone)).date() + timedelta(days=1)
    suggestion = workdays.at(tomorrow, turn.person.hours.start, turn.person.zone)
    return cards.choose(turn.texts, checkin, suggestion, turn.person.zone)


async def _choose_page(work: Work, turn: Turn) -> Outcome:
    checkin = await usecases.of_employee(work, CheckInId(turn.ref), turn.person)
    return Next(form=await _choose_form(work, turn, checkin))


async def _chosen(work: Work, turn: Turn) -> Outcome | Then:
    checkin = await usecases.of_employee(work, CheckInId(turn.ref), turn.person)
    moment = moments.read(turn.values, turn.person.zone, work.now, turn.texts)
    stands = await usecases.in_force(work, checkin.agreement, turn.person)
    if stands and not isinstance(moment, dict):
        asked = await usecases.asked_on(work, checkin, turn.person, moment)
        moment = moment if asked else {"day": turn.texts("choose_not_then")}
    if isinstance(moment, dict):
        form = await _choose_form(work, turn, checkin)
        return Mend(form=form.filled(turn.values), errors=moment)
    await usecases.put_off(work, checkin.id, turn.person, moment)
    return Then("checkins.later", checkin.id)


async def _later(work: Work, turn: Turn) -> Outcome:
    checkin = await usecases.of_employee(work, CheckInId(turn.ref), turn.person)
    when = checkin.later or checkin.due
    words = turn.texts("later", day=turn.texts.day(when), time=turn.texts.hour(when))
    return Done(text=words, title=turn.texts("title"), close=turn.texts("close"))


async def _now(work: Work, turn: Turn) -> Outcome | Then:
    checkin = await usecases.current(work, AgreementId(turn.ref), turn.person)
    await usecases.opened(work, checkin, turn.person)
    return Then("checkins.form", checkin.id)


async def _look(work: Work, turn: Turn) -> Outcome | Then:
    del work
    return Then("checkins.look", turn.ref)


async def _thanks(work: Work, turn: Turn) -> Outcome:
    share = ShareId(turn.ref)
    id, sight = await work.checkins.agreement_of_share(share), usecases.employee(turn.person)
    terms = await work.agreements.terms(id, sight)
    shares = await work.checkins.shares(id, sight)
    at = next((each.thanked_at for each in shares if each.id == share), None)
    leader = (await work.people.get(terms.leader)).name
    return Open(form=cards.thanks(turn.texts, leader, [s for s in shares if at and s.thanked_at == at]))


def _said(key: str, title: str = "title") -> View[Work]:
    async def view(work: Work, turn: Turn) -> Outcome:
        del work
        return Done(text=turn.texts(key), title=turn.texts(title), close=turn.texts("close"))

    return view
