"""The directory: workplaces, people and their accounts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import time
from typing import Any

from sqlalchemy import RowMapping, Select, String, and_, cast, delete, func, insert, select, update

from core.errors import NotFound, Outdated
from core.occasions.model import Audience
from core.people import (
    Account,
    Hours,
    Language,
    Person,
    PersonId,
    Platform,
    Position,
    Workplace,
    WorkplaceId,
)
from storage.statements import Sql
from storage.tables import accounts, people, workplaces

TOGETHER = 500
"""People in one statement: PostgreSQL takes 32,767 values in one, and SQLite about as many."""
LEADER = f'%"{Position.LEADER.value}"%'
"""In a list of positions as it is written."""


class SqlPeople:
    """In the clear: the directory knows who works here, never who has an agreement."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql
        self._crowds: dict[WorkplaceId, Mapping[Audience, int]] = {}

    async def workplace(self, id: WorkplaceId) -> Workplace:
        row = await self._sql.row(select(workplaces).where(workplaces.c.id == id))
        if row is None:
            raise NotFound
        return _workplace(row)

    async def workplaces(self) -> Sequence[Workplace]:
        return [_workplace(row) for row in await self._sql.rows(select(workplaces).order_by(workplaces.c.id))]

    async def put_workplace(self, workplace: Workplace) -> None:
        row = {
            "id": workplace.id,
            "name": workplace.name,
            "tenants": {platform.value: tenant for platform, tenant in workplace.tenants.items()},
            "language": workplace.language.value,
            "zone": workplace.zone,
        }
        if not await self._sql.add_unless(workplaces, row, "id"):
            await self._sql.run(update(workplaces).where(workplaces.c.id == workplace.id).values(row))

    async def get(self, id: PersonId) -> Person:
        found = await self._found(select(people).where(people.c.id == id))
        if not found:
            raise NotFound
        return found[0]

    async def at(self, account: Account) -> Person | None:
        has = and_(
            accounts.c.person == people.c.id,
            accounts.c.platform == account.platform.value,
            accounts.c.tenant == account.tenant,
            accounts.c.id == account.id,
        )
        found = await self._found(select(people).join(accounts, has))
        return found[0] if found else None

    async def some(self, some: Collection[PersonId]) -> Sequence[Person]:
        ids, found = sorted(some), list[Person]()
        for start in range(0, len(ids), TOGETHER):
            found += await self._found(select(people).where(people.c.id.in_(ids[start : start + TOGETHER])))
        return sorted(found, key=lambda each: (each.name, each.id))

    async def names(self, workplace: WorkplaceId) -> Mapping[PersonId, str]:
        works_here = (people.c.workplace == workplace) & people.c.active
        called = select(people.c.id, people.c.name).where(works_here).order_by(people.c.name, people.c.id)
        return {PersonId(row["id"]): row["name"] for row in await self._sql.rows(called)}

    async def leaders(self, workplace: WorkplaceId) -> Sequence[Person]:
        works_here = (people.c.workplace == workplace) & people.c.active
        of_somebody = people.c.id.in_(select(people.c.leader).where(works_here, people.c.leader.is_not(None)))
        lead = works_here & (cast(people.c.positions, String).like(LEADER) | of_somebody)
        return await self._found(select(people).where(lead).order_by(people.c.name, people.c.id))

    async def led_by(self, person: PersonId) -> Sequence[Person]:
        led = (people.c.leader == person) & people.c.active
        return await self._found(select(people).where(led).order_by(people.c.name, people.c.id))

    async def leads(self, person: PersonId) -> bool:
        led = select(people.c.id).where((people.c.leader == person) & people.c.active)
        return await self._sql.row(led.limit(1)) is not None

    async def works_at(self, workplace: WorkplaceId) -> Sequence[Audience]:
        works_here = (people.c.workplace == workplace) & people.c.active
        found = select(people.c.place, people.c.department).where(works_here).distinct()
        return [
            Audience(place=row["place"], department=row["department"]) for row in await self._sql.rows(found)
        ]

    async def crowds(self, workplace: WorkplaceId) -> Mapping[Audience, int]:
        if workplace not in self._crowds:
            works_here = (people.c.workplace == workplace) & people.c.active
            there = (people.c.place, people.c.department)
            found = select(*there, func.count().label("many")).where(works_here).group_by(*there)
            self._crowds[workplace] = {
                Audience(place=row["place"], department=row["department"]): row["many"]
                for row in await self._sql.rows(found)
            }
        return self._crowds[workplace]

    async def counted(self, workplace: WorkplaceId) -> Sequence[tuple[Audience, int]]:
        reached = select(accounts.c.id).where(accounts.c.person == people.c.id).exists()
        works_here = (people.c.workplace == workplace) & people.c.active & reached
        there = (people.c.place, people.c.department)
        found = select(*there, func.count().label("number")).where(works_here).group_by(*there)
        return [
            (Audience(place=row["place"], department=row["department"]), row["number"])
            for row in await self._sql.rows(found)
        ]

    async def everybody(self, workplace: WorkplaceId) -> Sequence[Person]:
        works_here = people.c.workplace == workplace
        rows = await self._sql.rows(select(people).where(works_here))
        owned = select(accounts).join(people, accounts.c.person == people.c.id).where(works_here)
        return _people(rows, await self._sql.rows(owned.order_by(accounts.c.place)))

    async def page(
        self, workplace: WorkplaceId, after: str, most: int, *, gone: bool = False
    ) -> Sequence[Person]:
        there = select(people).where((people.c.workplace == workplace) & (people.c.id > after))
        some = there if gone else there.where(people.c.active)
        return await self._found(some.order_by(people.c.id).limit(most))

    async def leading(self, some: Collection[PersonId]) -> frozenset[PersonId]:
        led = select(people.c.leader).where(people.c.leader.in_(some), people.c.active).distinct()
        return (
            frozenset(PersonId(row["leader"]) for row in await self._sql.rows(led)) if some else frozenset()
        )

    async def with_positions(self, workplace: WorkplaceId) -> Sequence[Person]:
        works_here = (people.c.workplace == workplace) & people.c.active
        there = works_here & (cast(people.c.positions, String) != "[]")
        return await self._found(select(people).where(there).order_by(people.c.name, people.c.id))

    async def add_all(self, new: Sequence[Person]) -> None:
        self._crowds.clear()
        for some in (new[start : start + TOGETHER] for start in range(0, len(new), TOGETHER)):
            await self._sql.run(insert(people).values([_written(person) for person in some]))
            held = [_written_account(person, n) for person in some for n in range(len(person.accounts))]
            if held:
                await self._sql.run(insert(accounts).values(held))

    async def add(self, person: Person) -> None:
        """Raises Outdated if the person is there, or somebody has one of the accounts."""
        self._crowds.clear()
        await self._sql.add(people, _written(person))
        await self._write_accounts(person)

    async def save(self, person: Person) -> None:
        self._crowds.clear()
        as_read = (people.c.id == person.id) & (people.c.version == person.version - 1)
        if await self._sql.run(update(people).where(as_read).values(_written(person))) != 1:
            raise Outdated
        await self._sql.run(delete(accounts).where(accounts.c.person == person.id))
        await self._write_accounts(person)

    async def _write_accounts(self, person: Person) -> None:
        if person.accounts:
            rows = [_written_account(person, place) for place in range(len(person.accounts))]
            await self._sql.run(insert(accounts).values(rows))

    async def _found(self, which: Select[Any]) -> list[Person]:
        rows = await self._sql.rows(which)
        ids = [row["id"] for row in rows]
        held: list[RowMapping] = []
        for start in range(0, len(ids), TOGETHER):
            theirs = accounts.c.person.in_(ids[start : start + TOGETHER])
            held += await self._sql.rows(select(accounts).where(theirs).order_by(accounts.c.place))
        return _people(rows, held)


