"""What can be pressed and submitted before there is an agreement."""

from typing import Final

from core import workdays
from core.agreements.model import AgreementId
from core.chat.flows import Flow, Then, Turn, View
from core.chat.views import Block, Button, Buttons, Done, Heading, Mend, Next, Note, Open, Outcome, Paragraph
from core.checkins.usecases import promised, shown_from
from core.errors import Refused
from core.golive import usecases as golive
from core.golive.flow import gate
from core.invitations import cards, usecases
from core.invitations.model import InvitationId, Kind, Pointer, Stage
from core.invitations.ports import Work
from core.invitations.texts import TEXTS
from core.people import PersonId
from core.sight import Role

DOORS: Final = {
    "ask": "invitations.asking",
    "offering": "invitations.offer_page",
    "got": "invitations.got",
}
"""What lies behind the notice: the first fields that somebody can meet here."""


def flow() -> Flow[Work]:
    """The subject's side of the conversation."""
    return Flow(
        name="invitations",
        texts=TEXTS,
        answers={
            "ask": _ask,
            "request": _request,
            "offering": _offering,
            "offer": _offer,
            "look": _look,
            "take_back": _take_back,
            "show": _show,
            "yes": _yes,
            "no": _no,
            "think": _think,
            "unable": _unable,
            "cannot": _cannot,
            "no_more": _no_more,
            "again": _again,
        },
        views={
            "asking": _asking,
            "offer_page": _offer_page,
            "sent": _sent,
            "got": _got,
            "begun": _begun,
            "declined": _until("declined"),
            "thinking": _until("thinking"),
            "unable": _unable_page,
            "cannot": _cannot_said,
            "taken_back": _said("taken_back"),
            "no_more": _said("no_more"),
            "again": _said("offers_again"),
        },
    )


async def page(work: Work, turn: Turn) -> tuple[Block, ...]:
    """What asking and offering add to a person's own private page."""
    texts, person = turn.texts.other(TEXTS), turn.person
    blocks: list[Block] = [*await _come(work, turn), *await _away(work, turn)]
    live = await golive.current(work, person.workplace) is not None
    if live and await usecases.may_request(work, person):
        blocks += [Note(texts("page.note")), _button(texts("page.ask"), "invitations.ask")]
    if live and await usecases.led_people(work, person):
        blocks += [Note(texts("page.leader")), _button(texts("page.offer"), "invitations.offering")]
    if await usecases.wants_no_more(work, person.id):
        blocks += [Note(texts("page.no_offers")), _button(texts("page.offers_again"), "invitations.again")]
    return (Heading(texts("title")), *blocks) if blocks else ()


def _button(label: str, action: str, ref: str = "", about: str = "") -> Buttons:
    return Buttons((Button(label=label, action=action, ref=ref, about=about),))


async def _come(work: Work, turn: Turn) -> list[Block]:
    """What waits for this person's answer."""
    texts, blocks = turn.texts.other(TEXTS), list[Block]()
    unwanted = await usecases.wants_no_more(work, turn.person.id)
    for each in await work.invitations.of(turn.person.id, Role.INVITEE):
        try:
            _, thoughts = await usecases.got(work, each.id, turn.person)
        except Refused:
            continue
        if each.kind is Kind.OFFER and unwanted:
            continue
        name = (await work.people.get(each.inviter)).name
        # Once it is answered, no name stands there for whoever looks over a shoulder.
        words = texts("page.answered") if thoughts.declined else texts(f"page.got_{each.kind}", name=name)
        blocks += [Paragraph(words), _button(texts("look"), "invitations.show", each.id, words)]
    return blocks


async def _away(work: Work, turn: Turn) -> list[Block]:
    """What this person has sent, and what may be known of it."""
    texts, blocks = turn.texts.other(TEXTS), list[Block]()
    today = workdays.local_date(work.now, turn.person.zone)
    for each in await work.invitations.of(turn.person.id, Role.INVITER):
        stage = each.stage(today)
        if stage in {Stage.ACCEPTED, Stage.TAKEN_BACK}:
            continue
        to = texts("page.sent", name=(await work.people.get(each.invitee)).name)
        line = f"{to}: {cards.stage_words(texts, each, stage)}"
        blocks += [Paragraph(line), _button(texts("look"), "invitations.look", each.id, to)]
    return blocks


async def _ask(work: Work, turn: Turn) -> Outcome | Then:
    return await gate(work, turn, "ask") or Then(DOORS["ask"])


async def _asking(work: Work, turn: Turn) -> Outcome:
    leader = await usecases.leader_of(work, turn.person)
    if leader is None:
        raise Refused("refused.no_leader")
    night = shown_from(work.now, turn.person.zone) > work.now
    ref = promised(work.now, turn.person.zone)
    return Open(form=cards.ask(turn.texts, ref, leader, night=night))


async def _request(work: Work, turn: Turn) -> Outcome | Then:
    if first := await gate(work, turn, "ask"):
        return first
    return Then("invitations.sent", await usecases.request(work, turn.person, turn.ref))


