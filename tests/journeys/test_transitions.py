"""The turns of an agreement's life that no other journey takes: lapsing, leaving, dropping, extending, and being deleted."""

from datetime import timedelta

from bots.demo.far.phone import Phone
from core.agreements.model import DRAFT_KEPT, AgreementId, State
from core.agreements.usecases import sight_of
from core.sight import Role
from tests.journeys.acts import rows, submit, word
from tests.journeys.colleagues import PAIRS
from tests.journeys.test_drafting import GOAL, begun, in_force, open_draft, ready, write
from tests.journeys.test_invitations import SHOW, ask, led, offer, opened, own_page
from tests.journeys.test_invitations import state as states
from tests.journeys.test_life import does
from tests.journeys.world import World, pings

pytestmark = PAIRS

MOVED_ON = word("conversation", "refused.moved_on")[:30]
RHYTHM = 3
"""Which «Endre» is the one of dates and rhythm, counted from 0 and downwards on the page."""
NOT_MADE = word("invitations", "stage.not_made")


async def draft_state(world: World, id: AgreementId) -> State:
    """Of Ola's, as Jonas is to see it now."""
    jonas = world.people["jonas"].id
    async with world.parts.store.reading() as work:
        course = await work.agreements.course(id, sight_of(jonas, Role.LEADER))
        return course.state_at(work.now, work.now.date())


async def signed_by_both(world: World) -> AgreementId:
    """Ola and Jonas have an agreement in force, the only one that Jonas has."""
    async with world.parts.store.transaction() as work:
        await work.agreements.erase(world.agreement)
    id = await begun(world)
    await ready(world)
    await world.jonas.press("Signér")
    await world.jonas.close()
    await open_draft(world.ola)
    await world.ola.press("Signér")
    await world.ola.close()
    assert await draft_state(world, id) is State.ACTIVE
    return id


async def test_a_lapsed_offer_is_spoken_of_once_and_deleted_thirty_days_later(world: World) -> None:
    """One ping and no reminder (S101); to the leader «ikke inngått»; then neither has a word or a row of it."""
    await led(world, "ola", "jonas")
    await offer(world.jonas, "Ola Utenavtale")
    await world.wind_by(days=61)
    assert pings(world.ola) == 1
    await own_page(world.jonas)
    assert "Ola Utenavtale" in world.jonas.words()
    await world.jonas.press(SHOW)
    assert NOT_MADE in world.jonas.words()
    await world.jonas.close()

    await world.wind_by(days=30)
    await world.parts.upkeep()
    assert (await rows(world))["invitations"] == []
    for phone, other in ((world.ola, "Jonas Oppdiktet"), (world.jonas, "Til Ola Utenavtale")):
        await own_page(phone)
        assert other not in phone.words()


async def test_a_lapsed_request_cannot_be_answered_and_is_deleted(world: World) -> None:
    """The leader's old card has moved on; thirty days later nothing is left of it, and one can ask again."""
    await led(world, "ola", "jonas")
    await ask(world.ola)
    await opened(world, world.jonas)
    await world.wind_by(days=31)
    await world.jonas.press(word("invitations", "got.begin"))
    assert MOVED_ON in world.jonas.words()
    assert await states(world, "ola") == []
    await world.wind_by(days=30)
    await world.parts.upkeep()
    assert (await rows(world))["invitations"] == []
    await own_page(world.ola)
    assert word("invitations", "page.ask") in world.ola.buttons()


async def test_a_request_taken_back_by_day_can_be_answered_no_more(world: World) -> None:
    """The leader has had the ping; the open card says kindly that it has moved on, and no draft begins."""
    await led(world, "ola", "jonas")
    await ask(world.ola)
    await opened(world, world.jonas)
    await own_page(world.ola)
    await world.ola.press(SHOW)
    await world.ola.press(word("invitations", "sent.take_back"))
    assert word("invitations", "taken_back") in world.ola.words()
    await world.jonas.press(word("invitations", "got.begin"))
    assert MOVED_ON in world.jonas.words()
    assert await states(world, "ola") == []


async def test_a_bare_refusal_is_not_sent_and_nobody_leads_themselves(world: World) -> None:
    """A leader who cannot says who can; and who stands as their own leader has nobody here to ask."""
    await led(world, "ola", "ola")
    assert word("conversation", "refused.no_leader")[:30] in await submit(
        world, world.ola, "invitations.request"
    )
    await led(world, "ola", "jonas")
    await ask(world.ola)
    await opened(world, world.jonas)
    async with world.parts.store.reading() as work:
        [one] = await work.invitations.of(world.people["ola"].id, Role.INVITER)
    refused = await submit(world, world.jonas, "invitations.cannot", one.id)
    assert word("conversation", "refused.incomplete") in refused
    await world.jonas.press(word("invitations", "got.begin"))
    assert await states(world, "ola") == [State.DRAFTING]


