"""
Writing a campaign, letting it through, and steering it while it is on its way. Each is one move of `moves.MOVES`.

Over 200 lines: one short function for each thing that somebody may do.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from core.campaigns.model import (
    Campaign,
    CampaignId,
    Can,
    Correction,
    Errand,
    Fate,
    State,
    Verb,
    Whom,
    Words,
)
from core.campaigns.ports import Seats, Stood, Work
from core.campaigns.seats import OTHER, counts_for, lacks, lets_through
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.people import Language, Person, PersonId, Position

SPREAD: Final = "campaigns.spread"
"""To whoever started it, and never sent: it goes through everybody, page by page. `ref` is the campaign."""
WRITES: Final = frozenset({Position.COMMITTEE, Position.RESOURCE_PERSON})
"""Who may write and propose one by position (S160); whoever has a seat may as well."""
MOST_ROUNDS: Final = 10
"""How often those who could not be reached are tried again."""
MOST: Final = 500
"""Campaigns of a workplace that are looked at in a list or an export; the newest."""


class Meanwhile(Exception):  # an answer, not a fault
    """Somebody else changed it after it was shown; `now` is how it stands."""

    def __init__(self, now: Campaign) -> None:
        super().__init__("meanwhile")
        self.now = now


class NobodyLeft(Exception):  # an answer, not a fault
    """There is nobody to try again, or it has been tried often enough."""


class SameParty(Exception):  # an answer, not a fault
    """The second yes came from the party that gave the first."""


@dataclass(frozen=True, slots=True)
class Known:
    """
    What somebody is to a campaign, and the party that their yes counts for, if for any.

    `given` are the yeses that it has, and the party of each; `lacks` is whose it waits for, as the texts name it.
    """

    can: frozenset[Can]
    party: str | None
    given: Mapping[PersonId, str] = field(default_factory=dict)
    lacks: str = "both"


async def in_committee(seats: Seats, person: Person) -> bool:
    """Whoever the directory calls a member, and whoever was given a seat in the chat, as long as it runs."""
    named = Position.COMMITTEE in person.positions
    return named or await seats.party_of(person.workplace, person.id) is not None


async def writes(seats: Seats, person: Person) -> bool:
    """Whether this person has anything to do with campaigns but to read them."""
    return bool(person.positions & WRITES) or await in_committee(seats, person)


async def known(seats: Seats, campaign: Campaign, person: Person) -> Known:
    """For this person and this campaign. A seat counts only for whoever did not write it."""
    can = set[Can]()
    wrote = await _wrote(seats, campaign)
    party = await counts_for(seats, person.workplace, person.id, wrote)
    if await in_committee(seats, person):
        can.add(Can.COMMITTEE)
    if campaign.author == person.id and (can or person.positions & WRITES):
        can.add(Can.AUTHOR)
    if party is not None and person.id not in campaign.writers:
        can.add(Can.SEAT)
    given = await _given(seats, campaign, wrote)
    missing = await lacks(seats, campaign.workplace, given.values(), wrote)
    return Known(frozenset(can), party, given, missing)


async def _wrote(seats: Seats, campaign: Campaign) -> str | None:
    """The side that one person sits for who has written all of it, and proposed it: it has agreed by that."""
    alone = campaign.writers == (campaign.author,) == (campaign.proposed_by,)
    if campaign.correction is not None or not alone:
        return None
    party = await seats.party_of(campaign.workplace, campaign.author)
    return party if party in OTHER else None


async def _given(seats: Seats, campaign: Campaign, wrote: str | None) -> Mapping[PersonId, str]:
    """Who has said yes to it, or to its correction, as it counts now: whoever has left their seat has not."""
    said = campaign.approvals if campaign.correction is None else (campaign.correction.by,)
    now = {each: await counts_for(seats, campaign.workplace, each, wrote) for each in said}
    return {each: party for each, party in now.items() if party is not None}


async def find(work: Work, id: CampaignId, person: Person) -> Campaign:
    """One of this person's own workplace. Raises NotFound."""
    campaign = await work.campaigns.get(id)
    if campaign.workplace != person.workplace:
        raise NotFound
    return campaign


async def to_work_on(work: Work, seats: Seats, id: CampaignId, person: Person) -> Campaign:
    """One that this person may look into: the committee each, a resource person their own. Raises NotFound."""
    return (await looked_into(work, seats, id, person))[0]


async def looked_into(work: Work, seats: Seats, id: CampaignId, person: Person) -> tuple[Campaign, Known]:
    """The same, and what this person is to it."""
    campaign = await find(work, id, person)
    who = await known(seats, campaign, person)
    if not who.can:
        raise NotFound
    return campaign, who


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


async def propose(work: Work, campaign: Campaign, person: Person, who: Known) -> Campaign:
    """Raises Refused while there is nothing in it."""
    if not campaign.is_ready:
        raise Refused("refused.moved_on")
    return await moved(work, campaign, Verb.PROPOSE, who, approvals=(), proposed_by=person.id)


async def take_back(work: Work, campaign: Campaign, who: Known) -> Campaign:
    """A draft again; what was said yes to counts no more."""
    return await moved(work, campaign, Verb.TAKE_BACK, who, approvals=(), proposed_by=None)


