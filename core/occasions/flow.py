"""What can be read and pressed about occasions; a little over 200 lines, one answer after the other."""

from typing import Final

from core.chat.flows import Flow, Then, Turn
from core.chat.views import Done, Mend, Open, Outcome, Stay
from core.errors import NotFound
from core.occasions import cards, forms, limits, organiser_cards, removing, season, undone, usecases
from core.occasions.advice import meant
from core.occasions.cards import AGAIN
from core.occasions.filled import read, ticked, where
from core.occasions.model import Occasion, OccasionId
from core.occasions.naming import named
from core.occasions.ports import Work
from core.occasions.texts import TEXTS
from core.occasions.usecases import find, may_change, may_enter, standing, today_of

NAMED: Final = 3
"""People whom one is told to ask; more would be a list."""


def flow() -> Flow[Work]:
    """The subject's side of the conversation. Who looks at the list is not kept."""
    return Flow(
        name="occasions",
        texts=TEXTS,
        answers={
            "list": _list,
            "new": _new,
            "suggested": _suggested,
            "enter": _enter,
            "edit": _edit,
            "change": _change,
            "ask_off": _ask_off,
            "call_off": _call_off,
            "ask_remove": _ask_remove,
            "remove": _remove,
            "on_again": _on_again,
            "not_this_year": _not_this_year,
        },
        views={
            "one": _one,
            "off": _off,
            "removed": _removed,
            "advice": _advice,
            "season": _season,
            "answered": _answered,
        },
        reads=frozenset({"list", "new", "suggested", "edit", "ask_off", "ask_remove"}),
    )


async def _list(work: Work, turn: Turn) -> Outcome | Then:
    at = int(turn.ref) if turn.ref.isascii() and turn.ref.isdigit() and len(turn.ref) < 4 else 0
    coming = await usecases.coming(work, turn.person)
    changes = frozenset([each.id for each in coming if await may_change(work, each, turn.person)])
    enters, removes = await may_enter(work, turn.person), removing.may_remove(turn.person)
    seen = cards.Seen(enters=enters, removes=removes, changes=changes)
    return Open(form=cards.page(turn.texts, coming, seen, at))


async def _refused(work: Work, turn: Turn, key: str) -> Outcome:
    """A kind no, and whom to ask."""
    people = await usecases.arrangers(work, await work.people.workplace(turn.person.workplace))
    others = [each for each in people if each.id != turn.person.id][:NAMED]
    words = cards.whom_to_ask(turn.texts, others, key)
    return Stay(text=words, title=turn.texts("no.title"), close=turn.texts("close"))


async def _new(work: Work, turn: Turn) -> Outcome | Then:
    if not await may_enter(work, turn.person):
        return await _refused(work, turn, "no.enter")
    return Open(form=forms.new(turn.texts, await where(work, turn.person.workplace)))


async def _suggested(work: Work, turn: Turn) -> Outcome | Then:
    if not await may_enter(work, turn.person):
        return await _refused(work, turn, "no.enter")
    year = season.year_of(work, turn.ref, turn.person)
    day = season.suggested(year, today_of(work, turn.person))
    return Open(form=forms.new(turn.texts, await where(work, turn.person.workplace), day))


async def _enter(work: Work, turn: Turn) -> Outcome | Then:
    if not await may_enter(work, turn.person):
        return await _refused(work, turn, "no.enter")
    known = await where(work, turn.person.workplace)
    form = forms.new(turn.texts, known).filled(turn.values)
    wanted = read(turn, known, today_of(work, turn.person))
    if isinstance(wanted, dict):
        return Mend(form=form, errors=wanted)
    try:
        occasion = await usecases.enter(work, turn.person, wanted)
    except limits.Full as full:
        return Mend(form=form, errors={"day": _full(turn, full)})
    return Then("occasions.one", occasion.id)


def _full(turn: Turn, full: limits.Full) -> str:
    return turn.texts(full.why, most=full.most)


async def _one(work: Work, turn: Turn) -> Outcome:
    occasion = await find(work, OccasionId(turn.ref), turn.person)
    mine = occasion.organiser == turn.person.id
    rings = await usecases.rings(work, occasion)
    return Open(form=cards.entered(turn.texts, occasion, mine=mine, rings=rings))


async def _theirs(work: Work, turn: Turn, id: str) -> Occasion | None:
    """One that this person may change; None if it is others'. Raises NotFound, and Refused for what is over."""
    occasion = await find(work, OccasionId(id), turn.person)
    may = await may_change(work, occasion, turn.person)
    return standing(occasion, today_of(work, turn.person)) if may else None


async def _edit(work: Work, turn: Turn) -> Outcome | Then:
    occasion = await _theirs(work, turn, turn.ref)
    if occasion is None:
        return await _refused(work, turn, "no.change")
    rings = await usecases.rings(work, occasion)
    return Open(form=forms.edit(turn.texts, await where(work, turn.person.workplace), occasion, rings=rings))


