"""A workplace with a calendar, and how the two of an agreement meet what stands in it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from bots.demo.far.phone import Phone
from bots.subjects import kinds
from core.chat.flows import Turn
from core.chat.texts import Texts
from core.ledger.cards import TEXTS
from core.ledger.model import Promise, Standing
from core.occasions.model import Kind, Occasion, OccasionId
from core.people import Person, PersonId, Position
from tests.journeys import calendar
from tests.journeys.acts import my_page, word
from tests.journeys.colleagues import hire
from tests.journeys.test_around import changed
from tests.journeys.world import WORKPLACE, World

JULEBORD = date(2026, 12, 18)
"""A Friday. Ten working days before it is the fourth, seven before it the ninth."""


def said(key: str, **holes: object) -> str:
    """In bokmål, with its holes filled."""
    return word("preparations", key).format(**holes)


async def staffed(world: World) -> None:
    """Colleagues enough for an occasion to be for many."""
    async with world.parts.store.transaction() as work:
        for n in range(10 - len(await work.people.everybody(WORKPLACE))):
            await work.people.add(
                Person(id=PersonId(f"colleague-{n}"), workplace=WORKPLACE, name=f"Kollega {n}")
            )


async def publish(world: World, on: date = JULEBORD, **given: Any) -> Occasion:
    """One more in the workplace's calendar, however it came there; and colleagues enough for it to be for many."""
    plain = Occasion(id=OccasionId(str(uuid4())), workplace=WORKPLACE, kind=Kind.JULEBORD, on=on)
    occasion = replace(plain, **given)
    await staffed(world)
    async with world.parts.store.transaction() as work:
        await work.occasions.add(occasion)
    return occasion


async def arrange(world: World, on: date) -> Phone:
    """Ida, who arranges things, enters a julebord for everybody in her own form; her telephone."""
    await staffed(world)
    ida = await hire(world, "ida", "Ida Oppdiktet")
    await changed(world, "ida", positions=frozenset({Position.ORGANISER}))
    await calendar.enter(ida, day=on.isoformat())
    await ida.close()
    return ida


async def move(ida: Phone, on: date) -> None:
    """Her only one, to another day."""
    await calendar.to_list(ida)
    await ida.press(calendar.said("list.edit"))
    await calendar.fill(ida, day=on.isoformat())
    await ida.close()


async def call_off(ida: Phone) -> None:
    """Her only one."""
    await calendar.to_list(ida)
    await ida.press(calendar.said("list.edit"))
    await ida.press(calendar.said("off.press"))
    await ida.submit()
    await ida.close()


async def change(world: World, occasion: Occasion, **new: Any) -> Occasion:
    """Whoever did it, and however."""
    changed = occasion.changed(**new)
    async with world.parts.store.transaction() as work:
        await work.occasions.save(changed)
    return changed


async def through(world: World, day: date) -> None:
    """Live until the evening of that day, with the clock's look each morning, as in a running service."""
    while world.clock.at.date() <= day:
        await world.parts.upkeep()
        await world.wind_by(days=1)


async def prompts(world: World, key: str, kind: str = "") -> list[Promise]:
    """What of the calendar this person's telephone has shown, as far as the ledger still knows."""
    async with world.parts.store.reading() as work:
        owed = await work.ledger.of(world.people[key].id)
    name = f"preparations.{kind}"
    return [each for each in owed if each.kind.startswith(name) and each.standing is Standing.SENT]


async def open_ping(world: World, key: str, kind: str) -> Phone:
    """Press «Åpne» on the ping that carries the newest of this kind, and again in its list if it carries more."""
    phone: Phone = getattr(world, key)
    mine = [each for each in await prompts(world, key, kind) if each.kind == f"preparations.{kind}"]
    newest = max(mine, key=lambda each: each.due)
    async with world.parts.store.reading() as work:
        aboard = list(await work.ledger.carried_by(newest.carrier or newest.id))
    assert newest.message is not None
    where = next(each.id for each in phone.chat if newest.message.message.endswith(each.id))
    await phone.press("Åpne", message=where)
    if word("ledger", "list.body") in phone.words():
        lines = [each for each in aboard if await shows(world, key, each)]
        await phone.press("Åpne", nth=[each.id for each in lines].index(newest.id))
    return phone


async def shows(world: World, key: str, promise: Promise) -> bool:
    """Whether it has a line in the list behind its ping."""
    async with world.parts.store.transaction() as work:
        person = await work.people.get(world.people[key].id)
        turn = Turn(person=person, ref="", values={}, texts=Texts(TEXTS, person.language, person.zone))
        return await kinds()[promise.kind].label(work, turn, promise) is not None


async def prepare(phone: Phone, *, ticked: tuple[str, ...] = (), **written: str) -> None:
    """From the own page: the nearest occasion, ticked and filled in by the names of the parts, and saved."""
    await phone.go_home()
    await my_page(phone)
    await phone.press(said("prepare"))
    fill(phone, ticked, **written)
    await phone.submit()


LABELS = {"sentence": "own_sentence", "call": "part.call", "words": "part.words"}


def fill(phone: Phone, ticked: tuple[str, ...] = (), **written: str) -> None:
    """The form that is open."""
    if ticked:
        phone.tick(said("choices"), *(said(f"part.{each}") for each in ticked))
    for name, text in written.items():
        phone.fill(said(LABELS[name]), text)


async def share(phone: Phone, *labels: str) -> None:
    """On the second page."""
    phone.tick(said("share.which"), *labels)
    await phone.submit()


async def led(phone: Phone) -> str:
    """What the leader reads about the first of the occasions, from the own page."""
    await phone.go_home()
    await my_page(phone)
    await phone.press(said("led.show"))
    await phone.press(said("see"))
    shown = phone.words()
    await phone.close()
    return shown


async def own(phone: Phone, *, past: bool = False) -> str:
    """What the employee reads about the first of theirs; of those that have been behind «Alle»."""
    await phone.go_home()
    await my_page(phone)
    if past:
        await phone.press(said("all.show"))
    await phone.press(said("see"))
    return phone.words()
