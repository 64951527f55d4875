"""One campaign as those who work on it have it: how it stands, what can be done now, and how it will look."""

from typing import Final

from core.campaigns import cards
from core.campaigns.model import Campaign, State, Verb, Words
from core.campaigns.usecases import Known
from core.chat.texts import Texts, load
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
    Quote,
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


def one(texts: Texts, campaign: Campaign, who: Known, *, about: int) -> Form:
    """`about` is how many it is for, in tens."""
    words = campaign.says(texts.language)
    body: list[Block] = [
        Fact(texts("stands"), texts(f"state.{campaign.state}")),
        *_next(texts, campaign, who),
        Fact(texts("whom.title"), cards.whom(texts, campaign.audience)),
        Fact(texts("fate.total"), cards.number(texts, about)),
        *((Fact(texts("starts"), texts.dated(campaign.starts_at)),) if campaign.starts_at else ()),
        *_said(texts, campaign, words),
        *_correction(texts, campaign, who),
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
    return (Note(texts(f"next.{campaign.state}")),)


def _said(texts: Texts, campaign: Campaign, words: Words | None) -> tuple[Block, ...]:
    if words is None:
        return (Paragraph(texts("nothing_written")),)
    missing = ", ".join(texts(f"in_{each}") for each in cards.missing(campaign))
    question = (Quote("\n".join((words.question, *(f"– {each}" for each in words.options)))),)
    return (
        Heading(words.title or texts("untitled")),
        *cards.told(texts, words, campaign.link),
        *(question if words.question else ()),
        *((Note(texts("falls_back", languages=missing)),) if missing else ()),
    )


def _correction(texts: Texts, campaign: Campaign, who: Known) -> tuple[Block, ...]:
    proposed = campaign.correction
    if proposed is None:
        return ()
    changed = [said for language, said in proposed.words.items() if campaign.words.get(language) != said]
    yes = Button(label=texts("confirm"), action="campaigns.confirm", ref=f"{campaign.id}:{campaign.version}")
    return (
        Divider(),
        Heading(texts("correction.title")),
        *(Quote(f"{said.title}\n{said.body}") for said in changed),
        *((Quote(proposed.link),) if proposed.link != campaign.link else ()),
        Note(texts(f"holds.{who.lacks}")),
        Buttons((yes,)),
    )


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


def preview(texts: Texts, campaign: Campaign, address: str = "") -> Form:
    """On a lock screen, in the chat, behind the button and in a channel; the words are those that will be sent."""
    from_ledger = texts.other(load("core.ledger"))
    words = campaign.says(texts.language) or Words("", "")
    asked: tuple[Block, ...] = (
        (Paragraph(words.question), *(Quote(each) for each in words.options), Note(texts("vote.nobody")))
        if words.options
        else ()
    )
    test = Button(label=texts("test.title"), action="campaigns.test", ref=campaign.id)
    back = Button(label=texts("back"), action="campaigns.one", ref=campaign.id)
    return Form(
        title=texts("preview.title"),
        body=(
            Heading(texts("preview.lock")),
            Quote(from_ledger("hint")),
            Note(texts("preview.lock_note")),
            Heading(texts("preview.chat")),
            Quote(f"{from_ledger('title')}\n{from_ledger('body')}"),
            Divider(),
            Heading(texts("preview.behind")),
            Heading(words.title),
            *cards.shown(campaign, address),
            *cards.told(texts, words, campaign.link),
            *asked,
            Note(texts("thank.nobody")),
            Divider(),
            Heading(texts("preview.channel")),
            Quote(f"{words.title}\n{words.body}"),
            Note(texts("preview.slack")),
            Note(texts("preview.teams")),
            Divider(),
            Paragraph(texts("test.body")),
            Buttons((test, back)),
        ),
        close=texts("close"),
    )
