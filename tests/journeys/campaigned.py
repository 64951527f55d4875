"""A workplace with a committee of two parties, and a campaign on its way."""

import re
from dataclasses import dataclass
from typing import Any

from bots.demo.far.phone import Phone
from bots.demo.far.slack import FarSlack
from bots.seats import Seats
from core.campaigns.model import Audience, Campaign, CampaignId, Fate, State, Whom, Words
from core.campaigns.ports import Channel
from core.campaigns.usecases import write
from core.chat.views import Values
from core.people import Language, Person, PersonId, Position
from tests.journeys.acts import press, submit, word
from tests.journeys.colleagues import hire
from tests.journeys.test_around import changed
from tests.journeys.world import WORKPLACE, World

BOSS = frozenset({Position.COMMITTEE, Position.HR})
UNION = frozenset({Position.COMMITTEE, Position.UNION_REPRESENTATIVE})
TITLE, BODY = "Et julebord for alle", "Alkoholfritt er like godt.\nDet er lov å gå tidlig."


@dataclass
class Committee:
    """Mona writes; Per sits for the employer, Tuva for the employees, Hege for the employer too; Rita is no member."""

    mona: Phone
    per: Phone
    hege: Phone
    tuva: Phone
    rita: Phone


async def committee(world: World) -> Committee:
    """Five colleagues, each at home."""
    seats = {
        "mona": BOSS, "per": BOSS, "hege": BOSS, "tuva": UNION, "rita": frozenset({Position.RESOURCE_PERSON}),
    }  # fmt: skip
    phones = {}
    for key, positions in seats.items():
        phones[key] = await hire(world, key, f"{key.capitalize()} Oppdiktet")
        await changed(world, key, positions=positions)
        await phones[key].go_home()
    return Committee(**phones)


def said(key: str) -> str:
    return word("campaigns", key)


async def drafted(world: World, by: str = "mona", **given: Any) -> CampaignId:
    """A draft for everybody, in bokmål."""
    async with world.parts.store.transaction() as work:
        author = await work.people.get(world.people[by].id)
        words = given.pop("words", {Language.NB: Words(TITLE, BODY)})
        made = await write(work, Seats(work), author, words, **given)
    return made.id


async def now(world: World, id: CampaignId) -> Campaign:
    async with world.parts.store.reading() as work:
        return await work.campaigns.get(id)


async def act(world: World, phone: Phone, verb: str, id: CampaignId) -> str:
    """Press what the campaign's page has, with the version that it has now."""
    return await press(world, phone, f"campaigns.{verb}", f"{id}:{(await now(world, id)).version}")


async def let_through(world: World, them: Committee, id: CampaignId) -> None:
    await act(world, them.mona, "propose", id)
    await act(world, them.per, "approve", id)
    await act(world, them.tuva, "approve", id)
    assert (await now(world, id)).state is State.APPROVED


async def planned(world: World, phone: Phone, id: CampaignId, **given: str) -> str:
    """Sent in: now, with the number of people that the form asks for."""
    shown = await act(world, phone, "schedule", id)
    asked = re.search(r"Skriv (\d+)", shown)
    guard: Values = {"guard": asked[1]} if asked else {"guard": ("yes",)}
    values: Values = {"when": "now", **guard, **given}
    return await submit(world, phone, "campaigns.plan", f"{id}:{(await now(world, id)).version}", values)


async def crowd(world: World, number: int = 12, **given: object) -> list[Person]:
    """Colleagues with accounts that reach nobody's phone here, for the figures."""
    people = []
    for each in range(number):
        await hire(world, f"x{each:02}", f"Nr. {each:02} Oppdiktet")
        if given:
            await changed(world, f"x{each:02}", **given)
        people.append(world.people[f"x{each:02}"])
    return people


async def started(world: World, them: Committee, **given: Any) -> CampaignId:
    """Let through, planned for now, and spread; it is Monday morning, before anybody's hours."""
    id = await drafted(world, **given)
    await let_through(world, them, id)
    await planned(world, them.mona, id)
    await world.run()
    return id


async def fate(world: World, id: CampaignId, key: str) -> Fate | None:
    async with world.parts.store.reading() as work:
        person = PersonId(world.people[key].id)
        return (await work.campaigns.fates(id, [person])).get(person)


async def in_channel(world: World, id: str) -> Audience:
    """The audience that a channel is, once the bot was let into it."""
    async with world.parts.store.transaction() as work:
        workplace = await work.people.workplace(WORKPLACE)
        tenant = workplace.tenants[world.platform]
        await work.posts.let_in(Channel(platform=world.platform, tenant=tenant, id=id, name="#alle"))
    return Audience(Whom.CHANNEL, f"{world.platform}:{id}")


def channel_of(world: World) -> str:
    """A channel that the bot is in, on either platform."""
    if isinstance(world.far, FarSlack):
        world.far.add_channel("C0ALLE", "alle")
        return "C0ALLE"
    return world.far.phone(world.ola.person).account.channel


def stands_in(world: World, channel: str) -> str:
    """All that can be read there now."""
    if isinstance(world.far, FarSlack):
        sent = world.far.state.rooms[channel].messages.values()
        return "\n".join(str(each.body) for each in sent)
    return "\n".join(str(each) for each in world.far.phone(world.ola.person).channel)
