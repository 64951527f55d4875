"""
Planning, answering, sharing, taking back, reading and thanking.

Over 200 lines: answering, sharing and taking back read and write one check-in, and are read against each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core import workdays
from core.agreements.model import AgreementId, Route, Terms
from core.agreements.usecases import led_by
from core.checkins.model import Answers, CheckIn, CheckInId, Part, Share, ShareId, State
from core.checkins.ports import Work
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.ledger.model import FINAL, Promise, Reason, Standing
from core.people import Person, PersonId
from core.sight import WORKER, Role, Sight

ASK = "checkins.ask"
REMIND = "checkins.remind"
FOLLOW_UP = "checkins.follow_up"
NUDGE = "checkins.nudge"
THANKED = "checkins.thanked"

REMIND_AFTER = 2
FOLLOW_UP_ON: Sequence[int] = (1, 2, 3, 4)
"""Working days. The leader's ping comes on one of these after the day of a check-in, by chance, whether or not it was answered."""
NUDGE_AFTER = 3
"""Working days after a call, if the leader has not said that the two have talked."""
LATELY = timedelta(days=4)
LATE = timedelta(days=18)
"""Every second week, and some days."""
FORGOTTEN = timedelta(days=28)
"""After that long without a talk there are the calls of the rhythm alone: more would be nagging."""
KEPT = timedelta(days=90)
LOOKED_BACK = timedelta(days=60)
HELD_BACK = timedelta(days=14)
"""Longer than hours, red days and the cap can hold anything back."""
slot = ledger.slot
NIGHT_FROM, NIGHT_TO, MORNING = time(22), time(6), time(8)


def employee(person: Person) -> Sight:
    """This person as the employee of an agreement."""
    return Sight(person=person.id, role=Role.EMPLOYEE)


def leader(person: Person) -> Sight:
    """This person as the responsible leader of an agreement."""
    return Sight(person=person.id, role=Role.LEADER)


async def plan_next(work: Work, route: Route, *, today_too: bool = False) -> None:
    """
    Owe the next occurrence, unless one is owed already; planned once, however often this is called.

    The day is the first of the rhythm that lies ahead, counted from the start of the agreement: a pause or an
    outage leaves no heap, and nothing drifts. `today_too` when the agreement comes into force. What is owed for
    later than that, since the rhythm has become denser or the clock was wrong, is brought forward.
    """
    person = await work.people.get(route.employee)
    await work.ledger.alone(PersonId(route.id))  # two workers may both find that nothing is owed
    known = await work.checkins.of(route.id, WORKER)
    day = _ahead(route, known, workdays.local_date(work.now, person.zone), person.zone, today_too=today_too)
    if not route.in_force(day):
        return
    if owed := await _owed(work, known):
        await _bring_forward(work, route, *owed, day)
        return
    responsible = await work.people.get(route.leader)
    checkin = CheckIn(id=CheckInId(work.new_id()), agreement=route.id, due=slot(work, day, person))
    await work.checkins.add(checkin, WORKER)
    await ledger.owe(work, person, ASK, checkin.id, checkin.due)
    if route.led:
        when, once = _call_due(work, day, responsible), f"{FOLLOW_UP}:{checkin.id}"
        await ledger.owe(work, responsible, FOLLOW_UP, route.id, when, once=once)


async def call_leader(work: Work, route: Route) -> None:
    """A leader who came into an agreement is called as if they had been there when the next occurrence was planned."""
    person, responsible = await work.people.get(route.employee), await work.people.get(route.leader)
    for checkin in await work.checkins.of(route.id, WORKER):
        if checkin.due > work.now:
            when = _call_due(work, workdays.local_date(checkin.due, person.zone), responsible)
            once = f"{FOLLOW_UP}:{checkin.id}:{responsible.id}"
            await ledger.owe(work, responsible, FOLLOW_UP, route.id, when, once=once)


async def led_in_order(work: Work, person: Person) -> list[AgreementId]:
    """A leader's agreements in the order of what the leader owes: the longest without a talk first. Never of answers."""
    led = [terms.agreement for terms in await led_by(work, person.id)]
    waits = {id: (await work.agreements.route(id, WORKER)).last_talk() for id in led}
    return sorted(led, key=lambda each: (waits[each], each))


