"""`innsjekk campaign watch`: a bar that ends, a line where there is no screen, and no figure of fewer than ten."""

import asyncio
import io
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from rich.console import Console

from bots.watching import watch
from core.campaigns.model import Campaign, Fate, State
from core.campaigns.spreading import NEWS
from core.ledger import usecases as ledger
from core.people import PersonId, WorkplaceId
from storage.store import SqlWork
from tests.bots.office import WORKPLACE, Office
from tests.bots.test_policy import in_store
from tests.builders import MONDAY, a_campaign, a_person

Do = Callable[[SqlWork], Awaitable[None]]


def going(desk: Office, fates: Mapping[Fate, int], state: State = State.SENDING) -> Campaign:
    """A campaign on its way, with so many of each."""
    campaign = replace(a_campaign(workplace=WorkplaceId(WORKPLACE)), state=state, began_at=MONDAY)

    async def add(work: SqlWork) -> None:
        await work.campaigns.add(campaign)
        for fate, number in fates.items():
            people = [PersonId(f"{fate}-{each}") for each in range(number)]
            await work.campaigns.note(campaign.id, people, fate)

    in_store(desk, add)
    return campaign


MANY = {Fate.DELIVERED: 137, Fate.WAITING: 160, Fate.UNREACHABLE: 3, Fate.OPTED_OUT: 4}


@pytest.fixture
def office(desk: Office) -> Office:
    """With a database."""
    assert desk.run("campaign", "channel", "slack", "C0ALLE", "--name", "#alle").code == 0
    return desk


def test_once_is_one_line_in_tens(office: Office) -> None:
    """141 have it or wanted none: that is 140; 3 are fewer than ten, and so is nobody."""
    campaign = going(office, MANY)
    ran = office.run("campaign", "watch", campaign.id, "--once")
    assert (ran.code, ran.out.count("\n")) == (0, 1)
    assert ran.out.startswith(
        "sending: of 300 or more: got it 140 or more, waiting 160 or more, could not be reached fewer than ten"
    )
    assert all(int(figure) % 10 == 0 for figure in re.findall(r"\d+", ran.out))


@pytest.mark.parametrize("state", [State.SENT, State.CANCELLED, State.RECALLED, State.DRAFT])
def test_it_ends_by_itself_when_there_is_nothing_to_watch(office: Office, state: State) -> None:
    campaign = going(office, {Fate.DELIVERED: 9}, state)
    ran = office.run("campaign", "watch", campaign.id)
    assert ran.code == 0
    assert ran.out == f"{state}: it is for fewer than ten, of whom no figures are given\n"


def test_one_that_is_not_there_is_one_line_with_the_cure(office: Office) -> None:
    ran = office.run("campaign", "watch", "campaign-nowhere")
    assert ran.code == 2
    assert "see innsjekk campaign list" in ran.err


def test_the_bar_goes_on_until_it_is_sent(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looked at three times; it says why nothing happens, where it can be seen."""
    campaign = going(office, MANY)
    for name, value in office.env.items():
        monkeypatch.setenv(name, value)
    steps = iter((_put_off(campaign), _finished(campaign)))
    screen = io.StringIO()

    async def rest(_: float) -> None:
        await asyncio.to_thread(in_store, office, next(steps))

    console = Console(file=screen, force_terminal=True, width=400)
    asyncio.run(watch(campaign.id, None, print, console=console, sleep=rest))
    assert list(steps) == []
    shown = screen.getvalue()
    assert shown.index("waiting 160 or more") < shown.index("does not take our token")
    assert shown.index("does not take our token") < shown.index("sent: of 300 or more: got it 300 or more")


def _put_off(campaign: Campaign) -> Do:
    """As when a platform has asked for ten minutes."""

    async def put_off(work: SqlWork) -> None:
        person = a_person("n1", workplace=campaign.workplace)
        due = work.now + timedelta(minutes=10)
        await ledger.owe(work, person, NEWS, campaign.id, due, bulk=True)

    return put_off


def _finished(campaign: Campaign) -> Do:
    async def finish(work: SqlWork) -> None:
        for number in range(MANY[Fate.WAITING]):
            await work.campaigns.settle(campaign.id, PersonId(f"waiting-{number}"), Fate.DELIVERED)
        await work.campaigns.save(replace(campaign, state=State.SENT, version=campaign.version + 1))

    return finish
