"""The forms of the plan, and what was filled in."""

# Over the usual length: each form stands beside what reads it.

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from core.chat.flows import Turn
from core.chat.legible import legible
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    DatePick,
    Divider,
    Field,
    Form,
    LongText,
    Note,
    OneOf,
    Option,
    Paragraph,
    ShortText,
    SomeOf,
    Style,
)
from core.committee.year import COMMITTEES, Level, Owner, Status, Tag, for_the_committee
from core.people import Person, PersonId
from core.plan.model import MOST_TITLE, MOST_WORDS, Action, Plan
from core.plan.suggestions import Suggestion
from core.plan.usecases import Progress, Wanted

CARRY: Final = "carry"
IS: Final = "is:"
"""Before a member in a list of owners, so that nobody can be mistaken for a role."""
WORDS: Final = ("evaluation", "cooperation", "proposals")


def again(form: Form, ref: str) -> Form:
    """The same form, of the version that was seen: what somebody else did meanwhile is told when it can be saved."""
    return replace(form, ref=ref)


def first(told: str) -> tuple[Block, ...]:
    return (Paragraph(told),) if told else ()


def new(texts: Texts, year: int, suggestions: Sequence[Suggestion], *, last_year: bool) -> Form:
    """Last year's, if there was one, and suggestions by level. Nothing is ticked but last year's."""
    carry = SomeOf(
        name=CARRY,
        label=texts("new.last_year"),
        options=(Option(value=CARRY, label=texts("new.carry", year=year - 1)),),
        value=(CARRY,),
    )
    lists = [
        SomeOf(
            name=level.value,
            label=texts(f"new.{level}"),
            options=tuple(
                Option(value=each.id, label=each.title[texts.language])
                for each in suggestions
                if each.level is level
            ),
        )
        for level in COMMITTEES
    ]
    return Form(
        title=texts("title", year=year),
        body=(
            Paragraph(texts("new.body")),
            *((carry,) if last_year else ()),
            *(each for each in lists if each.options),
        ),
        action="plan.begin",
        submit=texts("begin"),
        ref=str(year),
        close=texts("close"),
    )


