"""Whatever two people press in whatever order, the agreement stands as a small table says it should."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core import workdays
from core.agreements.model import AgreementId, MeasureKind, Owner, Section, State, Wording
from core.drafting import model as drafting_model
from core.drafting import usecases as drafting
from core.errors import NotFound, Refused
from core.life import usecases as life
from core.people import Person
from core.sight import WORKER, Role
from storage.store import SqlStore, SqlWork
from tests.builders import MONDAY, StoppedClock, a_measure, a_person, an_id, sight
from tests.storage.life_model import EMPLOYEE, LEADER, Model

VERBS = (
    "write",
    "send",
    "sign",
    "drop",
    "pause",
    "resume",
    "plan",
    "settle",
    "withdraw",
    "stay",
    "end",
    "wait",
)
SIGNED = [(LEADER, "write", n) for n in range(3)] + [
    (LEADER, "send", 0),
    (LEADER, "sign", 0),
    (EMPLOYEE, "sign", 0),
]
ACTS = st.lists(
    st.tuples(st.sampled_from((EMPLOYEE, LEADER)), st.sampled_from(VERBS), st.integers(0, 15)), max_size=14
)
Act = tuple[str, str, int]


@dataclass
class Pair:
    """Two people and the agreement between them."""

    store: SqlStore
    clock: StoppedClock
    people: dict[str, Person]
    id: AgreementId

    def day(self) -> date:
        return workdays.local_date(self.clock.now(), "Europe/Oslo")

    async def act(self, who: str, verb: str, arg: int) -> bool:
        """Do it for real; False if it was refused."""
        try:
            async with self.store.transaction() as work:
                await self._does(work, self.people[who], verb, arg)()
        except Refused:
            return False
        return True

    def _does(self, work: SqlWork, by: Person, verb: str, arg: int) -> Callable[[], Awaitable[object]]:
        id = self.id
        verbs: dict[str, Callable[[], Awaitable[object]]] = {
            "write": partial(self._write, work, by, arg),
            "send": partial(self._with_newest, work, by, drafting.send),
            "sign": partial(self._sign, work, by),
            "drop": partial(drafting.drop, work, id, by),
            "pause": partial(life.pause, work, id, by, self.day() + timedelta(days=arg)),
            "resume": partial(life.resume, work, id, by),
            "plan": partial(life.open_plan, work, id, by),
            "settle": partial(life.settle, work, id, by),
            "withdraw": partial(life.withdraw, work, id, by),
            "stay": partial(life.stay, work, id, by),
            "end": partial(life.end, work, id, by, talked=True),
        }
        return verbs[verb]

    async def _write(self, work: SqlWork, by: Person, arg: int) -> None:
        course, seen = await drafting.standing(work, self.id, by)
        now = await drafting.newest(work, course, seen)
        await drafting.edit(work, self.id, by, an_id("part"), now.number, partial(_changed, what=arg % 3))

    async def _with_newest(self, work: SqlWork, by: Person, does: Callable[..., Awaitable[object]]) -> None:
        course, _ = await drafting.standing(work, self.id, by)
        await does(work, self.id, by, course.draft)

    async def _sign(self, work: SqlWork, by: Person) -> None:
        course, seen = await drafting.standing(work, self.id, by)
        words = (await drafting.newest(work, course, seen)).wording
        await drafting.sign(work, self.id, by, course.draft, drafting_model.digest(self.id, words))


def _changed(wording: Wording, *, what: int) -> Wording:
    if what == 2:
        return drafting_model.with_text(wording, Section.RELAPSE_PLAN, an_id("Vi ringer hverandre"))
    kind = MeasureKind.SUPPORT if what == 0 else MeasureKind.EXPECTATION
    others = tuple(m for m in wording.measures if m.kind is not kind)
    return replace(wording, measures=(*others, a_measure(an_id("Noe"), kind=kind, owner=Owner.BOTH)))


async def a_pair(store: SqlStore, clock: StoppedClock) -> Pair:
    employee = a_person(an_id("employee"))
    leader = a_person(an_id("leader"))
    employee = replace(employee, leader=leader.id)
    async with store.transaction() as work:
        await work.people.add(leader)
        await work.people.add(employee)
        id = await drafting.begin(work, employee, leader, Role.LEADER)
    return Pair(store, clock, {EMPLOYEE: employee, LEADER: leader}, id)


@given(acts=ACTS, begun=st.sampled_from(((), tuple(SIGNED))), hour=st.sampled_from((9, 22)))
@example(
    acts=[(EMPLOYEE, "withdraw", 0), (EMPLOYEE, "stay", 0), (LEADER, "pause", 3)],
    begun=tuple(SIGNED),
    hour=22,
)
@example(acts=[(LEADER, "pause", 3), (LEADER, "wait", 4), (EMPLOYEE, "plan", 0)], begun=tuple(SIGNED), hour=9)
@example(
    acts=[(EMPLOYEE, "write", 1), (EMPLOYEE, "send", 0), (LEADER, "wait", 15)] * 3,
    begun=tuple(SIGNED),
    hour=9,
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_it_stands_as_the_table_says_whatever_is_pressed(
    store: SqlStore, clock: StoppedClock, begun: tuple[Act, ...], acts: list[Act], hour: int
) -> None:
    """Every act is taken or refused as the table has it, and both records agree after each."""
    clock.at = MONDAY.replace(hour=hour)
    pair = await a_pair(store, clock)
    model = Model(ends_on=drafting_model.months_after(pair.day(), 24))
    for who, verb, arg in (*begun, *acts):
        if verb == "wait":
            clock.wind(days=arg * 60 if arg == 15 else arg, hours=arg)
        else:
            expected = model.act(who, verb, clock.now(), pair.day(), arg)
            assert await pair.act(who, verb, arg) is expected, (who, verb, arg)
        await _agrees(pair, model)


async def _agrees(pair: Pair, model: Model) -> None:
    now, day = pair.clock.now(), pair.day()
    leaders, employees = pair.people[LEADER], pair.people[EMPLOYEE]
    async with pair.store.reading() as work:
        course, seen = await drafting.standing(work, pair.id, leaders)
        assert course.state_at(now, day).value == model.today(now, day)
        assert course.open is model.open
        assert {s.who.value for s in course.signatures} == model.signed
        assert bool(await work.drafts.numbers(pair.id, seen)) is model.open
        assert all(step.at <= now for step in course.steps_at(now))
        route = await work.agreements.route(pair.id, WORKER)
        with pytest.raises(NotFound):
            await work.agreements.route(pair.id, seen)
        asked = model.today(now, day) in {"active", "relapse_plan_triggered"} and model.leaving is None
        assert route.asks_on(day) is asked
        if model.leaving is not None and model.state in {"active", "paused", "relapse_plan_triggered"}:
            assert route.state is State.WITHDRAWN
        ahead = [c for c in await work.checkins.of(pair.id, WORKER) if c.due > now]
        assert len(ahead) <= 1
        await work.agreements.course(pair.id, sight(employees.id, Role.EMPLOYEE))
