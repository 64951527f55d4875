"""What the employee and the leader find on their own page, and the employee's page of one occasion."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from core.agreements.model import AgreementId
from core.agreements.usecases import running_as_employee, sight_of
from core.chat.flows import Then, Turn
from core.chat.leaves import numbered
from core.chat.views import Block, Button, Buttons, Heading, Note, Open, Outcome
from core.drafting.refs import joined, parted
from core.drafting.usecases import standing, when_of
from core.errors import NotFound
from core.occasions.model import Occasion
from core.people import Person
from core.preparations import leader, muting, own_cards, sharing, usecases
from core.preparations.model import Part, Shared
from core.preparations.own_cards import Row
from core.preparations.ports import Work
from core.preparations.texts import TEXTS
from core.preparations.usecases import At
from core.sight import Role

AHEAD: Final = timedelta(weeks=8)
ON_PAGE: Final = 3


async def employees(work: Work, turn: Turn) -> At:
    """The occasion that is meant, for the employee alone. Raises NotFound for everybody else."""
    return await usecases.at(work, turn.ref, turn.person, Role.EMPLOYEE)


async def employees_agreement(work: Work, turn: Turn) -> AgreementId:
    """The agreement that is meant, for its employee alone; what comes after it is a page."""
    id, _ = parted(turn.ref, most=2)
    course, sight = await standing(work, id, turn.person)
    if sight.role is not Role.EMPLOYEE:
        raise NotFound
    return course.agreement


async def known(work: Work, at: At) -> Mapping[Part, str]:
    """What the employee has kept about it."""
    mine = await usecases.own(work, at)
    return mine.parts if mine else {}


async def unopened(work: Work, at: At) -> Sequence[Shared]:
    """What of it is with the leader and not opened."""
    return [
        each for each in await usecases.shared(work, at) if each.by is Role.EMPLOYEE and not each.opened_at
    ]


async def row(work: Work, at: At) -> Row:
    """How it stands, for its buttons."""
    route = await work.agreements.route(at.agreement, at.sight)
    return Row(
        ref=at.ref, occasion=at.occasion, ahead=at.ahead, kept=bool(await known(work, at)),
        muted=muting.by(route, at.occasion), held=bool(await unopened(work, at)),
    )  # fmt: skip


async def page(work: Work, turn: Turn) -> tuple[Block, ...]:
    """What preparations add to a person's own private page: only for who is in an agreement."""
    texts, blocks = turn.texts.other(TEXTS), list[Block]()
    for route in await running_as_employee(work, turn.person.id):
        rows = await _rows(work, turn.person, route.id)
        if rows or route.mutes:
            blocks += own_cards.page(texts, route.id, _near(rows))
    if await leader.coming(work, turn.person):
        press = Button(label=texts("led.show"), action="preparations.led", about=texts("all.title"))
        blocks += [Heading(texts("all.title")), Note(texts("led.page")), Buttons((press,))]
    return tuple(blocks)


def _near(rows: Sequence[Row]) -> Sequence[Row]:
    """The nearest ones; and the nearest that is prepared for, however many others come before it."""
    ahead = sorted((each for each in rows if each.ahead), key=lambda row: row.occasion.on)
    kept = next((each for each in ahead if each.kept), None)
    near = ahead[:ON_PAGE]
    return [*near, kept] if kept is not None and kept not in near else near


async def _rows(work: Work, person: Person, id: AgreementId) -> Sequence[Row]:
    """
    First what something is kept about: what comes, the nearest first, and what has been, the latest first.

    Then what else comes. So however much anybody enters, one's own is at the front.
    """
    course, sight = await standing(work, id, person)
    when, route = await when_of(work, course), await work.agreements.route(id, sight)
    mine = {each.occasion for each in await work.preparations.own(id, sight)}
    ahead: Sequence[Occasion] = ()
    if usecases.runs(course, sight, when):
        ahead = await usecases.coming(work, person, when[1], when[1] + AHEAD)
    rows = [
        Row(
            ref=joined(id, each.id),
            occasion=each,
            ahead=True,
            kept=each.id in mine,
            muted=muting.by(route, each),
        )
        for each in ahead
    ]
    kept, coming = await usecases.kept_on(work, id, sight), {each.id for each in ahead}
    for which, on in reversed(kept.items()):
        if which not in coming:
            occasion = await usecases.in_calendar(work, which, person, on)
            rows.append(Row(ref=joined(id, which), occasion=occasion, ahead=False, kept=True, muted=""))
    return sorted(rows, key=lambda row: not row.kept)


async def press_all(work: Work, turn: Turn) -> Outcome | Then:
    """To the list."""
    await employees_agreement(work, turn)
    return Then("preparations.all", turn.ref)


async def view_all(work: Work, turn: Turn) -> Outcome:
    """The list."""
    id = await employees_agreement(work, turn)
    route = await work.agreements.route(id, sight_of(turn.person.id, Role.EMPLOYEE))
    rows = await _rows(work, turn.person, id)
    at = numbered(turn.ref.partition(":")[2])
    return Open(form=own_cards.every(turn.texts, id, rows, at, mutes=bool(route.mutes)))


async def view_one(work: Work, turn: Turn) -> Outcome:
    """What is kept about one occasion, with whom it is shared, and what can be done about it."""
    at = await employees(work, turn)
    mine, copies = await usecases.own(work, at), await usecases.shared(work, at)
    may = ["prepare", "hush"] if at.ahead else []
    may += ["after"] if at.over else []
    if mine is not None and at.running and at.led and sharing.to_share(at, copies, mine):
        may.append("share")
    parts = mine.parts if mine else {}
    here = [each for each in copies if each.by is Role.LEADER or each.leader == at.course.leader]
    before = any(each.opened_at and each not in here for each in copies)
    form = own_cards.one(turn.texts, await row(work, at), parts, here, work.now, may=may, before=before)
    return Open(form=form)
