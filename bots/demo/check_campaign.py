"""The story of a campaign, from a proposal to what was learned; for `innsjekk demo --check`."""

# A little long, because it is one story, told in order.

import re
from datetime import datetime
from typing import Final

from bots.demo import campaigning as hands
from bots.demo.cast import Actor, Part, playing
from bots.demo.check_checkin import exports
from bots.demo.far.phone import FORM
from bots.demo.witness import SAY, Broke, Played, contains, expect, lacks, words_of
from bots.demo.workplace import ZONE
from core.campaigns.library import THEMES
from core.people import Language

THEME: Final = THEMES[hands.JULEBORD].words[Language.NB]
QUESTION, CORRECTED, LEARNED = (SAY.demo(f"example.{key}") for key in ("question", "corrected", "learned"))
LINES: Final = THEME.body.split("\n")
APPROVE, PLAN = SAY.campaign("do.approve"), SAY.campaign("do.schedule")
NUMBER: Final = re.compile(r"\d+")
AT_WORK: Final = datetime(2026, 11, 9, 9, 30, tzinfo=ZONE)
"""Monday, when everybody's hours have begun."""


async def campaign(played: Played) -> None:
    """Written by one, let through by two others, read by everybody who wants to, and looked back on."""
    there = playing(played.who.employee.platform)
    writer, employer, union, same_side = (
        there[part] for part in (Part.WRITER, Part.EMPLOYER, Part.UNION, Part.SAME_SIDE)
    )
    played.typed = [THEME.title, *LINES, QUESTION, *hands.answers(SAY), CORRECTED, LEARNED]
    await written(played, writer)
    await tried(played, writer)
    await proposed(played, writer)
    await mended(played, employer, same_side)
    await let_through(played, employer, union, same_side)
    await planned(played, employer)
    await arrived(played, writer, employer, union, same_side)
    await read(played)
    await looked_at(played, employer)
    await corrected(played, employer, union, same_side)
    await evaluated(played, employer)
    exports(played, writer, employer, union, same_side)


def cannot(played: Played, actor: Actor, label: str) -> None:
    """The open form has no such button."""
    if label in played.phone(actor).buttons(FORM):
        raise Broke(f"no button «{label}» for {actor.name}", label)


async def written(played: Played, writer: Actor) -> None:
    """From a ready theme; a draft is sent to nobody."""
    phone = played.phone(writer)
    played.begin("A resource person takes the ready theme about the julebord, and asks one question with it")
    await hands.take_theme(phone, SAY)
    contains(played.form(writer), SAY.campaign("state.draft"), THEME.title, *LINES)
    await hands.ask(phone, SAY)
    played.saw(writer, "form", played.form(writer))
    contains(played.form(writer), QUESTION, *hands.answers(SAY))
    cannot(played, writer, APPROVE)


async def tried(played: Played, writer: Actor) -> None:
    """What it will look like, and on one's own phone."""
    workplace, phone = played.workplace, played.phone(writer)
    played.begin(
        "The preview shows the lock screen, the card and what lies behind it; a test goes to the writer alone"
    )
    await phone.press(SAY.campaign("preview.title"))
    contains(played.form(writer), SAY.hint, THEME.title, QUESTION, SAY.campaign("preview.behind"))
    before = {key: workplace.hints(each.actor) for key, each in workplace.people.items()}
    await phone.press(SAY.campaign("test.title"))
    await workplace.settle()
    rung = {key: workplace.hints(each.actor) - before[key] for key, each in workplace.people.items()}
    expect("one ping, for whoever asked", {**dict.fromkeys(before, 0), writer.key: 1}, rung)
    lacks(phone.lock_screen, *played.typed)
    await played.leave(writer)
    contains(await played.open(writer), SAY.campaign("thank.nobody"), THEME.title, QUESTION)
    await played.leave(writer)


async def proposed(played: Played, writer: Actor) -> None:
    """It waits for two others."""
    played.begin("It is proposed; whoever wrote it cannot let it through")
    await hands.does(played.phone(writer), SAY, "propose")
    played.saw(writer, "form", played.form(writer))
    contains(played.form(writer), SAY.campaign("state.proposed"), SAY.campaign("waits.both"))
    cannot(played, writer, APPROVE)
    cannot(played, writer, PLAN)
    await played.leave(writer)


async def mended(played: Played, employer: Actor, same_side: Actor) -> None:
    """A yes is to the words that were read, and nobody says yes to their own."""
    phone = played.phone(same_side)
    played.begin("One says yes; another of the same side cannot give the second")
    await hands.does(played.phone(employer), SAY, "approve")
    contains(played.form(employer), SAY.campaign("waits.employees"))
    cannot(played, employer, PLAN)
    await hands.does(phone, SAY, "approve")
    played.saw(same_side, "form", played.form(same_side))
    contains(played.form(same_side), SAY.campaign("no.same_party"))
    await hands.newest(phone, SAY)
    contains(played.form(same_side), SAY.campaign("state.proposed"), SAY.campaign("waits.employees"))

    played.begin("That one mends a word: the yes counts no more, and whoever mended it cannot say yes")
    await phone.press(SAY.campaign("do.take_back"))
    await phone.press(hands.write_in(SAY, Language.EN))
    phone.fill(SAY.campaign("words.name"), "A party for everybody at work")
    await phone.submit()
    await phone.press(SAY.campaign("do.propose"))
    contains(played.form(same_side), SAY.campaign("waits.both"))
    cannot(played, same_side, APPROVE)
    await played.leave(employer, same_side)


