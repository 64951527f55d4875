"""
A campaign to 10,000 people on each platform at its real limits: the time taken against the floor that the limits set.

By a wound clock, so that it takes minutes and not an hour; 100 % means that no turn of the lane was left unused.
"""

import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from core.campaigns.model import Fate
from core.people import Platform
from tests import databases
from tests.scale.crowd import crowd

SIZE = 10_000


async def measure() -> Mapping[str, str]:
    """On SQLite; what the database costs is seen in the last line of each platform."""
    figures: dict[str, str] = {}
    for platform in Platform:
        with TemporaryDirectory() as folder:
            figures |= await _of(platform, Path(folder))
    return figures


async def _of(platform: Platform, folder: Path) -> Mapping[str, str]:
    async with crowd(platform, databases.sqlite(folder), folder, SIZE) as everybody:
        began = time.perf_counter()
        await everybody.finish()
        took = time.perf_counter() - began
        wound, floor = everybody.wound.seconds(), SIZE / everybody.messenger.pace
        if (got := set(everybody.pings().values())) != {1}:
            raise AssertionError(got)
        if (fates := await everybody.fates()) != {Fate.DELIVERED: SIZE}:
            raise AssertionError(fates)
        refused = len(everybody.refused("429")) + len(everybody.refused("ratelimited"))
    return {
        f"{platform}: {SIZE:,} people, floor of the limits": f"{floor:.0f} s",
        f"{platform}: taken, by the wound clock": f"{wound:.0f} s",
        f"{platform}: ratio (target: 1.05 at most)": f"{wound / floor:.3f}",
        f"{platform}: refusals for pace": str(refused),
        f"{platform}: sends a second that this machine can do": f"{SIZE / took:.0f}",
    }
