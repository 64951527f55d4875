"""The agreement's own page, and the forms that lead away from it."""

# Long, because one page leads to all of them, and they are read side by side.

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.agreements.course import Course, Lead, Move, Step, other
from core.agreements.model import RUNNING, AgreementId, Route, State, Terms
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    DatePick,
    Fact,
    Field,
    Form,
    Heading,
    Note,
    OneOf,
    Option,
    Paragraph,
    Quote,
    SomeOf,
)
from core.sight import Role

TALKED = "talked"
LOG = 12
"""How many of the newest steps are shown."""
VERBS = {"change": "pause"}
"""Presses that say something else than what they do: in a pause, another day for its end is one more pause."""
NEAR = 30
"""Days before the end from which the last talk is spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    An agreement as one of its parties is to see it now.

    `route` is the employee's own and None for the leader; `following` is the next of the leader's agreements;
    `answered`: whether the other is still at the workplace, and can say yes to anything.
    """

    course: Course
    role: Role
    state: State
    now: datetime
    today: date
    names: Mapping[Role, str]
    route: Route | None = None
    following: AgreementId | None = None
    answered: bool = True

    @property
    def leaving(self) -> bool:
        """Whether a withdrawal is under way, which only the employee may know."""
        return self.role is Role.EMPLOYEE and self.course.leaving_at is not None and self.state in RUNNING

    @property
    def has_proposed_settling(self) -> bool:
        """Whether only the other's word is missing; while nobody is there to say it, the employee's own is enough."""
        course = self.course
        mine = course.proposed is Move.SETTLED and course.proposed_by is self.role
        return mine and course.lead is Lead.IN and self.answered

    @property
    def near_its_end(self) -> bool:
        return self.state in RUNNING and 0 <= (self.course.ends_on - self.today).days <= NEAR


def page(texts: Texts, at: Standing) -> Form:
    """How it stands, what can be done, and what has happened."""
    course = at.course
    names = {"employee": at.names[Role.EMPLOYEE], "leader": at.names[Role.LEADER]}
    body: list[Block | Field] = [] if course.lead is Lead.NONE else [Heading(texts("with", **names))]
    body += [*_lead(texts, at), *_standing(texts, at)]
    body += _proposals(texts, at)
    if at.state in RUNNING and not at.leaving:
        body += [_buttons(texts, course, row) for row in _moves(at)]
    body += [*_reading(texts, at), *_log(texts, at)]
    if at.state in RUNNING and not at.leaving:
        body += _who(texts, at)
        body.append(_buttons(texts, course, ("withdraw" if at.role is Role.EMPLOYEE else "end",)))
    if at.following:
        body.append(Buttons((Button(label=texts("next"), action="life.show", ref=at.following),)))
    return Form(title=texts("title"), body=tuple(body), close=texts("close"))


def _who(texts: Texts, at: Standing) -> list[Block]:
    """The people around it; in rows that fit a narrow screen."""
    deputy = (("deputy", "around.deputy"),) if at.course.lead is Lead.IN else ()
    rows: list[tuple[tuple[str, str], ...]] = [(("group", "group.page"), *deputy)]
    if at.role is Role.EMPLOYEE:
        rows.append((("leader", "around.choose"),))
    return [
        Buttons(
            tuple(
                Button(label=texts(f"press.{key}"), action=action, ref=at.course.agreement)
                for key, action in row
            )
        )
        for row in rows
    ]


def _lead(texts: Texts, at: Standing) -> list[Block]:
    if at.course.lead is Lead.IN or at.state not in RUNNING:
        return []
    return [Paragraph(texts(f"lead.{at.course.lead}", leader=at.names[Role.LEADER]))]


def _standing(texts: Texts, at: Standing) -> list[Block]:
    course = at.course
    if at.leaving and course.leaving_at:
        words = texts("leaving", day=texts.day(course.leaving_at), time=texts.hour(course.leaving_at))
        return [Paragraph(words), _buttons(texts, course, ("stay",))]
    until = course.paused_until if at.state is State.PAUSED else None
    blocks: list[Block] = [
        Paragraph(texts(f"state.{at.state}", **({"day": texts.day(until)} if until else {})))
    ]
    if at.state in RUNNING:
        blocks.append(Note(texts("until", day=texts.dated(course.ends_on))))
    if at.state is State.RELAPSE_PLAN and at.role is Role.EMPLOYEE:
        blocks.append(Note(texts("plan.call")))
    if at.near_its_end:
        blocks.append(Paragraph(texts("last_talk")))
    if at.route and at.route.quiet_on(at.today) and at.state in RUNNING:
        until = at.route.quiet_until
        blocks.append(Paragraph(texts("quiet_until", day=texts.day(until)) if until else texts("quiet_on")))
        blocks.append(Note(texts("quiet_means")))
    return blocks


