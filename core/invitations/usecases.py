"""Asking, offering, and every answer to either."""

from datetime import date, datetime, timedelta

from core import workdays
from core.agreements.model import AgreementId
from core.agreements.model import State as AgreementState
from core.agreements.usecases import running_as_employee, sight_of
from core.checkins.usecases import kept, shown_from, slot
from core.drafting import usecases as drafting
from core.errors import NotFound, Refused
from core.invitations.model import (
    AGAIN_AFTER,
    OFFER_STANDS,
    REQUEST_STANDS,
    Invitation,
    InvitationId,
    Kind,
    Pointer,
    Stage,
    State,
    Thoughts,
)
from core.invitations.ports import Work
from core.ledger import usecases as ledger
from core.people import Person, PersonId
from core.sight import Role, Sight

OFFERED = "invitations.offered"
REQUESTED = "invitations.requested"
"""The one who is asked gets the neutral ping."""
ANSWERED = "invitations.answered"
"""The one who asked gets it: after a yes, or after a leader's "I cannot"."""
SPREAD = 240
"""Minutes, so that the ping of one is not the echo of the other's press."""
THINK_FOR = 5
"""Working days after which a leader who thinks about a request is asked again, once."""


def inviter(person: Person) -> Sight:
    """This person as the one who asks."""
    return Sight(person=person.id, role=Role.INVITER)


def invitee(person: Person) -> Sight:
    """This person as the one who is asked."""
    return Sight(person=person.id, role=Role.INVITEE)


async def leader_of(work: Work, employee: Person) -> Person | None:
    """The registered leader: the only one who can be the other party (S11, S17)."""
    if employee.leader is None:
        return None
    try:
        leader = await work.people.get(employee.leader)
    except NotFound:
        return None
    fits = leader.active and leader.id != employee.id and leader.workplace == employee.workplace
    return leader if fits else None


async def led_people(work: Work, leader: Person) -> list[Person]:
    """Whom this person may offer an agreement: those they are the registered leader of, by name."""
    led = await work.people.led_by(leader.id)
    return [each for each in led if each.workplace == leader.workplace and each.id != leader.id]


async def may_request(work: Work, employee: Person) -> bool:
    """Whether there is a registered leader to ask, and nothing asked for or agreed on already."""
    if await leader_of(work, employee) is None or await _busy(work, employee.id):
        return False
    sent = await work.invitations.of(employee.id, Role.INVITER)
    return all(
        each.kind is Kind.OFFER or each.stage(_today(work, employee)) is not Stage.WAITING for each in sent
    )


async def request(work: Work, employee: Person, said: str = "") -> InvitationId:
    """
    The employee asks the registered leader. `said` is the moment that the form promised, if it was opened at night.

    Raises Refused if there is none, or if a request or an agreement of theirs stands already.
    """
    leader = await leader_of(work, employee)
    if leader is None:
        raise Refused("refused.no_leader")
    if not await may_request(work, employee):
        raise Refused("refused.have_one")
    return await _send(work, Kind.REQUEST, employee, leader, said)


async def offer(work: Work, leader: Person, employee: PersonId) -> InvitationId:
    """
    A registered leader offers, after having talked with the employee.

    Raises Refused if they are not that person's leader, or have offered within a year. Nothing the employee has,
    had or chose makes any difference here: whoever offers learns nothing by trying.
    """
    led = {each.id: each for each in await led_people(work, leader)}
    if employee not in led:
        raise Refused
    if not await work.marks.put(f"offered:{leader.id}:{employee}", {}, work.now + AGAIN_AFTER):
        raise Refused("refused.offered")
    return await _send(work, Kind.OFFER, leader, led[employee])


async def _send(work: Work, kind: Kind, by: Person, to: Person, said: str = "") -> InvitationId:
    stands = REQUEST_STANDS if kind is Kind.REQUEST else OFFER_STANDS
    shown = kept(work.now, by.zone, said)
    invitation = Invitation(
        id=InvitationId(work.new_id()), workplace=by.workplace, kind=kind, inviter=by.id, invitee=to.id,
        sent_at=work.now, shown_from=shown, closes_on=_today(work, by) + stands,
    )  # fmt: skip
    await work.invitations.add(invitation)
    # Owed to everybody alike; whether it is said is decided when it is due (kinds.Offered).
    due = shown + timedelta(minutes=5 + work.chance(SPREAD))
    await ledger.owe(work, to, REQUESTED if kind is Kind.REQUEST else OFFERED, invitation.id, due)
    if kind is Kind.REQUEST:
        # Whoever dared to ask is not left with silence: on the day after, where to turn instead.
        day = workdays.shifted(invitation.closes_on, 1)
        await ledger.owe(work, by, ANSWERED, invitation.id, slot(work, day, by), once=_closing(invitation))
    return invitation.id


async def take_back(work: Work, id: InvitationId, person: Person) -> None:
    """Whoever sent it takes it back, as long as it waits; the other sees it no more."""
    invitation = await work.invitations.get(id, inviter(person))
    if invitation.stage(_today(work, person)) is not Stage.WAITING:
        raise Refused("refused.moved_on")
    await work.invitations.save(invitation.moved(State.TAKEN_BACK), inviter(person))
    await _through(work, invitation, await work.people.get(invitation.invitee))
    await _close(work, invitation)


async def got(work: Work, id: InvitationId, person: Person) -> tuple[Invitation, Thoughts]:
    """What has come, for the one who is asked. Raises Refused if it is not there to be answered (any more)."""
    invitation = await work.invitations.get(id, invitee(person))
    waits = invitation.stage(_today(work, person)) is Stage.WAITING and invitation.shown_from <= work.now
    # A leader who is not that any more reads no request, and an offer of theirs leads nowhere.
    leader = await leader_of(work, await work.people.get(invitation.employee))
    if not waits or leader is None or leader.id != invitation.leader:
        raise Refused("refused.moved_on")
    return invitation, await work.invitations.thoughts(id, invitee(person))


