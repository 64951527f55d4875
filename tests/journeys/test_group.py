"""Who is with the two in an agreement: nobody but by the employee's yes, and each reads what was chosen for them."""

from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest
import pytest_asyncio

from bots.demo.far.phone import Phone
from core.agreements.members import MOST_MEMBERS, SeatId
from core.checkins.usecases import employee
from core.errors import NotFound
from core.group.handout import Handout
from core.group.usecases import ANSWERED, guest, host
from core.ledger.model import Standing
from core.pages.usecases import ticket
from core.people import Position
from core.sight import Role, Sight
from tests.journeys.acts import my_page, press, submit, without_ids, word
from tests.journeys.colleagues import hire
from tests.journeys.test_around import changed, tell
from tests.journeys.test_life import does
from tests.journeys.world import MEASURES, World, pings

OLA, TONE = "Ola Utenavtale", "Tone Oppdiktet"
SUPPORT, EXPECTED = MEASURES[0].text, MEASURES[2].text


def said(key: str) -> str:
    return word("group", key)


def part(key: str) -> str:
    return word("drafting", f"part.{key}")


async def ask(kari: Phone, name: str, as_: str, *parts: str, written: str | None = None) -> None:
    """From the agreement's page to the yes; what came of it stays open."""
    await does(kari, "group")
    await kari.press(said("ask"))
    kari.choose(said("ask_part"), said(f"part.{as_}"))
    if written is not None:
        kari.fill(said("ask_name"), written)
    await kari.submit()
    kari.choose(said("ask_which"), name)
    await kari.submit()
    for each in parts:
        kari.tick(said("reads").format(name=name), part(each))
    await kari.submit()


async def answers(world: World, phone: Phone, *, yes: bool) -> None:
    """The ping comes, and is answered."""
    await world.until_ping(phone, timedelta(days=4))
    await phone.press("Åpne")
    if yes:
        await phone.submit()
    else:
        await phone.press(said("asked.no"))
    await phone.close()


async def seat(world: World) -> SeatId:
    """The newest."""
    async with world.parts.store.reading() as work:
        course = await work.agreements.course(world.agreement, employee(world.people["kari"]))
    return course.group[-1].id


async def reads(world: World, phone: Phone) -> str:
    return await press(world, phone, "group.read", await seat(world))


async def kari_looks(world: World) -> None:
    """She is told that there is something, with the neutral ping; it may have come together with a check-in's."""
    await world.wind_by(days=4)
    async with world.parts.store.reading() as work:
        owed = await work.ledger.of(world.people["kari"].id)
    assert Standing.SENT in {each.standing for each in owed if each.kind == ANSWERED}
    await does(world.kari, "group")
    await world.kari.press(said("see"))


@pytest_asyncio.fixture
async def tone(world: World) -> Phone:
    """A union representative, who sits on the committee as well."""
    phone = await hire(world, "tone", TONE)
    await changed(world, "tone", positions=frozenset({Position.UNION_REPRESENTATIVE, Position.COMMITTEE}))
    return phone


async def test_from_the_employees_yes_to_the_last_word(world: World) -> None:
    """Said before what will be known; read is what was ticked and nothing else; a word back; and out again."""
    await ask(world.kari, OLA, "support_contact", "support_measure", written="ola")
    assert said("answer.none") in world.kari.words()
    await world.kari.close()
    before = pings(world.ola)
    await answers(world, world.ola, yes=True)
    assert pings(world.ola) == before + 1
    seen = await reads(world, world.ola)
    assert SUPPORT in seen
    assert EXPECTED not in seen
    assert "Jonas" not in seen
    async with world.parts.store.reading() as work:
        kept = await work.seats.get(await seat(world), guest(world.people["ola"].id))
    # What was not chosen is not in the copy at all, whatever is drawn of it.
    assert [measure.text for measure in kept.wording.measures] == [SUPPORT]
    await world.ola.go_home()
    await my_page(world.ola)
    await world.ola.press(said("see"))
    world.ola.fill(said("say"), "Mandager passer fint")
    await world.ola.submit()
    await world.ola.close()
    await kari_looks(world)
    assert "Mandager passer fint" in world.kari.words()
    assert said("answer.yes") in world.kari.words()
    await world.kari.press(said("let_go"))
    assert said("nobody") in world.kari.words()
    await world.kari.close()


async def test_nobody_is_asked_before_the_last_yes(world: World, tone: Phone) -> None:
    """Three pages, what it means by name on the last, the committee named; and until then nothing is written."""
    await does(world.kari, "group")
    await world.kari.press(said("ask"))
    world.kari.choose(said("ask_part"), said("part.union_representative"))
    await world.kari.submit()
    world.kari.choose(said("ask_which"), TONE)
    await world.kari.submit()
    words = world.kari.words()
    for key in ("knows", "undone", "committee", "told", "never"):
        assert said(key).partition("{day}")[0].format(name=TONE) in words
    await world.kari.close()
    async with world.parts.store.reading() as work:
        assert (await work.agreements.course(world.agreement, employee(world.people["kari"]))).group == ()
    await world.wind_by(days=5)
    assert pings(tone) == 0


async def test_the_leader_sees_who_was_asked_and_not_what_they_answer(world: World, tone: Phone) -> None:
    """The same page before and after the answer; and no button of the leader's does anything."""
    await ask(world.kari, TONE, "union_representative", "expectation")
    await world.kari.close()
    await does(world.jonas, "group")
    first = world.jonas.words().partition(said("theirs").partition("}")[2])[2]
    assert said("part.union_representative") in first
    assert TONE in first
    assert said("answer.none") not in first
    await world.jonas.close()
    await answers(world, tone, yes=False)
    await does(world.jonas, "group")
    assert world.jonas.words().partition(said("theirs").partition("}")[2])[2] == first
    await world.jonas.close()
    id = world.agreement
    refused = word("conversation", "refused.not_here")
    for action, ref in (
        ("group.ask", id),
        ("group.outside", id),
        ("group.seat", f"{id}:{await seat(world)}"),
        ("group.let_go", f"{id}:{await seat(world)}"),
        ("group.read", str(await seat(world))),
    ):
        assert refused in await press(world, world.jonas, action, ref), action
    ref = f"{id}:support_contact:{world.people['ola'].id}"
    assert refused in await submit(world, world.jonas, "group.yes", ref)


