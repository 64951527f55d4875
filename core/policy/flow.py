"""Reading the policy, saying that one has, and the leaders' task."""

from datetime import UTC, date, datetime

from core import workdays
from core.chat.flows import Flow, Then, Turn
from core.chat.views import Block, Button, Buttons, Heading, Open, Outcome
from core.directory.ports import Work
from core.errors import NotFound, Refused
from core.policy import cards, team, usecases
from core.policy.cards import TEXTS, Standing
from core.policy.model import Policy


def flow() -> Flow[Work]:
    """The subject's side of the conversation. Of looking at it nothing is kept."""
    return Flow(
        name="policy",
        texts=TEXTS,
        answers={"show": _page, "read": _read, "team": _open_team, "taken": _taken, "later": _later},
        views={"page": _page, "team": _team, "revise": _revise, "through": _through},
        reads=frozenset({"show"}),
    )


async def page(work: Work, turn: Turn) -> tuple[Block, ...]:
    """What it adds to a leader's own private page while there is something to take up."""
    policy = await usecases.current(work, turn.person.workplace)
    if (
        policy is None
        or await team.reasons(work, turn.person.id) is None
        or not await team.leads(work, turn.person)
    ):
        return ()
    texts = turn.texts.other(TEXTS)
    button = Button(label=texts("take_up"), action="policy.team")
    return Heading(cards.line(texts, team.TEAM, policy)), Buttons((button,))


async def _page(work: Work, turn: Turn) -> Outcome:
    policy = await usecases.current(work, turn.person.workplace)
    if policy is None:
        return cards.none(turn.texts)
    person = turn.person
    said = await usecases.has_read(work, person.id, policy.number)
    counts = policy.acknowledge and bool(person.positions & usecases.COUNTS_FOR)
    reader = Standing(
        read_on=date.fromisoformat(said["on"]) if said else None,
        leads=await team.leads(work, person),
        counted=await usecases.about_how_many(work, policy, person.workplace) if counts else None,
    )
    return Open(form=cards.page(turn.texts, policy, reader))


async def _read(work: Work, turn: Turn) -> Outcome | Then:
    policy = await usecases.current(work, turn.person.workplace)
    if policy is None or not policy.acknowledge:
        raise NotFound
    if turn.ref != str(policy.number):
        raise Refused("refused.moved_on")
    await usecases.acknowledge(work, turn.person, policy)
    return Then("policy.page")


async def _led(work: Work, turn: Turn) -> Policy:
    """For leaders only. Raises NotFound."""
    policy = await usecases.current(work, turn.person.workplace)
    if policy is None or not await team.leads(work, turn.person):
        raise NotFound
    return policy


async def _open_team(work: Work, turn: Turn) -> Outcome | Then:
    await _led(work, turn)
    return Then("policy.team")


async def _team(work: Work, turn: Turn) -> Outcome:
    policy = await _led(work, turn)
    why = await team.reasons(work, turn.person.id) or ()
    return Open(form=cards.team(turn.texts, policy, why, await team.taken_on(work, turn.person.id)))


async def _taken(work: Work, turn: Turn) -> Outcome | Then:
    await _led(work, turn)
    await team.done(work, turn.person)
    return Then("policy.through")


async def _later(work: Work, turn: Turn) -> Outcome | Then:
    await _led(work, turn)
    back = await team.later(work, turn.person)
    return Then("policy.through", str(int(back.timestamp())))


async def _through(work: Work, turn: Turn) -> Outcome:
    del work
    return cards.through(turn.texts, datetime.fromtimestamp(int(turn.ref), UTC) if turn.ref else None)


async def _revise(work: Work, turn: Turn) -> Outcome:
    policy = await usecases.current(work, turn.person.workplace)
    if policy is None or not turn.person.positions & usecases.COUNTS_FOR:
        raise NotFound
    return Open(form=cards.revise(turn.texts, policy, workdays.local_date(work.now, turn.person.zone)))
