"""The report to the AMU, from the button on the committee's page to the file; on both platforms and both databases."""

from dataclasses import replace
from datetime import date

import aiohttp

from bots.demo.far.phone import Phone
from core.committee.model import Body, Kind, Party, Term, TermId
from core.people import Position
from tests.adapters.pages.sheets import bare, catalogue, words
from tests.journeys.acts import press, word
from tests.journeys.test_pages import LINK, fetched, http
from tests.journeys.world import WORKPLACE, World

__all__ = ["http"]


async def becomes(world: World, key: str, *positions: Position) -> None:
    """These positions and no other."""
    async with world.parts.store.transaction() as work:
        person = await work.people.get(world.people[key].id)
        await work.people.save(replace(person, positions=frozenset(positions), version=person.version + 1))


async def seated(world: World, key: str) -> None:
    """A body, and this person in it for the employees."""
    async with world.parts.store.transaction() as work:
        body = Body(
            workplace=WORKPLACE,
            kind=Kind.OWN,
            name="Utvalget på Fjellbruket",
            mandate="Vedtatt",
            set_up_on=date(2026, 1, 5),
        )
        await work.committee.put(body)
        term = Term(
            id=TermId(work.new_id()),
            workplace=WORKPLACE,
            person=world.people[key].id,
            party=Party.EMPLOYEE,
            starts_on=date(2026, 1, 5),
            ends_on=date(2028, 1, 4),
        )
        await work.committee.add(term)


async def links(world: World, phone: Phone, ref: str = "") -> list[tuple[str, str]]:
    return list(dict.fromkeys(LINK.findall(await press(world, phone, "report.show", ref))))


async def test_a_member_fetches_the_year_with_one_press(world: World, http: aiohttp.ClientSession) -> None:
    """This year and the last; tagged, in the reader's language, with who sits there."""
    await seated(world, "ola")
    this, last = await links(world, world.ola)
    status, kind, made = await fetched(http, this)
    assert (status, kind) == (200, "application/pdf")
    assert catalogue(made)["/Lang"].startswith("nb")
    for said in ("Årsrapport til AMU 2026", "Utvalget på Fjellbruket", "2026 er ikke over"):
        assert bare(said) in words(made)
    status, _, made = await fetched(http, last)
    assert (status, bare("Årsrapport til AMU 2025") in words(made)) == (200, True)


async def test_it_can_be_had_in_another_language(world: World, http: aiohttp.ClientSession) -> None:
    """By one press more; the form stays in the reader's own."""
    await becomes(world, "ola", Position.HSE)
    this, _ = await links(world, world.ola, "en")
    _, _, made = await fetched(http, this)
    assert catalogue(made)["/Lang"].startswith("en")
    assert bare("Report to the AMU for 2026") in words(made)


async def test_nobody_else_is_offered_it(world: World) -> None:
    """Whoever is in an agreement, or leads somebody, is no reader of it by that."""
    for phone in (world.kari, world.jonas, world.ola):
        seen = await press(world, phone, "report.show")
        assert (LINK.findall(seen), word("report", "form.title") in seen) == ([], False)


async def test_who_has_lost_the_position_gets_nothing_for_the_link(
    world: World, http: aiohttp.ClientSession
) -> None:
    """The right that holds at that moment is what counts."""
    await becomes(world, "ola", Position.HR)
    this, _ = await links(world, world.ola)
    await becomes(world, "ola")
    status, _, _ = await fetched(http, this)
    assert status == 404


async def test_an_agreement_changes_no_byte_of_it(world: World, http: aiohttp.ClientSession) -> None:
    """Kari's, with all that there is in it, against none at all (S154)."""
    await becomes(world, "ola", Position.HR)
    this, _ = await links(world, world.ola)
    _, _, before = await fetched(http, this)
    async with world.parts.store.transaction() as work:
        await work.agreements.erase(world.agreement)
    again, _ = await links(world, world.ola)
    _, _, after = await fetched(http, again)
    assert before == after
