"""Taking the list in: new people are added, known ones are brought up to date, nobody is taken away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.directory.reading import Row, Wrong
from core.people import Account, Person, PersonId, Platform, Workplace
from core.ports import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many people were new, changed and as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0


class NotTakenIn(Exception):
    """The list does not fit with who is known already; the transaction must not be kept."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        """What, and on which lines."""
        super().__init__("not taken in")
        self.wrong = wrong


async def take_in(work: Work, workplace: Workplace, rows: Sequence[Row]) -> Tally:
    """
    Bring the directory up to date with the list.

    A person is known again by account, and an account that the list leaves out stays theirs. Language and
    zone are only set for new people: afterwards a person's own choice wins. A leader named here changes
    nothing about an agreement. Raises NotTakenIn.
    """
    if wrong := _without_platform(workplace, rows):
        raise NotTakenIn(wrong)
    owners = {account: await work.people.at(account) for row in rows for account in _accounts(workplace, row)}
    if wrong := _mixed_up(workplace, rows, owners):
        raise NotTakenIn(wrong)
    known = {row.ref: _known(workplace, row, owners) for row in rows}
    ids = {ref: person.id if person else PersonId(work.new_id()) for ref, person in known.items()}
    tally = {"new": 0, "changed": 0, "same": 0}
    for row in rows:
        before = known[row.ref]
        wanted = _as_listed(before or _new(row, workplace, ids), row, workplace, ids)
        if before is None:
            await work.people.add(wanted)
            tally["new"] += 1
        elif wanted == before:
            tally["same"] += 1
        else:
            await work.people.save(replace(wanted, version=before.version + 1))
            tally["changed"] += 1
    return Tally(**tally)


def _listed(row: Row) -> Mapping[Platform, str]:
    return {platform: id for platform, id in ((Platform.SLACK, row.slack), (Platform.TEAMS, row.teams)) if id}


def _without_platform(workplace: Workplace, rows: Sequence[Row]) -> Sequence[Wrong]:
    return [
        Wrong(row.line, f"there is a “{platform}” id, but {platform.capitalize()} is not set up")
        for row in rows
        for platform in _listed(row)
        if platform not in workplace.tenants
    ]


def _mixed_up(
    workplace: Workplace, rows: Sequence[Row], owners: Mapping[Account, Person | None]
) -> Sequence[Wrong]:
    """Ids that would make one person of two, or two of one."""
    wrong, seen = list[Wrong](), dict[PersonId, int]()
    for row in rows:
        found = {person.id for a in _accounts(workplace, row) if (person := owners[a]) is not None}
        if len(found) > 1:
            wrong.append(
                Wrong(row.line, "the “slack” and the “teams” id belong to two people who are known already")
            )
        for id in found:
            if (first := seen.setdefault(id, row.line)) != row.line:
                wrong.append(Wrong(row.line, f"these ids belong to the same person as those on line {first}"))
    return wrong


def _known(workplace: Workplace, row: Row, owners: Mapping[Account, Person | None]) -> Person | None:
    return next((person for a in _accounts(workplace, row) if (person := owners[a]) is not None), None)


def _accounts(workplace: Workplace, row: Row) -> tuple[Account, ...]:
    return tuple(
        Account(platform=platform, tenant=workplace.tenants[platform], id=id)
        for platform, id in _listed(row).items()
    )


def _new(row: Row, workplace: Workplace, ids: Mapping[str, PersonId]) -> Person:
    return Person(
        id=ids[row.ref],
        workplace=workplace.id,
        name=row.name,
        language=row.language or workplace.language,
        zone=row.zone or workplace.zone,
        channel=next(iter(_listed(row))),
    )


def _as_listed(person: Person, row: Row, workplace: Workplace, ids: Mapping[str, PersonId]) -> Person:
    leader = ids[row.leader] if row.leader else None
    return replace(
        person,
        name=row.name,
        accounts=_merged(person.accounts, _accounts(workplace, row)),
        leader=person.leader if row.leader is None else leader,
        positions=person.positions if row.positions is None else row.positions,
        active=True,
    )


def _merged(kept: tuple[Account, ...], listed: tuple[Account, ...]) -> tuple[Account, ...]:
    """One on each platform that is listed, in its old place and with its old conversation if it was known."""
    new = {account.platform: account for account in listed}
    places = [new.pop(old.platform, old) for old in kept]
    routes = {(old.platform, old.tenant, old.id): old for old in kept}
    return tuple(routes.get((a.platform, a.tenant, a.id), a) for a in (*places, *new.values()))
