"""
Writing a campaign, letting it through, and steering it while it is on its way. Each is one move of `moves.MOVES`.

Over 200 lines: one short function for each thing that somebody may do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from core.campaigns.model import (
    Approval,
    Campaign,
    CampaignId,
    Can,
    Correction,
    Errand,
    State,
    Verb,
    Words,
)
from core.campaigns.ports import Seats, Stood, Work
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.people import Language, Person, Position

SPREAD: Final = "campaigns.spread"
"""To whoever started it, and never sent: it goes through everybody, page by page. `ref` is the campaign."""
WRITES: Final = frozenset({Position.COMMITTEE, Position.RESOURCE_PERSON})
"""Who may write and propose one by position (S160); whoever has a seat may as well."""
MOST: Final = 500
"""Campaigns of a workplace that are looked at in a list or an export; the newest."""


class Meanwhile(Exception):  # an answer, not a fault
    """Somebody else changed it after it was shown; `now` is how it stands."""

    def __init__(self, now: Campaign) -> None:
        super().__init__("meanwhile")
        self.now = now


class SameParty(Exception):  # an answer, not a fault
    """The second yes came from the party that gave the first."""


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody is to a campaign, and for which party they sit."""

    can: frozenset[Can]
    party: str | None


async def in_committee(seats: Seats, person: Person) -> bool:
    """Whoever the directory calls a member, and whoever was given a seat in the chat, as long as it runs."""
    named = Position.COMMITTEE in person.positions
    return named or await seats.party_of(person.workplace, person.id) is not None


async def writes(seats: Seats, person: Person) -> bool:
    """Whether this person has anything to do with campaigns but to read them."""
    return bool(person.positions & WRITES) or await in_committee(seats, person)


async def known(work: Work, seats: Seats, campaign: Campaign, person: Person) -> Known:
    """For this person and this campaign. A seat counts only for whoever did not write it."""
    del work
    can = set[Can]()
    party = await seats.party_of(person.workplace, person.id)
    if party is not None or Position.COMMITTEE in person.positions:
        can.add(Can.COMMITTEE)
    if campaign.author == person.id and (can or person.positions & WRITES):
        can.add(Can.AUTHOR)
    if party is not None and person.id not in campaign.writers:
        can.add(Can.SEAT)
    return Known(frozenset(can), party)


async def find(work: Work, id: CampaignId, person: Person) -> Campaign:
    """One of this person's own workplace. Raises NotFound."""
    campaign = await work.campaigns.get(id)
    if campaign.workplace != person.workplace:
        raise NotFound
    return campaign


async def to_work_on(work: Work, seats: Seats, id: CampaignId, person: Person) -> Campaign:
    """One that this person may look into: the committee each, a resource person their own. Raises NotFound."""
    campaign = await find(work, id, person)
    theirs = campaign.author == person.id and bool(person.positions & WRITES)
    if not theirs and not await in_committee(seats, person):
        raise NotFound
    return campaign


def as_seen(campaign: Campaign, version: int) -> Campaign:
    """It, if it is still as it was on the screen. Raises Meanwhile."""
    if campaign.version != version:
        raise Meanwhile(campaign)
    return campaign


async def write(
    work: Work,
    seats: Seats,
    author: Person,
    words: Mapping[Language, Words],
    link: str = "",
    **more: object,
) -> Campaign:
    """A new draft. Raises Refused for whoever may not write one."""
    if not await writes(seats, author):
        raise Refused
    campaign = Campaign(
        id=CampaignId(work.new_id()), workplace=author.workplace, author=author.id, made_at=work.now,
        writers=(author.id,), words=words, link=link, **more,  # type: ignore[arg-type]
    )  # fmt: skip
    await work.campaigns.add(campaign)
    return campaign


async def reuse(work: Work, seats: Seats, author: Person, campaign: Campaign) -> Campaign:
    """A new draft with the words, the audience and the question of an old one; nobody's yes comes along."""
    return await write(
        work, seats, author, campaign.words, campaign.link,
        audience=campaign.audience, right=campaign.right,
        picture=campaign.picture, picture_says=campaign.picture_says,
    )  # fmt: skip


