"""
A small workplace with the real kinds, flows, store and delivery; only the platform is ours, and answers as it is told.

Over 200 lines: whoever reads a chain wants its whole world in one place.
"""

import re
import shutil
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum, auto
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from bots.settings import Settings
from bots.subjects import Cards, flows, kinds
from bots.wiring import Parts
from core import workdays
from core.agreements.model import AgreementId, Cadence, Measure, MeasureId, MeasureKind, Owner
from core.agreements.usecases import Content, take_in
from core.campaigns.posting import Posting
from core.chat.flows import Reply
from core.chat.texts import Texts
from core.chat.views import Button, Buttons, Card, Form, Mend, Next, Open, Outcome, Show, Values
from core.checkins.usecases import ASK, begin
from core.conversation import Conversation
from core.errors import TryLater, Unreachable, Unsure
from core.ledger.cards import TEXTS
from core.ledger.delivery import Delivery
from core.ledger.model import FINAL, Promise
from core.ledger.pace import Lanes
from core.ledger.ports import Kind
from core.life import usecases as life
from core.people import Account, Language, Person, PersonId, Platform
from core.ports import MessageRef, Rate
from core.sight import WORKER
from storage.keyring import Keyring
from storage.store import SqlStore, SqlWork
from tests import databases
from tests.builders import KARI, LEIF, WORKPLACE, StoppedClock, a_keyring, a_person, a_workplace, an_account

STARTS_ON, ENDS_ON = date(2026, 11, 16), date(2028, 11, 15)
MEASURES = (
    Measure(id=MeasureId("m1"), kind=MeasureKind.SUPPORT, text="En kort prat", owner=Owner.BOTH),
    Measure(id=MeasureId("m2"), kind=MeasureKind.EXPECTATION, text="Sier fra", owner=Owner.EMPLOYEE),
)
MORNING = datetime(2026, 11, 23, 7, tzinfo=UTC)
"""The Monday of the first check-in, before anybody's hours."""
AT_ONCE = -1.0
"""A lease that has run out when it is given: who hangs or fails is overtaken by the next one who looks."""
OSLO = "Europe/Oslo"
SAID = re.compile(r"(\w+ \d+\. \w+) klokken (\d\d:\d\d)")


class Answer(StrEnum):
    """What becomes of one call to the platform."""

    DELIVERED = auto()
    BUSY = auto()
    BUSY_90 = auto()
    LANE = auto()
    DOUBT = auto()
    DOUBT_BUT_THERE = auto()
    FAULT = auto()
    FAULT_BUT_THERE = auto()
    OVERTAKEN = auto()
    BLOCKED = auto()


ARRIVES = {Answer.DELIVERED, Answer.DOUBT_BUT_THERE, Answer.FAULT_BUT_THERE, Answer.OVERTAKEN}
COMES_TO_NOTHING = {Answer.BLOCKED, Answer.DOUBT, Answer.FAULT}
"""After these a ping may rightly never come: refused for good, or in doubt and not sent a third time."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call to the platform."""

    at: datetime
    to: str
    ping: str
    answer: Answer

    @property
    def there(self) -> bool:
        """Whether the person's telephone has shown it."""
        return self.answer in ARRIVES


@dataclass
class Recording:
    """A messenger that answers as its script says, and well when the script is over."""

    clock: StoppedClock
    platform: Platform = Platform.SLACK
    pace: float = 1e6
    withdrawing: Rate | None = None
    script: deque[Answer] = field(default_factory=deque)
    calls: list[Call] = field(default_factory=list)
    overtakers: list[Delivery[SqlWork]] = field(default_factory=list)
    noted: Path | None = None
    """Where each call is written down too, for whoever comes after this process."""

    async def deliver(self, to: Account, card: Card, *, once: str) -> MessageRef:
        del card
        answer = self.script.popleft() if self.script else Answer.DELIVERED
        self._note(Call(at=self.clock.at, to=to.id, ping=once, answer=answer))
        match answer:
            case Answer.BUSY:
                raise TryLater
            case Answer.BUSY_90:
                raise TryLater(90)
            case Answer.LANE:
                raise TryLater(600, whole_lane=True)
            case Answer.DOUBT | Answer.DOUBT_BUT_THERE:
                raise Unsure
            case Answer.FAULT | Answer.FAULT_BUT_THERE:
                raise ValueError
            case Answer.BLOCKED:
                raise Unreachable("blocked")
            case Answer.OVERTAKEN:
                for other in self.overtakers:
                    await other.run_due()
        return MessageRef(account=to, message=f"m{len(self.calls)}")

    def _note(self, call: Call) -> None:
        self.calls.append(call)
        if self.noted:
            with self.noted.open("a") as kept:
                kept.write(f"{call.to} {call.ping}\n")

    async def withdraw(self, message: MessageRef, instead: Card) -> None:
        """Tidying always works here."""

    def pings(self, to: str) -> list[Call]:
        """What this account's telephone has shown."""
        return [call for call in self.calls if call.there and call.to == to]


