"""What a campaign is to whoever reads it: whose thanks and answers count, what is kept of it, and what a recall takes."""

from datetime import timedelta

import pytest
import pytest_asyncio

from core.campaigns.keeps import KeptCampaigns
from core.campaigns.model import CampaignId, Fate, State, Words
from core.campaigns.spreading import NEWS
from core.errors import NotFound
from core.people import Language, WorkplaceId
from tests.journeys.acts import press, rows, submit, word
from tests.journeys.campaigned import (
    BODY,
    TITLE,
    Committee,
    act,
    committee,
    crowd,
    drafted,
    fate,
    let_through,
    now,
    planned,
    said,
    started,
)
from tests.journeys.colleagues import hire
from tests.journeys.world import WORKPLACE, World, pings

QUIZ = {Language.NB: Words(TITLE, BODY, "Hva hjelper?", ("Å vente", "Å spørre"))}
PICTURE = "0123456789abcdef" * 4
NOT_HERE = word("conversation", "refused.not_here")


@pytest_asyncio.fixture
async def them(world: World) -> Committee:
    return await committee(world)


async def opened(world: World, key: str) -> str:
    """Through the ping of the campaign, as it is read now."""
    async with world.parts.store.reading() as work:
        [news] = [each for each in await work.ledger.of(world.people[key].id) if each.kind == NEWS]
    return await press(world, world.far.phone(world.people[key].accounts[0].id), "ping.open", news.id)


async def test_whoever_it_was_not_for_is_counted_nowhere(world: World, them: Committee) -> None:
    """Somebody who came later, or any colleague that a member asks, cannot push a figure over ten."""
    id = await started(world, them, words=QUIZ)
    newcomer = await hire(world, "ny", "Ny Oppdiktet")
    await newcomer.go_home()
    before = (await rows(world))["marks"]
    assert NOT_HERE in await press(world, newcomer, "campaigns.thank", id)
    assert NOT_HERE in await submit(world, newcomer, "campaigns.vote", id, {"answer": "1"})
    assert (await rows(world))["marks"] == before
    assert NOT_HERE not in await press(world, world.ola, "campaigns.thank", id)


async def test_it_says_whom_it_was_sent_to(world: World, them: Committee) -> None:
    """«Everybody» would be a lie where it was for some."""
    await started(world, them)
    await world.wind_by(hours=3)
    shown = await opened(world, "ola")
    assert said("sent_to") in shown
    assert said("whom.everybody") in shown
    assert said("thank.nobody") in shown


async def test_once_it_is_put_away_nobody_is_kept_and_it_can_still_be_read(
    world: World, them: Committee
) -> None:
    """The figures stay as they were; trying the failed again, or recalling it, finds nobody and breaks nothing."""
    await crowd(world, 14)
    id = await started(world, them, words=QUIZ)
    await world.wind_by(hours=3)
    shown = await press(world, them.mona, "campaigns.progress", id)
    await submit(world, them.mona, "campaigns.save_learned", id, {"learned": "Mange spurte om det."})
    await act(world, them.mona, "archive", id)
    await world.parts.upkeep()
    assert await fate(world, id, "ola") is None
    assert (await now(world, id)).tally[Fate.DELIVERED] == 22
    after = await press(world, them.mona, "campaigns.progress", id)
    for part in (said("about").format(n=20), said("fewer")):
        assert after.count(part) == shown.count(part) > 0
    read = await opened(world, "ola")
    assert TITLE in read
    assert said("thank.press") not in read
    assert "Hva hjelper?" not in read
    assert NOT_HERE in await press(world, world.ola, "campaigns.thank", id)


