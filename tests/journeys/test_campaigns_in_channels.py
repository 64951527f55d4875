"""What is posted in a channel: for all to see, corrected in its place, and taken away as far as the platform lets us."""

from datetime import timedelta

import pytest_asyncio

from bots.demo.far.faults import Answer, DropAfter, Fault, NotOk
from core.campaigns.model import Audience, CampaignId, State, Words
from core.campaigns.ports import Channel, Stood
from core.campaigns.posting import Posting
from core.chat.views import Card
from core.people import Language, Platform
from tests.journeys.acts import press, submit
from tests.journeys.campaigned import (
    TITLE,
    Committee,
    act,
    channel_of,
    committee,
    drafted,
    in_channel,
    let_through,
    now,
    planned,
    said,
    stands_in,
)
from tests.journeys.world import World, pings


@pytest_asyncio.fixture
async def them(world: World) -> Committee:
    return await committee(world)


async def posted(world: World, them: Committee, *, run: bool = True) -> tuple[CampaignId, str]:
    """In a channel that the bot is in, as far as the far side lets it."""
    channel = channel_of(world)
    id = await drafted(world, audience=await in_channel(world, channel))
    await let_through(world, them, id)
    await planned(world, them.mona, id)
    await world.run()
    if run:
        await world.parts.posting.run()
    return id, channel


async def stood(world: World, id: CampaignId) -> Stood:
    async with world.parts.store.reading() as work:
        [post] = await work.posts.of(id)
    return post.stood


async def test_a_channel_gets_the_words_and_nobody_a_ping(world: World, them: Committee) -> None:
    """Once, however often the clock looks; what a notification shows names neither subject nor sender."""
    id, channel = await posted(world, them)
    await world.parts.posting.run()
    await world.wind_by(hours=3)
    there = stands_in(world, channel)
    assert there.count(TITLE) == 1
    assert "Alkoholfritt" in there
    assert (await now(world, id)).state is State.SENT
    assert pings(world.ola) == 0
    assert said("stood.posted") in await press(world, them.mona, "campaigns.progress", id)


async def test_a_channel_is_chosen_among_those_that_the_bot_is_in(world: World, them: Committee) -> None:
    """Another, or one that was never let in, is refused."""
    channel = channel_of(world)
    audience = await in_channel(world, channel)
    id = await drafted(world)
    for name in ("slack:C0ANNEN", "", "teams:19:x@thread.tacv2"):
        shown = await submit(
            world, them.mona, "campaigns.save_whom", f"{id}:0", {"whom": "channel", "channel": name}
        )
        assert said("wrong.nowhere") in shown
    values = {"whom": "channel", "channel": audience.name}
    await submit(world, them.mona, "campaigns.save_whom", f"{id}:0", values)
    assert (await now(world, id)).audience == audience


async def test_a_correction_takes_its_place(world: World, them: Committee) -> None:
    """After the other party's yes."""
    id, channel = await posted(world, them)
    ref = f"{id}:{(await now(world, id)).version}:nb"
    corrected = {"title": "Rettet tittel", "body": "Rettet."}
    await submit(world, them.mona, "campaigns.save_correction", ref, corrected)
    await act(world, them.tuva, "confirm", id)
    await world.parts.posting.run()
    there = stands_in(world, channel)
    assert "Rettet tittel" in there
    assert TITLE not in there


async def test_a_correction_is_not_lost_while_the_words_before_are_on_their_way(
    world: World, them: Committee
) -> None:
    """Neither while it is being posted, nor while it is being replaced."""
    id, _ = await posted(world, them, run=False)
    written: list[str] = []

    class Slow:
        async def post(self, channel: Channel, card: Card) -> str:
            await self.change(channel, "m", card)
            return "m"

        async def change(self, channel: Channel, message: str, card: Card) -> None:
            del channel, message
            written.append(card.title)
            if len(written) < 3:
                ref = f"{id}:{(await now(world, id)).version}:nb"
                values = {"title": f"Rettet {len(written)}", "body": "Rettet."}
                await submit(world, them.mona, "campaigns.save_correction", ref, values)
                await act(world, them.tuva, "confirm", id)
            async with world.parts.store.reading() as work:
                assert await work.posts.due(work.now) is None  # nobody else changes it meanwhile

        async def delete(self, channel: Channel, message: str) -> bool:
            raise AssertionError(channel, message)

    await Posting(world.parts.store, {world.platform: Slow()}).run()
    assert written == [TITLE, "Rettet 1", "Rettet 2"]
    assert await stood(world, id) is Stood.POSTED


