"""One check-in played by people who try again, whatever happens to the server meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bots.demo.far.phone import FormRefused, NotOnScreen, Phone
from bots.demo.far.slack import FarSlack
from bots.demo.far.teams import FarTeams
from tests.faults.victims import Victim

PATIENCE = 25.0
"""Real seconds in which each step must succeed, a restart and a lease included."""
LEASE = 1.0
HARD, WORDS = "Mandagene er lange", "Takk for at du sier fra"


@dataclass(frozen=True, kw_only=True)
class Times:
    """When things fall due in the workplace that every trial begins with."""

    ask: datetime
    follow_up: datetime


class Stuck(AssertionError):
    """A step did not succeed in time."""


class Trial:
    """The story, its people and the server that may die."""

    def __init__(self, far: FarSlack | FarTeams, victim: Victim, folder: Path, times: Times) -> None:
        self._far = far
        self._victim = victim
        self._clock = folder / "clock"
        self._times = times
        phones: list[Phone] = list(far.phones.values())
        self.kari, self.jonas, self.ola = phones

    def wind(self, to: datetime) -> None:
        """Tell the victim the time, which it reads at each look at its clock."""
        fresh = self._clock.with_suffix(".new")
        fresh.write_text(to.isoformat(), encoding="utf-8")
        fresh.rename(self._clock)

    async def until(
        self, true: Callable[[], bool], act: Callable[[], Awaitable[None]] | None, what: str
    ) -> None:
        """Do `act` again and again, as a person would, until it shows."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        try:
            async with asyncio.timeout_at(end):
                while not true():
                    if (
                        loop.time() > end
                    ):  # whoever was waited for may have taken the cancelling for their own
                        raise Stuck(what)
                    self._far.bot_url = f"http://127.0.0.1:{await self._victim.ensure()}"
                    if act is not None:
                        with suppress(NotOnScreen, FormRefused):
                            await act()
                    if not true():
                        await asyncio.sleep(0.05)
        except TimeoutError:
            raise Stuck(what) from None

    async def play(self) -> None:
        """From the ping to the thanks."""
        kari, jonas = self.kari, self.jonas
        self.wind(self._times.ask)
        await self.until(lambda: len(kari.lock_screen) >= 1, None, "the ping")
        await self.until(lambda: "to minutter" in kari.words(), lambda: kari.press("Åpne"), "opening")
        kari.choose("Hvordan går det?", "Litt tungt")
        kari.fill("Hva er vanskelig akkurat nå?", HARD)
        await self.until(lambda: "bare du kan lese dem" in kari.words(), kari.submit, "answering")
        kari.tick("Dette vil jeg dele", "Hvordan det går")
        await self.until(lambda: "Det er delt og kan leses" in kari.words(), kari.submit, "sharing")
        await kari.close()
        self.wind(self._times.follow_up)
        await self.until(lambda: len(jonas.lock_screen) >= 1, None, "the leader's ping")
        await self.until(
            lambda: "Litt tungt" in jonas.words(), lambda: jonas.press("Åpne"), "the leader opening"
        )
        jonas.fill("En hilsen med egne ord, om du vil", WORDS)
        before = len(kari.lock_screen)
        await self.until(lambda: "Takken er på vei" in jonas.words(), jonas.submit, "thanking")
        self.wind(self._times.follow_up.replace(hour=13) + timedelta(days=1))  # after any slot of a Friday
        await self.until(lambda: len(kari.lock_screen) > before or WORDS in kari.words(), None, "the thanks")
        await self.until(lambda: WORDS in kari.words(), lambda: self._newest(kari), "reading the thanks")
        # What a dead worker held is taken over when its lease runs out: only then is every repeat out.
        await self._victim.ensure()
        await asyncio.sleep(LEASE + 0.5)

    async def _newest(self, phone: Phone) -> None:
        if phone.form is not None:
            await phone.close()
        await phone.press("Åpne")
