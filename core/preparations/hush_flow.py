"""What the employee presses to be left alone with occasions, and to be reminded again."""

from core.chat.flows import Then, Turn
from core.chat.views import Mend, Next, Outcome
from core.preparations import muting, own_cards, own_page, usecases
from core.preparations.answers import before, text, wrong
from core.preparations.cards import TICKED
from core.preparations.model import BEFORE
from core.preparations.own_page import employees, row
from core.preparations.ports import Work
from core.preparations.prompts import ASK
from core.sight import Role


async def _hush(work: Work, turn: Turn) -> Outcome | Then:
    """What was typed before it was pressed is kept, and said to be; but it changes nothing that has been shared."""
    at = await employees(work, turn)
    given = before(turn, at)
    shared = any(each.by is Role.EMPLOYEE for each in await usecases.shared(work, at))
    if at.ahead and not shared and not wrong(turn, given, TICKED):
        await usecases.keep(work, at, turn.person, BEFORE, given)
    return Then("preparations.hush", at.ref)


async def _hush_page(work: Work, turn: Turn) -> Outcome:
    return Next(form=own_cards.hush(turn.texts, await row(work, await employees(work, turn))))


async def _hushed(work: Work, turn: Turn) -> Outcome | Then:
    at = await employees(work, turn)
    much = text(turn, "much")
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
    await muting.remind_again(work, at, turn.person)
    return Then("preparations.all", at.agreement)


async def _fine(work: Work, turn: Turn) -> Outcome | Then:
    """«Jeg klarer meg» (domain.md 4.2): no more is asked about this one."""
    at = await employees(work, turn)
    await muting.mute(work, at, turn.person, "one")
    await usecases.through(work, turn.person, at, ASK)
    return Then("preparations.fine", at.ref)


async def _fine_page(work: Work, turn: Turn) -> Outcome:
    return Next(form=own_cards.fine(turn.texts, (await employees(work, turn)).ref))


ANSWERS = {"hush": _hush, "hushed": _hushed, "loud": _loud, "fine": _fine}
VIEWS = {"hush": _hush_page, "fine": _fine_page}
