"""
What has been owed about one sort of occasion, so that it is owed once.

A telephone must not ring as often as somebody enters something. An occasion is invented in a minute, called off and entered anew. So what counts is the sort and the weeks, and not the
occasion: a new one, another day or another name does not start over. What has not been said yet goes with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, Self

from core.agreements.model import AgreementId
from core.occasions.model import Occasion, OccasionId
from core.people import PersonId
from core.preparations.ports import Work
from core.preparations.prompts import REMEMBERED, Prompt

APART: Final = timedelta(weeks=4)
"""Of one sort, days that are closer together have one set of prompts between them."""
MOST_LATE: Final = 2
"""Sets in four weeks of which something comes late, whatever their sort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The prompts of one sort around one day. `holder` is whom they are about; `given` says about which each is owed."""

    sort: str
    on: date
    holder: OccasionId
    late: date | None = None
    given: dict[str, str] = field(default_factory=dict)

    def covers(self, occasion: Occasion) -> bool:
        """Whether what is owed about it is counted here: also under another name, as long as it is the same one."""
        mine = occasion.id == self.holder or occasion.sort() == self.sort
        return mine and abs(occasion.on - self.on) < APART

    def owed(self, prompt: Prompt, to: PersonId, ref: str, late: date | None) -> Self:
        """One more, or the same about another; `late` is today, if it comes late."""
        return replace(self, given={**self.given, key(prompt, to): ref}, late=late or self.late)

    def without(self, prompt: Prompt, to: PersonId) -> Self:
        """It came to nothing, and may be owed anew."""
        left = {name: ref for name, ref in self.given.items() if name != key(prompt, to)}
        return replace(self, given=left)


def key(prompt: Prompt, to: PersonId) -> str:
    """By which one of them is found again: another leader has not heard of it."""
    return f"{prompt.name}:{to}"


def may_be_late(sets: Iterable[Given], but: Given | None, today: date) -> bool:
    """Whether there is room for one more set that comes late, beside this one."""
    late = [each for each in sets if each is not but and each.late and today - each.late < APART]
    return len(late) < MOST_LATE


async def alone(work: Work, id: AgreementId) -> None:
    """Until the end of the transaction nobody else changes what is owed in this agreement."""
    await work.ledger.alone(PersonId(f"preparations:{id}"))


async def read(work: Work, id: AgreementId) -> Sequence[Given]:
    """What is remembered of this agreement."""
    kept = await work.marks.get(_name(id))
    return [_read(each) for each in kept["sets"]] if kept else []


async def save(work: Work, id: AgreementId, sets: Iterable[Given], today: date) -> None:
    """In the place of what was there; what is long past is forgotten. Only for who is `alone`."""
    left = [each for each in sets if each.on + REMEMBERED > today]
    await work.marks.take(_name(id))
    if left:
        until = datetime.combine(max(each.on for each in left) + REMEMBERED, time(), UTC)
        await work.marks.put(_name(id), {"sets": [_written(each) for each in left]}, until)


async def came_to_nothing(work: Work, prompt: Prompt, id: AgreementId, ref: str, to: PersonId) -> None:
    """It fell away before it was said, and may be owed anew."""
    await alone(work, id)
    name, known = key(prompt, to), await read(work, id)
    left = [each.without(prompt, to) if each.given.get(name) == ref else each for each in known]
    if left != known:
        await save(work, id, left, work.now.date())


def _name(id: AgreementId) -> str:
    return f"preparations.given:{id}"


def _written(each: Given) -> dict[str, Any]:
    return {
        "sort": each.sort,
        "on": each.on.isoformat(),
        "holder": each.holder,
        "late": each.late.isoformat() if each.late else None,
        "given": each.given,
    }


def _read(kept: dict[str, Any]) -> Given:
    return Given(
        sort=kept["sort"],
        on=date.fromisoformat(kept["on"]),
        holder=OccasionId(kept["holder"]),
        late=date.fromisoformat(kept["late"]) if kept["late"] else None,
        given=kept["given"],
    )
