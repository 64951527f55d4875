"""A recipient's side: reading it, saying thanks, answering its question, and wanting no more of them."""

from core.campaigns import cards, usecases, voting
from core.campaigns.model import Campaign, CampaignId
from core.campaigns.ports import Work
from core.chat.flows import Handler, Then, Turn, View
from core.chat.views import Done, Mend, Open, Outcome
from core.errors import NotFound


async def _shown(work: Work, turn: Turn) -> Campaign:
    """One that can be read now, by whoever it was for: others would count themselves up to ten. Raises NotFound."""
    campaign = await usecases.find(work, CampaignId(turn.ref), turn.person)
    if not campaign.is_shown or not await work.campaigns.fates(campaign.id, [turn.person.id]):
        raise NotFound
    return campaign


async def _reader(work: Work, turn: Turn, campaign: Campaign) -> cards.Reader:
    """Once it is over and who got it is forgotten, it can be read and no more."""
    person = turn.person.id
    return cards.Reader(
        counts=bool(await work.campaigns.fates(campaign.id, [person])),
        thanked=bool(await voting.thanked(work, [campaign.id], person)),
        voted=bool(await voting.voted(work, [campaign.id], person)),
    )


class Reading:
    """Pictures lie at `address`."""

    def __init__(self, address: str) -> None:
        self._address = address

    def answers(self) -> dict[str, Handler[Work]]:
        """What can be pressed."""
        return {"thank": _thank, "vote": self._vote, "enough": _enough}

    def views(self) -> dict[str, View[Work]]:
        """What is shown after."""
        return {"read": self._read, "no_more": _no_more}

    async def _read(self, work: Work, turn: Turn) -> Outcome:
        campaign = await usecases.find(work, CampaignId(turn.ref), turn.person)
        if not campaign.is_shown:
            return cards.recalled(turn.texts)
        reader = await _reader(work, turn, campaign)
        return Open(form=cards.reading(turn.texts, campaign, reader, self._address))

    async def _vote(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign = await _shown(work, turn)
        given = turn.values.get("answer") or ""
        known = isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 3
        if not known or int(str(given)) >= campaign.options:
            reader = await _reader(work, turn, campaign)
            form = cards.reading(turn.texts, campaign, reader, self._address)
            return Mend(form=form, errors={"answer": turn.texts("wrong.choose")})
        option = int(str(given))
        was_counted = await voting.vote(work, campaign, turn.person, option)
        return cards.answered(turn.texts, campaign, option, counted=was_counted)


async def _thank(work: Work, turn: Turn) -> Outcome | Then:
    campaign = await _shown(work, turn)
    await voting.thank(work, campaign, turn.person)
    return Then("campaigns.read", campaign.id)


async def _enough(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.no_more(work, turn.person)
    return Then("campaigns.no_more")


async def _no_more(work: Work, turn: Turn) -> Outcome:
    del work
    return Done(text=turn.texts("no_more"), title=turn.texts("read.title"), close=turn.texts("close"))