def _seen(ref: str) -> tuple[OccasionId, int]:
    """Which one, and which version of it was on the screen. Raises NotFound."""
    id, _, version = ref.partition(":")
    if not (version.isascii() and version.isdigit() and len(version) < 9):
        raise NotFound
    return OccasionId(id), int(version)


async def _change(work: Work, turn: Turn) -> Outcome | Then:
    id, version = _seen(turn.ref)
    before = await _theirs(work, turn, id)
    if before is None:
        return await _refused(work, turn, "no.change")
    known = await where(work, turn.person.workplace)
    rings = await usecases.rings(work, before)
    form = forms.edit(turn.texts, known, before, rings=rings).filled(turn.values)
    wanted = read(turn, known, today_of(work, turn.person), before.audience)
    if isinstance(wanted, dict):
        return Mend(form=form, errors=wanted)
    try:
        await usecases.change(work, id, turn.person, version, wanted)
    except usecases.Meanwhile as fault:
        # The whole form anew, with the version that it has now: what is saved next is what was seen.
        told = turn.texts("wrong.meanwhile", **_now(turn, fault.now))
        rings = await usecases.rings(work, fault.now)
        return Mend(form=forms.edit(turn.texts, known, fault.now, told, rings=rings).filled(turn.values))
    except limits.TooNear as near:
        return Mend(form=form, errors={"day": _full(turn, near)})
    return Then("occasions.one", id)


def _now(turn: Turn, now: Occasion) -> dict[str, str]:
    return {"event": named(turn.texts, now), "day": turn.texts.day(now.on)}


async def _ask_off(work: Work, turn: Turn) -> Outcome | Then:
    occasion = await _theirs(work, turn, turn.ref)
    if occasion is None:
        return await _refused(work, turn, "no.change")
    return Open(form=cards.ask_off(turn.texts, occasion))


async def _call_off(work: Work, turn: Turn) -> Outcome | Then:
    id, version = _seen(turn.ref)
    occasion = await _theirs(work, turn, id)
    if occasion is None:
        return await _refused(work, turn, "no.change")
    try:
        await usecases.call_off(work, id, turn.person, version, again=ticked(turn, AGAIN))
    except usecases.Meanwhile as fault:
        told = turn.texts("off.meanwhile", **_now(turn, fault.now))
        return Mend(form=cards.ask_off(turn.texts, fault.now, told))
    return Then("occasions.off", id)


async def _off(work: Work, turn: Turn) -> Outcome:
    return Open(form=cards.off(turn.texts, await find(work, OccasionId(turn.ref), turn.person)))


async def _on_again(work: Work, turn: Turn) -> Outcome | Then:
    occasion = await find(work, OccasionId(turn.ref), turn.person)
    if not await may_change(work, occasion, turn.person):
        return await _refused(work, turn, "no.change")
    try:
        await undone.on_again(work, occasion.id, turn.person)
    except limits.Full as full:
        return Stay(text=_full(turn, full), title=turn.texts("no.title"), close=turn.texts("close"))
    return Then("occasions.one", occasion.id)


async def _ask_remove(work: Work, turn: Turn) -> Outcome | Then:
    if not removing.may_remove(turn.person):
        return await _refused(work, turn, "no.remove")
    occasion = await removing.called_off(work, OccasionId(turn.ref), turn.person)
    return Open(form=cards.ask_remove(turn.texts, occasion))


async def _remove(work: Work, turn: Turn) -> Outcome | Then:
    if not removing.may_remove(turn.person):
        return await _refused(work, turn, "no.remove")
    await removing.remove(work, OccasionId(turn.ref), turn.person)
    return Then("occasions.removed")


async def _removed(work: Work, turn: Turn) -> Outcome:
    del work
    return Done(text=turn.texts("remove.done"), title=turn.texts("title"), close=turn.texts("close"))


async def _advice(work: Work, turn: Turn) -> Outcome:
    id, same_weekday = meant(turn.ref)
    occasion = await find(work, id, turn.person)
    return Open(form=organiser_cards.advice(turn.texts, occasion, same_weekday=same_weekday))


async def _season(work: Work, turn: Turn) -> Outcome:
    return Open(form=organiser_cards.season(turn.texts, season.year_of(work, turn.ref, turn.person)))


async def _not_this_year(work: Work, turn: Turn) -> Outcome | Then:
    if not await may_enter(work, turn.person):
        return await _refused(work, turn, "no.enter")
    if not await season.is_asked(work, turn.person):
        return await _refused(work, turn, "no.season")
    await season.not_this_year(work, turn.person, turn.ref)
    return Then("occasions.answered")


async def _answered(work: Work, turn: Turn) -> Outcome:
    del work
    return Done(
        text=turn.texts("season.answered"), title=turn.texts("season.title"), close=turn.texts("close")
    )