async def approve(work: Work, campaign: Campaign, person: Person, who: Known) -> Campaign:
    """
    One yes. With those of two members from different parties it is let through (domain.md 5.4): as long as both sides
    have somebody in the committee, of both; a side has agreed to what one of it has written alone and proposed.

    Raises SameParty, and Refused for the author and for whoever has no seat.
    """
    campaign.moved(Verb.APPROVE, who.can)
    if who.party is None:
        raise Refused
    given = {by: party for by, party in who.given.items() if by != person.id}
    if who.party in given.values():
        raise SameParty
    approvals = (*given, person.id)
    through = len(approvals) > 1 and lets_through(who.lacks, who.party)
    verb = Verb.LET_THROUGH if through else Verb.APPROVE
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
    """What was put off while it stood still is brought forward, page by page; from the first again, if one did so already."""
    others = tuple(each for each in campaign.errands if each[0] is not Errand.WAKE)
    errands = (*others, (Errand.WAKE, ""))
    going = await moved(work, campaign, Verb.RESUME, who, errands=errands, paused_at=None)
    await owe_errands(work, going, person, work.now)
    return going


async def cancel(work: Work, campaign: Campaign, who: Known) -> Campaign:
    """What waits is dropped when its turn comes; what is being sent in this moment may still arrive."""
    return await moved(work, campaign, Verb.CANCEL, who, errands=())


async def retry(work: Work, campaign: Campaign, person: Person, who: Known) -> Campaign:
    """
    Once more to those who could not be reached, or in the channel; to nobody about whom there is doubt.

    Raises NobodyLeft, also when it has been tried `MOST_ROUNDS` times.
    """
    rounds, posted = campaign.rounds + 1, campaign.audience.whom is Whom.CHANNEL
    errands = () if posted else ((Errand.RETRY, ""),)
    again = campaign.moved(Verb.RETRY, who.can, errands=errands, rounds=rounds, tried_at=work.now)
    missed = (await work.campaigns.tally(campaign.id)).get(Fate.UNREACHABLE, 0)
    failed = [each for each in await work.posts.of(campaign.id) if each.stood is Stood.FAILED]
    if rounds > MOST_ROUNDS or not (missed or failed):
        raise NobodyLeft
    for post in failed:
        stood = Stood.TO_REPLACE if post.message else Stood.TO_POST
        await work.posts.save(replace(post, stood=stood, due=work.now), post.stood)
    await work.campaigns.save(again)
    if not errands:
        return await settled(work, again)
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
    # What could not be corrected stands there still.
    await _in_channels(work, over, {Stood.POSTED, Stood.TO_REPLACE, Stood.FAILED}, Stood.TO_DELETE)
    return over


async def let_go(work: Work, campaign: Campaign) -> None:
    """Its picture is served to nobody any more, unless another campaign has it too."""
    if not campaign.picture:
        return
    others = [each for each in await work.campaigns.all(campaign.workplace) if each.id != campaign.id]
    if all(each.picture != campaign.picture for each in others):
        await work.pictures.erase(campaign.picture)


async def _in_channels(work: Work, campaign: Campaign, stands: Container[Stood], to: Stood) -> None:
    """
    Those of its posts that are in a channel, and stand so, are taken up again.

    What is being posted or replaced in this moment is looked at when that is done (`posting`): two do not change one post.
    """
    for post in await work.posts.of(campaign.id):
        if post.message and post.stood in stands:
            await work.posts.save(replace(post, stood=to, due=work.now), post.stood)


def proposed(
    campaign: Campaign, person: Person, who: Known, language: Language, said: Words, link: str
) -> Correction | None:
    """
    These words in this language, and what this person has proposed already; None where that changes nothing.

    The question stays as it is, also in a language that is added: somebody may have answered. Raises Refused without a seat.
    """
    if who.party is None:
        raise Refused
    words = (
        campaign.newest_words
        if campaign.correction and campaign.correction.by == person.id
        else campaign.words
    )
    asked = words.get(language) or campaign.says(language) or said
    words = {**words, language: replace(said, question=asked.question, options=asked.options)}
    if (words, link) == (campaign.words, campaign.link):
        return None
    return Correction(words=words, link=link, by=person.id)


async def correct(work: Work, campaign: Campaign, who: Known, proposed: Correction | None) -> Campaign:
    """Other words, proposed: they hold when a member of another party says yes."""
    return await moved(work, campaign, Verb.CORRECT, who, correction=proposed)


async def confirm(work: Work, campaign: Campaign, person: Person, who: Known) -> Campaign:
    """
    The other party's yes: whoever opens it from now on reads the new words.

    Where whoever proposed it has left their seat, this one is the first. Raises SameParty and Refused.
    """
    proposed = campaign.correction
    if proposed is None:
        raise Refused("refused.moved_on")
    if who.party is None:
        raise Refused
    if person.id == proposed.by or who.party in who.given.values():
        raise SameParty
    if not who.given:
        return await moved(work, campaign, Verb.CORRECT, who, correction=replace(proposed, by=person.id))
    corrected = await moved(
        work, campaign, Verb.CORRECT, who,
        words=proposed.words, link=proposed.link, correction=None, edition=campaign.edition + 1,
    )  # fmt: skip
    await _in_channels(work, corrected, {Stood.POSTED}, Stood.TO_REPLACE)
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
