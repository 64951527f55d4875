"""How far a campaign has come, in classes so coarse that nobody can be found in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.campaigns.audience import rough
from core.campaigns.model import FEWEST, Campaign, Fate, State
from core.campaigns.ports import Work

TENTHS: Final = 10
STOPPED: Final = frozenset({State.CANCELLED, State.RECALLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """
    `classes` are numbers in tens, 0 for fewer than ten; None for an audience of fewer than ten, about which nothing is
    said. Delivered holds those, too, who want no campaigns. `tenths` is how much of it is done.
    """

    total: int
    classes: Mapping[Fate, int] | None
    tenths: int


def summed(tally: Mapping[Fate, int], *, stopped: bool) -> Progress:
    """Whoever waits for a campaign that was stopped will not get it."""
    total, waiting = sum(tally.values()), tally.get(Fate.WAITING, 0)
    if total < FEWEST:
        return Progress(total=0, classes=None, tenths=TENTHS if total and not waiting else 0)
    counted = dict(tally)
    counted[Fate.DELIVERED] = tally.get(Fate.DELIVERED, 0) + tally.get(Fate.OPTED_OUT, 0)
    if stopped:
        counted[Fate.CANCELLED] = tally.get(Fate.CANCELLED, 0) + waiting
        counted[Fate.WAITING] = 0
    classes = {fate: rough(counted.get(fate, 0)) for fate in Fate}
    done = rough(total - waiting) * TENTHS // total
    return Progress(total=rough(total), classes=classes, tenths=min(done, TENTHS - 1) if waiting else TENTHS)


async def progress(work: Work, campaign: Campaign) -> Progress:
    """For the committee."""
    return summed(await work.campaigns.tally(campaign.id), stopped=campaign.state in STOPPED)
