"""How a campaign will look, with nothing in it that can be pressed: no thanks and no answer are given by a trial."""

from dataclasses import replace

from core.campaigns import cards, posting
from core.campaigns.model import Campaign, Whom
from core.chat.texts import Texts, load
from core.chat.views import (
    FIELDS,
    Button,
    Buttons,
    Divider,
    Form,
    FormBlock,
    Heading,
    Note,
    OneOf,
    Paragraph,
    Quote,
)
from core.people import Language, Workplace


def preview(
    texts: Texts, campaign: Campaign, language: Language, workplace: Workplace, address: str = ""
) -> Form:
    """On a lock screen, in the chat and behind the button, as whoever reads this language has it; or in the channel."""
    in_channel = campaign.audience.whom is Whom.CHANNEL
    shown = (
        _posted(texts, campaign, workplace, address)
        if in_channel
        else _sent(texts, campaign, language, address)
    )
    test = Button(label=texts("test.title"), action="campaigns.test", ref=campaign.id)
    back = Button(label=texts("back"), action="campaigns.one", ref=campaign.id)
    return Form(
        title=texts("preview.title"),
        body=(*shown, Divider(), Paragraph(texts("test.body")), Buttons((test, back))),
        close=texts("close"),
    )


def tried(texts: Texts, campaign: Campaign, address: str = "") -> Form:
    """Behind the test that somebody has sent themselves."""
    return Form(
        title=texts("read.title"),
        body=(Note(texts("test.still")), *_still(cards.reading(texts, campaign, cards.Reader(), address))),
        close=texts("close"),
    )


def _sent(texts: Texts, campaign: Campaign, language: Language, address: str) -> tuple[FormBlock, ...]:
    spoken = replace(texts, language=language)
    from_ledger = spoken.other(load("core.ledger"))
    others = tuple(
        Button(
            label=texts(f"in_{each}").capitalize(), action="campaigns.preview", ref=f"{campaign.id}:{each}"
        )
        for each in Language
        if each in campaign.words and each is not language
    )
    return (
        *((Buttons(others),) if others else ()),
        Heading(texts("preview.lock")),
        Quote(from_ledger("hint")),
        Note(texts("preview.lock_note")),
        Heading(texts("preview.chat")),
        Quote(f"{from_ledger('title')}\n{from_ledger('body')}"),
        Divider(),
        Heading(texts("preview.behind")),
        *_still(cards.reading(spoken, campaign, cards.Reader(), address)),
    )


def _posted(texts: Texts, campaign: Campaign, workplace: Workplace, address: str) -> tuple[FormBlock, ...]:
    card = posting.card(workplace, campaign, address)
    return (
        Heading(texts("preview.channel")),
        Note(texts("preview.slack", hint=card.hint)),
        Note(texts("preview.teams")),
        Divider(),
        Heading(card.title),
        *card.blocks,
    )


def _still(form: Form) -> list[FormBlock]:
    """What stands in a form, with its choices and its buttons as words."""
    blocks: list[FormBlock] = []
    for part in form.body:
        if isinstance(part, Buttons):
            blocks.append(Note("  ".join(f"[ {each.label} ]" for each in part.items)))
        elif isinstance(part, OneOf):
            blocks += [Paragraph(part.label), *(Paragraph(f"○ {each.label}") for each in part.options)]
            blocks += [Note(part.hint), Note(f"[ {form.submit} ]")]
        elif not isinstance(part, FIELDS):
            blocks.append(part)
    return blocks
