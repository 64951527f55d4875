"""From the question to two signatures under the same words, by two who press what they read; for `innsjekk demo --check`."""

from datetime import date, timedelta
from typing import Final

from bots.demo.cast import Actor
from bots.demo.opening import MONDAY
from bots.demo.together import ACCOMMODATION, EXPECTATION, SUPPORT, own_page, past_notice, propose, write
from bots.demo.witness import SAY, TALK, TIME_OFF, Broke, Played, contains, expect, lacks
from bots.demo.workplace import ZONE
from core.chat.texts import Texts
from core.life.texts import TEXTS as LIFE
from core.people import Language

GOAL: Final = SAY.demo("goal")
PLAN: Final = SAY.demo("example.plan")
TOO_MUCH: Final = SAY.demo("example.too_much")
COMMENT: Final = SAY.demo("example.comment")
ABSENCE: Final = SAY.demo("measure.absence")
FIRST_DAY: Final = MONDAY.astimezone(ZONE).date()
SUGGESTED: Final = FIRST_DAY + timedelta(days=731)
"""The last day as an empty draft has it."""
ABOUT_TOO_MUCH, ITS_CHANGE = 5, 4
"""Which of the buttons of the same name, counted from 0 and downwards on the page."""


def until(day: date) -> str:
    """The line that says how long it lasts."""
    texts = Texts(LIFE, Language.NB)
    return texts("until", day=texts.dated(day))


def has(shown: list[str], text: str) -> None:
    """The words up to their first hole can be read."""
    contains(shown, text.partition("{")[0])


async def asked(played: Played) -> None:
    """The employee asks; nothing is sent before it is clear to whom."""
    employee, leader = played.who.employee, played.who.leader
    phone = played.phone(employee)
    played.begin("The employee wants to ask for an agreement: first comes the notice, once")
    await own_page(phone, SAY)
    await phone.press(SAY.invitation("page.ask"))
    contains(phone.buttons(), SAY.have_read)

    played.begin("The employee has read it, sees whom it goes to, and asks")
    await phone.press(SAY.have_read)
    contains(played.form(employee), SAY.invitation("ask.once").format(leader=leader.name))
    await phone.submit()
    played.saw(employee, "form", played.form(employee))
    has(played.form(employee), SAY.invitation("stage.waiting"))
    await played.leave(employee)


async def agreed_to_begin(played: Played) -> None:
    """The leader says yes, and the employee hears of it."""
    employee, leader = played.who.employee, played.who.leader
    played.begin("The leader is asked, behind the card that everybody gets, and says yes")
    await played.ping(leader)
    await played.open(leader, tell=False)
    await past_notice(played.phone(leader), SAY)
    played.saw(leader, "form", played.form(leader))
    contains(played.form(leader), SAY.invitation("got.request").format(employee=employee.name))
    await played.phone(leader).press(SAY.invitation("got.begin"))
    contains(played.form(leader), SAY.invitation("begun"))
    await played.leave(leader)

    played.begin("The employee hears of the yes")
    await played.ping(employee)
    contains(await played.open(employee), SAY.invitation("said_yes").format(name=leader.name))


async def written(played: Played) -> None:
    """Both propose; nothing can be signed too early."""
    employee, leader = played.who.employee, played.who.leader
    played.begin("The employee writes a goal and proposes what helps")
    phone = played.phone(employee)
    await phone.press(SAY.invitation("to_draft"))
    lacks(phone.buttons(), SAY.draft("send"))
    await write(phone, SAY, GOAL)
    await propose(phone, SAY, TALK, "employee.both", SUPPORT)
    await played.leave(employee)

    played.begin("The leader reads it, and proposes more and a plan for hard times")
    phone = played.phone(leader)
    await played.called(leader, SAY.life("title"))
    await phone.press(SAY.life("press.to_draft"))
    contains(played.form(leader), GOAL, TALK)
    await propose(phone, SAY, TIME_OFF, "leader.leader", ACCOMMODATION)
    await propose(phone, SAY, ABSENCE, "leader.employee", EXPECTATION)
    await propose(phone, SAY, TOO_MUCH, "leader.employee", EXPECTATION)
    await write(phone, SAY, PLAN, nth=1)
    await played.leave(leader)


async def struck(played: Played) -> None:
    """A comment first, and then it is taken out."""
    employee = played.who.employee
    played.begin("The employee says that one thing is too much, and strikes it")
    phone = played.phone(employee)
    await played.called(employee, SAY.life("title"))
    await phone.press(SAY.life("press.to_draft"))
    contains(played.form(employee), TIME_OFF, TOO_MUCH, SAY.draft("they.leader"), SAY.draft("enough"))
    await phone.press(SAY.draft("say"), nth=ABOUT_TOO_MUCH)
    contains(played.form(employee), TOO_MUCH)
    phone.fill(SAY.draft("comment"), COMMENT)
    await phone.submit()
    contains(played.form(employee), COMMENT)
    await phone.press(SAY.draft("change"), nth=ITS_CHANGE)
    await phone.press(SAY.draft("strike"))
    contains(played.form(employee), TOO_MUCH)
    await phone.submit()
    lacks(played.form(employee), TOO_MUCH)


def stamp(played: Played, actor: Actor) -> str:
    """What the two compare to know that they read the same words."""
    lines = [line.strip() for line in "\n".join(played.form(actor)).splitlines() if line.strip()]
    at = next((n for n, line in enumerate(lines) if SAY.draft("stamp") in line), None)
    if at is None:
        raise Broke(SAY.draft("stamp"), "\n".join(lines))
    return lines[at + 1]


async def signed(played: Played) -> None:
    """Both sign the same words, and only then is it in force."""
    employee, leader = played.who.employee, played.who.leader
    played.begin("The employee says that it is ready, and signs; nothing is in force yet")
    phone = played.phone(employee)
    await phone.press(SAY.draft("send"))
    mine = stamp(played, employee)
    await phone.press(SAY.draft("sign"))
    has(played.form(employee), SAY.draft("signed_by_me"))
    lacks(played.form(employee), SAY.draft("in_force"))
    await played.leave(employee)

    played.begin("The leader reads the same words, and signs")
    phone = played.phone(leader)
    await played.called(leader, SAY.life("title"))
    await phone.press(SAY.life("press.to_draft"))
    contains(played.form(leader), SAY.draft("signed_by_them.employee"), GOAL, TALK, TIME_OFF, ABSENCE, PLAN)
    lacks(played.form(leader), TOO_MUCH)
    expect("the same stamp before both", mine, stamp(played, leader))
    await phone.press(SAY.draft("sign"))
    played.saw(leader, "form", [SAY.draft("stamp"), mine])
    contains(played.form(leader), SAY.draft("in_force"))
    await played.leave(leader)

    played.begin("The employee sees that it is in force")
    shown = await played.called(employee, SAY.life("title"))
    contains(shown, SAY.life("state.active"), until(SUGGESTED))
    await played.leave(employee)
