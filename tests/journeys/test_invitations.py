"""
Asking for an agreement and offering one; and that whoever offers learns nothing by it until one fixed date.

Over 200 lines: each promise has its own sentence, and they begin where the others do.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bots.demo.far.phone import Phone
from core.agreements.model import State
from core.agreements.usecases import sight_of
from core.invitations.keeps import KeptInvitations
from core.invitations.usecases import REQUESTED, invitee, no_more, wants_no_more
from core.ledger.model import Standing
from core.people import PersonId
from core.sight import Role
from tests.journeys.acts import my_page, press, rows, submit, without_ids, word
from tests.journeys.colleagues import PAIRS, agree, hire
from tests.journeys.world import World, pings

pytestmark = [PAIRS, pytest.mark.every_pair]

YES, NO, THINK = (
    word("invitations", "got.yes"),
    word("invitations", "got.no"),
    word("invitations", "got.think"),
)
SHOW = word("invitations", "look")


async def led(world: World, employee: str, leader: str) -> None:
    """The directory has it that one leads the other."""
    async with world.parts.store.transaction() as work:
        person = await work.people.get(world.people[employee].id)
        person = replace(person, leader=world.people[leader].id, version=person.version + 1)
        await work.people.save(person)
        world.people[employee] = person


async def own_page(phone: Phone) -> None:
    await phone.go_home()
    await my_page(phone)


async def offer(leader: Phone, name: str) -> None:
    """From the own page: whom, the tick, and send."""
    await own_page(leader)
    await leader.press(word("invitations", "page.offer"))
    leader.choose(word("invitations", "offer.to"), name)
    leader.tick(word("invitations", "offer.talked"), word("invitations", "offer.talked_yes"))
    await leader.submit()
    await leader.close()


async def ask(employee: Phone) -> None:
    await own_page(employee)
    await employee.press(word("invitations", "page.ask"))
    await employee.submit()
    await employee.close()


async def opened(world: World, phone: Phone) -> None:
    """The ping has come, and its button is pressed."""
    await world.until_ping(phone, timedelta(days=4))
    await phone.press("Åpne")


async def state(world: World, employee: str) -> list[State]:
    """How this employee's agreements stand."""
    person = world.people[employee].id
    async with world.parts.store.reading() as work:
        ids = await work.agreements.of(person, Role.EMPLOYEE)
        sight = sight_of(person, Role.EMPLOYEE)
        return [(await work.agreements.course(id, sight)).state for id in ids]


async def test_an_employee_asks_and_the_leader_says_yes(world: World) -> None:
    """Named before it is sent; the leader gets the neutral ping; the yes begins a draft, and the employee hears of it."""
    await led(world, "ola", "jonas")
    await own_page(world.ola)
    await world.ola.press(word("invitations", "page.ask"))
    assert "Jonas Oppdiktet" in world.ola.words()
    await world.ola.submit()
    assert word("invitations", "stage.waiting").partition("{")[0] in world.ola.words()
    await world.ola.close()

    await opened(world, world.jonas)
    assert "Ola Utenavtale" in world.jonas.words()
    await world.jonas.press(word("invitations", "got.begin"))
    assert await state(world, "ola") == [State.DRAFTING]

    await opened(world, world.ola)
    assert word("invitations", "said_yes").partition("{name}")[2][:30] in world.ola.words()


async def test_a_leader_who_cannot_says_who_can(world: World) -> None:
    """Never a bare refusal: without somebody to turn to it is not sent."""
    await led(world, "ola", "jonas")
    await ask(world.ola)
    await opened(world, world.jonas)
    await world.jonas.press(word("invitations", "got.cannot"))
    world.jonas.choose(word("invitations", "cannot.pointer"), word("invitations", "pointer.bht"))
    await world.jonas.submit()
    await world.jonas.close()
    await opened(world, world.ola)
    assert word("invitations", "pointer.bht") in world.ola.words()
    assert await state(world, "ola") == []


