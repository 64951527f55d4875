"""Correcting what was sent: proposed by one, in whichever languages, and confirmed by somebody from another party."""

from dataclasses import replace

from core.campaigns import filled, forms, told_cards, usecases
from core.campaigns.model import Campaign, Verb
from core.campaigns.ports import Work
from core.campaigns.seated import Seated, stay
from core.campaigns.usecases import Known, Meanwhile
from core.campaigns.writing import seen
from core.chat.flows import Handler, Then, Turn
from core.chat.room import fits
from core.chat.views import Mend, Open, Outcome
from core.errors import NotFound
from core.people import Language


class Correcting(Seated):
    """Heading, text and link; what was asked stays as it is, since somebody may have answered."""

    def answers(self) -> dict[str, Handler[Work]]:
        """What can be pressed."""
        return {"correct": self._correct, "save_correction": self._save, "confirm": self._confirm}

    READS = frozenset({"correct"})

    async def _correct(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign, who = await self.at(work, turn)
        campaign.moved(Verb.CORRECT, who.can)
        if who.party is None:
            return stay(turn, "no_seat")
        if _waits(campaign, turn, who):
            return stay(turn, "another_waits")
        name = turn.ref.rpartition(":")[2]
        language = Language(name) if name in list(Language) else turn.texts.language
        return Open(form=forms.correction(turn.texts, campaign, language))

    async def _save(self, work: Work, turn: Turn) -> Outcome | Then:
        """On top of what one has proposed already, and only if it was on the screen; nothing typed is lost."""
        _, _, name = seen(turn.ref)
        if name not in list(Language):
            raise NotFound
        language = Language(name)
        try:
            campaign, who = await self.as_seen(work, turn)
        except Meanwhile as fault:
            told = turn.texts("wrong.meanwhile")
            return Mend(form=forms.correction(turn.texts, fault.now, language, told).filled(turn.values))
        if _waits(campaign, turn, who):
            return stay(turn, "another_waits")
        said = filled.corrected(turn)
        if isinstance(said, filled.Written):
            proposed = usecases.proposed(campaign, turn.person, who, language, said.words, said.link)
            if fits(told_cards.correction(turn.texts, replace(campaign, correction=proposed))):
                await usecases.correct(work, campaign, who, proposed)
                return Then("campaigns.one", campaign.id)
            said = {"body": turn.texts("wrong.together")}
        form = forms.correction(turn.texts, campaign, language)
        return Mend(form=form.filled(turn.values), errors=said)

    async def _confirm(self, work: Work, turn: Turn) -> Outcome | Then:
        return await self.yes(work, turn, usecases.confirm)


def _waits(campaign: Campaign, turn: Turn, who: Known) -> bool:
    """Whether another's correction waits for a yes: one's own on top of it would be a yes to what one may not have read."""
    proposed = campaign.correction
    return proposed is not None and proposed.by != turn.person.id and bool(who.given)
