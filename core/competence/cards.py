"""What is read about competence: by members, by whoever has taken a course, and the guidelines by everybody."""

# Over the usual length: one short function for each page.

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    DatePick,
    Divider,
    Fact,
    Form,
    Heading,
    Link,
    Note,
    OneOf,
    Option,
    Paragraph,
    ShortText,
)
from core.committee import whom
from core.competence.model import MOST_TITLE, REFRESH, Course, Guideline, Training
from core.content.links import MOST as MOST_LINK
from core.people import Person, PersonId

PAGE: Final = 10
CHECKLIST: Final = ("model", "who", "reachable", "active", "advisers", "talk", "warnings", "form")
"""What a resource person knows, in the order of S157-S164."""


def read(texts: Texts, guideline: Guideline | None) -> list[Block]:
    """For everybody: where the guidelines are (S182)."""
    if guideline is None:
        return []
    return [
        Heading(texts("guideline.name")),
        Link(guideline.title, guideline.link),
        Note(texts("guideline.note", version=guideline.version, day=texts.dated(guideline.revise_on))),
    ]


def page(
    texts: Texts, trainings: Sequence[Training], names: Mapping[PersonId, str], to_refresh: int, at: int
) -> Form:
    """For members: the register, and what can be done."""
    last = max(0, -(-len(trainings) // PAGE) - 1)
    here = min(at, last)
    body: list[Block] = [Paragraph(texts("body")), Fact(texts("to_refresh"), str(to_refresh))]
    ways = [("note", "note"), ("courses", "courses"), ("guideline", "guideline"), ("checklist", "checklist")]
    body.append(
        Buttons(
            tuple(Button(label=texts(f"to.{key}"), action=f"competence.{action}") for key, action in ways)
        )
    )
    body.append(Divider())
    for each in trainings[here * PAGE : (here + 1) * PAGE]:
        name = names[each.person]
        strike = Button(label=texts("strike"), action="competence.strike", ref=each.id, about=name)
        body += [Fact(name, line(texts, each)), Buttons((strike,))]
    if not trainings:
        body.append(Paragraph(texts("nobody")))
    turns = [("earlier", here - 1)] * (here > 0) + [("later", here + 1)] * (here < last)
    if turns:
        body.append(
            Buttons(tuple(Button(label=texts(key), action="competence.show", ref=str(n)) for key, n in turns))
        )
    body += [Divider(), Buttons((Button(label=texts("back"), action="committee.show"),))]
    return Form(title=texts("title"), body=tuple(body), close=texts("close"))


def line(texts: Texts, training: Training) -> str:
    """Which course, when, and when it is refreshed."""
    key = "line" if training.refresh_on else "line_for_good"
    again = texts.dated(training.refresh_on) if training.refresh_on else ""
    return texts(key, course=training.course, day=texts.dated(training.took_on), again=again)


def mine(texts: Texts, trainings: Sequence[Training], courses: Sequence[Course]) -> Form:
    """For whoever has taken a course: theirs, and what is offered."""
    return Form(
        title=texts("mine.name"),
        body=(
            Paragraph(texts("mine.body")),
            *(Fact(each.course, line(texts, each)) for each in trainings),
            *_offered(texts, courses),
        ),
        close=texts("close"),
    )


def _offered(texts: Texts, courses: Sequence[Course]) -> list[Block]:
    blocks: list[Block] = [Heading(texts("courses.name"))]
    blocks += [Link(each.title, each.link) if each.link else Paragraph(each.title) for each in courses]
    return blocks if courses else [*blocks, Paragraph(texts("courses.none"))]


def courses(texts: Texts, offered: Sequence[Course]) -> Form:
    """What is offered, and a form for one more."""
    blocks: list[Block] = []
    for each in offered:
        refreshed = texts("courses.months", months=each.months) if each.months else texts("courses.for_good")
        gone = Button(label=texts("strike"), action="competence.withdraw", ref=each.id, about=each.title)
        blocks += [Fact(each.title, refreshed), Buttons((gone,))]
    return Form(
        title=texts("to.courses"),
        body=(
            *(blocks or [Paragraph(texts("courses.none"))]),
            Divider(),
            ShortText(name="title", label=texts("courses.title"), most=MOST_TITLE, required=True),
            ShortText(name="link", label=texts("link"), hint=texts("link_hint"), most=MOST_LINK),
            ShortText(
                name="months",
                label=texts("courses.ask_months"),
                hint=texts("courses.months_hint"),
                most=3,
                value=str(REFRESH),
            ),
        ),
        action="competence.offer",
        submit=texts("save"),
        close=texts("close"),
    )


def note(texts: Texts, people: Sequence[Person], offered: Sequence[Course], today: date) -> Form:
    """Who has taken which course, and when."""
    return Form(
        title=texts("to.note"),
        body=(
            Paragraph(texts("note.body")),
            *whom.fields(texts, people, texts("note.who")),
            OneOf(
                name="course",
                label=texts("note.course"),
                options=tuple(Option(value=each.id, label=each.title) for each in offered),
                required=True,
                compact=True,
                prompt=texts("choose"),
            ),
            DatePick(name="day", label=texts("note.day"), value=today.isoformat()),
        ),
        action="competence.noted",
        submit=texts("save"),
        close=texts("close"),
    )


def no_courses(texts: Texts) -> Form:
    """First there is something to take."""
    go = Button(label=texts("to.courses"), action="competence.courses")
    return Form(
        title=texts("to.note"),
        body=(Paragraph(texts("note.none")), Buttons((go,))),
        close=texts("close"),
    )


def guideline(texts: Texts, there: Guideline | None, today: date, revise_on: date, told: str = "") -> Form:
    """A version of the guidelines: where they are, and when they are looked at again."""
    return Form(
        title=texts("to.guideline"),
        body=(
            *((Paragraph(told),) if told else ()),
            Paragraph(texts("guideline.body")),
            ShortText(
                name="title",
                label=texts("guideline.title"),
                most=MOST_TITLE,
                value=there.title if there else texts("guideline.name"),
                required=True,
            ),
            ShortText(
                name="link",
                label=texts("link"),
                hint=texts("link_hint"),
                most=MOST_LINK,
                value=there.link if there else "",
                required=True,
            ),
            ShortText(
                name="version",
                label=texts("guideline.version"),
                most=30,
                value=there.version if there else "1",
                required=True,
            ),
            DatePick(name="adopted_on", label=texts("guideline.adopted"), value=today.isoformat()),
            DatePick(name="revise_on", label=texts("guideline.revise"), value=revise_on.isoformat()),
        ),
        action="competence.record",
        submit=texts("save"),
        ref=str(there.number if there else 0),
        close=texts("close"),
    )


def checklist(texts: Texts) -> Form:
    """What a resource person knows (S157-S164); nothing is ticked, and nothing is kept."""
    return Form(
        title=texts("to.checklist"),
        body=(
            Paragraph(texts("checklist.body")),
            *(Paragraph(texts("checklist.point", point=texts(f"checklist.{each}"))) for each in CHECKLIST),
            Buttons(
                (
                    Button(label=texts("guides"), action="guides.start"),
                    Button(label=texts("talk"), action="menu.talk"),
                )
            ),
        ),
        close=texts("close"),
    )