async def let_through(played: Played, employer: Actor, union: Actor, same_side: Actor) -> None:
    """Two of the committee, from different parties (domain.md 5.4)."""
    played.begin("Two from different parties say yes, and with the second it is let through")
    await hands.does(played.phone(employer), SAY, "approve")
    contains(played.form(employer), SAY.campaign("waits.employees"))
    if APPROVE in played.phone(employer).buttons(FORM):
        await played.phone(employer).press(APPROVE)
        contains(played.form(employer), SAY.campaign("waits.employees"))
    await hands.newest(played.phone(same_side), SAY)
    cannot(played, same_side, APPROVE)
    cannot(played, same_side, PLAN)
    await hands.does(played.phone(union), SAY, "approve")
    played.saw(union, "form", played.form(union))
    contains(played.form(union), SAY.campaign("state.approved"), SAY.campaign("next.approved"))
    await played.leave(employer, union, same_side)


async def planned(played: Played, employer: Actor) -> None:
    """To everybody only with the number written by hand; somebody has chosen to get none."""
    leader, phone = played.who.leader, played.phone(employer)
    played.begin("It is sent to everybody, with the number written by hand; somebody wants no campaigns")
    await hands.want_none(played.phone(leader), SAY)
    await hands.does(phone, SAY, "schedule")
    number = hands.asked_for(phone, SAY)
    await hands.send_now(phone, SAY, str(int(number) - 1))
    contains(phone.words().splitlines(), SAY.campaign("wrong.guard"))
    await hands.send_now(phone, SAY, number)
    played.saw(employer, "form", played.form(employer))
    contains(played.form(employer), SAY.campaign("planned.people").rpartition("}")[2])
    await played.leave(employer)


async def arrived(played: Played, *committee: Actor) -> None:
    """Decision B: to a person a campaign is the card that all else comes on."""
    employee, leader, other = played.who.all
    workplace, all_ = played.workplace, (*committee, employee, other)
    played.begin(
        "Each gets the same neutral card, with and without an agreement; whoever wants none gets none"
    )
    before = {actor.key: workplace.hints(actor) for actor in (*all_, leader)}
    reminder = words_of(played.phone(other).chat[-1].body)
    await workplace.wind(AT_WORK)
    rung = {key: workplace.hints(workplace.people[key].actor) - count for key, count in before.items()}
    expect("a ping for each but the one who wants none", {**dict.fromkeys(before, 1), leader.key: 0}, rung)
    cards = {actor.key: words_of(played.phone(actor).chat[-1].body) for actor in all_}
    played.saw(employee, "chat", cards[employee.key])
    expect("the card that one's own reminder came on", dict.fromkeys(cards, reminder), cards)
    for actor in (*all_, leader):
        played.saw(actor, "lock screen", played.phone(actor).lock_screen[-1:])
        lacks(played.phone(actor).lock_screen, *played.typed, SAY.campaign("read.title"))


async def read(played: Played) -> None:
    """Thanks, and an answer that is nobody's."""
    other, phone = played.who.other, played.phone(played.who.other)
    played.begin("Somebody opens it, says thanks, and answers without a name")
    shown = await played.open(other)
    contains(shown, THEME.title, *LINES, QUESTION, SAY.campaign("vote.nobody"), SAY.campaign("thank.nobody"))
    await hands.answer(phone, SAY)
    played.saw(other, "form", played.form(other))
    contains(played.form(other), SAY.campaign("vote.counted"))
    await played.leave(other)


async def looked_at(played: Played, employer: Actor) -> None:
    """In whole tens, below which nothing is told; and of nobody."""
    workplace, phone = played.workplace, played.phone(employer)
    played.begin("The committee looks at how far it has come: whole tens, and nobody's name or answer")
    await hands.newest(phone, SAY)
    await phone.press(SAY.campaign("progress"))
    shown = played.form(employer)
    played.saw(employer, "form", shown)
    contains(shown, SAY.campaign("state.sent"), SAY.campaign("fewer"), SAY.campaign("tens"))
    expect("whole tens only", [], [each for line in shown for each in NUMBER.findall(line) if int(each) % 10])
    lacks(shown, *(each.actor.name for each in workplace.people.values()))
    told = [line for line in shown if line == SAY.campaign("fewer")]
    expect(
        "of one that answered and said thanks, no more than of none",
        True,
        len(told) >= 1 + len(hands.answers(SAY)),
    )
    await played.leave(employer)


async def corrected(played: Played, employer: Actor, union: Actor, same_side: Actor) -> None:
    """Other words hold when the other party has said yes; whoever opens it later reads them."""
    employee, other = played.who.employee, played.who.other
    played.begin("A line is added: until the other party says yes everybody reads what was sent")
    await hands.correct(played.phone(employer), SAY, CORRECTED)
    contains(played.form(employer), SAY.campaign("correction.title"), CORRECTED)
    await played.phone(employer).press(SAY.campaign("confirm"))
    lacks(await played.open(employee), CORRECTED, SAY.campaign("corrected"))
    await hands.newest(played.phone(union), SAY)
    await played.phone(union).press(SAY.campaign("confirm"))
    lacks(played.form(union), SAY.campaign("correction.title"))
    rung = played.workplace.hints(other)
    contains(await played.open(same_side), THEME.title, CORRECTED, SAY.campaign("corrected"))
    await played.workplace.settle()
    expect("no new ping for a correction", rung, played.workplace.hints(other))
    await played.leave(employer, union, employee, same_side)


async def evaluated(played: Played, employer: Actor) -> None:
    """What the committee takes along to the next one."""
    played.begin("The committee writes what it learned, and it is evaluated")
    await hands.evaluate(played.phone(employer), SAY)
    played.saw(employer, "form", played.form(employer))
    contains(played.form(employer), SAY.campaign("state.evaluated"), LEARNED)
    await played.leave(employer)
