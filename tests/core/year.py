"""
One agreement through a year, from due time to due time, with a daily look at its chains; and what the rules say of it.

Chance is the same each time, so that two years can be laid side by side. All that is done is written down as it is
done, so that a year can be gone on with by another process when this one is killed.
"""

import asyncio
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from core import workdays
from core.agreements.model import AgreementId
from core.agreements.usecases import NEWS, Content, take_in
from core.checkins.usecases import ASK, FOLLOW_UP, NUDGE, REMIND, begin
from core.evaluations.usecases import ASK as EVALUATE
from core.evaluations.usecases import SELDOM
from core.ledger.model import PromiseId
from core.life.usecases import LAST_TALK
from core.people import PersonId
from core.sight import WORKER
from storage.keyring import Keyring, RootSecret
from storage.store import SqlWork
from tests.builders import KARI, LEIF, WORKPLACE
from tests.core.chains_world import MEASURES, Chains, Site, form
from tests.core.elsewhere import DAY, rhythm

STARTS, ENDS = date(2026, 11, 16), date(2027, 11, 15)
ZONES = {KARI: "Europe/Oslo", LEIF: "America/New_York"}
TEN = time(10)
HOLIDAY, BACK = date(2027, 7, 5), date(2027, 7, 26)
SWEEP_AT = 3
"""Hours after midnight, UTC."""


def thirds(work: SqlWork, below: int) -> int:
    """Chance, when it is always the same."""
    del work
    return below // 3


@dataclass(frozen=True, order=True, kw_only=True)
class Rung:
    """A ping: when by the clock on that person's wall, and why."""

    day: date
    at: time
    why: tuple[str, ...]


@dataclass
class Record:
    """What came of a year, as it was written down."""

    folder: Path

    def done(self) -> list[dict[str, str]]:
        """What was written down, in order."""
        kept = self.folder / "rung"
        return [json.loads(line) for line in kept.read_text().splitlines()] if kept.exists() else []

    def rung(self, who: PersonId) -> list[Rung]:
        """Each ping once, though it may have come twice."""
        found = {
            each["ping"]: Rung(
                day=workdays.local_date(datetime.fromisoformat(each["at"]), ZONES[who]),
                at=datetime.fromisoformat(each["at"]).astimezone(ZoneInfo(ZONES[who])).time(),
                why=tuple(each["why"].split()),
            )
            for each in reversed(self.done())
            if each["to"] == who
        }
        return sorted(found.values())


@dataclass
class Year(Record):
    """`answers` says what Kari does: nothing, all at once, or whatever comes; Leif has talked after every second call."""

    chains: Chains
    answers: str

    async def live(self) -> None:
        """From wherever it stands, to its end."""
        end = datetime.combine(ENDS + 14 * DAY, time(12), UTC)
        if self.chains.clock.at.time() == time(SWEEP_AT):
            # The process may have been killed when the clock had been wound and nothing done.
            await self._look()
        await self._moment()
        while self.chains.clock.at < end:
            day = self.chains.clock.at.date() + (self.chains.clock.at.hour >= SWEEP_AT) * DAY
            sweep = datetime.combine(day, time(SWEEP_AT), UTC)
            due = await self.chains.next_due()
            if due is not None and due < sweep:
                self._wind(max(due, self.chains.clock.at))
            else:
                self._wind(sweep)
                await self._look()
            await self._moment()

    def _wind(self, at: datetime) -> None:
        self.chains.clock.at = at
        new = self.folder / "clock.new"
        new.write_text(at.isoformat())
        new.rename(self.folder / "clock")

    async def _look(self) -> None:
        await self.chains.parts.upkeep()
        if self.chains.clock.at.date() == HOLIDAY:
            async with self.chains.store.transaction() as work:
                paused = (await work.agreements.route(self.chains.agreement, WORKER)).paused_until
            if paused is None:
                await self.chains.pause(BACK)

    async def _moment(self) -> None:
        """All that is due, and what the two do about it."""
        await self.chains.run()
        known = {each["ping"] for each in self.done()}
        for who in (KARI, LEIF):
            for call in self._calls(who):
                if call not in known:
                    await self._met(who, call)

    def _calls(self, who: PersonId) -> list[str]:
        kept = self.folder / "calls"
        lines = [line.split() for line in kept.read_text().splitlines()] if kept.exists() else []
        return list(dict.fromkeys(ping for to, ping in lines if to == f"S-{who}"))

    async def _met(self, who: PersonId, ping: str) -> None:
        async with self.chains.store.transaction() as work:
            why = sorted(p.kind for p in await work.ledger.carried_by(PromiseId(ping)))
        if who == LEIF and FOLLOW_UP in why:
            earlier = sum(FOLLOW_UP in each["why"].split() for each in self.done())
            if earlier % 2:
                await self.chains.leif("followups.held", self.chains.agreement)
        if who == KARI and ASK in why:
            await self._answered(ping)
        line = {"to": who, "ping": ping, "at": self.chains.clock.at.isoformat(), "why": " ".join(why)}
        with (self.folder / "rung").open("a") as kept:
            kept.write(json.dumps(line) + "\n")

    async def _answered(self, ping: str) -> None:
        drawn = Random(f"{self.answers}{self.chains.clock.at}").random()
        if self.answers == "never" or (self.answers == "sometimes" and drawn < 1 / 2):
            return
        async with self.chains.store.transaction() as work:
            carried = await work.ledger.carried_by(PromiseId(ping))
        await self.chains.kari("ping.open", ping)
        (asking,) = [promise.id for promise in carried if promise.kind == ASK]
        checkin = form(await self.chains.kari("ping.one", asking)).ref
        given = {"mood": "heavy", "difficult": "Helgen var lang"}
        share = form(await self.chains.kari("checkins.answer", checkin, **given))
        if self.answers == "always" or drawn < 3 / 4:
            await self.chains.kari(share.action, share.ref, parts=("mood", "difficult"))


