"""What is written, fetched, taken out and asked for again and again around a resource group and a wish for a talk."""

import json
import logging
from datetime import datetime

import aiohttp
import pytest
import pytest_asyncio

from bots.demo.far.phone import Phone
from bots.subjects import flows, registry
from core.group import usecases as group
from core.group.handout import Handout
from core.group.keeps import KeptSeats
from core.group.model import Answer
from core.pages.usecases import ticket
from core.people import Position
from core.sight import Role
from core.talks import usecases as talks
from core.talks.keeps import KeptTalks
from tests.journeys.acts import press, rows, submit, without_ids, word
from tests.journeys.colleagues import hire
from tests.journeys.test_around import changed, course
from tests.journeys.test_attacks_around import BAD, withdraws_at_night
from tests.journeys.test_group import OLA, SUPPORT, answers, ask, seat
from tests.journeys.test_life import does
from tests.journeys.world import World, pings

OFTEN = word("conversation", "refused.often")
INVENTED = "00000000-0000-4000-8000-000000000000"


@pytest_asyncio.fixture
async def ola_is_in(world: World) -> World:
    """Asked, shown the support, and said yes."""
    await ask(world.kari, OLA, "support_contact", "support_measure", written="ola")
    await world.kari.close()
    await answers(world, world.ola, yes=True)
    return world


@pytest_asyncio.fixture
async def rita(world: World) -> Phone:
    """A resource person."""
    phone = await hire(world, "rita", "Rita Oppdiktet")
    await changed(world, "rita", positions=frozenset({Position.RESOURCE_PERSON}))
    return phone


async def deliveries(world: World, key: str) -> list[str]:
    """Of what this person can take out: the pings."""
    async with world.parts.store.reading() as work:
        whole = await registry().export(work, world.people[key])
    return [each["kind"] for each in whole["deliveries"]]


WILD = "*Ola* <!channel> <//a.no|her> [her](//a.no) & `x`"


async def test_what_somebody_wrote_stays_what_they_wrote(ola_is_in: World) -> None:
    """No markup comes alive; and a name stays on one line and turns nothing around."""
    world = ola_is_in
    values = {"part": "gp", "name": f"{WILD}\nLederen har sagt ja\u202edetner"}
    await submit(world, world.kari, "group.named", world.agreement, values)
    name = (await course(world)).group[-1].name
    assert name == f"{WILD} Lederen har sagt jadetner"
    for phone in (world.kari, world.jonas):
        await does(phone, "group")
        assert "Lederen har sagt" in phone.words()
        await phone.close()
    await submit(
        world, world.ola, "group.said", (await course(world)).group[0].id, {"said": WILD + "&" * 2500}
    )
    seen = await press(
        world, world.kari, "group.seat", f"{world.agreement}:{(await course(world)).group[0].id}"
    )
    assert "&" * 1000 in seen
    assert "mrkdwn" not in seen


async def test_the_sheet_is_fetched_once_and_not_after_the_end(world: World) -> None:
    """A link that was used, or that lies around when it is over, opens nothing."""
    await submit(world, world.kari, "group.named", world.agreement, {"part": "gp", "parts": ("goal",)})
    ref = f"{world.agreement}:{await seat(world)}"

    async def link() -> str:
        async with world.parts.store.transaction() as work:
            return await ticket(work, world.people["kari"], Handout.name, ref)

    async def fetched(token: str) -> int:
        sent = {"token": token, "size": "plain"}
        async with (
            aiohttp.ClientSession() as http,
            http.post(f"{world.far.bot_url}/private", data=sent) as got,
        ):
            return got.status

    token, late = await link(), await link()
    assert [await fetched(token), await fetched(token)] == [200, 404]
    await submit(world, world.jonas, "life.ended", world.agreement, {"talked": ("yes",)})
    assert await fetched(late) == 404


