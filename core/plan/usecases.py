"""Beginning a plan, writing and adopting it together, following it, and looking back on it."""

# Over the usual length: each thing that a member can do is a few lines.

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core import workdays
from core.committee import usecases as committee
from core.committee.usecases import Full, Meanwhile, today_of
from core.committee.year import ActionIn, Level, Owner, PlanIn, PlanState, Status, Tag, for_the_committee
from core.errors import NotFound, Refused
from core.people import Person, PersonId, Workplace, WorkplaceId
from core.plan.model import MOST_ACTIONS, SIDES, Action, ActionId, Mark, Plan
from core.plan.ports import Work
from core.plan.suggestions import Suggestion

KEPT: Final = 5
"""Years after its own: a plan is a part of the systematic work, and is read again when the next are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody has filled in about an action."""

    title: str
    level: Level
    due: date
    owner: Owner
    member: PersonId | None
    tags: frozenset[Tag]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What somebody has filled in about how it goes."""

    status: Status
    evaluation: str
    owner: Owner
    member: PersonId | None


def can_begin(year: int, today: date) -> bool:
    """This year's, or the next one's."""
    return year in {today.year, today.year + 1}


async def begin(
    work: Work, person: Person, year: int, chosen: Collection[Suggestion], *, carry: bool
) -> Plan:
    """
    A draft for that year, from what is ticked; `carry` takes last year's actions along, those that were dropped excepted.

    Raises Full if it would be too many, Refused if there is one already, or for another year, NotFound for those who are
    not members.
    """
    await committee.member(work, person)
    if not can_begin(year, today_of(work, person)):
        raise Refused("refused.past")
    if await work.plans.get(person.workplace, year) is not None:
        raise Refused("refused.moved_on")
    before = await work.plans.get(person.workplace, year - 1) if carry else None
    kept = [each for each in before.actions if each.status is not Status.DROPPED] if before else []
    language = (await work.people.workplace(person.workplace)).language
    actions = [each.again(ActionId(work.new_id()), year) for each in kept]
    known = {each.title.casefold() for each in actions}
    actions += [
        Action(
            id=ActionId(work.new_id()), title=each.title[language], level=each.level, due=date(year, *each.on),
            owner=each.owner, tags=each.tags,
        )
        for each in chosen
        if each.title[language].casefold() not in known
    ]  # fmt: skip
    if len(actions) > MOST_ACTIONS:
        raise Full
    plan = Plan(workplace=person.workplace, year=year, actions=tuple(actions))
    await work.plans.put(plan)
    return plan


async def of_year(work: Work, person: Person, year: int) -> Plan:
    """For members; a plan that both have adopted for everybody (S181). Raises NotFound."""
    plan = await work.plans.get(person.workplace, year)
    if plan is None:
        raise NotFound
    if plan.adopted_on is None and not await committee.is_member(work, person):
        raise NotFound
    return plan


async def _theirs(work: Work, person: Person, year: int) -> Plan:
    await committee.member(work, person)
    return await of_year(work, person, year)


async def write(
    work: Work, person: Person, year: int, wanted: Wanted, seen: tuple[ActionId, int] | None
) -> None:
    """
    A new action, or the one that this person saw in that version, worded so.

    Raises Full, Meanwhile, Refused when the plan is no draft or the level is not the committee's, NotFound.
    """
    plan = await _theirs(work, person, year)
    await _see_to_owner(work, person, wanted.owner, wanted.member)
    new = {
        "title": wanted.title, "level": for_the_committee(wanted.level), "due": wanted.due, "owner": wanted.owner,
        "member": wanted.member, "tags": wanted.tags,
    }  # fmt: skip
    if seen is None:
        if len(plan.actions) >= MOST_ACTIONS:
            raise Full
        await work.plans.put(plan.added(Action(id=ActionId(work.new_id()), **new)))  # type: ignore[arg-type]
        return
    await work.plans.put(plan.rewritten(_as_seen(plan, *seen).changed(**new)))


async def strike(work: Work, person: Person, year: int, id: ActionId, seen: int) -> None:
    """Raises Meanwhile, Refused when the plan is no draft, NotFound."""
    plan = await _theirs(work, person, year)
    _as_seen(plan, id, seen)
    await work.plans.put(plan.without(id))


async def follow(work: Work, person: Person, year: int, seen: tuple[ActionId, int], how: Progress) -> None:
    """How it goes. Raises Meanwhile, Refused before the plan is adopted and after the end, NotFound."""
    plan = await _theirs(work, person, year)
    await _see_to_owner(work, person, how.owner, how.member)
    action = _as_seen(plan, *seen)
    changed = action.changed(status=how.status, evaluation=how.evaluation, owner=how.owner, member=how.member)
    await work.plans.put(plan.followed(changed))


async def _see_to_owner(work: Work, person: Person, owner: Owner, member: PersonId | None) -> None:
    """A member by name is one of the committee. Raises NotFound."""
    if owner is not Owner.MEMBER or member is None:
        return
    if member not in {each.id for each in await committee.members(work, person.workplace)}:
        raise NotFound


def _as_seen(plan: Plan, id: ActionId, version: int) -> Action:
    action = plan.action(id)
    if action.version != version:
        raise Meanwhile
    return action


async def agree(work: Work, person: Person, year: int, seen: int) -> Plan:
    """
    The person's party says yes to the wording that they have seen; with both parties it is adopted (S199).

    Raises Refused for who speaks for neither of the two, and for another wording; NotFound.
    """
    plan = await _theirs(work, person, year)
    party = (await committee.standing(work, person)).party
    if party is None or party.side not in SIDES:
        raise Refused("refused.no_party")
    after = plan.agreed(party.side, Mark(by=person.id, on=today_of(work, person)), seen)
    await work.plans.put(after)
    return after


async def changed(work: Work, person: Person, year: int, how: Callable[[Plan], Plan]) -> Plan:
    """By a member. Raises what `how` raises, and NotFound."""
    after = how(await _theirs(work, person, year))
    await work.plans.put(after)
    return after


async def say(work: Work, person: Person, year: int, seen: int, said: Sequence[str]) -> None:
    """How the year was, the cooperation, what is proposed: in this order. Raises Meanwhile, NotFound."""
    plan = await _theirs(work, person, year)
    if plan.told != seen:
        raise Meanwhile
    evaluation, cooperation, proposals = said
    await work.plans.put(plan.said(evaluation=evaluation, cooperation=cooperation, proposals=proposals))


async def forget_old(work: Work, workplace: Workplace) -> None:
    """The clock's daily look: what is long past goes."""
    today = workdays.local_date(work.now, workplace.zone)
    await work.plans.forget_before(today.year - KEPT)


