"""Short evaluations: one's own until shared, a line for what comes, seldom asked for; and the log that both read."""

from datetime import timedelta

import pytest
import pytest_asyncio

from bots.demo.far.phone import Phone
from core.agreements.usecases import sight_of
from core.evaluations import cards
from core.evaluations.keeps import KeptEvaluations
from core.evaluations.log import LogSheet
from core.evaluations.model import Evaluation, Part
from core.evaluations.usecases import ASK, share
from core.ledger.model import Standing
from core.people import Position
from core.sight import Role, Sight
from tests.journeys.acts import press, submit, word
from tests.journeys.colleagues import PAIRS, hire
from tests.journeys.test_around import IDA, changed, choose, go_in
from tests.journeys.test_life import NIGHT, does
from tests.journeys.world import MEASURES, World

pytestmark = [PAIRS, pytest.mark.every_pair]
EIGHT = NIGHT.replace(hour=7, minute=0) + timedelta(days=1)
"""In Oslo, in winter."""

WORDS, NOTE = "Mandag er for travel kanarigul", "Vi snakker sammen på tirsdager"


@pytest_asyncio.fixture
async def ida(world: World) -> Phone:
    """One more leader at the workplace."""
    phone = await hire(world, "ida", IDA)
    await changed(world, "ida", positions=frozenset({Position.LEADER}))
    return phone


def said(key: str) -> str:
    return word("evaluations", key)


async def answer(phone: Phone) -> None:
    """From the agreement's page: one measure, own words and a line."""
    await does(phone, "log")
    await phone.press(said("answer"))
    phone.choose(MEASURES[0].text, said("works.change"))
    phone.fill(said("q2"), WORDS)
    phone.fill(said("q3"), NOTE)
    await phone.submit()


async def log(phone: Phone) -> str:
    await does(phone, "log")
    shown = phone.words()
    await phone.close()
    return shown


async def asked(world: World, key: str) -> int:
    """How often this person has been asked."""
    async with world.parts.store.reading() as work:
        owed = await work.ledger.of(world.people[key].id)
    return len([each for each in owed if each.kind == ASK and each.standing is not Standing.DROPPED])


async def test_the_employees_answers_are_their_own_until_they_are_shared_part_by_part(world: World) -> None:
    """Stored alone, nothing ticked; the leader reads the one part, and no sign of the others."""
    await answer(world.kari)
    assert said("share.kept") in world.kari.words()
    assert WORDS not in await log(world.jonas)
    world.kari.tick(said("share.which"), said("part.note"))
    await world.kari.submit()
    assert said("done.note") in world.kari.words()
    await world.kari.close()
    seen = await log(world.jonas)
    assert NOTE in seen
    assert WORDS not in seen
    assert said("works.change") not in seen
    assert said("log.alone") not in seen
    own = await log(world.kari)
    assert WORDS in own
    assert said("log.alone") in own


async def test_what_is_kept_alone_can_be_deleted_and_what_is_shared_stays(world: World) -> None:
    """Deleted from one's own log; the shared part is both's."""
    await answer(world.kari)
    world.kari.tick(said("share.which"), said("part.note"))
    await world.kari.submit()
    await world.kari.close()
    await does(world.kari, "log")
    await world.kari.press(said("erase"))
    assert WORDS not in world.kari.words()
    await world.kari.close()
    assert NOTE in await log(world.jonas)


async def test_the_leader_is_told_who_reads_it_before_the_first_field(world: World) -> None:
    """And the employee reads it in the log."""
    await does(world.jonas, "log")
    await world.jonas.press(said("answer"))
    assert said("ask.read").format(employee="Kari Oppdiktet") in world.jonas.words()
    world.jonas.fill(said("q2"), WORDS)
    await world.jonas.submit()
    await world.jonas.close()
    assert WORDS in await log(world.kari)


