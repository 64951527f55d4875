"""What the employee does with what they have answered before: looking, changing, taking back, deleting."""

import re

from core.agreements.model import AgreementId
from core.chat.flows import Then, Turn
from core.chat.views import Next, Open, Outcome
from core.checkins import own, usecases
from core.checkins.model import CheckInId, ShareId
from core.checkins.ports import Work

PLACE = re.compile(r"[0-9]{1,3}")


async def _mine_press(work: Work, turn: Turn) -> Outcome | Then:
    del work
    return Then("checkins.mine", turn.ref)


async def _mine(work: Work, turn: Turn) -> Outcome:
    ref, _, at = turn.ref.partition(":")
    id, sight = AgreementId(ref), usecases.employee(turn.person)
    shares = await work.checkins.shares(id, sight)
    rows = []
    for checkin in reversed(await work.checkins.of(id, sight)):
        answers = await work.checkins.answers(checkin.id, sight)
        mine = tuple(share for share in shares if share.checkin == checkin.id)
        if answers is not None or mine:
            rows.append(own.Row(checkin=checkin, answers=answers, shares=mine))
    may = await usecases.in_force(work, id, turn.person)
    return Open(form=own.mine(turn.texts, id, rows, int(at) if PLACE.fullmatch(at) else 0, may=may))


async def _edit(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.of_employee(work, CheckInId(turn.ref), turn.person)
    return Then("checkins.form", turn.ref)


async def _erase(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.of_employee(work, CheckInId(turn.ref), turn.person)
    return Then("checkins.erase", turn.ref)


async def _erase_page(work: Work, turn: Turn) -> Outcome:
    checkin = await usecases.of_employee(work, CheckInId(turn.ref), turn.person)
    shares = await work.checkins.shares(checkin.agreement, usecases.employee(turn.person))
    return Next(form=own.erase(turn.texts, checkin, [s for s in shares if s.checkin == checkin.id]))


async def _erased(work: Work, turn: Turn) -> Outcome | Then:
    return Then("checkins.mine", await usecases.erase(work, CheckInId(turn.ref), turn.person))


async def _back(work: Work, turn: Turn) -> Outcome | Then:
    checkin = await usecases.take_back(work, ShareId(turn.ref), turn.person)
    return Then("checkins.mine", await work.checkins.agreement_of(checkin))


ANSWERS = {"mine": _mine_press, "back": _back, "edit": _edit, "erase": _erase, "erased": _erased}
VIEWS = {"mine": _mine, "erase": _erase_page}