def _proposals(texts: Texts, at: Standing) -> list[Block]:
    course, names = at.course, at.names
    mine = course.proposed_by is at.role
    if at.state not in RUNNING or at.leaving:
        return []
    blocks: list[Block] = []
    if at.state is State.RELAPSE_PLAN and at.role is Role.LEADER:
        blocks.append(Paragraph(texts("plan.met", employee=names[Role.EMPLOYEE])))
    if course.open:
        blocks.append(Paragraph(texts("amendment")))
    if course.proposed is Move.OPENED_PLAN and at.state is not State.RELAPSE_PLAN:
        words = {"employee": names[Role.EMPLOYEE]} if mine else {"leader": names[Role.LEADER]}
        blocks.append(Paragraph(texts("plan.waiting" if mine else "plan.proposed", **words)))
    if course.proposed is Move.SETTLED and (not mine or at.has_proposed_settling):
        key = "settle.waiting" if mine else "settle.proposed"
        blocks.append(Paragraph(texts(key, name=names[other(at.role)])))
    return blocks


def _moves(at: Standing) -> list[tuple[str, ...]]:
    """What this person may do now, in rows that fit a narrow screen; Teams cuts off what does not."""
    match at.state:
        case State.RELAPSE_PLAN:
            rows: list[tuple[str, ...]] = [("plan",) if at.has_proposed_settling else ("plan", "settle")]
        case State.PAUSED:
            rows = [("plan",), ("resume", "change")]
        case _:
            rows = [("plan", "pause")]
    if at.route is not None:
        rows.append(("loud" if at.route.quiet_on(at.today) else "quiet", "slower"))
    return rows


def _reading(texts: Texts, at: Standing) -> list[Block]:
    if at.state in {State.DRAFTING, State.SIGNING}:
        label = "to_draft"
    else:
        label = "draft" if at.course.open else "read"
    if at.state is State.CANCELLED:
        return []
    press = Button(label=texts(f"press.{label}"), action="drafting.page", ref=at.course.agreement)
    if label == "to_draft":
        return [Buttons((press,))]
    copied = Button(label=texts("press.copy"), action="life.copy", ref=at.course.agreement)
    rows: list[Block] = [Buttons((press, copied))]
    if at.course.open:
        force = Button(label=texts("press.read"), action="life.text", ref=at.course.agreement)
        rows = [Buttons((press, force)), Buttons((copied,))]
    meetings = Button(label=texts("press.meetings"), action="meetings.page", ref=at.course.agreement)
    log = Button(label=texts("press.log"), action="evaluations.log", ref=at.course.agreement)
    rows.append(Buttons((meetings, log)))
    if at.role is Role.EMPLOYEE:
        code = Button(label=texts("press.code"), action="around.recovery", ref=at.course.agreement)
        own = Button(label=texts("press.mine"), action="checkins.mine", ref=at.course.agreement)
        rows.append(Buttons((own, code)))
    return rows


def _buttons(texts: Texts, course: Course, verbs: tuple[str, ...]) -> Buttons:
    return Buttons(
        tuple(
            Button(label=texts(f"press.{verb}"), action=f"life.{VERBS.get(verb, verb)}", ref=course.agreement)
            for verb in verbs
        )
    )


def _log(texts: Texts, at: Standing) -> list[Block]:
    steps = at.course.steps_at(at.now)[-LOG:]
    if at.leaving or not steps:
        return []
    facts = [
        # The day and not the minute: when in the night somebody signed is nobody's to read.
        Fact(
            texts.dated(step.at.astimezone(ZoneInfo(texts.zone)).date()),
            told(texts, at.course, at.names, step),
        )
        for step in reversed(steps)
    ]
    return [Heading(texts("log")), *facts]


def told(texts: Texts, course: Course, names: Mapping[Role, str], step: Step) -> str:
    """A step in words, with who made it; what an earlier leader did does not get the present one's name."""
    name = texts("earlier_leader") if course.led_earlier(step) else names[step.who]
    return f"{texts(f'move.{step.what}')} ({name})"


