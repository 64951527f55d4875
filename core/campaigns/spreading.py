"""
Going through everybody for a campaign: a page in each transaction, on from where the last one ended.

Where it stands is saved with what is owed, so that each person is met once, whoever takes the steps and whenever the
process was killed. A page is one turn of a promise of its own (`SPREAD`), which is never sent to anybody: between two
pages the clock sees to what others wait for.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from core import workdays
from core.campaigns.audience import among
from core.campaigns.model import Campaign, CampaignId, Can, Errand, Fate, State, Verb, Whom
from core.campaigns.ports import Post, Stood, Work
from core.campaigns.usecases import SPREAD, settled
from core.chat.flows import Then, Turn
from core.errors import NotFound
from core.ledger import usecases as ledger
from core.ledger.model import FINAL, Drop, Promise, Reason, Standing, Verdict, Wait
from core.people import Person, PersonId, Platform, Workplace

NEWS: Final = "campaigns.news"
"""To each recipient. `ref` is the campaign."""
PAGE: Final = 500
"""People in one transaction, at most."""
SOON: Final = timedelta(days=1)
"""From its beginning: until then it is no wonder that some still wait."""
KEPT: Final = timedelta(days=365)
"""How long it is kept, at most, what became of a campaign for each."""
OVER: Final = frozenset({State.SENT, State.EVALUATED, State.CANCELLED, State.RECALLED, State.ARCHIVED})


def occasion(campaign: CampaignId, person: PersonId, number: int = 0) -> str:
    """The one time that this person is told of this campaign; `number` counts the tries for the failed."""
    return f"{NEWS}:{campaign}:{person}" + (f":{number}" if number else "")


class Spread:
    """The clock's own promise: each of its turns is a page."""

    name = SPREAD
    capped = False
    in_hours = False
    again_if_unsure = True
    bulk = False
    """A page is short, and what it owes is what stands back for others."""

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """One page; then the next at once, until all errands are through."""
        try:
            campaign = await work.campaigns.get(CampaignId(promise.ref))
        except NotFound:
            return Drop(Reason.NOT_NEEDED)
        if campaign.state is State.SCHEDULED:
            if campaign.starts_at is not None and campaign.starts_at > work.now:
                return Drop(Reason.NOT_NEEDED)  # it was moved to a later time, which has a promise of its own
            campaign = await _begun(work, campaign)
        if not campaign.errands or campaign.state is State.PAUSED:
            return Drop(Reason.NOT_NEEDED)
        campaign = await _step(work, campaign)
        if campaign.errands:
            return Wait(work.now, Reason.BUSY)
        await settled(work, campaign)
        return Drop(Reason.NOT_NEEDED)

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """Nothing follows; what was cut short is taken up again by the daily look."""

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:  # noqa: ARG002
        """There is nothing to open."""
        return None

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:  # noqa: ARG002
        """Nothing that concerns a person."""
        return None

    async def put_off(self, work: Work, promise: Promise, until: datetime) -> bool:  # noqa: ARG002
        """Never."""
        return False


async def _begun(work: Work, campaign: Campaign) -> Campaign:
    posted = campaign.audience.whom is Whom.CHANNEL
    errands = () if posted else ((Errand.SPREAD, ""),)
    going = campaign.moved(Verb.START, frozenset({Can.CLOCK}), began_at=work.now, errands=errands)
    await work.campaigns.save(going)
    if posted:
        platform, _, channel = campaign.audience.name.partition(":")
        post = Post(
            campaign=campaign.id,
            platform=Platform(platform),
            channel=channel,
            stood=Stood.TO_POST,
            due=work.now,
        )
        await work.posts.owe(post)
    return going


async def _step(work: Work, campaign: Campaign) -> Campaign:
    errand, after = campaign.errands[0]
    people = await work.people.page(campaign.workplace, after, PAGE, gone=errand is Errand.LOST)
    match errand:
        case Errand.SPREAD:
            await _owe_to(work, campaign, await among(work, campaign.audience, people))
        case Errand.WAKE:
            await _wake(work, campaign, people)
        case Errand.RETRY:
            await _owe_again(work, campaign, people)
        case Errand.LOST:
            await _note_lost(work, campaign, [each.id for each in people])
    cursor = people[-1].id if len(people) == PAGE else None
    stepped = campaign.changed(errands=campaign.next_errand(cursor))
    await work.campaigns.save(stepped)
    return stepped


async def _owe_to(work: Work, campaign: Campaign, people: Sequence[Person]) -> None:
    """Whoever wants none waits with the others: that one was done with sooner would tell so. `News` drops it then."""
    new = frozenset(await work.campaigns.note(campaign.id, [each.id for each in people], Fate.WAITING))
    for person in (each for each in people if each.id in new):
        await _owe(work, campaign, person, occasion(campaign.id, person.id))