@dataclass
class Monotonic:
    """Real seconds, as far as they follow the wound clock: they do not run back when that is set back."""

    clock: StoppedClock
    last: float = 0.0
    passed: float = 0.0

    def seconds(self) -> float:
        now = self.clock.at.timestamp()
        self.passed, self.last = self.passed + max(0.0, now - self.last), now
        return self.passed


@dataclass
class Chains:
    """The people, the clock, and all that can be done."""

    parts: Parts
    clock: StoppedClock
    slack: Recording
    teams: Recording
    lanes: Lanes
    slept: list[float]
    kinds: dict[str, Kind[SqlWork]]
    agreement: AgreementId
    keys: Iterator[int] = field(default_factory=count)

    @property
    def store(self) -> SqlStore:
        return self.parts.store

    # ---- people

    async def press(self, who: PersonId, action: str, ref: str = "", values: Values | None = None) -> Outcome:
        """Press or submit, as a platform hands it on."""
        account = an_account(f"S-{who}")
        key = f"press-{next(self.keys)}"
        reply = Reply(key=key, by=account, action=action, ref=ref, values=values or {})
        return await self.parts.conversation.hear(reply)

    async def kari(self, action: str, ref: str = "", **values: str | tuple[str, ...]) -> Outcome:
        return await self.press(KARI, action, ref, values)

    async def leif(self, action: str, ref: str = "", **values: str | tuple[str, ...]) -> Outcome:
        return await self.press(LEIF, action, ref, values)

    def pings(self, who: PersonId = KARI) -> list[Call]:
        return [*self.slack.pings(f"S-{who}"), *self.teams.pings(f"T-{who}")]

    def newest(self, who: PersonId = KARI) -> str:
        """The newest ping in this person's chat."""
        return self.pings(who)[-1].ping

    # ---- time

    async def run(self) -> None:
        while await self.parts.delivery.run_due():
            pass

    async def next_due(self) -> datetime | None:
        async with self.store.transaction() as work:
            return await work.ledger.next_due()

    async def wind(self, until: datetime) -> None:
        """From due time to due time, until then."""
        await self.run()
        while (due := await self.next_due()) is not None and due <= until:
            self.clock.at = max(self.clock.at, due)
            await self.run()
        self.clock.at = max(self.clock.at, until)
        await self.run()

    async def wind_by(self, **by: float) -> None:
        await self.wind(self.clock.at + timedelta(**by))

    async def until_ping(self, who: PersonId = KARI, most: timedelta = timedelta(days=40)) -> Call:
        """Wind until this person's telephone shows one more."""
        before, end = len(self.pings(who)), self.clock.at + most
        await self.run()
        while len(self.pings(who)) == before:
            due = await self.next_due()
            assert due is not None, "nothing is owed to anybody"
            assert due <= end, f"no ping until {end}"
            self.clock.at = max(self.clock.at, due)
            await self.run()
        return self.pings(who)[-1]

    # ---- what there is

    async def owed(self, who: PersonId = KARI, kind: str = "") -> list[Promise]:
        async with self.store.transaction() as work:
            return [promise for promise in await work.ledger.of(who) if not kind or promise.kind == kind]

    async def live(self, who: PersonId = KARI, kind: str = ASK) -> list[Promise]:
        """What is on its way, whether or not the person chose the time."""
        return [promise for promise in await self.owed(who, kind) if promise.standing not in FINAL]

    async def askings(self, agreement: AgreementId | None = None) -> list[Promise]:
        """The askings of the rhythm that are on their way."""
        mine = []
        for promise in await self.live():
            async with self.store.transaction() as work:
                of = await work.checkins.agreement_of(promise.ref)  # type: ignore[arg-type]
            if of == (agreement or self.agreement) and not promise.chosen:
                mine.append(promise)
        return mine

    async def pause(self, until: date) -> None:
        """The agreement rests until that day."""
        async with self.store.transaction() as work:
            await life.pause(work, self.agreement, await work.people.get(KARI), until)

    async def resume(self) -> None:
        """It goes on before that day."""
        async with self.store.transaction() as work:
            await life.resume(work, self.agreement, await work.people.get(KARI))

    async def quieten(self, *, quiet: bool, until: date | None = None) -> None:
        """Kari wants no pings about it, until a day or without end; or wants them again."""
        async with self.store.transaction() as work:
            await life.quieten(work, self.agreement, await work.people.get(KARI), quiet=quiet, until=until)

    async def agree(self, cadence: Cadence | None = None) -> AgreementId:
        """One more agreement between the two, from the same day on."""
        async with self.store.transaction() as work:
            return await _agreed(work, cadence or Cadence())

    async def until_asked(self) -> str:
        """Wind until Kari is asked, and open it; the check-in."""
        await self.until_ping()
        return form(await self.kari("ping.open", self.newest())).ref