async def begun(site: Site, folder: Path) -> None:
    """The two where they are, and their agreement; in `folder`, for whoever lives the year."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqlWork, "chance", thirds)
        await _begun(site, folder)


async def _begun(site: Site, folder: Path) -> None:
    async with site.opened(folder) as chains:
        async with chains.store.transaction() as work:
            await work.agreements.erase(chains.agreement)
            for id, zone in ZONES.items():
                person = await work.people.get(id)
                await work.people.save(replace(person, zone=zone, version=person.version + 1))
        chains.clock.at = datetime.combine(STARTS, time(12), UTC)
        async with chains.store.transaction() as work:
            content = Content(starts_on=STARTS, ends_on=ENDS, measures=MEASURES)
            kari, leif = await work.people.get(KARI), await work.people.get(LEIF)
            agreement = await take_in(work, kari, leif, content)
            await begin(work, await work.agreements.route(agreement, WORKER))
        await chains.run()
        (folder / "clock").write_text(chains.clock.at.isoformat())
        (folder / "agreement").write_text(agreement)
        await chains.store.checkpoint()


async def lived(site: Site, folder: Path, answers: str) -> Year:
    """The year, or what is left of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqlWork, "chance", thirds)
        if not (folder / "clock").exists():
            await begun(site, folder)
        async with site.opened(folder, afresh=False) as chains:
            chains.clock.at = datetime.fromisoformat((folder / "clock").read_text())
            chains.agreement = (folder / "agreement").read_text()  # type: ignore[assignment]
            chains.slack.noted = folder / "calls"
            year = Year(folder, chains, answers)
            await year.live()
            return year


def live_on(base: Path, secret: bytes, folder: Path, answers: str) -> None:
    """In a process of its own, which may be killed; `base` is the folder of the site, and its agreement is not used."""
    keyring = Keyring.load(base / "keyring", RootSecret(secret), tenant=WORKPLACE)
    asyncio.run(lived(Site(base, keyring, AgreementId("")), folder, answers))


# ------------------------------------------------------------------------------------------- what the rules say


def for_the_employee(reminded: Mapping[date, bool]) -> list[Rung]:
    """Asked in the rhythm but not in the holiday, reminded once, and told twice that the end is near."""
    rung = [Rung(day=day, at=TEN, why=(ASK,)) for day in asked()]
    rung += [
        Rung(day=workdays.shifted(day, 2), at=TEN, why=(REMIND,))
        for day in asked()
        if reminded.get(day, True) and workdays.shifted(day, 2) <= ENDS
    ]
    return _together([*rung, *_ends(), *_evaluations(KARI, asked())])


def for_the_leader() -> list[Rung]:
    """Called two working days after each day of a check-in, once more if they did not talk, and told of the holiday."""
    rung = []
    for number, day in enumerate(_called()):
        rung.append(Rung(day=day, at=TEN, why=(FOLLOW_UP,)))
        again = workdays.shifted(day, 3)
        if number % 2 == 0 and not HOLIDAY <= again < BACK:
            rung.append(Rung(day=again, at=TEN, why=(NUDGE,)))
    # The pause is set at three in the night, UTC, and told when the leader's hours begin.
    rung.append(Rung(day=HOLIDAY, at=time(9), why=(NEWS,)))
    return _together([*rung, *_ends(), *_evaluations(LEIF, _called())])


def _evaluations(who: PersonId, days: Iterable[date]) -> Iterator[Rung]:
    """After a talk, halfway, and a month before the end: with the next ping, but once in four weeks at most."""
    talks = [workdays.at(day, TEN, ZONES[LEIF]) for day in list(_called())[1::2]]
    marks = [datetime.combine(day, time(SWEEP_AT), UTC) for day in milestones()]
    rings = {workdays.at(day, TEN, ZONES[who]): day for day in days}
    last = datetime.min.replace(tzinfo=UTC)
    for moment in sorted([*talks, *marks]):
        ahead = [day for ring, day in rings.items() if ring > moment]
        if moment - last >= SELDOM and ahead:
            last = moment
            yield Rung(day=min(ahead), at=TEN, why=(EVALUATE,))


def milestones() -> tuple[date, date]:
    """Halfway, and a month before the end."""
    return STARTS + (ENDS - STARTS) / 2, ENDS - 30 * DAY


def _together(rung: list[Rung]) -> list[Rung]:
    """What falls on one moment rings once."""
    why: dict[tuple[date, time], list[str]] = {}
    for each in rung:
        why.setdefault((each.day, each.at), []).extend(each.why)
    return sorted(Rung(day=day, at=at, why=tuple(sorted(each))) for (day, at), each in why.items())


def asked() -> list[date]:
    return [day for day in rhythm(STARTS, ENDS) if not HOLIDAY <= day < BACK]


def _called() -> Iterator[date]:
    for day in rhythm(STARTS, ENDS):
        call = workdays.shifted(day, 2)
        if not HOLIDAY <= call < BACK:
            yield call


def _ends() -> list[Rung]:
    return [Rung(day=workdays.shifted(ENDS - days * DAY, 1), at=TEN, why=(LAST_TALK,)) for days in (30, 7)]
