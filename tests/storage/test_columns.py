"""Every column is declared, what is sealed is sealed, and no word of a person's is in any file; long, as it is one contract."""

import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, inspect
from sqlalchemy.ext.asyncio import create_async_engine

from core.agreements.model import MeasureId
from core.campaigns.model import Fate
from core.campaigns.ports import Channel, Post, Stood
from core.checkins.model import Feels
from core.meetings.model import Line, LineId, Slot
from core.people import PersonId, Platform
from core.ports import MessageRef
from core.preparations.model import Part
from core.sight import WORKER, Role
from storage import tables
from storage.keyring import Keyring
from storage.migrate import migrate
from storage.sealing import key_id_of
from storage.store import SqlStore, SqlWork, StorageFault
from storage.tables import COLUMNS, Kept
from tests import databases
from tests.builders import (
    MONDAY,
    WORKPLACE,
    StoppedClock,
    a_body,
    a_campaign,
    a_checkin,
    a_comment,
    a_draft,
    a_guideline,
    a_lesson,
    a_measure,
    a_meeting,
    a_person,
    a_plan,
    a_preparation,
    a_promise,
    a_reminder,
    a_route,
    a_seat,
    a_share,
    a_shared_part,
    a_talk,
    a_term,
    a_training,
    a_workplace,
    an_account,
    an_evaluation,
    an_invitation,
    an_occasion,
    begin,
    sight,
    some_answers,
    some_terms,
)

Ask = Callable[[str], Awaitable[Sequence[tuple[object, ...]]]]
CANARY = "kanarifugl"
PLAIN = f"{CANARY}-i-klartekst"


async def test_every_column_of_the_database_is_declared(store: SqlStore, database_url: str) -> None:
    """As plain, sealed or index; and nothing is declared that is not there."""
    del store
    engine = create_async_engine(database_url)
    async with engine.connect() as connection:
        found = await connection.run_sync(
            lambda sync: {
                table: {column["name"] for column in inspect(sync).get_columns(table)}
                for table in inspect(sync).get_table_names()
            }
        )
    await engine.dispose()
    assert found == {table: set(columns) for table, columns in COLUMNS.items()}


@pytest.mark.parametrize("table", [table for table in COLUMNS if table in tables.metadata.tables])
def test_what_is_not_plain_is_bytes(table: str) -> None:
    """And what is plain is none."""
    for column in tables.metadata.tables[table].columns:
        assert isinstance(column.type, LargeBinary) == (COLUMNS[table][column.name] is not Kept.PLAIN)


def test_nothing_of_an_agreement_points_at_a_person() -> None:
    """No foreign key, and no column that could hold a person."""
    for name in (
        "grants",
        "agreements",
        "routes",
        "terms",
        "checkins",
        "answers",
        "shares",
        "reminders",
        "seats",
        "talks",
        "meetings",
        "evaluations",
        "preparations",
    ):
        table = tables.metadata.tables[name]
        assert {key.column.table.name for key in table.foreign_keys} <= {"agreements", "checkins"}
        assert not {"person", "to", "employee", "leader", "author"} & set(table.columns.keys())


async def test_a_used_database_has_seals_where_it_says_so(store: SqlStore, ask: Ask) -> None:
    """Every sealed value names a key, every index is of one length, and every table was used."""
    await live(store)
    for table, columns in COLUMNS.items():
        rows = await ask(f"SELECT {', '.join(columns)} FROM {table}")
        assert rows, table
        for row in rows:
            for kept, value in zip(columns.values(), row, strict=True):
                if kept is Kept.SEALED and value is not None:
                    assert isinstance(value, bytes)
                    assert key_id_of(value)
                if kept is Kept.INDEX:
                    assert isinstance(value, bytes)
                    assert len(value) == 16