async def test_a_line_becomes_a_proposal_that_both_must_sign(world: World) -> None:
    """A press on it opens the amendment with the line in it; what is in force stays."""
    await answer(world.jonas)
    await world.jonas.press(said("propose"))
    assert word("drafting", "part.support_measure") in world.jonas.words()
    assert NOTE in world.jonas.words()
    await world.jonas.close()
    await does(world.kari, "draft")
    assert NOTE in world.kari.words()
    await world.kari.close()
    async with world.parts.store.reading() as work:
        course_of = await work.agreements.terms(world.agreement, _karis(world))
    assert NOTE not in [each.text for each in course_of.measures]


async def test_after_a_talk_both_are_asked_and_not_again_for_four_weeks(world: World) -> None:
    """However often they talk."""
    for _ in range(3):
        await press(world, world.jonas, "followups.held", world.agreement)
        await world.wind_by(days=6)
    assert (await asked(world, "kari"), await asked(world, "jonas")) == (1, 1)
    await world.wind_by(days=14)
    await press(world, world.jonas, "followups.held", world.agreement)
    await world.wind_by(days=1)
    assert (await asked(world, "kari"), await asked(world, "jonas")) == (2, 2)


async def test_the_ping_that_rings_anyway_opens_the_three_questions(world: World) -> None:
    """One line in a list; whoever has answered already is not asked."""
    await press(world, world.jonas, "followups.held", world.agreement)
    await answer(world.jonas)
    await world.jonas.close()
    await world.wind_by(days=8)
    async with world.parts.store.reading() as work:
        (asking,) = [each for each in await work.ledger.of(world.people["kari"].id) if each.kind == ASK]
    assert asking.carrier is not None
    assert said("list.ask") in await press(world, world.kari, "ping.open", asking.carrier)
    assert said("q2") in await press(world, world.kari, "ping.one", asking.id)
    assert await asked(world, "jonas") == 0


async def test_nobody_is_asked_of_an_agreement_that_is_over(world: World) -> None:
    """What was owed is dropped, and there is no answer to be given."""
    await press(world, world.jonas, "followups.held", world.agreement)
    await does(world.kari, "withdraw")
    await world.kari.submit()
    await world.kari.close()
    await world.wind_by(days=7)
    assert (await asked(world, "kari"), await asked(world, "jonas")) == (0, 0)
    seen = await submit(world, world.kari, "evaluations.answered", world.agreement, {"words": WORDS})
    assert word("conversation", "refused.moved_on")[:20] in seen


async def test_halfway_both_are_asked_once(world: World) -> None:
    """And a sweep a day later adds nothing."""
    async with world.parts.store.reading() as work:
        terms = await work.agreements.terms(world.agreement, _karis(world))
    half = terms.starts_on + (terms.ends_on - terms.starts_on) / 2
    world.clock.at += timedelta(days=(half - world.clock.at.date()).days + 1)
    for _ in range(3):
        await world.parts.upkeep()
        world.clock.at += timedelta(days=1)
    assert (await asked(world, "kari"), await asked(world, "jonas")) == (1, 1)


async def test_nothing_said_and_too_much_said_are_mended_in_the_form(world: World) -> None:
    """With all that was typed."""
    await does(world.kari, "log")
    await world.kari.press(said("answer"))
    await world.kari.submit()
    assert said("empty") in world.kari.words()
    await world.kari.close()
    seen = await submit(world, world.kari, "evaluations.answered", world.agreement, {"note": "x" * 151})
    assert said("too_long").partition(".")[0].format(most=150) in seen


async def test_the_log_has_the_talks_and_its_file_is_the_employees(world: World) -> None:
    """Both read that they have talked; the file holds what the employee may read, and the leader gets none."""
    await press(world, world.jonas, "followups.held", world.agreement)
    await answer(world.kari)
    await world.kari.close()
    for phone in (world.kari, world.jonas):
        assert word("life", "move.talked") in await log(phone)
    assert said("sheet.file") not in await log(world.jonas)
    async with world.parts.store.reading() as work:
        document = await LogSheet().build(work, world.people["kari"], world.agreement)
        assert WORDS in repr(document)
        kept = repr(await KeptEvaluations().export(work, world.people["jonas"]))
    assert WORDS not in kept


