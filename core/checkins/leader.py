"""What the leader opens and answers at a follow-up."""

from core import workdays
from core.agreements.model import AgreementId
from core.agreements.usecases import terms_for_leader
from core.chat.flows import Then, Turn
from core.chat.views import Mend, Next, Open, Outcome
from core.checkins import leader_cards as cards
from core.checkins import usecases
from core.checkins.model import MOST
from core.checkins.ports import Work
from core.sight import WORKER


async def _follow_up(work: Work, turn: Turn) -> Outcome | Then:
    id = AgreementId(turn.ref)
    await terms_for_leader(work, id, turn.person.id)
    await usecases.read_by_leader(work, id, turn.person)
    return Then("checkins.leader", id)


async def _leader(work: Work, turn: Turn) -> Outcome:
    id = AgreementId(turn.ref)
    terms = await terms_for_leader(work, id, turn.person.id)
    led = await usecases.led_in_order(work, turn.person)
    at = led.index(id) if id in led else 0  # one that is just over is read once more, and is none of those
    route = await work.agreements.route(id, WORKER)
    owed = cards.Owed(
        talked_on=route.talked_on,
        late=workdays.local_date(work.now, turn.person.zone) - route.last_talk() > usecases.LATE,
        place=at + 1,
        among=len(led) if id in led else 1,
        following=led[(at + 1) % len(led)] if id in led and len(led) > 1 else None,
    )
    shares = [s for s in await usecases.visible_to_leader(work, id, turn.person) if s.opened_at]
    employee = (await work.people.get(terms.employee)).name
    return Open(form=cards.follow_up(turn.texts, terms, employee, shares, owed))


async def _thank(work: Work, turn: Turn) -> Outcome | Then:
    id = AgreementId(turn.ref)
    terms = await terms_for_leader(work, id, turn.person.id)
    words = str(turn.values.get("words") or "").strip()
    if len(words) > MOST:
        shown = await _leader(work, turn)
        if isinstance(shown, Open):
            error = turn.texts("too_long", most=MOST, by=len(words) - MOST)
            return Mend(form=shown.form.filled(turn.values), errors={"words": error})
    thanked = await usecases.thank(work, id, turn.person, words, terms)
    return Then("checkins.sent", id) if thanked else Then("checkins.leader", id)


async def _sent(work: Work, turn: Turn) -> Outcome:
    del work
    return Next(form=cards.sent(turn.texts, AgreementId(turn.ref)))


ANSWERS = {"follow_up": _follow_up, "thank": _thank}
VIEWS = {"leader": _leader, "sent": _sent}