async def begin(work: Work, route: Route) -> None:
    """Plan the first check-in of an agreement that has come into force."""
    await plan_next(work, route, today_too=True)


def _ahead(route: Route, known: Sequence[CheckIn], today: date, zone: str, *, today_too: bool) -> date:
    """The first day of the rhythm that lies ahead and was not asked about, as it may be when a clock is set back."""
    asked = [workdays.local_date(c.due, zone) for c in known if c.state is not State.PLANNED]
    day = route.first_day()
    while True:
        following = route.day_after(day)
        lies_ahead = day > today or (day == today and today_too)
        if lies_ahead and not any(day <= each < following for each in asked):
            return day
        day = following


async def _owed(work: Work, known: Sequence[CheckIn]) -> tuple[CheckIn, Promise] | None:
    """The first asking that is still on its way."""
    for checkin in known:
        if checkin.due > work.now - LOOKED_BACK:
            asking = await work.ledger.for_occasion(ledger.occasion(ASK, checkin.id))
            if asking is not None and asking.standing not in FINAL:
                return checkin, asking
    return None


async def _bring_forward(work: Work, route: Route, checkin: CheckIn, asking: Promise, day: date) -> None:
    """Both sides of an occurrence; what waits for hours or for the cap is where it belongs."""
    person, responsible = await work.people.get(route.employee), await work.people.get(route.leader)
    latest = day if asking.reason is Reason.NONE else day + HELD_BACK
    if asking.standing is not Standing.WAITING or workdays.local_date(asking.due, person.zone) <= latest:
        return
    due = slot(work, day, person)
    await work.checkins.save(replace(checkin, due=due, version=checkin.version + 1), WORKER)
    await work.ledger.save(asking.put_off(due, Reason.NONE))
    for once in (f"{FOLLOW_UP}:{checkin.id}", f"{FOLLOW_UP}:{checkin.id}:{responsible.id}"):
        call = await work.ledger.for_occasion(once)
        if call is not None and call.standing is Standing.WAITING and call.to == responsible.id:
            await work.ledger.save(call.put_off(_call_due(work, day, responsible), Reason.NONE))


def _call_due(work: Work, day: date, responsible: Person) -> datetime:
    after = FOLLOW_UP_ON[work.chance(len(FOLLOW_UP_ON))]
    return slot(work, workdays.shifted(day, after), responsible)


async def sweep(work: Work, id: AgreementId) -> None:
    """
    The daily look at one agreement: mend its chain if it broke, and forget answers after ninety days (domain.md 5.8).

    Shared copies stay as long as the agreement does.
    """
    route = await work.agreements.route(id, WORKER)
    person = await work.people.get(route.employee)
    if route.runs_on(workdays.local_date(work.now, person.zone)):
        await plan_next(work, route)
    for checkin in await work.checkins.of(id, WORKER):
        if checkin.due < work.now - KEPT:
            await work.checkins.forget_answers(checkin.id)


async def of_employee(work: Work, id: CheckInId, person: Person) -> CheckIn:
    """The check-in, for the employee it is for. Raises NotFound for everybody else."""
    return await work.checkins.get(id, employee(person))


async def in_force(work: Work, agreement: AgreementId, person: Person) -> bool:
    """Whether the agreement that a check-in belongs to still stands; what is typed afterwards would have no use."""
    route = await work.agreements.route(agreement, employee(person))
    return route.in_force(workdays.local_date(work.now, person.zone))


async def _must_stand(work: Work, agreement: AgreementId, person: Person) -> None:
    if not await in_force(work, agreement, person):
        raise Refused("refused.over")


async def current(work: Work, agreement: AgreementId, person: Person) -> CheckIn:
    """
    The check-in to answer now, asked or not.

    One that was asked and is still open, else a new one of today: checking in of one's own accord takes
    nothing from the rhythm.
    """
    await _must_stand(work, agreement, person)
    for checkin in reversed(await work.checkins.of(agreement, employee(person))):
        asked = checkin.state in {State.ASKED, State.OPENED}
        if asked and not checkin.expired(work.now, person.zone):
            return checkin
    fresh = CheckIn(id=CheckInId(work.new_id()), agreement=agreement, due=work.now, state=State.OPENED)
    await work.checkins.add(fresh, employee(person))
    return fresh


