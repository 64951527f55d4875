"""What somebody could try in order to read what was not shared, or to find out whom an occasion means something to."""

from datetime import timedelta
from functools import partial

import pytest_asyncio

from bots.demo.far.phone import Phone
from bots.subjects import flows
from core.agreements.usecases import sight_of
from core.chat.views import Values
from core.checkins.usecases import employee
from core.occasions.model import Audience
from core.people import Position
from core.preparations.keeps import KeptPreparations
from core.sight import Role
from tests.journeys.acts import press, rows, submit, without_ids, word
from tests.journeys.colleagues import agree, hire
from tests.journeys.prompted import (
    JULEBORD,
    change,
    led,
    own,
    prepare,
    prompts,
    publish,
    said,
    share,
    through,
)
from tests.journeys.test_around import IDA, changed, choose, go_in
from tests.journeys.test_life import does
from tests.journeys.world import World, pings

WORDS, CALL = "Et kanarigult bord", "Min kanarigule søster"
SEAT = said("part.seat")
VERBS = [f"preparations.{verb}" for flow in flows() if flow.name == "preparations" for verb in flow.answers]
ANSWERS: Values = {
    "words": "Annet",
    "choices": ("home",),
    "much": "all",
    "parts": ("words", "call"),
    "line": "Noe",
}


@pytest_asyncio.fixture
async def ida(world: World) -> Phone:
    """One more leader at the workplace."""
    phone = await hire(world, "ida", IDA)
    await changed(world, "ida", positions=frozenset({Position.LEADER}))
    return phone


async def prepared(world: World) -> tuple[str, list[str]]:
    """Kari has a seat shared, and her words and whom to ring for herself; what her buttons carry."""
    party = await publish(world)
    await prepare(world.kari, ticked=("seat",), words=WORDS, call=CALL)
    await share(world.kari, SEAT)
    await world.kari.close()
    sight, ref = sight_of(world.people["kari"].id, Role.EMPLOYEE), f"{world.agreement}:{party.id}"
    async with world.parts.store.reading() as work:
        mine = [each.id for each in await work.preparations.own(world.agreement, sight)]
        theirs = [each.id for each in await work.preparations.shared(world.agreement, sight)]
    return ref, [ref, f"{ref}:{JULEBORD}", world.agreement, party.id, *mine, *theirs, ""]


async def test_a_leader_who_writes_references_of_their_own_reads_nothing_that_was_not_shared(
    world: World,
) -> None:
    """Every verb with every reference, pressed and sent in; and the employee's own is as it was."""
    _, refs = await prepared(world)
    sight = employee(world.people["kari"])
    async with world.parts.store.reading() as work:
        before = await work.preparations.own(world.agreement, sight)
        mutes = (await work.agreements.route(world.agreement, sight)).mutes
    for verb in VERBS:
        for ref in refs:
            seen = await press(world, world.jonas, verb, ref)
            seen += await submit(world, world.jonas, verb, ref, ANSWERS)
            assert not [each for each in (WORDS, CALL, said("name.words")) if each in seen], (verb, ref)
    async with world.parts.store.reading() as work:
        assert await work.preparations.own(world.agreement, sight) == before
        assert (await work.agreements.route(world.agreement, sight)).mutes == mutes


async def test_each_has_their_own_verbs_and_not_the_others(world: World) -> None:
    """A leader takes back nothing that they have not opened; an employee has no leader's page of themselves."""
    ref, refs = await prepared(world)
    refused = word("conversation", "refused.not_here")
    assert refused in await press(world, world.jonas, "preparations.back", refs[-2])
    for verb in ("preparations.lead", "preparations.line"):
        assert refused in await submit(world, world.kari, verb, ref, ANSWERS)
    assert await given(world) == [""]


async def test_whom_one_would_ring_cannot_be_shared_by_any_form(world: World) -> None:
    """Though it was ticked in one that we did not send."""
    ref, _ = await prepared(world)
    await submit(world, world.kari, "preparations.shared", ref, {"parts": ("call", "words", "next_time")})
    assert await given(world) == ["", WORDS]


async def given(world: World) -> list[str]:
    """The texts of the copies there are; one that is only ticked has none."""
    async with world.parts.store.reading() as work:
        copies = await work.preparations.shared(world.agreement, employee(world.people["kari"]))
    return [each.text for each in copies]


async def test_a_colleague_is_told_the_same_of_a_true_reference_as_of_an_invented_one(world: World) -> None:
    """And writes nothing."""
    _, refs = await prepared(world)
    kept = await rows(world, but=("presses", "people"))
    for verb in VERBS:
        for ref in (refs[0], refs[2], refs[-2]):
            invented = "0" * 8 + ref[8:]
            pressed, sent = [
                [without_ids(await act(each)) for each in (ref, invented)]
                for act in (
                    partial(press, world, world.ola, verb),
                    partial(submit, world, world.ola, verb, values=ANSWERS),
                )
            ]
            assert pressed[0] == pressed[1], (verb, ref)
            assert sent[0] == sent[1], (verb, ref)
    assert await rows(world, but=("presses", "people")) == kept


