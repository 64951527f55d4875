"""One of every form of writing an agreement together, with made-up words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from core.agreements.course import Course
from core.agreements.model import (
    AgreementId,
    Measure,
    MeasureId,
    MeasureKind,
    Owner,
    Signature,
    State,
    Wording,
)
from core.agreements.usecases import sight_of
from core.chat.texts import Texts
from core.chat.views import Card, Form
from core.drafting import cards, changes, forms, model
from core.drafting.model import FOLLOW_UP, OCCASIONS, PAPER, Comment, Draft
from core.drafting.reading import Base, Reading, Stage
from core.drafting.refs import Seen
from core.drafting.texts import TEXTS
from core.people import Language, PersonId
from core.sight import Role

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ID = AgreementId("agreement")
MEASURES = (
    Measure(id=MeasureId("m1"), kind=MeasureKind.SUPPORT, text="En kort prat hver mandag", owner=Owner.BOTH),
    Measure(
        id=MeasureId("m2"),
        kind=MeasureKind.ACCOMMODATION,
        text="Fri til avtaler på dagtid",
        owner=Owner.LEADER,
    ),
    Measure(
        id=MeasureId("m3"),
        kind=MeasureKind.EXPECTATION,
        text="Sier fra før klokken åtte ved fravær",
        owner=Owner.EMPLOYEE,
    ),
)
WORDING = Wording(
    starts_on=date(2026, 11, 23),
    ends_on=date(2028, 11, 23),
    goal="Være på jobb hver dag,\nog ha <overskudd> til *laget*.",
    strengths="Kundene spør etter meg.",
    measures=MEASURES,
    relapse_plan="Jeg ringer Jonas. Vi møtes neste dag, og begynner på nytt.",
    absence="Melding til Jonas før klokken åtte.",
    occasions=("christmas_party", "travel", "fotballkamper"),
)
FROM_PAPER = replace(WORDING, starts_on=date(2026, 6, 8), paper=date(2026, 6, 1))
AUTHORS = {
    "goal": Role.EMPLOYEE,
    "strengths": Role.LEADER,
    "m1": Role.LEADER,
    "m2": Role.EMPLOYEE,
    "m3": Role.LEADER,
    "relapse_plan": Role.EMPLOYEE,
    "absence": Role.EMPLOYEE,
    "occasions": Role.EMPLOYEE,
}
COMMENT = Comment(about="goal", who=Role.LEADER, text="Dette likte jeg.", at=NOW)
DRAFT = Draft(
    agreement=ID,
    number=7,
    wording=WORDING,
    by=Role.LEADER,
    at=NOW,
    authors=AUTHORS,
    comments=(COMMENT, replace(COMMENT, about="m1", who=Role.EMPLOYEE, text="Kanskje tirsdag?")),
)
COURSE = Course(
    agreement=ID,
    employee=PersonId("employee"),
    leader=PersonId("leader"),
    state=State.DRAFTING,
    starts_on=WORDING.starts_on,
    ends_on=WORDING.ends_on,
    draft=7,
    open=True,
)


def reading(stage: Stage, role: Role = Role.EMPLOYEE, *, running: bool = False) -> Reading:
    """The same draft at any stage, before either of the two."""
    digest = model.digest(ID, WORDING)
    other = Role.LEADER if role is Role.EMPLOYEE else Role.EMPLOYEE
    signature = Signature(who=other, number=DRAFT.number, digest=digest, at=NOW)
    sent = replace(COURSE, sent_by=Role.EMPLOYEE, signatures=(signature,))
    return Reading(
        course=sent if stage is Stage.SENT else replace(COURSE, open=stage is Stage.WRITING),
        sight=sight_of(COURSE.person(role), role),
        draft=DRAFT,
        stage=stage,
        running=running,
        today=NOW.date(),
    )


def every(language: Language) -> Iterator[tuple[str, Card | Form]]:
    """Every form there is, by name, in this language."""
    texts = Texts(TEXTS, language)
    writing, amendment = reading(Stage.WRITING), reading(Stage.WRITING, Role.LEADER, running=True)
    bare = Draft(
        agreement=ID, number=1, wording=model.empty(NOW.date()), by=Role.EMPLOYEE, at=NOW, authors={}
    )
    yield "draft_empty", cards.page(texts, replace(writing, draft=bare), "")
    yield "draft", cards.page(texts, writing, "")
    paper = replace(DRAFT, wording=FROM_PAPER)
    yield "draft_paper", cards.page(texts, replace(writing, draft=paper), "")
    yield "draft_paper_sent", cards.page(texts, replace(reading(Stage.SENT), draft=paper), "")
    in_force = reading(Stage.IN_FORCE, running=True)
    yield "draft_paper_in_force", cards.page(texts, replace(in_force, draft=paper), "")
    yield "draft_sent", cards.page(texts, reading(Stage.SENT), "")
    yield "draft_sent_leader", cards.page(texts, reading(Stage.SENT, Role.LEADER), "")
    yield "draft_moved_on", cards.page(texts, writing, "", note=texts("moved_on"))
    yield "draft_in_force", cards.page(texts, reading(Stage.IN_FORCE, running=True), "")
    yield "draft_propose", cards.page(texts, reading(Stage.IN_FORCE, running=True), "", rework=True)
    yield "draft_over", cards.page(texts, reading(Stage.OVER), "")
    yield "draft_changes", changes.changes(texts, amendment, _before(), Base.FORCE, "")
    yield "draft_unchanged", changes.changes(texts, writing, DRAFT, Base.LAST, "")
    yield "draft_leave", cards.leaving(texts, writing)
    yield "draft_give_up", cards.leaving(texts, amendment)
    yield from _forms(texts)


def _before() -> Draft:
    measures = (replace(MEASURES[0], text="En prat annenhver uke"), *MEASURES[1:])
    wording = replace(WORDING, goal="Være på jobb.", measures=measures, absence="", slowest=2)
    return replace(DRAFT, number=6, wording=wording, comments=())


def _forms(texts: Texts) -> Iterator[tuple[str, Card | Form]]:
    def seen(part: str) -> Seen:
        return Seen(id=ID, number=7, part=part)

    goal = forms.text(texts, seen("goal"), WORDING)
    yield "draft_goal", goal
    yield "draft_clash", forms.clashed(texts, goal, seen("goal").ref(), ("Være på jobb.",))
    yield "draft_measures", forms.measures(texts, seen(MeasureKind.SUPPORT), Role.EMPLOYEE)
    yield "draft_measure", forms.measure(texts, seen("m1"), Role.LEADER, MEASURES[0])
    yield "draft_strike", forms.strike(texts, seen("m1"), Role.EMPLOYEE, MEASURES[0])
    yield "draft_rhythm", forms.follow_up(texts, seen(FOLLOW_UP), WORDING)
    yield "draft_occasions", forms.kinds(texts, seen(OCCASIONS), WORDING)
    yield "draft_paper_day", forms.paper(texts, seen(PAPER), WORDING)
    yield "draft_paper_other_day", forms.paper(texts, seen(PAPER), FROM_PAPER)
    yield "draft_comment", forms.comment(texts, seen("goal"), texts("part.goal"), (WORDING.goal,))
