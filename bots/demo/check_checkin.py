"""The story of one check-in, and of what its leader sees, on one platform; for `innsjekk demo --check`."""

# A little long, because it is one story, told in order.

import json

from bots.demo.cast import Actor
from bots.demo.witness import (
    DIFFICULT,
    MOOD,
    NEEDS,
    SAY,
    TALK,
    THANKS,
    TIME_OFF,
    Played,
    bare,
    contains,
    expect,
    lacks,
    theirs,
    words_of,
)


async def checkin(played: Played) -> None:
    """From the ping to the export."""
    await asked_and_shared(played)
    await read_and_thanked(played)
    await skipped(played, await taken_back(played))
    await same_menu(played)
    exports(played)


async def answer(played: Played) -> list[str]:
    """All four questions; gives the page that comes after."""
    employee = played.who.employee
    phone = played.phone(employee)
    phone.choose(SAY.checkin("q1"), MOOD)
    phone.fill(SAY.checkin("q2"), DIFFICULT)
    phone.choose(TALK, SAY.checkin("feels.helps"))
    phone.choose(TIME_OFF, SAY.checkin("feels.unsure"))
    phone.fill(SAY.checkin("q4"), NEEDS)
    before = played.lines(employee)
    await phone.submit()
    shown = played.new(employee, before)
    played.saw(employee, "form", shown)
    return shown


async def share(played: Played, *parts: str) -> None:
    """Tick these and press."""
    employee = played.who.employee
    before = played.lines(employee)
    played.phone(employee).tick(SAY.checkin("which"), *(SAY.checkin(f"part.{part}") for part in parts))
    await played.phone(employee).submit()
    shown = played.new(employee, before)
    played.saw(employee, "form", shown)
    contains(shown, SAY.checkin("shared"))
    await played.leave(employee)


async def asked_and_shared(played: Played) -> None:
    """From the ping to the sharing of two of the four."""
    employee, leader, other = played.who.employee, played.who.leader, played.who.other
    played.begin("The employee is asked, privately")
    await played.ping(employee)
    cards = [words_of(played.phone(each).chat[-1].body) for each in (employee, other)]
    played.saw(employee, "chat", cards[0])
    expect("the same card as somebody without an agreement has", cards[1], cards[0])

    played.begin("The employee opens it")
    contains(await played.open(employee), SAY.checkin("intro"), SAY.checkin("q1"), TALK)

    played.begin("The employee answers all four questions")
    shown = await answer(played)
    who_sees = SAY.checkin("who_sees").format(leader=leader.name)
    contains(shown, SAY.checkin("stored"), who_sees, SAY.checkin("which_hint"))
    form = played.phone(employee).form
    ticked = [each for each in (form.values if form else {}).values() if each]
    expect("nothing ticked beforehand", [], ticked)

    played.begin("The employee shares two of the four")
    await share(played, "mood", "needs")


async def read_and_thanked(played: Played) -> None:
    """From the leader's slot to the thanks."""
    employee, leader = played.who.employee, played.who.leader
    played.begin("The leader is reminded, in a slot of their own")
    shown = await played.called(leader, SAY.checkin("leader.title"))

    played.begin("The leader sees exactly what was shared")
    expect("the two that were shared, and nothing else", [MOOD, NEEDS], theirs(shown, employee))

    played.begin("The leader thanks, in their own words")
    before = played.lines(leader)
    played.phone(leader).fill(SAY.checkin("leader.words"), THANKS)
    await played.phone(leader).submit()
    shown = played.new(leader, before)
    played.saw(leader, "form", shown)
    contains(shown, SAY.checkin("leader.sent"))

    played.begin("The leader says that the two have talked")
    await played.phone(leader).press(SAY.checkin("leader.held"))
    await played.leave(leader)

    played.begin("The employee reads the thanks")
    shown = await played.called(employee, SAY.checkin("thanked_title"))
    contains(shown, THANKS, SAY.checkin("thanked").format(leader=leader.name))
    await played.leave(employee)


async def taken_back(played: Played) -> list[str]:
    """The next time everything is shared, and taken back before it is opened; gives what the leader saw."""
    employee, leader = played.who.employee, played.who.leader
    played.begin("The next time everything is shared, and taken back before it is opened")
    await played.ping(employee)
    await played.open(employee, tell=False)
    await answer(played)
    await share(played, "mood", "difficult", "measures", "needs")
    phone = played.phone(employee)
    await phone.go_home()
    await phone.press(SAY.menu("my_page"))
    await phone.press(SAY.menu("ask.show"))
    await phone.press(SAY.checkin("mine.title"))
    while SAY.checkin("mine.back") in phone.buttons():
        await phone.press(SAY.checkin("mine.back"))
    await played.leave(employee)
    await played.workplace.settle()
    shown = await played.called(leader, SAY.checkin("leader.title"))
    contains(shown, SAY.checkin("leader.nothing_new"))
    lacks(shown, MOOD, DIFFICULT, NEEDS, SAY.checkin("feels.helps"), SAY.checkin("feels.unsure"))
    await played.leave(leader)
    return shown


async def skipped(played: Played, nothing_new: list[str]) -> None:
    """A skip looks just like that."""
    employee, leader = played.who.employee, played.who.leader
    played.begin("The one after that is skipped")
    await played.ping(employee)
    await played.open(employee, tell=False)
    before = played.lines(employee)
    await played.phone(employee).press(SAY.checkin("skip"))
    played.saw(employee, "form", played.new(employee, before))
    await played.leave(employee)
    shown = await played.called(leader, SAY.checkin("leader.title"))
    expect("what a leader sees when nothing is new", _of_employee(nothing_new), _of_employee(shown))
    await played.leave(leader)


def _of_employee(shown: list[str]) -> list[str]:
    """Without what is said of the leader's own part, which is when the two last talked."""
    last = SAY.checkin("leader.last").partition("{day}")[0]
    return [line for line in shown if line != SAY.checkin("leader.late") and not line.startswith(last)]


async def same_menu(played: Played) -> None:
    """Whoever has no agreement has the same menu."""
    played.begin("Somebody without an agreement opens the app")
    menus = []
    for actor in (played.who.employee, played.who.other):
        await played.phone(actor).go_home()
        menu = played.phone(actor).home or {}
        played.saw(actor, "menu", words_of(menu))
        menus.append(json.dumps(bare(menu.get("blocks", menu)), sort_keys=True))
    expect("the menu that somebody with an agreement has", menus[0], menus[1])


def exports(played: Played, *besides: Actor) -> None:
    """What an employer could export holds nothing that anybody typed in a form."""
    played.begin("The employer exports all conversations")
    menu = words_of(played.phone(played.who.other).home or {})
    neutral = {*menu, *SAY.neutral, "meny"}
    for actor in (*played.who.all, *besides):
        kept = played.phone(actor).export
        lines = {line for each in kept for line in each.text.splitlines() if line}
        played.saw(actor, f"{len(kept)} lines, with these words only", sorted(lines))
        lacks(lines, *played.typed)
        expect("only neutral words", set(), lines - neutral)
    expect("nothing that the platform refused or advises against", [], played.workplace.complaints)
