"""Taking the list in: new people are added, known ones are brought up to date, nobody is taken away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.directory.reading import Row
from core.errors import Refused
from core.people import Account, Person, PersonId, Platform, Workplace
from core.ports import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many people were new, changed and as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0


async def take_in(work: Work, workplace: Workplace, rows: Sequence[Row]) -> Tally:
    """
    Bring the directory up to date with the list.

    A person is known again by account. Language and zone are only set for new people: afterwards a
    person's own choice wins. A leader named here changes nothing about an agreement. Raises Refused for
    an account on a platform that the workplace does not have.
    """
    people = {row.ref: await _known(work, workplace, row) for row in rows}
    fresh = {ref: PersonId(work.new_id()) for ref, person in people.items() if person is None}
    ids = {row.ref: person.id if (person := people[row.ref]) else fresh[row.ref] for row in rows}
    tally = {"new": 0, "changed": 0, "same": 0}
    for row in sorted(rows, key=lambda row: row.leader != ""):
        known = people[row.ref]
        wanted = _as_listed(known, row, workplace, ids)
        if known is None:
            await work.people.add(replace(wanted, leader=None))
            tally["new"] += 1
        elif wanted == known:
            tally["same"] += 1
        else:
            await work.people.save(replace(wanted, version=known.version + 1))
            tally["changed"] += 1
    for row in rows:
        if people[row.ref] is None and row.leader:
            added = await work.people.get(ids[row.ref])
            await work.people.save(replace(added, leader=ids[row.leader], version=added.version + 1))
    return Tally(**tally)


async def _known(work: Work, workplace: Workplace, row: Row) -> Person | None:
    for account in _accounts(workplace, row):
        if (person := await work.people.at(account)) is not None:
            return person
    return None


def _accounts(workplace: Workplace, row: Row) -> tuple[Account, ...]:
    listed = {Platform.SLACK: row.slack, Platform.TEAMS: row.teams}
    missing = [platform for platform, id in listed.items() if id and platform not in workplace.tenants]
    if missing:
        raise Refused("refused.no_platform")
    return tuple(
        Account(platform=platform, tenant=workplace.tenants[platform], id=id)
        for platform, id in listed.items()
        if id
    )


def _as_listed(known: Person | None, row: Row, workplace: Workplace, ids: Mapping[str, PersonId]) -> Person:
    accounts = _accounts(workplace, row)
    leader = ids[row.leader] if row.leader else None
    if known is None:
        return Person(
            id=ids[row.ref],
            workplace=workplace.id,
            name=row.name,
            language=row.language or workplace.language,
            zone=row.zone or workplace.zone,
            accounts=accounts,
            channel=accounts[0].platform,
            leader=leader,
            positions=row.positions,
        )
    routes = {(a.platform, a.id): a for a in known.accounts}
    kept = tuple(routes.get((a.platform, a.id), a) for a in accounts)
    return replace(known, name=row.name, accounts=kept, leader=leader, positions=row.positions, active=True)