async def _offering(work: Work, turn: Turn) -> Outcome | Then:
    return await gate(work, turn, "offering") or Then(DOORS["offering"])


async def _offer_page(work: Work, turn: Turn) -> Outcome:
    led = await usecases.led_people(work, turn.person)
    if not led:
        raise Refused
    return Open(form=cards.offer(turn.texts, led))


async def _offer(work: Work, turn: Turn) -> Outcome | Then:
    if first := await gate(work, turn, "offering"):
        return first
    if not turn.values.get(cards.TALKED):
        led = await usecases.led_people(work, turn.person)
        form = cards.offer(turn.texts, led).filled(turn.values)
        return Mend(form=form, errors={cards.TALKED: turn.texts("offer.talk_first")})
    to = PersonId(str(turn.values.get("to") or ""))
    return Then("invitations.sent", await usecases.offer(work, turn.person, to))


async def _look(work: Work, turn: Turn) -> Outcome | Then:
    return await _sent(work, turn)


async def _sent(work: Work, turn: Turn) -> Outcome:
    id = InvitationId(turn.ref)
    invitation = await work.invitations.get(id, usecases.inviter(turn.person))
    to = await work.people.get(invitation.invitee)
    stage = invitation.stage(workdays.local_date(work.now, turn.person.zone))
    if stage is Stage.ACCEPTED and invitation.agreement:
        words = turn.texts("said_yes", name=to.name)
        return Open(form=cards.begun(turn.texts, words, invitation.agreement))
    if stage is Stage.CANNOT:
        pointer = turn.texts(f"pointer.{invitation.pointer}")
        words = turn.texts("cannot.said", leader=to.name, pointer=pointer)
        return Done(text=words, title=turn.texts("title"), close=turn.texts("close"))
    night = invitation.shown_from > work.now
    return Open(form=cards.sent(turn.texts, invitation, stage, to, night=night))


async def _take_back(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.take_back(work, InvitationId(turn.ref), turn.person)
    return Then("invitations.taken_back")


async def _show(work: Work, turn: Turn) -> Outcome | Then:
    return await gate(work, turn, "got", turn.ref) or Then(DOORS["got"], turn.ref)


async def _got(work: Work, turn: Turn) -> Outcome:
    invitation, thoughts = await usecases.got(work, InvitationId(turn.ref), turn.person)
    by = await work.people.get(invitation.inviter)
    return Open(form=cards.got(turn.texts, invitation, thoughts, by))


async def _yes(work: Work, turn: Turn) -> Outcome | Then:
    if first := await gate(work, turn, "got", turn.ref):
        return first
    return Then("invitations.begun", await usecases.accept(work, InvitationId(turn.ref), turn.person))


async def _begun(work: Work, turn: Turn) -> Outcome:
    del work
    return Open(form=cards.begun(turn.texts, turn.texts("begun"), AgreementId(turn.ref)))


async def _no(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.decline(work, InvitationId(turn.ref), turn.person)
    return Then("invitations.declined", turn.ref)


async def _think(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.think(work, InvitationId(turn.ref), turn.person)
    return Then("invitations.thinking", turn.ref)


async def _unable(work: Work, turn: Turn) -> Outcome | Then:
    return await _unable_page(work, turn)


async def _unable_page(work: Work, turn: Turn) -> Outcome:
    invitation, _ = await usecases.got(work, InvitationId(turn.ref), turn.person)
    employee = await work.people.get(invitation.employee)
    return Next(form=cards.unable(turn.texts, invitation, employee))


async def _cannot(work: Work, turn: Turn) -> Outcome | Then:
    pointer = str(turn.values.get("pointer") or "")
    if pointer not in list(Pointer):
        raise Refused("refused.incomplete")
    await usecases.cannot(work, InvitationId(turn.ref), turn.person, Pointer(pointer))
    return Then("invitations.cannot", turn.ref)


async def _cannot_said(work: Work, turn: Turn) -> Outcome:
    invitation = await work.invitations.get(InvitationId(turn.ref), usecases.invitee(turn.person))
    employee = await work.people.get(invitation.employee)
    words = turn.texts("cannot.done", employee=employee.name)
    return Done(text=words, title=turn.texts("title"), close=turn.texts("close"))


async def _no_more(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.no_more(work, turn.person, wanted=True)
    return Then("invitations.no_more")


async def _again(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.no_more(work, turn.person, wanted=False)
    return Then("invitations.again")


def _until(key: str) -> View[Work]:
    async def view(work: Work, turn: Turn) -> Outcome:
        invitation = await work.invitations.get(InvitationId(turn.ref), usecases.invitee(turn.person))
        words = turn.texts(key, day=turn.texts.day(invitation.closes_on))
        return Done(text=words, title=turn.texts("title"), close=turn.texts("close"))

    return view


def _said(key: str) -> View[Work]:
    async def view(work: Work, turn: Turn) -> Outcome:
        del work
        return Done(text=turn.texts(key), title=turn.texts("title"), close=turn.texts("close"))

    return view
