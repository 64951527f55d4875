"""Lanes keep a platform's pace, let what is owed to somebody go first, and hold still when they are asked to."""

import asyncio
from dataclasses import dataclass, field
from typing import cast

import pytest

from core.ledger.pace import LONG_PAUSE, UNNAMED, Lanes
from core.people import Platform
from core.ports import Messenger, Rate
from tests.builders import WORKPLACE

THREE = Rate(1.0, burst=3)


@dataclass
class Slow:
    """A platform that takes two messages a second."""

    platform: Platform = Platform.SLACK
    pace: float = 2.0
    withdrawing: Rate | None = THREE


@dataclass
class Line:
    """A lane with its clock, and who was let through when."""

    at: float = 0.0
    through: list[tuple[str, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.platform = cast(Messenger, Slow())
        self.lanes = Lanes(self.sleep, lambda: self.at)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)  # whoever was called in just now looks at the clock first
        self.at += seconds

    async def stand(self, name: str, *, bulk: bool = False) -> float:
        pause = await self.lanes.turn(WORKPLACE, self.platform, bulk=bulk)
        if not pause:
            self.through.append((name, self.at))
        return pause

    def begin(self, name: str, *, bulk: bool = False) -> "asyncio.Task[float]":
        return asyncio.create_task(self.stand(name, bulk=bulk))


@pytest.fixture
def line() -> Line:
    return Line()


async def test_turns_come_at_the_pace_of_the_platform(line: Line) -> None:
    """In the order in which they were asked for, the first at once."""
    await asyncio.gather(*(line.begin(str(number)) for number in range(4)))
    assert line.through == [("0", 0.0), ("1", 0.5), ("2", 1.0), ("3", 1.5)]


async def test_what_is_owed_to_somebody_goes_before_all_bulk_that_waits(line: Line) -> None:
    """It waits for the one turn that is next, and for nobody's before it."""
    waiting = [line.begin(f"bulk {number}", bulk=True) for number in range(20)]
    await asyncio.sleep(0)
    waiting.append(line.begin("somebody's"))
    await asyncio.gather(*waiting)
    assert line.through[:3] == [("bulk 0", 0.0), ("somebody's", 0.5), ("bulk 1", 1.0)]
    assert len(line.through) == 21


async def test_who_stands_in_line_when_a_long_pause_begins_is_sent_away(line: Line) -> None:
    """With how long it lasts; and so is who comes during it."""
    waiting = [line.begin(str(number)) for number in range(3)]
    await asyncio.sleep(0)
    line.lanes.hold(WORKPLACE, line.platform, 60)
    assert await asyncio.gather(*waiting) == [0.0, 60.0, 60.0]
    assert await line.stand("late") == pytest.approx(60.0, abs=1.0)
    line.at += 61
    assert await line.stand("after") == 0.0


async def test_a_short_pause_is_waited_out_and_the_order_stands(line: Line) -> None:
    """Nobody's before what is owed to somebody, also when the pause is over."""
    waiting = [line.begin(f"bulk {number}", bulk=True) for number in range(3)]
    await asyncio.sleep(0)
    line.lanes.hold(WORKPLACE, line.platform, LONG_PAUSE)
    waiting.append(line.begin("somebody's"))
    await asyncio.gather(*waiting)
    assert [name for name, _ in line.through] == ["bulk 0", "somebody's", "bulk 1", "bulk 2"]
    assert line.through[1][1] >= LONG_PAUSE


async def test_a_pause_without_a_length_has_one(line: Line) -> None:
    """Else everybody in line would ask once more, one after the other."""
    line.lanes.hold(WORKPLACE, line.platform, None)
    assert line.lanes.pause(WORKPLACE, Platform.SLACK) == UNNAMED
    assert line.lanes.held(Platform.SLACK) == UNNAMED
    assert line.lanes.held(Platform.TEAMS) == 0.0


async def test_who_has_gone_takes_no_turn(line: Line) -> None:
    """The next one does."""
    await line.stand("first")
    gone, stays = line.begin("gone"), line.begin("stays")
    await asyncio.sleep(0)
    gone.cancel()
    await stays
    assert line.through == [("first", 0.0), ("stays", 0.5)]


async def test_what_is_taken_back_is_told_when_to_come_and_holds_up_nobody(line: Line) -> None:
    """Three at once, then one a second: two stand there, and each of the others is given a second of its own."""
    told = [asyncio.create_task(line.lanes.back(WORKPLACE, line.platform)) for _ in range(8)]
    assert await line.stand("a message") == 0.0
    assert line.through == [("a message", 0.0)]
    waited = await asyncio.gather(*told)
    assert waited[:5] == [0.0] * 5
    assert waited[5:] == [3.0, 4.0, 5.0]


async def test_in_no_minute_is_more_taken_back_than_the_platform_allows(line: Line) -> None:
    """Whoever comes when they were told to is taken; what is refused for pace by the platform is nothing."""
    went: list[float] = []

    async def take(at: float) -> None:
        line.at = max(line.at, at)
        while pause := await line.lanes.back(WORKPLACE, line.platform):
            line.at += pause
        went.append(line.at)

    for _ in range(40):
        await take(0.0)
    assert max(sum(at <= other < at + 10 for other in went) for at in went) <= 3 + 10
    assert line.at <= 40


async def test_a_pause_in_taking_back_stops_no_message(line: Line) -> None:
    """Where the platform counts them apart; where it does not, it is one pause."""
    line.lanes.hold_back(WORKPLACE, line.platform, 60)
    assert await line.stand("a message") == 0.0
    assert await line.lanes.back(WORKPLACE, line.platform) == 60
    together = cast(Messenger, Slow(platform=Platform.TEAMS, withdrawing=None))
    line.lanes.hold_back(WORKPLACE, together, 60)
    assert await line.lanes.turn(WORKPLACE, together) == 60
