"""What the employee presses to be left alone with occasions, and to be reminded again."""

from core.chat.flows import Then, Turn
from core.chat.views import Mend, Next, Outcome
from core.preparations import answers, cards, muting, own_cards, own_page, usecases
from core.preparations.cards import TICKED
from core.preparations.model import BEFORE
from core.preparations.own_page import employees, row
from core.preparations.ports import Work
from core.preparations.prompts import ASK
from core.preparations.usecases import At


async def _typed(work: Work, turn: Turn, at: At) -> Outcome | None:
    """
    What was ticked and typed in the form that it was pressed in is kept; the form again if that cannot be.

    What is with the leader and not opened stays as it is: who wants to be left alone has not taken anything back.
    """
    given = answers.before(turn, at)
    if not (at.ahead and given):
        return None
    known = await own_page.known(work, at)
    if errors := answers.wrong(turn, given, TICKED):
        form = cards.ask(turn.texts, at.ref, at.occasion, known).filled({TICKED: (), **turn.values})
        return Mend(form=form, errors=errors)
    held = {each.part for each in await own_page.unopened(work, at)}
    stays = {part: text for part, text in known.items() if part in held & BEFORE}
    left = {part: text for part, text in given.items() if part not in held}
    await usecases.keep(work, at, turn.person, BEFORE, left | stays)
    return None


async def _hush(work: Work, turn: Turn) -> Outcome | Then:
    at = await employees(work, turn)
    return await _typed(work, turn, at) or Then("preparations.hush", at.ref)


async def _hush_page(work: Work, turn: Turn) -> Outcome:
    return Next(form=own_cards.hush(turn.texts, await row(work, await employees(work, turn))))


async def _hushed(work: Work, turn: Turn) -> Outcome | Then:
    at = await employees(work, turn)
    much = answers.text(turn, "much")
    if much not in muting.MUCH:
        form = own_cards.hush(turn.texts, await row(work, at))
        return Mend(form=form, errors={"much": turn.texts("hush.choose")})
    await muting.mute(work, at, turn.person, much)
    return Then("preparations.all", at.agreement)


async def _loud(work: Work, turn: Turn) -> Outcome | Then:
    """Of one occasion, or of all: its reference is then the agreement alone."""
    if ":" not in turn.ref:
        id = await own_page.employees_agreement(work, turn)
        await muting.remind_of_all(work, id, turn.person)
        return Then("preparations.all", id)
    at = await employees(work, turn)
    if (await row(work, at)).muted == muting.EVERY:
        await muting.remind_of_all(work, at.agreement, turn.person)
    else:
        await muting.remind_again(work, at, turn.person)
    return Then("preparations.all", at.agreement)


async def _fine(work: Work, turn: Turn) -> Outcome | Then:
    """«Jeg klarer meg» (domain.md 4.2): no more is asked about this one."""
    at = await employees(work, turn)
    if mend := await _typed(work, turn, at):
        return mend
    await muting.mute(work, at, turn.person, "one")
    await usecases.through(work, turn.person, at, ASK)
    return Then("preparations.fine", at.ref)


async def _fine_page(work: Work, turn: Turn) -> Outcome:
    return Next(form=own_cards.fine(turn.texts, await row(work, await employees(work, turn))))


ANSWERS = {"hush": _hush, "hushed": _hushed, "loud": _loud, "fine": _fine}
VIEWS = {"hush": _hush_page, "fine": _fine_page}