def chosen(turn: Turn, suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """What was ticked, and is there."""
    ticked = {each for level in COMMITTEES for each in _some(turn, level.value)}
    return [each for each in suggestions if each.id in ticked]


def carries(turn: Turn) -> bool:
    """Whether last year's come along."""
    return CARRY in _some(turn, CARRY)


def action(
    texts: Texts, year: int, members: Sequence[Person], there: Action | None = None, told: str = ""
) -> Form:
    """A new one, or one of a draft. `told` is what somebody else did meanwhile."""
    ref = f"{year}:{there.id}:{there.version}" if there else str(year)
    strike = Button(label=texts("strike"), action="plan.strike", ref=ref, style=Style.GRAVE)
    return Form(
        title=texts("action.name"),
        body=(
            *first(told),
            ShortText(
                name="title",
                label=texts("action.title"),
                most=MOST_TITLE,
                value=there.title if there else "",
                required=True,
            ),
            OneOf(
                name="level",
                label=texts("action.level"),
                hint=texts("action.level_hint"),
                options=tuple(Option(value=each, label=texts(f"level.{each}")) for each in COMMITTEES),
                value=there.level if there else Level.UNIVERSAL,
                required=True,
            ),
            DatePick(name="due", label=texts("action.due"), value=there.due.isoformat() if there else ""),
            _owner(texts, members, there),
            SomeOf(
                name="tags",
                label=texts("action.tags"),
                options=tuple(Option(value=each, label=texts(f"tag.{each}")) for each in Tag),
                value=tuple(sorted(there.tags)) if there else (),
            ),
            *((Divider(), Buttons((strike,))) if there else ()),
        ),
        action="plan.save",
        submit=texts("save"),
        ref=ref,
        close=texts("close"),
    )


def _owner(texts: Texts, members: Sequence[Person], there: Action | None) -> Field:
    roles = [Option(value=each, label=texts(f"owner.{each}")) for each in Owner if each is not Owner.MEMBER]
    people = [Option(value=f"{IS}{each.id}", label=each.name) for each in members]
    value = ""
    if there is not None:
        mine = f"{IS}{there.member}"
        value = there.owner if there.owner is not Owner.MEMBER else mine
        if value not in {each.value for each in (*roles, *people)}:
            value = ""
    return OneOf(
        name="owner",
        label=texts("action.owner"),
        options=(*people, *roles),
        value=value,
        required=True,
        compact=True,
        prompt=texts("choose"),
    )


def progress(texts: Texts, plan: Plan, members: Sequence[Person], there: Action, told: str = "") -> Form:
    """How an action of an adopted plan goes."""
    return Form(
        title=texts("action.name"),
        body=(
            *first(told),
            Paragraph(there.title),
            Note(texts("action.about", day=texts.dated(there.due), level=texts(f"level.{there.level}"))),
            OneOf(
                name="status",
                label=texts("action.status"),
                options=tuple(Option(value=each, label=texts(f"status.{each}")) for each in Status),
                value=there.status,
                required=True,
            ),
            LongText(
                name="evaluation",
                label=texts("action.evaluation"),
                hint=texts("no_names"),
                most=MOST_WORDS,
                value=there.evaluation,
            ),
            _owner(texts, members, there),
        ),
        action="plan.follow",
        submit=texts("save"),
        ref=f"{plan.year}:{there.id}:{there.version}",
        close=texts("close"),
    )


def words(texts: Texts, plan: Plan, *, may_end: bool, told: str = "") -> Form:
    """What the committee says of the year; and the end of it."""
    end = Button(label=texts("end.name"), action="plan.end", ref=str(plan.year))
    return Form(
        title=texts("words.name"),
        body=(
            *first(told),
            Paragraph(texts("words.body")),
            *(
                LongText(
                    name=name,
                    label=texts(f"words.{name}"),
                    hint=texts("no_names"),
                    most=MOST_WORDS,
                    value=getattr(plan, name),
                )
                for name in WORDS
            ),
            *((Divider(), Note(texts("end.note")), Buttons((end,))) if may_end else ()),
        ),
        action="plan.say",
        submit=texts("save"),
        ref=f"{plan.year}:{plan.told}",
        close=texts("close"),
    )


def read_action(turn: Turn, year: int, members: Sequence[Person]) -> Wanted | dict[str, str]:
    """As filled in, or what to mend. Raises Indicated for the level that is not the committee's."""
    texts, errors = turn.texts, dict[str, str]()
    title = legible(_text(turn, "title"))
    if not title or len(title) > MOST_TITLE:
        errors["title"] = texts("wrong.length", most=MOST_TITLE)
    level = _text(turn, "level")
    if level not in list(Level):
        errors["level"] = texts("choose")
    else:
        for_the_committee(Level(level))
    due = _day(_text(turn, "due"))
    if due is None or due.year != year:
        errors["due"] = texts("wrong.due", year=year)
    owner = _read_owner(turn, members)
    if owner is None:
        errors["owner"] = texts("choose")
    if errors or owner is None or due is None:
        return errors
    tags = frozenset(Tag(each) for each in _some(turn, "tags") if each in list(Tag))
    return Wanted(title=title, level=Level(level), due=due, owner=owner[0], member=owner[1], tags=tags)


def read_progress(turn: Turn, members: Sequence[Person]) -> Progress | dict[str, str]:
    """As filled in, or what to mend."""
    texts, errors = turn.texts, dict[str, str]()
    status = _text(turn, "status")
    if status not in list(Status):
        errors["status"] = texts("choose")
    owner = _read_owner(turn, members)
    if owner is None:
        errors["owner"] = texts("choose")
    evaluation = _lines(_text(turn, "evaluation"))
    if len(evaluation) > MOST_WORDS:
        errors["evaluation"] = texts("wrong.length", most=MOST_WORDS)
    if errors or owner is None:
        return errors
    return Progress(status=Status(status), evaluation=evaluation, owner=owner[0], member=owner[1])


def read_words(turn: Turn) -> Sequence[str] | Mapping[str, str]:
    """The three texts, in the order of WORDS; or what to mend."""
    said = [_lines(_text(turn, name)) for name in WORDS]
    errors = {
        name: turn.texts("wrong.length", most=MOST_WORDS)
        for name, text in zip(WORDS, said, strict=True)
        if len(text) > MOST_WORDS
    }
    return errors or said


def _read_owner(turn: Turn, members: Sequence[Person]) -> tuple[Owner, PersonId | None] | None:
    given = _text(turn, "owner")
    if given.startswith(IS):
        id = PersonId(given.removeprefix(IS))
        return (Owner.MEMBER, id) if id in {each.id for each in members} else None
    roles = [each for each in Owner if each is not Owner.MEMBER]
    return (Owner(given), None) if given in roles else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _lines(text: str) -> str:
    return "\n".join(filter(None, map(legible, text.splitlines())))


def _text(turn: Turn, name: str) -> str:
    given = turn.values.get(name) or ""
    return given.strip() if isinstance(given, str) else ""


def _some(turn: Turn, name: str) -> tuple[str, ...]:
    given = turn.values.get(name) or ()
    return (given,) if isinstance(given, str) else given
