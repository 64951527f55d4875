"""The story of a julebord: arranged by one, prepared for by another, raised by a third; for `innsjekk demo --check`."""

# A little long, because it is one story, told in order.

import json
from datetime import datetime, time, timedelta
from typing import Final

from bots.demo.cast import Actor, Part, playing
from bots.demo.check_checkin import exports
from bots.demo.past import remind_oneself
from bots.demo.scene_julebord import CHOICES, DAY, MOVED, SHARED
from bots.demo.together import Plan, calendar, move_occasion, prepare, share_part
from bots.demo.witness import SAY, Played, bare, contains, expect, lacks, words_of
from bots.demo.workplace import ZONE
from core import workdays
from core.chat.texts import Texts
from core.occasions.texts import TEXTS as OCCASIONS
from core.people import Language
from core.preparations.prompts import ASK, NOTE
from core.preparations.texts import TEXTS as PREPARATIONS

SENTENCE, CALL, WORDS, HELPED = (SAY.demo(f"example.{key}") for key in ("say", "call", "seat", "helped"))
JULEBORD: Final = SAY.occasion("kind.julebord")
TICKED: Final = [SAY.preparation(f"part.{part}") for part in CHOICES]
OPENED: Final = SAY.preparation(f"part.{SHARED}")
AKAN: Final = "22 40 28 00"
NINE, FOUR = time(9), time(16)
ADVICE: Final = ("drinks", "invitation", "more_to_do", "hosts", "no_reason")


async def julebord(played: Played) -> None:
    """From the question of the autumn to what both are asked afterwards, and what is left in the export."""
    organiser = playing(played.who.employee.platform)[Part.ORGANISER]
    played.typed = [*TICKED, SENTENCE, CALL, WORDS, HELPED, JULEBORD]
    await entered(played, organiser)
    await listed(played)
    await called(played, organiser)
    await advised(played, organiser)
    await prepared(played)
    await raised(played)
    told = played.workplace.hints(organiser)
    await moved(played, organiser)
    await the_day_before(played)
    await looked_back(played)
    expect(
        "no more pings for whoever arranges it, whatever the others did",
        told,
        played.workplace.hints(organiser),
    )
    exports(played, organiser)


async def entered(played: Played, organiser: Actor) -> None:
    """Somebody whose task it is, and who has no agreement."""
    played.begin("Whoever arranges things is asked about a julebord, and enters one for everybody")
    phone = played.phone(organiser)
    await played.open(organiser)
    await phone.press(SAY.occasion("season.enter"))
    await phone.submit()
    played.saw(organiser, "form", played.form(organiser))
    contains(played.form(organiser), _line(DAY), JULEBORD, SAY.occasion("entered.advice"))
    await played.leave(organiser)


def _line(day: object) -> str:
    return Texts(OCCASIONS, Language.NB).day(day)  # type: ignore[arg-type]


async def listed(played: Played) -> None:
    """Byte for byte the same menu and list, with and without an agreement; and nobody is told of it."""
    played.begin(
        "A colleague without an agreement and the employee find it in the same list, from the same menu"
    )
    seen = []
    for actor in (played.who.employee, played.who.other):
        phone = played.phone(actor)
        await calendar(phone, SAY)
        played.saw(actor, "form", played.form(actor))
        contains(played.form(actor), _line(DAY), JULEBORD)
        home, form = phone.home or {}, phone.form
        seen.append([_drawn(home.get("blocks", home)), words_of(form.body if form else {})])
        await played.leave(actor)
    expect("the menu and the list of somebody without an agreement", seen[1], seen[0])


def _drawn(body: object) -> str:
    return json.dumps(bare(body), sort_keys=True)


async def called(played: Played, organiser: Actor) -> None:
    """On one day three people get a ping, each about something else: the cards are the same."""
    who, workplace = played.who, played.workplace
    day = workdays.shifted(DAY, ASK.offset)
    played.begin("Ten working days before, the employee, the organiser and the colleague each get a ping")
    await remind_oneself(played.phone(who.other), Language.NB, (day.isoformat(), "10:15"))
    await workplace.wind(datetime.combine(day, NINE, ZONE) - timedelta(minutes=1))
    three = (who.employee, organiser, who.other)
    before = {actor.key: workplace.hints(actor) for actor in (*three, who.leader)}
    await workplace.wind(datetime.combine(day, FOUR, ZONE))
    rung = {key: workplace.hints(workplace.people[key].actor) - count for key, count in before.items()}
    expect(
        "a ping for each of them, and none for the leader",
        {**dict.fromkeys(before, 1), who.leader.key: 0},
        rung,
    )
    cards = [words_of(played.phone(actor).chat[-1].body) for actor in three]
    played.saw(who.employee, "chat", cards[0])
    expect("the card of somebody without an agreement", [cards[2]] * 2, cards[:2])
    for actor in three:
        lacks(played.phone(actor).lock_screen, JULEBORD, *TICKED)


