"""The gate before the first field: nothing is offered before the workplace has settled it, and the notice is read once."""

from datetime import timedelta

from core.golive import usecases
from core.sight import Role
from tests.golive import gone_live, told
from tests.journeys.acts import press, rows, submit, word
from tests.journeys.test_invitations import led, offer, opened, own_page
from tests.journeys.world import WORKPLACE, World


async def _not_live(world: World) -> None:
    async with world.parts.store.transaction() as work:
        await work.marks.take(f"golive:{WORKPLACE}")


async def test_before_going_live_there_is_no_way_in(world: World) -> None:
    """No button on the own page; and whoever forges one is told kindly, and nothing is written."""
    await _not_live(world)
    await led(world, "ola", "jonas")
    await own_page(world.ola)
    assert word("invitations", "page.ask") not in world.ola.buttons()
    await world.ola.close()
    before = await rows(world, but=("presses",))
    forged = [await press(world, world.ola, "invitations.ask")]
    forged.append(await submit(world, world.ola, "invitations.request"))
    values: dict[str, str | tuple[str, ...]] = {"talked": ("yes",), "to": world.people["ola"].id}
    forged.append(await submit(world, world.jonas, "invitations.offer", "", values))
    assert all(word("golive", "closed")[:30] in seen for seen in forged)
    assert {t: len(found) for t, found in (await rows(world, but=("presses",))).items()} == {
        t: len(found) for t, found in before.items()
    }


async def test_the_notice_comes_before_the_first_field_and_once(world: World) -> None:
    """A new version is read by everybody once more; then the way is free."""
    await led(world, "ola", "jonas")
    async with world.parts.store.transaction() as work:
        workplace = await work.people.workplace(WORKPLACE)
        await usecases.go_live(work, workplace, told(complaints="Hovedverneombudet"))
    await own_page(world.ola)
    await world.ola.press(word("invitations", "page.ask"))
    assert "Hovedverneombudet" in world.ola.words()
    await world.ola.press(word("golive", "go_on"))
    assert word("invitations", "ask.nobody_else") in world.ola.words()
    await world.ola.close()
    await own_page(world.ola)
    await world.ola.press(word("invitations", "page.ask"))
    assert word("golive", "go_on") not in world.ola.buttons()


async def test_the_notice_can_be_read_again_at_any_time(world: World) -> None:
    """Whom to complain to is seldom wanted on the first day. Reading it leads nowhere and leaves nothing."""
    await own_page(world.ola)
    await world.ola.press(word("menu", "page.data"))
    before = await rows(world)
    await world.ola.press(word("privacy", "sees"))
    assert told()["complaints"] in world.ola.words()
    assert word("golive", "go_on") not in world.ola.buttons()
    assert await rows(world) == before
    await _not_live(world)
    assert word("golive", "closed")[:30] in await press(world, world.ola, "golive.again")


async def test_whoever_gets_an_offer_reads_the_notice_first(world: World) -> None:
    """From the ping, by way of the notice, to the offer."""
    await led(world, "ola", "jonas")
    await offer(world.jonas, "Ola Utenavtale")
    async with world.parts.store.transaction() as work:
        await gone_live(work, WORKPLACE)
    await opened(world, world.ola)
    await world.ola.press(word("golive", "go_on"))
    assert word("invitations", "got.yes") in world.ola.buttons()


async def test_the_notice_leads_nowhere_else(world: World) -> None:
    """A button with another door in it is refused; another's invitation stays shut behind a right one."""
    await led(world, "ola", "jonas")
    await offer(world.jonas, "Ola Utenavtale")
    await world.until_ping(world.ola, timedelta(days=4))
    async with world.parts.store.reading() as work:
        jonas = world.people["jonas"].id
        [sent] = await work.invitations.of(jonas, Role.INVITER)
    for ref in ("menu.page", "checkins.mine:x", "", f"got:{sent.id}"):
        seen = await press(world, world.kari, "golive.read", ref)
        assert word("conversation", "refused.not_here")[:30] in seen, ref