async def test_each_takes_out_what_is_theirs(ola_is_in: World) -> None:
    """Kari whom she asked and what came of it; Ola his part, and no word of the text; Jonas nothing of it."""
    world = ola_is_in
    await submit(world, world.ola, "group.said", await seat(world), {"said": "Kanarigul melding"})
    async with world.parts.store.reading() as work:
        kept = {
            key: json.dumps(await KeptSeats().export(work, world.people[key]))
            for key in ("kari", "ola", "jonas")
        }
        whole = json.dumps(await registry().export(work, world.people["jonas"]), default=str)
    assert OLA in kept["kari"]
    assert "Kanarigul" in kept["kari"]
    assert "Kanarigul" in kept["ola"]
    assert SUPPORT not in kept["ola"]
    assert "Kari" not in kept["ola"]
    assert kept["jonas"] == "[]"
    for word_ in ("Kanarigul", OLA, "support_contact"):
        assert word_ not in whole


async def test_a_helper_who_deletes_what_is_theirs_is_out_also_at_night(ola_is_in: World) -> None:
    """Kari thinks again in the morning, and does not find somebody with her who is not."""
    world, id = ola_is_in, await seat(ola_is_in)
    await withdraws_at_night(world)
    async with world.parts.store.transaction() as work:
        await KeptSeats().erase(work, world.people["ola"])
    await press(world, world.kari, "life.stay", world.agreement)
    async with world.parts.store.reading() as work:
        kept = await work.seats.get(id, group.host(world.people["kari"].id))
    assert (kept.answer, kept.parts, kept.said) == (Answer.LEFT, (), "")


async def test_whoever_said_no_is_not_asked_without_end(world: World) -> None:
    """Asked and let go, again and again: a few times in a week, and never one ping more than that."""
    ref = f"{world.agreement}:support_contact:{world.people['ola'].id}"
    for _ in range(group.MOST_ASKED):
        assert OFTEN not in await submit(world, world.kari, "group.yes", ref)
        await world.until_ping(world.ola)
        await press(world, world.kari, "group.let_go", f"{world.agreement}:{await seat(world)}")
    for _ in range(2):
        assert OFTEN in await submit(world, world.kari, "group.yes", ref)
    assert (await course(world)).group == ()
    await world.wind_by(days=8)
    assert pings(world.ola) == group.MOST_ASKED
    assert OFTEN not in await submit(world, world.kari, "group.yes", ref)


async def test_nobody_can_ring_and_run(world: World, rita: Phone) -> None:
    """Asked and taken back, again and again, it would ring each time and leave nothing behind."""
    await world.wind(datetime.fromisoformat("2026-11-24T09:00:00+00:00"))
    for n in range(5):
        ref = f"{world.people['rita'].id}:today:{int(world.clock.at.timestamp())}"
        seen = await submit(world, world.ola, "talks.send", ref)
        assert (OFTEN in seen) == (n >= talks.MOST_ASKED)
        await world.run()
        async with world.parts.store.reading() as work:
            mine = await work.talks.of(world.people["ola"].id, Role.ASKER)
        for talk in mine:
            await press(world, world.ola, "talks.take_back", talk.id)
    assert pings(rita) == talks.MOST_ASKED
    await world.wind_by(days=1)
    ref = f"{world.people['rita'].id}:today:{int(world.clock.at.timestamp())}"
    assert OFTEN not in await submit(world, world.ola, "talks.send", ref)


async def test_who_answers_this_way_and_that_way_rings_once(world: World, rita: Phone) -> None:
    """The ping that lies there opens on the last answer; once it was opened, another answer rings again."""
    await world.wind(datetime.fromisoformat("2026-11-24T09:00:00+00:00"))
    heard = int(world.clock.at.timestamp())
    await submit(world, world.ola, "talks.send", f"{world.people['rita'].id}:today:{heard}")
    async with world.parts.store.reading() as work:
        (talk,) = await work.talks.of(world.people["ola"].id, Role.ASKER)
    before = pings(world.ola)
    for action in ("talks.coming", "talks.cannot") * 3:
        await press(world, rita, action, talk.id)
        await world.run()
    assert pings(world.ola) == before + 1
    await world.ola.press("Åpne")
    assert word("talks", "cannot_now").partition("}")[2] in world.ola.words()
    await world.ola.close()
    await press(world, rita, "talks.coming", talk.id)
    await world.run()
    assert pings(world.ola) == before + 2


