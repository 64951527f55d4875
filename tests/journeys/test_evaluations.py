"""Short evaluations: one's own until shared, a line for what comes, seldom asked for; and the log that both read."""

from bots.demo.far.phone import Phone
from core.agreements.usecases import sight_of
from core.evaluations.keeps import KeptEvaluations
from core.evaluations.log import LogSheet
from core.sight import Role, Sight
from tests.journeys.acts import press, submit, word
from tests.journeys.colleagues import PAIRS
from tests.journeys.test_life import does
from tests.journeys.world import MEASURES, World

pytestmark = PAIRS

WORDS, NOTE = "Mandag er for travel kanarigul", "Vi snakker sammen på tirsdager"


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


async def test_when_it_is_over_it_can_be_read_and_not_answered(world: World) -> None:
    """The log stays as long as the agreement does."""
    await answer(world.kari)
    await world.kari.close()
    await does(world.kari, "withdraw")
    await world.kari.submit()
    await world.kari.close()
    seen = await submit(world, world.kari, "evaluations.answered", world.agreement, {"words": WORDS})
    assert word("conversation", "refused.moved_on")[:20] in seen
    shown = await press(world, world.kari, "evaluations.log", world.agreement)
    assert WORDS in shown
    assert said("answer") not in shown


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


def _karis(world: World) -> Sight:
    return sight_of(world.people["kari"].id, Role.EMPLOYEE)
