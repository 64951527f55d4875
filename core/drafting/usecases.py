"""Writing together, and signing: each edit is a version, and both sign the same words."""

# Over the usual length: every way into a draft and out of it stands on the same few functions.

from collections.abc import Callable
from dataclasses import replace

from core import workdays
from core.agreements import course as moves
from core.agreements.course import Course, Move, Step
from core.agreements.model import RUNNING, AgreementId, Cadence, Route, Signature, State, Terms, Wording
from core.agreements.usecases import sight_of, takes_part, tell
from core.checkins import usecases as checkins
from core.drafting import model
from core.drafting.model import Comment, Draft, Lack
from core.drafting.occasions import sorts
from core.drafting.ports import Work
from core.errors import Refused
from core.people import Person
from core.sight import WORKER, Role, Sight


class Clash(Refused):
    """The other party changed the same part meanwhile; `theirs` is how it reads now. Nothing was written."""

    def __init__(self, theirs: Draft) -> None:
        """Take the newest draft."""
        super().__init__("refused.moved_on")
        self.theirs = theirs


class Lacking(Refused):
    """It cannot be signed yet."""

    def __init__(self, lacks: tuple[Lack, ...]) -> None:
        """Take what is missing."""
        super().__init__("refused.incomplete")
        self.lacks = lacks


async def begin(work: Work, employee: Person, leader: Person, by: Role) -> AgreementId:
    """
    Both have said yes: an agreement without a word in it, for two to write.

    Raises Refused if they are one and the same or do not share a workplace.
    """
    if employee.id == leader.id or employee.workplace != leader.workplace:
        raise Refused
    id = AgreementId(work.new_id())
    wording = model.empty(workdays.local_date(work.now, employee.zone))
    route = Route(
        id=id, workplace=employee.workplace, employee=employee.id, leader=leader.id,
        state=State.DRAFTING, starts_on=wording.starts_on, ends_on=wording.ends_on,
    )  # fmt: skip
    course = Course(
        agreement=id, employee=employee.id, leader=leader.id, state=State.DRAFTING,
        starts_on=wording.starts_on, ends_on=wording.ends_on, draft=1, open=True,
        steps=(Step(what=Move.BEGUN, who=by, at=work.now),),
    )  # fmt: skip
    await work.agreements.begin(route, course)
    draft = Draft(agreement=id, number=1, wording=wording, by=by, at=work.now, authors={})
    await work.drafts.add(draft, sight_of(employee.id, Role.EMPLOYEE))
    return id


async def standing(work: Work, id: AgreementId, person: Person) -> tuple[Course, Sight]:
    """How the agreement stands, and the sight of this person in it. Raises NotFound for everybody but its parties."""
    for role in (Role.EMPLOYEE, Role.LEADER):
        if id in await work.agreements.of(person.id, role):
            sight = sight_of(person.id, role)
            course = await work.agreements.course(id, sight)
            if await takes_part(work, course, person.id, role):
                return course, sight
    raise Refused


async def newest(work: Work, course: Course, sight: Sight) -> Draft:
    """The draft as it reads now; with none open, the text in force as one."""
    if course.open:
        return await work.drafts.get(course.agreement, course.draft, sight)
    terms = await work.agreements.terms(course.agreement, sight)
    return Draft(
        agreement=course.agreement,
        number=course.draft,
        wording=model.wording_of(terms),
        by=sight.role,
        at=work.now,
        authors={},
    )


async def edit(
    work: Work, id: AgreementId, person: Person, part: str, seen: int, change: Callable[[Wording], Wording]
) -> Draft:
    """
    Change one part of the draft; with none open this begins an amendment.

    `seen` is the version the person had before them. Raises Clash if the other changed the same part since,
    and Refused if there is no draft to be had any more or there would be too many measures.
    """
    course, sight = await standing(work, id, person)
    now = await newest(work, course, sight)
    if seen != now.number and part in await _changed_since(work, course, sight, seen, now):
        raise Clash(now)
    wording = change(now.wording)
    if wording == now.wording:
        return now
    if model.too_many(wording):
        raise Refused("refused.too_many")
    return await _put(work, course, sight, now.next(sight.role, work.now, wording))


async def _changed_since(work: Work, course: Course, sight: Sight, seen: int, now: Draft) -> tuple[str, ...]:
    kept = await work.drafts.numbers(course.agreement, sight)
    if seen in kept:
        before = (await work.drafts.get(course.agreement, seen, sight)).wording
    elif course.state in RUNNING and seen == min(kept, default=0) - 1:
        # The amendment was begun from the text in force, and that is what was seen.
        before = model.wording_of(await work.agreements.terms(course.agreement, sight))
    else:
        raise Clash(now)
    return model.changed(before, now.wording)


async def comment(work: Work, id: AgreementId, person: Person, about: str, text: str) -> None:
    """Say something about a part; the words stay as they are, and signatures with them do not: see Draft."""
    course, sight = await standing(work, id, person)
    now = await newest(work, course, sight)
    said = Comment(about=about, who=sight.role, text=text, at=work.now)
    await _put(work, course, sight, now.commented(said))