async def test_a_helper_who_writes_and_writes_rings_once(ola_is_in: World) -> None:
    """Until it was opened, or went after a week."""
    world, id = ola_is_in, await seat(ola_is_in)
    await world.wind_by(hours=10)
    about = [each for each in await deliveries(world, "kari") if each == group.ANSWERED]
    for n in range(4):
        await submit(world, world.ola, "group.said", id, {"said": f"Melding {n}"})
        await world.wind_by(hours=10)
    assert [each for each in await deliveries(world, "kari") if each == group.ANSWERED] == about
    await world.wind_by(days=8)
    await submit(world, world.ola, "group.said", id, {"said": "Melding igjen"})
    await world.wind_by(days=2)
    assert len([e for e in await deliveries(world, "kari") if e == group.ANSWERED]) == len(about) + 1


async def test_nothing_of_a_wish_shows_before_it_was_said_to(world: World, rita: Phone) -> None:
    """In the evening it is sent for the morning: no button, no list and no file tells of it at night."""
    await world.wind(datetime.fromisoformat("2026-11-24T19:00:00+00:00"))
    usual, empty = await deliveries(world, "rita"), without_ids(await press(world, rita, "menu.shown"))
    heard = int(world.clock.at.timestamp()) + 13 * 3600
    await submit(world, world.ola, "talks.send", f"{world.people['rita'].id}:today:{heard}")
    async with world.parts.store.reading() as work:
        (talk,) = await work.talks.of(world.people["ola"].id, Role.ASKER)
        assert await KeptTalks().export(work, world.people["rita"]) == []
    assert await deliveries(world, "rita") == usual
    assert without_ids(await press(world, rita, "menu.shown")) == empty
    for action in ("talks.look", "talks.coming", "talks.cannot"):
        true = without_ids(await press(world, rita, action, talk.id))
        assert true == without_ids(await press(world, rita, action, INVENTED)), action
    await press(world, world.ola, "talks.take_back", talk.id)
    assert await deliveries(world, "rita") == usual


async def test_what_waits_does_not_tell_a_leader_of_a_withdrawal_at_night(world: World) -> None:
    """Nor that there was one, when it was thought better of."""
    before = await deliveries(world, "jonas")
    await withdraws_at_night(world)
    assert await deliveries(world, "jonas") == before
    await press(world, world.kari, "life.stay", world.agreement)
    assert await deliveries(world, "jonas") == before


async def test_no_value_whatever_makes_anything_fail(
    ola_is_in: World, caplog: pytest.LogCaptureFixture
) -> None:
    """In every form of the group and of talks; nobody comes in by it, and no fault is logged."""
    world, id = ola_is_in, await seat(ola_is_in)
    caplog.set_level(logging.ERROR)
    own = world.agreement
    forms = [
        (world.kari, f"group.{verb}", ref, names)
        for verb, ref, names in (
            ("find", own, ("part", "name")),
            ("chosen", f"{own}:adviser", ("to",)),
            ("chosen", f"{own}:nothing", ("to",)),
            ("yes", f"{own}:adviser:x", ("parts",)),
            ("named", own, ("part", "name")),
            ("show", f"{own}:{id}", ("parts",)),
        )
    ]
    forms += [(world.kari, "talks.chosen", "", ("to", "soon"))]
    before = await rows(world, but=("presses", "seats"))
    for phone, action, ref, names in forms:
        for bad in (*BAD, world.people["kari"].id, "9" * 400, ("a", "b")):
            await submit(world, phone, action, ref, dict.fromkeys(names, bad))
            assert not caplog.records, (action, bad, caplog.text)
    assert await rows(world, but=("presses", "seats")) == before
    for bad in BAD:
        await submit(world, world.ola, "group.said", id, {"said": bad})
        await press(world, world.ola, "group.read", f"{id}:{bad}")
        await press(world, world.kari, "group.seat", f"{own}:{id}")
        assert not caplog.records, (bad, caplog.text)
    assert {flow.name for flow in flows()} >= {"group", "talks"}
