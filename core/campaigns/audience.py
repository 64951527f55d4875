"""Whom a campaign is for, as the directory has them; nobody's agreement is asked (S152, S154)."""

from collections.abc import Collection, Sequence

from core.campaigns.model import FEWEST, Audience, Whom
from core.campaigns.ports import Work
from core.occasions.model import Audience as Where
from core.people import Person, PersonId, Position, WorkplaceId


def _where(audience: Audience) -> Where:
    return Where(
        place=audience.name if audience.whom is Whom.PLACE else "",
        department=audience.name if audience.whom is Whom.DEPARTMENT else "",
    )


def includes(audience: Audience, person: Person, leading: Collection[PersonId] = ()) -> bool:
    """Whether this person is one of them; `leading` are those who are somebody's leader."""
    match audience.whom:
        case Whom.CHANNEL:
            return False
        case Whom.ROLE:
            leads = audience.position is Position.LEADER and person.id in leading
            return leads or audience.position in person.positions
        case _:
            return _where(audience).includes(person)


async def among(work: Work, audience: Audience, people: Sequence[Person]) -> Sequence[Person]:
    """Those of these people whom it is for and who can be written to at all."""
    by_leading = audience.position is Position.LEADER
    leading = await work.people.leading([each.id for each in people]) if by_leading else frozenset[PersonId]()
    return [each for each in people if each.accounts and includes(audience, each, leading)]


async def size(work: Work, workplace: WorkplaceId, audience: Audience) -> int:
    """How many it is for now."""
    match audience.whom:
        case Whom.CHANNEL:
            return 0
        case Whom.ROLE if audience.position is Position.LEADER:
            return sum(1 for each in await work.people.leaders(workplace) if each.accounts)
        case Whom.ROLE:
            found = await work.people.with_positions(workplace)
            return sum(1 for each in found if each.accounts and audience.position in each.positions)
        case _:
            wanted = _where(audience)
            counted = await work.people.counted(workplace)
            return sum(n for where, n in counted if _within(wanted, where))


async def is_enough(work: Work, workplace: WorkplaceId, audience: Audience) -> bool:
    """
    Whether a campaign may be for these: of fewer than ten it would be seen who wants none.

    Everybody may be few, and a channel is for all who are there.
    """
    free = audience.whom in {Whom.EVERYBODY, Whom.CHANNEL}
    return free or await size(work, workplace, audience) >= FEWEST


def _within(wanted: Where, where: Where) -> bool:
    return _same(wanted.place, where.place) and _same(wanted.department, where.department)


def _same(wanted: str, has: str) -> bool:
    return not wanted or " ".join(wanted.split()).casefold() == " ".join(has.split()).casefold()


def rough(number: int) -> int:
    """Rounded down to tens; 0 for fewer than ten. The only form in which a number of people is ever shown."""
    return number // FEWEST * FEWEST
