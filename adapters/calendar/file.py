"""A calendar file, read by a process that is ended if it takes too long: a rule may have no end, and no day."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Final

from adapters.calendar.event import Unreadable
from core.occasions.calendar import Calendar, Entry

SECONDS: Final = 25.0
COMMAND: Final = (sys.executable, "-m", "adapters.calendar.reading")


async def read(
    raw: bytes, zone: str, today: date, *, seconds: float = SECONDS, command: tuple[str, ...] = COMMAND
) -> Calendar:
    """What is to come from `today` on; times without a zone are in `zone`. Raises Unreadable."""
    reading = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PYTHONPATH": _path()},  # and none of ours: it needs no secret
    )
    asked = json.dumps({"zone": zone, "today": today.isoformat()}).encode()
    try:
        async with asyncio.timeout(seconds):
            said, _ = await reading.communicate(asked + b"\n" + raw)
    except TimeoutError:
        raise Unreadable(
            "it takes too long to read; export a shorter time, or a calendar with only what is arranged"
        ) from None
    finally:
        if reading.returncode is None:
            with suppress(ProcessLookupError):
                reading.kill()
            await reading.wait()
    if reading.returncode != 0:
        raise Unreadable("it cannot be understood; export the calendar again")
    return _calendar(json.loads(said))


def _path() -> str:
    """What this process imports from, so that the other finds the same."""
    return os.pathsep.join(each for each in sys.path if each)


def _calendar(told: Mapping[str, Any]) -> Calendar:
    if "refused" in told:
        raise Unreadable(told["refused"])
    entries = tuple(
        Entry(**{**entry, "on": date.fromisoformat(entry["on"]), "categories": tuple(entry["categories"])})
        for entry in told["entries"]
    )
    return Calendar(**{**told, "entries": entries, "uids": frozenset(told["uids"])})
