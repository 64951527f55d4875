"""The forms of a wish for a talk: the phone first, then whom, and before it is sent when they will hear of it."""

from collections.abc import Sequence
from datetime import datetime

from core import workdays
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Divider,
    Fact,
    Form,
    FormBlock,
    Heading,
    Note,
    OneOf,
    Option,
    Paragraph,
    PersonPick,
    Quote,
)
from core.contacts.helplines import phone
from core.talks.model import Answer, Part, Soon, Talk
from core.talks.usecases import Candidate


def phones(texts: Texts) -> tuple[Block, ...]:
    """Whoever needs somebody now calls; nothing here takes the place of that. First the one that answers at all hours."""
    return (
        Fact(texts("phone.mental"), phone("mental")),
        Fact(texts("phone.akan"), phone("akan")),
        Fact(texts("phone.emergency"), phone("emergency")),
    )


def ask(texts: Texts, people: Sequence[Candidate], mine: Sequence[tuple[Talk, str]]) -> Form:
    """The phone, what is on its way, and whom one can ask."""
    body: list[FormBlock] = [
        Paragraph(texts("now")),
        *phones(texts),
        Note(texts("nobody_watches")),
        Divider(),
    ]
    body += _mine(texts, mine)
    if not people:
        return Form(title=texts("title"), body=(*body, Paragraph(texts("nobody"))), close=texts("close"))
    soon = tuple(Option(value=each, label=texts(f"soon.{each}")) for each in Soon)
    return Form(
        title=texts("title"),
        body=(
            *body,
            Heading(texts("at_work")),
            PersonPick(
                name="to",
                label=texts("whom"),
                options=tuple(
                    Option(value=each.person.id, label=f"{each.person.name} ({texts(f'part.{each.part}')})")
                    for each in people
                ),
            ),
            OneOf(name="soon", label=texts("how_soon"), options=soon, required=True),
        ),
        action="talks.chosen",
        submit=texts("next"),
        close=texts("close"),
    )


def _mine(texts: Texts, mine: Sequence[tuple[Talk, str]]) -> list[Block]:
    body: list[Block] = []
    for talk, name in mine:
        words = texts(
            f"mine.{talk.answer}", name=name, day=texts.day(talk.asked_at), time=texts.hour(talk.asked_at)
        )
        body.append(Paragraph(words))
        if talk.answer is Answer.NONE:
            body.append(
                Buttons(
                    (Button(label=texts("take_back"), action="talks.take_back", ref=talk.id, about=name),)
                )
            )
    return [*body, Divider()] if body else []


def confirm(texts: Texts, to: Candidate, soon: Soon, now: datetime, heard: datetime, told: datetime) -> Form:
    """What is sent and when, before the yes; both answers are equal."""
    name = to.person.name
    body: list[FormBlock] = [
        Heading(name),
        Paragraph(
            texts("hears_now", name=name)
            if heard <= now
            else texts("hears_at", name=name, **_when(texts, heard))
        ),
        Paragraph(texts("opens", name=name, soon=_reads(texts, soon, now, heard))),
        Paragraph(texts("told", name=name, **_when(texts, told))),
    ]
    if heard > now:
        body += [Paragraph(texts("before_that")), *phones(texts)]
    return Form(
        title=texts("title"),
        body=tuple(body),
        action="talks.send",
        submit=texts("yes"),
        ref=f"{to.person.id}:{soon}:{int(heard.timestamp())}",
        close=texts("no"),
        even=True,
    )


def _reads(texts: Texts, soon: Soon, now: datetime, heard: datetime) -> str:
    """How soon, as it will be read: what is heard of on another day does not say «today» of this one."""
    another = workdays.local_date(now, texts.zone) != workdays.local_date(heard, texts.zone)
    return texts("reads.that_day") if another and soon is Soon.TODAY else texts(f"reads.{soon}")


def _when(texts: Texts, at: datetime) -> dict[str, str]:
    return {"day": texts.day(at), "time": texts.hour(at)}


def sent(texts: Texts, talk: Talk, name: str) -> Form:
    """As it stands, with a way back."""
    return Form(
        title=texts("title"), body=(*_mine(texts, [(talk, name)]), *phones(texts)), close=texts("close")
    )


def got(texts: Texts, talk: Talk, name: str, now: datetime) -> Form:
    """For the one who was asked: a first sentence, and two equal answers."""
    body: list[FormBlock] = [
        Paragraph(texts("got", name=name, soon=_reads(texts, talk.soon, now, talk.heard_at))),
        # The day on which they could hear of it: that somebody was awake at two in the night is nobody's to read.
        Fact(texts("asked_on"), texts.day(talk.heard_at)),
        Heading(texts("sentence")),
        Quote(
            texts(
                f"first.{'leader' if talk.part is Part.LEADER else 'other'}", name=name.split(maxsplit=1)[0]
            )
        ),
        Note(texts("listen")),
        Note(texts("secret", name=name)),
        Note(texts("advice")),
    ]
    if talk.answer is not Answer.NONE:
        body.insert(0, Paragraph(texts(f"said.{talk.answer}")))
    cannot = Button(label=texts("cannot"), action="talks.cannot", ref=talk.id)
    return Form(
        title=texts("title"),
        body=(*body, Buttons((cannot,))),
        action="talks.coming",
        submit=texts("coming"),
        ref=talk.id,
        close=texts("close"),
        even=True,
    )


def heard(texts: Texts, talk: Talk, name: str) -> Form:
    """For the one who asked: the answer, or that there is none yet; and the way to somebody else."""
    key = {Answer.NONE: "silence", Answer.COMING: "comes", Answer.CANNOT: "cannot_now"}[talk.answer]
    body: list[FormBlock] = [Paragraph(texts(key, name=name))]
    if talk.answer is not Answer.COMING:
        other = Button(label=texts("somebody_else"), action="talks.ask")
        body += [Buttons((other,)), *phones(texts), Note(texts("nobody_watches"))]
    return Form(title=texts("title"), body=tuple(body), close=texts("close"))
