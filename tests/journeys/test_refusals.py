"""
Others' ids, old cards, repeats, strangers and junk: refused with the same kind words, and nothing comes of it.

Over 200 lines: every kind of refusal is here, tried against one workplace.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import uuid4

import pytest

from bots.demo.far.phone import Phone
from bots.demo.far.slack import FarSlack
from bots.demo.far.teams import FarTeams
from core.agreements.model import State
from core.checkins.usecases import employee
from core.ledger.model import Standing
from core.people import Platform
from core.reminders.flow import author
from core.reminders.model import Reminder, ReminderId
from core.sight import WORKER
from tests.journeys.acts import press, replayed, requests, rows, submit, word
from tests.journeys.world import World, pings

OUTSIDER = word("conversation", "refused.outsider")
NOT_HERE = word("conversation", "refused.not_here")
UNKNOWN = word("conversation", "refused.unknown")
OVER = word("conversation", "refused.over")
OLD = word("ledger", "nothing")

OTHERS_PRESSES = (
    *(("promise", f"ping.{verb}") for verb in ("open", "one", "hour", "tomorrow")),
    *(("checkin", f"checkins.{verb}") for verb in ("skip", "choose", "look")),
    *(("agreement", f"checkins.{verb}") for verb in ("now", "mine", "follow_up", "thank")),
    ("share", "checkins.back"),
    ("reminder", "reminders.look"),
    ("reminder", "reminders.erase"),
)
OTHERS_SUBMITS = (
    ("checkin", "checkins.answer", {"mood": "good"}),
    ("checkin", "checkins.share", {"parts": ("mood",)}),
    ("checkin", "checkins.chosen", {"day": "2027-01-04", "time": "10:00"}),
    ("agreement", "checkins.thank", {"words": "Hei"}),
)
LEADERS = frozenset({"checkins.follow_up", "checkins.thank"})
"""What a leader may do with the agreement's id, and the employee may not."""


@dataclass(frozen=True, kw_only=True)
class Karis:
    """Something of Kari's of each kind."""

    ids: Mapping[str, str]


@pytest.fixture
async def karis(world: World) -> Karis:
    """Asked, answered and shared; with a reminder of her own, and the next check-in planned."""
    kari = world.kari
    await world.until_ping(kari)
    await kari.press("Åpne")
    kari.choose("Hvordan går det?", "Bra")
    await kari.submit()
    kari.tick("Dette vil jeg dele", "Hvordan det går")
    await kari.submit()
    person = world.people["kari"]
    async with world.parts.store.transaction() as work:
        checkin = next(c for c in await work.checkins.of(world.agreement, WORKER))
        (share,) = await work.checkins.shares(world.agreement, employee(person))
        promise = next(p for p in await work.ledger.of(person.id) if p.standing is Standing.SENT)
        reminder = Reminder(
            id=ReminderId(str(uuid4())), person=person.id, text="Eget", on=date(2027, 1, 4), at=time(9)
        )
        await work.reminders.add(reminder, author(person))
    ids = {
        "promise": promise.id,
        "checkin": checkin.id,
        "agreement": world.agreement,
        "share": share.id,
        "reminder": reminder.id,
    }
    return Karis(ids=ids)


def _forbidden(world: World, phone: Phone, action: str) -> bool:
    """Ola has no part in it; the leader has not the employee's verbs, nor the employee the leader's."""
    return phone is world.ola or (action in LEADERS) == (phone is world.kari)


async def test_anothers_id_is_answered_as_an_id_that_does_not_exist(world: World, karis: Karis) -> None:
    """Byte for byte, for who has no part in it, the leader and the employee; and nothing has changed."""
    for phone in (world.ola, world.jonas, world.kari):
        await phone.go_home()
        before = await rows(world)
        for kind, action in OTHERS_PRESSES:
            if not _forbidden(world, phone, action):
                continue
            nobodys = await press(world, phone, action, str(uuid4()))
            assert await press(world, phone, action, karis.ids[kind]) == nobodys, action
            assert NOT_HERE in nobodys, action
        for kind, action, values in OTHERS_SUBMITS:
            if not _forbidden(world, phone, action):
                continue
            nobodys = await submit(world, phone, action, str(uuid4()), values)
            assert await submit(world, phone, action, karis.ids[kind], values) == nobodys, action
            assert NOT_HERE in nobodys, action
        assert await rows(world) == before


async def test_an_id_of_another_kind_and_an_action_of_no_kind_do_nothing(world: World, karis: Karis) -> None:
    """One's own id under the wrong verb says no more than one that does not exist; no value breaks anything."""
    await world.kari.go_home()
    before = await rows(world)
    for kind, action in OTHERS_PRESSES:
        other = "share" if kind != "share" else "promise"
        for wrong in (karis.ids[other], "';DROP_TABLE_people;--"):
            assert NOT_HERE in await press(world, world.kari, action, wrong), (action, wrong)
    for action in ("nosuch.verb", "checkins.nosuch", "checkins.form", "ping.several"):
        assert UNKNOWN in await press(world, world.kari, action, karis.ids["checkin"]), action
        assert UNKNOWN in await submit(world, world.kari, action), action
    assert await rows(world) == before


