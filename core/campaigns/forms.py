"""What is filled in about a campaign. Over 200 lines, since the forms belong side by side, each with its few fields."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from core.campaigns import cards
from core.campaigns.model import (
    FEWEST,
    MOST_BODY,
    MOST_OPTION,
    MOST_QUESTION,
    MOST_TITLE,
    OPTIONS,
    Campaign,
    Verb,
    Whom,
    Words,
)
from core.campaigns.ports import Channel
from core.chat import moments
from core.chat.texts import Texts
from core.chat.views import (
    Button,
    Buttons,
    Field,
    Form,
    FormBlock,
    Heading,
    LongText,
    Note,
    OneOf,
    Option,
    Paragraph,
    ShortText,
    SomeOf,
)
from core.occasions.forms import MOST_LISTED, ROOM, Where
from core.people import Language, Position

MOST_LINK: Final = 500
MOST_LEARNED: Final = 1000
IS: Final = "is:"
"""Before a name in a list, so that none can be mistaken for another choice."""
EVERYBODY: Final = "yes"
NOW, LATER = "now", "later"
ROLES: Final = tuple(each for each in Position if each is not Position.ORGANISER)


def words(texts: Texts, campaign: Campaign | None, language: Language, told: str = "") -> Form:
    """Its words in one language, all optional but the title; `told` is what somebody else did meanwhile."""
    said = (campaign.words.get(language) if campaign else None) or Words("", "")
    ref = f"{campaign.id}:{campaign.version}:{language}" if campaign else f"::{language}"
    return Form(
        title=texts("words.title"),
        body=(
            *((Paragraph(told),) if told else ()),
            Note(texts("words.body", language=texts(f"in_{language}"))),
            *_telling(texts, said, campaign.link if campaign else ""),
            *_asking(texts, campaign, said),
        ),
        action="campaigns.save_words",
        submit=texts("save"),
        ref=ref,
        close=texts("close"),
    )


def correction(texts: Texts, campaign: Campaign, language: Language, told: str = "") -> Form:
    """Other words in one language, on top of what is proposed already; a button for each of the other languages."""
    said = campaign.newest_words.get(language) or Words("", "")
    others = tuple(
        Button(
            label=texts(f"in_{each}").capitalize(),
            action="campaigns.correct",
            ref=f"{campaign.id}:{campaign.version}:{each}",
        )
        for each in Language
        if each is not language
    )
    return Form(
        title=texts("words.title"),
        body=(
            *((Paragraph(told),) if told else ()),
            Buttons(others),
            Note(texts("words.correct", language=texts(f"in_{language}"))),
            *_telling(texts, said, campaign.newest_link),
            *_asked(texts, campaign, language),
        ),
        action="campaigns.save_correction",
        submit=texts("save"),
        ref=f"{campaign.id}:{campaign.version}:{language}",
        close=texts("close"),
    )


def _asked(texts: Texts, campaign: Campaign, language: Language) -> tuple[Note, ...]:
    if not campaign.options:
        return ()
    stays = Note(texts("words.asked"))
    if language in campaign.words:
        return (stays,)
    written = ", ".join(texts(f"in_{each}") for each in Language if each in campaign.words)
    return stays, Note(texts("words.asked_in", languages=written))


def _telling(texts: Texts, said: Words, link: str) -> tuple[Field, ...]:
    return (
        ShortText(name="title", label=texts("words.name"), most=MOST_TITLE, value=said.title, required=True),
        LongText(
            name="body", label=texts("words.text"), hint=texts("words.hint"), most=MOST_BODY, value=said.body
        ),
        ShortText(name="link", label=texts("words.link"), hint="https://…", most=MOST_LINK, value=link),
    )


def _asking(texts: Texts, campaign: Campaign | None, said: Words) -> tuple[Field, ...]:
    right = campaign.right if campaign else None
    return (
        ShortText(
            name="question", label=texts("words.question"), hint=texts("words.question_hint"), most=MOST_QUESTION,
            value=said.question,
        ),
        LongText(
            name="answers", label=texts("words.answers"), hint=texts("words.answers_hint"),
            most=(MOST_OPTION + 1) * (OPTIONS.stop - 1), value="\n".join(said.options),
        ),
        ShortText(
            name="right", label=texts("words.right"), hint=texts("words.right_hint"), most=1,
            value="" if right is None else str(right + 1),
        ),
    )  # fmt: skip


def whom(texts: Texts, campaign: Campaign, where: Where, channels: Sequence[Channel]) -> Form:
    """Everybody, or one group; never single persons."""
    chosen = campaign.audience
    kinds = [each for each in Whom if each is not Whom.CHANNEL or channels]
    fields: list[FormBlock | Field] = [
        OneOf(
            name="whom",
            label=texts("whom.title"),
            options=tuple(Option(value=each, label=texts(f"whom.{each}")) for each in kinds),
            value=chosen.whom,
            required=True,
        ),
        _among(texts, Whom.PLACE, where.places, campaign),
        _among(texts, Whom.DEPARTMENT, where.departments, campaign),
        _listed(texts, Whom.ROLE, [(each, texts(f"role.{each}")) for each in ROLES], campaign),
    ]
    if channels:
        named = [(f"{each.platform}:{each.id}", channel_name(texts, each)) for each in channels[:MOST_LISTED]]
        fields.append(_listed(texts, Whom.CHANNEL, named, campaign))
    return Form(
        title=texts("choose_whom"),
        body=(*fields, Note(texts("whom.note"))),
        action="campaigns.save_whom",
        submit=texts("save"),
        ref=f"{campaign.id}:{campaign.version}",
        close=texts("close"),
    )


def channel_name(texts: Texts, channel: Channel) -> str:
    """What the platform calls it, as far as it has told us."""
    return channel.name or texts("channel.unnamed", platform=channel.platform.capitalize())


def _among(texts: Texts, kind: Whom, names: Sequence[str], campaign: Campaign) -> Field:
    if len(names) > MOST_LISTED or len("".join(names).encode()) > ROOM or not names:
        value = campaign.audience.name if campaign.audience.whom is kind else ""
        return ShortText(
            name=kind, label=texts(f"whom.which_{kind}"), hint=texts("whom.as_written"), value=value
        )
    return _listed(texts, kind, [(f"{IS}{each}", each) for each in names], campaign)


def _listed(texts: Texts, kind: Whom, names: Sequence[tuple[str, str]], campaign: Campaign) -> OneOf:
    audience = campaign.audience
    value = f"{IS}{audience.name}" if kind in {Whom.PLACE, Whom.DEPARTMENT} else audience.name
    return OneOf(
        name=kind,
        label=texts(f"whom.which_{kind}"),
        options=tuple(Option(value=value, label=label) for value, label in names),
        value=value if audience.whom is kind and value in {each for each, _ in names} else "",
        compact=True,
        prompt=texts("choose"),
    )


def plan(texts: Texts, campaign: Campaign, suggestion: datetime, zone: str, everybody: int) -> Form:
    """When; and, for everybody, how many: `everybody` people, written by hand, or ticked where they are few."""
    whom = campaign.audience.whom is Whom.EVERYBODY
    return Form(
        title=texts("do.schedule"),
        body=(
            Heading(cards.titled(texts, campaign)),
            OneOf(
                name="when",
                label=texts("plan.when"),
                options=(
                    Option(value=NOW, label=texts("plan.now")),
                    Option(value=LATER, label=texts("plan.later")),
                ),
                value=LATER,
                required=True,
            ),
            *moments.fields(texts, suggestion, zone),
            Note(texts("plan.hours")),
            *(_guard(texts, everybody) if whom else ()),
        ),
        action="campaigns.plan",
        submit=texts("do.schedule"),
        ref=f"{campaign.id}:{campaign.version}",
        close=texts("close"),
    )


def _guard(texts: Texts, everybody: int) -> tuple[FormBlock | Field, ...]:
    """Nobody sends to all by a slip of the finger."""
    if everybody < FEWEST:
        only = Option(value=EVERYBODY, label=texts("guard.few"))
        return (SomeOf(name="guard", label=texts("guard.label"), options=(only,)),)
    return (
        Paragraph(texts("guard.body", n=everybody)),
        ShortText(name="guard", label=texts("guard.type", n=everybody), most=9, required=True),
    )


def learned(texts: Texts, campaign: Campaign) -> Form:
    """What it came to, in a few words; never about anybody."""
    return Form(
        title=texts("do.evaluate"),
        body=(
            Heading(cards.titled(texts, campaign)),
            Note(texts("learned.note")),
            LongText(
                name="learned",
                label=texts("learned.title"),
                most=MOST_LEARNED,
                value=campaign.learned,
                required=True,
            ),
        ),
        action="campaigns.save_learned",
        submit=texts(f"do.{Verb.EVALUATE}"),
        ref=campaign.id,
        close=texts("close"),
    )
