"""An agreement that is signed on paper already is taken in: copied by two, and confirmed by both to be the same."""

from datetime import date, timedelta

from bots.demo.far.phone import Phone
from core.agreements.course import Move
from core.agreements.model import AgreementId, Terms
from core.agreements.usecases import sight_of
from core.chat.views import Paragraph
from core.drafting import usecases
from core.life.sheet import AgreementSheet
from core.sight import Role
from tests.journeys import acts
from tests.journeys.acts import my_page, word
from tests.journeys.test_drafting import begun, enough, newest, open_draft, ready, write
from tests.journeys.world import World

TAKE, SAME = word("drafting", "paper.take"), word("drafting", "paper.sign")
SIGNED_ON, TAKEN = date(2026, 6, 1), "Tatt inn fra papir, signert 1. juni 2026."


async def say(phone: Phone, day: str) -> None:
    """On the draft's page: it is signed on paper already, on this day."""
    await phone.press(TAKE)
    phone.fill(word("drafting", "paper.signed_on"), day)
    await phone.submit()


async def dates(phone: Phone, start: str, end: str) -> None:
    """On the draft's page: the first «Endre» after the expectations."""
    labels = list(phone.buttons())
    expectation = max(n for n, label in enumerate(labels) if label == "Legg til")
    await phone.press("Endre", nth=labels[:expectation].count("Endre"))
    phone.fill("Fra", start)
    phone.fill("Til", end)
    await phone.submit()


async def copied(world: World) -> AgreementId:
    """Everything stands there, with days that have been; Ola has it before him."""
    id = await begun(world)
    await enough(world)
    await say(world.ola, SIGNED_ON.isoformat())
    await dates(world.ola, "2026-06-08", "2027-06-07")
    assert word("drafting", "paper.enough") in world.ola.words()
    return id


async def taken_in(world: World) -> AgreementId:
    id = await copied(world)
    await world.ola.press(word("drafting", "paper.send"))
    await world.ola.press(SAME)
    await open_draft(world.jonas)
    await world.jonas.press(SAME)
    return id


async def terms(world: World, id: AgreementId) -> Terms:
    async with world.parts.store.reading() as work:
        return await work.agreements.terms(id, sight_of(world.people["jonas"].id, Role.LEADER))


async def test_both_confirm_that_it_says_the_same_and_it_is_in_force(world: World) -> None:
    """Said by one, with the day; copied with a start in the past; confirmed by both; followed up from today."""
    id = await copied(world)
    assert TAKEN in world.ola.words()
    await world.ola.press(word("drafting", "paper.send"))
    seen = world.ola.words()
    assert "Dette sier det samme som papiret" in seen
    assert TAKEN in seen
    assert "Signér" not in world.ola.buttons()
    await world.ola.press(SAME)
    assert "Du har bekreftet" in world.ola.words()

    await open_draft(world.jonas)
    seen = world.jonas.words()
    assert "Medarbeideren din har bekreftet at teksten her sier det samme som papiret." in seen
    assert "Dette sier det samme som papiret" in seen
    await world.jonas.press(SAME)
    seen = world.jonas.words()
    assert word("drafting", "paper.in_force") in seen
    assert TAKEN in seen

    kept = await terms(world, id)
    assert (kept.paper, kept.starts_on, len(kept.signatures)) == (SIGNED_ON, date(2026, 6, 8), 2)
    await world.jonas.close()
    await world.ola.close()
    await world.until_ping(world.ola, timedelta(days=15))
    await my_page_of(world.ola)
    await world.ola.press("Sjekk inn nå")
    assert "En kort prat" in world.ola.words()


async def my_page_of(phone: Phone) -> None:
    await phone.go_home()
    await my_page(phone)


async def test_the_page_to_print_and_the_log_say_where_it_comes_from(world: World) -> None:
    """On the employee's own sheet, in the export, and as the step that it was."""
    id = await taken_in(world)
    async with world.parts.store.transaction() as work:
        sheet = await AgreementSheet().build(work, world.people["ola"], id)
        course, _ = await usecases.standing(work, id, world.people["jonas"])
    assert TAKEN in [part.text for part in sheet.parts if isinstance(part, Paragraph)]
    assert course.steps[-1].what is Move.TAKEN_IN


async def test_the_day_of_the_paper_has_been(world: World) -> None:
    """None, tomorrow, or in another age: mended in the form, and nothing is kept."""
    id = await begun(world)
    await open_draft(world.jonas)
    await world.jonas.press(TAKE)
    for day, words in (
        ("", word("drafting", "no_date")),
        ("2026-11-24", word("drafting", "ahead")),
        ("1926-11-23", word("drafting", "long_ago")),
    ):
        if day:
            world.jonas.fill(word("drafting", "paper.signed_on"), day)
        await world.jonas.submit()
        assert words in world.jonas.words()
    assert (await newest(world, id)).number == 1
    world.jonas.fill(word("drafting", "paper.signed_on"), "2026-11-23")
    await world.jonas.submit()
    assert (await newest(world, id)).wording.paper == date(2026, 11, 23)


async def test_what_is_not_on_paper_after_all_begins_today_at_the_earliest(world: World) -> None:
    """The start that only a paper may have goes with it, and no other is let in."""
    id = await copied(world)
    await open_draft(world.jonas)
    labels = list(world.jonas.buttons())
    await world.jonas.press("Endre", nth=labels.count("Endre") - 1)
    world.jonas.tick(word("drafting", "paper.not"), word("drafting", "paper.not_yes"))
    await world.jonas.submit()

    wording = (await newest(world, id)).wording
    assert (wording.paper, wording.starts_on) == (None, date(2026, 11, 23))
    assert TAKEN not in world.jonas.words()
    await dates(world.jonas, "2026-06-08", "2027-06-07")
    assert word("drafting", "past") in world.jonas.words()
    assert (await newest(world, id)).wording.starts_on == date(2026, 11, 23)


async def test_to_say_it_after_one_has_signed_makes_that_void(world: World) -> None:
    """What was signed here was not what stands on paper."""
    id = await begun(world)
    await ready(world)
    await world.jonas.press("Signér")
    await open_draft(world.ola)
    await world.ola.press("Endre eller kommenter")
    await say(world.ola, SIGNED_ON.isoformat())
    async with world.parts.store.reading() as work:
        course, _ = await usecases.standing(work, id, world.people["jonas"])
    assert (course.signatures, course.sent_by) == ((), None)


async def test_an_amendment_is_agreed_on_here_and_stands_on_no_paper(world: World) -> None:
    """No start is moved back by it, nobody can say that it is on paper, and it is signed."""
    id = await taken_in(world)
    jonas = world.jonas
    for part in ("paper", "follow_up"):
        got = await acts.submit(
            world,
            jonas,
            "drafting.wrote",
            f"{id}:{(await newest(world, id)).number}:{part}",
            {"signed_on": "2026-06-02", "starts_on": "2026-06-02", "ends_on": "2027-06-07"},
        )
        words = word("conversation", "refused.not_here")[:25] if part == "paper" else word("drafting", "past")
        assert words in got, part
    await jonas.press("Foreslå en endring")
    assert TAKE not in jonas.buttons()
    await write(jonas, "Endre", "Nytt mål")
    wording = (await newest(world, id)).wording
    assert (wording.paper, wording.goal, wording.starts_on) == (None, "Nytt mål", date(2026, 6, 8))
    await jonas.press("Klar til å signere")
    assert "Signér" in jonas.buttons()
    assert (await terms(world, id)).paper == SIGNED_ON
