"""Starting the real application in a process that can be killed, and starting it again."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
UP = 90.0
"""Seconds a victim may take to come up."""


@dataclass
class Zygote:
    """The process that forks victims."""

    process: asyncio.subprocess.Process
    turn: asyncio.Lock

    async def start(self, order: Mapping[str, Any]) -> tuple[int, int] | None:
        """Pid and port; None if it was killed before it served. Whoever stops waiting leaves neither answer nor victim."""
        starting = asyncio.ensure_future(self._started(order))
        try:
            return await asyncio.shield(starting)
        except asyncio.CancelledError:
            starting.add_done_callback(_end)
            raise

    async def _started(self, order: Mapping[str, Any]) -> tuple[int, int] | None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        async with self.turn:
            self.process.stdin.write(json.dumps(order).encode() + b"\n")
            await self.process.stdin.drain()
            line = await asyncio.wait_for(self.process.stdout.readline(), UP)
        told = json.loads(line)
        return (told["pid"], told["port"]) if told else None


def _end(starting: asyncio.Future[tuple[int, int] | None]) -> None:
    """Nobody waits for this one any more."""
    if not starting.cancelled() and starting.exception() is None and (victim := starting.result()):
        with suppress(ProcessLookupError):
            os.kill(victim[0], signal.SIGKILL)


@asynccontextmanager
async def zygote() -> AsyncIterator[Zygote]:
    """Have everything imported once."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.faults.zygote",
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Zygote(process, asyncio.Lock())
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


class Victim:
    """One application, killed at most once at the boundary it was told, and started again each time it is found dead."""

    def __init__(
        self,
        zygote: Zygote,
        settings: Mapping[str, Any],
        folder: Path,
        kill_at: int | None,
        *,
        prepared_by: str = "",
    ) -> None:
        """`prepared_by` is a module of the tests whose `install` is called in the process before it starts."""
        self._zygote = zygote
        self._folder = folder
        self._order = {
            "settings": dict(settings),
            "clock": str(folder / "clock"),
            "log": str(folder / "boundaries"),
            "kill_at": kill_at,
            "prepared_by": prepared_by,
        }
        self._pid: int | None = None
        self.port = 0
        self.deaths = 0

    @property
    def pid(self) -> int:
        """Of the life that is lived now."""
        assert self._pid is not None
        return self._pid

    @property
    def lives(self) -> bool:
        """Whether the one that was started last has not died."""
        return self._alive()

    @property
    def boundaries(self) -> list[str]:
        """What the first life met, in order; the last is where it ended, if it did."""
        log = self._folder / "boundaries"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    async def ensure(self) -> int:
        """Be alive; says the port."""
        while not self._alive():
            if self._pid is not None or self._order["kill_at"] is None:
                self.deaths += self._pid is not None
                self._order |= {"kill_at": None, "log": os.devnull} if self._pid is not None else {}
            started = await self._zygote.start(self._order)
            if started is None:
                # Killed while it came up: the next life is the one that must make everything good.
                self.deaths += 1
                self._order |= {"kill_at": None, "log": os.devnull}
                self._pid = None
                continue
            self._pid, self.port = started
        return self.port

    def _alive(self) -> bool:
        if self._pid is None:
            return False
        stat = Path(f"/proc/{self._pid}/stat")
        try:
            return stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
        except OSError:
            return False

    def end(self) -> None:
        """Stop it for good."""
        if self._pid is not None and self._alive():
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
