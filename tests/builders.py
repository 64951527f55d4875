"""
Small makers of things to try with: say what matters, the rest is plain and made up.

Over 200 lines: one maker for each thing there is.
"""

import itertools
import os
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from core.agreements.course import Course
from core.agreements.members import Part as Helper
from core.agreements.members import SeatId
from core.agreements.model import (
    AgreementId,
    Measure,
    MeasureId,
    MeasureKind,
    Owner,
    Route,
    State,
    Terms,
)
from core.campaigns.model import Campaign, CampaignId, Words
from core.checkins.model import Answers, CheckIn, CheckInId, Part, Share, ShareId
from core.committee.model import Body, Party, Term, TermId
from core.committee.model import Kind as BodyKind
from core.committee.year import Level, Trained
from core.committee.year import Owner as SeesTo
from core.competence.model import Course as Lesson
from core.competence.model import CourseId, Guideline, Training, TrainingId
from core.drafting.model import Comment, Draft, wording_of
from core.evaluations.model import Evaluation, EvaluationId, Works
from core.group.model import Seat, offered, only
from core.invitations.model import Invitation, InvitationId, Kind
from core.ledger.model import Promise, PromiseId
from core.meetings.model import Meeting, MeetingId, Slot
from core.occasions.model import Kind as Sort
from core.occasions.model import Occasion, OccasionId
from core.people import Account, Language, Person, PersonId, Platform, Workplace, WorkplaceId
from core.plan.model import Action, ActionId, Plan
from core.preparations.model import Part as Piece
from core.preparations.model import Preparation, PreparationId, Shared, SharedId
from core.reminders.model import Reminder, ReminderId
from core.sight import Role, Sight
from core.talks.model import Part as Asked
from core.talks.model import Soon, Talk, TalkId
from storage.keyring import Keyring, RootSecret
from storage.store import SqlWork

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
WORKPLACE = WorkplaceId("fjellbruket")
KARI, LEIF, ODA = PersonId("kari"), PersonId("leif"), PersonId("oda")
"""The employee, the leader, and somebody who has nothing to do with it."""

_numbers = itertools.count(1)


