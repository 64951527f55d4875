"""One campaign as those who work on it have it: how it stands, and what can be done now."""

from typing import Final

from core.campaigns import cards, told_cards
from core.campaigns.model import Campaign, State, Verb
from core.campaigns.usecases import Known
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Divider,
    Fact,
    Form,
    Heading,
    Note,
    Paragraph,
    Style,
)
from core.people import Language

BEGUN: Final = frozenset(
    {
        State.SENDING,
        State.PAUSED,
        State.SENT,
        State.EVALUATED,
        State.CANCELLED,
        State.RECALLED,
        State.ARCHIVED,
    }
)
VERBS: Final = (
    Verb.PROPOSE, Verb.APPROVE, Verb.SCHEDULE, Verb.PAUSE, Verb.RESUME, Verb.RETRY, Verb.CORRECT, Verb.EVALUATE,
    Verb.ARCHIVE, Verb.TAKE_BACK, Verb.CANCEL, Verb.RECALL,
)  # fmt: skip
"""What can be pressed, in this order; what cannot be undone comes last and asks once more."""
A_ROW: Final = 3
"""Buttons beside one another: Teams hides what its narrow dialog has no room for."""
ASKS: Final = frozenset({Verb.CANCEL, Verb.RECALL})


def one(texts: Texts, campaign: Campaign, who: Known, *, about: int, address: str = "") -> Form:
    """`about` is how many it is for, in tens."""
    body: list[Block] = [
        Fact(texts("stands"), texts(f"state.{campaign.state}")),
        *_next(texts, campaign, who),
        Fact(texts("whom.title"), cards.whom(texts, campaign.audience)),
        Fact(texts("fate.total"), cards.number(texts, about)),
        *((Fact(texts("starts"), texts.dated(campaign.starts_at)),) if campaign.starts_at else ()),
        *told_cards.said(texts, campaign, address),
        *_confirming(texts, campaign, who),
        *((Fact(texts("learned.title"), campaign.learned),) if campaign.learned else ()),
        Divider(),
    ]
    if campaign.state is State.DRAFT:
        body += _writing(texts, campaign)
    doing = _doing(texts, campaign, who)
    body += [Buttons(tuple(doing[at : at + A_ROW])) for at in range(0, len(doing), A_ROW)]
    return Form(title=texts("one.title"), body=tuple(body), close=texts("close"))


def _next(texts: Texts, campaign: Campaign, who: Known) -> tuple[Block, ...]:
    if campaign.state is State.PROPOSED:
        return (Note(texts(f"waits.{who.lacks}")),)
    nobody = (Note(texts("no.channel_asks")),) if campaign.asks_a_channel else ()
    return (Note(texts(f"next.{campaign.state}")), *nobody)


def _confirming(texts: Texts, campaign: Campaign, who: Known) -> tuple[Block, ...]:
    if campaign.correction is None:
        return ()
    yes = Button(label=texts("confirm"), action="campaigns.confirm", ref=f"{campaign.id}:{campaign.version}")
    return (*told_cards.correction(texts, campaign, who.lacks), Buttons((yes,)))


def _writing(texts: Texts, campaign: Campaign) -> list[Block]:
    languages = [
        Button(
            label=texts("write", language=texts(f"in_{each}")),
            action="campaigns.words",
            ref=f"{campaign.id}:{each}",
        )
        for each in Language
    ]
    more = (
        Button(label=texts("choose_whom"), action="campaigns.whom", ref=campaign.id),
        Button(label=texts("throw"), action="campaigns.throw", ref=campaign.id, style=Style.GRAVE),
    )
    return [Buttons(tuple(languages)), Buttons(more)]


def _doing(texts: Texts, campaign: Campaign, who: Known) -> list[Button]:
    ref = f"{campaign.id}:{campaign.version}"
    buttons = (
        [Button(label=texts("preview.title"), action="campaigns.preview", ref=campaign.id)]
        if campaign.words
        else []
    )
    if campaign.state in BEGUN:
        buttons.append(Button(label=texts("progress"), action="campaigns.progress", ref=campaign.id))
    for verb in VERBS:
        if campaign.may(verb, who.can) and (verb is not Verb.PROPOSE or campaign.is_ready):
            grave = Style.GRAVE if verb in ASKS else Style.PLAIN
            buttons.append(
                Button(label=texts(f"do.{verb}"), action=f"campaigns.{verb}", ref=ref, style=grave)
            )
    if campaign.words:
        buttons.append(Button(label=texts("reuse"), action="campaigns.reuse", ref=campaign.id))
    return [*buttons, Button(label=texts("back"), action="campaigns.list")]


def sure(texts: Texts, campaign: Campaign, verb: Verb) -> Form:
    """Once more, before what cannot be undone."""
    return Form(
        title=texts(f"do.{verb}"),
        body=(Heading(cards.titled(texts, campaign)), Paragraph(texts(f"sure.{verb}"))),
        action=f"campaigns.sure_{verb}",
        submit=texts(f"do.{verb}"),
        ref=campaign.id,
        close=texts("keep"),
        even=True,
    )
