"""
A campaign from a draft to what was learned: let through by two parties, brought as an ordinary ping, stopped and recalled.

Over 200 lines: each thing that is promised of it has a sentence.
"""

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from core.campaigns import kinds, spreading
from core.campaigns.keeps import KeptCampaigns
from core.campaigns.model import Audience, Errand, Fate, State, Whom, Words
from core.campaigns.spreading import NEWS, occasion
from core.campaigns.usecases import MOST_ROUNDS, SPREAD
from core.committee.model import Party
from core.ledger.model import Promise, Reason, Standing, Verdict
from core.people import Language, Platform, Position
from tests.builders import a_body, a_term
from tests.journeys.acts import my_page, press, rows, submit, without_ids, word
from tests.journeys.campaigned import (
    BODY,
    TITLE,
    UNION,
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
from tests.journeys.test_around import changed
from tests.journeys.test_privacy import _sent
from tests.journeys.world import WORKPLACE, World, pings

NINE = timedelta(hours=2)
"""From the beginning of a journey until everybody's hours."""
QUIZ = {Language.NB: Words(TITLE, BODY, "Hva hjelper?", ("Å vente", "Å spørre"))}


@pytest_asyncio.fixture
async def them(world: World) -> Committee:
    return await committee(world)


# ------------------------------------------------------------------------------------------------ the whole of it


@pytest.mark.every_pair
async def test_from_a_draft_to_what_was_learned(world: World, them: Committee) -> None:
    """Proposed, let through by two parties, sent to everybody on the card that all else comes on, read, and evaluated."""
    id = await drafted(world)
    await let_through(world, them, id)
    await planned(world, them.mona, id)
    await world.run()
    assert (await now(world, id)).state is State.SENDING
    assert pings(world.ola) == 0, "it is seven in the morning"
    await world.wind_by(hours=2, minutes=1)
    assert pings(world.ola) == pings(them.rita) == 1
    assert (await now(world, id)).state is State.SENT
    card = _sent(world, world.ola, "chat.postMessage")
    await press(world, world.ola, "settings.test")
    await world.run()
    assert _sent(world, world.ola, "chat.postMessage") == card
    for part in (TITLE, "Alkoholfritt"):
        assert part not in str(card)
    [news] = await owed(world, "ola", NEWS)
    assert TITLE in await press(world, world.ola, "ping.open", news.id)
    shown = await submit(world, them.mona, "campaigns.save_learned", id, {"learned": "Mange spurte om det."})
    assert "Mange spurte om det." in shown
    await act(world, them.mona, "archive", id)
    assert (await now(world, id)).state is State.ARCHIVED


async def owed(world: World, key: str, kind: str) -> list[Promise]:
    async with world.parts.store.reading() as work:
        return [each for each in await work.ledger.of(world.people[key].id) if each.kind == kind]


async def test_a_resource_person_writes_and_proposes_and_lets_nothing_through(
    world: World, them: Committee
) -> None:
    """From a theme; it is theirs to see, and not the others' that they have not written (S160)."""
    others = await drafted(world)
    shown = await press(world, them.rita, "campaigns.use", "julebord")
    assert TITLE in shown
    async with world.parts.store.reading() as work:
        [mine] = [e for e in await work.campaigns.all(world.people["rita"].workplace) if e.id != others]
    await act(world, them.rita, "propose", mine.id)
    assert (await now(world, mine.id)).state is State.PROPOSED
    refused = word("conversation", "refused.not_here")
    assert refused in await press(world, them.rita, "campaigns.one", others)
    assert said("no.no_seat")[:40] in await act(world, them.rita, "approve", mine.id)
    await act(world, them.rita, "schedule", mine.id)
    await submit(world, them.rita, "campaigns.plan", f"{mine.id}:1", {"when": "now", "guard": ("yes",)})
    assert (await now(world, mine.id)).state is State.PROPOSED
    assert (await now(world, mine.id)).approvals == ()


async def test_whoever_has_nothing_to_do_with_it_is_refused_alike(world: World, them: Committee) -> None:
    """With and without an agreement; and the own page has nothing of it."""
    id = await drafted(world)
    for phone in (world.ola, world.kari, world.jonas):
        await phone.go_home()
    for verb, ref in (
        ("list", ""),
        ("new", ""),
        ("one", id),
        ("preview", id),
        ("progress", id),
        ("library", ""),
    ):
        seen = [
            without_ids(await press(world, each, f"campaigns.{verb}", ref))
            for each in (world.ola, world.kari)
        ]
        assert word("conversation", "refused.not_here") in seen[0], verb
        assert seen[0] == seen[1], verb
    await my_page(world.kari)
    assert said("page") not in world.kari.buttons()
    await my_page(them.tuva)
    assert said("page") in them.tuva.buttons()


# ------------------------------------------------------------------------------------------------ letting through


async def test_nobody_lets_through_what_they_have_written_in(world: World, them: Committee) -> None:
    """Neither the author, nor a member who has changed a word of it."""
    id = await drafted(world)
    values = {"title": TITLE, "body": "Rettet av Per.", "link": "https://akan.no/"}
    await submit(world, them.per, "campaigns.save_words", f"{id}:0:nb", values)
    assert (await now(world, id)).words[Language.NB].body == "Rettet av Per."
    await act(world, them.mona, "propose", id)
    for phone in (them.mona, them.per):
        assert said("no.no_seat")[:40] in await act(world, phone, "approve", id)
    assert (await now(world, id)).approvals == ()


async def test_one_party_alone_lets_nothing_through(world: World, them: Committee) -> None:
    """Two for the employer are one yes, and one person who presses twice is one; the employees' is the second."""
    id = await drafted(world)
    await act(world, them.mona, "propose", id)
    await act(world, them.per, "approve", id)
    await act(world, them.per, "approve", id)
    assert said("no.same_party")[:40] in await act(world, them.hege, "approve", id)
    assert (await now(world, id)).state is State.PROPOSED
    await act(world, them.tuva, "approve", id)
    assert (await now(world, id)).state is State.APPROVED


async def test_whoever_says_yes_reads_every_language(world: World, them: Committee) -> None:
    """With the picture's words and the right answer; what would not have room for it is not saved."""
    english = Words("An english party", "Nobody reads this", "What helps?", ("Waiting", "Asking"))
    words = {**QUIZ, Language.EN: english}
    picture = {"picture": "0" * 64, "picture_says": "Et bord med brus"}
    id = await drafted(world, words=words, right=1, **picture)
    await act(world, them.mona, "propose", id)
    shown = await press(world, them.per, "campaigns.one", id)
    for part in (
        TITLE,
        "Engelsk",
        english.title,
        english.body,
        english.question,
        "Asking",
        "Et bord med brus",
    ):
        assert part in shown
    assert shown.count(said("words.right")) == 2
    long = await drafted(world, words=dict.fromkeys(Language, Words(TITLE, "漢" * 2000)))
    for_all = {"title": TITLE, "body": "漢" * 2000}
    assert said("wrong.together")[:30] in await submit(
        world, them.mona, "campaigns.save_words", f"{long}:0:nb", for_all
    )


async def test_a_yes_is_to_what_was_read(world: World, them: Committee) -> None:
    """What was changed meanwhile is read again; and a draft that was changed has no yes any more."""
    id = await drafted(world)
    await act(world, them.mona, "propose", id)
    old = (await now(world, id)).version
    await act(world, them.per, "approve", id)
    assert said("no.meanwhile")[:30] in await press(world, them.tuva, "campaigns.approve", f"{id}:{old}")
    await act(world, them.mona, "take_back", id)
    assert (await now(world, id)).approvals == ()


async def test_indicated_is_refused_by_the_core(world: World, them: Committee) -> None:
    """Whoever sends it in, and whatever else stands there; the audience stays as it was."""
    id = await drafted(world)
    values = {"level": "indicated", "whom": "everybody"}
    shown = await submit(world, them.mona, "campaigns.save_whom", f"{id}:0", values)
    assert word("conversation", "refused.not_here") in shown
    for whom in ("person", "agreement", "indicated"):
        await submit(
            world, them.mona, "campaigns.save_whom", f"{id}:0", {"whom": whom, "person": "person-kari"}
        )
    assert (await now(world, id)).audience == Audience()
    assert (await now(world, id)).version == 0


# ------------------------------------------------------------------------------------------------ what is written


@pytest.mark.parametrize(
    "link",
    [
        "http://akan.no/",
        "javascript:alert(1)",
        "https://akan.no@elsewhere.example/",
        "https://10.0.0.1/",
        "akan.no",
    ],
)
async def test_a_link_that_is_not_https_is_refused_and_nothing_is_lost(
    world: World, them: Committee, link: str
) -> None:
    """The words stand in the form as they were typed."""
    id = await drafted(world)
    values = {"title": "Ny tittel", "body": "Ny tekst", "link": link}
    shown = await submit(world, them.mona, "campaigns.save_words", f"{id}:0:nb", values)
    assert said("wrong.link")[:30] in shown
    if world.platform is Platform.TEAMS:  # Slack leaves its form open, with all that stands in it
        assert "Ny tekst" in shown
    assert (await now(world, id)).link == ""
    assert (await now(world, id)).words[Language.NB].title == TITLE


@pytest.mark.parametrize(
    ("body", "key"), [("Å" * 2001, "wrong.too_long"), ("\n".join("abcdefgh" * 4), "wrong.lines")]
)
async def test_a_text_that_one_platform_has_no_room_for_is_refused(
    world: World, them: Committee, body: str, key: str
) -> None:
    """By how much it is too long, or that it has too many paragraphs; on both platforms alike."""
    id = await drafted(world)
    shown = await submit(
        world, them.mona, "campaigns.save_words", f"{id}:0:nb", {"title": TITLE, "body": body}
    )
    assert said(key).partition("{")[0] in shown
    assert (await now(world, id)).version == 0


async def test_two_who_write_at_once_lose_nothing(world: World, them: Committee) -> None:
    """The second reads that it was changed, with their own words in the form."""
    id = await drafted(world)
    await submit(world, them.per, "campaigns.save_words", f"{id}:0:nb", {"title": "Pers"})
    shown = await submit(world, them.hege, "campaigns.save_words", f"{id}:0:nb", {"title": "Heges"})
    assert said("wrong.meanwhile")[:30] in shown
    assert "Heges" in shown
    assert (await now(world, id)).words[Language.NB].title == "Pers"


async def test_a_test_goes_to_oneself_only(world: World, them: Committee) -> None:
    """On the ordinary card; behind it is what others would read."""
    id = await drafted(world, words=QUIZ)
    assert said("preview.lock") in await press(world, them.mona, "campaigns.preview", id)
    await press(world, them.mona, "campaigns.test", id)
    await world.run()
    assert [pings(each) for each in (them.mona, them.per, world.ola)] == [1, 0, 0]
    await them.mona.press(word("ledger", "open"))
    assert TITLE in them.mona.words()
    assert f"[ {said('enough')} ]" in them.mona.words()
    for key in ("enough", "thank.press", "vote.press"):
        assert said(key) not in them.mona.buttons()


async def test_the_preview_is_what_will_be_read_and_does_nothing(world: World, them: Committee) -> None:
    """In each written language; its buttons are words, so that nobody opts out, thanks or answers by looking."""
    english = Words("An english party", "First line\nSecond line", "What helps?", ("Waiting", "Asking"))
    id = await drafted(world, words={**QUIZ, Language.EN: english}, link="https://akan.no/")
    own = await press(world, them.mona, "campaigns.preview", id)
    other = await press(world, them.mona, "campaigns.preview", f"{id}:en")
    assert (TITLE in own, english.title in own) == (True, False)
    for part in ("Second line", "https://akan.no/", "○ Asking", "[ No more of these ]", "[ Answer ]"):
        assert part in other
    for action in ("campaigns.enough", "campaigns.thank", "campaigns.vote"):
        assert action not in own + other
    assert said("preview.slack") not in own


# ------------------------------------------------------------------------------------------------ whom it reaches


async def test_everybody_takes_the_number_of_people(world: World, them: Committee) -> None:
    """A wrong one, or none, sends nothing; with fewer than ten there is a tick instead of a number."""
    id = await drafted(world)
    await let_through(world, them, id)
    ref = f"{id}:{(await now(world, id)).version}"
    assert said("guard.few") in await act(world, them.mona, "schedule", id)
    for guard in ("", "8", ("no",)):
        shown = await submit(world, them.mona, "campaigns.plan", ref, {"when": "now", "guard": guard})
        assert said("wrong.guard")[:30] in shown
    await crowd(world, 3)
    for typed in ("10", "alle", "yes"):
        shown = await submit(world, them.mona, "campaigns.plan", ref, {"when": "now", "guard": typed})
        assert said("wrong.guard")[:30] in shown
    assert (await now(world, id)).state is State.APPROVED
    await submit(world, them.mona, "campaigns.plan", ref, {"when": "now", "guard": "11"})
    assert (await now(world, id)).state is State.SCHEDULED


@pytest.mark.parametrize("whom", [Whom.PLACE, Whom.DEPARTMENT, Whom.ROLE])
async def test_a_group_gets_it_and_nobody_else(world: World, them: Committee, whom: Whom) -> None:
    """By place, department or role, as the directory writes them."""
    name = "union_representative" if whom is Whom.ROLE else "Lager Øst"
    there = {"positions": UNION} if whom is Whom.ROLE else {str(whom): "lager  øst"}
    await crowd(world, 9, **there)
    await changed(world, "tuva", **there)
    id = await drafted(world)
    values = {"whom": str(whom), str(whom): name}
    await submit(world, them.mona, "campaigns.save_whom", f"{id}:0", values)
    await let_through(world, them, id)
    await planned(world, them.mona, id)
    await world.wind_by(hours=3)
    assert [pings(each) for each in (them.tuva, them.per, world.ola)] == [1, 0, 0]


@pytest.mark.parametrize("whom", [Whom.PLACE, Whom.DEPARTMENT, Whom.ROLE])
async def test_a_campaign_is_for_at_least_ten(world: World, them: Committee, whom: Whom) -> None:
    """How far it had come would tell which of a few wants none; also where a group has shrunk since it was chosen."""
    name = "safety_representative" if whom is Whom.ROLE else "Lager Øst"
    safety = frozenset({Position.SAFETY_REPRESENTATIVE})
    there: dict[str, Any] = {"positions": safety} if whom is Whom.ROLE else {str(whom): name}
    await crowd(world, 9, **there)
    id = await drafted(world)
    values = {"whom": str(whom), str(whom): name}
    shown = await submit(world, them.mona, "campaigns.save_whom", f"{id}:0", values)
    assert said("no.too_few")[:30] in shown
    assert (await now(world, id)).audience == Audience()
    await changed(world, "tuva", **(there if whom is not Whom.ROLE else {"positions": UNION | safety}))
    await submit(world, them.mona, "campaigns.save_whom", f"{id}:0", values)
    assert (await now(world, id)).audience == Audience(whom, name)
    await let_through(world, them, id)
    await changed(world, "x00", active=False)
    assert said("no.too_few")[:30] in await planned(world, them.mona, id)
    assert (await now(world, id)).state is State.APPROVED


async def test_leaders_are_counted_by_whom_they_lead_as_well(world: World, them: Committee) -> None:
    """A list of staff may say who leads whom, and call nobody a leader."""
    people = await crowd(world, 20)
    for n, each in enumerate(people[:9]):
        await changed(world, f"x{n + 10}", leader=each.id)
    id = await drafted(world)
    values = {"whom": "role", "role": "leader"}
    await changed(world, "ola", leader=None)
    assert said("no.too_few")[:30] in await submit(world, them.mona, "campaigns.save_whom", f"{id}:0", values)
    await changed(world, "x19", leader=people[9].id)
    await submit(world, them.mona, "campaigns.save_whom", f"{id}:0", values)
    assert (await now(world, id)).audience == Audience(Whom.ROLE, "leader")


async def test_that_somebody_wants_none_makes_it_no_sooner_done(world: World, them: Committee) -> None:
    """Where all but one do, or all, it waits for their hours as it does for others'; they are told of nothing."""
    for key in ("ola", "kari", "jonas", "mona", "per", "hege", "tuva"):
        await changed(world, key, campaigns=False)
    id = await started(world, them)
    assert (await now(world, id)).state is State.SENDING
    assert await fate(world, id, "ola") is Fate.WAITING
    await changed(world, "rita", campaigns=False)
    await world.run()
    assert (await now(world, id)).state is State.SENDING
    await world.wind_by(hours=3)
    assert (await now(world, id)).state is State.SENT
    assert pings(world.ola) == 0


async def test_whoever_wants_none_gets_none_and_counts_as_delivered(world: World, them: Committee) -> None:
    """Chosen on an earlier one, or in the settings meanwhile."""
    await press(world, world.ola, "campaigns.enough", "")
    id = await started(world, them)
    await changed(world, "rita", campaigns=False)
    await world.wind_by(hours=3)
    assert pings(world.ola) == pings(them.rita) == 0
    assert await fate(world, id, "ola") is Fate.OPTED_OUT
    assert await fate(world, id, "rita") is Fate.OPTED_OUT
    assert (await now(world, id)).state is State.SENT


async def test_whoever_has_left_gets_none(world: World, them: Committee) -> None:
    """Before it began, or while it was waiting for their hours."""
    await changed(world, "ola", active=False)
    id = await started(world, them)
    await changed(world, "rita", active=False)
    await world.wind_by(hours=3)
    assert await fate(world, id, "ola") is None
    assert await fate(world, id, "rita") is Fate.UNREACHABLE


async def test_it_takes_nothing_from_a_check_in(world: World, them: Committee) -> None:
    """Kari's check-in comes when it was to come, and no campaign counts among the three of her week."""
    for _ in range(4):
        await started(world, them)
    await world.wind_by(days=8)
    sent = [each for each in await owed(world, "kari", NEWS) if each.standing is Standing.SENT]
    assert len(sent) == 4
    assert not any(each.counted for each in sent)
    asked = [each for each in await owed(world, "kari", "checkins.ask") if each.sent_at]
    assert asked
    assert all(each.sent_at == each.due for each in asked)


# ------------------------------------------------------------------------------------------------ page by page


async def test_everybody_is_gone_through_page_by_page_each_once(
    world: World, them: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut short, it goes on from where it was, and the daily look takes it up; nobody is missed and nobody twice."""
    monkeypatch.setattr(spreading, "PAGE", 3)
    id = await drafted(world)
    await let_through(world, them, id)
    await planned(world, them.mona, id)
    for _ in range(2):
        await world.parts.delivery.run_due()
    async with world.parts.store.transaction() as work:
        [clock] = [e for e in await work.ledger.of(world.people["mona"].id) if e.kind == SPREAD]
        assert len((await work.campaigns.get(id)).errands[0][1]) > 0
        await work.ledger.save(clock.ended(Standing.GAVE_UP))
    await world.parts.upkeep()
    await world.run()
    async with world.parts.store.reading() as work:
        everybody = await work.people.everybody(world.people["ola"].workplace)
        owes = [[p for p in await work.ledger.of(e.id) if p.kind == NEWS] for e in everybody]
    assert [len(each) for each in owes] == [1] * len(everybody)
    await world.wind_by(hours=3)
    assert (await now(world, id)).state is State.SENT


async def test_nobody_waits_for_a_promise_that_is_no_more(
    world: World, them: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither here nor gone: they are in doubt, and it ends when those have it who may still get it."""
    monkeypatch.setattr(spreading, "PAGE", 3)
    id = await started(world, them)
    async with world.parts.store.transaction() as work:
        for key in ("ola", "rita"):
            promise = await work.ledger.for_occasion(occasion(id, world.people[key].id))
            assert promise is not None
            await work.ledger.save(promise.ended(Standing.DROPPED))
        late = await work.ledger.for_occasion(occasion(id, world.people["kari"].id))
        assert late is not None
        await work.ledger.save(late.put_off(world.clock.at + timedelta(days=3), Reason.NONE))
    await changed(world, "rita", active=False)
    await world.wind_by(hours=20)
    await world.parts.upkeep()
    await world.run()
    assert await fate(world, id, "ola") is Fate.WAITING
    await world.wind_by(hours=5)
    await world.parts.upkeep()
    await world.run()
    fates = [await fate(world, id, key) for key in ("ola", "rita", "kari", "tuva")]
    assert fates == [Fate.DOUBT, Fate.DOUBT, Fate.WAITING, Fate.DELIVERED]
    assert (await now(world, id)).state is State.SENDING
    await world.wind_by(days=4)
    assert await fate(world, id, "kari") is Fate.DELIVERED
    assert (await now(world, id)).state is State.SENT


async def test_paused_it_waits_and_resumed_it_goes_on_at_once(world: World, them: Committee) -> None:
    """However long it stood still; what was put off is brought forward."""
    id = await started(world, them)
    await act(world, them.mona, "pause", id)
    await world.wind_by(hours=3)
    assert pings(world.ola) == 0
    await act(world, them.mona, "resume", id)
    await world.run()
    assert pings(world.ola) == 1
    assert (await now(world, id)).state is State.SENT


async def test_cancelled_it_reaches_nobody_more(world: World, them: Committee) -> None:
    """It asks first; what waits is dropped when its turn comes."""
    id = await started(world, them)
    await act(world, them.mona, "cancel", id)
    assert (await now(world, id)).state is State.SENDING
    await submit(world, them.mona, "campaigns.sure_cancel", id)
    await world.wind_by(hours=3)
    assert pings(world.ola) == 0
    assert await fate(world, id, "ola") is Fate.CANCELLED
    assert (await now(world, id)).state is State.CANCELLED


async def test_cancelled_while_the_last_ones_are_being_sent(world: World, them: Committee) -> None:
    """A ping on its way arrives and is noted; the campaign stays cancelled."""
    id = await started(world, them)
    async with world.parts.store.transaction() as work:
        promise = await work.ledger.for_occasion(occasion(id, world.people["ola"].id))
        assert promise is not None
    await submit(world, them.mona, "campaigns.sure_cancel", id)
    sent = promise.ended(Standing.SENT)
    async with world.parts.store.transaction() as work:
        await work.ledger.save(sent)
        await world.parts.delivery._kinds[NEWS].ended(work, sent, Standing.SENT)
    assert await fate(world, id, "ola") is Fate.DELIVERED
    await world.wind_by(hours=3)
    assert (await now(world, id)).state is State.CANCELLED


async def test_those_who_could_not_be_reached_are_tried_again_and_nobody_else(
    world: World, them: Committee
) -> None:
    """Nobody gets it twice, and not those in doubt."""
    id = await started(world, them)
    await world.wind_by(hours=3)
    async with world.parts.store.transaction() as work:
        await work.campaigns.settle(id, world.people["rita"].id, Fate.UNREACHABLE)
        await work.campaigns.settle(id, world.people["ola"].id, Fate.DOUBT)
    before = pings(world.ola), pings(world.kari), pings(them.rita)
    await act(world, them.mona, "retry", id)
    await world.run()
    assert (pings(world.ola), pings(world.kari), pings(them.rita)) == (before[0], before[1], before[2] + 1)
    assert (await now(world, id)).state is State.SENT


async def test_where_there_is_nobody_to_try_again_it_is_said_and_nothing_is_done(
    world: World, them: Committee
) -> None:
    """Nor for ever: everybody's promises are looked through for each round."""
    id = await started(world, them)
    await world.wind_by(hours=3)
    sent = await now(world, id)
    assert said("no.nobody_left") in await act(world, them.mona, "retry", id)
    assert await now(world, id) == sent
    async with world.parts.store.transaction() as work:
        await work.campaigns.settle(id, world.people["rita"].id, Fate.UNREACHABLE)
        await work.campaigns.save(sent.changed(rounds=MOST_ROUNDS))
    assert said("no.nobody_left") in await act(world, them.mona, "retry", id)
    assert (await now(world, id)).state is State.SENT


async def test_paused_and_resumed_many_times_there_is_no_more_to_do(world: World, them: Committee) -> None:
    """One walk through everybody wakes them all."""
    id = await started(world, them)
    for _ in range(4):
        await act(world, them.per, "pause", id)
        await act(world, them.per, "resume", id)
    assert [errand for errand, _ in (await now(world, id)).errands] == [Errand.WAKE]


async def test_in_doubt_it_is_not_sent_again(world: World, them: Committee) -> None:
    """A row that was being sent when the process ended: it may have arrived."""
    id = await started(world, them)
    async with world.parts.store.transaction() as work:
        promise = await work.ledger.for_occasion(occasion(id, world.people["ola"].id))
        assert promise is not None
        kind = world.parts.delivery._kinds[NEWS]
        assert not kind.again_if_unsure
        assert not kind.capped
        doubted = promise.ended(Standing.UNSURE)
        await work.ledger.save(doubted)
        await kind.ended(work, doubted, Standing.UNSURE)
    await world.wind_by(hours=3)
    assert pings(world.ola) == 0
    assert await fate(world, id, "ola") is Fate.DOUBT


async def test_a_fault_of_ours_at_one_recipient_does_not_keep_it_from_its_end(
    world: World, them: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two days later they are given up, and count as somebody who was not reached."""
    decide = kinds.News.decide

    async def fails(self: kinds.News, work: Any, promise: Promise) -> Verdict:
        if promise.to == world.people["ola"].id:
            raise ValueError
        return await decide(self, work, promise)

    monkeypatch.setattr(kinds.News, "decide", fails)
    id = await started(world, them)
    for _ in range(60):
        await world.wind_by(hours=1)
    assert await fate(world, id, "ola") is Fate.UNREACHABLE
    assert (await now(world, id)).state is State.SENT


# ------------------------------------------------------------------------------------------------ after it was sent


async def test_what_was_learned_is_read_as_everything_else_is(world: World, them: Committee) -> None:
    """Without signs that turn or cover the words around them, and no longer than there is room for."""
    id = await started(world, them)
    await world.wind_by(hours=3)
    values = {"learned": "\n".join("x" for _ in range(31))}
    assert said("wrong.lines")[:40] in await submit(world, them.mona, "campaigns.save_learned", id, values)
    values = {"learned": "Mange \u202etakket.\n\n\u200b\n  Neste\tgang: før jul. "}
    await submit(world, them.mona, "campaigns.save_learned", id, values)
    assert (await now(world, id)).learned == "Mange takket.\nNeste gang: før jul."


async def test_a_correction_takes_the_other_partys_yes_and_is_what_is_read_then(
    world: World, them: Committee
) -> None:
    """Nobody changes alone what two have let through."""
    id = await started(world, them)
    await world.wind_by(hours=3)
    ref = f"{id}:{(await now(world, id)).version}:nb"
    values = {"title": TITLE, "body": "Rettet tekst.", "link": ""}
    shown = await submit(world, them.mona, "campaigns.save_correction", ref, values)
    for part in (
        said("correction.text").format(language="bokmål"),
        "Alkoholfritt er like godt.",
        "Rettet tekst.",
    ):
        assert part in shown
    assert said("correction.name").format(language="bokmål") not in shown
    assert said("words.link") not in shown
    assert "Rettet tekst." not in await press(world, world.ola, "campaigns.thank", id)
    assert said("no.same_party")[:40] in await act(world, them.per, "confirm", id)
    await act(world, them.tuva, "confirm", id)
    shown = await press(world, world.kari, "ping.open", (await owed(world, "kari", NEWS))[0].id)
    assert "Rettet tekst." in shown
    assert said("corrected") in shown


async def test_what_was_asked_stays_as_it_is(world: World, them: Committee) -> None:
    """Somebody may have answered: neither question, answers nor the right one, also in a language that is added."""
    id = await started(world, them, words=QUIZ, right=1)
    shown = await act(world, them.mona, "correct", id)
    assert said("words.asked") in shown
    for key in ("words.question", "words.answers", "words.right"):
        assert said(key) not in shown.replace(said("words.asked"), "")
    assert said("words.asked_in").format(languages="bokmål") in await press(
        world, them.mona, "campaigns.correct", f"{id}:0:en"
    )
    swapped = {
        "title": TITLE,
        "body": "B",
        "question": "Et annet?",
        "answers": "Å spørre\nÅ vente",
        "right": "1",
    }
    for language, title in ((Language.NB, TITLE), (Language.EN, "A party")):
        ref = f"{id}:{(await now(world, id)).version}:{language}"
        await submit(world, them.mona, "campaigns.save_correction", ref, {**swapped, "title": title})
    await act(world, them.tuva, "confirm", id)
    after = await now(world, id)
    assert {(each.question, each.options) for each in after.words.values()} == {
        ("Hva hjelper?", ("Å vente", "Å spørre"))
    }
    assert (after.right, after.words[Language.NB].body, after.words[Language.EN].title) == (1, "B", "A party")


async def test_a_second_correction_keeps_the_first_and_is_by_the_same(world: World, them: Committee) -> None:
    """Another's on top would be a yes to words they may not have read; taken back word for word, there is none."""
    id = await started(
        world, them, words={Language.NB: Words(TITLE, BODY), Language.EN: Words("A party", "Text")}
    )
    await world.wind_by(hours=3)
    version = (await now(world, id)).version
    first = {"title": "Pers tittel", "body": BODY}
    await submit(world, them.per, "campaigns.save_correction", f"{id}:{version}:nb", first)
    second = {"title": "A better party", "body": "Text"}
    shown = await submit(world, them.per, "campaigns.save_correction", f"{id}:{version}:en", second)
    assert said("wrong.meanwhile")[:30] in shown
    assert "A better party" in shown
    ref = f"{id}:{version + 1}:en"
    assert said("no.another_waits") in await act(world, them.tuva, "correct", id)
    assert said("no.another_waits") in await submit(
        world, them.tuva, "campaigns.save_correction", ref, second
    )
    assert "Pers tittel" in await act(world, them.per, "correct", id)
    shown = await submit(world, them.per, "campaigns.save_correction", ref, second)
    for part in (TITLE, "Pers tittel", "A party", "A better party"):
        assert part in shown
    correction = (await now(world, id)).correction
    assert correction is not None
    assert [each.title for each in correction.words.values()] == ["Pers tittel", "A better party"]
    for language, words in (await now(world, id)).words.items():
        ref = f"{id}:{(await now(world, id)).version}:{language}"
        as_it_was = {"title": words.title, "body": words.body}
        await submit(world, them.per, "campaigns.save_correction", ref, as_it_was)
    assert (await now(world, id)).correction is None


async def test_recalled_it_cannot_be_read_and_no_ping_tells_what_else_it_carries(
    world: World, them: Committee
) -> None:
    """By one alone, after a second press; who has not got it gets nothing, and the pings stay, with nothing behind."""
    id = await started(world, them)
    await world.wind_by(hours=3)
    promise = (await owed(world, "ola", NEWS))[0]
    assert word("ledger", "open") in world.ola.buttons()
    await act(world, them.hege, "recall", id)
    await submit(world, them.hege, "campaigns.sure_recall", id)
    await world.run()
    assert word("ledger", "open") in world.ola.buttons()
    assert word("ledger", "nothing")[:20] in await press(world, world.ola, "ping.open", promise.id)
    assert word("conversation", "refused.not_here") in await press(world, world.ola, "campaigns.thank", id)
    await act(world, them.hege, "archive", id)
    assert word("conversation", "refused.not_here") in await press(world, world.ola, "campaigns.thank", id)


async def test_what_was_archived_can_still_be_recalled(world: World, them: Committee) -> None:
    """It can be read as long as somebody has it; and once it was recalled it is not offered again."""
    id = await started(world, them)
    await world.wind_by(hours=3)
    await submit(world, them.mona, "campaigns.save_learned", id, {"learned": "Noe."})
    await act(world, them.mona, "archive", id)
    assert said("do.recall") in await press(world, them.hege, "campaigns.one", id)
    await submit(world, them.hege, "campaigns.sure_recall", id)
    assert (await now(world, id)).state is State.RECALLED
    promise = (await owed(world, "ola", NEWS))[0]
    assert word("ledger", "nothing")[:20] in await press(world, world.ola, "ping.open", promise.id)
    await act(world, them.hege, "archive", id)
    assert said("do.recall") not in await press(world, them.hege, "campaigns.one", id)


async def test_what_was_put_off_does_not_come_back_after_a_recall(world: World, them: Committee) -> None:
    """A time that one chose is kept, but not for what nobody may read."""
    id = await started(world, them)
    await world.wind_by(hours=3)
    await world.ola.press(word("ledger", "tomorrow"))
    await submit(world, them.hege, "campaigns.sure_recall", id)
    before = pings(world.ola)
    await world.wind_by(days=2)
    assert pings(world.ola) == before


async def test_reuse_takes_the_words_and_nobodys_yes(world: World, them: Committee) -> None:
    """A draft of one's own."""
    id = await started(world, them)
    await press(world, them.tuva, "campaigns.reuse", id)
    async with world.parts.store.reading() as work:
        [fresh] = [e for e in await work.campaigns.all(world.people["ola"].workplace) if e.id != id]
    assert fresh.author == world.people["tuva"].id
    assert (fresh.state, fresh.approvals, fresh.began_at) == (State.DRAFT, (), None)
    assert fresh.words == (await now(world, id)).words


# ------------------------------------------------------------------------------------------------ figures


async def test_thanks_and_answers_are_told_in_tens_and_never_below_ten(world: World, them: Committee) -> None:
    """Nine are none, and nearly all are told as if ten had done otherwise; nobody can be found by the difference."""
    people = await crowd(world, 20)
    id = await started(world, them, words=QUIZ, right=1)
    await world.wind_by(hours=3)
    phones = [world.far.phone(each.accounts[0].id) for each in people]
    for number, phone in enumerate(phones, start=1):
        await phone.go_home()
        await press(world, phone, "campaigns.thank", id)
        answered = await submit(world, phone, "campaigns.vote", id, {"answer": "1"})
        assert "Å spørre" in answered
        if number in {9, 10, 20}:
            shown = await press(world, them.mona, "campaigns.progress", id)
            assert shown.count(said("about").format(n=10)) == (2 if number > 9 else 0), number
            assert shown.count(said("about").format(n=20)) == 2, "it was for so many, and so many got it"
            assert said("nearly_all") in shown
    await submit(world, phones[0], "campaigns.vote", id, {"answer": "0"})
    async with world.parts.store.transaction() as work:
        for person in people[:11]:
            await KeptCampaigns().erase(work, person)
    shown = await press(world, them.mona, "campaigns.progress", id)
    assert shown.count(said("about").format(n=10)) == 1, "the thanks were taken back, the answer stays"


async def test_an_answer_lies_nowhere_with_the_one_who_gave_it(world: World, them: Committee) -> None:
    """What is written for one answer and for another differs in nothing but what a key hides."""
    id = await started(world, them, words=QUIZ)
    before = await rows(world)
    await submit(world, world.ola, "campaigns.vote", id, {"answer": "1"})
    after = await rows(world)
    changed_in = {table for table in after if after[table] != before[table]}
    assert changed_in <= {"marks", "presses"}
    async with world.parts.store.transaction() as work:
        ola = await work.people.get(world.people["ola"].id)
        kept = await KeptCampaigns().export(work, ola)
    assert [each["what"] for each in kept] == ["campaign_not_received", "campaign_answered"]
    assert all(set(each) == {"what", "on"} for each in kept)


async def test_of_fewer_than_ten_no_figure_is_shown(world: World, them: Committee) -> None:
    """Neither how many got it, nor how many did not."""
    id = await started(world, them)
    await world.wind_by(hours=3)
    shown = await press(world, them.mona, "campaigns.progress", id)
    assert said("few")[:30] in shown
    assert said("fate.unreachable") not in shown
    assert said("fate.total") not in shown
    assert said("thanks") not in shown


async def test_progress_is_told_in_tens_with_words_for_each_class(world: World, them: Committee) -> None:
    """From ten up."""
    await crowd(world, 4)
    id = await started(world, them)
    await world.wind_by(hours=3)
    shown = await press(world, them.mona, "campaigns.progress", id)
    for key in (
        "fate.delivered",
        "fate.unreachable",
        "fate.doubt",
        "fate.waiting",
        "fate.cancelled",
    ):
        assert said(key) in shown
    assert said("about").format(n=10) in shown
    assert "100 prosent" in shown
    assert said("few_got_it") in shown
    assert said("thanks") not in shown


async def test_what_one_has_written_is_in_what_one_takes_out_and_goes_when_one_wants(
    world: World, them: Committee
) -> None:
    """No word of somebody else's; and a draft that was proposed is the committee's."""
    id, mine = await drafted(world), await drafted(world, "rita")
    await submit(world, them.per, "campaigns.save_words", f"{id}:0:nb", {"title": "Pers ord"})
    async with world.parts.store.transaction() as work:
        mona, rita = [await work.people.get(world.people[key].id) for key in ("mona", "rita")]
        [of_mona] = await KeptCampaigns().export(work, mona)
        [of_rita] = await KeptCampaigns().export(work, rita)
        await KeptCampaigns().erase(work, rita)
        left = [each.id for each in await work.campaigns.all(mona.workplace)]
    assert "text" not in of_mona
    assert TITLE in str(of_rita)
    assert mine not in left
    assert id in left


# ------------------------------------------------------------------------------------------------ seats in the chat


async def test_a_seat_given_in_the_chat_is_enough_and_only_as_long_as_it_runs(
    world: World, them: Committee
) -> None:
    """The directory need not call anybody a member; from the day the seat has ended, nothing is there any more."""
    await changed(world, "tuva", positions=frozenset())
    await changed(world, "rita", positions=frozenset())
    id = await drafted(world)
    hidden = word("conversation", "refused.not_here")
    for verb in ("list", "new", "one", "preview", "progress"):
        assert hidden in await press(world, them.tuva, f"campaigns.{verb}", id), verb
    seat = a_term(workplace=WORKPLACE, person=world.people["tuva"].id, party=Party.EMPLOYEE)
    boss = a_term(workplace=WORKPLACE, person=world.people["per"].id, party=Party.MANAGEMENT)
    async with world.parts.store.transaction() as work:
        await work.committee.put(a_body(workplace=WORKPLACE))
        for each in (seat, boss):
            await work.committee.add(each)
    assert TITLE in await press(world, them.tuva, "campaigns.list")
    assert TITLE in await press(world, them.tuva, "campaigns.one", id)
    await my_page(them.tuva)
    assert said("page") in them.tuva.buttons()
    await let_through(world, them, id)
    values = {"title": "Skrevet av Tuva", "body": BODY}
    await submit(world, them.tuva, "campaigns.save_words", "::nb", values)
    assert "Skrevet av Tuva" in await press(world, them.tuva, "campaigns.list")
    async with world.parts.store.transaction() as work:
        await work.committee.save(seat.goes((world.clock.at).date()))
    for verb in ("list", "new", "one", "preview", "progress", "pause", "recall"):
        for phone in (them.tuva, them.rita):
            assert hidden in await press(world, phone, f"campaigns.{verb}", id), verb
    assert (await now(world, id)).state is State.APPROVED
