"""
What has been owed about one sort of occasion, so that it is owed once.

A telephone must not ring as often as somebody enters something. An occasion is invented in a minute, called off and entered anew. So what counts is the sort and the weeks, and not the
occasion: a new one, another day or another name does not start over. What has not been said yet goes with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final, Self

from core.agreements.model import AgreementId
from core.occasions.model import NAMED, Occasion, OccasionId
from core.people import PersonId
from core.preparations.model import expires
from core.preparations.ports import Work
from core.preparations.prompts import MORE, NOTE, PROMPTS, RAISE, Prompt, meant

APART: Final = timedelta(weeks=4)
"""Of one sort, days that are closer together have one set of prompts between them."""
MOST_LATE: Final = 2
"""Sets in four weeks that come late, whatever their sort."""
MOST_NAMED: Final = 4
"""Sets in four weeks of what the workplace has named itself: a new name is quickly found. The other kinds are few."""
KEPT: Final = APART + timedelta(weeks=2)
"""After its day. By then no other of its sort that has begun is left."""
SECOND: Final = (RAISE, NOTE, MORE)
"""What one more of a kind has beside the first: a lunch on the eleventh is no reason to forget the party on the 22nd."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """
    The prompts of one sort around one day. `holder` is whom they are about; `given` says for which day each is owed.

    `late` is the day on which some of it came late; all of it, and at other days than its own, if it was so from the
    first. `second`: another of the same kind has the rest.
    """

    sort: str
    on: date
    holder: OccasionId
    late: date | None = None
    second: bool = False
    given: dict[str, date] = field(default_factory=dict)

    @property
    def prompts(self) -> Sequence[Prompt]:
        """Which there are in it."""
        return SECOND if self.second else PROMPTS

    def covers(self, occasion: Occasion) -> bool:
        """Whether what is owed about it is counted here: also under another name, as long as it is the same one."""
        mine = occasion.id == self.holder or occasion.sort() == self.sort
        return mine and self.near(occasion)

    def near(self, occasion: Occasion) -> bool:
        """Whether it is in the same weeks."""
        return abs(occasion.on - self.on) < APART

    def owed(self, prompt: Prompt, to: PersonId, on: date) -> Self:
        """One more, or the same for another day."""
        return replace(self, given={**self.given, key(prompt, to): on})

    def without(self, prompt: Prompt, to: PersonId) -> Self:
        """It came to nothing, and may be owed anew."""
        left = {name: on for name, on in self.given.items() if name != key(prompt, to)}
        return replace(self, given=left)


def made(occasion: Occasion, *, late: date | None, second: bool = False) -> Given:
    """With nothing owed yet."""
    return Given(sort=occasion.sort(), on=occasion.on, holder=occasion.id, late=late, second=second)


def key(prompt: Prompt, to: PersonId) -> str:
    """By which one of them is found again: another leader has not heard of it."""
    return f"{prompt.name}:{to}"


def may_be_late(sets: Iterable[Given], today: date) -> bool:
    """Whether there is room for one more set that comes late."""
    late = [each for each in sets if each.late and today - each.late < APART]
    return len(late) < MOST_LATE


def has_room(sets: Iterable[Given], occasion: Occasion) -> bool:
    """Whether there is for a set about it: what the workplace has named itself takes the place of nothing else."""
    named = [each for each in sets if each.sort.startswith("other ") and each.near(occasion)]
    return occasion.kind not in NAMED or len(named) < MOST_NAMED


async def alone(work: Work, id: AgreementId) -> None:
    """Until the end of the transaction nobody else changes what is owed in this agreement."""
    await work.ledger.alone(PersonId(f"preparations:{id}"))


async def read(work: Work, id: AgreementId) -> Sequence[Given]:
    """What is remembered of this agreement."""
    kept = await work.marks.get(_name(id))
    return [_read(each) for each in kept["sets"]] if kept else []


async def save(work: Work, id: AgreementId, sets: Iterable[Given], today: date) -> None:
    """In the place of what was there; what is long past is forgotten. Only for who is `alone`."""
    left = [each for each in sets if each.on + KEPT > today]
    await work.marks.take(_name(id))
    if left:
        until = expires(max(each.on for each in left))
        await work.marks.put(_name(id), {"sets": [_written(each) for each in left]}, until)


async def came_to_nothing(work: Work, prompt: Prompt, ref: str, to: PersonId) -> None:
    """It fell away before it was said, and may be owed anew."""
    id, about, on = meant(ref)
    await alone(work, id)
    name, known = key(prompt, to), await read(work, id)
    left = [
        each.without(prompt, to) if (each.holder, each.given.get(name)) == (about, on) else each
        for each in known
    ]
    if left != known:
        await save(work, id, left, work.now.date())


def _name(id: AgreementId) -> str:
    return f"preparations.owed:{id}"


def _written(each: Given) -> dict[str, Any]:
    return {
        "sort": each.sort,
        "on": each.on.isoformat(),
        "holder": each.holder,
        "late": each.late.isoformat() if each.late else None,
        "second": each.second,
        "given": {name: on.isoformat() for name, on in each.given.items()},
    }


def _read(kept: dict[str, Any]) -> Given:
    return Given(
        sort=kept["sort"],
        on=date.fromisoformat(kept["on"]),
        holder=OccasionId(kept["holder"]),
        late=date.fromisoformat(kept["late"]) if kept["late"] else None,
        second=kept["second"],
        given={name: date.fromisoformat(on) for name, on in kept["given"].items()},
    )
