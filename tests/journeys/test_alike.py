"""Whatever is pressed or sent in, who has an agreement is answered as who has none: byte for byte, every verb there is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import pytest

from bots.subjects import flows
from storage.store import SqlStore, SqlWork
from tests.journeys.acts import press, submit, without_ids
from tests.journeys.world import World

OWN = frozenset({"menu.shown", "privacy.show", "privacy.download", "talks.ask", "talks.chosen"})
"""What shows something of one's own in a form that opens by one's own press: the page, what is kept, whom one can ask."""


class _Undone(Exception):
    """The end of a transaction of which nothing is to stay."""


def undo_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is done stays done: so what one of the two did says nothing about the next answer."""
    real = SqlStore.transaction

    @asynccontextmanager
    async def transaction(self: SqlStore) -> AsyncIterator[SqlWork]:
        with suppress(_Undone):
            async with real(self) as work:
                yield work
                raise _Undone

    monkeypatch.setattr(SqlStore, "transaction", transaction)


@pytest.mark.sqlite_is_enough
async def test_every_verb_answers_both_alike(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """With no reference, and with one that is nothing of theirs; but for what is one's own to see."""
    kari, ola = world.kari, world.ola
    for phone in (kari, ola):
        await phone.go_home()
    undo_all(monkeypatch)
    nothing = str(uuid4())
    differ = set()
    for action in [f"{flow.name}.{verb}" for flow in flows() for verb in flow.answers]:
        for ask, ref in ((press, ""), (press, nothing), (submit, nothing)):
            karis, olas = [
                without_ids((await ask(world, phone, action, ref)).replace(phone.person, "WHO"))
                for phone in (kari, ola)
            ]
            if karis != olas:
                differ.add(action)
    assert differ == OWN
