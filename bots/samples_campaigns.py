"""A campaign of a made-up workplace, as everybody reads it and as the committee works on it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.campaigns import cards, desk_cards, forms
from core.campaigns.library import THEMES
from core.campaigns.model import (
    Audience,
    Campaign,
    CampaignId,
    Can,
    Correction,
    Fate,
    State,
    Verb,
    Whom,
    Words,
)
from core.campaigns.posting import card, neutral
from core.campaigns.preview import preview, tried
from core.campaigns.progress import summed
from core.campaigns.texts import TEXTS
from core.campaigns.usecases import Known
from core.campaigns.voting import Counted
from core.chat.texts import Texts
from core.chat.views import Card, Form
from core.occasions.forms import Where
from core.people import Language, PersonId, Workplace, WorkplaceId

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MEMBER = Known(frozenset({Can.COMMITTEE, Can.SEAT}), "employees")
AUTHOR = Known(frozenset({Can.AUTHOR}), None)
QUIZ = next(each for each in THEMES if each.right is not None)
DRAFT = Campaign(
    id=CampaignId("c0000000-0000-4000-8000-000000000001"),
    workplace=WorkplaceId("w"),
    author=PersonId("author"),
    writers=(PersonId("author"),),
    made_at=NOW,
    words=QUIZ.words,
    right=QUIZ.right,
    link="https://akan.no/",
)
PICTURED = replace(DRAFT, picture="0" * 64, picture_says="Glass med brus og appelsin på et pyntet bord")
ADDRESS = "https://innsjekk.example.org"
LONG = replace(
    DRAFT,
    words={
        Language.NB: Words(
            "Å" * 80, "\n".join(["Æ" * 66] * 29), "Ø" * 150, tuple(f"{n}{'Å' * 69}" for n in range(5))
        )
    },
)
SENT = replace(
    DRAFT, state=State.SENT, began_at=NOW, starts_at=NOW, edition=2, learned="Mange sa takk. Vi tar den igjen til sommeren.",
    approvals=(PersonId("a"), PersonId("b")),
)  # fmt: skip
TALLY = {Fate.DELIVERED: 83, Fate.OPTED_OUT: 4, Fate.UNREACHABLE: 12, Fate.DOUBT: 3, Fate.WAITING: 41}
WHERE = Where(places=("Bergen", "Oslo"), departments=("Lager", "Salg"))


def every(language: Language) -> Iterator[tuple[str, Card | Form]]:
    """By name, in this language."""
    texts = Texts(TEXTS, language)
    yield "campaign_read", cards.reading(texts, DRAFT, cards.Reader())
    yield "campaign_read_picture", cards.reading(texts, PICTURED, cards.Reader(), ADDRESS)
    yield "campaign_channel", _posted(replace(PICTURED, words={language: PICTURED.words[language]}), language)
    yield "campaign_channel_long", _posted(LONG, language)
    yield "campaign_channel_recalled", neutral(_workplace(language))
    yield "campaign_read_after", cards.reading(texts, SENT, cards.Reader(thanked=True, voted=True))
    yield "campaign_read_over", cards.reading(texts, SENT, cards.Reader(counts=False))
    yield "campaign_read_long", cards.reading(texts, LONG, cards.Reader())
    yield "campaigns", cards.listing(texts, _many(), at=1)
    yield "campaigns_none", cards.listing(texts, (), at=0)
    yield "campaign_library", cards.library(texts, THEMES)
    for theme in THEMES:
        yield f"campaign_theme_{theme.key}", cards.theme(texts, theme)
    yield from _written(texts, language)
    yield from _worked_on(texts)
    yield from _progress(texts)


def _written(texts: Texts, language: Language) -> Iterator[tuple[str, Form]]:
    yield "campaign_new", forms.words(texts, None, language)
    yield "campaign_words", forms.words(texts, LONG, Language.NB, texts("wrong.meanwhile"))
    yield "campaign_correct", forms.correction(texts, SENT, language)
    english = {Language.EN: QUIZ.words[Language.EN]}
    yield "campaign_correct_added", forms.correction(texts, replace(SENT, words=english), Language.NB)
    yield "campaign_whom", forms.whom(texts, replace(DRAFT, audience=Audience(Whom.PLACE, "Oslo")), WHERE, ())
    yield "campaign_whom_typed", forms.whom(texts, DRAFT, Where(), ())
    yield "campaign_plan", forms.plan(texts, DRAFT, NOW + timedelta(days=1), "Europe/Oslo", 1240)
    yield "campaign_plan_few", forms.plan(texts, DRAFT, NOW + timedelta(days=1), "Europe/Oslo", 6)
    workplace = _workplace(language)
    yield "campaign_preview", preview(texts, DRAFT, language, workplace)
    yield "campaign_preview_long", preview(texts, LONG, Language.NB, workplace)
    in_channel = replace(LONG, audience=Audience(Whom.CHANNEL, "slack:C0ALLE"))
    yield "campaign_preview_channel", preview(texts, in_channel, language, workplace)
    yield "campaign_tried", tried(texts, PICTURED, ADDRESS)
    yield "campaign_learned", forms.learned(texts, SENT)
    for verb in sorted(desk_cards.ASKS):
        yield f"campaign_sure_{verb}", desk_cards.sure(texts, SENT, Verb(verb))


def _workplace(language: Language) -> Workplace:
    return Workplace(id=WorkplaceId("w"), name="Fjellbruket", tenants={}, language=language)


def _posted(campaign: Campaign, language: Language) -> Card:
    return card(_workplace(language), campaign, ADDRESS)


def _many() -> Sequence[Campaign]:
    return [replace(DRAFT, id=CampaignId(f"c-{n}"), state=state) for n, state in enumerate([*State, *State])]


def _worked_on(texts: Texts) -> Iterator[tuple[str, Form]]:
    for state in State:
        campaign = replace(SENT, state=state) if state is not State.DRAFT else DRAFT
        yield f"campaign_{state}", desk_cards.one(texts, campaign, MEMBER, about=120)
    yield "campaign_draft_empty", desk_cards.one(texts, replace(DRAFT, words={}), AUTHOR, about=0)
    yield "campaign_one_long", desk_cards.one(texts, LONG, AUTHOR, about=0)
    yield "campaign_draft_picture", desk_cards.one(texts, PICTURED, AUTHOR, about=0)
    three = replace(
        LONG, state=State.PROPOSED, words=dict.fromkeys(Language, LONG.words[Language.NB]), right=1
    )
    yield "campaign_proposed_long", desk_cards.one(texts, three, MEMBER, about=120, address=ADDRESS)
    proposed = replace(DRAFT, state=State.PROPOSED)
    for lacks in ("by_employer", "by_employees"):
        waits = replace(MEMBER, lacks=lacks)
        yield f"campaign_waits_{lacks}", desk_cards.one(texts, proposed, waits, about=120)
    said = Correction(words=LONG.words, link="https://akan.no/nytt", by=PersonId("a"))
    for lacks in ("both", "employer", "employees", "two", "another"):
        waits = replace(MEMBER, lacks=lacks)
        yield f"campaign_waits_{lacks}", desk_cards.one(texts, proposed, waits, about=120)
        yield (
            f"campaign_corrected_{lacks}",
            desk_cards.one(texts, replace(SENT, correction=said), waits, about=120),
        )


def _progress(texts: Texts) -> Iterator[tuple[str, Form]]:
    votes = Counted(thanks=20, answers=(0, 40, 10))
    yield "campaign_progress", cards.progress(texts, SENT, summed(TALLY, stopped=False), votes)
    yield "campaign_progress_stopped", cards.progress(texts, SENT, summed(TALLY, stopped=True), votes)
    few = summed({Fate.DELIVERED: 7}, stopped=False)
    yield "campaign_progress_few", cards.progress(texts, SENT, few, None)
    some = summed({Fate.DELIVERED: 14, Fate.WAITING: 9}, stopped=False)
    yield "campaign_progress_some", cards.progress(texts, SENT, some, None)
