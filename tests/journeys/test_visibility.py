"""
The visibility matrix (domain.md 5.6) over all that can be pressed, sent in and fetched, whoever does it.

Each datum has a word in it that stands nowhere else. Every press is carried out in a transaction that is undone, so
that everybody meets the same workplace; what comes with a new subject is tried without a line written here.

Over 200 lines: the workplace that holds one of everything is built here, and nowhere else.
"""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
import pytest_asyncio

from bots.subjects import flows, printed
from core.agreements.members import Part as Helper
from core.agreements.model import MeasureKind
from core.agreements.usecases import Content, take_in
from core.around import usecases as around
from core.chat.flows import Reply
from core.checkins import usecases as checkins
from core.checkins.model import Answers, Part
from core.conversation import Conversation
from core.drafting import usecases as drafting
from core.drafting.model import digest, wording_of
from core.errors import NotFound, Refused
from core.evaluations import usecases as evaluations
from core.evaluations.model import Evaluation, EvaluationId
from core.evaluations.model import Part as Piece
from core.group import guests
from core.group import usecases as group
from core.invitations import usecases as invitations
from core.meetings import usecases as meetings
from core.meetings.model import Slot
from core.pages.usecases import Desk
from core.people import Account, Person, PersonId, Platform, Position
from core.preparations import sharing
from core.preparations import usecases as preparations
from core.preparations.model import BEFORE
from core.preparations.model import Part as Prepared
from core.reminders.flow import author
from core.sight import Datum, Role, Sight, may_see
from storage.store import SqlStore, SqlWork
from tests.builders import a_reminder
from tests.journeys.colleagues import hire
from tests.journeys.prompted import publish
from tests.journeys.test_invitations import led
from tests.journeys.world import MEASURES, World

MARKED: Mapping[Datum, str] = {
    Datum.TERMS: MEASURES[1].text,
    Datum.DRAFT: "Kanarigul kommentar",
    Datum.ANSWERS: "Kanarigul mandag",
    Datum.SHARED_ANSWERS: "Kanarigul start",
    Datum.SEAT: "Kanarigul råd",
    Datum.REMINDER: "Kanarigul tannlege",
    Datum.MEETING: "Kanarigul stue",
    Datum.EVALUATION: "Kanarigul tvil",
    Datum.SHARED_EVALUATION: "Kanarigul tirsdag",
    Datum.PREPARATION: "Kanarigul søster",
    Datum.SHARED_PREPARATION: "Kanarigult bord",
}
"""The rest has no words of anybody's in it; whether it is there at all is what the second test is about."""
PARTIES: Mapping[str, tuple[Role, ...]] = {
    "kari": (Role.EMPLOYEE, Role.AUTHOR, Role.HOST),
    "jonas": (Role.LEADER,),
    "pia": (Role.INVITED,),
}
OTHERS: Mapping[str, frozenset[Position]] = {
    "ola": frozenset(),
    "ida": frozenset({Position.LEADER}),
    "alt": frozenset(Position),
}
"""Somebody without an agreement, another leader, and somebody who is HR, committee and all else there is."""
STRANGERS = ("outsider", "elsewhere", "gone")
"""An account that nobody has, one of another tenant, and somebody who has left."""
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ID = re.compile(rf"{UUID.pattern}|[\w-]{{43}}")


class Undo(Exception):
    """Nothing of this is to be kept."""


class Undone:
    """A store in which every transaction ends as if it had not been."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqlWork]:
        with suppress(Undo):
            async with self._store.transaction() as work:
                yield work
                raise Undo


@dataclass(frozen=True, kw_only=True)
class Place:
    """A workplace with everything in it, and what a person could name in a press."""

    world: World
    people: Mapping[str, Account]
    refs: tuple[str, ...]
    offer: str
    seat: str
    party: str
    door: Conversation[SqlWork]

    def tried_by(self, who: str) -> tuple[str, ...]:
        """All by the parties, by whoever has nothing and by whoever is everything; enough by the rest, to keep this short."""
        if who in STRANGERS:  # they are met at the door, whatever they press
            return self.refs[2:3]
        return self.refs[::3] if who in {"ida", "eva"} else ("", *self.refs)

    def knows(self, who: str, ref: str) -> bool:
        """
        Whether this is something of their own, so that the words may be other than for what is not there.

        Everybody at the workplace reads its list of occasions; what was prepared for one is another matter.
        """
        helps = who == "pia" and ref == self.seat
        listed = ref == self.party and who not in STRANGERS
        return who in {"kari", "jonas"} or helps or listed or (who in {"ola", "ida"} and self.offer in ref)

    async def press(self, who: str, action: str, ref: str) -> str:
        """All that came back."""
        return repr(
            await self.door.hear(
                Reply(key=f"{who}:{action}:{ref}", by=self.people[who], action=action, ref=ref)
            )
        )


def actions() -> list[str]:
    return [f"{flow.name}.{verb}" for flow in flows() for verb in flow.answers]


@pytest.fixture
def platform() -> Platform:
    """What is shown comes from the core, the same for both."""
    return Platform.SLACK


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What the keys open is tried on both databases in tests/storage; who is asked for what is the same for both."""
    return sqlite_url