async def test_a_former_leader_reads_nothing_and_the_new_one_nothing_from_before(
    world: World, ida: Phone
) -> None:
    """What was shared before is the employee's own again, to be shared with whoever leads now."""
    ref, _ = await prepared(world)
    assert SEAT in await led(world.jonas)
    await choose(world.kari)
    await go_in(world, ida)
    assert word("conversation", "refused.not_here") in await press(
        world, world.jonas, "preparations.lead", ref
    )
    assert SEAT not in await led(ida)
    await own(world.kari)
    assert said("one.unshared") in world.kari.words()
    assert said("one.earlier") in world.kari.words()
    await world.kari.press(said("share.which"))
    await share(world.kari, SEAT)
    await world.kari.close()
    assert SEAT in await led(ida)
    assert word("conversation", "refused.not_here") in await press(
        world, world.jonas, "preparations.lead", ref
    )


async def test_while_nobody_leads_there_is_nobody_to_share_with(world: World, ida: Phone) -> None:
    """It is kept, and the second page is not shown; one that is sent in all the same shares nothing."""
    party = await publish(world)
    await choose(world.kari)
    await prepare(world.kari, ticked=("seat",))
    assert said("share.which") not in world.kari.words()
    await world.kari.close()
    ref = f"{world.agreement}:{party.id}"
    await submit(world, world.kari, "preparations.shared", ref, {"parts": ("seat",)})
    assert await given(world) == []


async def test_an_occasion_invented_for_a_few_rings_nobody_and_opens_nothing(world: World) -> None:
    """Nor does one that is narrowed afterwards; whoever entered it sees nothing of either."""
    for key in ("kari", "jonas", "ola"):
        await changed(world, key, department="Kjeller")
    small = await publish(world, audience=Audience(department="kjeller"))
    wide = await publish(world)
    await through(world, JULEBORD.replace(day=2))
    await change(world, wide, audience=Audience(department="Kjeller"))
    before = pings(world.ola)
    await through(world, JULEBORD.replace(day=24))
    for key in ("kari", "jonas", "ola"):
        assert await prompts(world, key) == []
    assert pings(world.ola) == before
    ref = f"{world.agreement}:{small.id}"
    assert word("conversation", "refused.not_here") in await press(
        world, world.kari, "preparations.prepare", ref
    )


async def test_another_agreements_reference_opens_no_more_than_ones_own(world: World) -> None:
    """Eva's agreement with Kari's occasion, and the other way round."""
    await hire(world, "eva", "Eva Oppdiktet")
    other = await agree(world, "eva", "jonas")
    ref, _ = await prepared(world)
    occasion = ref.partition(":")[2]
    for phone, id in ((world.kari, other), (world.ola, world.agreement)):
        assert word("conversation", "refused.not_here") in await press(
            world, phone, "preparations.one", f"{id}:{occasion}"
        )
    seen = await press(world, world.jonas, "preparations.lead", f"{other}:{occasion}")
    assert "Eva Oppdiktet" in seen
    assert SEAT not in seen


async def test_when_one_has_left_the_other_reads_nothing_of_it_any_more(world: World) -> None:
    """Kari's own is hers to take out; Jonas is nobody to it, from the moment on."""
    ref, _ = await prepared(world)
    assert SEAT in await led(world.jonas)
    await changed(world, "kari", active=False)
    await world.parts.upkeep()
    assert word("conversation", "refused.not_here") in await press(
        world, world.jonas, "preparations.lead", ref
    )
    async with world.parts.store.reading() as work:
        assert WORDS in repr(await KeptPreparations().export(work, world.people["kari"]))
        assert await KeptPreparations().export(work, world.people["jonas"]) == []
    await through(world, JULEBORD.replace(day=24))
    assert await prompts(world, "kari") == await prompts(world, "jonas") == []
    assert await rows_of(world) == []


async def rows_of(world: World) -> list[str]:
    """Thirty days after a leave there is nothing left."""
    world.clock.at += timedelta(days=10)
    await world.parts.upkeep()
    return (await rows(world))["preparations"]


async def test_a_withdrawal_at_any_hour_shuts_it_for_both(world: World) -> None:
    """The employee's own is still there to read and delete; nothing can be prepared or shared any more."""
    ref, _ = await prepared(world)
    await does(world.kari, "withdraw")
    await world.kari.submit()
    await world.kari.close()
    refused = word("conversation", "refused.over")[:20]
    assert refused in await submit(world, world.kari, "preparations.made", ref, {"words": "Mer"})
    await submit(world, world.kari, "preparations.shared", ref, {"parts": ("words",)})
    assert await given(world) == [""]
    assert WORDS in await press(world, world.kari, "preparations.one", ref)
    await submit(world, world.kari, "preparations.erased", ref)
    assert WORDS not in await press(world, world.kari, "preparations.one", ref)
    await through(world, JULEBORD.replace(day=24))
    assert await prompts(world, "kari") == await prompts(world, "jonas") == []
