"""Writing a draft: from nothing, from a theme or from an old one; whom it is for; how it will look."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from core.campaigns import cards, filled, forms, told_cards, usecases
from core.campaigns.audience import is_enough
from core.campaigns.kinds import TEST
from core.campaigns.library import Theme
from core.campaigns.model import Audience, Campaign, CampaignId, State
from core.campaigns.ports import Channel, Seats, Work
from core.campaigns.preview import preview, tried
from core.campaigns.usecases import Meanwhile, as_seen, to_work_on
from core.chat.flows import Handler, Then, Turn, View
from core.chat.room import fits
from core.chat.views import Done, Mend, Open, Outcome
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.occasions.filled import where
from core.people import Language


def seen(ref: str) -> tuple[CampaignId, int, str]:
    """Which one, which version of it was on the screen, and what else the reference says. Raises NotFound."""
    id, _, rest = ref.partition(":")
    version, _, more = rest.partition(":")
    if not (version.isascii() and version.isdigit() and len(version) < 9):
        raise NotFound
    return CampaignId(id), int(version), more


class Writing:
    """`seats` says for which party somebody sits; `themes` is the library; pictures lie at `address`."""

    def __init__(self, seats: Callable[[Work], Seats], themes: Sequence[Theme], address: str = "") -> None:
        self._seats = seats
        self._address = address
        self._themes: Mapping[str, Theme] = {theme.key: theme for theme in themes}

    def answers(self) -> dict[str, Handler[Work]]:
        """What can be pressed."""
        return {
            "new": self._new, "library": self._library, "theme": self._theme, "use": self._use, "reuse": self._reuse,
            "words": self._words, "save_words": self._save_words, "whom": self._whom, "save_whom": self._save_whom,
            "preview": self._preview, "test": self._test, "throw": self._throw,
        }  # fmt: skip

    def views(self) -> dict[str, View[Work]]:
        """What is shown after."""
        return {"tried": self._tried, "test_sent": self._test_sent, "thrown": self._thrown}

    READS = frozenset({"new", "library", "theme", "words", "whom", "preview"})

    async def _new(self, work: Work, turn: Turn) -> Outcome | Then:
        if not await usecases.writes(self._seats(work), turn.person):
            raise Refused
        return Open(form=forms.words(turn.texts, None, turn.texts.language))

    async def _library(self, work: Work, turn: Turn) -> Outcome | Then:
        if not await usecases.writes(self._seats(work), turn.person):
            raise Refused
        return Open(form=cards.library(turn.texts, tuple(self._themes.values())))

    async def _chosen(self, work: Work, turn: Turn) -> Theme:
        if not await usecases.writes(self._seats(work), turn.person):
            raise Refused
        if turn.ref not in self._themes:
            raise NotFound
        return self._themes[turn.ref]

    async def _theme(self, work: Work, turn: Turn) -> Outcome | Then:
        return Open(form=cards.theme(turn.texts, await self._chosen(work, turn)))

    async def _use(self, work: Work, turn: Turn) -> Outcome | Then:
        theme = await self._chosen(work, turn)
        seats = self._seats(work)
        made = await usecases.write(work, seats, turn.person, theme.words, right=theme.right)
        return Then("campaigns.one", made.id)

    async def _reuse(self, work: Work, turn: Turn) -> Outcome | Then:
        before = await to_work_on(work, self._seats(work), CampaignId(turn.ref), turn.person)
        return Then("campaigns.one", (await usecases.reuse(work, self._seats(work), turn.person, before)).id)

    async def _words(self, work: Work, turn: Turn) -> Outcome | Then:
        id, _, language = turn.ref.partition(":")
        campaign = await to_work_on(work, self._seats(work), CampaignId(id), turn.person)
        if language not in list(Language):
            raise NotFound
        return Open(form=forms.words(turn.texts, campaign, Language(language)))

    async def _save_words(self, work: Work, turn: Turn) -> Outcome | Then:
        """A new draft, or another version of one; nothing typed is lost."""
        if turn.ref.startswith("::"):
            return await self._begin(work, turn)
        id, version, name = seen(turn.ref)
        campaign = await to_work_on(work, self._seats(work), id, turn.person)
        if name not in list(Language):
            raise NotFound
        language = Language(name)
        said = filled.written(turn)
        form = forms.words(turn.texts, campaign, language)
        if isinstance(said, dict):
            return Mend(form=form.filled(turn.values), errors=said)
        if replace(campaign, words={language: said.words}).asks_a_channel:
            error = {"question": turn.texts("no.channel_asks")}
            return Mend(form=form.filled(turn.values), errors=error)
        try:
            words = usecases.with_words(as_seen(campaign, version), language, said.words)
        except Meanwhile as fault:
            told = turn.texts("wrong.meanwhile")
            return Mend(form=forms.words(turn.texts, fault.now, language, told).filled(turn.values))
        if not fits(told_cards.every(turn.texts, replace(campaign, words=words))):
            return Mend(form=form.filled(turn.values), errors={"body": turn.texts("wrong.together")})
        await usecases.rewrite(work, campaign, turn.person, words=words, link=said.link, right=said.right)
        return Then("campaigns.one", campaign.id)

    async def _begin(self, work: Work, turn: Turn) -> Outcome | Then:
        name = turn.ref.removeprefix("::")
        seats = self._seats(work)
        if name not in list(Language) or not await usecases.writes(seats, turn.person):
            raise Refused
        said = filled.written(turn)
        if isinstance(said, dict):
            return Mend(form=forms.words(turn.texts, None, Language(name)).filled(turn.values), errors=said)
        words = {Language(name): said.words}
        made = await usecases.write(work, seats, turn.person, words, said.link, right=said.right)
        return Then("campaigns.one", made.id)

    async def _whom(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign = await to_work_on(work, self._seats(work), CampaignId(turn.ref), turn.person)
        known = await where(work, turn.person.workplace)
        return Open(form=forms.whom(turn.texts, campaign, known, await _channels(work, turn)))

    async def _save_whom(self, work: Work, turn: Turn) -> Outcome | Then:
        id, version, _ = seen(turn.ref)
        campaign = await to_work_on(work, self._seats(work), id, turn.person)
        known, channels = await where(work, turn.person.workplace), await _channels(work, turn)
        chosen = filled.audience(turn, known, channels)
        form = forms.whom(turn.texts, campaign, known, channels).filled(turn.values)
        if isinstance(chosen, dict):
            return Mend(form=form, errors=chosen)
        if no := await self._refused(work, campaign, chosen):
            return Mend(form=form, errors={"whom": turn.texts(no)})
        try:
            as_seen(campaign, version)
        except Meanwhile:
            return Mend(form=form, errors={"whom": turn.texts("wrong.meanwhile")})
        await usecases.rewrite(work, campaign, turn.person, audience=chosen)
        return Then("campaigns.one", campaign.id)

    async def _refused(self, work: Work, campaign: Campaign, chosen: Audience) -> str | None:
        """Why it cannot be for these, if it cannot."""
        if replace(campaign, audience=chosen).asks_a_channel:
            return "no.channel_asks"
        return None if await is_enough(work, campaign.workplace, chosen) else "no.too_few"

    async def _preview(self, work: Work, turn: Turn) -> Outcome | Then:
        id, _, name = turn.ref.partition(":")
        campaign = await to_work_on(work, self._seats(work), CampaignId(id), turn.person)
        language = Language(name) if name in list(Language) else turn.texts.language
        workplace = await work.people.workplace(campaign.workplace)
        return Open(form=preview(turn.texts, campaign, language, workplace, self._address))

    async def _test(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign = await to_work_on(work, self._seats(work), CampaignId(turn.ref), turn.person)
        once = f"{TEST}:{campaign.id}:{work.new_id()}"
        await ledger.owe(work, turn.person, TEST, campaign.id, work.now, once=once, chosen=True)
        return Then("campaigns.test_sent")

    async def _test_sent(self, work: Work, turn: Turn) -> Outcome:
        del work
        return Done(text=turn.texts("test.sent"), title=turn.texts("test.title"), close=turn.texts("close"))

    async def _tried(self, work: Work, turn: Turn) -> Outcome:
        """A test is opened by whoever asked for it, and by nobody who may not look into it any more."""
        campaign = await to_work_on(work, self._seats(work), CampaignId(turn.ref), turn.person)
        return Open(form=tried(turn.texts, campaign, self._address))

    async def _throw(self, work: Work, turn: Turn) -> Outcome | Then:
        campaign = await to_work_on(work, self._seats(work), CampaignId(turn.ref), turn.person)
        if campaign.state is not State.DRAFT:
            raise Refused("refused.moved_on")
        await usecases.let_go(work, campaign)
        await work.campaigns.erase(campaign.id)
        return Then("campaigns.thrown")

    async def _thrown(self, work: Work, turn: Turn) -> Outcome:
        del work
        return Done(text=turn.texts("thrown"), title=turn.texts("title"), close=turn.texts("close"))


async def _channels(work: Work, turn: Turn) -> Sequence[Channel]:
    workplace = await work.people.workplace(turn.person.workplace)
    return await work.posts.channels(workplace.tenants)
