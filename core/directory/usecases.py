"""Taking the list in: new people are added, known ones are brought up to date, and who has left is shut out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from core.directory.notice import ADDED
from core.directory.ports import Work
from core.directory.reading import Row, Wrong
from core.ledger import usecases as ledger
from core.people import Account, Person, PersonId, Platform, Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many people were new, changed and as they were; and who the new ones are."""

    new: int = 0
    changed: int = 0
    same: int = 0
    joined: Sequence[Person] = ()


class NotTakenIn(Exception):
    """The list does not fit with who is known already; the transaction must not be kept."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        """What, and on which lines."""
        super().__init__("not taken in")
        self.wrong = wrong


async def take_in(
    work: Work, workplace: Workplace, rows: Sequence[Row], *, add_accounts: bool = False
) -> Tally:
    """
    Bring the directory up to date with the list.

    A person is known again by account, and an account that the list leaves out stays theirs. Language and
    zone are only set for new people: afterwards a person's own choice wins. A leader named here changes
    nothing about an agreement.

    Whoever holds an account reads what is its person's. So a list never puts another account in the place of
    one that is known, and adds one to a known person only with `add_accounts`; that person is then told.
    Raises NotTakenIn.
    """
    if wrong := _without_platform(workplace, rows):
        raise NotTakenIn(wrong)
    owners = {_key(a): each for each in await work.people.everybody(workplace.id) for a in each.accounts}
    known = {row.ref: _known(workplace, row, owners) for row in rows}
    if wrong := _mixed_up(rows, known):
        raise NotTakenIn(wrong)
    if wrong := _taken_over(workplace, rows, known, add_accounts=add_accounts):
        raise NotTakenIn(wrong)
    ids = {ref: found[0].id if found else PersonId(work.new_id()) for ref, found in known.items()}
    new, changed = list[Person](), list[Person]()
    for row in rows:
        for before in known[row.ref]:
            if (wanted := _as_listed(before, row, workplace, ids)) != before:
                changed.append(replace(wanted, version=before.version + 1))
        if not known[row.ref]:
            new.append(_as_listed(_new(row, workplace, ids), row, workplace, ids))
    await work.people.add_all(new)
    await _save(work, changed, {each.id: each for found in known.values() for each in found})
    same = len(rows) - len(new) - len(changed)
    return Tally(new=len(new), changed=len(changed), same=same, joined=new)


async def _save(work: Work, changed: Sequence[Person], before: Mapping[PersonId, Person]) -> None:
    for person in changed:
        await work.people.save(person)
        if len(person.accounts) > len(before[person.id].accounts):
            await ledger.owe(work, person, ADDED, "", work.now, once=f"{ADDED}:{work.new_id()}")


Key: TypeAlias = tuple[Platform, str, str]


def _key(account: Account) -> Key:
    return account.platform, account.tenant, account.id


def _known(workplace: Workplace, row: Row, owners: Mapping[Key, Person]) -> Sequence[Person]:
    """Whom these ids belong to: one person, or nobody yet; two would be a mistake."""
    found = [owners.get(_key(account)) for account in _accounts(workplace, row)]
    return list({person.id: person for person in found if person is not None}.values())


def _listed(row: Row) -> Mapping[Platform, str]:
    return {platform: id for platform, id in ((Platform.SLACK, row.slack), (Platform.TEAMS, row.teams)) if id}


def _without_platform(workplace: Workplace, rows: Sequence[Row]) -> Sequence[Wrong]:
    return [
        Wrong(row.line, f"there is a “{platform}” id, but {platform.capitalize()} is not set up")
        for row in rows
        for platform in _listed(row)
        if platform not in workplace.tenants
    ]


def _mixed_up(rows: Sequence[Row], known: Mapping[str, Sequence[Person]]) -> Sequence[Wrong]:
    """Ids that would make one person of two, or two of one."""
    wrong, seen = list[Wrong](), dict[PersonId, int]()
    for row in rows:
        if len(known[row.ref]) > 1:
            wrong.append(
                Wrong(row.line, "the “slack” and the “teams” id belong to two people who are known already")
            )
        for person in known[row.ref]:
            if (first := seen.setdefault(person.id, row.line)) != row.line:
                wrong.append(Wrong(row.line, f"these ids belong to the same person as those on line {first}"))
    return wrong


def _taken_over(
    workplace: Workplace, rows: Sequence[Row], known: Mapping[str, Sequence[Person]], *, add_accounts: bool
) -> Sequence[Wrong]:
    wrong = list[Wrong]()
    for row in rows:
        for person in known[row.ref]:
            has = {account.platform: account.id for account in person.accounts}
            for account in _accounts(workplace, row):
                if has.get(account.platform, account.id) != account.id:
                    wrong.append(
                        Wrong(
                            row.line,
                            f"this person has another “{account.platform}” id; a list does not change it",
                        )
                    )
                elif account.platform not in has and not add_accounts:
                    wrong.append(
                        Wrong(
                            row.line,
                            f"a “{account.platform}” id would be added to somebody who is known; if that is right, say --add-accounts",
                        )
                    )
    return wrong


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
        active=row.active,
        place=person.place if row.place is None else row.place,
        department=person.department if row.department is None else row.department,
        contact=person.contact if row.contact is None else row.contact,
    )


def _merged(kept: tuple[Account, ...], listed: tuple[Account, ...]) -> tuple[Account, ...]:
    """One on each platform that is listed, in its old place and with its old conversation if it was known."""
    new = {account.platform: account for account in listed}
    places = [new.pop(old.platform, old) for old in kept]
    routes = {_key(old): old for old in kept}
    return tuple(routes.get(_key(a), a) for a in (*places, *new.values()))
