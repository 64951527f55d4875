"""The report of a made-up workplace's year, and the form that offers it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from core.chat.texts import Texts
from core.chat.views import Form, Note, OneTimeLink, Paragraph
from core.committee.model import Kind, Party, State
from core.committee.year import (
    ActionIn,
    Composition,
    DocumentIn,
    Level,
    Owner,
    PlanIn,
    PlanState,
    SeatIn,
    Status,
    Tag,
    Trained,
    TrainingIn,
    TrainingYear,
    What,
)
from core.pages.usecases import TEXTS as PAGES
from core.people import Language
from core.report import flow
from core.report.model import CampaignIn, Whom, Year
from core.report.texts import TEXTS

ADDRESS: Final = "https://innsjekk.fjellbruket.example/private#"


def _seat(name: str, party: Party, starts: date, ends: date) -> SeatIn:
    return SeatIn(name=name, party=party, starts_on=starts, ends_on=ends, state=State.ACTIVE)


def _action(title: str, level: Level, due: date, status: Status, **more: object) -> ActionIn:
    given = {"tags": (), "owner": Owner.MEMBER, "owner_name": "", "evaluation": ""} | more
    return ActionIn(title=title, level=level, due=due, status=status, **given)  # type: ignore[arg-type]


COMPOSITION: Final = Composition(
    kind=Kind.OWN,
    name="Akan-utvalget",
    mandate="Vedtatt av daglig leder 4. januar 2025",
    mandate_link="https://intranett.fjellbruket.example/mandat",
    months=24,
    seats=(
        _seat("Solveig Oppdiktet", Party.MANAGEMENT, date(2025, 1, 15), date(2027, 1, 14)),
        _seat("Jonas Oppdiktet", Party.EMPLOYEE, date(2025, 1, 15), date(2027, 1, 14)),
        _seat("Amina Oppdiktet", Party.OCCUPATIONAL_HEALTH, date(2026, 3, 1), date(2028, 2, 29)),
        _seat("Per-Kristian Oppdiktet", Party.CHIEF_UNION, date(2025, 6, 1), date(2027, 5, 31)),
        _seat("Ragnhild Oppdiktet", Party.CHIEF_SAFETY, date(2026, 1, 1), date(2027, 12, 31)),
    ),
    missing=(),
)
PLAN: Final = PlanIn(
    year=2026,
    state=PlanState.IN_PROGRESS,
    adopted_on=date(2025, 12, 11),
    actions=(
        _action(
            "Ta opp alkoholkultur på årets vernerunder",
            Level.SELECTIVE,
            date(2026, 3, 20),
            Status.DONE,
            tags=(Tag.HSE,),
            owner=Owner.SAFETY_REPRESENTATIVE,
            evaluation="Fint utgangspunkt for en prat. Spørsmålene tas med i den faste sjekklista.",
        ),
        _action(
            "Kurs i «Den nødvendige samtalen»",
            Level.SELECTIVE,
            date(2026, 4, 30),
            Status.DONE,
            tags=(Tag.HR,),
            owner=Owner.OCCUPATIONAL_HEALTH,
            evaluation="To runder ble fulle. Vi setter opp en til etter sommeren.",
        ),
        _action(
            "Sommerfest der alkoholfritt er like godt",
            Level.UNIVERSAL,
            date(2026, 6, 12),
            Status.DONE,
            owner_name="Jonas Oppdiktet",
            evaluation="Alkoholfri bar først i lokalet ble godt mottatt.",
        ),
        _action(
            "Kunnskap om spill: tema på allmøte",
            Level.UNIVERSAL,
            date(2026, 9, 15),
            Status.DONE,
            owner=Owner.RESOURCE_PERSONS,
        ),
        _action(
            "Gå gjennom «Slik går vi frem når noen trenger hjelp»",
            Level.UNIVERSAL,
            date(2026, 11, 1),
            Status.UNDER_WAY,
            tags=(Tag.HR,),
            owner=Owner.HR,
        ),
        _action(
            "Julebord: opplegg for alle som arrangerer",
            Level.SELECTIVE,
            date(2026, 11, 10),
            Status.UNDER_WAY,
            owner_name="Solveig Oppdiktet",
        ),
        _action(
            "Risikovurdering av skiftarbeid og overtid",
            Level.SELECTIVE,
            date(2026, 12, 1),
            Status.PLANNED,
            tags=(Tag.HSE,),
            owner=Owner.HSE,
        ),
        _action("Film om å si fra tidlig", Level.UNIVERSAL, date(2026, 12, 10), Status.DROPPED),
    ),
    evaluation="Vi har nådd flere enn i fjor, og har brukt mindre tid på hver kampanje. Neste år vil vi gjøre færre ting og følge dem opp.",
    cooperation="Bedriftshelsetjenesten har holdt kursene sammen med oss. Verneombudene hadde alkoholkultur som punkt på vernerundene i mars.",
    proposals="Alkoholfritt skal stå først i innkjøpsavtalen for møter og fester.\n\nRessurspersonene får fire timer i kvartalet til arbeidet.",
)
CAMPAIGNS: Final = (
    CampaignIn(
        title="Sommerfest på våre premisser",
        on=date(2026, 6, 3),
        whom=Whom.EVERYBODY,
        reached=1_218,
        missed=7,
        thanks=164,
        learned="Kort tekst med bilde virket best. Vi sender samme uke neste år.",
    ),
    CampaignIn(
        title="Ny på jobb: slik gjør vi det her",
        on=date(2026, 8, 24),
        whom=Whom.PLACE,
        name="Rjukan",
        reached=143,
        missed=4,
        thanks=8,
    ),
    CampaignIn(
        title="Når spillet tar over",
        on=date(2026, 9, 15),
        whom=Whom.EVERYBODY,
        reached=1_196,
        missed=31,
        thanks=97,
        question="Vet du hvem du kan snakke med?",
        answers=(("Ja", 412), ("Litt usikker", 138), ("Nei", 6)),
    ),
    CampaignIn(title="Til deg som leder noen", on=date(2026, 10, 5), whom=Whom.ROLE, name="leader", reached=88, missed=0, thanks=21),
    CampaignIn(title="Julebord for alle", on=date(2026, 11, 9), whom=Whom.CHANNEL, name="#fjellbruket"),
)  # fmt: skip
TRAINING: Final = TrainingYear(
    year=2026,
    courses=(
        TrainingIn(course="Den nødvendige samtalen", role=Trained.LEADER, people=46),
        TrainingIn(course="Ressursperson, grunnkurs", role=Trained.RESOURCE_PERSON, people=6),
    ),
    valid={Trained.RESOURCE_PERSON: 14, Trained.LEADER: 63},
    to_refresh={Trained.RESOURCE_PERSON: 3, Trained.LEADER: 22},
)
DOCUMENTS: Final = (
    DocumentIn(
        what=What.POLICY,
        title="Rusmiddelpolicy for Fjellbruket",
        version="3",
        adopted_on=date(2026, 10, 1),
        revise_on=date(2028, 10, 1),
    ),
    DocumentIn(
        what=What.GUIDELINE,
        title="Slik går vi frem når noen trenger hjelp",
        version="2024",
        adopted_on=date(2024, 11, 20),
        revise_on=date(2026, 11, 20),
    ),
)
YEAR: Final = Year(
    year=2026,
    made_on=date(2026, 11, 27),
    workplace="Fjellbruket (oppdiktet)",
    composition=COMPOSITION,
    plan=PLAN,
    campaigns=CAMPAIGNS,
    training=TRAINING,
    documents=DOCUMENTS,
)
EMPTY: Final = replace(
    YEAR, made_on=date(2027, 1, 15), composition=None, plan=None, campaigns=(), training=None, documents=()
)


def every(language: Language) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts = Texts(TEXTS, language)
    links = tuple(OneTimeLink(texts("fetch", year=year), f"{ADDRESS}{'x' * 43}") for year in (2026, 2025))
    yield "report", flow.form(texts, language, (*links, Note(texts.other(PAGES)("once"))))
    closed = (Paragraph(texts.other(PAGES)("not_set_up")),)
    yield "report_no_page", flow.form(texts, language, closed)
