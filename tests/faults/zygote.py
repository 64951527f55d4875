"""
A process that has imported everything and forks the real application on request.

Importing takes seconds, a fork takes none: so that every boundary can be tried. One JSON line in for each
victim to start; one line out with its pid and port. The victim is `bots.serve` with the real worker.
"""

import asyncio
import ctypes
import importlib
import json
import logging
import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from bots.serve import serving
from bots.settings import Settings
from tests.faults.boundaries import Boundaries

PR_SET_PDEATHSIG = 1


class FileClock:
    """The time is what the file says, so that whoever drives the journey can wind it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        return datetime.fromisoformat(self._path.read_text(encoding="utf-8"))


async def victim(order: dict[str, Any], out: int) -> None:
    boundaries = Boundaries(Path(order["log"]), order["kill_at"])
    boundaries.watch()
    if order["prepared_by"]:
        importlib.import_module(order["prepared_by"]).install()
    async with serving(Settings(**order["settings"]), FileClock(Path(order["clock"]))) as (_, port):
        os.write(out, json.dumps({"pid": os.getpid(), "port": port}).encode() + b"\n")
        await asyncio.Event().wait()


def _die_with_parent() -> None:
    """Nobody is left running when a trial was given up before it knew of them; Linux's own, and elsewhere nothing."""
    if prctl := getattr(ctypes.CDLL(None), "prctl", None):
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    """Fork until standard input ends."""
    logging.disable(logging.CRITICAL) if "LOUD" not in os.environ else logging.basicConfig(level=logging.INFO)
    for line in sys.stdin:
        read, write = os.pipe()
        if os.fork() == 0:
            os.close(read)
            _die_with_parent()
            try:
                asyncio.run(victim(json.loads(line), write))
            finally:
                os._exit(1)
        os.close(write)
        with os.fdopen(read) as told:
            sys.stdout.write(told.readline() or "{}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