async def test_only_the_employee_says_yes_to_an_offer(world: World) -> None:
    """Offered after a talk; three answers; the yes begins a draft, and the leader hears of that and no other answer."""
    await led(world, "ola", "jonas")
    await offer(world.jonas, "Ola Utenavtale")
    await opened(world, world.ola)
    assert [each for each in world.ola.buttons() if each in {YES, NO, THINK}] == [YES, NO, THINK]
    await world.ola.press(THINK)
    await world.ola.close()
    before = pings(world.jonas)
    await world.wind_by(days=2)
    assert pings(world.jonas) == before

    await own_page(world.ola)
    await world.ola.press(SHOW)
    await world.ola.press(YES)
    assert await state(world, "ola") == [State.DRAFTING]
    await world.ola.close()
    await world.until_ping(world.jonas, timedelta(days=4))


async def test_no_can_be_thought_over_until_the_date(world: World) -> None:
    """Declined, found again on the own page, and accepted after all."""
    await led(world, "ola", "jonas")
    await offer(world.jonas, "Ola Utenavtale")
    await opened(world, world.ola)
    await world.ola.press(NO)
    await world.ola.close()
    await own_page(world.ola)
    await world.ola.press(SHOW)
    assert word("invitations", "got.declined").partition("{")[0] in world.ola.words()
    await world.ola.press(YES)
    assert await state(world, "ola") == [State.DRAFTING]


async def test_after_the_date_it_is_too_late_to_say_yes(world: World) -> None:
    """An old card says kindly that it has moved on, and nothing begins."""
    await led(world, "ola", "jonas")
    await offer(world.jonas, "Ola Utenavtale")
    await opened(world, world.ola)
    id = await _only(world, "ola")
    await world.ola.close()
    await world.wind_by(days=61)
    seen = await press(world, world.ola, "invitations.yes", id)
    assert word("conversation", "refused.moved_on")[:30] in seen
    assert await state(world, "ola") == []


async def test_what_is_sent_at_night_waits_and_can_be_undone(world: World) -> None:
    """Until eight the leader has nothing, and what was taken back never comes."""
    await led(world, "ola", "jonas")
    world.clock.at = datetime.fromisoformat("2026-11-24T22:30:00+00:00")
    await world.run()
    before = pings(world.jonas)
    await own_page(world.ola)
    await world.ola.press(word("invitations", "page.ask"))
    assert "klokken åtte" in world.ola.words()
    await world.ola.submit()
    await world.ola.press(word("invitations", "sent.take_back"))
    await world.ola.close()
    await world.wind_by(hours=12)
    assert pings(world.jonas) == before
    await own_page(world.jonas)
    assert "Ola Utenavtale" not in world.jonas.words()


async def test_what_was_opened_at_night_and_is_sent_after_six_comes_at_eight(world: World) -> None:
    """As the form said; until then the leader's own page has nothing."""
    await led(world, "ola", "jonas")
    world.clock.at = datetime.fromisoformat("2026-11-25T04:50:00+00:00")
    await world.run()
    await own_page(world.ola)
    await world.ola.press(word("invitations", "page.ask"))
    assert "klokken åtte" in world.ola.words()
    for minute, there in ((11, False), (129, False), (130, True)):
        world.clock.at = datetime.fromisoformat("2026-11-25T04:50:00+00:00") + timedelta(minutes=minute)
        if minute == 11:
            await world.ola.submit()
            await world.ola.close()
        await own_page(world.jonas)
        assert ("Ola Utenavtale" in world.jonas.words()) is there


async def _only(world: World, employee: str) -> str:
    async with world.parts.store.reading() as work:
        [one] = await work.invitations.of(world.people[employee].id, Role.INVITEE)
    return one.id


NAME = re.compile(r"\w+ Oppdiktet")
SENT = word("invitations", "page.sent").partition("{")[0]
CROWD = ("declines", "thinks", "waits", "unwilling", "bound")
"""Five employees of Jonas, by what they do when an offer comes."""


async def _crowd(world: World) -> Mapping[str, Phone]:
    """All led by Jonas; one has an agreement with another leader already, and one wants no offers."""
    phones = {key: await hire(world, key, f"{key.capitalize()} Oppdiktet") for key in CROWD}
    await hire(world, "vera", "Vera Oppdiktet")
    await agree(world, "bound", "vera", planned=False)
    for key in CROWD:
        await led(world, key, "jonas")
    await press(world, phones["unwilling"], "invitations.no_more")
    return phones