@pytest_asyncio.fixture
async def place(world: World) -> Place:
    for key in OTHERS:
        if key not in world.people:
            await hire(world, key, f"{key.capitalize()} Oppdiktet")
        await _changed(world, key, positions=OTHERS[key])
    await hire(world, "gone", "Gro Oppdiktet")
    await hire(world, "eva", "Eva Oppdiktet")
    await hire(world, "pia", "Pia Oppdiktet")
    await _other_agreement(world)
    await led(world, "kari", "jonas")
    await led(world, "ola", "ida")
    await _fill(world)
    party = await _prepared(world)
    await _changed(world, "gone", active=False)
    accounts = {key: person.accounts[0] for key, person in world.people.items()}
    plain = accounts["ola"]
    accounts |= {
        "outsider": replace(plain, id="U0NOBODY"),
        "elsewhere": replace(accounts["kari"], tenant="T0OTHER"),
    }
    offer, seat, *refs = await _refs(world, party)
    door = Conversation(Undone(world.parts.store), flows(Desk("https://innsjekk.example.org")))
    return Place(
        world=world,
        people=accounts,
        refs=(offer, f"got:{offer}", *refs, seat, f"{world.agreement}:{seat}"),
        offer=offer,
        seat=seat,
        party=party,
        door=door,
    )


async def _changed(world: World, key: str, **changed: object) -> None:
    async with world.parts.store.transaction() as work:
        person = await work.people.get(world.people[key].id)
        person = replace(person, version=person.version + 1, **changed)  # type: ignore[arg-type]
        await work.people.save(person)
        world.people[key] = person


async def _other_agreement(world: World) -> None:
    """Ida leads one of her own."""
    measures = tuple(replace(each, text=f"Noe annet {n}") for n, each in enumerate(MEASURES))
    content = Content(starts_on=date(2026, 11, 16), ends_on=date(2028, 11, 15), measures=measures)
    async with world.parts.store.transaction() as work:
        await take_in(work, world.people["eva"], world.people["ida"], content)


async def _fill(world: World) -> None:
    """One of every datum between Kari and Jonas, and an offer to Ola."""
    kari: Person = world.people["kari"]
    id = world.agreement
    async with world.parts.store.transaction() as work:
        checkin = await checkins.current(work, id, kari)
        answers = Answers(
            checkin=checkin.id,
            agreement=id,
            difficult=MARKED[Datum.ANSWERS],
            needs=MARKED[Datum.SHARED_ANSWERS],
        )
        await checkins.answer(work, checkin.id, kari, answers)
        terms = await work.agreements.terms(id, checkins.employee(kari))
        assert await checkins.share(work, checkin.id, kari, {Part.NEEDS}, terms) == 1
        await drafting.comment(work, id, world.people["jonas"], "goal", MARKED[Datum.DRAFT])
        await work.reminders.add(
            a_reminder(id=str(uuid4()), person=kari.id, text=MARKED[Datum.REMINDER]), author(kari)
        )
        seat = await group.let_in(
            work, id, kari, world.people["pia"].id, Helper.SUPPORT_CONTACT, (MeasureKind.SUPPORT,)
        )
        await guests.enter(work, seat, world.people["pia"])
        await guests.say(work, seat, world.people["pia"], MARKED[Datum.SEAT])
        at = await meetings.place(work, id, kari)
        slot = Slot(at=work.now + timedelta(days=9), minutes=30, place=MARKED[Datum.MEETING])
        await meetings.propose(work, at, slot, ())
        given = Evaluation(
            id=EvaluationId(str(uuid4())), agreement=id, who=Role.EMPLOYEE, by=kari.id, on=work.now.date(), joint=False,
            words=MARKED[Datum.EVALUATION], note=MARKED[Datum.SHARED_EVALUATION],
        )  # fmt: skip
        own = await evaluations.keep(work, given, kari)
        await evaluations.share(work, own.id, kari, frozenset({Piece.NOTE}))
        await invitations.offer(work, world.people["ida"], world.people["ola"].id)
    await world.run()


async def _prepared(world: World) -> str:
    """A party that Kari has prepared for, and let Jonas read a part of; which."""
    party = await publish(world)
    async with world.parts.store.transaction() as work:
        at = await preparations.at(work, f"{world.agreement}:{party.id}", world.people["kari"], Role.EMPLOYEE)
        parts = {
            Prepared.CALL: MARKED[Datum.PREPARATION],
            Prepared.WORDS: MARKED[Datum.SHARED_PREPARATION],
        }
        await preparations.keep(work, at, world.people["kari"], BEFORE, parts)
        assert await sharing.share(work, at, world.people["kari"], frozenset(parts))
    return party.id