async def _put(work: Work, course: Course, sight: Sight, draft: Draft) -> Draft:
    moved = moves.edited(course, await when_of(work, course))
    draft = replace(draft, number=moved.draft)
    if course.state is not State.DRAFTING:
        # What comes after is agreed on here, and stands on no paper.
        draft = replace(draft, wording=replace(draft.wording, paper=None))
    await work.drafts.add(draft, sight)
    await work.agreements.save_course(moved, sight)
    await tell(work, course, to=moves.other(sight.role))
    return draft


async def send(work: Work, id: AgreementId, person: Person, number: int) -> None:
    """Say that it is ready to be signed. Raises Lacking."""
    course, sight = await standing(work, id, person)
    await _complete_enough(work, course, sight)
    moved = moves.sent(course, sight.role, number, await when_of(work, course))
    await work.agreements.save_course(moved, sight)
    await tell(work, course, to=moves.other(sight.role))


async def _complete_enough(work: Work, course: Course, sight: Sight) -> Draft:
    draft = await newest(work, course, sight)
    employee = await work.people.get(course.employee)
    if lacks := model.lacks(draft.wording, workdays.local_date(work.now, employee.zone)):
        raise Lacking(lacks)
    return draft


async def sign(work: Work, id: AgreementId, person: Person, number: int, digest: str) -> bool:
    """
    Sign the words whose digest was on the screen; says whether the agreement came into force by it.

    Raises Refused if the draft has moved on, and Lacking.
    """
    course, sight = await standing(work, id, person)
    draft = await _complete_enough(work, course, sight)
    if model.digest(id, draft.wording) != digest:
        raise Refused("refused.moved_on")
    course = await _signed_by_who_is_in_it(work, course)
    when = await when_of(work, course)
    signature = Signature(who=sight.role, number=number, digest=digest, at=work.now)
    moved = moves.signed(course, signature, when)
    if moved is course:
        return False
    if moved.complete():
        await _into_force(work, moved, sight, draft, when)
    else:
        await work.agreements.save_course(moved, sight)
    await tell(work, course, to=moves.other(sight.role))
    return moved.complete()


async def _signed_by_who_is_in_it(work: Work, course: Course) -> Course:
    """Without the name of a leader whose keys went when the employee was taken for one who had left."""
    if (await work.agreements.route(course.agreement, WORKER)).led:
        return course
    return replace(course, signatures=tuple(s for s in course.signatures if s.who is Role.EMPLOYEE))


async def _into_force(work: Work, course: Course, sight: Sight, draft: Draft, when: moves.Moment) -> None:
    first = course.state is State.DRAFTING
    wording = draft.wording
    moved = moves.entered_into_force(course, wording, sight.role, when)
    # One transaction, one new version, however many moves were made in it.
    moved = replace(moved, version=course.version)
    await work.agreements.save_course(moved, sight)
    before = None if first else await work.agreements.terms(course.agreement, sight)
    terms = draft.terms(before.number + 1 if before else 1, course)
    await work.agreements.add_terms(terms, sight)
    await work.drafts.erase(course.agreement, sight)
    route = await work.agreements.route(course.agreement, WORKER)
    route = replace(
        route.moved(
            moved.state if first else route.state, paused_until=route.paused_until, over_on=route.over_on
        ),
        starts_on=wording.starts_on,
        ends_on=wording.ends_on,
        cadence=_cadence(route, before, wording),
        occasions=sorts(wording.occasions),
    )
    await work.agreements.save_route(route, WORKER)
    if first:
        await checkins.begin(work, route)
    elif route.runs_on(when[1]):
        await checkins.plan_next(work, route)


def _cadence(route: Route, before: Terms | None, wording: Wording) -> Cadence:
    """What was agreed; but a rhythm that the employee has lowered stays while the two have not changed theirs."""
    unchanged = before is not None and before.cadence == wording.cadence
    return route.cadence if unchanged and route.cadence.then_every <= wording.slowest else wording.cadence


async def drop(work: Work, id: AgreementId, person: Person) -> None:
    """Give up an amendment; while nothing is signed yet, the whole. Every version goes now."""
    course, sight = await standing(work, id, person)
    when = await when_of(work, course)
    if course.state in RUNNING:
        moved = moves.dropped(course, sight.role, when)
    else:
        moved = moves.aborted(course, sight.role, when)
        route = await work.agreements.route(id, WORKER)
        await work.agreements.save_route(route.moved(State.CANCELLED, over_on=when[1]), WORKER)
    await work.agreements.save_course(moved, sight)
    await work.drafts.erase(id, sight)
    await tell(work, course, to=moves.other(sight.role))


async def when_of(work: Work, course: Course) -> moves.Moment:
    """Now, and the employee's day."""
    employee = await work.people.get(course.employee)
    return work.now, workdays.local_date(work.now, employee.zone)