async def test_the_preview_of_a_channel_is_what_will_stand_there(world: World, them: Committee) -> None:
    """Paragraph by paragraph, with its picture and its link, and nothing of a lock screen."""
    picture = {"picture": "0" * 64, "picture_says": "Et bord med brus"}
    audience = await in_channel(world, channel_of(world))
    id = await drafted(world, audience=audience, link="https://akan.no/", **picture)
    shown = await press(world, them.mona, "campaigns.preview", id)
    hint = said("preview.slack").format(hint=said("channel.news"))
    for part in (TITLE, "Det er lov å gå tidlig.", "https://akan.no/", hint):
        assert part in shown
    assert said("preview.lock") not in shown
    assert "godt.\\nDet" not in shown


async def test_recalled_it_is_deleted(world: World, them: Committee) -> None:
    """From the channel itself."""
    id, channel = await posted(world, them)
    await submit(world, them.hege, "campaigns.sure_recall", id)
    assert (await now(world, id)).errands == (), "nobody has it in their own chat"
    await world.parts.posting.run()
    assert TITLE not in stands_in(world, channel)
    assert await stood(world, id) is Stood.DELETED


async def test_where_deletion_is_refused_a_neutral_word_stands_in_its_place(
    world: World, them: Committee
) -> None:
    """And the committee is told."""
    id, channel = await posted(world, them)
    _refuse(world, "delete", NotOk("cant_delete_message"), Answer(403))
    await submit(world, them.hege, "campaigns.sure_recall", id)
    await world.parts.posting.run()
    there = stands_in(world, channel)
    assert TITLE not in there
    assert said("recalled") in there
    assert said("stood.replaced") in await press(world, them.mona, "campaigns.progress", id)


async def test_a_post_in_doubt_is_not_repeated(world: World, them: Committee) -> None:
    """It may stand there; somebody looks."""
    _refuse(world, "post", DropAfter(), DropAfter())
    id, channel = await posted(world, them)
    await world.wind_by(hours=1)
    await world.parts.posting.run()
    assert stands_in(world, channel).count(TITLE) == 1
    assert await stood(world, id) is Stood.UNSURE


async def test_a_channel_that_is_busy_is_tried_again(world: World, them: Committee) -> None:
    """Surely not posted; a minute later it is."""
    _refuse(world, "post", NotOk("ratelimited"), Answer(429))
    id, channel = await posted(world, them)
    assert await stood(world, id) is Stood.TO_POST
    await world.wind_by(hours=1)
    await world.parts.posting.run()
    assert stands_in(world, channel).count(TITLE) == 1
    assert (await now(world, id)).state is State.SENT


async def test_cancelled_before_it_is_posted_it_is_not_posted(world: World, them: Committee) -> None:
    """While the channel was busy."""
    _refuse(world, "post", NotOk("ratelimited"), Answer(429))
    id, channel = await posted(world, them)
    await submit(world, them.mona, "campaigns.sure_cancel", id)
    await world.wind_by(hours=1)
    await world.parts.posting.run()
    assert TITLE not in stands_in(world, channel)
    assert await stood(world, id) is Stood.FAILED


def _refuse(world: World, what: str, on_slack: Fault, on_teams: Fault) -> None:
    """The next call of this sort fails so."""
    names = {
        Platform.SLACK: {"post": "chat.postMessage", "change": "chat.update", "delete": "chat.delete"},
        Platform.TEAMS: {
            "post": "activities.send",
            "change": "activities.update",
            "delete": "activities.delete",
        },
    }
    fault = on_slack if world.platform is Platform.SLACK else on_teams
    world.far.faults.add(names[world.platform][what], fault)


