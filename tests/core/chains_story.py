"""
One person's weeks as a list of acts, and what every screen promised on the way.

Over 200 lines: the acts and what must be true of them are read together.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.chat.views import Next, Open, Outcome, Stay
from core.checkins.model import CheckInId
from core.checkins.usecases import ASK, REMIND, THANKED
from core.conversation.door import TEXTS
from core.errors import Refused
from core.ledger.model import Promise, PromiseId
from core.people import Language
from core.reminders.flow import DUE
from core.sight import WORKER
from storage.store import SqlWork
from tests.builders import KARI, LEIF
from tests.core.chains_world import COMES_TO_NOTHING, OSLO, Answer, Call, Chains, buttons, said

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PATIENCE = timedelta(hours=3)
"""How long after its time a ping may come when the platform was busy or in doubt; else it comes in that minute."""


@dataclass(kw_only=True)
class Said:
    """A time that a screen named, and the things it was said of; those that are done or named anew go."""

    at: datetime
    things: set[str]
    rests: int
    """How many rests had begun when it was said."""


@dataclass
class Story:
    """Acts are numbered choices, so that any list of them makes sense: `which` counts from the newest."""

    chains: Chains
    known: list[str] = field(default_factory=list)
    promised: list[Said] = field(default_factory=list)
    outages: list[tuple[datetime, datetime]] = field(default_factory=list)
    rests: list[datetime] = field(default_factory=list)

    async def act(self, name: str, which: int) -> None:
        """One act, unless there is nothing yet to do it to."""
        acts: dict[str, Callable[[int], Awaitable[None]]] = {
            "wait": self._wait,
            "outage": self._outage,
            "open": self._open,
            "hour": lambda which: self._snooze("ping.hour", which),
            "tomorrow": lambda which: self._snooze("ping.tomorrow", which),
            "answer": lambda which: self._done("checkins.answer", which),
            "skip": lambda which: self._done("checkins.skip", which),
            "choose": self._choose,
            "share": self._share,
            "take back": self._take_back,
            "now": self._now,
            "remind me": self._remind_me,
            "pause": self._pause,
            "resume": self._resume,
            "quiet": self._quiet,
            "leader": self._leader,
            "platform": self._platform,
            "sweep": lambda _: self.settle(),
        }
        await acts[name](which)

    # ---- time

    async def _wait(self, which: int) -> None:
        """Until the next thing that is due, or a day or some longer."""
        due = await self.chains.next_due()
        if due is not None and which % 3:
            await self.chains.wind(max(due, self.chains.clock.at))
        else:
            await self.chains.wind_by(days=1 + which)

    async def _outage(self, which: int) -> None:
        """No worker for some days."""
        before = self.chains.clock.at
        self.chains.clock.wind(days=which)
        self.outages.append((before, self.chains.clock.at))
        await self.chains.run()

    async def _platform(self, which: int) -> None:
        answers = list(Answer)
        self.chains.slack.script.append(answers[which % len(answers)])

    # ---- Kari

    async def _hear(self, action: str, ref: str, **values: str | tuple[str, ...]) -> Outcome:
        outcome = await self.chains.kari(action, ref, **values)
        assert not (isinstance(outcome, Stay) and outcome.text == TEXTS["fault"][Language.NB]), action
        if isinstance(outcome, Open | Next) and outcome.form.action == "checkins.answer":
            self.known.append(outcome.form.ref)
        return outcome

    def _ping(self, which: int) -> str | None:
        pings = list(dict.fromkeys(call.ping for call in reversed(self.chains.pings())))
        return pings[which % len(pings)] if pings else None

    def _checkin(self, which: int) -> str | None:
        return self.known[-1 - which % len(self.known)] if self.known else None

    async def _open(self, which: int) -> None:
        if ping := self._ping(which // 2):
            outcome = await self._hear("ping.open", ping)
            behind = buttons(outcome) if isinstance(outcome, Open) else []
            if ones := [button.ref for button in behind if button.action == "ping.one"]:
                await self._hear("ping.one", ones[which % len(ones)])

    async def _snooze(self, action: str, which: int) -> None:
        if ping := self._ping(which):
            things = await self._behind(ping)
            self._note(await self._hear(action, ping), things)

    async def _done(self, action: str, which: int) -> None:
        if checkin := self._checkin(which):
            outcome = await self._hear(action, checkin, mood="good", difficult="Helgen var lang")
            if not isinstance(outcome, Stay):
                self._off({checkin})

    async def _choose(self, which: int) -> None:
        if checkin := self._checkin(which // 5):
            at = self.chains.clock.at.astimezone(ZoneInfo(OSLO)) + timedelta(hours=31) * (1 + which % 5)
            outcome = await self._hear("checkins.chosen", checkin, day=f"{at:%Y-%m-%d}", time=f"{at:%H:%M}")
            self._note(outcome, {checkin})

    async def _share(self, which: int) -> None:
        if checkin := self._checkin(which):
            await self._hear("checkins.share", f"{checkin}:{LEIF}:", parts=("mood", "difficult"))

    async def _take_back(self, which: int) -> None:
        mine = await self._hear("checkins.mine", self.chains.agreement)
        if shares := [button.ref for button in buttons(mine) if button.action == "checkins.back"]:
            await self._hear("checkins.back", shares[which % len(shares)])

    async def _now(self, which: int) -> None:
        del which
        await self._hear("checkins.now", self.chains.agreement)

    async def _remind_me(self, which: int) -> None:
        at = self.chains.clock.at.astimezone(ZoneInfo(OSLO)) + timedelta(hours=5) * (1 + which)
        before = {promise.ref for promise in await self.chains.owed(kind=DUE)}
        outcome = await self._hear(
            "reminders.set", "", text="Eget", day=f"{at:%Y-%m-%d}", time=f"{at:%H:%M}", repeat="once"
        )
        self._note(outcome, {p.ref for p in await self.chains.owed(kind=DUE)} - before)

    async def _pause(self, which: int) -> None:
        try:
            await self.chains.pause((self.chains.clock.at + timedelta(days=1 + which)).date())
        except Refused:
            return
        self.rests.append(self.chains.clock.at)

    async def _resume(self, which: int) -> None:
        del which
        try:
            await self.chains.resume()
        except Refused:
            return

    async def _quiet(self, which: int) -> None:
        await self.chains.quieten(quiet=which % 2 == 1)
        self.rests.append(self.chains.clock.at)

    async def _leader(self, which: int) -> None:
        await self.chains.leif("checkins.follow_up", self.chains.agreement)
        await self.chains.leif("checkins.thank", self.chains.agreement, words="Takk")
        if pings := self.chains.pings(LEIF):
            await self.chains.leif("ping.tomorrow", pings[-1 - which % len(pings)].ping)

    # ---- what was promised

    async def _behind(self, ping: str) -> set[str]:
        """What this ping still stands for."""
        async with self.chains.store.transaction() as work:
            try:
                promise = await work.ledger.get(PromiseId(ping))
            except Refused:
                return set()
            aboard = await work.ledger.carried_by(promise.carrier or promise.id)
            return {each.ref for each in aboard if await _open_still(work, each)}

    def _note(self, outcome: Outcome, things: set[str]) -> None:
        if at := said(outcome, self.chains.clock.at):
            self._off(things)
            self.promised.append(Said(at=at, things=set(things), rests=len(self.rests)))

    def _off(self, things: set[str]) -> None:
        for each in self.promised:
            if self.chains.clock.at <= max(self._dues(each)) + PATIENCE:  # later it should have come already
                each.things -= things

    # ---- what must be true

    async def settle(self) -> None:
        """The worker has run and the daily sweep has run: what was said has come, and one asking lies ahead."""
        await self.chains.run()
        await self._kept()
        await self.chains.parts.upkeep()
        await self.chains.run()
        askings = await self.chains.askings()
        assert len(askings) == 1, askings
        assert askings[0].due > self.chains.clock.at
        chosen = Counter(
            p.ref for p in await self.chains.live(kind="") if p.chosen and p.kind in {ASK, REMIND}
        )
        assert all(times == 1 for times in chosen.values()), chosen

    async def finish(self) -> None:
        """On until all that was said lies behind."""
        await self.settle()
        if self.promised:
            await self.chains.wind(max(each.at for each in self.promised) + PATIENCE + MINUTE)
        await self.settle()

    def _dues(self, each: Said) -> list[datetime]:
        """When it was to come; or else, each time that it could not, when there was a worker again."""
        dues = [each.at]
        for start, to in self.outages:
            if start - PATIENCE < dues[-1] <= to:
                dues.append(to)
        return dues

    async def _kept(self) -> None:
        owed = await self.chains.owed()
        for each in list(self.promised):
            dues = self._dues(each)
            if any(self._came(each, due, owed) for due in dues):
                self.promised.remove(each)
            elif max(dues) + PATIENCE < self.chains.clock.at:
                self.promised.remove(each)
                assert not each.things or self._rested(each), each

    def _came(self, each: Said, due: datetime, owed: list[Promise]) -> bool:
        """In that minute; or, if the platform had its moods, within patience; or rightly never."""
        calls = [call for call in self.chains.slack.calls if due <= call.at <= due + PATIENCE]
        moody = [call.answer for call in calls if call.answer is not Answer.DELIVERED]
        if COMES_TO_NOTHING & set(moody):
            return True
        last = due + (PATIENCE if moody else MINUTE)
        return any(call.at < last and _carried(call, each.things, owed) for call in calls)

    def _rested(self, each: Said) -> bool:
        """A rest that began after it was said may swallow it."""
        return any(began <= max(self._dues(each)) + PATIENCE for began in self.rests[each.rests :])


def _carried(call: Call, things: set[str], owed: list[Promise]) -> bool:
    aboard = {promise.ref for promise in owed if call.ping in {promise.id, promise.carrier}}
    return call.there and call.to == f"S-{KARI}" and bool(aboard & things)


async def _open_still(work: SqlWork, promise: Promise) -> bool:
    if promise.kind not in {ASK, REMIND}:
        return promise.kind in {THANKED, DUE}
    return (await work.checkins.get(CheckInId(promise.ref), WORKER)).open