async def _refs(world: World, party: str) -> tuple[str, ...]:
    """The offer, the seat, and what Kari's and Jonas's buttons carry."""
    kari, id = world.people["kari"], world.agreement
    async with world.parts.store.transaction() as work:
        (offer,) = await work.invitations.of(world.people["ola"].id, Role.INVITEE)
        (seat,) = await work.seats.of(world.people["pia"].id)
        found: list[str] = [offer.id, seat, id, f"{id}:1:goal", f"{id}:1", f"{id}:goal"]
        (meeting,) = await work.meetings.of(id, checkins.employee(kari))
        found += [meeting.id, f"{meeting.id}:1"]
        (share,) = await work.checkins.shares(id, checkins.employee(kari))
        found += [share.checkin, share.id]
        found += [each.id for each in await work.evaluations.of(id, checkins.employee(kari))]
        found += [f"{id}:{party}", party]
        found += [each.id for each in await work.preparations.shared(id, checkins.employee(kari))]
        found += [each.id for each in await work.reminders.of(author(kari))]
        found += [(await work.ledger.of(world.people[key].id))[0].id for key in ("kari", "jonas")]
    return tuple(found)


def invented(ref: str) -> str:
    """Of the same shape, and nobody's."""
    return re.sub(r"[0-9a-f]{12}", "000000000000", ref)


async def test_the_matrix_holds_for_all_that_can_be_pressed(place: Place) -> None:
    """
    Everybody reads what is granted and nothing else.

    Whoever is no party gets the same words for a true id as for an invented one, so that nobody can find out
    whether there is anything at all.
    """
    seen: dict[str, set[Datum]] = {who: set() for who in place.people}
    told: list[str] = []
    for who in place.people:
        for action in actions():
            known: dict[str, str] = {}
            for ref in place.tried_by(who):
                words = await place.press(who, action, ref)
                seen[who] |= {datum for datum, mark in MARKED.items() if mark in words}
                if place.knows(who, ref):
                    continue
                shape = UUID.sub("0", ref)
                if shape not in known:
                    known[shape] = await place.press(who, action, invented(ref))
                if ID.sub("ID", words) != ID.sub("ID", known[shape]):
                    told.append(f"{who} {action} {shape}")
    assert seen == {who: granted(who) for who in place.people}
    assert told == []


def granted(who: str) -> set[Datum]:
    return {datum for datum in MARKED if any(may_see(role, datum) for role in PARTIES.get(who, ()))}


async def test_a_former_leader_is_as_anybody_else(place: Place) -> None:
    """From the employee's yes on; and the new one reads the text, not what was shared before."""
    world, id = place.world, place.world.agreement
    kari, jonas, ida = (world.people[key] for key in ("kari", "jonas", "ida"))
    async with world.parts.store.transaction() as work:
        await around.choose(work, id, kari, ida.id, shared_too=False)
        _, terms = await around.asked(work, id, ida)
        await around.enter(work, id, ida, digest(id, wording_of(terms)))
    seen: dict[str, set[Datum]] = {who: set() for who in ("jonas", "ida")}
    told: list[str] = []
    for who in seen:
        for action in actions():
            known: dict[str, str] = {}
            for ref in place.refs:
                words = await place.press(who, action, ref)
                seen[who] |= {datum for datum, mark in MARKED.items() if mark in words}
                # An old ping of one's own stays one's own, and everybody reads the list of occasions.
                if who == "ida" or ref == place.party or action.startswith("ping."):
                    continue
                shape = UUID.sub("0", ref)
                if shape not in known:
                    known[shape] = await place.press(who, action, invented(ref))
                if ID.sub("ID", words) != ID.sub("ID", known[shape]):
                    told.append(f"{action} {shape}")
    assert seen == {"jonas": set(), "ida": {Datum.TERMS}}
    assert told == []
    async with world.parts.store.reading() as work:
        for role in Role:
            with pytest.raises(NotFound):
                await work.agreements.course(id, Sight(person=jonas.id, role=role))


async def test_no_file_holds_more_than_its_reader_may_see(place: Place) -> None:
    """Whatever a ticket was for."""
    seen: dict[str, set[Datum]] = {}
    for who, person in place.world.people.items():
        seen[who] = set()
        for file in printed().values():
            for ref in place.refs:
                async with Undone(place.world.parts.store).transaction() as work:
                    try:
                        content = repr(
                            await file.build(work, await work.people.get(PersonId(person.id)), ref)
                        )
                    except Refused:
                        continue
                    seen[who] |= {datum for datum, mark in MARKED.items() if mark in content}
    for who, data in seen.items():
        assert data <= granted(who), who
    assert seen["kari"] == set(MARKED)


def test_what_is_looked_for_is_told_apart() -> None:
    """The check itself: every mark stands alone, and a measure of support is one of them."""
    assert len(set(MARKED.values())) == len(MARKED)
    assert MEASURES[1].kind is MeasureKind.ACCOMMODATION