async def _screens(world: World) -> list[str]:
    """What Jonas sees of each of the five, with names and ids taken out."""
    await own_page(world.jonas)
    lines = [line for line in world.jonas.words().splitlines() if NAME.search(line) and SENT in line]
    assert len(lines) == len(CROWD)
    assert len({NAME.sub("NAME", line) for line in lines}) == 1
    await world.jonas.close()
    seen = []
    for nth in range(len(CROWD)):
        await own_page(world.jonas)
        await world.jonas.press(SHOW, nth=nth)
        assert not {YES, NO, THINK} & set(world.jonas.buttons())
        # Each line once: on Teams every «meny» stays in the chat.
        lines = NAME.sub("NAME", without_ids(world.jonas.words())).splitlines()
        seen.append("\n".join(dict.fromkeys(lines)))
        await world.jonas.close()
    return seen


async def test_whoever_offers_sees_the_same_whatever_the_employee_does(world: World) -> None:
    """A no, a wish to think, silence, no more offers, an agreement with another: one screen for all, before and after the date."""
    phones = await _crowd(world)
    for key in CROWD:
        await offer(world.jonas, f"{key.capitalize()} Oppdiktet")
    sent = world.clock.at
    before = pings(world.jonas)
    await world.wind(sent + timedelta(hours=7))
    for key, answer in (("declines", NO), ("thinks", THINK)):
        await phones[key].press("Åpne")
        await phones[key].press(answer)
        await phones[key].close()
    assert pings(phones["waits"]) == pings(phones["bound"]) == 1
    assert pings(phones["unwilling"]) == 0

    await world.wind(sent + timedelta(days=2))
    assert pings(world.jonas) == before
    [screen] = set(await _screens(world))
    assert word("invitations", "stage.waiting").partition("{")[0] in screen

    await world.wind(sent + timedelta(days=61))
    [screen] = set(await _screens(world))
    assert word("invitations", "stage.not_made") in screen


async def test_the_rows_of_a_no_cannot_be_told_from_those_of_no_answer(world: World) -> None:
    """In the clear a database has as many rows of each kind, as long and at the same versions but for the own record."""
    await led(world, "ola", "jonas")
    await offer(world.jonas, "Ola Utenavtale")
    await world.until_ping(world.ola, timedelta(days=4))
    counted = {table: len(found) for table, found in (await rows(world)).items()}
    await world.ola.press("Åpne")
    await world.ola.press(NO)
    after = {table: len(found) for table, found in (await rows(world)).items()}
    differ = {table for table in counted if counted[table] != after[table]}
    assert differ <= {"presses"}


async def test_one_offer_a_year_and_only_to_ones_own(world: World) -> None:
    """A second within the year, one to somebody else's, to oneself or to nobody: refused, and nobody is pinged."""
    await led(world, "ola", "jonas")
    await offer(world.jonas, "Ola Utenavtale")
    values: dict[str, str | tuple[str, ...]] = {"talked": ("yes",), "to": world.people["ola"].id}
    again = await submit(world, world.jonas, "invitations.offer", "", values)
    assert word("conversation", "refused.offered")[:30] in again
    refused = [
        without_ids(await submit(world, world.jonas, "invitations.offer", "", values | {"to": to}))
        for to in (world.people["jonas"].id, world.people["kari"].id, PersonId("nobody"))
    ]
    assert len(set(refused)) == 1
    assert word("conversation", "refused.not_here")[:30] in refused[0]


async def test_a_stranger_to_an_invitation_is_refused_like_a_stranger_to_none(world: World) -> None:
    """Every press that names it, by somebody whom it does not concern, and by the sender where only the asked may answer."""
    await led(world, "ola", "jonas")
    await offer(world.jonas, "Ola Utenavtale")
    await world.until_ping(world.ola, timedelta(days=4))
    id = await _only(world, "ola")
    for verb in ("yes", "no", "think", "show", "unable", "look", "take_back"):
        theirs = without_ids(await press(world, world.kari, f"invitations.{verb}", id))
        nobodys = without_ids(await press(world, world.kari, f"invitations.{verb}", "no-such-thing"))
        assert theirs == nobodys, verb
    await press(world, world.jonas, "invitations.yes", id)
    assert await state(world, "ola") == []


