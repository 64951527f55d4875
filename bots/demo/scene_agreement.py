"""What the two do when the page shows how an agreement comes about, is lived with and ends, or is not made."""

from datetime import datetime, time, timedelta
from typing import Final

from bots.demo import together
from bots.demo.cast import Actor
from bots.demo.far.phone import NotOnScreen, Phone
from bots.demo.opening import MONDAY
from bots.demo.scene import Scene, answer, close, open_ping, share, wind_for
from bots.demo.together import EXPECTATION, SUPPORT, past_notice, propose
from bots.demo.words import Labels, labels
from bots.demo.workplace import ZONE
from core.invitations.model import OFFER_STANDS

NEAR: Final = timedelta(weeks=2)
"""From the amendment to the last day that it moves."""
DATES: Final = 3
"""Which «Endre» is the one of the dates, counted from 0 and downwards on the page."""
DAYS_AFTER: Final = timedelta(days=4)
NOON: Final = time(12)
PINGS: Final = 6
CLOSED: Final = MONDAY + OFFER_STANDS + timedelta(days=3)


def _hand(scene: Scene, actor: Actor) -> tuple[Phone, Labels]:
    return scene.workplace.phone(actor), scene.say[actor.key]


async def ask(scene: Scene) -> None:
    await together.ask(*_hand(scene, scene.who.employee))


async def say_yes(scene: Scene) -> None:
    phone, say = _hand(scene, scene.who.leader)
    await open_ping(scene, scene.who.leader)
    await past_notice(phone, say)
    await phone.press(say.word("invitations.got.begin"))


async def write(scene: Scene) -> None:
    """The employee proposes, then the leader, and the employee reads it; the clock stands still."""
    who, demo = scene.who, labels(scene.workplace.written).demo
    await close(scene, who.employee, who.leader)
    phone, say = _hand(scene, who.employee)
    await together.open_draft(phone, say)
    await together.write(phone, say, demo("goal"))
    await propose(phone, say, demo("measure.talk"), "employee.both", SUPPORT)
    phone, say = _hand(scene, who.leader)
    await together.open_draft(phone, say)
    await propose(phone, say, demo("measure.absence"), "leader.employee", EXPECTATION)
    await together.write(phone, say, demo("example.plan"), nth=1)
    await together.open_draft(*_hand(scene, who.employee))


async def _sign(phone: Phone, say: Labels) -> None:
    if say.draft("sign") not in phone.buttons() and say.draft("send") not in phone.buttons():
        await together.open_draft(phone, say)
    if say.draft("send") in phone.buttons():
        await phone.press(say.draft("send"))
    await phone.press(say.draft("sign"))


async def sign_first(scene: Scene) -> None:
    await _sign(*_hand(scene, scene.who.employee))


async def sign_second(scene: Scene) -> None:
    await close(scene, scene.who.leader)
    await _sign(*_hand(scene, scene.who.leader))


def a_week_later(scene: Scene) -> bool:
    """The employee has been called days after the signing; what came at once was the news of it."""
    workplace, employee = scene.workplace, scene.who.employee
    called = workplace.hints(employee) > scene.before
    return called and workplace.noticed[employee.key][-1] > scene.since + DAYS_AFTER


async def first_week(scene: Scene) -> None:
    while not a_week_later(scene):
        await wind_for(scene, scene.who.employee)


async def first_checkin(scene: Scene) -> None:
    if not scene.at(scene.who.employee, "checkins.share_title"):
        await answer(scene)
    await share(scene)


async def bring_in(scene: Scene) -> None:
    """The third one is asked, is called, says yes, and reads what was chosen for them."""
    phone, say = _hand(scene, scene.who.employee)
    await together.bring_in(phone, say, scene.who.other.name)
    await phone.submit()
    phone, say = _hand(scene, scene.who.other)
    await close(scene, scene.who.employee, scene.who.other)
    await scene.workplace.wind_to_ping(scene.who.other)
    await open_ping(scene, scene.who.other)
    await past_notice(phone, say)
    await phone.submit()
    await together.own_page(phone, say)
    await phone.press(say.group("see"))


async def take_up_plan(scene: Scene) -> None:
    phone, say = _hand(scene, scene.who.employee)
    await together.does(phone, say, "plan")
    await phone.submit()


async def meet(scene: Scene) -> None:
    """The leader is called; the pings that come first may be about something else."""
    phone, say = _hand(scene, scene.who.leader)
    for _ in range(PINGS):
        if scene.reads(scene.who.leader, "life.plan.met"):
            await phone.press(say.life("press.settle"))
            return
        if scene.workplace.hints(scene.who.leader) == scene.before or phone.form is not None:
            await wind_for(scene, scene.who.leader)
        await open_ping(scene, scene.who.leader)
    raise NotOnScreen


async def settle(scene: Scene) -> None:
    await together.does(*_hand(scene, scene.who.employee), "settle")


async def amend(scene: Scene) -> None:
    """The last day is moved near by the employee, and both sign."""
    phone, say = _hand(scene, scene.who.employee)
    await together.does(phone, say, "read")
    await phone.press(say.draft("propose"))
    await phone.press(say.draft("change"), nth=DATES)
    last = scene.workplace.clock.now().astimezone(ZONE).date() + NEAR
    phone.fill(say.draft("to"), last.isoformat())
    await phone.submit()
    await _sign(phone, say)
    phone, say = _hand(scene, scene.who.leader)
    await together.does(phone, say, "draft")
    await phone.press(say.draft("sign"))


async def complete(scene: Scene) -> None:
    """On the day after the last one."""
    await close(scene, scene.who.employee, scene.who.leader)
    day = scene.workplace.clock.now().astimezone(ZONE).date() + NEAR + timedelta(days=1)
    await scene.workplace.wind(datetime.combine(day, NOON, ZONE))
    await together.open_agreement(*_hand(scene, scene.who.employee))


async def offer(scene: Scene) -> None:
    await together.offer(*_hand(scene, scene.who.leader), scene.who.employee.name)


async def say_no(scene: Scene) -> None:
    phone, say = _hand(scene, scene.who.employee)
    await open_ping(scene, scene.who.employee)
    await past_notice(phone, say)
    await phone.press(say.word("invitations.got.no"))


def two_months_gone(scene: Scene) -> bool:
    return scene.workplace.clock.now() >= CLOSED


async def wait_out(scene: Scene) -> None:
    await close(scene, scene.who.employee, scene.who.leader)
    await scene.workplace.wind(CLOSED)


async def look(scene: Scene) -> None:
    phone, say = _hand(scene, scene.who.leader)
    await together.own_page(phone, say)
    await phone.press(say.word("invitations.look"))
