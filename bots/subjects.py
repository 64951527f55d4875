"""Every subject there is: what it says, what it owes to whom, what it keeps, and what can be fetched of it."""

# Long, because it is one list.

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from bots.seats import Seats
from core.agreements.keeps import KeptAgreements
from core.around import flow as around
from core.around import kinds as around_kinds
from core.around.deputy_flow import Called
from core.around.keeps import KeptCode
from core.campaigns import flow as campaigns
from core.campaigns import kinds as campaign_kinds
from core.campaigns import library
from core.campaigns.keeps import KeptCampaigns
from core.campaigns.spreading import Spread
from core.chat.flows import Flow
from core.chat.views import Card
from core.checkins import flow as checkins
from core.checkins import kinds as checkin_kinds
from core.checkins import usecases as checkins_usecases
from core.checkins.keeps import KeptAnswers
from core.committee import flow as committee
from core.committee import kinds as committee_kinds
from core.committee.keeps import KeptTerms
from core.competence import flow as competence
from core.competence import kinds as competence_kinds
from core.competence.keeps import KeptTraining
from core.contacts import helplines
from core.contacts.flow import Contacts
from core.content.files import File, Shelf
from core.directory import notice
from core.drafting import flow as drafting
from core.drafting.keeps import KeptDrafts
from core.evaluations import flow as evaluations
from core.evaluations.keeps import KeptEvaluations
from core.evaluations.log import LogSheet
from core.explore.cards import QuestionSheet
from core.explore.flow import Explore
from core.explore.helper import HelperSheet
from core.followups import flow as followups
from core.golive.flow import Gate
from core.group import flow as group
from core.group import guest_flow
from core.group.handout import Handout
from core.group.keeps import KeptSeats
from core.guides.flow import Guides
from core.guides.reading import FILES as GUIDES
from core.guides.sheet import PRINTED, GuideSheet
from core.invitations import flow as invitations
from core.invitations import kinds as invitation_kinds
from core.invitations.keeps import KeptInvitations
from core.invitations.usecases import OFFERED, REQUESTED
from core.ledger import cards as ledger_cards
from core.ledger.flow import Pings
from core.ledger.keeps import KeptPromises
from core.ledger.model import PromiseId
from core.ledger.ports import Kind
from core.ledger.tidying import Tidying
from core.life import flow as life
from core.life import kinds as life_kinds
from core.life.sheet import AgreementSheet
from core.life.usecases import LAST_TALK
from core.meetings import flow as meetings
from core.meetings.keeps import KeptMeetings
from core.menu import cards as menu_cards
from core.menu.flow import Menu
from core.occasions import flow as occasions
from core.occasions.advice import ADVICE, Advice
from core.occasions.keeps import KeptOccasions
from core.occasions.season import SEASON, Season
from core.pages.model import Leaflet, Printed
from core.pages.usecases import Desk
from core.people import Person
from core.plan import flow as plan
from core.plan import kinds as plan_kinds
from core.plan import suggestions
from core.plan.keeps import KeptPlans
from core.plan.model import DAYS, read_days
from core.plan.sheet import HseSheet, PlanSheet
from core.policy import flow as policy
from core.policy import kinds as policy_kinds
from core.policy.keeps import KeptPolicy
from core.preparations import flow as preparations
from core.preparations import own_page as preparations_page
from core.preparations.keeps import KeptPreparations
from core.preparations.kinds import Word as Prompted
from core.preparations.prompts import AFTER, ASK, NOTE, PROMPTS
from core.privacy.export import ExportedData, ExportedSheet
from core.privacy.flow import Privacy
from core.privacy.registry import Registry
from core.reminders import flow as reminders
from core.reminders.keeps import KeptReminders
from core.report import flow as report
from core.report.sheet import ReportSheet
from core.report.sources import Gathered
from core.returns import flow as returns
from core.returns.usecases import BACK, FIRST_DAY
from core.settings import flow as settings_flow
from core.settings.keeps import KeptDirectory
from core.sight import Role
from core.talks import flow as talks
from core.talks.keeps import KeptTalks
from core.tips import flow as tips
from core.tips import model as tips_model
from storage.store import SqlWork


class Cards:
    """The ledger's two cards."""

    def ping(self, person: Person, promise: PromiseId) -> Card:
        return ledger_cards.ping(person, promise)

    def menu(self, person: Person) -> Card:
        return menu_cards.menu(person)


