"""Watching the story as it is played: what each person sees, what was expected, and saying both."""

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from bots.demo.cast import Actor, Trio
from bots.demo.far.phone import FORM, Phone
from bots.demo.scene import form_title
from bots.demo.words import TEXTS, labels
from bots.demo.workplace import APP, ZONE, Workplace
from core.chat.texts import Texts, load
from core.people import Language

SAY: Final = labels(Language.NB)
DIFFICULT, NEEDS, THANKS = (SAY.demo(f"example.{key}") for key in ("difficult", "needs", "thanks"))
MOOD: Final = SAY.checkin("mood.heavy")
TALK, TIME_OFF = SAY.demo("measure.talk"), SAY.demo("measure.time_off")
LIST: Final = load("core.ledger")["list.title"][Language.NB]
EMPTY: Final = tuple(words[Language.NB] for words in load("core.chat").values())
"""What stands in a field with nothing in it."""
WIDTH: Final = 104
PINGS: Final = 6
"""How many pings are opened at most in the search for one."""


class Broke(Exception):
    """What was expected and what was seen instead."""

    def __init__(self, expected: str, seen: str) -> None:
        super().__init__(expected)
        self.expected, self.seen = expected, seen


@dataclass
class Played:
    """The story as it is played on one platform; `say` prints a line."""

    workplace: Workplace
    who: Trio
    say: Callable[[str], None]
    step: str = ""
    count: int = 0
    typed: list[str] = field(default_factory=lambda: [MOOD, DIFFICULT, NEEDS, THANKS, TALK, TIME_OFF])

    def phone(self, actor: Actor) -> Phone:
        return self.workplace.phone(actor)

    def begin(self, step: str) -> None:
        """Name what comes now."""
        self.count, self.step = self.count + 1, step
        self.say(f"\n  {self.count}. {step}")

    def saw(self, actor: Actor, what: str, words: Iterable[str]) -> None:
        """Print what somebody saw."""
        said = " · ".join(" ".join(each.split()) for each in words if each.strip())
        head = f"     {actor.name}, {what}: "
        self.say(textwrap.fill(f"{head}{said or '(nothing)'}", WIDTH, subsequent_indent=" " * 9))

    def lines(self, actor: Actor) -> Counter[str]:
        return Counter(self.phone(actor).words().splitlines())

    def new(self, actor: Actor, before: Counter[str]) -> list[str]:
        """What has come onto the screen since, in the order in which it is read."""
        fresh = self.lines(actor) - before
        return [line for line in dict.fromkeys(self.phone(actor).words().splitlines()) if fresh[line]]

    async def open(self, actor: Actor, *, tell: bool = True) -> list[str]:
        """Press the ping's button; give what came up, and say it unless it was said before."""
        before = self.lines(actor)
        await self.phone(actor).press(SAY.open)
        if form_title(self.workplace, actor) == LIST:
            await self.phone(actor).press(
                SAY.open
            )  # what the ping is for stands first; other questions ride with it
        shown = self.new(actor, before)
        if tell:
            self.saw(actor, "form", shown)
        return shown

    async def ping(self, actor: Actor) -> None:
        """Wind until this person's lock screen shows something, which must say nothing."""
        await self.workplace.wind_to_ping(actor)
        shown, moment = self.phone(actor).lock_screen[-1], self.workplace.clock.now()
        when = f"{Texts(TEXTS, Language.NB).day(moment)} {moment.astimezone(ZONE):%H:%M}"
        self.saw(actor, f"lock screen, {when}", [shown])
        expect("a lock screen that says only this", f"{APP}: {SAY.hint}", shown)

    def form(self, actor: Actor) -> list[str]:
        """All that the open form says, and nothing of what lies under it."""
        opened = self.phone(actor).form
        return words_of(opened.body) if opened else []

    async def called(self, actor: Actor, title: str) -> list[str]:
        """Wind from ping to ping until something of this title is behind one; other news may come first, or with it."""
        phone = self.phone(actor)
        for _ in range(PINGS):
            await self.ping(actor)
            await phone.press(SAY.open)
            if form_title(self.workplace, actor) == title:
                return self.form(actor)
            waiting = phone.buttons(FORM).count(SAY.open) if form_title(self.workplace, actor) == LIST else 0
            for nth in range(waiting):
                await phone.press(SAY.open, message=FORM, nth=nth)
                if form_title(self.workplace, actor) == title:
                    return self.form(actor)
                await self.leave(actor)
                await phone.press(SAY.open)
            await self.leave(actor)
        raise Broke(f"a ping that opens «{title}»", "others")

    async def leave(self, *actors: Actor) -> None:
        for actor in actors:
            while self.phone(actor).form is not None:
                await self.phone(actor).close()


def expect(what: str, expected: object, seen: object) -> None:
    """Raise Broke unless the two are the same."""
    if expected != seen:
        raise Broke(f"{what}: {expected}", str(seen))


def contains(words: Iterable[str], *wanted: str) -> None:
    """All of it can be read."""
    text = "\n".join(words)
    for each in wanted:
        if each not in text:
            raise Broke(f"on the screen: {each}", text)


def lacks(words: Iterable[str], *unwanted: str) -> None:
    """None of it can be read."""
    text = "\n".join(words)
    for each in unwanted:
        if each in text:
            raise Broke(f"nowhere on the screen: {each}", text)


def theirs(shown: Iterable[str], employee: Actor) -> list[str]:
    """What in the leader's form is neither the bot's own, fixed words nor what the two have agreed on."""
    own = [
        words[Language.NB]
        for key, words in SAY.checkins.items()
        if key.startswith("leader.") or key == "close"
    ]
    fixed = {text.replace("{employee}", employee.name) for text in own} | {TALK, TIME_OFF, *EMPTY}
    return [line for line in shown if line not in fixed]


def words_of(body: object) -> list[str]:
    """Every text in a card or message, in order, but the notification's."""
    if isinstance(body, dict):
        own = [body["text"]] if isinstance(body.get("text"), str) and "blocks" not in body else []
        own += [body[each] for each in ("title", "label") if isinstance(body.get(each), str)]
        return [
            *own,
            *(word for each in body.values() for word in words_of(each) if not isinstance(each, str)),
        ]
    return [word for each in body for word in words_of(each)] if isinstance(body, list) else []


def bare(part: object) -> object:
    """Without the ids that differ from message to message."""
    if isinstance(part, dict):
        return {key: bare(value) for key, value in part.items() if key != "block_id"}
    return [bare(each) for each in part] if isinstance(part, list) else part
