"""The committee of a made-up workplace, its plan and what has been learnt."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from core.chat.texts import Texts
from core.chat.views import Block, Form, Note
from core.committee import cards, forms
from core.committee.model import Body, Kind, Next, Party, Side, State, Term, TermId
from core.committee.texts import TEXTS
from core.committee.year import Level, Owner, PlanState, Status, Tag, Trained
from core.competence import cards as learnt
from core.competence.model import Course, CourseId, Guideline, Training, TrainingId
from core.competence.texts import TEXTS as LEARNT
from core.people import Language, Person, PersonId, WorkplaceId
from core.plan import cards as plans
from core.plan import forms as plan_forms
from core.plan.model import Action, ActionId, Mark, Plan, Step
from core.plan.suggestions import SUGGESTIONS
from core.plan.texts import TEXTS as PLAN

HERE, TODAY = WorkplaceId("w"), date(2026, 11, 23)
BODY = Body(
    workplace=HERE,
    kind=Kind.OWN,
    name="Akan-utvalget på Fjellbruket",
    mandate="Vedtatt av daglig leder 5. januar 2026. Ligger i HMS-håndboka, kapittel 4.",
    mandate_link="https://intranett.fjellbruket.example/mandat",
    set_up_on=date(2026, 1, 5),
)
PEOPLE = [
    Person(id=PersonId(f"p{n}"), workplace=HERE, name=f"{name} Oppdiktet")
    for n, name in enumerate(("Ida", "Jonas", "Ola", "Amina", "Per"))
]
NAMES = {each.id: each.name for each in PEOPLE}
TERMS = [
    Term(
        id=TermId(f"t{n}"), workplace=HERE, person=PEOPLE[n % 5].id, party=party, starts_on=date(2025, 1, 6),
        ends_on=date(2027, 1, 5),
    )
    for n, party in enumerate(tuple(Party) * 2)
]  # fmt: skip
ACTIONS = tuple(
    Action(
        id=ActionId(f"a{n}"), title=each.title[Language.NB], level=each.level, due=date(2027, *each.on),
        owner=each.owner, tags=each.tags, status=list(Status)[n % 4],
    )
    for n, each in enumerate(SUGGESTIONS)
)  # fmt: skip
MINE = Action(
    id=ActionId("mine"), title="x" * 120, level=Level.SELECTIVE, due=date(2027, 5, 3), owner=Owner.MEMBER,
    member=PEOPLE[0].id, tags=frozenset(Tag), evaluation="Det gikk fint.",
)  # fmt: skip
DRAFT = Plan(
    workplace=HERE,
    year=2027,
    actions=(MINE, *ACTIONS),
    marks={Side.EMPLOYER: Mark(by=PEOPLE[0].id, on=TODAY)},
)
ADOPTED = replace(
    DRAFT,
    state=PlanState.ADOPTED,
    adopted_on=TODAY,
    evaluation="Et godt år.",
    cooperation="Bra.",
    proposals="Mer tid.",
)
TRAININGS = [
    Training(
        id=TrainingId(f"l{n}"), workplace=HERE, person=PEOPLE[n % 5].id, role=Trained.LEADER,
        course="Den nødvendige samtalen", took_on=date(2025, 3, 2), refresh_on=date(2027, 3, 2) if n % 2 else None,
    )
    for n in range(22)
]  # fmt: skip
COURSES = [
    Course(
        id=CourseId(f"c{n}"),
        workplace=HERE,
        title=f"Kurs nummer {n}",
        link="https://kurs.example/a",
        months=24 * (n % 2),
    )
    for n in range(12)
]
GUIDELINE = Guideline(
    workplace=HERE, number=2, title="Retningslinjer for individuell oppfølging", link="https://intranett.example/r",
    version="2", adopted_on=date(2026, 2, 2), revise_on=date(2028, 2, 2),
)  # fmt: skip


def every(language: Language) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    yield from _committee(Texts(TEXTS, language), Texts(PLAN, language), Texts(LEARNT, language))
    yield from _plan(Texts(PLAN, language))
    yield from _learnt(Texts(LEARNT, language))


def _committee(texts: Texts, plan: Texts, learned: Texts) -> Iterator[tuple[str, Form]]:
    about = cards.about(texts, BODY, TERMS[:6], NAMES)
    more = [*plans.brief(plan, ADOPTED, TODAY), *learnt.read(learned, GUIDELINE)]
    owed: Sequence[Block] = [
        *cards.lacking(texts, (Party.EMPLOYEE, Party.OCCUPATIONAL_HEALTH)),
        *cards.ending(texts, TERMS[:2], NAMES),
        *plans.steps(plan, ((Step.START, 2027), (Step.EVALUATE, 2026))),
        *plans.late(plan, ADOPTED, date(2028, 1, 1)),
    ]
    yield "committee_none", cards.none(texts, may=False)
    yield "committee_set_up", cards.none(texts, may=True)
    yield "committee", cards.page(texts, None, about, more)
    yield "committee_nobody", cards.page(texts, None, cards.about(texts, BODY, (), {}), ())
    yield "committee_member", cards.page(texts, owed, about, more)
    yield "committee_quiet", cards.page(texts, (), about, more)
    yield "committee_body", forms.body(texts, None)
    yield "committee_body_again", forms.body(texts, BODY, texts("wrong.meanwhile"))
    yield "committee_seats", cards.seats(texts, BODY, [(each, State.EXPIRING) for each in TERMS], NAMES, 0)
    settled = replace(TERMS[0], next=Next.RENEWED)
    yield "committee_seats_more", cards.seats(texts, BODY, [(settled, State.ACTIVE)] * 21, NAMES, 1)
    yield "committee_seat", forms.seat(texts, PEOPLE, TODAY)
    yield "committee_seat_nobody", forms.seat(texts, (), TODAY)
    yield "committee_term", cards.term(texts, TERMS[0], State.EXPIRING, NAMES, may=True)
    yield "committee_term_others", cards.term(texts, TERMS[0], State.EXPIRING, NAMES, may=False)
    yield "committee_term_over", cards.term(texts, replace(TERMS[0], person=None), State.ENDED, {}, may=True)
    yield "committee_leave", cards.ask_leave(texts, TERMS[0], NAMES)
    yield "committee_hand_over", cards.hand_over(texts, TERMS[0], NAMES)
    yield "committee_dissolve", forms.ask_dissolve(texts, BODY)


def _plan(texts: Texts) -> Iterator[tuple[str, Form]]:
    seen = plans.Seen(today=TODAY, side=Side.EMPLOYEES, names=NAMES, more=(2027, 2026, 2025))
    yield "plan_none", plans.none(texts, 2027, may=True, more=(2026,))
    yield "plan_draft", plans.page(texts, DRAFT, seen, 0)
    yield "plan_draft_more", plans.page(texts, DRAFT, replace(seen, side=None), 1)
    yield "plan_empty", plans.page(texts, Plan(workplace=HERE, year=2027), seen, 0)
    yield "plan_adopted", plans.page(texts, ADOPTED, replace(seen, today=date(2027, 6, 1)), 0)
    yield "plan_months", plans.months(texts, DRAFT, NAMES, member=True)
    yield "plan_months_empty", plans.months(texts, Plan(workplace=HERE, year=2027), {}, member=False)
    yield "plan_sheet", plans.sheet(texts, (Note("…"),))
    yield "plan_reopen", plans.ask_reopen(texts, ADOPTED)
    yield "plan_new", plan_forms.new(texts, 2027, SUGGESTIONS, last_year=True)
    yield "plan_action_new", plan_forms.action(texts, 2027, PEOPLE)
    yield "plan_action", plan_forms.action(texts, 2027, PEOPLE, MINE, texts("wrong.meanwhile"))
    yield "plan_progress", plan_forms.progress(texts, ADOPTED, PEOPLE, MINE, texts("wrong.meanwhile"))
    yield "plan_words", plan_forms.words(texts, ADOPTED, may_end=True, told=texts("wrong.meanwhile"))


def _learnt(texts: Texts) -> Iterator[tuple[str, Form]]:
    yield "competence", learnt.page(texts, TRAININGS, NAMES, 7, 1)
    yield "competence_nobody", learnt.page(texts, (), {}, 0, 0)
    yield "competence_mine", learnt.mine(texts, TRAININGS[:2], COURSES)
    yield "competence_mine_none", learnt.mine(texts, TRAININGS[:1], ())
    yield "competence_courses", learnt.courses(texts, COURSES)
    yield "competence_note", learnt.note(texts, PEOPLE, COURSES, TODAY)
    yield "competence_note_none", learnt.no_courses(texts)
    told = texts("wrong.meanwhile")
    yield "competence_guideline", learnt.guideline(texts, GUIDELINE, TODAY, date(2028, 11, 23), told)
    yield "competence_checklist", learnt.checklist(texts)
