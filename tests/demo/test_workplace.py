"""The make-believe workplace and its clock."""

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

from bots.demo.cast import actors, trio
from bots.demo.opening import MONDAY, opened
from bots.demo.words import labels
from bots.demo.workplace import DemoClock, NothingComing
from core.people import Language, Platform


def test_the_clock_never_goes_back() -> None:
    """It stands still until it is wound, and only forward."""
    clock = DemoClock(MONDAY)
    clock.wind(MONDAY - timedelta(days=1))

    assert clock.now() == MONDAY

    clock.wind(MONDAY + timedelta(hours=1))

    assert clock.now() == MONDAY + timedelta(hours=1)


def test_everybody_is_plainly_made_up() -> None:
    """Nobody could be taken for somebody real."""
    assert all(actor.name.split()[1] in {"Oppdiktet", "Eksempel", "Påfunn"} for actor in actors().values())


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


async def test_it_opens_on_a_monday_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five to nine; on the loopback address only; its folder is gone afterwards."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    async with opened() as workplace:
        assert workplace.clock.now() == MONDAY
        assert [name for name in names(tmp_path) if name.startswith("innsjekk-demo-")]
        for url in (workplace.slack.url, workplace.slack.bot_url, workplace.teams.service_url):
            assert url.startswith("http://127.0.0.1:")
        assert workplace.complaints == []
    assert names(tmp_path) == []


@pytest.mark.parametrize("language", list(Language))
async def test_winding_goes_from_due_time_to_due_time(language: Language) -> None:
    """A fortnight is wound in one go, and every ping on the way came in somebody's hours, at its own time."""
    async with opened(language) as workplace:
        await workplace.wind(MONDAY + timedelta(days=14))
        assert set((await workplace.languages()).values()) == {language}
        for platform in Platform:
            employee = workplace.people[trio(platform).employee.key]
            moments = workplace.noticed[employee.actor.key]
            assert len(moments) == len(employee.phone.lock_screen) >= 2
            assert moments == sorted(moments)
            assert employee.phone.lock_screen[-1] == f"Innsjekk: {labels(language).hint}"
        with pytest.raises(NothingComing):
            await workplace.wind_until(lambda: False, most=timedelta(days=1))
