"""Keeping to what a platform lets one workplace send, and holding still when it asks us to."""

from collections.abc import Callable

from core.people import Platform, WorkplaceId
from core.ports import Messenger, Sleep


class Lanes:
    """One lane for each workplace on each platform, in this process."""

    def __init__(self, sleep: Sleep, clock: Callable[[], float]) -> None:
        """`clock` counts real seconds (monotonic): a wound demo clock does not change a platform's limits."""
        self._sleep = sleep
        self._clock = clock
        self._free: dict[tuple[WorkplaceId, Platform], float] = {}

    async def turn(self, workplace: WorkplaceId, messenger: Messenger) -> None:
        """Wait for this lane's next turn."""
        lane = (workplace, messenger.platform)
        now = self._clock()
        start = max(now, self._free.get(lane, now))
        self._free[lane] = start + 1 / messenger.pace
        if start > now:
            await self._sleep(start - now)

    def hold(self, workplace: WorkplaceId, platform: Platform, seconds: float) -> None:
        """The platform asked for a pause: the whole lane takes it."""
        lane = (workplace, platform)
        self._free[lane] = max(self._free.get(lane, 0.0), self._clock() + seconds)

    def pause(self, workplace: WorkplaceId, platform: Platform) -> float:
        """How many seconds until this lane's next turn."""
        return max(0.0, self._free.get((workplace, platform), 0.0) - self._clock())