async def live(store: SqlStore) -> None:  # noqa: PLR0915  one of everything
    """Type a canary wherever a person can type one, with people whose ids are canaries too."""
    kari, leif = PersonId(f"{CANARY}-kari"), PersonId(f"{CANARY}-leif")
    karis, leifs, author = sight(kari, Role.EMPLOYEE), sight(leif, Role.LEADER), sight(kari, Role.AUTHOR)
    route = a_route(employee=kari, leader=leif)
    terms = some_terms(
        route,
        goal=f"{CANARY}-goal",
        relapse_plan=f"{CANARY}-plan",
        measures=(a_measure(f"{CANARY}-measure"),),
    )
    checkin = a_checkin(route.id)
    given = some_answers(
        checkin,
        difficult=f"{CANARY}-difficult",
        needs=f"{CANARY}-needs",
        measures={MeasureId(f"{CANARY}-id"): Feels.UNSURE},
    )
    share = a_share(checkin, text=f"{CANARY}-share", measures=((f"{CANARY}-name", Feels.HELPS),))
    reminder = a_reminder(person=kari, text=f"{CANARY}-reminder")
    ref = MessageRef(account=an_account(f"{CANARY}-account"), message=f"{CANARY}-message")
    promise = a_promise(
        to=kari, kind=f"{CANARY}-kind", ref=f"{CANARY}-ref", once=f"{CANARY}-once", message=ref
    )
    draft = a_draft(route, comments=(a_comment(f"{CANARY}-comment"),))
    async with store.transaction() as work:
        await work.people.add(a_person("directory", name=PLAIN))
        await begin(work, route, terms)
        await work.agreements.save_route(route.moved(route.state), karis)
        await work.checkins.add(checkin, WORKER)
        await work.checkins.keep_answers(given, karis)
        await work.checkins.share(share, karis)
        read = share.opened(work.now)
        await work.checkins.save_share(read, leifs)
        await work.checkins.save_share(read.thanked(work.now, f"{CANARY}-thanks"), leifs)
        await work.reminders.add(reminder, author)
        await work.ledger.owe(promise)
        await work.marks.put(f"{CANARY}-mark", {"said": f"{CANARY}-said"}, None)
        await work.drafts.add(draft, karis)
        await work.talks.add(a_talk(asker=kari, helper=leif))
        line = Line(id=LineId(f"{CANARY}-line"), who=Role.LEADER, text=f"{CANARY}-agenda", shown_from=MONDAY)
        slot = Slot(at=MONDAY, minutes=30, place=f"{CANARY}-place")
        await work.meetings.add(a_meeting(route, proposed=slot, lines=(line,)), leifs)
        await work.occasions.add(an_occasion())
        await work.evaluations.add(an_evaluation(route, words=f"{CANARY}-words"), karis)
        await work.evaluations.add(an_evaluation(route, note=f"{CANARY}-note", joint=True), leifs)
        await work.occasions.add(an_occasion())
        await work.committee.put(a_body())
        await work.committee.add(a_term())
        await work.plans.put(a_plan())
        await work.competence.add(a_training())
        await work.competence.offer(a_lesson())
        await work.competence.record(a_guideline())
        parts = {Part.WORDS: f"{CANARY}-prepared", Part.CALL: f"{CANARY}-call"}
        await work.preparations.keep(a_preparation(route, parts=parts), karis)
        await work.preparations.share(a_shared_part(route, text=f"{CANARY}-shared-part"), karis)
        campaign = a_campaign()
        await work.campaigns.add(campaign)
        await work.campaigns.note(campaign.id, [kari, leif], Fate.WAITING)
        await work.posts.let_in(Channel(platform=Platform.SLACK, tenant="T1", id="C1", name="#alle"))
        post = Post(
            campaign=campaign.id, platform=Platform.SLACK, channel="C1", stood=Stood.TO_POST, due=MONDAY
        )
        await work.posts.owe(post)
        await work.pictures.put("picture", WORKPLACE, "image/png", b"png", made_at=MONDAY)
        await work.seats.add(a_seat(route, said=f"{CANARY}-said"))
        await work.invitations.add(an_invitation(inviter=route.leader, invitee=route.employee))
        await work.presses.note(f"{CANARY}-press")
        await work.presses.remember(f"{CANARY}-press", f"{CANARY}-view", f"{CANARY}-led")
    async with store.transaction() as work:
        await work.ledger.claim(10, 30)
        await work.ledger.owe(a_promise(bulk=True))
        await work.ledger.claim(10, 30, bulk=True)


