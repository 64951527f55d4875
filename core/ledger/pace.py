"""Keeping to what a platform lets one workplace send, and holding still when it asks us to."""

import asyncio
import heapq
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from core.people import Platform, WorkplaceId
from core.ports import Messenger, Sleep

LONG_PAUSE = 2.0
"""Seconds; a longer pause of a lane is waited out in the table, not on a lease."""
UNNAMED = 10.0
"""Seconds that a lane rests when the platform asked for a rest and did not say how long."""
OVERSLEPT = 0.1
"""Seconds that are made up for: a machine wakes us a little late each time, and over a day that would add up."""

Ticket = tuple[bool, int, "asyncio.Future[float]"]


@dataclass(slots=True)
class _Lane:
    pace: float
    free: float = -math.inf
    held: float = -math.inf
    """Until then the platform wants to hear nothing."""
    line: list[Ticket] = field(default_factory=list)
    caller: asyncio.Task[None] | None = None


@dataclass(slots=True)
class _Back:
    """The lane of what is taken back. `free` is when the next one may go; `kept` the last time that was promised."""

    free: float = -math.inf
    held: float = -math.inf
    kept: float = -math.inf


class Lanes:
    """
    One lane for each workplace on each platform, in this process; and one for what is taken back.

    Who waits for a turn stands in a line: what is not bulk before what is, and first come first served. So a
    reminder that is due now waits for the one turn that is next, however much of a campaign stands before it.
    """

    def __init__(self, sleep: Sleep, clock: Callable[[], float]) -> None:
        """`clock` counts real seconds (monotonic): a wound demo clock does not change a platform's limits."""
        self._sleep = sleep
        self._clock = clock
        self._lanes: dict[tuple[WorkplaceId, Platform], _Lane] = {}
        self._backs: dict[tuple[WorkplaceId, Platform], _Back] = {}
        self._numbers = count()

    async def turn(self, workplace: WorkplaceId, messenger: Messenger, *, bulk: bool = False) -> float:
        """
        Wait for a turn in this lane; 0 when it has come.

        Else it is for how many seconds more the platform wants nothing, which is longer than anybody may wait here:
        whoever stands in line when that begins is sent away with it.
        """
        if (pause := self.pause(workplace, messenger.platform)) > LONG_PAUSE:
            return pause
        lane = self._lanes.setdefault((workplace, messenger.platform), _Lane(messenger.pace))
        if not lane.line and max(lane.free, lane.held) <= self._clock():
            lane.free = self._clock() + 1 / lane.pace
            return 0.0
        waits: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        heapq.heappush(lane.line, (bulk, next(self._numbers), waits))
        if lane.caller is None:
            lane.caller = asyncio.create_task(self._call(lane))
        return await waits

    async def back(self, workplace: WorkplaceId, messenger: Messenger, *, bulk: bool = False) -> float:
        """
        The same for taking something back. Where that is counted by itself, nobody stands in line for it.

        What cannot go within two seconds is told when to come again, each a time of its own: so thousands that are
        taken back at once stand in nobody's way, and the platform is asked no oftener than it likes.
        """
        if (rate := messenger.withdrawing) is None:
            return await self.turn(workplace, messenger, bulk=bulk)
        lane = self._backs.setdefault((workplace, messenger.platform), _Back())
        now = self._clock()
        lane.free = max(lane.free, now - (rate.burst - 1) / rate.pace)
        wait = max(lane.free, lane.held) - now
        if wait > LONG_PAUSE:
            lane.kept = max(lane.kept + 1 / rate.pace, now + wait)
            return lane.kept - now
        lane.free += 1 / rate.pace
        if wait > 0:
            await self._sleep(wait)
        return 0.0

    def hold_back(self, workplace: WorkplaceId, messenger: Messenger, seconds: float | None) -> None:
        """The platform asked for a pause in taking back; where it counts that by itself, what is sent goes on."""
        if messenger.withdrawing is None:
            self.hold(workplace, messenger, seconds)
            return
        lane = self._backs.setdefault((workplace, messenger.platform), _Back())
        lane.held = max(lane.held, self._clock() + (seconds or UNNAMED))

    def hold(self, workplace: WorkplaceId, messenger: Messenger, seconds: float | None) -> None:
        """The platform asked for a pause: the whole lane takes it."""
        lane = self._lanes.setdefault((workplace, messenger.platform), _Lane(messenger.pace))
        lane.held = max(lane.held, self._clock() + (seconds or UNNAMED))
        pause = lane.held - self._clock()
        while pause > LONG_PAUSE and lane.line:
            _tell(heapq.heappop(lane.line), pause)

    def pause(self, workplace: WorkplaceId, platform: Platform) -> float:
        """For how many seconds more the platform wants to hear nothing."""
        lane = self._lanes.get((workplace, platform))
        return 0.0 if lane is None else max(0.0, lane.held - self._clock())

    def held(self, platform: Platform) -> float:
        """For how many seconds more this platform wants to hear nothing from any workplace."""
        on_it = [workplace for workplace, where in self._lanes if where is platform]
        return min((self.pause(workplace, platform) for workplace in on_it), default=0.0)

    async def _call(self, lane: _Lane) -> None:
        """Call one after the other in, for as long as anybody stands in line."""
        while lane.line:
            until = max(lane.free, lane.held)
            if (left := until - self._clock()) > 0:
                await self._sleep(left)
            if lane.line and max(lane.free, lane.held) <= until and _tell(heapq.heappop(lane.line), 0.0):
                lane.free = max(until, self._clock() - OVERSLEPT) + 1 / lane.pace
        lane.caller = None


def _tell(ticket: Ticket, pause: float) -> bool:
    """Say so to whoever waits; False if they have gone."""
    if ticket[2].done():
        return False
    ticket[2].set_result(pause)
    return True