async def test_the_leader_leaves_a_text_that_was_signed_already(world: World) -> None:
    """Every word goes now; the employee is told without a reason; thirty days later nothing of it is left."""
    id = await begun(world)
    await ready(world)
    await open_draft(world.ola)
    await world.ola.press("Signér")
    await world.ola.close()
    await open_draft(world.jonas)
    await world.jonas.press("Avslutt uten avtale")
    await world.jonas.submit()
    await world.jonas.close()
    assert await draft_state(world, id) is State.CANCELLED
    assert (await rows(world))["drafts"] == []
    await opened(world, world.ola)
    assert word("life", "state.cancelled") in world.ola.words()
    await world.ola.close()
    # What is over goes when it is found so on two days.
    for days, left in ((DRAFT_KEPT.days - 2, True), (3, True), (1, False)):
        world.clock.at += timedelta(days=days)
        await world.parts.upkeep()
        assert any(id in row for row in (await rows(world))["agreements"]) is left


async def test_a_comment_makes_signatures_void_and_either_sends_it_anew(world: World) -> None:
    """Signed by the employee, commented by the leader, sent by the leader: in force when both have signed again."""
    id = await begun(world)
    await ready(world)
    await open_draft(world.ola)
    await world.ola.press("Signér")
    await open_draft(world.jonas)
    await world.jonas.press("Endre eller kommenter")
    await world.jonas.press("Kommenter")
    world.jonas.fill("Kommentaren din", "Et godt mål")
    await world.jonas.submit()
    assert await draft_state(world, id) is State.DRAFTING
    await open_draft(world.jonas)
    await world.jonas.press("Klar til å signere")
    await world.jonas.press("Signér")
    assert await draft_state(world, id) is State.SIGNING
    await open_draft(world.ola)
    assert "Du har signert" not in world.ola.words()
    await world.ola.press("Signér")
    assert await draft_state(world, id) is State.ACTIVE


async def proposed(world: World, phone: Phone, goal: str) -> None:
    """From the agreement's page, another goal for the text in force."""
    await does(phone, "read")
    await phone.press("Foreslå en endring")
    await write(phone, "Endre", goal)
    assert "Dette er et forslag til endring" in phone.words()


async def test_what_one_proposes_the_other_can_give_up(world: World) -> None:
    """The leader's amendment, dropped by the employee: what is in force was so all the time, and the leader is told."""
    id = await signed_by_both(world)
    await proposed(world, world.jonas, "Et helt annet mål")
    await world.jonas.close()
    await does(world.ola, "draft")
    assert "Et helt annet mål" in world.ola.words()
    await world.ola.press("Gi opp endringen")
    await world.ola.submit()
    assert word("drafting", "left.amendment") in world.ola.words()
    assert await draft_state(world, id) is State.ACTIVE
    assert await in_force(world, id) == GOAL
    assert (await rows(world))["drafts"] == []
    await opened(world, world.jonas)
    assert word("life", "move.dropped") in world.jonas.words()
    assert word("life", "press.draft") not in world.jonas.buttons()


async def test_an_amendment_proposed_by_the_leader_takes_both(world: World) -> None:
    """Signed by one it binds nobody; an edit voids that; signed by both it is the text."""
    id = await signed_by_both(world)
    await proposed(world, world.jonas, "Et annet mål")
    await world.jonas.press("Klar til å signere")
    await world.jonas.press("Signér")
    await world.jonas.close()
    await does(world.ola, "draft")
    await world.ola.press("Endre eller kommenter")
    await write(world.ola, "Endre", "Et mål vi begge vil")
    await world.ola.press("Klar til å signere")
    await world.ola.press("Signér")
    assert await in_force(world, id) == GOAL
    await does(world.jonas, "draft")
    await world.jonas.press("Signér")
    assert await in_force(world, id) == "Et mål vi begge vil"
    assert await draft_state(world, id) is State.ACTIVE


async def cadence(world: World, id: AgreementId) -> tuple[int, int]:
    """Every how many weeks Ola is asked after the first ones; by their own route, and by the text in force."""
    sight = sight_of(world.people["ola"].id, Role.EMPLOYEE)
    async with world.parts.store.reading() as work:
        route, terms = await work.agreements.route(id, sight), await work.agreements.terms(id, sight)
    return route.cadence.then_every, terms.cadence.then_every


async def signed(phone: Phone, other: Phone) -> None:
    """What the first has proposed, by both."""
    await phone.press("Klar til å signere")
    await phone.press("Signér")
    await phone.close()
    await does(other, "draft")
    await other.press("Signér")
    await other.close()


async def test_another_rhythm_takes_both_and_what_the_employee_has_lowered_alone_outlives_other_changes(
    world: World,
) -> None:
    """An amendment of the goal asks nobody oftener; one of the rhythm is what both have signed."""
    id = await signed_by_both(world)
    await submit(world, world.ola, "life.slowed", id, {"every": "4"})
    await proposed(world, world.jonas, "Et annet mål")
    await signed(world.jonas, world.ola)
    assert await cadence(world, id) == (4, 2)

    await does(world.ola, "read")
    await world.ola.press("Foreslå en endring")
    await world.ola.press("Endre", nth=RHYTHM)
    world.ola.choose(word("drafting", "then_every"), "Hver 3. uke")
    await world.ola.submit()
    assert await cadence(world, id) == (4, 2)
    await signed(world.ola, world.jonas)
    assert await cadence(world, id) == (3, 3)