async def rewrite(work: Work, campaign: Campaign, person: Person, **new: object) -> Campaign:
    """Other words, audience, link or question, in a draft. Whoever wrote in it cannot say yes to it afterwards."""
    writers = campaign.writers if person.id in campaign.writers else (*campaign.writers, person.id)
    return await _saved(work, campaign.rewritten(writers=writers, **new))


def with_words(campaign: Campaign, language: Language, words: Words) -> Mapping[Language, Words]:
    """Its words with these in this language; empty ones take the language out again."""
    others = {each: said for each, said in campaign.words.items() if each is not language}
    return {**others, language: words} if words != Words("", "") else others


async def _saved(work: Work, campaign: Campaign) -> Campaign:
    await work.campaigns.save(campaign)
    return campaign


async def moved(work: Work, campaign: Campaign, verb: Verb, who: Known, **new: object) -> Campaign:
    """Raises Refused where the table has no such move for them."""
    return await _saved(work, campaign.moved(verb, who.can, **new))


async def propose(work: Work, campaign: Campaign, who: Known) -> Campaign:
    """Raises Refused while there is nothing in it."""
    if not campaign.is_ready:
        raise Refused("refused.moved_on")
    return await moved(work, campaign, Verb.PROPOSE, who, approvals=())


async def take_back(work: Work, campaign: Campaign, who: Known) -> Campaign:
    """A draft again; what was said yes to counts no more."""
    return await moved(work, campaign, Verb.TAKE_BACK, who, approvals=())


async def approve(work: Work, campaign: Campaign, person: Person, who: Known) -> Campaign:
    """
    One yes. With those of two members from different parties it is let through (domain.md 5.4).

    Raises SameParty, and Refused for the author and for whoever has no seat.
    """
    campaign.moved(Verb.APPROVE, who.can)
    if who.party is None:
        raise Refused
    given = tuple(each for each in campaign.approvals if each.by != person.id)
    if any(each.party == who.party for each in given):
        raise SameParty
    approvals = (*given, Approval(person.id, who.party))
    verb = Verb.LET_THROUGH if len(approvals) > 1 else Verb.APPROVE
    return await moved(work, campaign, verb, who, approvals=approvals)


async def schedule(work: Work, campaign: Campaign, person: Person, who: Known, at: datetime) -> Campaign:
    """It begins by itself then; nobody gets it outside their own hours."""
    planned = await moved(work, campaign, Verb.SCHEDULE, who, starts_at=at, started_by=person.id)
    await owe_errands(work, planned, person, at)
    return planned


async def owe_errands(work: Work, campaign: Campaign, person: Person, at: datetime) -> None:
    """See to it that what is to be done for everybody is taken up then, whoever the clock is in the name of."""
    once = f"{SPREAD}:{campaign.id}:{campaign.version}"
    await ledger.owe(work, person, SPREAD, campaign.id, at, once=once)


async def pause(work: Work, campaign: Campaign, who: Known) -> Campaign:
    return await moved(work, campaign, Verb.PAUSE, who, paused_at=work.now)


async def resume(work: Work, campaign: Campaign, person: Person, who: Known) -> Campaign:
    """What was put off while it stood still is brought forward, page by page."""
    errands = (*campaign.errands, (Errand.WAKE, ""))
    going = await moved(work, campaign, Verb.RESUME, who, errands=errands, paused_at=None)
    await owe_errands(work, going, person, work.now)
    return going


async def cancel(work: Work, campaign: Campaign, who: Known) -> Campaign:
    """What waits is dropped when its turn comes; what is being sent in this moment may still arrive."""
    return await moved(work, campaign, Verb.CANCEL, who, errands=())


async def retry(work: Work, campaign: Campaign, person: Person, who: Known) -> Campaign:
    """Once more to those who could not be reached; to nobody about whom there is doubt."""
    rounds = campaign.rounds + 1
    again = await moved(work, campaign, Verb.RETRY, who, errands=((Errand.RETRY, ""),), rounds=rounds)
    await owe_errands(work, again, person, work.now)
    return again