def _people(rows: Iterable[RowMapping], held: Iterable[RowMapping]) -> list[Person]:
    by_person: dict[str, list[RowMapping]] = {}
    for account in held:
        by_person.setdefault(account["person"], []).append(account)
    return [_person(row, by_person.get(row["id"], ())) for row in rows]


def _written(person: Person) -> Mapping[str, Any]:
    return {
        "id": person.id,
        "workplace": person.workplace,
        "name": person.name,
        "language": person.language.value,
        "zone": person.zone,
        "hours_start": person.hours.start.isoformat(),
        "hours_end": person.hours.end.isoformat(),
        "channel": person.channel.value if person.channel else None,
        "leader": person.leader,
        "positions": sorted(position.value for position in person.positions),
        "active": person.active,
        "anytime": person.anytime,
        "place": person.place,
        "department": person.department,
        "contact": person.contact,
        "tips": person.tips,
        "campaigns": person.campaigns,
        "version": person.version,
    }


def _written_account(person: Person, place: int) -> Mapping[str, Any]:
    account = person.accounts[place]
    return {
        "platform": account.platform.value,
        "tenant": account.tenant,
        "id": account.id,
        "person": person.id,
        "place": place,
        "conversation": account.conversation,
        "service": account.service,
    }


def _person(row: RowMapping, held: Iterable[RowMapping]) -> Person:
    return Person(
        id=PersonId(row["id"]),
        workplace=WorkplaceId(row["workplace"]),
        name=row["name"],
        language=Language(row["language"]),
        zone=row["zone"],
        hours=Hours(start=time.fromisoformat(row["hours_start"]), end=time.fromisoformat(row["hours_end"])),
        accounts=tuple(_account(one) for one in held),
        channel=Platform(row["channel"]) if row["channel"] else None,
        leader=PersonId(row["leader"]) if row["leader"] else None,
        positions=frozenset(Position(position) for position in row["positions"]),
        active=row["active"],
        anytime=row["anytime"],
        place=row["place"],
        department=row["department"],
        contact=row["contact"],
        tips=row["tips"],
        campaigns=row["campaigns"],
        version=row["version"],
    )


def _account(row: RowMapping) -> Account:
    return Account(
        platform=Platform(row["platform"]),
        tenant=row["tenant"],
        id=row["id"],
        conversation=row["conversation"],
        service=row["service"],
    )


def _workplace(row: RowMapping) -> Workplace:
    return Workplace(
        id=WorkplaceId(row["id"]),
        name=row["name"],
        tenants={Platform(platform): tenant for platform, tenant in row["tenants"].items()},
        language=Language(row["language"]),
        zone=row["zone"],
    )