async def _promise(world: World) -> str:
    async with world.parts.store.transaction() as work:
        owed = await work.ledger.of(world.people["kari"].id)
        return next(p.id for p in owed if p.standing is Standing.SENT)


async def test_an_old_card_says_that_there_is_nothing_more(world: World) -> None:
    """After the answer, and after skipping: kind words, no form, no second effect."""
    kari = world.kari
    await world.until_ping(kari)
    first = await _promise(world)
    await kari.press("Åpne")
    await kari.press(word("checkins", "skip"))
    await kari.go_home()
    before = await rows(world, but=("presses",))
    assert OLD in await press(world, kari, "ping.open", first)
    assert OLD in await press(world, kari, "ping.hour", first)
    assert await rows(world, but=("presses",)) == before


@pytest.mark.parametrize("ending", ["ended", "over"])
async def test_after_the_agreement_has_ended_its_cards_open_nothing(world: World, ending: str) -> None:
    """Neither the ping nor a form that was open takes anything more, and nothing more comes."""
    kari = world.kari
    await world.until_ping(kari)
    first = await _promise(world)
    async with world.parts.store.transaction() as work:
        route = await work.agreements.route(world.agreement, WORKER)
        ended = (
            route.moved(State.ENDED)
            if ending == "ended"
            else replace(route, ends_on=date(2026, 11, 20), version=route.version + 1)
        )
        await work.agreements.save_route(ended, employee(world.people["kari"]))
        (checkin, *_) = await work.checkins.of(world.agreement, WORKER)
    await kari.go_home()
    before = await rows(world, but=("presses",))

    assert OLD in await press(world, kari, "ping.open", first)
    assert OVER in await press(world, kari, "checkins.now", world.agreement)
    assert OVER in await submit(world, kari, "checkins.answer", checkin.id, {"mood": "good"})
    assert OVER in await submit(world, kari, "checkins.choose", checkin.id, {"mood": "good"})
    assert await rows(world, but=("presses",)) == before
    await world.wind_by(days=21)
    # For some days after the last one the leader may still be called: what was shared then must reach somebody.
    assert (pings(kari), pings(world.jonas)) == (1, 0 if ending == "ended" else 1)


async def test_a_form_sent_in_five_times_at_once_has_one_effect(world: World) -> None:
    """The same submit, all under way together: one reminder, one promise, and everybody gets the same answer."""
    ola = world.ola
    await ola.go_home()
    await ola.press("Ny påminnelse")
    ola.fill("Hva vil du minnes på?", "Ring tannlegen")
    ola.fill("Dag", "2026-11-25")
    ola.fill("Klokkeslett", "10:00")
    await ola.submit()
    async with world.parts.store.transaction() as work:
        (reminder,) = await work.reminders.of(author(world.people["ola"]))
        await work.presses.forget_before(work.now.replace(year=2030))
        await work.reminders.erase(reminder.id, author(world.people["ola"]))

    statuses = await asyncio.gather(*(replayed(world, ola) for _ in range(5)))

    assert set(statuses) == {200}
    async with world.parts.store.transaction() as work:
        assert len(await work.reminders.of(author(world.people["ola"]))) == 1
    await world.wind_by(days=4)
    assert pings(ola) == 1


async def test_a_button_pressed_five_times_at_once_has_one_effect(world: World) -> None:
    """«Om en time», by a thumb that shakes: one ping comes back."""
    kari = world.kari
    await world.until_ping(kari)
    await kari.press("Om en time")

    statuses = await asyncio.gather(*(replayed(world, kari) for _ in range(5)))
    assert set(statuses) == {200}

    await world.wind_by(hours=2)
    assert pings(kari) == 2


async def test_the_same_act_on_two_screens_at_once_ends_in_one(world: World) -> None:
    """Two different requests that race: one skip and one later, and the check-in stands in one of the two."""
    kari = world.kari
    await world.until_ping(kari)
    promise = await _promise(world)
    async with world.parts.store.transaction() as work:
        (checkin, *_) = await work.checkins.of(world.agreement, WORKER)
    await kari.go_home()

    seen = await asyncio.gather(
        press(world, kari, "checkins.skip", checkin.id),
        press(world, kari, "ping.hour", promise),
        press(world, kari, "checkins.skip", checkin.id),
    )

    assert word("conversation", "fault") not in "".join(seen)
    async with world.parts.store.transaction() as work:
        asks = [p for p in await work.ledger.of(world.people["kari"].id) if p.kind == "checkins.ask"]
    assert len([p for p in asks if not p.chosen and p.standing is Standing.WAITING]) == 1
    assert len([p for p in asks if p.chosen]) <= 1