def pause(texts: Texts, id: AgreementId, suggestion: date, *, on: bool = False) -> Form:
    """Until when; `on` where it is a pause already, and another day is wanted."""
    return Form(
        title=texts("press.change" if on else "press.pause"),
        body=(
            Paragraph(texts("pause.body")),
            DatePick(name="until", label=texts("pause.until"), value=suggestion.isoformat()),
            Note(texts("pause.long")),
        ),
        action="life.paused",
        submit=texts("press.change" if on else "press.pause"),
        ref=id,
        close=texts("close"),
    )


def quiet(texts: Texts, id: AgreementId) -> Form:
    """For as long as one wishes; a day, if one wants to be reminded again without having to think of it."""
    return Form(
        title=texts("press.quiet"),
        body=(
            Paragraph(texts("quiet_asked")),
            DatePick(name="until", label=texts("quiet_day"), hint=texts("quiet_hint"), required=False),
        ),
        action="life.quieted",
        submit=texts("press.quiet"),
        ref=id,
        close=texts("close"),
    )


def slower(texts: Texts, id: AgreementId, terms: Terms, route: Route) -> Form:
    """The employee's own choice, down to the agreed floor."""
    now = route.cadence.then_every if route.cadence != terms.cadence else 1
    choices = [Option(value="1", label=texts("slower.agreed"))]
    choices += [Option(value=str(n), label=texts("slower.weeks", n=n)) for n in range(2, terms.slowest + 1)]
    return Form(
        title=texts("press.slower"),
        body=(
            Paragraph(texts("slower.body")),
            OneOf(name="every", label=texts("slower.every"), options=tuple(choices), value=str(now)),
        ),
        action="life.slowed",
        submit=texts("save"),
        ref=id,
        close=texts("close"),
    )


def plan(texts: Texts, at: Standing, terms: Terms) -> Form:
    """The plan, to be used by the employee's choice; from the leader a proposal after a talk; in use, to be read."""
    # An agreement that was taken in may have its plan on paper.
    words: list[Block] = [Quote(terms.relapse_plan)] if terms.relapse_plan else [Note(texts("plan.on_paper"))]
    mine, in_use = at.role is Role.EMPLOYEE, at.state is State.RELAPSE_PLAN
    body: list[Block | Field] = [Paragraph(texts("plan.employee"))] if mine and not in_use else []
    body += words
    if in_use or mine:
        body += [] if in_use else [Note(_told(texts, at))]
        body.append(Note(texts("plan.call")))
    else:
        body += [Paragraph(texts("plan.leader", employee=at.names[Role.EMPLOYEE])), _tick(texts, "plan")]
    return Form(
        title=texts("press.plan"),
        body=tuple(body),
        action="" if in_use else "life.planned",
        submit="" if in_use else texts("plan.submit" if mine else "plan.propose"),
        ref=at.course.agreement,
        close=texts("close"),
        even=not in_use,
    )


def _told(texts: Texts, at: Standing) -> str:
    """Who is told, and when: nobody, while nobody leads."""
    led = at.course.lead is Lead.IN
    return texts("plan.told", leader=at.names[Role.LEADER]) if led else texts("plan.told_nobody")


def withdraw(texts: Texts, ref: str, *, night: bool) -> Form:
    """The second of two presses; staying and leaving look alike. `ref` carries what is promised here."""
    body = [Paragraph(texts("withdraw.body"))]
    if night:
        body.append(Paragraph(texts("withdraw.night")))
    return Form(
        title=texts("press.withdraw"),
        body=tuple(body),
        action="life.withdrew",
        submit=texts("withdraw.submit"),
        ref=ref,
        close=texts("withdraw.keep"),
        even=True,
    )


def end(texts: Texts, id: AgreementId, employee: str) -> Form:
    """The leader's end, after a conversation."""
    return Form(
        title=texts("press.end"),
        body=(Paragraph(texts("end.body", employee=employee)), _tick(texts, "end")),
        action="life.ended",
        submit=texts("end.submit"),
        ref=id,
        close=texts("close"),
    )


def _tick(texts: Texts, what: str) -> SomeOf:
    option = Option(value="yes", label=texts(f"{what}.talked_yes"))
    return SomeOf(name=TALKED, label=texts(f"{what}.talked"), options=(option,))
