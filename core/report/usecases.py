"""Gathering a year, and who may have the report of it."""

from typing import Final, TypeVar

from core import workdays
from core.errors import Refused
from core.people import Language, Person, Position, Workplace
from core.ports import Work
from core.report.model import Year
from core.report.ports import Sources

READERS: Final = frozenset(
    {
        Position.COMMITTEE,
        Position.HR,
        Position.HSE,
        Position.UNION_REPRESENTATIVE,
        Position.SAFETY_REPRESENTATIVE,
    }
)
"""Who reads it: the committee, and those through whom it comes to the AMU (domain.md 5.6)."""
FIRST: Final = 2000
W = TypeVar("W", bound=Work)


async def may_read(sources: Sources[W], work: W, person: Person) -> bool:
    """By position, or by a seat in the committee; nothing else about a person can matter."""
    return bool(person.positions & READERS) or await sources.is_member(work, person)


def years(today_year: int) -> tuple[int, int]:
    """Those that are offered: this one, and the one that was."""
    return today_year, today_year - 1


async def gather(sources: Sources[W], work: W, workplace: Workplace, year: int, language: Language) -> Year:
    """The whole year as it stands now. Raises Refused for a year that has not begun, or is long before any committee."""
    today = workdays.local_date(work.now, workplace.zone)
    if not FIRST <= year <= today.year:
        raise Refused
    return Year(
        year=year,
        made_on=today,
        workplace=workplace.name,
        composition=await sources.composition(work, workplace.id, year),
        plan=await sources.plan(work, workplace.id, year),
        campaigns=tuple(await sources.campaigns(work, workplace.id, year, language)),
        training=await sources.training(work, workplace.id, year),
        documents=tuple(await sources.documents(work, workplace.id, year)),
    )