async def opened(work: Work, checkin: CheckIn, person: Person) -> None:
    """The employee opened the form; the reminder is not needed any more."""
    if checkin.state in {State.PLANNED, State.ASKED}:
        await work.checkins.save(checkin.moved(State.OPENED), employee(person))


async def answer(work: Work, id: CheckInId, person: Person, given: Answers) -> None:
    """Store the answers for the employee alone; an earlier answer to the same check-in is replaced."""
    checkin = await of_employee(work, id, person)
    await _must_stand(work, checkin.agreement, person)
    await work.checkins.save(checkin.moved(State.ANSWERED), employee(person))
    await _keep(work, given, person)
    await through(work, checkin, person)


async def keep_for_later(work: Work, id: CheckInId, person: Person, given: Answers) -> None:
    """What was typed before «Velg tid» was pressed: kept, and there again when the form is opened."""
    checkin = await of_employee(work, id, person)
    await _must_stand(work, checkin.agreement, person)
    if checkin.open:
        await _keep(work, given, person)


async def _keep(work: Work, given: Answers, person: Person) -> None:
    before = await work.checkins.answers(given.checkin, employee(person))
    version = before.version + 1 if before else 0
    await work.checkins.keep_answers(replace(given, version=version), employee(person))


async def skip(work: Work, id: CheckInId, person: Person) -> None:
    """No reason, and nobody is told."""
    checkin = await of_employee(work, id, person)
    await work.checkins.save(checkin.moved(State.SKIPPED), employee(person))
    await through(work, checkin, person)


async def put_off(work: Work, id: CheckInId, person: Person, until: datetime) -> None:
    """Ask again exactly then. Raises Refused if nobody is asked that day."""
    checkin = await of_employee(work, id, person)
    if not await asked_on(work, checkin, person, until):
        raise Refused("refused.over")
    await work.checkins.save(checkin.put_off(until), employee(person))
    await through(work, checkin, person)
    await ledger.come_back(work, person, ASK, id, until)


async def asked_on(work: Work, checkin: CheckIn, person: Person, at: datetime) -> bool:
    """Whether a ping about it would go out then, as far as can be known: not in a pause, in quiet or after the end."""
    route = await work.agreements.route(checkin.agreement, WORKER)
    return route.employee == person.id and route.asks_on(workdays.local_date(at, person.zone))


async def through(work: Work, checkin: CheckIn, person: Person) -> None:
    """Every ping about it has done its work, sent or not; the rhythm goes on."""
    for promise in await work.ledger.of(person.id):
        if promise.kind in {ASK, REMIND} and promise.ref == checkin.id:
            await ledger.used_up(work, promise)
    await plan_next(work, await work.agreements.route(checkin.agreement, WORKER))


async def share(work: Work, id: CheckInId, person: Person, parts: Iterable[Part], terms: Terms) -> int:
    """
    Seal a copy of each chosen answer for the leader; says how many.

    A part shared before and not opened yet is replaced by what it says now; one that was opened stays as it was read.
    """
    checkin = await of_employee(work, id, person)
    await _must_stand(work, checkin.agreement, person)
    answers = await work.checkins.answers(id, employee(person))
    if answers is None:
        raise NotFound
    before = {
        s.part: s for s in await work.checkins.shares(checkin.agreement, employee(person)) if s.checkin == id
    }
    chosen = [part for part in answers.given() if part in set(parts)]
    count = 0
    for part in chosen:
        old = before.get(part)
        if old is not None and old.opened_at:
            continue
        if old is not None:
            await work.checkins.take_back(old, employee(person))
        await work.checkins.share(_copy(work, answers, part, terms, person), employee(person))
        count += 1
    return count


