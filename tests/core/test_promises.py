"""What a form said when it was opened holds when it is sent: from when it is read, and by whom."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.agreements.model import Cadence
from core.agreements.usecases import sight_of
from core.evaluations.model import Evaluation
from core.meetings.model import Meeting
from core.people import PersonId
from core.sight import Role
from tests.builders import KARI, LEIF
from tests.core.chains_world import Chains, Site, buttons, form

NIGHT = datetime(2026, 11, 27, 4, 50, tzinfo=UTC)
"""05:50 in Oslo."""
AFTER_SIX, EIGHT = NIGHT + timedelta(minutes=11), NIGHT.replace(hour=7, minute=0)
EVENING = NIGHT - timedelta(hours=6, minutes=20)
"""23:30 in Oslo."""


@pytest.fixture
async def chains(tmp_path: Path) -> AsyncIterator[Chains]:
    """Kari and her leader Leif, a week into an agreement."""
    (tmp_path / "site").mkdir()
    async with (await Site.build(tmp_path / "site", Cadence())).opened(tmp_path) as opened:
        yield opened


async def evaluations(chains: Chains, who: PersonId, role: Role) -> list[Evaluation]:
    async with chains.store.transaction() as work:
        return list(await work.evaluations.of(chains.agreement, sight_of(who, role)))


async def meeting(chains: Chains) -> Meeting:
    async with chains.store.transaction() as work:
        (found,) = await work.meetings.of(chains.agreement, sight_of(KARI, Role.EMPLOYEE))
    return found


@pytest.mark.parametrize("drawn", [EVENING, NIGHT])
async def test_an_evaluation_that_waits_for_the_morning_waits_when_it_is_sent_after_six(
    chains: Chains, drawn: datetime
) -> None:
    """The leader has nothing before eight, and it can be taken back until then, as the form said."""
    await chains.wind(drawn)
    shown = form(await chains.kari("evaluations.answered", chains.agreement, words="hemmelig"))
    assert "klokken åtte" in str(shown.body)
    await chains.wind(AFTER_SIX)
    await chains.kari(shown.action, shown.ref, parts=("words",))
    assert "hemmelig" not in str(form(await chains.leif("evaluations.log", chains.agreement)))
    (shared,) = await evaluations(chains, LEIF, Role.LEADER)
    assert shared.shown_from == EIGHT
    log = await chains.kari("evaluations.back", shared.id)
    assert [each.action for each in buttons(log) if each.about] == ["evaluations.share", "evaluations.erase"]
    await chains.wind(EIGHT)
    assert "hemmelig" not in str(form(await chains.leif("evaluations.log", chains.agreement)))


async def test_a_withdrawal_that_can_be_undone_until_the_morning_can_when_it_is_sent_after_six(
    chains: Chains,
) -> None:
    """And the leader is not told before."""
    await chains.wind(NIGHT)
    shown = form(await chains.kari("life.withdraw", chains.agreement))
    assert "klokken åtte" in str(shown.body)
    await chains.wind(AFTER_SIX)
    before = form(await chains.leif("life.show", chains.agreement)).body
    await chains.kari(shown.action, shown.ref)
    assert form(await chains.leif("life.show", chains.agreement)).body == before
    async with chains.store.transaction() as work:
        course = await work.agreements.course(chains.agreement, sight_of(KARI, Role.EMPLOYEE))
    assert course.leaving_at == EIGHT
    await chains.wind(EIGHT - timedelta(minutes=1))
    page = await chains.kari("life.stay", chains.agreement)
    assert "life.withdraw" in [each.action for each in buttons(page)]


async def test_a_line_for_a_meeting_waits_when_it_is_sent_after_six(chains: Chains) -> None:
    """Until eight it is one's own, as the form said."""
    await chains.wind(NIGHT)
    slot = {"day": "2026-12-04", "time": "10:00", "minutes": "30", "place": ""}
    await chains.kari("meetings.propose", chains.agreement, **slot)
    shown = form(await chains.kari("meetings.line", (await meeting(chains)).id))
    assert "klokken åtte" in str(shown.body)
    await chains.wind(AFTER_SIX)
    await chains.kari(shown.action, shown.ref, text="hjemmekontor")
    (line,) = (await meeting(chains)).lines
    assert line.shown_from == EIGHT
