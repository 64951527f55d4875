"""What can be pressed when somebody needs a talk, and the pings of it."""

from datetime import UTC, datetime
from typing import Final

from core.chat.flows import Flow, Then, Turn
from core.chat.views import Block, Button, Buttons, Done, Heading, Mend, Next, Note, Open, Outcome
from core.errors import NotFound, Refused
from core.golive.flow import gate
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Verdict
from core.ledger.once import Once
from core.people import PersonId
from core.talks import cards, usecases
from core.talks.model import Answer, Soon, Talk, TalkId
from core.talks.ports import Work
from core.talks.texts import TEXTS

DOORS: Final = {"talk": "talks.ask", "wish": "talks.got"}
"""What lies behind the notice."""


def flow() -> Flow[Work]:
    """The subject's side of the conversation."""
    return Flow(
        name="talks",
        texts=TEXTS,
        answers={
            "ask": _ask,
            "chosen": _chosen,
            "send": _send,
            "take_back": _take_back,
            "look": _look,
            "coming": _coming,
            "cannot": _cannot,
        },
        views={"ask": _asking, "sent": _sent, "got": _got, "heard": _heard, "answered": _said},
    )


async def page(work: Work, turn: Turn) -> tuple[Block, ...]:
    """What it adds to a person's own private page: what waits for an answer of theirs, and what they asked for; no name."""
    texts, blocks = turn.texts.other(TEXTS), list[Block]()
    for talk in await work.talks.of(turn.person.id, usecases.helper(turn.person).role):
        if talk.answer is Answer.NONE and talk.heard_at <= work.now:
            button = Button(label=texts("look"), action="talks.look", ref=talk.id, about=texts("page.got"))
            blocks += [Note(texts("page.got")), Buttons((button,))]
    if await usecases.open_ones(work, turn.person):
        blocks += [Note(texts("page.mine")), Buttons((Button(label=texts("look"), action="talks.ask"),))]
    return (Heading(texts("title")), *blocks) if blocks else ()


async def _ask(work: Work, turn: Turn) -> Outcome | Then:
    return await gate(work, turn, "talk") or Then("talks.ask")


async def _named(work: Work, talks: list[Talk]) -> list[tuple[Talk, str]]:
    return [(talk, (await work.people.get(talk.helper)).name) for talk in talks]


async def _asking(work: Work, turn: Turn) -> Outcome:
    people = await usecases.candidates(work, turn.person)
    mine = await _named(work, list(await usecases.open_ones(work, turn.person)))
    return Open(form=cards.ask(turn.texts, people, mine))


async def _chosen(work: Work, turn: Turn) -> Outcome | Then:
    """The second step. Nothing is written until the yes."""
    people = await usecases.candidates(work, turn.person)
    to = next((each for each in people if each.person.id == turn.values.get("to")), None)
    given = str(turn.values.get("soon") or "")
    if to is None or given not in list(Soon):
        mine = await _named(work, list(await usecases.open_ones(work, turn.person)))
        form = cards.ask(turn.texts, people, mine).filled(turn.values)
        missing = "to" if to is None else "soon"
        return Mend(form=form, errors={missing: turn.texts("choose")})
    soon, heard = Soon(given), usecases.heard_at(work.now, to.person)
    told = usecases.told_by(soon, heard, turn.person)
    return Next(form=cards.confirm(turn.texts, to, soon, work.now, heard, told))


async def _send(work: Work, turn: Turn) -> Outcome | Then:
    if first := await gate(work, turn, "talk"):
        return first
    match turn.ref.split(":"):
        case [to, ("today" | "days") as soon, seen] if seen.isascii() and seen.isdigit() and len(seen) < 12:
            at = datetime.fromtimestamp(int(seen) + 1, UTC)
            id = await usecases.ask(work, turn.person, PersonId(to), Soon(soon), at)
        case _:
            raise NotFound
    return Then("talks.sent", id)


async def _sent(work: Work, turn: Turn) -> Outcome:
    talk = await work.talks.get(TalkId(turn.ref), usecases.asker(turn.person))
    return Open(form=cards.sent(turn.texts, talk, (await work.people.get(talk.helper)).name))


async def _take_back(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.take_back(work, TalkId(turn.ref), turn.person)
    return Then("talks.ask")


async def _look(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.heard_of(work, TalkId(turn.ref), turn.person)
    return await gate(work, turn, "wish", turn.ref) or Then("talks.got", turn.ref)


async def _got(work: Work, turn: Turn) -> Outcome:
    talk = await usecases.heard_of(work, TalkId(turn.ref), turn.person)
    return Open(form=cards.got(turn.texts, talk, (await work.people.get(talk.asker)).name, work.now))


async def _coming(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.respond(work, TalkId(turn.ref), turn.person, Answer.COMING)
    return Then("talks.answered", Answer.COMING)


async def _cannot(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.respond(work, TalkId(turn.ref), turn.person, Answer.CANNOT)
    return Then("talks.answered", Answer.CANNOT)


async def _said(work: Work, turn: Turn) -> Outcome:
    del work
    key = f"thanks.{Answer.COMING if turn.ref == Answer.COMING else Answer.CANNOT}"
    return Done(text=turn.texts(key), title=turn.texts("title"), close=turn.texts("close"))


async def _heard(work: Work, turn: Turn) -> Outcome:
    talk = await work.talks.get(TalkId(turn.ref), usecases.asker(turn.person))
    return Open(form=cards.heard(turn.texts, talk, (await work.people.get(talk.helper)).name))


class Called(Once):
    """Tell the one who was asked. `ref` is the wish."""

    name = usecases.CALLED
    capped = False
    in_hours = True

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """As long as it is there."""
        return Say() if await work.talks.exists(TalkId(promise.ref)) else Drop(Reason.NOT_NEEDED)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """Who would like to talk, and a first sentence; before it, once, the notice."""
        if await self.label(work, turn, promise) is None:
            await ledger.used_up(work, promise)
            return None
        return await gate(work, turn, "wish", promise.ref) or Then("talks.got", promise.ref)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        try:
            await usecases.heard_of(work, TalkId(promise.ref), turn.person)
        except Refused:
            return None
        return turn.texts.other(TEXTS)("list.called")


class Waiting(Called):
    """Tell the one who asked that there is no answer yet. It is through with as soon as there is one."""

    name = usecases.WAITING

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """How it stands now."""
        await ledger.used_up(work, promise)
        return Then("talks.heard", promise.ref) if await self.label(work, turn, promise) else None

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list: no name in it."""
        try:
            await work.talks.get(TalkId(promise.ref), usecases.asker(turn.person))
        except Refused:
            return None
        return turn.texts.other(TEXTS)("list.answered")


class Answered(Waiting):
    """Tell the one who asked what the answer is."""

    name = usecases.ANSWERED
