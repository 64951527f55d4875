"""What the employee presses and submits about an occasion."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeAlias

from core.chat.flows import Flow, Then, Turn
from core.chat.views import Form, Mend, Next, Open, Outcome
from core.checkins.usecases import promised, shown_from
from core.errors import Refused
from core.preparations import answers, cards, hush_flow, leader, own_cards, own_page, sharing, usecases
from core.preparations.model import AFTERWARDS, BEFORE, Part, SharedId
from core.preparations.own_page import employees, row
from core.preparations.ports import Work
from core.preparations.texts import TEXTS
from core.preparations.usecases import At

Answer: TypeAlias = Callable[[Work, Turn], Awaitable[Outcome | Then]]


def flow() -> Flow[Work]:
    """The subject's side of the conversation."""
    return Flow(
        name="preparations",
        texts=TEXTS,
        answers={
            **leader.ANSWERS,
            **hush_flow.ANSWERS,
            "all": own_page.press_all,
            "one": _shown("one"),
            "prepare": _shown("form"),
            "made": _made,
            "after": _shown("after"),
            "told": _told,
            "share": _shown("share"),
            "shared": _shared,
            "back": _back,
            "erase": _shown("erase"),
            "erased": _erased,
        },
        views={
            **leader.VIEWS,
            **hush_flow.VIEWS,
            "all": own_page.view_all,
            "one": own_page.view_one,
            "form": _form_page,
            "after": _after_page,
            "note": _note,
            "share": _share_page,
            "share_anew": _share_anew_page,
            "erase": _erase_page,
        },
    )


def _shown(view: str) -> Answer:
    """A press that changes nothing: it only shows, to the employee."""

    async def answer(work: Work, turn: Turn) -> Outcome | Then:
        await employees(work, turn)
        return Then(f"preparations.{view}", turn.ref)

    return answer


async def _form(work: Work, turn: Turn, at: At) -> Form:
    if not at.ahead:
        raise Refused("refused.over")
    return cards.ask(turn.texts, at.ref, at.occasion, await own_page.known(work, at))


async def _form_page(work: Work, turn: Turn) -> Outcome:
    return Open(form=await _form(work, turn, await employees(work, turn)))


async def _made(work: Work, turn: Turn) -> Outcome | Then:
    at = await employees(work, turn)
    form, given = await _form(work, turn, at), answers.before(turn, at)
    if errors := answers.wrong(turn, given, cards.TICKED):
        return Mend(form=form.filled({cards.TICKED: (), **turn.values}), errors=errors)
    return await _and_then(work, at, taken=await usecases.keep(work, at, turn.person, BEFORE, given))


async def _and_then(work: Work, at: At, *, taken: bool) -> Then:
    """To what can be shared, if there is anybody to share it with; `taken`: something is shared no more."""
    mine = await usecases.own(work, at)
    left = mine is not None and sharing.to_share(at, await usecases.shared(work, at), mine)
    share = "preparations.share_anew" if taken else "preparations.share"
    return Then(share if left and at.led else "preparations.one", at.ref)


async def _after_form(work: Work, turn: Turn, at: At) -> Form:
    if not at.over:
        raise Refused("refused.over")
    return cards.after(turn.texts, at.ref, at.occasion, await own_page.known(work, at))


async def _after_page(work: Work, turn: Turn) -> Outcome:
    return Open(form=await _after_form(work, turn, await employees(work, turn)))


async def _told(work: Work, turn: Turn) -> Outcome | Then:
    at = await employees(work, turn)
    form = await _after_form(work, turn, at)
    given = answers.afterwards(turn)
    if errors := answers.wrong(turn, given, Part.HELPED.value):
        return Mend(form=form.filled(turn.values), errors=errors)
    return await _and_then(work, at, taken=await usecases.keep(work, at, turn.person, AFTERWARDS, given))


async def _note(work: Work, turn: Turn) -> Outcome:
    at = await employees(work, turn)
    return Open(form=cards.note(turn.texts, at.ref, at.occasion, await own_page.known(work, at)))


async def _share_page(work: Work, turn: Turn) -> Outcome:
    return await _to_share(work, turn, anew=False)


async def _share_anew_page(work: Work, turn: Turn) -> Outcome:
    return await _to_share(work, turn, anew=True)


async def _to_share(work: Work, turn: Turn, *, anew: bool) -> Outcome:
    at = await employees(work, turn)
    mine = await usecases.own(work, at)
    if mine is None or not at.led:
        return await own_page.view_one(work, turn)
    left = sharing.to_share(at, await usecases.shared(work, at), mine)
    if not left:
        return await own_page.view_one(work, turn)
    night = shown_from(work.now, turn.person.zone) > work.now
    leader_name = (await work.people.get(at.course.leader)).name
    ref = f"{at.ref}:{promised(work.now, turn.person.zone)}"
    form = cards.share(
        turn.texts, ref, at.occasion, mine.parts, left, leader_name, night=night, ahead=at.ahead, anew=anew
    )
    return Next(form=form)


async def _shared(work: Work, turn: Turn) -> Outcome | Then:
    agreement, occasion, said = (*turn.ref.split(":", 2), "", "")[:3]
    at = await employees(work, replace(turn, ref=f"{agreement}:{occasion}"))
    ticked = turn.values.get(cards.PARTS) or ()
    parts = frozenset(part for part in Part if part in ticked)
    await sharing.share(work, at, turn.person, parts, said)
    return Then("preparations.one", at.ref)


async def _back(work: Work, turn: Turn) -> Outcome | Then:
    return Then("preparations.one", await sharing.take_back(work, SharedId(turn.ref), turn.person))


async def _erase_page(work: Work, turn: Turn) -> Outcome:
    at = await employees(work, turn)
    return Next(form=own_cards.erase(turn.texts, await row(work, at), await usecases.shared(work, at)))


async def _erased(work: Work, turn: Turn) -> Outcome | Then:
    at = await employees(work, turn)
    await usecases.erase(work, at)
    return Then("preparations.all", at.agreement)
