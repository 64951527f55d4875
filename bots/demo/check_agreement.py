"""An agreement from the first question to its last day, by two who press what they read; for `innsjekk demo --check`."""

from datetime import date, datetime, time, timedelta
from typing import Final

from bots.demo.check_checkin import answer, exports, read_and_thanked, share
from bots.demo.check_drafting import (
    ABSENCE,
    COMMENT,
    GOAL,
    PLAN,
    SUGGESTED,
    TOO_MUCH,
    agreed_to_begin,
    asked,
    signed,
    struck,
    until,
    written,
)
from bots.demo.together import bring_in, does, open_agreement, own_page, past_notice
from bots.demo.witness import SAY, TALK, TIME_OFF, Played, contains, lacks
from bots.demo.workplace import ZONE

NOON: Final = time(12)
NEAR: Final = timedelta(weeks=3)
"""From the amendment to the last day that it moves."""
DATES: Final = 4
"""Which «Endre» is the one of the dates, counted from 0 and downwards on the page."""


async def agreement(played: Played) -> None:
    """From the question to the last day, and what is left in the export."""
    played.typed += [GOAL, PLAN, TOO_MUCH, COMMENT, ABSENCE]
    await asked(played)
    await agreed_to_begin(played)
    await written(played)
    await struck(played)
    await signed(played)
    await first_checkin(played)
    await brought_in(played)
    last = await amended(played)
    await hard_times(played)
    await completed(played, last)
    exports(played)


async def first_checkin(played: Played) -> None:
    """The first week's questions are about the measures that the two agreed on."""
    employee = played.who.employee
    played.begin("A week later the employee is asked how it goes, and answers")
    contains(await played.called(employee, SAY.checkin("title")), SAY.checkin("q1"), TALK, TIME_OFF)
    await answer(played)
    played.begin("The employee shares two of the four")
    await share(played, "mood", "needs")
    await read_and_thanked(played)


async def brought_in(played: Played) -> None:
    """A third person is told by the employee's yes alone, and reads what was ticked and nothing else."""
    employee, leader, other = played.who.employee, played.who.leader, played.who.other
    played.begin("The employee is told what a support contact will know, and asks one")
    phone = played.phone(employee)
    await bring_in(phone, SAY, other.name)
    contains(played.form(employee), SAY.group("knows").partition("{day}")[0].format(name=other.name))
    await phone.submit()
    await played.leave(employee)

    played.begin("The support contact says yes, and reads the one part that was ticked")
    await played.ping(other)
    await played.open(other, tell=False)
    await past_notice(played.phone(other), SAY)
    contains(played.form(other), employee.name)
    lacks(played.form(other), *played.typed, leader.name)
    await played.phone(other).submit()
    await own_page(played.phone(other), SAY)
    await played.phone(other).press(SAY.group("see"))
    played.saw(other, "form", played.form(other))
    contains(played.form(other), TALK)
    lacks(played.form(other), *(each for each in played.typed if each != TALK), leader.name)
    await played.leave(other)


def today(played: Played) -> date:
    return played.workplace.clock.now().astimezone(ZONE).date()


async def amended(played: Played) -> date:
    """The last day is moved near; gives it."""
    employee, leader = played.who.employee, played.who.leader
    before, last = until(SUGGESTED), today(played) + NEAR
    played.begin("The employee proposes an amendment, and signs it: the old text stands")
    phone = played.phone(employee)
    await does(phone, SAY, "read")
    await phone.press(SAY.draft("propose"))
    await phone.press(SAY.draft("change"), nth=DATES)
    phone.fill(SAY.draft("to"), last.isoformat())
    await phone.submit()
    await phone.press(SAY.draft("send"))
    await phone.press(SAY.draft("sign"))
    for actor in (employee, leader):
        await open_agreement(played.phone(actor), SAY)
        contains(played.form(actor), SAY.life("amendment"), before)
        await played.leave(actor)

    played.begin("The leader is called, sees the difference, and signs: the new text stands")
    phone = played.phone(leader)
    await played.called(leader, SAY.life("title"))
    await phone.press(SAY.life("press.draft"))
    await phone.press(SAY.draft("changes"))
    contains(played.form(leader), SAY.draft("before"), SAY.draft("now"))
    await phone.press(SAY.draft("to_draft"))
    await phone.press(SAY.draft("sign"))
    for actor in (employee, leader):
        await open_agreement(played.phone(actor), SAY)
        contains(played.form(actor), until(last))
        lacks(played.form(actor), SAY.life("amendment"), before)
        await played.leave(actor)
    played.saw(leader, "form", [until(last)])
    return last


async def hard_times(played: Played) -> None:
    """The plan is taken up by the employee alone, and laid down by both."""
    employee, leader = played.who.employee, played.who.leader
    played.begin("The employee takes up the plan for hard times")
    phone = played.phone(employee)
    await does(phone, SAY, "plan")
    contains(played.form(employee), PLAN)
    await phone.submit()
    contains(played.form(employee), SAY.life("state.relapse_plan_triggered"))
    await played.leave(employee)

    played.begin("The leader is called to a talk, in calm words, and later proposes the everyday")
    shown = await played.called(leader, SAY.life("title"))
    played.saw(leader, "form", [SAY.life("plan.met").format(employee=employee.name)])
    contains(shown, SAY.life("plan.met").format(employee=employee.name))
    await played.phone(leader).press(SAY.life("press.settle"))
    waiting = SAY.life("settle.waiting").format(name=employee.name)
    contains(played.form(leader), SAY.life("state.relapse_plan_triggered"), waiting)
    await played.leave(leader)

    played.begin("The employee says so too, and the plan is laid down")
    await does(phone, SAY, "settle")
    contains(played.form(employee), SAY.life("state.active"))
    await played.leave(employee)


async def completed(played: Played, last: date) -> None:
    """On its last day it still is; the day after it is over, and can be read."""
    employee, leader = played.who.employee, played.who.leader
    played.begin("On the last day it is still in force")
    await played.workplace.wind(datetime.combine(last, NOON, ZONE))
    for actor in (employee, leader):
        await open_agreement(played.phone(actor), SAY)
        contains(played.form(actor), SAY.life("state.active"), SAY.life("last_talk"))
        await played.leave(actor)

    played.begin("The day after it is completed, and the text can still be read")
    await played.workplace.wind(datetime.combine(last + timedelta(days=1), NOON, ZONE))
    phone = played.phone(employee)
    await open_agreement(phone, SAY)
    played.saw(employee, "form", [SAY.life("state.completed")])
    contains(played.form(employee), SAY.life("state.completed"))
    await phone.press(SAY.life("press.read"))
    contains(played.form(employee), SAY.draft("over"), GOAL, TALK, PLAN)
    await played.leave(employee)
