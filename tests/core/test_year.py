"""A year of one agreement: every ping of both people, with its day and its reason, is what the rules say and no other."""

import asyncio
import itertools
import multiprocessing
import multiprocessing.process
import signal
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from core import workdays
from core.checkins.usecases import REMIND
from core.people import PersonId
from tests.builders import KARI, LEIF
from tests.core.chains_world import Site
from tests.core.year import (
    ENDS,
    STARTS,
    ZONES,
    Record,
    Rung,
    asked,
    begun,
    for_the_employee,
    for_the_leader,
    live_on,
    lived,
)

KILLS = 200
WEEK = timedelta(days=7)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return asyncio.run(Site.build(tmp_path_factory.mktemp("site")))


@pytest.fixture(scope="module")
def years(site: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[PersonId, list[Rung]]]:
    """The same year with an employee who never answers, always, and as it comes."""
    found = {}
    for answers in ("never", "always", "sometimes"):
        year = asyncio.run(lived(site, tmp_path_factory.mktemp(answers), answers))
        found[answers] = {who: year.rung(who) for who in (KARI, LEIF)}
    return found


@pytest.mark.parametrize("answers", ["never", "always", "sometimes"])
def test_nothing_is_missing_and_nothing_too_much(
    years: dict[str, dict[PersonId, list[Rung]]], answers: str
) -> None:
    """Both lists, ping by ping, against the rules counted by hand."""
    rung = years[answers]
    for who in (KARI, LEIF):  # to be read with `pytest -s`
        print(f"\n{who}, who lives in {ZONES[who]}; the employee answers {answers}")
        print(
            "\n".join(f"{each.day:%a %d %b %Y} {each.at:%H:%M}  {', '.join(each.why)}" for each in rung[who])
        )
    reminded = {each.day for each in rung[KARI] if each.why == (REMIND,)}
    expected = {
        "never": dict.fromkeys(asked(), True),
        "always": dict.fromkeys(asked(), False),
        "sometimes": {day: workdays.shifted(day, 2) in reminded for day in asked()},
    }[answers]
    assert rung[KARI] == for_the_employee(expected)
    assert rung[LEIF] == for_the_leader()
    assert answers != "sometimes" or 5 < len(reminded) < len(asked()) - 5


def test_the_leaders_pings_are_the_same_whatever_the_employee_does(
    years: dict[str, dict[PersonId, list[Rung]]],
) -> None:
    """Nothing, all at once, or as it comes: to the minute the same list, so it can tell of none of it."""
    assert years["never"][LEIF] == years["always"][LEIF] == years["sometimes"][LEIF]
    assert years["never"][KARI] != years["always"][KARI] != years["sometimes"][KARI]


@pytest.mark.parametrize("who", [KARI, LEIF])
def test_never_outside_hours_never_on_a_red_day_never_more_than_three_a_week(
    years: dict[str, dict[PersonId, list[Rung]]], who: PersonId
) -> None:
    """By the clock on each one's own wall; any seven days, the uncapped ones counted as well."""
    for year in years.values():
        for each in year[who]:
            assert workdays.is_workday(each.day)
            assert 9 <= each.at.hour < 15
        days = [each.day for each in year[who]]
        assert all(later - first >= WEEK for first, later in itertools.pairwise(days[::3]))
        assert max(Counter(days).values()) == 1


def _gone_on(clock: Path, life: multiprocessing.process.BaseProcess, until: datetime) -> None:
    """Until it has gone on from where it was, and the year has come that far."""
    before = clock.read_text()
    while life.is_alive() and ((now := clock.read_text()) == before or datetime.fromisoformat(now) < until):
        life.join(0.002)


def test_the_year_is_the_same_when_the_process_is_killed_again_and_again(site: Site, tmp_path: Path) -> None:
    """At two hundred random moments: the same list, one ping twice a kill at most."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.core.year"])
    asyncio.run(begun(site, tmp_path))
    given = (site.folder, site.keyring.root.secret, tmp_path, "never")
    drawn, over = Random(22), False
    # By the year's own clock, so that they are spread over all of it on a slow machine and on a quick one.
    moments = sorted(drawn.uniform(0, (ENDS - STARTS).days) for _ in range(KILLS))
    kills = iter([datetime.combine(STARTS, time(12), UTC) + timedelta(days=each) for each in moments])
    killed = 0
    while not over:
        life = processes.Process(target=live_on, args=given)
        life.start()
        if moment := next(kills, None):
            _gone_on(tmp_path / "clock", life, moment)
            life.join(0.03 * drawn.random())
        else:
            life.join()
        if life.is_alive():
            life.kill()
            life.join()
            killed += 1
        over = life.exitcode == 0
        assert over or life.exitcode == -signal.SIGKILL
    year = Record(tmp_path)
    assert year.rung(KARI) == for_the_employee({})
    assert year.rung(LEIF) == for_the_leader()
    calls = (tmp_path / "calls").read_text().splitlines()
    twice = [times for times in Counter(calls).values() if times > 1]
    assert sum(twice) - len(twice) <= killed
    assert killed == KILLS
