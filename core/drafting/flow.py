"""What can be pressed in a draft: reading it, saying that it is ready, signing, and leaving."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from core.agreements.model import AgreementId, State
from core.agreements.usecases import taking_part
from core.chat.flows import Flow, Then, Turn
from core.chat.views import Block, Button, Buttons, Done, Heading, Next, Note, Open, Outcome
from core.drafting import cards, changes, refs, usecases, writing
from core.drafting.ports import Work
from core.drafting.reading import Base, compared, read
from core.drafting.texts import TEXTS
from core.errors import NotFound, Refused
from core.sight import Role

Answer: TypeAlias = Callable[[Work, Turn], Awaitable[Outcome | Then]]


def flow() -> Flow[Work]:
    """The subject's side of the conversation."""
    return Flow(
        name="drafting",
        texts=TEXTS,
        answers={
            **{name: _shown(name) for name in ("page", "rework", "changes", "leave", "write", "say")},
            "wrote": writing.wrote,
            "said": writing.commented,
            "strike": _shown("strike"),
            "struck": writing.struck,
            "send": _send,
            "sign": _sign,
            "left": _left,
        },
        views={
            "page": _page,
            "rework": _rework,
            "changes": _changes,
            "leave": _leave,
            "write": writing.opened,
            "say": writing.commenting,
            "strike": writing.asked_to_strike,
            "left": _was_left,
        },
    )


async def page(work: Work, turn: Turn) -> tuple[Block, ...]:
    """What drafts add to a person's own private page: those that are being written, whoever of the two one is."""
    texts = turn.texts.other(TEXTS)
    open_ones = [
        course.agreement
        for course, _ in await taking_part(work, turn.person.id, Role.EMPLOYEE, Role.LEADER)
        if course.open and course.state is State.DRAFTING
    ]
    if not open_ones:
        return ()
    buttons = [
        Button(
            label=texts("title"),
            action="drafting.page",
            ref=id,
            about=texts("which", n=n) if len(open_ones) > 1 else "",
        )
        for n, id in enumerate(open_ones, start=1)
    ]
    return Heading(texts("title")), Note(texts("page")), Buttons(tuple(buttons))


def _shown(view: str) -> Answer:
    """A press that changes nothing: it only shows."""

    async def answer(work: Work, turn: Turn) -> Outcome | Then:
        del work
        return Then(f"drafting.{view}", turn.ref)

    return answer


async def _page(work: Work, turn: Turn) -> Outcome:
    return await _text(work, turn, rework=False)


async def _rework(work: Work, turn: Turn) -> Outcome:
    return await _text(work, turn, rework=True)


async def _text(work: Work, turn: Turn, *, rework: bool) -> Outcome:
    id, rest = refs.parted(turn.ref, most=2)
    reading = await read(work, turn.person, id)
    return Open(form=cards.page(turn.texts, reading, rest[0] if rest else "", rework=rework))


async def _changes(work: Work, turn: Turn) -> Outcome:
    id, rest = refs.parted(turn.ref)
    reading = await read(work, turn.person, id)
    base = Base.MINE if not rest else next((base for base in Base if base == rest[0]), None)
    if base is None or not reading.course.open:
        raise NotFound
    old = await compared(work, reading, base)
    return Open(form=changes.changes(turn.texts, reading, old, base, "".join(rest[1:])))


async def _send(work: Work, turn: Turn) -> Outcome | Then:
    id, number, _ = _decided(turn.ref, with_digest=False)
    try:
        await usecases.send(work, id, turn.person, number)
    except Refused as refusal:
        return await _as_it_is_now(work, turn, id, refusal)
    return Then("drafting.page", id)


async def _sign(work: Work, turn: Turn) -> Outcome | Then:
    id, number, digest = _decided(turn.ref, with_digest=True)
    try:
        await usecases.sign(work, id, turn.person, number, digest)
    except Refused as refusal:
        return await _as_it_is_now(work, turn, id, refusal)
    return Then("drafting.page", id)


def _decided(ref: str, *, with_digest: bool) -> tuple[AgreementId, int, str]:
    """Raises NotFound for what we did not write."""
    seen = refs.seen(ref if with_digest else f"{ref}:x")
    return seen.id, seen.number, seen.part


async def _as_it_is_now(work: Work, turn: Turn, id: AgreementId, refusal: Refused) -> Outcome:
    """Nothing was written: the draft had moved on, or lacks something. Show it, and say so first."""
    if refusal.key not in {"refused.moved_on", "refused.incomplete"}:
        raise refusal
    reading = await read(work, turn.person, id)
    return Next(form=cards.page(turn.texts, reading, "", note=turn.texts("moved_on")))


async def _leave(work: Work, turn: Turn) -> Outcome:
    id, _ = refs.parted(turn.ref, most=1)
    reading = await read(work, turn.person, id)
    if not reading.course.open:
        raise NotFound
    return Open(form=cards.leaving(turn.texts, reading))


async def _left(work: Work, turn: Turn) -> Outcome | Then:
    id, what = refs.parted(turn.ref, most=2)
    reading = await read(work, turn.person, id)
    # What was meant to end a draft must not end an amendment that came after it.
    if what != ("amendment" if reading.running else "draft",):
        raise Refused("refused.moved_on")
    await usecases.drop(work, id, turn.person)
    return Then("drafting.left", what[0])


async def _was_left(work: Work, turn: Turn) -> Outcome:
    del work
    what = "amendment" if turn.ref == "amendment" else "draft"
    return Done(
        text=turn.texts(f"left.{what}"), title=turn.texts(f"leaving.{what}"), close=turn.texts("close")
    )
