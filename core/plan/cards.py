"""What is read of a plan: in brief by everybody, month by month, and as members work with it."""

# Over the usual length: one short function for each page.

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

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
    Paragraph,
    Style,
)
from core.committee.model import Side
from core.committee.year import Owner, PlanState, Status
from core.people import PersonId
from core.plan.model import SIDES, Action, Plan, Step

PAGE: Final = 8
"""Actions on a page."""
BRIEF: Final = 6
"""Actions that everybody reads first."""

Names = Mapping[PersonId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Who looks at it, and when. `side`: the party whose yes this member can give."""

    today: date
    side: Side | None = None
    names: Names
    more: tuple[int, ...] = ()
    """Other years that have a plan, or can have one."""


def owner(texts: Texts, action: Action, names: Names) -> str:
    """Who sees to it: a member by name, else by role."""
    if action.owner is Owner.MEMBER and action.member is not None:
        return names.get(action.member, texts("owner.member"))
    return texts(f"owner.{action.owner}")


def line(texts: Texts, action: Action, names: Names) -> str:
    """What it is, for whom, who sees to it, and how far it has come."""
    return texts(
        "line",
        title=action.title,
        level=texts(f"level.{action.level}"),
        owner=owner(texts, action, names),
        status=texts(f"status.{action.status}"),
    )


def year_of(plan: Plan) -> str:
    """As a button carries it."""
    return str(plan.year)


def brief(texts: Texts, plan: Plan, today: date) -> list[Block]:
    """For everybody: what comes next, of a plan that both have adopted (S181)."""
    ahead = [each for each in plan.by_day() if each.due >= today and each.status is not Status.DROPPED]
    whole = Button(label=texts("whole"), action="plan.months", ref=year_of(plan))
    return [
        Heading(texts("title", year=plan.year)),
        *(Fact(texts.day(each.due), each.title) for each in ahead[:BRIEF]),
        *([] if ahead else [Paragraph(texts("brief.done"))]),
        Buttons((whole,)),
    ]


def steps(texts: Texts, due: Sequence[tuple[Step, int]]) -> list[Block]:
    """What the year asks of members now."""
    blocks: list[Block] = []
    for step, year in due:
        go = Button(label=texts(f"go.{step}"), action="plan.show", ref=str(year), style=Style.FIRST)
        blocks += [Paragraph(texts(f"owed.{step}", year=year)), Buttons((go,))]
    return blocks


def late(texts: Texts, plan: Plan, today: date) -> list[Block]:
    """Actions whose day is past."""
    found = [each for each in plan.by_day() if each.late(today)]
    return [Fact(texts.dated(each.due), texts("owed.late", title=each.title)) for each in found[:BRIEF]]


def none(texts: Texts, year: int, *, may: bool, more: Sequence[int]) -> Form:
    """There is no plan for that year. `may`: one can be begun."""
    begin = Button(label=texts("begin"), action="plan.new", ref=str(year), style=Style.FIRST)
    return Form(
        title=texts("title", year=year),
        body=(
            Paragraph(texts("none", year=year)),
            *((Buttons((begin,)),) if may else ()),
            *_others(texts, more),
        ),
        close=texts("close"),
    )


def _others(texts: Texts, years: Sequence[int]) -> list[Block]:
    back = Button(label=texts("back"), action="committee.show")
    others = [
        Button(label=texts("title", year=each), action="plan.show", ref=str(each)) for each in years[:3]
    ]
    return [Divider(), Buttons((*others, back))]


def page(texts: Texts, plan: Plan, seen: Seen, at: int) -> Form:
    """For members: how it stands, what can be done with it, and every action."""
    state = plan.standing(seen.today)
    actions = plan.by_day()
    last = max(0, -(-len(actions) // PAGE) - 1)
    here = min(at, last)
    body: list[Block] = [Fact(texts("stands"), texts(f"state.{state}")), *_adopting(texts, plan, seen)]
    body += [Buttons(tuple(_acts(texts, plan, seen))), Divider()]
    for action in actions[here * PAGE : (here + 1) * PAGE]:
        ref = f"{plan.year}:{action.id}"
        look = Button(label=texts("look"), action="plan.action", ref=ref, about=action.title)
        body += [Fact(texts.day(action.due), line(texts, action, seen.names)), Buttons((look,))]
    if not actions:
        body.append(Paragraph(texts("empty")))
    turns = [("earlier", here - 1)] * (here > 0) + [("later", here + 1)] * (here < last)
    if turns:
        body.append(
            Buttons(
                tuple(
                    Button(label=texts(key), action="plan.show", ref=f"{plan.year}:{n}") for key, n in turns
                )
            )
        )
    return Form(
        title=texts("title", year=plan.year),
        body=(*body, *_others(texts, [each for each in seen.more if each != plan.year])),
        close=texts("close"),
    )


def _adopting(texts: Texts, plan: Plan, seen: Seen) -> list[Block]:
    """Who has said yes, and what is missing (S199)."""
    if plan.adopted_on is not None:
        return [Fact(texts("adopted"), texts.dated(plan.adopted_on))]
    told: list[Block] = []
    for side in SIDES:
        mark = plan.marks.get(side)
        said = texts("yes_on", day=texts.dated(mark.on)) if mark else texts("yes_not_yet")
        told.append(Fact(texts(f"side.{side}"), said))
    told.append(Note(texts("adopting" if seen.side in SIDES else "adopting_others")))
    return told


def _acts(texts: Texts, plan: Plan, seen: Seen) -> list[Button]:
    """Few, and those that the plan is ready for."""
    ref, acts = year_of(plan), list[Button]()
    if plan.state is PlanState.DRAFT:
        acts.append(Button(label=texts("action.new"), action="plan.write", ref=ref))
        if seen.side in SIDES and seen.side not in plan.marks and plan.actions:
            yes = Button(
                label=texts("yes"), action="plan.agree", ref=f"{ref}:{plan.wording}", style=Style.FIRST
            )
            acts.append(yes)
    if plan.state is PlanState.ADOPTED:
        if plan.reviewed_on is None and plan.standing(seen.today) is PlanState.IN_PROGRESS:
            acts.append(Button(label=texts("reviewed"), action="plan.reviewed", ref=ref))
        acts.append(Button(label=texts("reopen.name"), action="plan.ask_reopen", ref=ref))
    acts += [
        Button(label=texts("words.name"), action="plan.words", ref=ref),
        Button(label=texts("months"), action="plan.months", ref=ref),
    ]
    return acts


def months(texts: Texts, plan: Plan, names: Names, *, member: bool) -> Form:
    """The wheel of the year in words: every action under its month."""
    body: list[Block] = [Fact(texts("stands"), texts(f"state.{plan.state}"))] if member else []
    for _, group in groupby(plan.by_day(), key=lambda each: each.due.month):
        some = list(group)
        body.append(Heading(texts.month(some[0].due)))
        body += [Fact(texts.day(each.due), line(texts, each, names)) for each in some]
    if not plan.actions:
        body.append(Paragraph(texts("empty")))
    sheet = Button(label=texts("sheet.name"), action="plan.sheet", ref=year_of(plan))
    back = Button(label=texts("back"), action="committee.show")
    body += [Divider(), Buttons((sheet, back))]
    return Form(title=texts("title", year=plan.year), body=tuple(body), close=texts("close"))


def sheet(texts: Texts, offered: Sequence[FormBlock]) -> Form:
    """The files: the whole plan with its wheel, and what goes into the plan for HSE (S130, S179)."""
    return Form(
        title=texts("sheet.name"),
        body=(Paragraph(texts("sheet.body")), *offered),
        close=texts("close"),
    )


def ask_reopen(texts: Texts, plan: Plan) -> Form:
    """What it means."""
    return Form(
        title=texts("reopen.name"),
        body=(Paragraph(texts("reopen.body")),),
        action="plan.reopen",
        submit=texts("reopen.name"),
        ref=year_of(plan),
        close=texts("keep"),
        even=True,
    )
