"""What is kept goes by itself when its time is over."""

from datetime import timedelta

from core.checkins.usecases import KEPT, employee
from tests.journeys.world import World


async def test_answers_go_after_ninety_days_and_the_shared_copy_stays(world: World) -> None:
    """The employee's own answers are forgotten; what was given to the leader is not taken from the leader."""
    kari, sight = world.kari, employee(world.people["kari"])
    await world.until_ping(kari)
    await kari.press("Åpne")
    kari.choose("Hvordan går det?", "Bra")
    await kari.submit()
    kari.tick("Dette vil jeg dele", "Hvordan det går")
    await kari.submit()
    async with world.parts.store.reading() as work:
        answered = (await work.checkins.of(world.agreement, sight))[0].id

    world.clock.at += KEPT - timedelta(days=1)
    await world.parts.upkeep()
    async with world.parts.store.reading() as work:
        assert await work.checkins.answers(answered, sight) is not None

    world.clock.at += timedelta(days=2)
    await world.parts.upkeep()
    async with world.parts.store.reading() as work:
        assert await work.checkins.answers(answered, sight) is None
        assert len(await work.checkins.shares(world.agreement, sight)) == 1