def form(outcome: Outcome) -> Form:
    """The form that is shown."""
    match outcome:
        case Open(form=shown) | Next(form=shown) | Mend(form=shown):
            return shown
    raise AssertionError(outcome)


def text(outcome: Outcome) -> str:
    """The sentence that is said instead of a form."""
    assert not isinstance(outcome, Open | Next | Mend | Show), outcome
    return outcome.text


def buttons(outcome: Outcome) -> list[Button]:
    """What can be pressed on a form."""
    return [each for block in form(outcome).body if isinstance(block, Buttons) for each in block.items]


def said(outcome: Outcome, now: datetime) -> datetime | None:
    """The minute that the screen promises, read as the person reads it; None if it promises none."""
    if isinstance(outcome, Open | Next | Mend | Show) or not (found := SAID.search(outcome.text)):
        return None
    texts, here = Texts(TEXTS, Language.NB), ZoneInfo(OSLO)
    for days in range(370):
        day = now.astimezone(here).date() + timedelta(days=days)
        if texts.day(day) == found[1]:
            return workdays.at(day, time.fromisoformat(found[2]), OSLO)
    raise AssertionError(found[0])


# ------------------------------------------------------------------------------------------ how it is set up


async def _agreed(
    work: SqlWork, cadence: Cadence, employee: PersonId = KARI, leader: PersonId = LEIF
) -> AgreementId:
    content = Content(starts_on=STARTS_ON, ends_on=ENDS_ON, measures=MEASURES, cadence=cadence)
    id = await take_in(work, await work.people.get(employee), await work.people.get(leader), content)
    await begin(work, await work.agreements.route(id, WORKER))
    return id


@dataclass(frozen=True)
class Site:
    """A database with the workplace in it, to be copied: bringing one up to date takes longer than a month in it."""

    folder: Path
    keyring: Keyring
    agreement: AgreementId

    @staticmethod
    async def build(folder: Path, cadence: Cadence | None = None) -> "Site":
        keyring = a_keyring(folder)
        async with SqlStore.open(databases.sqlite(folder), keyring, StoppedClock(MORNING)) as store:
            async with store.transaction() as work:
                await work.people.put_workplace(a_workplace())
                for id in (KARI, LEIF):
                    await work.people.add(_employed(id))
                agreement = await _agreed(work, cadence or Cadence())
            await store.checkpoint()
        return Site(folder, keyring, agreement)

    @asynccontextmanager
    async def opened(self, folder: Path, *, afresh: bool = True) -> AsyncIterator[Chains]:
        """A copy of it in `folder`, with its worker; or, not afresh, the copy that is there."""
        if afresh:
            shutil.copy(self.folder / "innsjekk.sqlite", folder / "innsjekk.sqlite")
        clock, url = StoppedClock(MORNING), databases.sqlite(folder)
        async with SqlStore.open(url, self.keyring, clock) as store:
            yield _around(store, clock, url, self.agreement)


def _employed(id: PersonId) -> Person:
    accounts = (an_account(f"S-{id}"), an_account(f"T-{id}", Platform.TEAMS))
    return a_person(id, accounts=accounts if id == KARI else accounts[:1], channel=Platform.SLACK)


def _around(store: SqlStore, clock: StoppedClock, url: str, agreement: AgreementId) -> Chains:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    slack, teams = Recording(clock), Recording(clock, Platform.TEAMS)
    lanes = Lanes(sleep, Monotonic(clock).seconds)
    all_kinds = kinds()

    def worker() -> Delivery[SqlWork]:
        posts = {Platform.SLACK: slack, Platform.TEAMS: teams}
        return Delivery(store, posts, all_kinds, Cards(), lanes, lease=AT_ONCE)

    slack.overtakers.append(worker())
    teams.overtakers.append(worker())
    parts = Parts(
        settings=Settings(database_url=url, workplace=WORKPLACE),
        store=store,
        conversation=Conversation(store, flows()),
        delivery=worker(),
        posting=Posting(store, {}),
        routes=(),
        clock=clock,
    )
    return Chains(
        parts=parts,
        clock=clock,
        slack=slack,
        teams=teams,
        lanes=lanes,
        slept=slept,
        kinds=all_kinds,
        agreement=agreement,
    )