async def test_what_is_shared_leaves_ones_own_copy_and_twice_adds_nothing(world: World) -> None:
    """Nothing stands in the log twice, however often the same page is sent."""
    await answer(world.kari)
    await world.kari.close()
    (own,) = await kept(world)
    for _ in range(2):
        async with world.parts.store.transaction() as work:
            await share(work, own.id, world.people["kari"], frozenset({Part.NOTE}))
    found = sorted((each.joint, each.words, each.note) for each in await kept(world))
    assert found == [(False, WORDS, ""), (True, "", NOTE)]
    assert (await log(world.kari)).count(NOTE) == 1
    assert WORDS not in await log(world.jonas)


async def test_what_is_shared_at_night_is_read_in_the_morning(world: World) -> None:
    """The form says so, the employee sees it waiting, and the leader reads it at eight."""
    world.clock.at = NIGHT
    await world.run()
    await answer(world.kari)
    assert said("share.who_at_night").partition(".")[0] in world.kari.words()
    world.kari.tick(said("share.which"), said("part.note"))
    await world.kari.submit()
    assert said("done.at_night") in world.kari.words()
    await world.kari.close()
    at_night = said("log.at_night").format(name=world.people["jonas"].name)
    assert at_night in await log(world.kari)
    assert NOTE not in await log(world.jonas)
    world.clock.at = EIGHT - timedelta(minutes=1)
    assert NOTE not in await log(world.jonas)
    world.clock.at = EIGHT
    assert NOTE in await log(world.jonas)
    assert at_night not in await log(world.kari)


async def test_what_was_shared_at_night_can_be_taken_back_until_morning(world: World) -> None:
    """It never reaches the leader; after eight the same press takes nothing back."""
    for taken_at, stays in ((EIGHT - timedelta(minutes=1), False), (EIGHT, True)):
        world.clock.at = NIGHT
        await answer(world.kari)
        world.kari.tick(said("share.which"), said("part.note"))
        await world.kari.submit()
        await world.kari.close()
        (shared,) = [each for each in await kept(world) if each.joint]
        world.clock.at = taken_at
        await press(world, world.kari, "evaluations.back", shared.id)
        world.clock.at = EIGHT
        assert (NOTE in await log(world.jonas)) is stays


async def test_the_former_leaders_words_never_get_the_new_leaders_name(world: World, ida: Phone) -> None:
    """The employee reads them as an earlier leader's; the new leader reads what comes, and nothing from before."""
    await answer(world.jonas)
    await world.jonas.close()
    await choose(world.kari)
    await go_in(world, ida)
    named, unnamed = said("log.evaluated"), word("life", "earlier_leader")
    assert NOTE not in await log(ida)
    shown = await log(world.kari)
    assert NOTE in shown
    assert named.format(name=unnamed) in shown
    assert named.format(name=IDA) not in shown
    await answer(ida)
    await ida.close()
    assert named.format(name=IDA) in await log(world.kari)


async def kept(world: World) -> list[Evaluation]:
    """All that Kari may read of her agreement."""
    async with world.parts.store.reading() as work:
        return list(await work.evaluations.of(world.agreement, _karis(world)))


def _karis(world: World) -> Sight:
    return sight_of(world.people["kari"].id, Role.EMPLOYEE)


async def test_what_was_kept_can_be_shared_another_day(world: World) -> None:
    """From the log: nobody has to decide at once."""
    await answer(world.kari)
    await world.kari.close()
    await world.wind_by(days=2)
    assert NOTE not in await log(world.jonas)
    await world.kari.go_home()
    await press(world, world.kari, "evaluations.log", world.agreement)
    (own,) = await kept(world)
    assert said("share.kept") in await press(world, world.kari, "evaluations.share", own.id)
    await submit(
        world,
        world.kari,
        "evaluations.shared",
        f"{own.id}:{world.people['jonas'].id}",
        {cards.PARTS: (Part.NOTE,)},
    )
    assert NOTE in await log(world.jonas)
    assert WORDS not in await log(world.jonas)
