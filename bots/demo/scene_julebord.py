"""What the three do when the page shows how a julebord is arranged, prepared for, and looked back on."""

from datetime import timedelta
from typing import Final

from bots.demo import together
from bots.demo.opening import MONDAY
from bots.demo.scene import Scene, close, open_ping
from bots.demo.together import Plan
from core.occasions import season
from core.preparations.model import Part

DAY: Final = season.suggested(MONDAY.year, MONDAY.date())
"""What the app suggests, and the organiser enters."""
MOVED: Final = DAY + timedelta(weeks=1)
CHOICES: Final = (Part.DRINKS, Part.TOGETHER, Part.A_WHILE)
SHARED: Final = Part.DRINKS


async def enter(scene: Scene) -> None:
    """The organiser answers the question of the autumn."""
    organiser = scene.who.other
    phone, say = scene.workplace.phone(organiser), scene.say[organiser.key]
    if not scene.at(organiser, "occasions.list.new"):
        if not scene.at(organiser, "occasions.season.title"):
            await open_ping(scene, organiser)
        await phone.press(say.occasion("season.enter"))
    await phone.submit()


def both_called(scene: Scene) -> bool:
    """Whoever arranges it and the employee have each got a ping."""
    noticed = scene.workplace.noticed
    return all(noticed[each.key][-1:] > [scene.since] for each in (scene.who.employee, scene.who.other))


async def good_time(scene: Scene) -> None:
    await close(scene, *scene.who.all)
    await scene.workplace.wind_until(lambda: both_called(scene))


async def prepare(scene: Scene) -> None:
    employee = scene.who.employee
    phone, say = scene.workplace.phone(employee), scene.say[employee.key]
    if not scene.at(employee, "preparations.title"):
        await open_ping(scene, employee)
    await together.prepare(
        phone, say, Plan(CHOICES, *(say.demo(f"example.{key}") for key in ("say", "call", "seat")))
    )


async def share(scene: Scene) -> None:
    employee = scene.who.employee
    await together.share_part(scene.workplace.phone(employee), scene.say[employee.key], SHARED)


async def say_held(scene: Scene) -> None:
    """The two have talked."""
    leader = scene.who.leader
    if not scene.at(leader, "preparations.raise.title"):
        await open_ping(scene, leader)
    await scene.workplace.phone(leader).press(scene.say[leader.key].preparation("held"))


async def move(scene: Scene) -> None:
    organiser = scene.who.other
    await together.move_occasion(scene.workplace.phone(organiser), scene.say[organiser.key], MOVED)