def _copy(work: Work, answers: Answers, part: Part, terms: Terms, person: Person) -> Share:
    share = Share(
        id=ShareId(work.new_id()),
        checkin=answers.checkin,
        agreement=answers.agreement,
        part=part,
        shown_from=shown_from(work.now, person.zone),
    )
    match part:
        case Part.MOOD:
            return replace(share, mood=answers.mood)
        case Part.DIFFICULT:
            return replace(share, text=answers.difficult)
        case Part.NEEDS:
            return replace(share, text=answers.needs)
        case Part.MEASURES:
            words = {m.id: m.text for m in terms.measures}
            said = tuple((words[id], feels) for id, feels in answers.measures.items() if id in words)
            return replace(share, measures=said)


def shown_from(now: datetime, zone: str) -> datetime:
    """Now; or for what is shared between 22 and 06, eight the next morning (second thoughts)."""
    local = now.astimezone(ZoneInfo(zone))
    if NIGHT_TO <= local.time() < NIGHT_FROM:
        return now.astimezone(UTC)
    day = local.date() + timedelta(days=1 if local.time() >= NIGHT_FROM else 0)
    return workdays.at(day, MORNING, zone)


def promised(now: datetime, zone: str) -> str:
    """What a form that is drawn now says of it, to be carried along in its ref until it is sent."""
    return str(int(shown_from(now, zone).timestamp()))


def kept(now: datetime, zone: str, said: str) -> datetime:
    """
    `shown_from`, and not before the moment that the form promised: a form opened in the night may be sent after six.

    No longer than until eight that morning, as `promised` can have said at most; what cannot be read promises nothing.
    """
    at = shown_from(now, zone)
    if not (said.isascii() and said.isdigit() and len(said) < 12):
        return at
    eight = workdays.at(now.astimezone(ZoneInfo(zone)).date(), MORNING, zone)
    return max(at, min(datetime.fromtimestamp(int(said), UTC), eight))


async def take_back(work: Work, id: ShareId, person: Person) -> CheckInId:
    """Delete the leader's copy. Raises Refused once the leader has opened it."""
    agreement = await work.checkins.agreement_of_share(id)
    for share in await work.checkins.shares(agreement, employee(person)):
        if share.id == id:
            if share.opened_at:
                raise Refused("refused.opened")
            await work.checkins.take_back(share, employee(person))
            return share.checkin
    raise NotFound


async def erase(work: Work, id: CheckInId, person: Person) -> AgreementId:
    """The employee's own answers go now, and every copy that the leader has not opened. What was read stays read."""
    checkin = await of_employee(work, id, person)
    for share in await work.checkins.shares(checkin.agreement, employee(person)):
        if share.checkin == id and not share.opened_at:
            await work.checkins.take_back(share, employee(person))
    await work.checkins.erase_answers(id, employee(person))
    return checkin.agreement


async def visible_to_leader(work: Work, agreement: AgreementId, person: Person) -> list[Share]:
    """What was shared and is not waiting for the morning, oldest first."""
    shares = await work.checkins.shares(agreement, leader(person))
    return [share for share in shares if share.shown_from <= work.now]


async def read_by_leader(work: Work, agreement: AgreementId, person: Person) -> None:
    """The leader opens: from now on what is seen cannot be taken back."""
    for share in await visible_to_leader(work, agreement, person):
        if share.opened_at is None:
            await work.checkins.save_share(share.opened(work.now), leader(person))


async def thank(work: Work, agreement: AgreementId, person: Person, words: str, terms: Terms) -> bool:
    """Thank for what is read and not thanked for; the employee gets a ping the next working day. False if there is nothing."""
    shares = [s for s in await visible_to_leader(work, agreement, person) if s.opened_at and not s.thanked_at]
    for number, share in enumerate(shares):
        await work.checkins.save_share(share.thanked(work.now, words if number == 0 else ""), leader(person))
    if shares:
        to = await work.people.get(terms.employee)
        # On another day: the two pings of one minute, side by side in an export, would tell who leads whom.
        day = workdays.shifted(workdays.local_date(work.now, to.zone), 1)
        await ledger.owe(work, to, THANKED, shares[0].id, slot(work, day, to))
    return bool(shares)
