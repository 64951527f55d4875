"""What the year's report gathers of campaigns, from a real store; on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

from core.campaigns import voting
from core.campaigns.model import Audience, Campaign, CampaignId, Fate, State, Whom, Words
from core.campaigns.ports import Channel
from core.pages.model import Document, Table
from core.people import Language, PersonId, Platform, WorkplaceId
from core.report.model import CampaignIn
from core.report.model import Whom as To
from core.report.sheet import document
from core.report.sources import Gathered
from core.report.usecases import gather
from storage.store import SqlStore
from tests.builders import MONDAY, WORKPLACE, a_campaign, a_person, a_workplace

ASKED = Words("Når spillet tar over", "Snakk med noen.", "Vet du hvem?", ("Ja", "Nei"))


def begun(title: str, at: datetime | None, **given: object) -> Campaign:
    plain = a_campaign(words={Language.NB: Words(title, "Tekst")}, began_at=at, state=State.SENT)
    return replace(plain, **given)  # type: ignore[arg-type]


async def note(store: SqlStore, campaign: CampaignId, fates: dict[Fate, int]) -> None:
    async with store.transaction() as work:
        for fate, number in fates.items():
            people = [PersonId(f"{fate}-{each}") for each in range(number)]
            await work.campaigns.note(campaign, people, fate)


async def told(store: SqlStore, year: int = 2026, language: Language = Language.NB) -> list[CampaignIn]:
    async with store.reading() as work:
        return list(await Gathered().campaigns(work, WORKPLACE, year, language))


async def report(store: SqlStore) -> Document:
    async with store.reading() as work:
        return document(
            await gather(Gathered(), work, a_workplace(), 2026, Language.NB), Language.NB, "Europe/Oslo"
        )


async def test_the_year_has_those_that_began_in_it_by_the_workplaces_clock(store: SqlStore) -> None:
    """By day; neither drafts, nor the neighbours', nor what began at half past midnight on New Year's Day in Oslo."""
    elsewhere = WorkplaceId("another")
    async with store.transaction() as work:
        await work.people.put_workplace(replace(a_workplace(), id=elsewhere))
        for each in (
            begun("Desember", datetime(2026, 12, 31, 22, 30, tzinfo=UTC)),
            begun("Nyttår", datetime(2026, 12, 31, 23, 30, tzinfo=UTC)),
            begun("Januar", datetime(2025, 12, 31, 23, 30, tzinfo=UTC)),
            begun("Utkast", None, state=State.DRAFT),
            begun("Naboens", MONDAY, workplace=elsewhere),
            begun("Tilbakekalt", MONDAY, state=State.RECALLED, recalled=True),
        ):
            await work.campaigns.add(each)
    assert [(each.title, each.on) for each in await told(store)] == [
        ("Januar", date(2026, 1, 1)),
        ("Tilbakekalt", date(2026, 11, 23)),
        ("Desember", date(2026, 12, 31)),
    ]
    assert [each.title for each in await told(store, 2027)] == ["Nyttår"]


async def test_whoever_wants_none_is_reached_and_the_rest_is_missed(store: SqlStore) -> None:
    """Of each fate, to the last; the sheet has tens, and «under 10» of the nine who were missed."""
    campaign = begun("Sommerfest", MONDAY, learned="Kort tekst virket best.")
    async with store.transaction() as work:
        await work.campaigns.add(campaign)
    fates = {Fate.DELIVERED: 119, Fate.OPTED_OUT: 4, Fate.UNREACHABLE: 5, Fate.DOUBT: 2, Fate.CANCELLED: 1}
    await note(store, campaign.id, {**fates, Fate.WAITING: 1})
    [one] = await told(store)
    assert (one.reached, one.missed, one.learned) == (123, 9, "Kort tekst virket best.")
    shown = [part for part in (await report(store)).parts if isinstance(part, Table) and part.figures]
    [row] = [row for table in shown for row in table.rows if row[0].startswith("Sommerfest")]
    assert [cell.replace("\xa0", " ") for cell in row[1:]] == ["130", "120", "under 10", "under 10"]


async def test_thanks_and_answers_come_in_tens_and_in_the_readers_language(store: SqlStore) -> None:
    """Nine thanks are none; an answer keeps its words, and its place among the answers."""
    english = Words("When gambling takes over", "Talk.", "Do you know whom?", ("Yes", "No"))
    campaign = begun("", MONDAY, words={Language.NB: ASKED, Language.EN: english})
    async with store.transaction() as work:
        await work.campaigns.add(campaign)
    for number in range(23):
        async with store.transaction() as work:
            person = a_person(f"p{number}")
            await voting.vote(work, campaign, person, 1 if number < 12 else 0)
            if number < 9:
                await voting.thank(work, campaign, person)
    [nb] = await told(store)
    [en] = await told(store, language=Language.EN)
    assert (nb.title, nb.question, nb.answers, nb.thanks) == (
        ASKED.title, ASKED.question, (("Ja", 10), ("Nei", 10)), 0,
    )  # fmt: skip
    assert (en.title, en.answers) == (english.title, (("Yes", 10), ("No", 10)))


async def test_an_audience_is_told_by_the_name_that_people_use(store: SqlStore) -> None:
    """A channel by its own; one that the bot is in no more is some channel, and never its id."""
    async with store.transaction() as work:
        await work.posts.let_in(Channel(platform=Platform.SLACK, tenant="T1", id="C0ALLE", name="#alle"))
        for hour, audience in enumerate(
            (
                Audience(Whom.PLACE, "Rjukan"),
                Audience(Whom.ROLE, "leader"),
                Audience(Whom.CHANNEL, "slack:C0ALLE"),
                Audience(Whom.CHANNEL, "slack:C0BORTE"),
            )
        ):
            await work.campaigns.add(begun(f"{hour}", MONDAY, audience=audience))
    assert [(each.whom, each.name) for each in await told(store)] == [
        (To.PLACE, "Rjukan"), (To.ROLE, "leader"), (To.CHANNEL, "#alle"), (To.CHANNEL, ""),
    ]  # fmt: skip
    said = str((await report(store)).parts)
    for part in ("til stedet Rjukan", "til dem som leder noen", "i kanalen #alle", "i en kanal"):
        assert part in said
    assert "C0BORTE" not in said


def test_the_report_knows_every_audience_that_a_campaign_can_have() -> None:
    """By the same names."""
    assert [each.value for each in Whom] == [each.value for each in To]
