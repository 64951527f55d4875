"""What can be pressed and submitted when another is to lead an agreement."""

from typing import Final

from core.agreements.course import Lead
from core.agreements.model import AgreementId
from core.agreements.usecases import names_of
from core.around import cards, deputies, deputy_flow, leavers, usecases
from core.around.recovery_flow import Recovery
from core.around.texts import TEXTS
from core.chat.flows import Flow, Then, Turn, View
from core.chat.texts import Texts
from core.chat.views import Block, Button, Buttons, Done, Heading, Mend, Next, Note, Open, Outcome
from core.drafting.ports import Work
from core.drafting.refs import parted
from core.errors import NotFound, Refused
from core.golive.flow import gate
from core.pages.usecases import Desk
from core.people import PersonId
from core.sight import Role

DOORS: Final = {"asked": "around.asked", "standin": "around.standin"}
"""What lies behind the notice."""


def flow(desk: Desk) -> Flow[Work]:
    """The subject's side of the conversation; what is fetched with a code is fetched at `desk`."""
    code = Recovery(desk)
    return Flow(
        name="around",
        texts=TEXTS,
        answers={
            "choose": _choose,
            "chosen": _chosen,
            "yes": _yes,
            "asked": _asked,
            "enter": _enter,
            "cannot": _cannot,
            "deputy": deputy_flow.shown,
            "propose": deputy_flow.proposed,
            "agree": deputy_flow.agreed,
            "no_deputy": deputy_flow.ended,
            "standin": deputy_flow.stand_in,
            "recovery": code.ask,
            "code": code.make,
        },
        views={
            "choose": _choose_page,
            "asked": _asked_page,
            "deputy": deputy_flow.page,
            "standin": deputy_flow.standing_in,
            "recovery": code.page,
            "was_chosen": _said("was_chosen"),
            "entered": _said("entered"),
            "could_not": _said("could_not"),
        },
    )


async def page(work: Work, turn: Turn) -> tuple[Block, ...]:
    """What it adds to a person's own private page: somebody waits for an answer, or the directory has another leader."""
    texts, blocks = turn.texts.other(TEXTS), list[Block]()
    for id in await work.agreements.of(turn.person.id, Role.SUCCESSOR):
        try:
            await usecases.asked(work, id, turn.person)
        except Refused:
            continue
        blocks += _line(texts, "page.asked", "page.look", "around.asked", id)
    for id in await work.agreements.of(turn.person.id, Role.DEPUTY):
        try:
            await deputies.stands_in(work, id, turn.person)
        except Refused:
            continue
        blocks += _line(texts, "page.deputy", "page.look", "around.standin", id)
    for id in await work.agreements.of(turn.person.id, Role.EMPLOYEE):
        try:
            course, route = await usecases.own(work, id, turn.person)
        except Refused:
            continue
        if course.lead is Lead.NONE or (route.led and await leavers.differs(work, route)):
            key = "page.none" if course.lead is Lead.NONE else "page.differs"
            blocks += _line(texts, key, "page.choose", "around.choose", id)
    return (Heading(texts("title")), *blocks) if blocks else ()


def _line(texts: Texts, words: str, label: str, action: str, id: AgreementId) -> list[Block]:
    button = Button(label=texts(label), action=action, ref=id, about=texts(words))
    return [Note(texts(words)), Buttons((button,))]


async def _choose(work: Work, turn: Turn) -> Outcome | Then:
    del work
    return Then("around.choose", turn.ref)


async def _choose_page(work: Work, turn: Turn) -> Outcome:
    course, _ = await usecases.own(work, AgreementId(turn.ref), turn.person)
    leaders = await usecases.can_be_chosen(work, course)
    return Open(form=cards.choose(turn.texts, course.agreement, leaders))


async def _chosen(work: Work, turn: Turn) -> Outcome | Then:
    """The second step. Nothing is written, and what is decided comes back with the yes."""
    course, route = await usecases.own(work, AgreementId(turn.ref), turn.person)
    leaders = await usecases.can_be_chosen(work, course)
    to = next((each for each in leaders if each.id == turn.values.get("to")), None)
    if to is None:
        form = cards.choose(turn.texts, course.agreement, leaders).filled(turn.values)
        return Mend(form=form, errors={"to": turn.texts("choose.who")})
    shared_too = bool(turn.values.get(cards.SHARED))
    former = (await work.people.get(route.leader)).name if course.lead is not Lead.NONE else ""
    ref = f"{course.agreement}:{to.id}:{'all' if shared_too else 'new'}"
    return Next(form=cards.confirm(turn.texts, ref, to, former, shared_too=shared_too))


async def _yes(work: Work, turn: Turn) -> Outcome | Then:
    match parted(turn.ref):
        case (id, (to, ("all" | "new") as what)):
            await usecases.choose(work, id, turn.person, PersonId(to), shared_too=what == "all")
        case _:
            raise NotFound
    return Then("around.was_chosen")


async def _asked(work: Work, turn: Turn) -> Outcome | Then:
    id, _ = parted(turn.ref, most=2)
    await usecases.asked(work, id, turn.person)
    return await gate(work, turn, "asked", turn.ref) or Then("around.asked", turn.ref)


async def _asked_page(work: Work, turn: Turn) -> Outcome:
    id, rest = parted(turn.ref, most=2)
    course, terms = await usecases.asked(work, id, turn.person)
    names = await names_of(work, course)
    # The words of the text are those of the sheet, which is the same text on paper.
    return Open(form=cards.asked(turn.texts, terms, names, turn.person, rest[0] if rest else ""))


async def _enter(work: Work, turn: Turn) -> Outcome | Then:
    id, rest = parted(turn.ref, most=2)
    if first := await gate(work, turn, "asked", id):
        return first
    await usecases.enter(work, id, turn.person, "".join(rest))
    return Then("around.entered")


async def _cannot(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.cannot(work, AgreementId(turn.ref), turn.person)
    return Then("around.could_not")


def _said(key: str) -> View[Work]:
    async def view(work: Work, turn: Turn) -> Outcome:
        del work
        return Done(text=turn.texts(key), title=turn.texts("title"), close=turn.texts("close"))

    return view
