"""What is in the tables opens for its reader, at its place, as it is now; for nobody else and nowhere else; long, as it is one contract."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import true

from core.agreements.members import SeatId
from core.agreements.model import Route
from core.checkins.model import CheckIn, Share
from core.errors import NotFound
from core.ledger.model import Promise, Standing
from core.people import PersonId
from core.ports import MessageRef
from core.reminders.model import Reminder
from core.sight import HOLDS, WORKER, Purpose, Role, Sight
from storage.grants import Grants
from storage.keyring import Keyring
from storage.sealing import CannotOpen, Reader, unwrap
from storage.store import SqlStore, SqlWork
from tests.builders import (
    AUTHOR,
    KARI,
    KARIS,
    LEIF,
    LEIFS,
    MONDAY,
    ODA,
    a_checkin,
    a_promise,
    a_reminder,
    a_route,
    a_seat,
    a_share,
    an_account,
    begin,
    sight,
    some_answers,
    some_terms,
)

Ask = Callable[[str], Awaitable[Sequence[tuple[object, ...]]]]
Say = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Two:
    """Two of everything that is sealed, the second in the same agreement as far as that can be."""

    routes: tuple[Route, Route]
    checkins: tuple[CheckIn, CheckIn]
    shares: tuple[Share, Share]
    reminders: tuple[Reminder, Reminder]
    promises: tuple[Promise, Promise]


@pytest.fixture
async def two(store: SqlStore) -> Two:
    first, second = a_route(id="a-1"), a_route(id="a-2")
    checkins = (a_checkin(first.id, id="c-1"), a_checkin(first.id, id="c-2"))
    shares = (a_share(checkins[0], id="s-1"), a_share(checkins[0], id="s-2"))
    reminders = (a_reminder(id="r-1"), a_reminder(id="r-2"))
    sent = MessageRef(account=an_account("U1"), message="1")
    promises = (
        a_promise(id="p-1", message=sent, standing=Standing.SENT),
        a_promise(id="p-2", message=replace(sent, message="2"), standing=Standing.SENT),
    )
    async with store.transaction() as work:
        for route in (first, second):
            await begin(work, route)
        await work.agreements.add_terms(some_terms(first, number=2), KARIS)
        for checkin in checkins:
            await work.checkins.add(checkin, WORKER)
            await work.checkins.keep_answers(some_answers(checkin), KARIS)
        for share in shares:
            await work.checkins.share(share, KARIS)
        for seat, helper in (("e-1", "ida"), ("e-2", "pia")):
            await work.seats.add(a_seat(first, id=seat, person=PersonId(helper)))
        for reminder in reminders:
            await work.reminders.add(reminder, AUTHOR)
        for promise in promises:
            await work.ledger.owe(promise)
        for key in ("k-1", "k-2"):
            await work.presses.note(key)
            await work.presses.remember(key, "a.view", key)
    return Two(
        routes=(first, second), checkins=checkins, shares=shares, reminders=reminders, promises=promises
    )


READ: dict[str, Callable[[SqlWork, Two], Awaitable[object]]] = {
    "route": lambda work, two: work.agreements.route(two.routes[0].id, WORKER),
    "route for the employee": lambda work, two: work.agreements.route(two.routes[0].id, KARIS),
    "terms": lambda work, two: work.agreements.terms(two.routes[0].id, KARIS),
    "check-in": lambda work, two: work.checkins.get(two.checkins[0].id, WORKER),
    "answers": lambda work, two: work.checkins.answers(two.checkins[0].id, KARIS),
    "shares": lambda work, two: work.checkins.shares(two.routes[0].id, LEIFS),
    "seat": lambda work, _: work.seats.get(SeatId("e-1"), sight(KARI, Role.HOST)),
    "reminder": lambda work, two: work.reminders.get(two.reminders[0].id, AUTHOR),
    "promise": lambda work, two: work.ledger.get(two.promises[0].id),
    "press": lambda work, _: work.presses.led_to("k-1"),
}


def moved(table: str, column: str, key: str, one: str, other: str) -> str:
    """What is sealed in another row, put into this one."""
    return f"UPDATE {table} SET {column} = (SELECT {column} FROM {table} WHERE {key} = '{other}') WHERE {key} = '{one}'"


def granted(purpose: Purpose, other: Purpose) -> str:
    """Another purpose's grants of the same readers, put into this purpose's."""
    return (
        "UPDATE grants SET wrapped = (SELECT o.wrapped FROM grants o WHERE o.scope = grants.scope AND"
        f" o.reader_idx = grants.reader_idx AND o.purpose = '{other}') WHERE purpose = '{purpose}' AND EXISTS"
        " (SELECT 1 FROM grants o WHERE o.scope = grants.scope AND o.reader_idx = grants.reader_idx AND"
        f" o.purpose = '{other}')"
    )


MOVES = {
    "route: another agreement's": ("route", moved("routes", "content", "agreement", "a-1", "a-2")),
    "route: another version": ("route", "UPDATE routes SET version = version + 1"),
    "terms: an earlier version": (
        "terms",
        "UPDATE terms SET content = (SELECT content FROM terms WHERE agreement = 'a-1' AND number = 1) WHERE number = 2",
    ),
    "terms: another version": ("terms", "UPDATE terms SET number = 3 WHERE number = 2"),
    "terms: from another column": (
        "terms",
        "UPDATE terms SET content = (SELECT content FROM shares WHERE id = 's-1')",
    ),
    "check-in: another's": ("check-in", moved("checkins", "status", "id", "c-1", "c-2")),
    "check-in: another version": ("check-in", "UPDATE checkins SET version = version + 1"),
    "check-in: in another agreement": ("check-in", "UPDATE checkins SET agreement = 'a-2'"),
    "check-in: the route": (
        "check-in",
        "UPDATE checkins SET status = (SELECT content FROM routes WHERE agreement = 'a-1')",
    ),
    "answers: of another check-in": ("answers", moved("answers", "content", "checkin", "c-1", "c-2")),
    "answers: another version": ("answers", "UPDATE answers SET version = version + 1"),
    "shares: another's": ("shares", moved("shares", "content", "id", "s-1", "s-2")),
    "shares: another version": ("shares", "UPDATE shares SET version = version + 1"),
    "shares: in another agreement": ("shares", "UPDATE shares SET agreement = 'a-1', id = id || 'x'"),
    "reminder: another's": ("reminder", moved("reminders", "content", "id", "r-1", "r-2")),
    "reminder: another's grant": ("reminder", moved("grants", "wrapped", "scope", "r-1", "r-2")),
    "promise: another's": ("promise", moved("promises", "content", "id", "p-1", "p-2")),
    "promise: another's state": ("promise", moved("promises", "state", "id", "p-1", "p-2")),
    "promise: its state as its content": ("promise", "UPDATE promises SET content = state"),
    "press: a promise's content": (
        "press",
        "UPDATE presses SET led_to = (SELECT content FROM promises WHERE id = 'p-1')",
    ),
    "press: another's": (
        "press",
        "UPDATE presses SET led_to = (SELECT p.led_to FROM presses p WHERE p.key <> presses.key)",
    ),
    "answers: with the joint key's grant": ("answers", granted(Purpose.OWN, Purpose.JOINT)),
    "route: with the own key's grant": ("route for the employee", granted(Purpose.ROUTE, Purpose.OWN)),
    "seat: another's": ("seat", moved("seats", "content", "id", "e-1", "e-2")),
    "seat: another's grant": (
        "seat",
        "UPDATE grants SET wrapped = (SELECT o.wrapped FROM grants o WHERE o.scope = 'e-2' AND"  # noqa: ISC004
        " o.reader_idx = grants.reader_idx) WHERE scope = 'e-1' AND EXISTS (SELECT 1 FROM grants o WHERE"
        " o.scope = 'e-2' AND o.reader_idx = grants.reader_idx)",
    ),
    "seat: another version": ("seat", "UPDATE seats SET version = version + 1"),
    "shares: an older generation": ("shares", "UPDATE grants SET generation = 1"),
}


@pytest.mark.parametrize("name", READ)
async def test_all_of_it_opens_where_it_is(store: SqlStore, two: Two, name: str) -> None:
    """Else the tests below would say nothing."""
    async with store.transaction() as work:
        assert await READ[name](work, two)


@pytest.mark.parametrize("move", MOVES)
async def test_what_was_moved_does_not_open(store: SqlStore, two: Two, spoil: Say, move: str) -> None:
    """To another row, column, agreement or version: it is as if nothing were there."""
    name, statement = MOVES[move]
    await spoil(statement)
    async with store.transaction() as work:
        with pytest.raises(NotFound):
            await READ[name](work, two)


async def test_what_was_written_over_does_not_come_back(
    store: SqlStore, two: Two, ask: Ask, spoil: Say
) -> None:
    """An old sealed value put back into the newer row."""
    [(old,)] = await ask("SELECT status FROM checkins WHERE id = 'c-1'")
    assert isinstance(old, bytes)
    async with store.transaction() as work:
        await work.checkins.save(replace(two.checkins[0], version=1, later=MONDAY), WORKER)
    literal = f"'\\x{old.hex()}'" if "postgres" in str(store._writing.url) else f"x'{old.hex()}'"
    await spoil(f"UPDATE checkins SET status = {literal} WHERE id = 'c-1'")
    async with store.transaction() as work:
        with pytest.raises(NotFound):
            await work.checkins.get(two.checkins[0].id, WORKER)


def opens(keyring: Keyring, who: Sight, held: Purpose, *row: Any) -> bool:
    """Whether this row of `grants` opens for them, whatever it says whose it is."""
    scope, purpose, generation, epoch, wrapped = row
    reader = Reader(tenant=keyring.tenant, person=who.person, role=who.role, purpose=held)
    try:
        unwrap(keyring.epoch(epoch), reader, scope, generation, wrapped)
    except CannotOpen:
        return False
    assert held == purpose
    return True


async def test_a_stranger_with_every_grant_in_hand_opens_none(
    store: SqlStore, two: Two, keyring: Keyring, ask: Ask
) -> None:
    """Each reader opens what sight.HOLDS gives them, and a stranger in any role nothing at all."""
    del store, two
    rows = await ask("SELECT scope, purpose, generation, epoch, wrapped FROM grants")

    def opened(who: Sight) -> Counter[str]:
        return Counter(
            str(row[1]) for row in rows for held in HOLDS[who.role] if opens(keyring, who, held, *row)
        )

    for person in (ODA, LEIF, PersonId("")):
        for role in set(Role) - ({Role.LEADER} if person == LEIF else set()):
            assert opened(sight(person, role)) == {}, (person, role)
    assert opened(KARIS) == dict.fromkeys(("own", "joint", "route"), 2)
    assert opened(LEIFS) == {"joint": 2}
    assert opened(sight(KARI, Role.HOST)) == {"group": 2}
    assert opened(sight(PersonId("ida"), Role.INVITED)) == {"group": 1}
    assert opened(WORKER) == {"route": 2}
    assert opened(AUTHOR) == {"own": 2}


async def test_a_query_that_forgot_its_where_opens_nothing(
    store: SqlStore, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though every reader's grants come back, a stranger is refused everything."""
    monkeypatch.setattr(Grants, "_reads", lambda *_: true())
    async with store.transaction() as work:
        assert len(await work.agreements.of(ODA, Role.EMPLOYEE)) == 6  # the query did forget
        for role in (Role.EMPLOYEE, Role.LEADER, Role.HOST, Role.INVITED, Role.AUTHOR):
            stranger = sight(ODA, role)
            attempts: list[Callable[[], Awaitable[object]]] = [
                lambda s=stranger: work.agreements.route(two.routes[0].id, s),  # type: ignore[misc]
                lambda s=stranger: work.agreements.terms(two.routes[0].id, s),  # type: ignore[misc]
                lambda s=stranger: work.checkins.get(two.checkins[0].id, s),  # type: ignore[misc]
                lambda s=stranger: work.checkins.answers(two.checkins[0].id, s),  # type: ignore[misc]
                lambda s=stranger: work.checkins.shares(two.routes[0].id, s),  # type: ignore[misc]
                lambda s=stranger: work.seats.get(SeatId("e-1"), s),  # type: ignore[misc]
                lambda s=stranger: work.reminders.get(two.reminders[0].id, s),  # type: ignore[misc]
                lambda s=stranger: work.reminders.of(s),  # type: ignore[misc]
            ]
            for attempt in attempts:
                with pytest.raises(NotFound):
                    await attempt()


async def test_a_person_may_be_both(store: SqlStore) -> None:
    """Leader in one agreement and employee in another: each role opens its own."""
    mine, led = a_route(), a_route(employee=ODA, leader=KARI)
    async with store.transaction() as work:
        for route in (mine, led):
            await begin(work, route)
        karis_led = sight(KARI, Role.LEADER)
        assert (await work.agreements.terms(led.id, karis_led)).employee == ODA
        with pytest.raises(NotFound):
            await work.agreements.route(led.id, KARIS)
        with pytest.raises(NotFound):
            await work.agreements.terms(mine.id, karis_led)