async def think(work: Work, id: InvitationId, person: Person) -> None:
    """
    «Jeg vil tenke på det»: nobody is told, nothing counts down.

    Of an offer the employee is not reminded (S101). A leader is, once: somebody dared to ask, and waits.
    """
    invitation, thoughts = await got(work, id, person)
    again = invitation.kind is Kind.REQUEST and not thoughts.thinking
    await work.invitations.keep_thoughts(thoughts.become(thinking=True), invitee(person))
    await _through(work, invitation, person)
    if again:
        day = workdays.shifted(_today(work, person), THINK_FOR)
        await ledger.come_back(work, person, REQUESTED, invitation.id, slot(work, day, person))


async def remind(work: Work, id: InvitationId, leader: PersonId) -> None:
    """Once more, some working days later; whatever the leader answers meanwhile takes it away."""
    to = await work.people.get(leader)
    due = slot(work, workdays.shifted(_today(work, to), THINK_FOR), to)
    await ledger.owe(work, to, REQUESTED, id, due, once=f"{REQUESTED}:{id}:again")


async def decline(work: Work, id: InvitationId, person: Person) -> None:
    """No to an offer: kept for the employee alone, who may think again until the closing date."""
    invitation, thoughts = await got(work, id, person)
    if invitation.kind is not Kind.OFFER:
        raise Refused
    await work.invitations.keep_thoughts(thoughts.become(declined=True), invitee(person))
    await _through(work, invitation, person)


async def cannot(work: Work, id: InvitationId, person: Person, pointer: Pointer) -> None:
    """A leader cannot go on with a request, and says who can be talked to instead."""
    invitation, _ = await got(work, id, person)
    if invitation.kind is not Kind.REQUEST:
        raise Refused
    await work.invitations.save(invitation.moved(State.CANNOT, pointer), invitee(person))
    await _through(work, invitation, person)
    await _answered(work, invitation)


async def accept(work: Work, id: InvitationId, person: Person) -> AgreementId:
    """
    The yes: only the one who was asked can say it (S19). The agreement begins, without a word in it.

    Raises Refused if the employee has one already, or if the two are not led and leader any more.
    """
    invitation, _ = await got(work, id, person)
    employee = await work.people.get(invitation.employee)
    leader = await work.people.get(invitation.leader)
    if await _busy(work, employee.id):
        # Words for the employee alone: a leader who says yes to an old request learns nothing by it.
        raise Refused("refused.have_one" if person.id == employee.id else "refused.moved_on")
    by = Role.EMPLOYEE if invitation.kind is Kind.OFFER else Role.LEADER
    agreement = await drafting.begin(work, employee, leader, by)
    await work.invitations.save(invitation.accepted(agreement), invitee(person))
    await _take_back_others(work, employee)
    await _through(work, invitation, person)
    await _answered(work, invitation)
    return agreement


async def _take_back_others(work: Work, employee: Person) -> None:
    """What the employee has asked others for is off, in the same words as any other taking back."""
    for sent in await work.invitations.of(employee.id, Role.INVITER):
        if sent.kind is Kind.REQUEST and sent.stage(_today(work, employee)) is Stage.WAITING:
            await work.invitations.save(sent.moved(State.TAKEN_BACK), inviter(employee))
            await _through(work, sent, await work.people.get(sent.invitee))
            await _close(work, sent)


async def no_more(work: Work, person: Person, *, wanted: bool) -> None:
    """«Ingen flere tilbud»: whoever offers sees what they would see otherwise; the employee is not pinged."""
    if wanted:
        await work.marks.put(_name(person.id), {}, None)
        for promise in await work.ledger.of(person.id):
            if promise.kind == OFFERED:
                await ledger.used_up(work, promise)
    else:
        await work.marks.take(_name(person.id))


async def wants_no_more(work: Work, person: PersonId) -> bool:
    """Whether this person asked for no more offers."""
    return await work.marks.get(_name(person)) is not None


def _name(person: PersonId) -> str:
    return f"no_offers:{person}"


async def _busy(work: Work, employee: PersonId) -> bool:
    """Whether the employee has an agreement that runs or is being written."""
    if await running_as_employee(work, employee):
        return True
    sight = sight_of(employee, Role.EMPLOYEE)
    for id in await work.agreements.of(employee, Role.EMPLOYEE):
        if (await work.agreements.course(id, sight)).state is AgreementState.DRAFTING:
            return True
    return False


async def _through(work: Work, invitation: Invitation, person: Person) -> None:
    for promise in await work.ledger.of(person.id):
        if promise.kind in {OFFERED, REQUESTED} and promise.ref == invitation.id:
            await ledger.used_up(work, promise)


async def _answered(work: Work, invitation: Invitation) -> None:
    await _close(work, invitation)
    to = await work.people.get(invitation.inviter)
    due: datetime = shown_from(work.now, to.zone) + timedelta(minutes=5 + work.chance(SPREAD))
    await ledger.owe(work, to, ANSWERED, invitation.id, due)


async def _close(work: Work, invitation: Invitation) -> None:
    """The ping on the closing date has nothing to say any more."""
    closing = await work.ledger.for_occasion(_closing(invitation))
    if closing is not None:
        await ledger.used_up(work, closing)


def _closing(invitation: Invitation) -> str:
    return f"{ANSWERED}:{invitation.id}:closing"


def _today(work: Work, person: Person) -> date:
    return workdays.local_date(work.now, person.zone)
