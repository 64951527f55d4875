"""Letting a campaign through, and steering it: each press is one move of the table."""

from datetime import timedelta
from typing import Final

from core import workdays
from core.campaigns import cards, desk_cards, filled, forms, usecases
from core.campaigns.audience import is_enough, size
from core.campaigns.model import CampaignId, Verb, Whom
from core.campaigns.ports import Work
from core.campaigns.seated import Seated, stay
from core.campaigns.usecases import Meanwhile, NobodyLeft, to_work_on
from core.chat.flows import Handler, Then, Turn, View
from core.chat.views import Done, Mend, Open, Outcome
from core.golive import usecases as golive

AHEAD: Final = timedelta(days=1)
"""When a start is suggested: on the next working day after this."""


class Steering(Seated):
    """Each press is one move; what is corrected is in `correcting`."""

    def answers(self) -> dict[str, Handler[Work]]:
        """What can be pressed."""
        return {
            "propose": self._propose, "take_back": self._take_back, "approve": self._approve,
            "schedule": self._schedule, "plan": self._plan,
            "pause": self._pause, "resume": self._resume, "retry": self._retry,
            "cancel": self._ask(Verb.CANCEL), "sure_cancel": self._cancel,
            "recall": self._ask(Verb.RECALL), "sure_recall": self._recall,
            "evaluate": self._evaluate, "save_learned": self._save_learned, "archive": self._archive,
        }  # fmt: skip

    def views(self) -> dict[str, View[Work]]:
        """What is shown after."""
        return {"planned": self._planned}

    READS = frozenset({"schedule", "cancel", "recall", "evaluate"})

    async def _propose(self, work: Work, turn: Turn) -> Outcome | Then:
        try:
            campaign, who = await self.as_seen(work, turn)
        except Meanwhile:
            return stay(turn, "meanwhile")
        if campaign.asks_a_channel:
            return stay(turn, "channel_asks")
        await usecases.propose(work, campaign, turn.person, who)
        return Then("campaigns.one", campaign.id)

    async def _take_back(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign, who = await self.at(work, turn)
        await usecases.take_back(work, campaign, who)
        return Then("campaigns.one", campaign.id)

    async def _approve(self, work: Work, turn: Turn) -> Outcome | Then:
        return await self.yes(work, turn, usecases.approve)

    async def _schedule(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign, who = await self.at(work, turn)
        campaign.moved(Verb.SCHEDULE, who.can)
        day = workdays.on_or_after(workdays.local_date(work.now + AHEAD, turn.person.zone))
        suggestion = workdays.at(day, turn.person.hours.start, turn.person.zone)
        everybody = await size(work, campaign.workplace, campaign.audience)
        return Open(form=forms.plan(turn.texts, campaign, suggestion, turn.person.zone, everybody))

    async def _plan(self, work: Work, turn: Turn) -> Outcome | Then:
        """Only in a workplace that has gone live: nobody else's phone rings."""
        if await golive.current(work, turn.person.workplace) is None:
            return stay(turn, "not_live")
        try:
            campaign, who = await self.as_seen(work, turn)
        except Meanwhile:
            return stay(turn, "meanwhile")
        campaign.moved(Verb.SCHEDULE, who.can)
        if not await is_enough(work, campaign.workplace, campaign.audience):
            return stay(turn, "too_few")  # it may have become smaller since it was chosen
        everybody = await size(work, campaign.workplace, campaign.audience)
        at = filled.planned(turn, campaign, everybody, work.now)
        if isinstance(at, dict):
            form = forms.plan(turn.texts, campaign, work.now + AHEAD, turn.person.zone, everybody)
            return Mend(form=form.filled(turn.values), errors=at)
        await usecases.schedule(work, campaign, turn.person, who, at)
        return Then("campaigns.planned", campaign.id)

    async def _planned(self, work: Work, turn: Turn) -> Outcome:
        campaign = await to_work_on(work, self._seats(work), CampaignId(turn.ref), turn.person)
        at = turn.texts.dated(campaign.starts_at) if campaign.starts_at else ""
        whom = cards.whom(turn.texts, campaign.audience)
        key = "planned.channel" if campaign.audience.whom is Whom.CHANNEL else "planned.people"
        return Done(
            text=turn.texts(key, at=at, whom=whom), title=turn.texts("title"), close=turn.texts("close")
        )

    async def _pause(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign, who = await self.at(work, turn)
        await usecases.pause(work, campaign, who)
        return Then("campaigns.progress", campaign.id)

    async def _resume(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign, who = await self.at(work, turn)
        await usecases.resume(work, campaign, turn.person, who)
        return Then("campaigns.progress", campaign.id)

    async def _retry(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign, who = await self.at(work, turn)
        try:
            await usecases.retry(work, campaign, turn.person, who)
        except NobodyLeft:
            return stay(turn, "nobody_left")
        return Then("campaigns.progress", campaign.id)

    def _ask(self, verb: Verb) -> Handler[Work]:
        async def ask(work: Work, turn: Turn) -> Outcome | Then:
            campaign, who = await self.at(work, turn)
            campaign.moved(verb, who.can)
            return Open(form=desk_cards.sure(turn.texts, campaign, verb))

        return ask

    async def _cancel(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign, who = await self.at(work, turn)
        await usecases.cancel(work, campaign, who)
        return Then("campaigns.one", campaign.id)

    async def _recall(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign, who = await self.at(work, turn)
        await usecases.recall(work, campaign, who)
        return Then("campaigns.one", campaign.id)

    async def _evaluate(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign, who = await self.at(work, turn)
        campaign.moved(Verb.EVALUATE, who.can)
        return Open(form=forms.learned(turn.texts, campaign))

    async def _save_learned(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign, who = await self.at(work, turn)
        said = filled.learned(turn)
        if isinstance(said, dict):
            return Mend(form=forms.learned(turn.texts, campaign).filled(turn.values), errors=said)
        await usecases.evaluate(work, campaign, who, said)
        return Then("campaigns.one", campaign.id)

    async def _archive(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign, who = await self.at(work, turn)
        await usecases.moved(work, campaign, Verb.ARCHIVE, who)
        return Then("campaigns.one", campaign.id)
