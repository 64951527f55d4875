"""The committee's plans, in the clear; a plan is read and written whole."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, delete, select, update

from core.committee.model import Side
from core.committee.year import Level, Owner, PlanState, Status, Tag
from core.errors import Outdated
from core.people import PersonId, WorkplaceId
from core.plan.model import Action, ActionId, Mark, Plan
from storage.statements import Sql
from storage.tables import plans


class SqlPlans:
    """One for each year."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def get(self, workplace: WorkplaceId, year: int) -> Plan | None:
        row = await self._sql.row(
            select(plans).where((plans.c.workplace == workplace) & (plans.c.year == year))
        )
        return None if row is None else _plan(row)

    async def put(self, plan: Plan) -> None:
        row = {
            "workplace": plan.workplace,
            "year": plan.year,
            "content": _content(plan),
            "version": plan.version,
        }
        if plan.version == 0:
            await self._sql.add(plans, row)
            return
        there = (plans.c.workplace == plan.workplace) & (plans.c.year == plan.year)
        as_read = there & (plans.c.version == plan.version - 1)
        if await self._sql.run(update(plans).where(as_read).values(row)) != 1:
            raise Outdated

    async def all(self, workplace: WorkplaceId) -> Sequence[Plan]:
        there = select(plans).where(plans.c.workplace == workplace)
        return [_plan(row) for row in await self._sql.rows(there.order_by(plans.c.year))]

    async def forget_before(self, year: int) -> int:
        return await self._sql.erase(delete(plans).where(plans.c.year < year))


def _content(plan: Plan) -> Mapping[str, Any]:
    return {
        "state": plan.state.value,
        "actions": [_of_action(each) for each in plan.actions],
        "marks": {
            side.value: {"by": mark.by, "on": mark.on.isoformat()} for side, mark in plan.marks.items()
        },
        "wording": plan.wording,
        "adopted_on": _day(plan.adopted_on),
        "reviewed_on": _day(plan.reviewed_on),
        "evaluated_on": _day(plan.evaluated_on),
        "evaluation": plan.evaluation,
        "cooperation": plan.cooperation,
        "proposals": plan.proposals,
        "told": plan.told,
    }


def _plan(row: RowMapping) -> Plan:
    content = row["content"]
    return Plan(
        workplace=WorkplaceId(row["workplace"]),
        year=row["year"],
        state=PlanState(content["state"]),
        actions=tuple(_action(each) for each in content["actions"]),
        marks={
            Side(side): Mark(
                by=PersonId(mark["by"]) if mark["by"] else None, on=date.fromisoformat(mark["on"])
            )
            for side, mark in content["marks"].items()
        },
        wording=content["wording"],
        adopted_on=_read_day(content["adopted_on"]),
        reviewed_on=_read_day(content["reviewed_on"]),
        evaluated_on=_read_day(content["evaluated_on"]),
        evaluation=content["evaluation"],
        cooperation=content["cooperation"],
        proposals=content["proposals"],
        told=content["told"],
        version=row["version"],
    )


def _of_action(action: Action) -> Mapping[str, Any]:
    return {
        "id": action.id,
        "title": action.title,
        "level": action.level.value,
        "due": action.due.isoformat(),
        "owner": action.owner.value,
        "member": action.member,
        "tags": sorted(action.tags),
        "status": action.status.value,
        "evaluation": action.evaluation,
        "version": action.version,
    }


def _action(content: Mapping[str, Any]) -> Action:
    return Action(
        id=ActionId(content["id"]),
        title=content["title"],
        level=Level(content["level"]),
        due=date.fromisoformat(content["due"]),
        owner=Owner(content["owner"]),
        member=PersonId(content["member"]) if content["member"] else None,
        tags=frozenset(Tag(each) for each in content["tags"]),
        status=Status(content["status"]),
        evaluation=content["evaluation"],
        version=content["version"],
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read_day(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)
