"""What a recipient reads, and the lists and figures. Over 200 lines: the same words are shown in all of these places."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.campaigns.library import Theme
from core.campaigns.model import Audience, Campaign, Whom, Words
from core.campaigns.ports import Post, Stood
from core.campaigns.progress import TENTHS, Progress
from core.campaigns.voting import Counted
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Divider,
    Done,
    Fact,
    Field,
    Form,
    FormBlock,
    Heading,
    Link,
    Note,
    OneOf,
    Option,
    Paragraph,
    Picture,
    Quote,
)
from core.people import Language

SHOWN: Final = 8
"""Campaigns on a page."""
PATH: Final = "/campaign/"
"""Where pictures are served, each under its random name."""
FULL, EMPTY = "▓", "░"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a reader has done with it already; `counts` is whether they can thank and answer at all."""

    counts: bool = True
    thanked: bool = False
    voted: bool = False


def shown(campaign: Campaign, address: str) -> tuple[Picture, ...]:
    """Its picture, if it has one and people can come to where it is."""
    if not (campaign.picture and address):
        return ()
    return (Picture(f"{address.rstrip('/')}{PATH}{campaign.picture}", campaign.picture_says),)


def told(texts: Texts, words: Words, link: str) -> tuple[Block, ...]:
    """Its words, the same to a person and in a channel."""
    body = [line.strip() for line in words.body.split("\n") if line.strip()]
    leads = (Link(texts("link"), link),) if link else ()
    return (*(Paragraph(line) for line in body), *leads)


def reading(texts: Texts, campaign: Campaign, reader: Reader, address: str = "") -> Form:
    """Behind the button; the same for everybody who has done the same."""
    words = campaign.says(texts.language) or Words("", "")
    body: list[FormBlock | Field] = [
        Heading(words.title),
        *shown(campaign, address),
        *told(texts, words, campaign.link),
    ]
    if campaign.edition > 1:
        body.append(Note(texts("corrected")))
    asks = bool(words.options) and reader.counts and not reader.voted
    if asks:
        body += [Divider(), _question(texts, words), Note(texts("vote.nobody"))]
    buttons = [Button(label=texts("enough"), action="campaigns.enough", ref=campaign.id)]
    if reader.counts and not reader.thanked:
        buttons.insert(0, Button(label=texts("thank.press"), action="campaigns.thank", ref=campaign.id))
    note = Note(texts("thanked" if reader.thanked else "thank.nobody"))
    body += [Divider(), Buttons(tuple(buttons)), Fact(texts("sent_to"), whom(texts, campaign.audience)), note]
    return Form(
        title=texts("read.title"),
        body=tuple(body),
        close=texts("close"),
        action="campaigns.vote" if asks else "",
        submit=texts("vote.press") if asks else "",
        ref=campaign.id if asks else "",
        even=True,
    )


def _question(texts: Texts, words: Words) -> OneOf:
    options = tuple(Option(value=str(n), label=each) for n, each in enumerate(words.options))
    return OneOf(name="answer", label=words.question, options=options, hint=texts("vote.once"))


def answered(texts: Texts, campaign: Campaign, option: int, *, counted: bool) -> Done:
    """Of a quiz, which answer is right; of a poll, that it was counted."""
    words = campaign.says(texts.language) or Words("", "")
    said = texts("vote.counted" if counted else "vote.before")
    if campaign.right is not None and campaign.right < len(words.options):
        key = "quiz.right" if option == campaign.right else "quiz.is"
        said = f"{said} {texts(key, answer=words.options[campaign.right])}"
    return Done(text=said, title=texts("read.title"), close=texts("close"))


def whom(texts: Texts, audience: Audience) -> str:
    """For whom, as a person reads it."""
    match audience.whom:
        case Whom.ROLE:
            return texts(f"role.{audience.name}")
        case Whom.EVERYBODY:
            return texts("whom.everybody")
        case _:
            return texts(f"whom.{audience.whom}_is", name=audience.name)


def titled(texts: Texts, campaign: Campaign) -> str:
    """What it is called where it is listed."""
    words = campaign.says(texts.language)
    return words.title if words and words.title else texts("untitled")


