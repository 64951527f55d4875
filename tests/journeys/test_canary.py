"""What people type is in no file of the database, in no log and in no export; and each key opens what it should."""

import base64
import logging
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from bots.demo.far.phone import Kept
from core.agreements.model import Measure, MeasureId, MeasureKind, Owner
from core.agreements.usecases import Content, take_in
from core.checkins.usecases import begin, employee, leader
from core.errors import NotFound
from core.sight import WORKER
from tests.databases import Cluster
from tests.journeys.acts import press, submit, word
from tests.journeys.world import World

CANARY = "kanarifugl-c4n4ry"
PLAIN = "Tydelig Oppdiktet"
"""A name in the directory: it is kept in the clear, and so must be found where the search looks."""
TYPED = tuple(
    f"{CANARY}-{what}"
    for what in ("hard", "need", "words", "own", "goal", "plan", "support", "expectation", "later", "chat")
)
HARD, NEED, WORDS, OWN, GOAL, PLAN, SUPPORT, EXPECTATION, LATER, CHAT = TYPED


@pytest.fixture(autouse=True)
def loud(caplog: pytest.LogCaptureFixture) -> None:
    """Before the world begins: SQLAlchemy looks at its level once, when an engine is made; and has one of its own."""
    for name in (None, "sqlalchemy", "aiosqlite", "asyncio", "aiohttp", "innsjekk"):
        caplog.set_level(logging.DEBUG, logger=name)


async def _agreed(world: World) -> None:
    """Ola's agreement with Jonas, with a canary in each of its texts; its colleague has the name in the clear."""
    measures = (
        Measure(id=MeasureId("s"), kind=MeasureKind.SUPPORT, text=SUPPORT, owner=Owner.BOTH),
        Measure(id=MeasureId("e"), kind=MeasureKind.EXPECTATION, text=EXPECTATION, owner=Owner.EMPLOYEE),
    )
    content = Content(
        starts_on=date(2026, 11, 16),
        ends_on=date(2028, 11, 15),
        measures=measures,
        goal=GOAL,
        relapse_plan=PLAN,
    )
    async with world.parts.store.transaction() as work:
        ola = await work.people.get(world.people["ola"].id)
        id = await take_in(work, ola, world.people["jonas"], content)
        await begin(work, await work.agreements.route(id, WORKER))
    new = "U0TYDELIG" if world.platform == "slack" else f"{4:0>8}-0000-4000-8000-000000000000"
    await world.far.add_person(new, PLAIN).go_home()


async def _lived(world: World) -> None:
    """Every field that a person can type into, typed into, sent, mended, shared, thanked for and taken back."""
    await _agreed(world)
    ola = world.ola
    await world.until_ping(ola)
    await ola.press(word("ledger", "open"))
    assert SUPPORT in ola.words()
    ola.fill(word("checkins", "q2"), LATER)
    await ola.press(word("checkins", "choose_time"))
    await ola.submit()
    await ola.close()
    await world.until_ping(ola)
    await ola.press(word("ledger", "open"))
    assert LATER in ola.words()
    ola.fill(word("checkins", "q2"), HARD)
    ola.fill(word("checkins", "q4"), NEED)
    ola.choose(SUPPORT, word("checkins", "feels.helps"))
    await ola.submit()
    ola.tick(word("checkins", "which"), *(word("checkins", f"part.{p}") for p in ("needs", "measures")))
    await ola.submit()
    await ola.close()
    values = {"text": OWN, "day": "2026-12-01", "time": "09:00", "repeat": "weekly"}
    await submit(world, ola, "reminders.set", "", values)
    await submit(world, ola, "reminders.set", "", values | {"text": OWN * 40, "day": "x"})
    await submit(world, ola, f"{CANARY}.unknown".replace("-", "_").replace("4", "a"), "", {"text": OWN})
    async with world.parts.store.transaction() as work:
        (id,) = await work.agreements.of(world.people["ola"].id, employee(world.people["ola"]).role)
    assert NEED in await press(world, world.jonas, "checkins.follow_up", id)
    await submit(world, world.jonas, "checkins.thank", id, {"words": WORDS})
    await world.until_ping(ola)
    await world.wind_by(days=9)
    if world.platform == "teams":
        await ola.write(CHAT)