def found_in(*files: Path) -> tuple[list[str], bool]:
    """Where a canary is that should not be; and whether the one in the clear was found."""
    contents = {file.name: file.read_bytes() for file in files if file.is_file()}
    control = any(PLAIN.encode() in content for content in contents.values())
    leaks = [
        name
        for name, content in contents.items()
        for encoding in ("utf-8", "utf-16-le")
        if CANARY.encode(encoding) in content.replace(PLAIN.encode(), b"")
    ]
    return leaks, control


def below(folder: Path) -> list[Path]:
    return list(folder.rglob("*"))


@asynccontextmanager
async def opened(url: str, keyring: Keyring) -> AsyncIterator[SqlStore]:
    await migrate(url)
    async with SqlStore.open(url, keyring, StoppedClock()) as store:
        async with store.transaction() as work:
            await work.people.put_workplace(a_workplace())
        yield store


async def test_no_typed_word_is_in_sqlites_files(tmp_path: Path, keyring: Keyring) -> None:
    """Neither in the database nor in its journals, while it runs and afterwards; the one in the clear is."""
    async with opened(databases.sqlite(tmp_path), keyring) as store:
        await live(store)
        assert {".sqlite", ".sqlite-wal", ".sqlite-shm"} <= {file.suffix for file in below(tmp_path)}
        assert found_in(*below(tmp_path)) == ([], True)
        assert await store.checkpoint()
        assert found_in(tmp_path / "innsjekk.sqlite") == ([], True)
    assert found_in(*below(tmp_path)) == ([], True)


async def test_no_typed_word_is_in_postgresqls_files(
    postgresql_url: str, postgres_data_dir: Path, keyring: Keyring
) -> None:
    """Neither in its tables, nor in its write-ahead log, nor in what it logs."""
    async with opened(postgresql_url, keyring) as store:
        await live(store)
        engine = create_async_engine(postgresql_url, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.exec_driver_sql("CHECKPOINT")
        await engine.dispose()
        assert found_in(*below(postgres_data_dir)) == ([], True)


async def test_what_is_deleted_leaves_no_bytes_on_sqlite(tmp_path: Path, keyring: Keyring) -> None:
    """Not even sealed ones, in many rows; before it was deleted, it was there."""
    url, file = databases.sqlite(tmp_path), tmp_path / "innsjekk.sqlite"
    clock = StoppedClock()
    await migrate(url)
    async with SqlStore.open(url, keyring, clock) as store:
        async with store.transaction() as work:
            for number in range(300):
                await work.presses.note(f"k{number}")
                await work.presses.remember(f"k{number}", "a.view", "x" * 900)
        async with store.reading() as work:
            sealed = [row["led_to"] for row in await work.presses._sql.rows(tables.presses.select())]
        assert await store.checkpoint()
        assert all(one[64:128] in file.read_bytes() for one in sealed)
        async with store.transaction() as work:
            assert await work.presses.forget_before(clock.now() + timedelta(seconds=1)) == 300
        assert await store.checkpoint()
        content = b"".join(one.read_bytes() for one in below(tmp_path) if one.is_file())
        assert not any(one[64:128] in content for one in sealed)


async def test_a_fault_says_nothing_of_what_was_written(
    store: SqlStore, spoil: Callable[[str], Awaitable[None]]
) -> None:
    """Neither in its words nor in what is printed of it."""
    await spoil("DROP TABLE presses")
    await spoil("ALTER TABLE people RENAME COLUMN name TO other")

    async def add(work: SqlWork) -> None:
        await work.people.add(a_person(name=CANARY))

    async def note(work: SqlWork) -> None:
        await work.presses.note(CANARY)

    for attempt in (add, note):
        with pytest.raises(StorageFault) as fault:
            await within(store, attempt)
        assert CANARY not in "".join(traceback.format_exception(fault.value))
        assert "INSERT" not in str(fault.value)


async def within(store: SqlStore, attempt: Callable[[SqlWork], Awaitable[None]]) -> None:
    async with store.transaction() as work:
        await attempt(work)
