"""The forms of a check-in as the employee has them: two pages, when to be asked instead, and the thanks."""

# Long, because the pages follow upon each other, and what one of them says of who reads it holds on the next.

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.agreements.model import Terms
from core.chat import moments
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Divider,
    Fact,
    Field,
    Form,
    Heading,
    LongText,
    Note,
    OneOf,
    Option,
    Paragraph,
    Quote,
    SomeOf,
)
from core.checkins.model import MOST, Answers, CheckIn, Feels, Mood, Part, Share

MEASURE = "measure-"
"""Field names of question 3 are this and the measure's id."""


def ask(texts: Texts, checkin: CheckIn, terms: Terms, given: Answers | None) -> Form:
    """Page 1: the four questions on one screen, all optional (S82–S86). It stores for the employee alone."""
    known = given or Answers(checkin=checkin.id, agreement=checkin.agreement)
    hint = texts("privacy_hint")
    body: list[Block | Field] = [
        Paragraph(texts("intro")),
        *((_instead(texts, checkin),) if checkin.open else ()),
        OneOf(
            name="mood",
            label=texts("q1"),
            options=tuple(Option(value=mood, label=texts(f"mood.{mood}")) for mood in Mood),
            value=known.mood or "",
        ),
        LongText(name="difficult", label=texts("q2"), hint=hint, most=MOST, value=known.difficult),
    ]
    if supportive := terms.supportive():
        body.append(Paragraph(texts("q3")))
        body += [
            OneOf(
                name=f"{MEASURE}{measure.id}",
                label=measure.text,
                options=tuple(Option(value=feels, label=texts(f"feels.{feels}")) for feels in Feels),
                value=known.measures.get(measure.id, ""),
                compact=True,
                prompt=texts("choose"),
            )
            for measure in supportive
        ]
    body += [
        LongText(name="needs", label=texts("q4"), hint=hint, most=MOST, value=known.needs),
        Note(texts("not_monitored")),
    ]
    return Form(
        title=texts("title"),
        body=tuple(body),
        action="checkins.answer",
        submit=texts("next"),
        ref=checkin.id,
        close=texts("close"),
    )


def _instead(texts: Texts, checkin: CheckIn) -> Buttons:
    return Buttons(
        (
            Button(label=texts("choose_time"), action="checkins.choose", ref=checkin.id),
            Button(label=texts("skip"), action="checkins.skip", ref=checkin.id),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """
    Who reads what is shared, by name: the leader, and whoever reads for them until a day. Nobody, while nobody leads.

    `named` is the same by their ids, to be carried along in the ref. `changed`: it was others when the page was opened.
    """

    leader: str = ""
    deputy: str = ""
    until: date | None = None
    named: str = ""
    changed: bool = False


def share(
    texts: Texts,
    checkin: CheckIn,
    answers: Answers,
    terms: Terms,
    readers: Readers,
    before: Sequence[Share],
    *,
    looked: bool = False,
) -> Form:
    """
    Page 2 only shares: answer by answer, nothing ticked beforehand, and who will see it said first.

    `looked`: the person has not just answered, but looks at what they answered then.
    """
    body: list[Block | Field] = (
        [] if looked else [Paragraph(texts("readers_changed" if readers.changed else "stored"))]
    )
    if answers.mood is Mood.DIFFICULT:
        body.append(Paragraph(texts("hard_reply")))
    seen = {s.part for s in before if s.opened_at}
    waiting = {s.part for s in before if not s.opened_at}
    unshared = [part for part in answers.given() if part not in seen | waiting]
    open_to_share = unshared if readers.leader else []
    for part in answers.given():
        body.append(Heading(texts(f"part.{part}")))
        body += content(texts, _of_answers(answers, part, terms))
        if part in seen | waiting:
            body.append(Note(texts("already_read" if part in seen else "already_shared")))
    body += [Divider(), Paragraph(_who_sees(texts, readers))]
    if open_to_share:
        body.append(
            SomeOf(
                name="parts",
                label=texts("which"),
                hint=texts("which_hint"),
                options=tuple(Option(value=part, label=texts(f"part.{part}")) for part in open_to_share),
            )
        )
    return Form(
        title=texts("share_title" if readers.leader and not looked else "answers_title"),
        body=tuple(body),
        action="checkins.share",
        submit=texts("share") if open_to_share else "",
        ref=f"{checkin.id}:{readers.named}",
        close=texts("keep") if open_to_share else texts("close"),
        even=True,
    )


def _who_sees(texts: Texts, readers: Readers) -> str:
    """All who will read it in one promise: what is said of one alone is not taken back a line further down."""
    if not readers.leader:
        return texts("nobody_sees")
    if not readers.deputy or readers.until is None:
        return texts("who_sees", leader=readers.leader)
    return texts("both_see", leader=readers.leader, name=readers.deputy, until=texts.day(readers.until))


Content = tuple[str, str, tuple[tuple[str, Feels], ...]]


def _of_answers(answers: Answers, part: Part, terms: Terms) -> Content:
    words = {m.id: m.text for m in terms.measures}
    said = tuple((words[id], feels) for id, feels in answers.measures.items() if id in words)
    match part:
        case Part.MOOD:
            return (answers.mood or "", "", ())
        case Part.DIFFICULT:
            return ("", answers.difficult, ())
        case Part.NEEDS:
            return ("", answers.needs, ())
        case Part.MEASURES:
            return ("", "", said)


def of_share(share: Share) -> Content:
    """What a shared copy holds."""
    return (share.mood or "", share.text, share.measures)


def content(texts: Texts, what: Content) -> list[Block]:
    """One answer as it is read."""
    mood, text, measures = what
    blocks: list[Block] = []
    if mood:
        blocks.append(Quote(texts(f"mood.{mood}")))
    if text:
        blocks.append(Quote(text))
    blocks += [Fact(name, texts(f"feels.{feels}")) for name, feels in measures]
    return blocks


def choose(texts: Texts, checkin: CheckIn, suggestion: datetime, zone: str) -> Form:
    """A day and a time of one's own: kept exactly."""
    return Form(
        title=texts("choose_title"),
        body=(Paragraph(texts("choose_body")), *moments.fields(texts, suggestion, zone)),
        action="checkins.chosen",
        submit=texts("choose_submit"),
        ref=checkin.id,
        close=texts("close"),
    )


def thanks(texts: Texts, leader: str, shares: Sequence[Share]) -> Form:
    """The leader's thanks, as the employee gets it."""
    body: tuple[Block | Field, ...] = (
        Paragraph(texts("thanked", leader=leader)),
        *(Quote(share.thanks) for share in shares if share.thanks),
        Paragraph(texts("thanked_after")),
    )
    return Form(title=texts("thanked_title"), body=body, close=texts("close"))
