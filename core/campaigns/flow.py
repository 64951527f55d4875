"""Campaigns, as a recipient answers them and as those who work on them have them."""

from collections.abc import Awaitable, Callable, Sequence

from core.campaigns import cards, desk_cards, usecases
from core.campaigns.audience import rough, size
from core.campaigns.correcting import Correcting
from core.campaigns.library import THEMES, Theme
from core.campaigns.model import CampaignId
from core.campaigns.ports import Seats, Work
from core.campaigns.progress import progress
from core.campaigns.reading import Reading
from core.campaigns.seats import ByPosition
from core.campaigns.steering import Steering
from core.campaigns.texts import TEXTS
from core.campaigns.usecases import settled, to_work_on
from core.campaigns.voting import counted
from core.campaigns.writing import Writing
from core.chat.flows import Flow, Handler, Then, Turn, View
from core.chat.views import Block, Button, Buttons, Heading, Open, Outcome
from core.errors import Refused


def flow(
    seats: Callable[[Work], Seats] = ByPosition, themes: Sequence[Theme] = THEMES, address: str = ""
) -> Flow[Work]:
    """`seats` says for which party somebody sits in the committee; `address` is where people come for pictures."""
    writing, steering, correcting = Writing(seats, themes, address), Steering(seats), Correcting(seats)
    looking, reader = _Looking(seats, address), Reading(address)
    return Flow(
        name="campaigns",
        texts=TEXTS,
        answers={
            **looking.answers(),
            **writing.answers(),
            **steering.answers(),
            **correcting.answers(),
            **reader.answers(),
        },
        views={**looking.views(), **writing.views(), **steering.views(), **reader.views()},
        reads=frozenset({"list", "one"}) | Writing.READS | Steering.READS | Correcting.READS,
    )


def page(
    seats: Callable[[Work], Seats] = ByPosition,
) -> Callable[[Work, Turn], Awaitable[tuple[Block, ...]]]:
    """What it adds to the own private page of whoever works on campaigns."""

    async def added(work: Work, turn: Turn) -> tuple[Block, ...]:
        if not await usecases.writes(seats(work), turn.person):
            return ()
        texts = turn.texts.other(TEXTS)
        return Heading(texts("title")), Buttons((Button(label=texts("page"), action="campaigns.list"),))

    return added


class _Looking:
    """The list, one of them, and how far it has come."""

    def __init__(self, seats: Callable[[Work], Seats], address: str) -> None:
        self._seats = seats
        self._address = address

    def answers(self) -> dict[str, Handler[Work]]:
        return {"list": self._list, "one": self._one, "progress": self._progress}

    def views(self) -> dict[str, View[Work]]:
        return {"one": self._one, "progress": self._progress}

    async def _list(self, work: Work, turn: Turn) -> Outcome | Then:
        seats = self._seats(work)
        if not await usecases.writes(seats, turn.person):
            raise Refused
        at = int(turn.ref) if turn.ref.isascii() and turn.ref.isdigit() and len(turn.ref) < 4 else 0
        return Open(form=cards.listing(turn.texts, await usecases.everyone(work, seats, turn.person), at))

    async def _one(self, work: Work, turn: Turn) -> Outcome:
        seats = self._seats(work)
        campaign, who = await usecases.looked_into(work, seats, CampaignId(turn.ref), turn.person)
        about = rough(await size(work, campaign.workplace, campaign.audience))
        return Open(form=desk_cards.one(turn.texts, campaign, who, about=about, address=self._address))

    async def _progress(self, work: Work, turn: Turn) -> Outcome:
        campaign = await settled(
            work, await to_work_on(work, self._seats(work), CampaignId(turn.ref), turn.person)
        )
        how, votes = await progress(work, campaign), await counted(work, campaign)
        return Open(form=cards.progress(turn.texts, campaign, how, votes, await work.posts.of(campaign.id)))