async def _owe(work: Work, campaign: Campaign, person: Person, once: str) -> None:
    at = max(work.now, campaign.starts_at or work.now)
    due = workdays.next_open(at, person.hours, person.zone)
    await ledger.owe(work, person, NEWS, campaign.id, due, once=once, bulk=True)


async def _owe_again(work: Work, campaign: Campaign, people: Sequence[Person]) -> None:
    fates = await work.campaigns.fates(campaign.id, [each.id for each in people])
    for person in people:
        if fates.get(person.id) is Fate.UNREACHABLE:
            await work.campaigns.settle(campaign.id, person.id, Fate.WAITING)
            await _owe(work, campaign, person, occasion(campaign.id, person.id, campaign.rounds))


async def promised(work: Work, campaign: Campaign, person: PersonId) -> Sequence[Promise]:
    """What this person was promised of it, as far as the ledger remembers."""
    names = [occasion(campaign.id, person, number) for number in range(campaign.rounds + 1)]
    found = [await work.ledger.for_occasion(once) for once in names]
    return [each for each in found if each is not None]


async def _wake(work: Work, campaign: Campaign, people: Sequence[Person]) -> None:
    for person in await among(work, campaign.audience, people):
        for each in await promised(work, campaign, person.id):
            if each.standing is Standing.WAITING and each.reason is Reason.PAUSED:
                due = workdays.next_open(work.now, person.hours, person.zone)
                await work.ledger.save(each.put_off(min(due, each.due), Reason.NONE))


async def _note_lost(work: Work, campaign: Campaign, people: Sequence[PersonId]) -> None:
    """The ledger may have forgotten, or somebody mended it by hand: nobody waits for ever, so that each campaign ends."""
    lost = list[PersonId]()
    for person in await _waiting(work, campaign, people):
        if all(each.standing in FINAL for each in await promised(work, campaign, person)):
            lost.append(person)
    # Asked once more: of what ended while we looked, it was noted what became of it.
    for person in await _waiting(work, campaign, lost):
        await work.campaigns.settle(campaign.id, person, Fate.DOUBT)


async def _waiting(work: Work, campaign: Campaign, people: Sequence[PersonId]) -> Sequence[PersonId]:
    fates = await work.campaigns.fates(campaign.id, people)
    return [each for each in people if fates.get(each) is Fate.WAITING]


async def sweep(work: Work, workplace: Workplace) -> None:
    """The daily look: an errand that was left, a start that was missed, an end that nobody saw or that would never come, and what is to be forgotten."""
    # By their ids, as whoever sends settles them (`core.ledger.settling.by_matter`): nobody waits for each other in a ring.
    for campaign in sorted(await work.campaigns.all(workplace.id), key=lambda each: each.id):
        going = await _looked_through(work, await settled(work, campaign))
        await _mend(work, going)
        await _forget(work, going)


async def _looked_through(work: Work, campaign: Campaign) -> Campaign:
    """Those who still wait on another day are gone through, page by page as all else."""
    begun, posted = campaign.began_at, campaign.audience.whom is Whom.CHANNEL
    waits = campaign.state is State.SENDING and not campaign.errands and not posted
    if not waits or begun is None or work.now < begun + SOON:
        return campaign
    looked = campaign.changed(errands=((Errand.LOST, ""),))
    await work.campaigns.save(looked)
    return looked


async def _forget(work: Work, campaign: Campaign) -> None:
    """Once it is over, how many of each fate there were is enough, and who they were is kept no more."""
    if campaign.began_at is None or campaign.tally or campaign.errands or campaign.state not in OVER:
        return
    counted = await work.campaigns.tally(campaign.id)
    put_away = campaign.state is State.ARCHIVED and not counted.get(Fate.WAITING)
    if counted and (put_away or work.now - campaign.began_at >= KEPT):
        await work.campaigns.save(campaign.changed(tally=counted))
        await work.campaigns.forget(campaign.id)


async def _mend(work: Work, campaign: Campaign) -> None:
    starts = campaign.starts_at
    late = campaign.state is State.SCHEDULED and starts is not None and starts <= work.now
    left = bool(campaign.errands) and campaign.state is not State.PAUSED
    if (late or left) and campaign.started_by is not None:
        person = await work.people.get(campaign.started_by)
        once = f"{SPREAD}:{campaign.id}:{campaign.version}:{work.now.date()}"
        await ledger.owe(work, person, SPREAD, campaign.id, work.now, once=once)


PATIENCE: Final = (timedelta(minutes=10), timedelta(hours=6))
"""The shortest and the longest time that what is paused is left alone before it is looked at again."""


def while_paused(campaign: Campaign, now: datetime) -> datetime:
    """As long again as it has stood still: many are not looked at every minute, and a resumed one wakes them itself."""
    shortest, longest = PATIENCE
    stood = now - campaign.paused_at if campaign.paused_at else shortest
    return now + min(max(stood, shortest), longest)