async def advised(played: Played, organiser: Actor) -> None:
    """General advice, the same wherever somebody arranges something."""
    played.begin("The organiser reads general advice, with nobody's name in it")
    shown = await played.open(organiser)
    contains(shown, SAY.occasion("advice.thanks"), *(SAY.occasion(f"advice.{part}") for part in ADVICE))
    lacks(shown, *(each.name for each in played.who.all))
    await played.leave(organiser)


async def prepared(played: Played) -> None:
    """Concrete choices and own words, for oneself; then one part is shared, and the one to ring cannot be."""
    employee, phone = played.who.employee, played.phone(played.who.employee)
    played.begin("The employee ticks what would help, and writes; it is stored for them alone")
    contains(await played.open(employee), SAY.preparation("ask.drinking"), SAY.preparation("ask.yours"))
    await prepare(phone, SAY, Plan(CHOICES, SENTENCE, CALL, WORDS))
    shown = played.form(employee)
    played.saw(employee, "form", shown)
    contains(shown, SAY.preparation("share.who").format(leader=played.who.leader.name), SENTENCE, WORDS)
    form = phone.form
    expect("nothing ticked beforehand", [], [each for each in (form.values if form else {}).values() if each])

    played.begin("The employee shares one part of it")
    await share_part(phone, SAY, SHARED)
    played.saw(employee, "form", played.form(employee))
    contains(played.form(employee), SAY.preparation("one.shared"), SAY.preparation("one.unopened"))
    await played.leave(employee)


ROUND_A_FACT: Final = "\u2068\u2069: \n"
"""How Teams draws what stands before a fact."""


def theirs(shown: list[str], employee: Actor) -> list[str]:
    """What in the leader's form is none of the bot's own, fixed words, line for line."""
    fixed = {
        words[Language.NB].replace("{employee}", employee.name).strip(ROUND_A_FACT)
        for key, words in PREPARATIONS.items()
        if not key.startswith(("part.", "name.", "lent."))
    } | {AKAN}
    which = SAY.preparation("which").partition("{day}")[0].format(occasion=JULEBORD)
    lines = [line for each in shown if each.strip(ROUND_A_FACT) not in fixed for line in each.splitlines()]
    return [line for line in lines if not line.startswith(which)]


async def raised(played: Played) -> None:
    """In a slot of the leader's own."""
    employee, leader = played.who.employee, played.who.leader
    played.begin("The leader is reminded to raise it, and reads exactly what was shared")
    shown = await played.called(leader, SAY.preparation("raise.title"))
    played.saw(leader, "form", shown)
    contains(shown, SAY.preparation("raise.sentence"), SAY.preparation("raise.make.drinking"))
    expect("the one part that was shared, and nothing else", [OPENED], theirs(shown, employee))
    await played.phone(leader).press(SAY.preparation("held"))
    await played.leave(leader)


async def moved(played: Played, organiser: Actor) -> None:
    """What was to come for the old day stays away; the leader's second word is about the new one."""
    employee, leader, workplace = played.who.employee, played.who.leader, played.workplace
    played.begin(
        "It is moved by a week; the leader's second word is about the new day, the employee is not asked again"
    )
    await move_occasion(played.phone(organiser), SAY, MOVED)
    played.saw(organiser, "form", played.form(organiser))
    contains(played.form(organiser), _line(MOVED))
    await played.leave(organiser)
    rung = workplace.hints(employee)
    shown = await played.called(leader, SAY.preparation("raise.title"))
    contains(shown, _line(MOVED))
    expect("the one part that was shared, and nothing else", [OPENED], theirs(shown, employee))
    await played.leave(leader)
    await workplace.wind(
        datetime.combine(workdays.shifted(MOVED, NOTE.offset), NINE, ZONE) - timedelta(minutes=1)
    )
    expect("no ping for the employee about the day that it was to be", rung, workplace.hints(employee))


async def the_day_before(played: Played) -> None:
    """The employee's own plan, whom to ring, and that it is fine to change one's mind."""
    employee = played.who.employee
    played.begin("On the day before, the employee reads their own plan")
    await played.ping(employee)
    shown = await played.open(employee)
    contains(shown, SAY.preparation("note.plan"), SENTENCE, WORDS, CALL, AKAN)
    day = played.workplace.clock.now().astimezone(ZONE).date()
    expect("the day before", MOVED - timedelta(days=1), day)
    await played.leave(employee)


async def looked_back(played: Played) -> None:
    """Each is asked, and what the employee keeps to themselves the leader does not read."""
    employee, leader = played.who.employee, played.who.leader
    played.begin("After it the employee is asked how it was, and keeps the answer")
    await played.called(employee, SAY.preparation("after.title"))
    phone = played.phone(employee)
    phone.fill(SAY.preparation("part.helped"), HELPED)
    await phone.submit()
    played.saw(employee, "form", played.form(employee))
    contains(played.form(employee), HELPED, SAY.preparation("share.kept"))
    await played.leave(employee)

    played.begin("The leader is reminded to ask how it was")
    shown = await played.called(leader, SAY.preparation("lead_after.title"))
    played.saw(leader, "form", shown)
    lacks(shown, HELPED, SENTENCE, CALL, WORDS, *(each for each in TICKED if each != OPENED))
    await played.leave(leader)
