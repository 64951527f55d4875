"""Before an occasion and after it, as either of the two has it, with made-up content."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from core.agreements.model import AgreementId, Terms
from core.chat.texts import Texts
from core.chat.views import Form
from core.occasions.model import MOST_NAME, Kind, Occasion, OccasionId
from core.people import Language, Person, PersonId, WorkplaceId
from core.preparations import cards, leader_cards, own_cards
from core.preparations.leader_cards import Led
from core.preparations.model import CHOICES, Part, Shared, SharedId
from core.preparations.own_cards import Row
from core.preparations.texts import TEXTS
from core.sight import Role

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
REF = "agreement:occasion"
PARTY = Occasion(
    id=OccasionId("occasion"), workplace=WorkplaceId("w"), kind=Kind.JULEBORD, on=date(2026, 12, 11)
)
POOL = Occasion(
    id=OccasionId("pool"), workplace=WorkplaceId("w"), kind=Kind.BETTING_POOL, on=date(2026, 12, 16),
    name="Lagets tippekveld",
)  # fmt: skip
LONG = "Tippekvelden på brygga nederst i byen, med mat og utlodning"
BEFORE = {
    Part.DRINKS: "",
    Part.SEAT: "",
    Part.A_WHILE: "",
    Part.SENTENCE: "Takk for i kveld, nå går jeg hjem.",
    Part.CALL: "Søsteren min, etter klokken ti",
    Part.WORDS: "Jeg vil helst slippe å holde tale.",
}
AFTER = {Part.HELPED: "At vi gikk sammen klokken ti.", Part.ANOTHER_TIME: "Gjerne mat før halv åtte."}


def _copy(part: Part, by: Role = Role.EMPLOYEE) -> Shared:
    text = {**BEFORE, **AFTER, Part.NEXT_TIME: "Maten står klar når folk kommer."}[part]
    return Shared(
        id=SharedId(f"shared-{part}"), agreement=AgreementId("agreement"), occasion=PARTY.id, on=PARTY.on,
        part=part, text=text, by=by, leader=PersonId("leader"), shown_from=NOW,
    )  # fmt: skip


def every(language: Language, employee: Person, leader: Person, terms: Terms) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts, id = Texts(TEXTS, language), terms.agreement
    open_to = (*(part for part in BEFORE if part in CHOICES), Part.SENTENCE, Part.WORDS)
    yield "preparation", cards.ask(texts, REF, PARTY, {})
    yield "preparation_filled", cards.ask(texts, REF, PARTY, BEFORE)
    yield "preparation_playing", cards.ask(texts, REF, POOL, {})
    yield (
        "preparation_share",
        cards.share(texts, REF, PARTY, BEFORE, open_to, leader.name, night=False, ahead=True),
    )
    yield (
        "preparation_share_at_night",
        cards.share(texts, REF, PARTY, BEFORE, open_to, leader.name, night=True, ahead=True, anew=True),
    )
    yield "preparation_note", cards.note(texts, REF, PARTY, BEFORE)
    yield "preparation_note_empty", cards.note(texts, REF, POOL, {})
    yield "preparation_after", cards.after(texts, REF, PARTY, {})
    row = Row(ref=REF, occasion=PARTY, ahead=True, kept=True, muted="")
    copies = (_copy(Part.DRINKS).opened(NOW), _copy(Part.WORDS), _copy(Part.NEXT_TIME, Role.LEADER))
    yield "preparation_one", own_cards.one(texts, row, BEFORE, copies, NOW, may=("prepare", "share", "hush"))
    rows = (row, Row(ref=REF, occasion=POOL, ahead=True, kept=False, muted="sort"))
    yield "preparation_all", own_cards.every(texts, id, rows, mutes=True)
    long = [
        replace(row, ref=f"{REF}-{n}", occasion=replace(POOL, name=f"{n:02} {LONG}"[:MOST_NAME]), muted="all")
        for n in range(40)
    ]
    yield "preparation_all_pages", own_cards.every(texts, id, long, 1, mutes=True)
    off = replace(row, occasion=replace(PARTY, cancelled=True), ahead=False)
    yield "preparation_one_off", own_cards.one(texts, off, BEFORE, (), NOW, may=(), before=True)
    muted = replace(row, muted="sort")
    yield "preparation_one_muted", own_cards.one(texts, muted, {}, (), NOW, may=("prepare", "hush"))
    yield "preparation_hush", own_cards.hush(texts, row)
    yield "preparation_hush_shared", own_cards.hush(texts, replace(row, held=True))
    yield "preparation_fine", own_cards.fine(texts, row)
    yield "preparation_erase", own_cards.erase(texts, row, copies)
    yield from _leaders(texts, id, employee, long)


def _leaders(
    texts: Texts, id: AgreementId, employee: Person, many: Sequence[Row]
) -> Iterator[tuple[str, Form]]:
    led = Led(
        ref=REF, agreement=id, occasion=PARTY, employee=employee.name,
        copies=(_copy(Part.DRINKS), _copy(Part.SEAT), _copy(Part.WORDS)), following="agreement:next",
    )  # fmt: skip
    yield "occasion_leader", leader_cards.before(texts, led)
    plain = Led(ref=REF, agreement=id, occasion=POOL, employee=employee.name)
    yield "occasion_leader_playing", leader_cards.before(texts, plain)
    back = Led(
        ref=REF, agreement=id, occasion=PARTY, employee=employee.name, copies=(_copy(Part.ANOTHER_TIME),)
    )
    yield "occasion_leader_after", leader_cards.after(texts, back)
    yield "occasion_leader_lined", leader_cards.lined(texts, id, employee.name, night=False)
    led_long = [(each.ref, each.occasion) for each in many]
    yield "occasion_leader_all_pages", leader_cards.led(texts, led_long, 1)
    yield "occasion_leader_all", leader_cards.led(texts, ((REF, PARTY), (REF, POOL)))