class StoppedClock:
    """Stands still until it is wound."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def wind(self, **by: float) -> None:
        self.at += timedelta(**by)


def an_id(what: str) -> str:
    """Never the same twice in one run."""
    return f"{what}-{next(_numbers)}"


def a_keyring(folder: Path, name: str = "keyring") -> Keyring:
    return Keyring.create(folder / name, RootSecret(os.urandom(32)), tenant=WORKPLACE)


def a_campaign(**given: Any) -> Campaign:
    """A draft with words in one language."""
    author = given.get("author", ODA)
    plain = Campaign(
        id=CampaignId(an_id("campaign")), workplace=WORKPLACE, author=author, writers=(author,), made_at=MONDAY,
        words={Language.NB: Words("Et julebord for alle", "Alkoholfritt er like godt.")},
    )  # fmt: skip
    return replace(plain, **given)


def a_workplace(**given: Any) -> Workplace:
    plain = Workplace(id=WORKPLACE, name="Fjellbruket", tenants={Platform.SLACK: "T1", Platform.TEAMS: "E1"})
    return replace(plain, **given)


def an_account(id: str = "", platform: Platform = Platform.SLACK, **given: Any) -> Account:
    tenant = {Platform.SLACK: "T1", Platform.TEAMS: "E1"}[platform]
    return replace(Account(platform=platform, tenant=tenant, id=id or an_id("U")), **given)


def a_person(id: str = KARI, **given: Any) -> Person:
    plain = Person(
        id=PersonId(id), workplace=WORKPLACE, name=id.capitalize(), accounts=(an_account(f"U-{id}"),)
    )
    return replace(plain, **given)


def sight(person: PersonId, role: Role) -> Sight:
    return Sight(person=person, role=role)


KARIS, LEIFS = sight(KARI, Role.EMPLOYEE), sight(LEIF, Role.LEADER)
AUTHOR = sight(KARI, Role.AUTHOR)


def a_route(id: str = "", **given: Any) -> Route:
    plain = Route(
        id=AgreementId(id or an_id("agreement")),
        workplace=WORKPLACE,
        employee=KARI,
        leader=LEIF,
        state=State.ACTIVE,
        starts_on=date(2026, 11, 2),
        ends_on=date(2028, 11, 2),
    )
    return replace(plain, **given)


def a_measure(text: str = "Samtale hver uke", **given: Any) -> Measure:
    plain = Measure(id=MeasureId(an_id("measure")), kind=MeasureKind.SUPPORT, text=text, owner=Owner.LEADER)
    return replace(plain, **given)


def a_course(route: Route, **given: Any) -> Course:
    """How the agreement of a route stands."""
    plain = Course(
        agreement=route.id,
        employee=route.employee,
        leader=route.leader,
        state=route.state,
        starts_on=route.starts_on,
        ends_on=route.ends_on,
    )
    return replace(plain, **given)


async def begin(work: SqlWork, route: Route, terms: Terms | None = None) -> None:
    """Route, course and, unless it is a draft, the text in force."""
    await work.agreements.begin(route, a_course(route))
    await work.agreements.add_terms(terms or some_terms(route), sight(route.employee, Role.EMPLOYEE))


def some_terms(route: Route, **given: Any) -> Terms:
    """The text that goes with a route."""
    plain = Terms(
        agreement=route.id,
        number=1,
        employee=route.employee,
        leader=route.leader,
        starts_on=route.starts_on,
        ends_on=route.ends_on,
        cadence=route.cadence,
        measures=(a_measure(), a_measure("Møte uthvilt", kind=MeasureKind.EXPECTATION, owner=Owner.EMPLOYEE)),
    )
    return replace(plain, **given)


def an_invitation(**given: Any) -> Invitation:
    """An offer from the leader to the employee."""
    plain = Invitation(
        id=InvitationId(an_id("invitation")),
        workplace=WORKPLACE,
        kind=Kind.OFFER,
        inviter=LEIF,
        invitee=KARI,
        sent_at=MONDAY,
        shown_from=MONDAY,
        closes_on=date(2027, 1, 22),
    )
    return replace(plain, **given)


def a_comment(text: str = "Hva med tirsdager?", **given: Any) -> Comment:
    plain = Comment(about="goal", who=Role.EMPLOYEE, text=text, at=MONDAY)
    return replace(plain, **given)


def a_draft(route: Route, **given: Any) -> Draft:
    """The first version of an amendment of what `some_terms` says."""
    plain = Draft(
        agreement=route.id,
        number=1,
        wording=wording_of(some_terms(route)),
        by=Role.EMPLOYEE,
        at=MONDAY,
        authors={},
    )
    return replace(plain, **given)


def a_seat(route: Route, **given: Any) -> Seat:
    """Oda is asked in as support contact, and shown all of the text that can be shown."""
    wording = wording_of(some_terms(route))
    parts = tuple(offered(wording))
    plain = Seat(
        id=SeatId(an_id("seat")),
        agreement=route.id,
        employee=route.employee,
        person=ODA,
        part=Helper.SUPPORT_CONTACT,
        wording=only(wording, parts),
        parts=parts,
        signed=True,
        copied_on=MONDAY.date(),
    )
    return replace(plain, **given)


def a_talk(**given: Any) -> Talk:
    """Kari asks Oda, who hears of it at once."""
    plain = Talk(
        id=TalkId(an_id("talk")), asker=KARI, helper=ODA, part=Asked.RESOURCE_PERSON, soon=Soon.TODAY,
        asked_at=MONDAY, heard_at=MONDAY,
    )  # fmt: skip
    return replace(plain, **given)


def a_meeting(route: Route, **given: Any) -> Meeting:
    """Proposed by the leader, for the Thursday of that week."""
    plain = Meeting(
        id=MeetingId(an_id("meeting")), agreement=route.id, leader=route.leader, by=Role.LEADER,
        numbers=(an_id("number"), an_id("number")), proposed=Slot(at=MONDAY + timedelta(days=3), minutes=30),
    )  # fmt: skip
    return replace(plain, **given)


def an_occasion(**given: Any) -> Occasion:
    """A julebord for everybody."""
    plain = Occasion(
        id=OccasionId(an_id("occasion")), workplace=WORKPLACE, kind=Sort.JULEBORD, on=date(2026, 12, 11)
    )
    return replace(plain, **given)


def a_preparation(route: Route, **given: Any) -> Preparation:
    """The employee's own, for the julebord."""
    plain = Preparation(
        id=PreparationId(an_id("preparation")), agreement=route.id, occasion=OccasionId("julebord"),
        on=date(2026, 12, 11), parts={Piece.DRINKS: "", Piece.WORDS: "Et rolig bord"},
    )  # fmt: skip
    return replace(plain, **given)