async def test_what_comes_again_and_in_another_order_changes_nothing(world: World, karis: Karis) -> None:
    """Every request of Kari's so far, sent again from the last to the first, and then at random all at once."""
    del karis
    number = requests(world, world.kari)
    before = await rows(world)
    for back in range(1, number + 1):
        assert await replayed(world, world.kari, -back) == 200
    await asyncio.gather(*(replayed(world, world.kari, at) for at in range(number)))

    assert await rows(world) == before


def _strangers(world: World) -> list[tuple[str, Phone]]:
    if isinstance(world.far, FarSlack):
        add = world.far.add_person
        return [
            ("guest", add("U0GJEST", "Gjest Utenfra", guest=True)),
            ("stranger", add("U0FREMMED", "Fremmed Utenfra", stranger=True, team_id="T0ANDRE")),
            ("bot", add("U0ROBOT", "Robot Utenfra", is_bot=True)),
            ("gone", add("U0SLUTTET", "Sluttet Utenfra", deleted=True)),
            ("team", add("U0ANNET", "Annen Utenfra", team_id="T0ANDRE")),
        ]
    guest, other = f"{1:0>8}-0000-4000-8000-000000000000", f"{2:0>8}-0000-4000-8000-000000000000"
    tenant = "99999999-0000-4000-8000-00000000abcd"
    return [
        ("guest", world.far.add_person(guest, "Gjest Utenfra", guest=True)),
        ("tenant", world.far.add_person(other, "Annen Utenfra", tenant_id=tenant)),
    ]


async def test_who_does_not_work_here_is_told_so_and_nothing_is_stored(world: World) -> None:
    """A guest, a stranger from a shared channel, a bot, somebody who left, another team or tenant."""
    before = await rows(world)
    for kind, phone in _strangers(world):
        seen = await submit(world, phone, "reminders.set", "", {"text": "Hei"})
        allowed = {"tenant"}  # refused at the door already
        assert OUTSIDER in seen or (kind in allowed and seen.startswith("[403")), kind
        assert "Utenfra" not in repr(await rows(world))
    assert await rows(world) == before
    world.far.complaints.clear()  # Slack itself tells that a stranger cannot be looked up


async def test_who_is_no_longer_active_is_refused_alike(world: World) -> None:
    """The directory says that Ola has left: the words are those for a stranger."""
    async with world.parts.store.transaction() as work:
        ola = await work.people.get(world.people["ola"].id)
        await work.people.save(replace(ola, active=False, version=ola.version + 1))
    before = await rows(world)

    assert OUTSIDER in await submit(world, world.ola, "reminders.set", "", {"text": "Hei"})
    assert await rows(world) == before


async def test_a_colleague_who_is_new_is_taken_in_as_the_platform_says(world: World) -> None:
    """Name and zone come from the platform at first contact; nothing else is made of it."""
    if isinstance(world.far, FarSlack):
        fresh: Phone = world.far.add_person("U0NYE", "Nye Oppdiktet", tz="Europe/London")
    else:
        id = f"{3:0>8}-0000-4000-8000-000000000000"
        fresh = world.far.add_person(id, "Nye Oppdiktet", timezone="Europe/London")
    await fresh.go_home()

    async with world.parts.store.transaction() as work:
        (found,) = [
            p for p in await work.people.everybody(world.people["ola"].workplace) if p.name == "Nye Oppdiktet"
        ]
    assert (found.zone, found.channel) == ("Europe/London", world.platform)
    assert found.accounts[0].id == fresh.person
    assert "Min side" in fresh.buttons()


@pytest.mark.parametrize("platform", [Platform.TEAMS], ids=str)
async def test_what_is_typed_into_the_chat_is_answered_kindly_and_kept_nowhere(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither in a table nor in a log; in a channel not even that much is said."""
    caplog.set_level("DEBUG")
    assert isinstance(world.far, FarTeams)
    ola, before = world.far.phone(world.ola.person), await rows(world, but=("presses",))
    await ola.write("Jeg vil fortelle noe kanarifugl-skrevet")
    assert word("menu", "typed") in ola.words()
    await ola.mention_in_channel("kanarifugl-kanal og Kari")
    assert word("menu", "public") in str(ola.channel[-1].body)

    assert await rows(world, but=("presses",)) == before
    assert "kanarifugl" not in repr(await rows(world))
    assert "kanarifugl" not in caplog.text


@pytest.mark.parametrize("platform", [Platform.SLACK], ids=str)
async def test_the_command_is_answered_privately_and_what_was_written_after_it_is_not_read(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """The menu opens where nobody else sees it; the channel stays as it was."""
    caplog.set_level("DEBUG")
    assert isinstance(world.far, FarSlack)
    kari, before = world.far.phone(world.kari.person), await rows(world, but=("presses",))
    await kari.command("/innsjekk", "kanarifugl-kommando")

    assert kari.form is not None
    assert "Min side" in kari.buttons()
    assert [call.method for call in world.far.calls if call.method.startswith("chat.")] == []
    assert await rows(world, but=("presses",)) == before
    assert "kanarifugl" not in repr(await rows(world))
    assert "kanarifugl" not in caplog.text