def listing(texts: Texts, found: Sequence[Campaign], at: int) -> Form:
    """For the committee all, for a resource person their own."""
    pages = max(1, -(-len(found) // SHOWN))
    here = min(at, pages - 1)
    body: list[Block] = [
        Paragraph(texts("list.body")),
        Buttons(
            (
                Button(label=texts("new"), action="campaigns.new"),
                Button(label=texts("library.title"), action="campaigns.library"),
            )
        ),
    ]
    for campaign in found[here * SHOWN : (here + 1) * SHOWN]:
        name = titled(texts, campaign)
        body += [
            Fact(name, texts(f"state.{campaign.state}")),
            Buttons((Button(label=texts("open"), action="campaigns.one", ref=campaign.id, about=name),)),
        ]
    if not found:
        body.append(Paragraph(texts("list.none")))
    there = [("newer", here - 1)] * (here > 0) + [("older", here + 1)] * (here < pages - 1)
    if there:
        turns = [Button(label=texts(key), action="campaigns.list", ref=str(n)) for key, n in there]
        body.append(Buttons(tuple(turns)))
    return Form(title=texts("title"), body=(*body, Divider(), Note(texts("list.who"))), close=texts("close"))


def library(texts: Texts, themes: Sequence[Theme]) -> Form:
    """Ready words to begin from."""
    body: list[Block] = [Paragraph(texts("library.body"))]
    for theme in themes:
        title = theme.words[texts.language].title
        look = Button(label=texts("look"), action="campaigns.theme", ref=theme.key, about=title)
        body += [Heading(title), Buttons((look,))]
    return Form(title=texts("library.title"), body=tuple(body), close=texts("close"))


def theme(texts: Texts, theme: Theme) -> Form:
    """All of it, and a way to take it."""
    words = theme.words[texts.language]
    asked: tuple[Block, ...] = ()
    if words.question:
        asked = (Divider(), Paragraph(words.question), *(Quote(each) for each in words.options))
    use = Button(label=texts("use.press"), action="campaigns.use", ref=theme.key)
    back = Button(label=texts("back"), action="campaigns.library")
    lines = tuple(Paragraph(line) for line in words.body.split("\n") if line.strip())
    return Form(
        title=texts("library.title"),
        body=(Heading(words.title), *lines, *asked, Divider(), Note(texts("use.note")), Buttons((use, back))),
        close=texts("close"),
    )


def bar(tenths: int) -> str:
    """Ten signs; what it says stands in words beside it."""
    return FULL * tenths + EMPTY * (TENTHS - tenths)


def _stood(post: Post) -> str:
    """What cannot be corrected or deleted stands there still."""
    return "stood.stands" if post.stood is Stood.FAILED and post.message else f"stood.{post.stood}"


def progress(
    texts: Texts, campaign: Campaign, how: Progress, votes: Counted | None, posts: Sequence[Post] = ()
) -> Form:
    """How far it has come, in tens, and what each class means."""
    body: list[Block] = [
        Heading(titled(texts, campaign)),
        Fact(texts("stands"), texts(f"state.{campaign.state}")),
        Paragraph(texts("bar", bar=bar(how.tenths), percent=how.tenths * 10)),
    ]
    if campaign.audience.whom is Whom.CHANNEL:
        body = body[:2] + [Paragraph(texts(_stood(each))) for each in posts]
    elif how.classes is None:
        body.append(Paragraph(texts("few")))
    else:
        body.append(Fact(texts("fate.total"), texts("about", n=how.total)))
        body += [Fact(texts(f"fate.{fate}"), number(texts, n)) for fate, n in how.classes.items()]
        body += [Note(texts("fate.note")), Divider(), *_done(texts, campaign, votes)]
    again = Button(label=texts("refresh"), action="campaigns.progress", ref=campaign.id)
    back = Button(label=texts("back"), action="campaigns.one", ref=campaign.id)
    body += [Note(texts("tens")), Buttons((again, back))]
    return Form(title=texts("progress"), body=tuple(body), close=texts("close"))


def _done(texts: Texts, campaign: Campaign, votes: Counted | None) -> tuple[Block, ...]:
    """Thanks and answers, where so many got it that they may be told."""
    if votes is None:
        return (Paragraph(texts("few_got_it")),)
    thanks, words = Fact(texts("thanks"), number(texts, votes.thanks)), campaign.says(texts.language)
    if words is None or not votes.answers:
        return thanks, Note(texts("nearly_all"))
    pairs = zip(words.options, votes.answers, strict=False)
    answers = (Fact(each, number(texts, n)) for each, n in pairs)
    return thanks, Heading(words.question), *answers, Note(texts("nearly_all"))


def number(texts: Texts, tens: int) -> str:
    """«about 40», or that it is fewer than ten, which may be none."""
    return texts("about", n=tens) if tens else texts("fewer")


def recalled(texts: Texts) -> Done:
    """It is not there any more, for whoever opens it late."""
    return Done(text=texts("recalled"), title=texts("read.title"), close=texts("close"))


def missing(campaign: Campaign) -> tuple[Language, ...]:
    """Languages that fall back to another."""
    return tuple(each for each in Language if each not in campaign.words)