async def recall(work: Work, campaign: Campaign, who: Known) -> Campaign:
    """
    By one alone, since it is to be quick: nothing can be read any more, and what waits is dropped when its turn comes.

    The pings stay. One that carries something else unread would have to, and whoever looks on would see whose it is.
    """
    over = await moved(
        work, campaign, Verb.RECALL, who,
        recalled=True, errands=(), correction=None, picture="", picture_says="",
    )  # fmt: skip
    await let_go(work, campaign)
    await _in_channels(work, over, Stood.TO_DELETE)
    return over


async def let_go(work: Work, campaign: Campaign) -> None:
    """Its picture is served to nobody any more, unless another campaign has it too."""
    if not campaign.picture:
        return
    others = [each for each in await work.campaigns.all(campaign.workplace) if each.id != campaign.id]
    if all(each.picture != campaign.picture for each in others):
        await work.pictures.erase(campaign.picture)


async def _in_channels(work: Work, campaign: Campaign, to: Stood) -> None:
    """What was posted, or is to be posted in other words already, is taken up again."""
    for post in await work.posts.of(campaign.id):
        if post.stood in {Stood.POSTED, Stood.TO_REPLACE}:
            await work.posts.save(replace(post, stood=to, due=work.now), post.stood)


async def correct(
    work: Work, campaign: Campaign, person: Person, who: Known, words: Mapping[Language, Words], link: str
) -> Campaign:
    """Other words, proposed: they hold when a member of another party says yes. Raises Refused without a seat."""
    if who.party is None:
        raise Refused
    proposed = Correction(words={**campaign.words, **words}, link=link, by=person.id, party=who.party)
    return await moved(work, campaign, Verb.CORRECT, who, correction=proposed)


async def confirm(work: Work, campaign: Campaign, person: Person, who: Known) -> Campaign:
    """The other party's yes: whoever opens it from now on reads the new words. Raises SameParty and Refused."""
    proposed = campaign.correction
    if proposed is None:
        raise Refused("refused.moved_on")
    if who.party is None:
        raise Refused
    if who.party == proposed.party or person.id == proposed.by:
        raise SameParty
    corrected = await moved(
        work, campaign, Verb.CORRECT, who,
        words=proposed.words, link=proposed.link, correction=None, edition=campaign.edition + 1,
    )  # fmt: skip
    await _in_channels(work, corrected, Stood.TO_REPLACE)
    return corrected


async def evaluate(work: Work, campaign: Campaign, who: Known, learned: str) -> Campaign:
    """In a few words, for the next one and for the report."""
    return await moved(work, campaign, Verb.EVALUATE, who, learned=learned)


async def settled(work: Work, campaign: Campaign) -> Campaign:
    """It, moved to «sent» when nobody waits any more; of the last two, each may have believed the other was still to come."""
    done = campaign.state is State.SENDING and not campaign.errands
    if not done or await work.campaigns.is_waiting(campaign.id):
        return campaign
    campaign = await work.campaigns.get(
        campaign.id
    )  # somebody else may have seen the end while we waited our turn
    if campaign.state is not State.SENDING or campaign.errands:
        return campaign
    return await _saved(work, campaign.moved(Verb.FINISH, frozenset({Can.CLOCK})))


async def everyone(work: Work, seats: Seats, person: Person) -> Sequence[Campaign]:
    """What this person may look into, the newest first: the committee all, a resource person their own."""
    found = (await work.campaigns.all(person.workplace))[:MOST]
    if await in_committee(seats, person):
        return found
    return [each for each in found if each.author == person.id and person.positions & WRITES]


async def no_more(work: Work, person: Person, *, wanted: bool = False) -> None:
    """The person's own setting: no pings of campaigns. What waits is dropped when its turn comes."""
    if person.campaigns is not wanted:
        await work.people.save(replace(person, campaigns=wanted, version=person.version + 1))