def a_shared_part(route: Route, **given: Any) -> Shared:
    """Of it, what the employee has let the leader read."""
    plain = Shared(
        id=SharedId(an_id("shared")), agreement=route.id, occasion=OccasionId("julebord"), on=date(2026, 12, 11),
        part=Piece.WORDS, text="Et rolig bord", by=Role.EMPLOYEE, leader=route.leader, shown_from=MONDAY,
    )  # fmt: skip
    return replace(plain, **given)


def an_evaluation(route: Route, **given: Any) -> Evaluation:
    """The employee's own, shared with nobody."""
    plain = Evaluation(
        id=EvaluationId(an_id("evaluation")), agreement=route.id, who=Role.EMPLOYEE, by=route.employee, on=MONDAY.date(), joint=False,
        measures={"En kort prat hver mandag": Works.CHANGE}, words="Mandag er travel", note="Tirsdag i stedet",
    )  # fmt: skip
    return replace(plain, **given)


def a_checkin(agreement: str, **given: Any) -> CheckIn:
    plain = CheckIn(id=CheckInId(an_id("checkin")), agreement=AgreementId(agreement), due=MONDAY)
    return replace(plain, **given)


def some_answers(checkin: CheckIn, **given: Any) -> Answers:
    plain = Answers(checkin=checkin.id, agreement=checkin.agreement, difficult="Helgen var lang")
    return replace(plain, **given)


def a_share(checkin: CheckIn, **given: Any) -> Share:
    plain = Share(
        id=ShareId(an_id("share")),
        checkin=checkin.id,
        agreement=checkin.agreement,
        part=Part.NEEDS,
        text="En prat",
        shown_from=MONDAY,
    )
    return replace(plain, **given)


def a_reminder(**given: Any) -> Reminder:
    plain = Reminder(
        id=ReminderId(an_id("reminder")),
        person=KARI,
        text="Ring tannlegen",
        on=date(2026, 11, 30),
        at=time(10),
    )
    return replace(plain, **given)


def a_promise(to: str = KARI, **given: Any) -> Promise:
    id = PromiseId(an_id("promise"))
    plain = Promise(
        id=id, workplace=WORKPLACE, to=PersonId(to), kind="a.kind", ref="a-ref", due=MONDAY, once=f"once:{id}"
    )
    return replace(plain, **given)


def a_body(**given: Any) -> Body:
    """An Akan committee of its own, with a mandate."""
    plain = Body(
        workplace=WORKPLACE, kind=BodyKind.OWN, name="Akan-utvalget", mandate="Vedtatt av ledelsen",
        set_up_on=date(2026, 1, 5),
    )  # fmt: skip
    return replace(plain, **given)


def a_term(**given: Any) -> Term:
    """Leif sits there for the management, for two years."""
    plain = Term(
        id=TermId(an_id("term")), workplace=WORKPLACE, person=LEIF, party=Party.MANAGEMENT,
        starts_on=date(2026, 1, 5), ends_on=date(2028, 1, 4),
    )  # fmt: skip
    return replace(plain, **given)


def an_action(**given: Any) -> Action:
    plain = Action(
        id=ActionId(an_id("action")), title="Dilemmakort", level=Level.UNIVERSAL, due=date(2027, 3, 15),
        owner=SeesTo.RESOURCE_PERSONS,
    )  # fmt: skip
    return replace(plain, **given)


def a_plan(**given: Any) -> Plan:
    return replace(Plan(workplace=WORKPLACE, year=2027, actions=(an_action(),)), **given)


def a_training(**given: Any) -> Training:
    plain = Training(
        id=TrainingId(an_id("training")), workplace=WORKPLACE, person=LEIF, role=Trained.LEADER,
        course="Den nødvendige samtalen", took_on=date(2026, 3, 2), refresh_on=date(2028, 3, 2),
    )  # fmt: skip
    return replace(plain, **given)


def a_lesson(**given: Any) -> Lesson:
    return replace(
        Lesson(id=CourseId(an_id("course")), workplace=WORKPLACE, title="Den nødvendige samtalen"), **given
    )


def a_guideline(**given: Any) -> Guideline:
    plain = Guideline(
        workplace=WORKPLACE, number=1, title="Retningslinjer", link="https://intranett.example/r", version="1",
        adopted_on=date(2026, 2, 2), revise_on=date(2028, 2, 2),
    )  # fmt: skip
    return replace(plain, **given)
