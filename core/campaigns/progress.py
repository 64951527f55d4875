"""How far a campaign has come, in classes so coarse that nobody can be found in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.campaigns.audience import rough
from core.campaigns.model import FEWEST, Campaign, Fate, State
from core.campaigns.ports import Work

TENTHS: Final = 10
CLASSES: Final[tuple[Fate, ...]] = tuple(each for each in Fate if each is not Fate.OPTED_OUT)
"""What is told of; whoever wants none is nowhere told of by themselves."""
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


def reached(tally: Mapping[Fate, int]) -> int:
    """Whoever wants none counts as somebody who has got it, so that nobody can be found by having said so."""
    return tally.get(Fate.DELIVERED, 0) + tally.get(Fate.OPTED_OUT, 0)


def summed(tally: Mapping[Fate, int], *, stopped: bool) -> Progress:
    """Whoever waits for a campaign that was stopped will not get it."""
    total, waiting = sum(tally.values()), tally.get(Fate.WAITING, 0)
    if total < FEWEST:
        return Progress(total=0, classes=None, tenths=TENTHS if total and not waiting else 0)
    counted = dict(tally)
    counted[Fate.DELIVERED] = reached(tally)
    if stopped:
        counted[Fate.CANCELLED] = tally.get(Fate.CANCELLED, 0) + waiting
        counted[Fate.WAITING] = 0
    classes = {fate: rough(counted.get(fate, 0)) for fate in CLASSES}
    done = rough(total - waiting) * TENTHS // total
    return Progress(total=rough(total), classes=classes, tenths=min(done, TENTHS - 1) if waiting else TENTHS)


async def tally(work: Work, campaign: Campaign) -> Mapping[Fate, int]:
    """How many of each: as they were when they were forgotten one by one, or as they are now."""
    return campaign.tally or await work.campaigns.tally(campaign.id)


async def progress(work: Work, campaign: Campaign) -> Progress:
    """For the committee."""
    return summed(await tally(work, campaign), stopped=campaign.state in STOPPED)
