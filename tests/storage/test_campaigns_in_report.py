"""What the year's report gathers of campaigns, from a real store; on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.campaigns import spreading, voting
from core.campaigns.model import Audience, Campaign, CampaignId, Fate, State, Whom, Words
from core.campaigns.ports import Channel
from core.campaigns.progress import progress
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
    """
    By day; neither drafts, nor the neighbours', nor what began at half past midnight on New Year's Day in Oslo. What was
    withdrawn is there without its words.
    """
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
        ("", date(2026, 11, 23)),
        ("Desember", date(2026, 12, 31)),
    ]
    assert [each.title for each in await told(store, 2027)] == ["Nyttår"]
    shown = str(await report(store))
    assert "(trukket tilbake)" in shown
    assert "Tilbakekalt" not in shown


async def test_of_what_was_withdrawn_neither_question_nor_answers_stand_there(store: SqlStore) -> None:
    """How many it had reached does."""
    campaign = begun("", MONDAY, words={Language.NB: ASKED}, state=State.RECALLED, recalled=True)
    async with store.transaction() as work:
        await work.campaigns.add(campaign)
    await note(store, campaign.id, {Fate.DELIVERED: 40})
    [one] = await told(store)
    assert (one.title, one.question, one.answers, one.reached) == ("", "", (), 40)
    for part in (ASKED.title, ASKED.question):
        assert part not in str(await report(store))


@pytest.mark.parametrize("got", [12, 19])
async def test_where_few_got_it_neither_thanks_nor_answers_stand_there(store: SqlStore, got: int) -> None:
    """Left out, and not said to be below ten."""
    campaign = begun("", MONDAY, words={Language.NB: ASKED})
    async with store.transaction() as work:
        await work.campaigns.add(campaign)
    await note(store, campaign.id, {Fate.DELIVERED: got - 3, Fate.OPTED_OUT: 3})
    for number in range(12):
        async with store.transaction() as work:
            await voting.vote(work, campaign, a_person(f"p{number}"), 1)
            await voting.thank(work, campaign, a_person(f"p{number}"))
    [one] = await told(store)
    assert (one.question, one.answers, one.thanks) == ("", (), None)
    assert "utelatt" in str(await report(store))


async def test_what_is_forgotten_one_by_one_is_counted_as_before(store: SqlStore) -> None:
    """Put away, or a year after it began; what is not over yet, or still waits for somebody, is left alone."""
    fates = {Fate.DELIVERED: 45, Fate.OPTED_OUT: 4, Fate.UNREACHABLE: 12}
    kept = {
        "put away": begun("Lagt bort", MONDAY, state=State.ARCHIVED),
        "old": begun("Gammel", MONDAY - timedelta(days=365), state=State.EVALUATED),
        "new": begun("Ny", MONDAY, state=State.SENT),
        "going": begun("Lang", MONDAY - timedelta(days=400), state=State.PAUSED),
        "waits": begun("Venter", MONDAY, state=State.ARCHIVED),
    }
    async with store.transaction() as work:
        for each in kept.values():
            await work.campaigns.add(each)
    for each in kept.values():
        await note(store, each.id, fates)
    await note(store, kept["waits"].id, {Fate.WAITING: 1})
    before = [each for year in (2025, 2026) for each in await told(store, year)]
    for _ in range(2):
        async with store.transaction() as work:
            await spreading.sweep(work, a_workplace())
    assert [each for year in (2025, 2026) for each in await told(store, year)] == before
    async with store.reading() as work:
        left = {key for key, each in kept.items() if await work.campaigns.tally(each.id)}
        assert (await work.campaigns.get(kept["old"].id)).tally == fates
        how = await progress(work, await work.campaigns.get(kept["put away"].id))
    assert left == {"new", "going", "waits"}
    assert (how.total, how.classes and how.classes[Fate.DELIVERED]) == (60, 40)


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
    await note(store, campaign.id, {Fate.DELIVERED: 40})
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