def _in(content: bytes) -> list[str]:
    """Which canaries are in there, in any encoding that a program is likely to use."""
    found = []
    for text in (CANARY, PLAIN):
        raw = text.encode()
        shapes = {raw, text.encode("utf-16-le"), text.encode("utf-16-be"), raw.hex().encode()}
        # In base64 a text begins at one of three places; what is the same whatever stands around it:
        shapes |= {base64.b64encode(b"x" * at + raw)[4 : 4 * (len(raw) // 3)] for at in range(3)}
        if any(shape in content for shape in shapes):
            found.append(text)
    return found


def _read(path: Path) -> bytes:
    """A server that runs takes files of its own away while we look; what was in them it has written elsewhere."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def _files(world: World, request: pytest.FixtureRequest, tmp_path: Path) -> list[Path]:
    if world.parts.settings.on_sqlite:
        assert {".sqlite", ".sqlite-wal", ".sqlite-shm"} <= {path.suffix for path in _below(tmp_path)}
        return _below(tmp_path)
    data = request.getfixturevalue("postgres_data_dir")
    cluster = request.getfixturevalue("postgres")
    assert isinstance(data, Path)
    assert isinstance(cluster, Cluster)
    engine = create_async_engine(world.parts.settings.database_url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.exec_driver_sql("CHECKPOINT")
    await engine.dispose()
    return _below(data)


async def test_nothing_typed_is_anywhere_but_under_its_seal(
    world: World,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Database, journals, write-ahead log, logs at DEBUG, exports and lock screens; a name in the clear is found."""
    await _lived(world)

    found = {path: _in(_read(path)) for path in await _files(world, request, tmp_path)}
    assert [name for name, what in found.items() if CANARY in what] == []
    assert [name for name, what in found.items() if PLAIN in what] != []
    assert any(record.name.startswith("sqlalchemy") for record in caplog.records)
    for record in caplog.records:
        assert CANARY not in logging.Formatter().format(record), record.name
    out, err = capfd.readouterr()
    assert CANARY not in out + err
    for phone in (world.kari, world.jonas, world.ola):
        assert all(CANARY not in shown for shown in phone.lock_screen)
        assert all(CANARY not in kept.text for kept in phone.export if not _own(kept))


def _own(kept: Kept) -> bool:
    """What a person types into Teams itself is Microsoft's to keep: we cannot help it, and say so."""
    return kept.what == "typed"


async def test_each_key_opens_its_own(world: World) -> None:
    """At the store: the leader's opens what was shared, and neither an answer nor how a check-in stands."""
    await _lived(world)
    ola, jonas = world.people["ola"], world.people["jonas"]
    async with world.parts.store.transaction() as work:
        (id,) = await work.agreements.of(ola.id, employee(ola).role)
        (checkin, *_) = await work.checkins.of(id, employee(ola))
        answers = await work.checkins.answers(checkin.id, employee(ola))
        assert answers is not None
        assert answers.difficult == HARD
        assert (await work.agreements.terms(id, leader(jonas))).goal == GOAL
        assert {share.text for share in await work.checkins.shares(id, leader(jonas))} == {NEED, ""}
        for sight in (leader(jonas), employee(jonas), leader(ola), employee(world.people["kari"])):
            for attempt in (
                work.checkins.answers(checkin.id, sight),
                work.checkins.get(checkin.id, sight),
                work.checkins.of(id, sight),
                work.agreements.route(id, sight),
            ):
                with pytest.raises(NotFound):
                    await attempt
        with pytest.raises(NotFound):
            await work.checkins.answers(checkin.id, WORKER)
        with pytest.raises(NotFound):
            await work.checkins.shares(id, WORKER)
        with pytest.raises(NotFound):
            await work.agreements.terms(id, WORKER)
