"""The pings: to somebody whose course is to be refreshed, and to members when the guidelines are to be revised (S153)."""

from datetime import timedelta
from typing import Final

from core import workdays
from core.chat.flows import Then, Turn
from core.committee import usecases as committee
from core.committee.reminding import OPEN_FOR, ForMembers, Gentle, call, remind
from core.committee.usecases import today_of
from core.competence import usecases
from core.competence.model import newest
from core.competence.ports import Work
from core.competence.texts import TEXTS
from core.ledger.model import Promise
from core.people import Person, Workplace

REFRESH: Final = "competence.refresh"
"""To the person themselves. `ref` is the training."""
REVISE: Final = "competence.revise"
"""To members. `ref` is the version, its day, and how many days ahead it was."""
BEFORE: Final = (0, 60)
"""Days before the revision, the nearest first."""


async def sweep(work: Work, workplace: Workplace) -> None:
    """The clock's daily look."""
    today = workdays.local_date(work.now, workplace.zone)
    for each in await usecases.to_refresh(work, workplace.id, today):
        await remind(work, await work.people.get(each.person), REFRESH, each.id)
    there = await usecases.guideline(work, workplace.id)
    if there is None or await committee.in_force(work, workplace.id) is None:
        return
    for days in BEFORE:
        if there.revise_on - timedelta(days=days) <= today < there.revise_on + OPEN_FOR:
            await call(work, workplace.id, REVISE, f"{there.number}:{there.revise_on}:{days}")
            break  # late, they are reminded once


class Refresh(Gentle[Work]):
    """While it has not been taken again."""

    name = REFRESH

    async def needed(self, work: Work, person: Person, promise: Promise) -> bool:
        """For whoever it is about."""
        theirs, today = newest(await work.competence.trainings_of(person.id)), today_of(work, person)
        return any(each.id == promise.ref and each.to_refresh(today) for each in theirs)

    def line(self, turn: Turn, promise: Promise) -> str:
        """Not which."""
        del promise
        return turn.texts.other(TEXTS)("list.refresh")

    def view(self, promise: Promise) -> Then:
        """The person's own courses, and what is offered."""
        del promise
        return Then("competence.mine")


class Revise(ForMembers[Work]):
    """While that version is in force."""

    name = REVISE

    async def stands(self, work: Work, person: Person, promise: Promise) -> bool:
        """A newer version, or another day, makes it void."""
        there = await usecases.guideline(work, person.workplace)
        return there is not None and promise.ref.startswith(f"{there.number}:{there.revise_on}:")

    def line(self, turn: Turn, promise: Promise) -> str:
        """What it is."""
        del promise
        return turn.texts.other(TEXTS)("list.revise")

    def view(self, promise: Promise) -> Then:
        """Where the guidelines are recorded."""
        del promise
        return Then("competence.page")
