"""The ping of a term that nears its end (S144)."""

from typing import Final

from core import workdays
from core.chat.flows import Then, Turn
from core.committee import usecases
from core.committee.model import months_on, to_settle
from core.committee.ports import Work
from core.committee.reminding import ForMembers, call
from core.committee.texts import TEXTS
from core.ledger.model import Promise
from core.people import Person, Workplace

TERM: Final = "committee.term"
"""`ref` is the last day of the terms that it is about, and how many months ahead it was."""
AHEAD: Final = (1, 3, 6)
"""Months before the last day, the nearest first."""


async def sweep(work: Work, workplace: Workplace) -> None:
    """The clock's daily look: whoever is a member is reminded six, three and one months ahead. Late, they are reminded once."""
    if await usecases.in_force(work, workplace.id) is None:
        return
    today = workdays.local_date(work.now, workplace.zone)
    open_ = to_settle(await work.committee.terms(workplace.id), today)
    for last in sorted({each.last for each in open_ if each.last >= today}):
        for months in AHEAD:
            if workdays.on_or_after(months_on(last, -months)) <= today:
                await call(work, workplace.id, TERM, f"{last.isoformat()}:{months}")
                break


class Ending(ForMembers[Work]):
    """While nobody has said what follows."""

    name = TERM

    async def stands(self, work: Work, person: Person, promise: Promise) -> bool:
        """Of those that end on that day, one at least is not settled."""
        if await usecases.in_force(work, person.workplace) is None:
            return False
        today = usecases.today_of(work, person)
        last = promise.ref.partition(":")[0]
        terms = await usecases.manned(work, person.workplace, today)
        return any(each.last.isoformat() == last and each.last >= today for each in to_settle(terms, today))

    def line(self, turn: Turn, promise: Promise) -> str:
        """Not whose."""
        del promise
        return turn.texts.other(TEXTS)("list.term")

    def view(self, promise: Promise) -> Then:
        """All of them."""
        del promise
        return Then("committee.seats")