async def test_a_no_is_told_to_the_employee_alone_and_closes_the_door(world: World, tone: Phone) -> None:
    """Nothing can be read after it, not even by somebody who writes the button themselves."""
    await ask(world.kari, TONE, "union_representative", "expectation")
    await world.kari.close()
    await answers(world, tone, yes=False)
    assert without_ids(await reads(world, tone)) == without_ids(
        await press(world, tone, "group.read", "0" * 8 + "-0000-4000-8000-" + "0" * 12)
    )
    await kari_looks(world)
    assert said("answer.no") in world.kari.words()
    async with world.parts.store.reading() as work:
        assert not [p for p in await work.ledger.of(world.people["jonas"].id) if p.kind == ANSWERED]
        with pytest.raises(NotFound):
            await work.seats.get(await seat(world), guest(world.people["tone"].id))
        kept = await work.seats.get(await seat(world), host(world.people["kari"].id))
    assert kept.parts == ()
    assert kept.wording.measures == ()


async def test_a_changed_text_is_shown_only_when_the_employee_says_so(world: World) -> None:
    """What a helper reads is as it stood; the employee sees that it differs, and shows it with one press."""
    await ask(world.kari, OLA, "support_contact", "support_measure", written="Ola")
    await world.kari.close()
    await answers(world, world.ola, yes=True)
    async with world.parts.store.transaction() as work:
        kari = employee(world.people["kari"])
        terms = await work.agreements.terms(world.agreement, kari)
        new = replace(terms.measures[0], text="En kort prat hver tirsdag")
        await work.agreements.add_terms(
            replace(terms, number=terms.number + 1, measures=(new, *terms.measures[1:])), kari
        )
    assert "tirsdag" not in await reads(world, world.ola)
    await does(world.kari, "group")
    await world.kari.press(said("see"))
    assert said("stale").partition("{")[0] in world.kari.words()
    await world.kari.submit()
    assert said("stale").partition("{")[0] not in world.kari.words()
    assert "tirsdag" in await reads(world, world.ola)


async def test_what_is_shared_after_a_checkin_is_no_helpers(world: World) -> None:
    """Whatever they were shown of the text."""
    every = dict.fromkeys(measure.kind for measure in MEASURES)
    await ask(world.kari, OLA, "support_contact", *every, written="ola")
    await world.kari.close()
    await answers(world, world.ola, yes=True)
    await tell(world, "Kanarigul deling")
    for action in ("group.read", "checkins.follow_up", "around.standin", "life.show", "life.text"):
        for ref in (world.agreement, await seat(world)):
            assert "Kanarigul" not in await press(world, world.ola, action, ref)


async def test_when_it_is_over_nobody_reads_and_no_copy_stays(world: World) -> None:
    """The date refuses at once; the clock's daily look takes key and copy."""
    await ask(world.kari, OLA, "support_contact", "support_measure", written="ola")
    await world.kari.close()
    await answers(world, world.ola, yes=True)
    id = await seat(world)
    await does(world.jonas, "end")
    world.jonas.tick(word("life", "end.talked"), word("life", "end.talked_yes"))
    await world.jonas.submit()
    await world.jonas.close()
    assert SUPPORT not in await reads(world, world.ola)
    await world.parts.upkeep()
    async with world.parts.store.reading() as work:
        assert await work.seats.of(world.people["ola"].id) == []
        for who, role in (("ola", Role.INVITED), ("kari", Role.HOST)):
            with pytest.raises(NotFound):
                await work.seats.get(id, Sight(person=world.people[who].id, role=role))
    await world.kari.go_home()
    await my_page(world.kari)
    await world.kari.press(word("life", "show"))
    assert word("life", "press.group") not in world.kari.words()


async def test_a_helper_outside_gets_a_sheet_from_the_employees_own_hand(world: World) -> None:
    """With what was ticked in it; fetched by the employee alone, and nobody is sent anything."""
    await does(world.kari, "group")
    await world.kari.press(said("outside"))
    world.kari.choose(said("outside_part"), said("part.gp"))
    world.kari.tick(said("outside_parts"), part("support_measure"))
    await world.kari.submit()
    assert said("sheet_body") in world.kari.words()
    await world.kari.close()
    ref = f"{world.agreement}:{await seat(world)}"
    async with world.parts.store.transaction() as work:
        tokens = {
            who: await ticket(work, world.people[who], Handout.name, ref) for who in ("kari", "jonas", "ola")
        }
    statuses = {}
    async with aiohttp.ClientSession() as http:
        for who, token in tokens.items():
            sent = {"token": token, "size": "plain"}
            async with http.post(f"{world.far.bot_url}/private", data=sent) as answer:
                statuses[who] = answer.status
    assert statuses == {"kari": 200, "jonas": 404, "ola": 404}


async def test_there_is_room_for_eight(world: World) -> None:
    """And the ninth is refused with what can be done about it."""
    for n in range(MOST_MEMBERS):
        values = {"part": "therapist", "name": f"Hjelper {n}"}
        await submit(world, world.kari, "group.named", world.agreement, values)
    refused = await submit(world, world.kari, "group.named", world.agreement, {"part": "gp"})
    assert word("conversation", "refused.group_full") in refused
