"""Going live, and seeing to it that each person has read the notice once before the first field."""

from collections.abc import Mapping
from typing import Any

from core import workdays
from core.golive.model import Golive, read, settled, written
from core.people import PersonId, Workplace, WorkplaceId
from core.ports import Work


def _name(workplace: WorkplaceId) -> str:
    return f"golive:{workplace}"


def _seen(person: PersonId, number: int) -> str:
    return f"notice:{person}:{number}"


async def current(work: Work, workplace: WorkplaceId) -> Golive | None:
    """The newest record, or None where nobody has gone live."""
    content = await work.marks.get(_name(workplace))
    return read(content) if content else None


async def go_live(work: Work, workplace: Workplace, told: Mapping[str, Any]) -> Golive:
    """Record it as the next version; the one before is kept under its number. Raises Unsettled."""
    before = await work.marks.take(_name(workplace.id))
    number = 1
    if before is not None:
        number = before["number"] + 1
        await work.marks.put(f"{_name(workplace.id)}:{before['number']}", before, None)
    golive = settled(told, number, workdays.local_date(work.now, workplace.zone))
    await work.marks.put(_name(workplace.id), written(golive), None)
    return golive


async def has_read(work: Work, person: PersonId, golive: Golive) -> bool:
    """Whether this person has had this version's notice before them."""
    return await work.marks.get(_seen(person, golive.number)) is not None


async def note_read(work: Work, person: PersonId, golive: Golive) -> None:
    """They have."""
    await work.marks.put(_seen(person, golive.number), {}, None)