async def test_a_year_later_the_failed_are_not_tried_again(world: World, them: Committee) -> None:
    """Who they were is not known any more; it is sent as before, and can be recalled."""
    id = await started(world, them)
    await world.wind_by(hours=3)
    async with world.parts.store.transaction() as work:
        await work.campaigns.settle(id, world.people["rita"].id, Fate.UNREACHABLE)
        old = await work.campaigns.get(id)
        began = old.began_at - timedelta(days=365) if old.began_at else None
        await work.campaigns.save(old.changed(began_at=began))
    await world.parts.upkeep()
    kept, before = (await now(world, id)).tally, pings(them.rita)
    assert kept[Fate.UNREACHABLE] == 1
    await act(world, them.mona, "retry", id)
    await world.run()
    assert pings(them.rita) == before
    assert ((await now(world, id)).state, (await now(world, id)).tally) == (State.SENT, kept)
    await submit(world, them.hege, "campaigns.sure_recall", id)
    await world.run()
    assert ((await now(world, id)).state, (await now(world, id)).tally) == (State.RECALLED, kept)


async def test_recalled_before_their_hours_nobody_gets_it(world: World, them: Committee) -> None:
    """What waits is dropped when its turn comes."""
    id = await started(world, them)
    await submit(world, them.hege, "campaigns.sure_recall", id)
    await world.wind_by(hours=3)
    assert pings(world.ola) == 0
    assert await fate(world, id, "ola") is Fate.CANCELLED


async def drawn(world: World, **given: str) -> CampaignId:
    """A draft with a picture."""
    async with world.parts.store.transaction() as work:
        try:
            await work.pictures.get(PICTURE)
        except NotFound:
            await work.pictures.put(PICTURE, WorkplaceId(WORKPLACE), "image/png", b"png", made_at=work.now)
    return await drafted(world, picture=PICTURE, picture_says="Brus", **given)


async def served(world: World) -> bool:
    async with world.parts.store.reading() as work:
        try:
            await work.pictures.get(PICTURE)
        except NotFound:
            return False
    return True


@pytest.mark.parametrize("shared", [True, False])
async def test_a_recalled_picture_is_served_no_more(world: World, them: Committee, *, shared: bool) -> None:
    """Unless another campaign has it; and what is made of the recalled one has none."""
    id, other = await drawn(world), await drawn(world)
    if not shared:
        await press(world, them.mona, "campaigns.throw", other)
        assert await served(world)
    await let_through(world, them, id)
    await planned(world, them.mona, id)
    await world.run()
    await submit(world, them.hege, "campaigns.sure_recall", id)
    assert await served(world) is shared
    assert (await now(world, id)).picture == ""


@pytest.mark.parametrize("how", ["thrown", "erased"])
async def test_a_drafts_picture_goes_with_it(world: World, them: Committee, how: str) -> None:
    """However it goes."""
    id = await drawn(world)
    if how == "thrown":
        await press(world, them.mona, "campaigns.throw", id)
    else:
        async with world.parts.store.transaction() as work:
            await KeptCampaigns().erase(work, await work.people.get(world.people["mona"].id))
    assert not await served(world)


async def test_what_one_takes_out_has_what_one_got_and_did(world: World, them: Committee) -> None:
    """Also whoever said yes, started or corrected; a campaign that did not come is there too."""
    id = await started(world, them)
    values = {"title": TITLE, "body": "Rettet."}
    ref = f"{id}:{(await now(world, id)).version}:nb"
    await submit(world, them.hege, "campaigns.save_correction", ref, values)
    await press(world, world.kari, "campaigns.enough", "")
    await world.wind_by(hours=3)
    kept = {}
    async with world.parts.store.reading() as work:
        for key in ("ola", "kari", "per", "tuva", "mona", "hege"):
            person = await work.people.get(world.people[key].id)
            kept[key] = [each["what"] for each in await KeptCampaigns().export(work, person)]
            assert await KeptCampaigns().count(work, person) == len(kept[key])
    assert kept == {
        "ola": ["campaign_received"],
        "kari": ["campaign_not_received"],
        "per": ["campaign_worked_on", "campaign_received"],
        "tuva": ["campaign_worked_on", "campaign_received"],
        "mona": ["campaign_written", "campaign_received"],
        "hege": ["campaign_worked_on", "campaign_received"],
    }
