"""The words as those who say yes to them read them: in every language, with the right answer, and what a correction changes."""

from collections.abc import Iterator

from core.campaigns import cards
from core.campaigns.model import Campaign, State, Words
from core.chat.texts import Texts
from core.chat.views import Block, Divider, Fact, Heading, Link, Note, Paragraph, Quote
from core.people import Language


def said(texts: Texts, campaign: Campaign, address: str = "") -> tuple[Block, ...]:
    """What somebody is to say yes to, whole; else in the reader's own language."""
    if campaign.state is State.PROPOSED:
        return every(texts, campaign, address)
    words = campaign.says(texts.language)
    if words is None:
        return (Paragraph(texts("nothing_written")), *_picture(texts, campaign, address))
    if campaign.correction is not None:
        return (Heading(words.title),)
    missing = ", ".join(texts(f"in_{each}") for each in cards.missing(campaign))
    return (
        Heading(words.title or texts("untitled")),
        *cards.told(texts, words, campaign.link),
        *_asked(texts, campaign, words),
        *_picture(texts, campaign, address),
        *((Note(texts("falls_back", languages=missing)),) if missing else ()),
    )


def every(texts: Texts, campaign: Campaign, address: str = "") -> tuple[Block, ...]:
    """All of it, each language under its name."""
    blocks: list[Block] = []
    for language in Language:
        if words := campaign.words.get(language):
            blocks += [Divider(), Heading(texts(f"in_{language}").capitalize())]
            blocks += [Paragraph(words.title or texts("untitled")), *_quoted(words.body)]
            blocks += _asked(texts, campaign, words)
    leads = (Link(texts("link"), campaign.link),) if campaign.link else ()
    return (*blocks, Divider(), *leads, *_picture(texts, campaign, address))


def _quoted(body: str) -> tuple[Quote, ...]:
    return (Quote(body),) if body else ()


def _asked(texts: Texts, campaign: Campaign, words: Words) -> tuple[Block, ...]:
    if not words.options:
        return ()
    lines = "\n".join((words.question, *(f"– {each}" for each in words.options)))
    right = campaign.right
    if right is None or right >= len(words.options):
        return (Quote(lines),)
    return Quote(lines), Fact(texts("words.right"), words.options[right])


def _picture(texts: Texts, campaign: Campaign, address: str) -> tuple[Block, ...]:
    """Whether there is one, and, while it can be changed, how."""
    how = campaign.state is State.DRAFT
    if not campaign.picture:
        return (Note(texts("picture.none")),) if how else ()
    shows = Fact(texts("picture.shows"), campaign.picture_says)
    return (*cards.shown(campaign, address), shows, *((Note(texts("picture.how")),) if how else ()))


def correction(texts: Texts, campaign: Campaign, lacks: str = "both") -> tuple[Block, ...]:
    """Every field that is changed, with its language, before and after; and whose yes it lacks."""
    if campaign.correction is None:
        return ()
    blocks: list[Block] = [Divider(), Heading(texts("correction.title"))]
    for what, before, after in _changes(texts, campaign):
        blocks += [
            Paragraph(what),
            Note(texts("correction.before")),
            Quote(before or texts("correction.empty")),
        ]
        blocks += [Note(texts("correction.after")), Quote(after or texts("correction.empty"))]
    return (*blocks, Note(texts(f"holds.{lacks}")))


def _changes(texts: Texts, campaign: Campaign) -> Iterator[tuple[str, str, str]]:
    for language in Language:
        before = campaign.words.get(language, Words("", ""))
        after = campaign.newest_words.get(language, before)
        for key, old, new in (("name", before.title, after.title), ("text", before.body, after.body)):
            if old != new:
                yield texts(f"correction.{key}", language=texts(f"in_{language}")), old, new
    if campaign.newest_link != campaign.link:
        yield texts("words.link"), campaign.link, campaign.newest_link