async def test_a_channel_that_the_bot_is_not_in_is_told_as_not_posted(world: World, them: Committee) -> None:
    """With what to do about it."""
    nowhere = "19:nowhere" if world.platform is Platform.TEAMS else "C0NOWHERE"
    id = await drafted(world, audience=await in_channel(world, nowhere))
    await let_through(world, them, id)
    await planned(world, them.mona, id)
    await world.run()
    await world.parts.posting.run()
    assert await stood(world, id) is Stood.FAILED
    assert said("stood.failed")[:20] in await press(world, them.mona, "campaigns.progress", id)
    world.far.complaints.clear()


async def test_what_was_not_posted_can_be_tried_again(world: World, them: Committee) -> None:
    """Once the bot is in the channel; nobody is gone through for it, and it is posted once."""
    _refuse(world, "post", NotOk("is_archived"), Answer(403))
    id, channel = await posted(world, them)
    assert await stood(world, id) is Stood.FAILED
    await act(world, them.mona, "retry", id)
    assert (await now(world, id)).errands == ()
    assert await stood(world, id) is Stood.TO_POST
    await world.parts.posting.run()
    assert stands_in(world, channel).count(TITLE) == 1
    assert (await now(world, id)).state is State.SENT
    assert said("no.nobody_left") in await act(world, them.mona, "retry", id)
    assert stands_in(world, channel).count(TITLE) == 1


async def test_a_day_later_it_is_tried_for_as_long_as_at_first(world: World, them: Committee) -> None:
    """A platform that is busy is asked again; and when it has been for long enough, the campaign has its end."""
    _refuse(world, "post", NotOk("is_archived"), Answer(403))
    id, channel = await posted(world, them)
    await world.wind_by(hours=24)
    _refuse(world, "post", NotOk("ratelimited"), Answer(429))
    await act(world, them.mona, "retry", id)
    await world.parts.posting.run()
    assert await stood(world, id) is Stood.TO_POST
    assert (await now(world, id)).state is State.SENDING
    _refuse(world, "post", NotOk("ratelimited"), Answer(429))
    world.clock.at += timedelta(hours=7)
    await world.parts.posting.run()
    assert await stood(world, id) is Stood.FAILED
    assert (await now(world, id)).state is State.SENT
    await act(world, them.mona, "retry", id)
    await world.parts.posting.run()
    assert stands_in(world, channel).count(TITLE) == 1


async def test_what_could_not_be_corrected_is_taken_out_all_the_same(world: World, them: Committee) -> None:
    """It stands there still, and the page says so."""
    id, channel = await posted(world, them)
    ref = f"{id}:{(await now(world, id)).version}:nb"
    await submit(world, them.mona, "campaigns.save_correction", ref, {"title": "Rettet", "body": "Rettet."})
    _refuse(world, "change", NotOk("is_archived"), Answer(403))
    await act(world, them.tuva, "confirm", id)
    await world.parts.posting.run()
    assert await stood(world, id) is Stood.FAILED
    assert said("stood.stands") in await press(world, them.mona, "campaigns.progress", id)
    await submit(world, them.hege, "campaigns.sure_recall", id)
    await world.parts.posting.run()
    assert TITLE not in stands_in(world, channel)


async def test_nobody_is_asked_in_a_channel(world: World, them: Committee) -> None:
    """Nobody could answer without their name: refused where the channel is chosen, where the question is written, and last."""
    audience = await in_channel(world, channel_of(world))
    no = said("no.channel_asks")[:30]
    asking = await drafted(
        world, words={Language.NB: Words(TITLE, "Tekst", "Hva hjelper?", ("Å vente", "Å spørre"))}
    )
    values = {"whom": "channel", "channel": audience.name}
    assert no in await submit(world, them.mona, "campaigns.save_whom", f"{asking}:0", values)
    assert (await now(world, asking)).audience == Audience()
    posted_there = await drafted(world, audience=audience)
    asked = {"title": TITLE, "question": "Hva hjelper?", "answers": "Å vente\nÅ spørre"}
    assert no in await submit(world, them.mona, "campaigns.save_words", f"{posted_there}:0:nb", asked)
    assert (await now(world, posted_there)).options == 0
    old = await drafted(world, audience=audience, words=(await now(world, asking)).words)
    assert no in await press(world, them.mona, "campaigns.one", old)
    assert no in await act(world, them.mona, "propose", old)
    assert (await now(world, old)).state is State.DRAFT