async def test_a_leader_who_thinks_about_a_request_is_asked_again_once(world: World) -> None:
    """Five working days later; not of an offer, and not a second time."""
    await led(world, "ola", "jonas")
    await _without_agreement(world)
    await ask(world.ola)
    for times in (1, 0):
        if times:
            await opened(world, world.jonas)
        else:
            await world.until_ping(world.jonas, timedelta(days=9))
            await world.jonas.press("Åpne")
        await world.jonas.press(THINK)
        await world.jonas.close()
    before = pings(world.jonas)
    await world.wind_by(days=15)
    assert pings(world.jonas) == before


async def test_whoever_asked_hears_on_the_closing_date_where_to_turn(world: World) -> None:
    """Silence is not left to be silence."""
    await led(world, "ola", "jonas")
    await ask(world.ola)
    await world.wind_by(days=20)
    before = pings(world.ola)
    await world.until_ping(world.ola, timedelta(days=20))
    assert pings(world.ola) == before + 1
    await world.ola.press("Åpne")
    assert word("invitations", "stage.not_made") in world.ola.words()
    assert word("invitations", "sent.instead") in world.ola.words()


async def test_somebody_who_is_not_the_leader_any_more_reads_no_request(world: World) -> None:
    """Sent to Jonas; before he opens it, another leads Ola."""
    await led(world, "ola", "jonas")
    await ask(world.ola)
    await world.until_ping(world.jonas, timedelta(days=4))
    await hire(world, "vera", "Vera Oppdiktet")
    await led(world, "ola", "vera")
    await world.jonas.press("Åpne")
    assert "Ola Utenavtale" not in world.jonas.words()


async def test_no_more_offers_takes_the_open_one_along(world: World) -> None:
    """Its ping opens nothing, and the own page names nobody."""
    await led(world, "ola", "jonas")
    await offer(world.jonas, "Ola Utenavtale")
    await opened(world, world.ola)
    await world.ola.press(word("invitations", "got.no_more"))
    await world.ola.close()
    await own_page(world.ola)
    assert "Jonas Oppdiktet" not in world.ola.words()


async def test_what_is_erased_does_not_bring_back_what_was_declined(world: World) -> None:
    """A no stays a no, and «Ingen flere tilbud» stays, when the person deletes what is theirs."""
    await led(world, "ola", "jonas")
    await offer(world.jonas, "Ola Utenavtale")
    await opened(world, world.ola)
    await world.ola.press(word("invitations", "got.no"))
    await world.ola.close()
    ola = world.people["ola"]
    async with world.parts.store.transaction() as work:
        await no_more(work, ola, wanted=True)
        await KeptInvitations().erase(work, ola)
    async with world.parts.store.reading() as work:
        (came,) = await work.invitations.of(ola.id, Role.INVITEE)
        assert (await work.invitations.thoughts(came.id, invitee(ola))).declined
        assert await wants_no_more(work, ola.id)


async def test_a_leader_who_leaves_a_request_lying_is_reminded_once(world: World) -> None:
    """Somebody dared to ask: one more ping some working days later, and no third; whoever has answered gets none."""
    await _without_agreement(world)
    await led(world, "ola", "jonas")
    await ask(world.ola)
    await world.wind_by(days=2)
    assert pings(world.jonas) == 1
    await world.wind_by(days=26)
    assert pings(world.jonas) == 2


async def test_a_leader_who_has_answered_is_not_reminded(world: World) -> None:
    """Whatever the answer was."""
    await _without_agreement(world)
    await led(world, "ola", "jonas")
    await ask(world.ola)
    await opened(world, world.jonas)
    await world.jonas.press(word("invitations", "got.begin"))
    await world.jonas.close()
    before = pings(world.jonas)
    await world.wind_by(days=9)
    async with world.parts.store.reading() as work:
        owed = [p for p in await work.ledger.of(world.people["jonas"].id) if p.kind == REQUESTED]
    assert [p.standing for p in owed if p.standing is Standing.WAITING] == []
    assert pings(world.jonas) <= before + 1


async def _without_agreement(world: World) -> None:
    """Jonas follows nobody up, so that every ping of his is about what is tried here."""
    async with world.parts.store.transaction() as work:
        await work.agreements.erase(world.agreement)
