"""People who write before they are on any list: let in by themselves, legibly, and apart from what they do."""

from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bots.demo.far.phone import Phone
from bots.demo.far.slack import FarSlack
from bots.demo.far.teams import FarTeams
from core.directory.reading import MOST_NAME
from core.people import Person, Platform
from storage.reminders import SqlReminders
from storage.tables import metadata
from tests.journeys import world as worlds
from tests.journeys.acts import press, submit, word
from tests.journeys.world import World

NOT_HERE = word("conversation", "refused.not_here")
FAULT = word("conversation", "fault")
REMINDER = {"text": "Ring tannlegen", "day": "2026-11-25", "time": "10:00", "repeat": "once"}
NAMES: Mapping[str, str] = {
    "Kari\nDu har\tfått\r\nsparken": "Kari Du har fått sparken",
    "\u202eirak\u202c \u2066Oppdiktet\u2069\u200f": "irak Oppdiktet",
    "Kari\u00a0Op\u200bpdik\ufefftet\x07\x1b[31m": "Kari Oppdiktet[31m",
    "Ka\u0301ri \u2028 Oppdiktet": "K\u00e1ri Oppdiktet",
    "K" * 5000: "K" * MOST_NAME,
    "K" * (MOST_NAME - 1) + " Oppdiktet": "K" * (MOST_NAME - 1),
    "\u202e\u2066\u200b": "…",
}


def _hired(world: World, number: int, name: str) -> Phone:
    if isinstance(world.far, FarSlack):
        return world.far.add_person(f"U0NY{number}", name)
    return world.far.add_person(f"{number + 50:0>8}-0000-4000-8000-000000000000", name)


async def _found(world: World, phone: Phone) -> Person | None:
    async with world.parts.store.transaction() as work:
        everybody = await work.people.everybody(worlds.WORKPLACE)
    return next((p for p in everybody if any(a.id == phone.person for a in p.accounts)), None)


async def test_a_name_from_the_platform_can_be_read_and_turns_nothing_around(world: World) -> None:
    """People choose their own names there, and they stand in other people's sentences here."""
    for number, (name, legible) in enumerate(NAMES.items()):
        phone = _hired(world, number, name)
        await submit(world, phone, "menu.page")
        found = await _found(world, phone)
        assert found is not None, ascii(name[:40])
        assert found.name == legible, ascii(name[:40])


@pytest.mark.parametrize("wrong", ["refused", "fault"])
async def test_a_newcomer_is_kept_though_the_first_thing_they_do_fails(
    world: World, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else each try would ask the platform anew who they are, and the name be written with what they do at last."""

    async def fails(*_: object) -> None:
        raise RuntimeError("no room left")

    monkeypatch.setattr(SqlReminders, "add", fails)
    phone = _hired(world, 1, "Nye Oppdiktet")
    if wrong == "refused":
        seen = await submit(world, phone, "checkins.answer", str(uuid4()), {"mood": "good"})
    else:
        seen = await submit(world, phone, "reminders.set", "", REMINDER)

    assert (NOT_HERE if wrong == "refused" else FAULT) in seen
    found = await _found(world, phone)
    assert found is not None
    assert found.name == "Nye Oppdiktet"


@pytest.mark.parametrize("platform", [Platform.TEAMS], ids=str)
async def test_the_way_to_a_person_is_kept_though_what_they_did_was_refused(
    platform: Platform, database_url: str, tmp_path: Path, clock: worlds.WoundClock
) -> None:
    """Teams tells it with every message, and until it is known no ping can be sent."""
    async with worlds.world(platform, database_url, tmp_path, clock, met=False) as world:
        assert isinstance(world.far, FarTeams)
        before = await _found(world, world.ola)
        assert NOT_HERE in await press(world, world.ola, "ping.open", str(uuid4()))
        after = await _found(world, world.ola)
    assert before is not None
    assert after is not None
    assert before.accounts[0].conversation == ""
    assert after.accounts[0].conversation == world.far.phone(world.ola.person).account.personal


async def _written(world: World) -> Mapping[str, set[str]]:
    """By which transactions the rows of each table were written, as PostgreSQL's own books have it."""
    engine = create_async_engine(world.parts.settings.database_url)
    async with engine.connect() as connection:
        found = {
            table.name: set(await connection.scalars(text(f'SELECT xmin::text FROM "{table.name}"')))
            for table in metadata.sorted_tables
        }
    await engine.dispose()
    return found


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite keeps no such books
async def test_a_name_is_not_written_together_with_what_the_person_did(world: World) -> None:
    """Rows of one transaction can be told to belong together: a dump would say whose reminder it is."""
    before = await _written(world)
    phone = _hired(world, 1, "Nye Oppdiktet")
    await submit(world, phone, "reminders.set", "", REMINDER)
    after = await _written(world)

    new = {name: after[name] - before[name] for name in after}
    assert new["reminders"]
    assert len(new["people"]) == 1
    assert new["people"] == new["accounts"]
    assert [name for name in new if new[name] & new["people"]] == ["people", "accounts"]
