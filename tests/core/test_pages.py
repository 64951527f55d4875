"""A ticket: one file, once, within its time, by the right that holds when it is used."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from core.chat.texts import Texts
from core.chat.views import Note, OneTimeLink, Paragraph
from core.errors import NotFound, Refused
from core.pages.model import Data, Document, Printed
from core.pages.usecases import LASTS, PATH, TEXTS, Desk, Wanted, redeem, ticket
from core.people import Language, Person
from storage.store import SqlStore, SqlWork
from storage.tables import marks
from tests.builders import KARI, StoppedClock, a_keyring, a_person, a_workplace
from tests.ready import up_to_date

WORDS = Texts(TEXTS, Language.NN)


@dataclass
class Notebook:
    """A kind of file that says whose it is, and can be told that the right is lost."""

    name: str = "a.notebook"
    allowed: bool = True
    built: list[str] = field(default_factory=list)

    async def build(self, work: SqlWork, person: Person, ref: str) -> Document | Data:
        assert (await work.people.get(person.id)).name == person.name
        self.built.append(ref)
        if not self.allowed:
            raise NotFound
        return Data(content={"for": person.name, "of": ref}, language=person.language)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest_asyncio.fixture
async def store(database_url: str, tmp_path: Path, clock: StoppedClock) -> AsyncIterator[SqlStore]:
    await up_to_date(database_url)
    async with SqlStore.open(database_url, a_keyring(tmp_path), clock) as store:
        async with store.transaction() as work:
            await work.people.put_workplace(a_workplace())
            await work.people.add(a_person())
        yield store


async def asked(store: SqlStore, name: str = "a.notebook", ref: str = "r-1") -> str:
    async with store.transaction() as work:
        return await ticket(work, await work.people.get(KARI), name, ref)


def kinds(*of: Printed[SqlWork]) -> dict[str, Printed[SqlWork]]:
    return {each.name: each for each in of}


async def test_a_ticket_gives_its_file_once(store: SqlStore) -> None:
    """The second time is refused as if there never had been one, and nothing is made."""
    notebook = Notebook()
    token = await asked(store)
    given = await redeem(store, kinds(notebook), token)
    assert given == Data(content={"for": "Kari", "of": "r-1"}, language=Language.NB)
    with pytest.raises(NotFound):
        await redeem(store, kinds(notebook), token)
    assert notebook.built == ["r-1"]


async def test_every_ticket_is_another(store: SqlStore) -> None:
    """256 bits each, and no part of one stands in what is kept."""
    tokens = [await asked(store) for _ in range(20)]
    assert len(set(tokens)) == 20
    assert all(re.fullmatch(r"[\w-]{43}", token) for token in tokens)


async def test_what_is_kept_of_a_ticket_does_not_hold_it(store: SqlStore, database_url: str) -> None:
    """Whoever reads the table finds neither the token, nor whom it is for, nor what."""
    token = await asked(store)
    engine = create_async_engine(database_url)
    async with engine.connect() as connection:
        (row,) = (await connection.execute(select(marks))).all()
    await engine.dispose()
    for word in (token, token[:12], KARI, "notebook", "r-1"):
        assert word.encode() not in bytes(row.key) + bytes(row.content)


async def test_a_ticket_is_over_after_ten_minutes(store: SqlStore, clock: StoppedClock) -> None:
    """A second before it works; at ten minutes it does not."""
    early, late = await asked(store), await asked(store)
    clock.wind(seconds=LASTS.total_seconds() - 1)
    assert isinstance(await redeem(store, kinds(Notebook()), early), Data)
    clock.wind(seconds=1)
    with pytest.raises(NotFound):
        await redeem(store, kinds(Notebook()), late)


async def test_a_right_lost_meanwhile_is_refused_and_the_ticket_is_gone(store: SqlStore) -> None:
    """It does not lie there until the right comes back."""
    notebook = Notebook(allowed=False)
    token = await asked(store)
    with pytest.raises(Refused):
        await redeem(store, kinds(notebook), token)
    notebook.allowed = True
    with pytest.raises(NotFound):
        await redeem(store, kinds(notebook), token)
    assert notebook.built == ["r-1"]


async def test_somebody_who_has_left_gets_nothing(store: SqlStore) -> None:
    """The account was closed between the asking and the fetching."""
    notebook = Notebook()
    token = await asked(store)
    async with store.transaction() as work:
        kari = await work.people.get(KARI)
        await work.people.save(replace(kari, active=False, version=kari.version + 1))
    with pytest.raises(NotFound):
        await redeem(store, kinds(notebook), token)
    assert notebook.built == []


@pytest.mark.parametrize("token", ["", "x" * 43, "notebook", "a.notebook", "\u0000", "é" * 43])
async def test_what_was_never_a_ticket_is_refused(store: SqlStore, token: str) -> None:
    """Invented, empty, not even text that fits."""
    with pytest.raises(NotFound):
        await redeem(store, kinds(Notebook()), token)


async def test_a_kind_that_is_not_there_any_more_is_refused(store: SqlStore) -> None:
    """A ticket from before an upgrade."""
    token = await asked(store, name="gone.kind")
    with pytest.raises(NotFound):
        await redeem(store, kinds(Notebook()), token)


async def test_the_desk_offers_each_file_with_a_ticket_behind_a_number_sign(store: SqlStore) -> None:
    """So that neither a proxy's log nor a preview gets it; and says how long it holds."""
    wanted = (Wanted(label="Avtala", name="a.notebook", ref="r-1"), Wanted(label="Alt", name="a.notebook"))
    async with store.transaction() as work:
        kari = await work.people.get(KARI)
        blocks = await Desk("https://innsjekk.example/").offered(work, kari, WORDS, wanted)
    links = [each for each in blocks if isinstance(each, OneTimeLink)]
    assert [link.label for link in links] == ["Avtala", "Alt"]
    assert blocks[2:] == (Note(WORDS("once")),)
    for link, ref in zip(links, ("r-1", ""), strict=True):
        before, _, token = link.url.partition("#")
        assert before == f"https://innsjekk.example{PATH}"
        given = await redeem(store, kinds(Notebook()), token)
        assert isinstance(given, Data)
        assert given.content["of"] == ref


async def test_a_desk_without_an_address_says_so_and_keeps_nothing(
    store: SqlStore, database_url: str
) -> None:
    """One kind sentence, and no ticket that nobody can use."""
    async with store.transaction() as work:
        kari = await work.people.get(KARI)
        said = await Desk().offered(work, kari, WORDS, [Wanted(label="Avtala", name="a.notebook")])
    assert said == (Paragraph(WORDS("not_set_up")),)
    engine = create_async_engine(database_url)
    async with engine.connect() as connection:
        assert (await connection.execute(select(marks))).all() == []
    await engine.dispose()
