"""One platform's three people in the middle of the story: what stands on their screens, and their parts in it."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bots.demo.cast import Actor, Trio
from bots.demo.far.teams_phone import TeamsPhone
from bots.demo.opening import MONDAY
from bots.demo.words import Labels, labels
from bots.demo.workplace import Workplace
from core.people import Language

HOLE: Final = re.compile(r"\{\w+\}")
SHARED: Final = ("mood", "needs")
"""The two of the four that are shared when the story is shown."""
PINGS: Final = 4
"""How many are opened at most in the search for one."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the story is being played, and what each person reads."""

    workplace: Workplace
    who: Trio
    say: dict[str, Labels]
    before: int = 0
    """How many notifications the person waited for had when the step began."""
    since: datetime = MONDAY
    """When that was."""

    def title(self, actor: Actor) -> str:
        """What the open form of this person is called."""
        return form_title(self.workplace, actor)

    def reads(self, actor: Actor, path: str) -> bool:
        """Whether this text is on the person's screen; of one with holes, its longest piece."""
        words = max(HOLE.split(self.say[actor.key].word(path)), key=len)
        return words in self.workplace.phone(actor).words()

    def at(self, actor: Actor, path: str) -> bool:
        """Whether the open form has this title."""
        return self.title(actor) == self.say[actor.key].word(path)


def form_title(workplace: Workplace, actor: Actor) -> str:
    """What the open form is called; empty without one."""
    phone = workplace.people[actor.key].phone
    if isinstance(phone, TeamsPhone):
        return phone.form_title
    return str(phone.form.body["title"]["text"]) if phone.form else ""


def open_label(workplace: Workplace, actor: Actor, say: Labels) -> str:
    """What stands on this person's ping, which keeps the language it was sent in."""
    known = {labels(language).open for language in Language}
    return next((each for each in workplace.phone(actor).buttons() if each in known), say.open)


async def close(scene: Scene, *actors: Actor) -> None:
    for actor in actors:
        phone = scene.workplace.phone(actor)
        while phone.form is not None:
            await phone.close()


async def wind_for(scene: Scene, actor: Actor) -> None:
    await close(scene, *scene.who.all)
    await scene.workplace.wind_to_ping(actor)


async def open_ping(scene: Scene, actor: Actor) -> None:
    await close(scene, actor)
    await scene.workplace.phone(actor).press(open_label(scene.workplace, actor, scene.say[actor.key]))


async def open_when_called(scene: Scene, actor: Actor, path: str) -> None:
    """What is waited for may come on another working day, and other news first."""
    for _ in range(PINGS):
        if scene.workplace.hints(actor) == scene.before:
            await wind_for(scene, actor)
        await open_ping(scene, actor)
        scene = replace(scene, before=scene.workplace.hints(actor))
        if scene.at(actor, path):
            return


async def read_thanks(scene: Scene) -> None:
    await open_when_called(scene, scene.who.employee, "checkins.thanked_title")


async def answer(scene: Scene) -> None:
    phone, say = scene.workplace.phone(scene.who.employee), scene.say[scene.who.employee.key]
    if not scene.at(scene.who.employee, "checkins.title"):
        await open_ping(scene, scene.who.employee)
    phone.choose(say.checkin("q1"), say.checkin("mood.heavy"))
    phone.fill(say.checkin("q2"), say.demo("example.difficult"))
    phone.choose(labels(scene.workplace.written).demo("measure.talk"), say.checkin("feels.helps"))
    phone.fill(say.checkin("q4"), say.demo("example.needs"))
    await phone.submit()


async def share(scene: Scene) -> None:
    phone, say = scene.workplace.phone(scene.who.employee), scene.say[scene.who.employee.key]
    if not scene.at(scene.who.employee, "checkins.share_title"):
        await close(scene, scene.who.employee)
        await phone.go_home()
        for label in (
            say.menu("my_page"),
            say.menu("ask.show"),
            say.checkin("mine.title"),
            say.checkin("mine.look"),
        ):
            await phone.press(label)
    phone.tick(say.checkin("which"), *(say.checkin(f"part.{part}") for part in SHARED))
    await phone.submit()


async def thank(scene: Scene) -> None:
    phone, say = scene.workplace.phone(scene.who.leader), scene.say[scene.who.leader.key]
    if not scene.at(scene.who.leader, "checkins.leader.title"):
        await open_ping(scene, scene.who.leader)
    phone.fill(say.checkin("leader.words"), say.demo("example.thanks"))
    await phone.submit()
