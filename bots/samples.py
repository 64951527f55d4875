"""One of every card and form, with made-up content, to look at and to try the renderers on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bots import (
    samples_around,
    samples_campaigns,
    samples_committee,
    samples_contacts,
    samples_drafting,
    samples_evaluations,
    samples_followups,
    samples_group,
    samples_guides,
    samples_invitations,
    samples_life,
    samples_meetings,
    samples_occasions,
    samples_policy,
    samples_preparations,
    samples_report,
    samples_talks,
)
from core.agreements.model import AgreementId, Cadence, Measure, MeasureId, MeasureKind, Owner, Terms
from core.chat.texts import Catalogue, Texts
from core.chat.views import Card, Form, Link, Note
from core.checkins import cards as checkins
from core.checkins import leader_cards as checkins_led
from core.checkins import own
from core.checkins.model import Answers, CheckIn, CheckInId, Feels, Mood, Part, Share, ShareId
from core.checkins.texts import TEXTS as CHECKINS
from core.explore import cards as explore
from core.ledger import cards as pings
from core.ledger.model import PromiseId
from core.menu import cards as menu
from core.people import Account, Language, Person, PersonId, Platform, WorkplaceId
from core.reminders import flow as reminders
from core.reminders.model import Reminder, ReminderId, Repeat
from core.settings import flow as settings

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
EMPLOYEE, LEADER = "Kari Oppdiktet", "Jonas Oppdiktet"
CHECKIN = CheckIn(id=CheckInId("checkin"), agreement=AgreementId("agreement"), due=NOW)
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
TERMS = Terms(
    agreement=AgreementId("agreement"),
    number=1,
    employee=PersonId("employee"),
    leader=PersonId("leader"),
    starts_on=date(2026, 11, 2),
    ends_on=date(2028, 11, 1),
    cadence=Cadence(),
    measures=MEASURES,
)
ANSWERS = Answers(
    checkin=CHECKIN.id,
    agreement=CHECKIN.agreement,
    mood=Mood.DIFFICULT,
    difficult="Mandagene er lange.\nHelgen var <fin> & *rolig*.",
    measures={MeasureId("m1"): Feels.HELPS, MeasureId("m2"): Feels.UNSURE},
    needs="En roligere start på uken.",
)


def _share(part: Part, *, opened: bool = False, **what: object) -> Share:
    share = Share(
        id=ShareId(f"share-{part}"),
        checkin=CHECKIN.id,
        agreement=CHECKIN.agreement,
        part=part,
        shown_from=NOW,
        **what,  # type: ignore[arg-type]  # the fields of a Share, by name
    )
    return share.opened(NOW) if opened else share


SHARES = (
    _share(Part.MOOD, mood=Mood.HEAVY, opened=True),
    _share(Part.MEASURES, measures=(("En kort prat hver mandag", Feels.HELPS),)),
    _share(Part.NEEDS, text="En roligere start på uken."),
)

READERS = checkins.Readers(leader=LEADER)
READ_FOR = replace(READERS, deputy="Ida Eksempel", until=NOW.date() + timedelta(weeks=2))
ROWS = (
    own.Row(checkin=CHECKIN, answers=ANSWERS, shares=SHARES),
    *(
        own.Row(
            checkin=replace(CHECKIN, id=CheckInId(f"checkin-{n}"), due=NOW - timedelta(weeks=n)),
            answers=replace(ANSWERS, checkin=CheckInId(f"checkin-{n}"), mood=mood),
            shares=(),
        )
        for n, mood in enumerate((Mood.HEAVY, Mood.GOOD, Mood.OK, Mood.HEAVY, Mood.GOOD, Mood.OK, Mood.OK), 1)
    ),
    own.Row(
        checkin=replace(CHECKIN, id=CheckInId("checkin-old"), due=NOW - timedelta(weeks=20)),
        answers=None,
        shares=SHARES,
    ),
)


def person(language: Language) -> Person:
    """Somebody made up, on both platforms."""
    accounts = (
        Account(platform=Platform.SLACK, tenant="T", id="U"),
        Account(platform=Platform.TEAMS, tenant="t", id="a"),
    )
    return Person(
        id=PersonId("employee"),
        workplace=WorkplaceId("w"),
        name=EMPLOYEE,
        language=language,
        accounts=accounts,
    )


def every(language: Language) -> Iterator[tuple[str, Card | Form]]:  # noqa: PLR0915  a list, top to bottom
    """Every card and form there is, by name, in this language."""

    def words(catalogue: Catalogue) -> Texts:
        return Texts(catalogue, language)

    someone, asked = person(language), words(CHECKINS)
    yield "ping", pings.ping(someone, PromiseId("promise"))
    yield "menu", menu.menu(someone)
    yield (
        "several",
        pings.several(
            words(pings.TEXTS),
            "promise",
            ((PromiseId("a"), asked("list.ask")), (PromiseId("b"), asked("list.thanks"))),
        ),
    )
    many = [
        (PromiseId(f"{n}-{'0' * 34}"), f"{n}. Det lengste navnet som noen har funnet på, og så litt til")
        for n in range(40)
    ]
    yield "several_pages", pings.several(words(pings.TEXTS), "0" * 36, many, 1)
    yield from samples_contacts.every(language, someone)
    yield "page_ask", menu.ask(words(menu.TEXTS))
    yield from samples_guides.every(language)
    yield from _explored(words(explore.TEXTS))
    yield "page", menu.page(words(menu.TEXTS), (), ((asked.day(NOW), words(menu.TEXTS)("stopped.cap")),))
    yield "checkin", checkins.ask(asked, CHECKIN, TERMS, None)
    yield "checkin_filled", checkins.ask(asked, CHECKIN, TERMS, ANSWERS)
    yield "share", checkins.share(asked, CHECKIN, ANSWERS, TERMS, READERS, ())
    yield "share_again", checkins.share(asked, CHECKIN, ANSWERS, TERMS, READERS, SHARES)
    yield "share_looked", checkins.share(asked, CHECKIN, ANSWERS, TERMS, READ_FOR, SHARES, looked=True)
    changed = replace(READ_FOR, changed=True)
    yield "share_changed", checkins.share(asked, CHECKIN, ANSWERS, TERMS, changed, SHARES)
    yield "share_with_nobody", checkins.share(asked, CHECKIN, ANSWERS, TERMS, checkins.Readers(), SHARES)
    yield "choose_time", checkins.choose(asked, CHECKIN, NOW + timedelta(days=1), "Europe/Oslo")
    yield "mine", own.mine(asked, TERMS.agreement, ROWS)
    yield "mine_erase", own.erase(asked, CHECKIN, SHARES)
    yield (
        "leader",
        checkins_led.follow_up(
            asked,
            TERMS,
            EMPLOYEE,
            SHARES,
            checkins_led.Owed(
                talked_on=NOW.date(), late=False, place=1, among=3, following=AgreementId("next")
            ),
        ),
    )
    yield (
        "leader_nothing",
        checkins_led.follow_up(
            asked,
            TERMS,
            EMPLOYEE,
            (),
            checkins_led.Owed(talked_on=None, late=True, place=1, among=3, following=AgreementId("next")),
        ),
    )
    yield "thanks", checkins.thanks(asked, LEADER, _thanked(SHARES))
    boss = replace(someone, id=PersonId("leader"), name=LEADER)
    yield from samples_invitations.every(language, someone, boss)
    yield from samples_life.every(language, someone, boss, TERMS)
    yield from samples_around.every(language, someone, boss, TERMS)
    yield from samples_group.every(language, someone, boss, TERMS)
    yield from samples_talks.every(language, someone, boss)
    yield from samples_followups.every(language, someone, boss, TERMS)
    yield from samples_evaluations.every(language, someone, boss, TERMS)
    yield from samples_preparations.every(language, someone, boss, TERMS)
    yield from samples_meetings.every(language, someone, boss, TERMS)
    yield from samples_occasions.every(language)
    yield from samples_drafting.every(language)
    yield from samples_policy.every(language)
    yield from samples_report.every(language)
    yield from samples_committee.every(language)
    yield from samples_campaigns.every(language)
    yield "reminder_new", reminders.form(words(reminders.TEXTS), someone, NOW)
    yield "reminder", reminders.shown(words(reminders.TEXTS), _reminder())
    yield "settings", settings.form(words(settings.TEXTS), someone)


def _explored(texts: Texts) -> Iterator[tuple[str, Form]]:
    for name in ("start", "no", "unsure", "yes", "about"):
        yield f"explore_{name}", getattr(explore, name)(texts)
    sheet = Link(texts("ask.print"), "https://innsjekk.example.org/private#sheet")
    yield "explore_questions", explore.questions(texts, (sheet, Note(texts("ask.print_note"))))


def _thanked(shares: Sequence[Share]) -> Sequence[Share]:
    return [
        share.thanked(NOW, "Takk for at du sier fra. Vi tar en kaffe på tirsdag.") for share in shares[:1]
    ]


def _reminder() -> Reminder:
    return Reminder(
        id=ReminderId("reminder"),
        person=PersonId("employee"),
        text="Ringe søsteren min",
        on=date(2026, 11, 24),
        at=time(9, 30),
        repeat=Repeat.WEEKLY,
    )