def kinds(tips_weeks: int = 0) -> dict[str, Kind[SqlWork]]:
    """Every kind of promise there is, by name; `tips_weeks` is how often everybody gets a tip, 0 never."""
    all_kinds: Sequence[Kind[SqlWork]] = (
        Tidying(),
        checkin_kinds.Ask(),
        checkin_kinds.Remind(),
        checkin_kinds.FollowUp(),
        checkin_kinds.Nudge(),
        checkin_kinds.Thanked(),
        invitation_kinds.Come(OFFERED),
        invitation_kinds.Come(REQUESTED),
        invitation_kinds.Answered(),
        life_kinds.News(),
        life_kinds.News(LAST_TALK),
        around_kinds.See(),
        around_kinds.Asked(),
        Called(),
        guest_flow.Asked(),
        guest_flow.Answered(),
        followups.Away(),
        evaluations.Ask(),
        returns.Word(BACK, Role.LEADER),
        returns.Word(FIRST_DAY, Role.EMPLOYEE),
        *(Prompted(prompt) for prompt in PROMPTS),
        meetings.Asked(),
        meetings.Remind(),
        talks.Called(),
        talks.Answered(),
        talks.Waiting(),
        Advice(),
        Season(),
        reminders.Due(),
        settings_flow.TestPing(),
        notice.Added(),
        Spread(),
        campaign_kinds.News(),
        campaign_kinds.Test(),
    )
    before = frozenset(kind.name for kind in all_kinds if kind.capped)
    gentle: Sequence[Kind[SqlWork]] = (
        policy_kinds.News(before),
        policy_kinds.Team(before),
        policy_kinds.Revise(before),
        committee_kinds.Ending(before),
        plan_kinds.YearsStep(before),
        competence_kinds.Revise(before),
        competence_kinds.Refresh(before),
        tips.TipPing(before, tips_weeks),
    )
    return {kind.name: kind for kind in (*all_kinds, *gentle)}


OWN: Final = frozenset(
    {
        checkins_usecases.ASK,
        checkins_usecases.REMIND,
        reminders.DUE,
        settings_flow.TEST,
        campaign_kinds.TEST,
        ADVICE,
        SEASON,
    }
    | {ASK.name, NOTE.name, AFTER.name}
)
"""Kinds that tell a person of nobody's acts but the clock's and their own."""


def registry() -> Registry[SqlWork]:
    """Everything that is kept about a person."""
    return Registry(
        subjects=(
            KeptAnswers(),
            KeptAgreements(),
            KeptDrafts(),
            KeptCode(),
            KeptSeats(),
            KeptInvitations(),
            KeptTalks(),
            KeptMeetings(),
            KeptEvaluations(),
            KeptPreparations(),
            KeptOccasions(),
            KeptReminders(),
            KeptPolicy(),
            KeptTerms(),
            KeptPlans(),
            KeptTraining(),
            KeptCampaigns(),
            KeptPromises(OWN),
            KeptDirectory(),
        )
    )


YEAR_SOURCES: Final = Gathered()
"""Where the report to the AMU is gathered from."""


def printed() -> dict[str, Printed[SqlWork]]:
    """Every kind of file that can be fetched through the private page, by name."""
    files: Sequence[Printed[SqlWork]] = (
        ExportedSheet(registry()),
        ExportedData(registry()),
        AgreementSheet(),
        Handout(),
        meetings.CalendarFile(),
        LogSheet(),
        ReportSheet(YEAR_SOURCES),
        PlanSheet(),
        HseSheet(),
    )
    return {file.name: file for file in files}


CONTENT: Final[Sequence[File[Any]]] = (
    *GUIDES.values(),
    helplines.FILE,
    tips_model.FILE,
    library.FILE,
    suggestions.FILE,
)
"""Every file of words that a workplace may replace."""


@cache
def ours() -> Shelf:
    """What they say as they come with us."""
    return Shelf(CONTENT)


def leaflets(shelf: Shelf | None = None) -> Sequence[Leaflet]:
    """Every sheet that is the same for everybody."""
    shelf = shelf or ours()
    return (QuestionSheet(), HelperSheet(), *(GuideSheet(shelf[GUIDES[name]]) for name in PRINTED))


def flows(
    desk: Desk | None = None, shelf: Shelf | None = None, plan_days: str = DAYS
) -> Sequence[Flow[SqlWork]]:
    """
    Every subject's side of the conversation.

    Files are offered at `desk`, words that can be replaced are on `shelf`, `plan_days` are those of the committee's year.
    """
    desk, shelf = desk or Desk(), shelf or ours()
    contacts = Contacts(shelf[helplines.FILE])
    plans = plan.Plans(desk, shelf[suggestions.FILE], read_days(plan_days))
    return (
        Menu[SqlWork](
            (
                talks.page,
                checkins.page,
                life.page,
                preparations_page.page,
                around.page,
                guest_flow.page,
                drafting.page,
                invitations.page,
                policy.page,
                committee.page,
                campaigns.page(Seats),
                reminders.page,
            ),
            contacts,
        ).flow(),
        contacts.flow(),
        Explore(desk).flow(),
        Guides({name: shelf[file] for name, file in GUIDES.items()}, desk).flow(),
        Pings(kinds()).flow(),
        checkins.flow(),
        drafting.flow(),
        invitations.flow(),
        life.flow(desk),
        around.flow(desk),
        group.flow(desk),
        talks.flow(),
        followups.flow(),
        meetings.flow(desk),
        evaluations.flow(desk),
        returns.flow(),
        preparations.flow(),
        occasions.flow(),
        Gate({**invitations.DOORS, **around.DOORS, **guest_flow.DOORS, **talks.DOORS}).flow(),
        reminders.flow(),
        settings_flow.flow(),
        notice.flow(),
        policy.flow(),
        report.flow(desk, YEAR_SOURCES),
        committee.Committee[SqlWork]((plans.section(), competence.section())).flow(),
        plans.flow(),
        competence.flow(),
        tips.flow(shelf[tips_model.FILE]),
        campaigns.flow(seats=Seats, themes=shelf[library.FILE], address=desk.at("")),
        Privacy(registry(), desk).flow(),
    )