async def plan_in(work: Work, workplace: WorkplaceId, year: int) -> PlanIn | None:
    """The plan of that year as it stands today; None where none was begun."""
    plan = await work.plans.get(workplace, year)
    if plan is None:
        return None
    zone = (await work.people.workplace(workplace)).zone
    state: PlanState = plan.standing(workdays.local_date(work.now, zone))
    return PlanIn(
        year=year,
        state=state,
        adopted_on=plan.adopted_on,
        actions=tuple([await _told(work, each) for each in plan.by_day()]),
        evaluation=plan.evaluation,
        cooperation=plan.cooperation,
        proposals=plan.proposals,
    )


async def _told(work: Work, action: Action) -> ActionIn:
    name = (await work.people.get(action.member)).name if action.member is not None else ""
    return ActionIn(
        title=action.title,
        level=action.level,
        tags=tuple(sorted(action.tags)),
        owner=action.owner,
        owner_name=name,
        due=action.due,
        status=action.status,
        evaluation=action.evaluation,
    )


async def of_person(work: Work, person: Person) -> list[tuple[Plan, list[Action]]]:
    """The plans that name this person, each with what they see to in it; perhaps they only said yes to it."""
    return [
        (plan, [each for each in plan.actions if each.member == person.id])
        for plan in await work.plans.all(person.workplace)
        if plan.names(person.id)
    ]


def year_named(ref: str) -> int:
    """The year that a button or a ticket names. Raises NotFound for whatever is none."""
    if not (ref.isascii() and ref.isdigit() and len(ref) == 4):
        raise NotFound
    return int(ref)
