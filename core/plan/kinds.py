"""The pings of the year: begin a plan, adopt it, go through it, look back on it (S137)."""

from datetime import date
from typing import Final

from core import workdays
from core.chat.flows import Then, Turn
from core.committee import usecases as committee
from core.committee.reminding import OPEN_FOR, ForMembers, call
from core.committee.year import PlanState
from core.ledger.model import Promise
from core.people import Person, Workplace, WorkplaceId
from core.plan.model import Days, Step, asked, year_of
from core.plan.ports import Work
from core.plan.texts import TEXTS

STEP: Final = "plan.step"
"""`ref` is what is to be done and the year of its plan; and the step, on whose day there is something else to do first."""


async def due(work: Work, workplace: WorkplaceId, days: Days, today: date) -> list[str]:
    """What is to be done on steps whose day has come within four weeks: each as a promise refers to it."""
    if await committee.in_force(work, workplace) is None:
        return []
    found = []
    for step, day in days.items():
        for year in (today.year - 1, today.year):  # a day late in December may be moved into the new year
            on = workdays.on_or_after(date(year, *day))
            about = year_of(step, date(year, *day))
            if not on <= today < on + OPEN_FOR:
                continue
            if what := asked(step, await work.plans.get(workplace, about)):
                found.append(f"{what}:{about}" if what is step else f"{what}:{about}:{step}")
    return found


async def to_do(work: Work, workplace: WorkplaceId, days: Days, today: date) -> list[tuple[Step, int]]:
    """The same for the page, each once; this year's draft is to be adopted on any day."""
    found = dict.fromkeys(meant(each) for each in await due(work, workplace, days, today))
    plan = await work.plans.get(workplace, today.year)
    if plan is not None and plan.state is PlanState.DRAFT:
        found[Step.ADOPT, today.year] = None
    return list(found)


async def sweep(work: Work, workplace: Workplace, days: Days) -> None:
    """The clock's daily look: members are called once for each step, from its day on, on a working day."""
    today = workdays.local_date(work.now, workplace.zone)
    for ref in await due(work, workplace.id, days, today):
        await call(work, workplace.id, STEP, ref)


class YearsStep(ForMembers[Work]):
    """While it is still to be taken."""

    name = STEP

    async def stands(self, work: Work, person: Person, promise: Promise) -> bool:
        """By the plan alone: a step that was taken late needs no ping."""
        step, year = meant(promise.ref)
        if await committee.in_force(work, person.workplace) is None:
            return False
        return asked(step, await work.plans.get(person.workplace, year)) is step

    def line(self, turn: Turn, promise: Promise) -> str:
        """Which step, and of which plan."""
        step, year = meant(promise.ref)
        return turn.texts.other(TEXTS)(f"list.{step}", year=year)

    def view(self, promise: Promise) -> Then:
        """The plan of that year."""
        return Then("plan.page", str(meant(promise.ref)[1]))


def meant(ref: str) -> tuple[Step, int]:
    """What a promise is about."""
    step, year, *_ = ref.split(":")
    return Step(step), int(year)
