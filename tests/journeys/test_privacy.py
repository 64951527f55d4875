"""What nobody can tell from outside, what the leader cannot tell, and what a person can see, take out and erase."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bots.demo.far.phone import Phone
from bots.demo.far.slack import FarSlack
from bots.subjects import registry
from core.checkins.usecases import employee
from core.privacy.registry import Json
from tests.journeys.acts import my_page, press, rows, submit, without_ids, word
from tests.journeys.colleagues import agree, hire
from tests.journeys.world import MEASURES, World, pings

HALFWAY = "storage.store.secrets.randbelow"
"""Where jitter comes from: held at the middle, two worlds can be compared to the second."""
MOOD, DIFFICULT, NEEDS = (word("checkins", key) for key in ("q1", "q2", "q4"))


async def answer(phone: Phone, difficult: str = "", needs: str = "") -> None:
    """The newest ping, opened and answered."""
    await phone.press(word("ledger", "open"))
    phone.choose(MOOD, word("checkins", "mood.heavy"))
    phone.fill(DIFFICULT, difficult)
    phone.fill(NEEDS, needs)
    await phone.submit()


async def share(phone: Phone, *parts: str) -> None:
    phone.tick(word("checkins", "which"), *(word("checkins", f"part.{part}") for part in parts))
    await phone.submit()


def _sent(world: World, phone: Phone, method: str) -> str:
    """What we sent this person last, as the platform got it, with opaque ids and addresses taken out."""
    if isinstance(world.far, FarSlack):
        to = {phone.person, world.far.state.people[phone.person].channel}
        calls = [c.args for c in world.far.calls if c.method == method and to & {*map(str, c.args.values())}]
        return without_ids(
            json.dumps({k: v for k, v in calls[-1].items() if k not in {"channel", "user_id"}})
        )
    where = world.far.phone(phone.person).account.personal
    bodies = [c.body for c in world.far.calls if c.conversation == where and "attachments" in c.body]
    return without_ids(json.dumps(bodies[-1]["attachments"]))


async def test_with_and_without_an_agreement_look_the_same_from_outside(world: World) -> None:
    """Menu, ping, settings, whom to talk to, the lock screen, and every refusal: byte for byte."""
    kari, ola = world.kari, world.ola
    await ola.go_home()
    await press(world, ola, "settings.test")
    await world.run()
    await world.until_ping(kari)
    assert _sent(world, kari, "chat.postMessage") == _sent(world, ola, "chat.postMessage")
    assert "ping.open" in _sent(world, kari, "chat.postMessage")
    assert set(kari.lock_screen) - set(ola.lock_screen) == set()

    await kari.go_home()
    await ola.go_home()
    assert _sent(world, kari, "views.publish") == _sent(world, ola, "views.publish")
    assert "menu.page" in _sent(world, kari, "views.publish")
    for action in ("menu.talk", "settings.show", "reminders.new", "ping.open", "nosuch.verb"):
        karis, olas = await press(world, kari, action), await press(world, ola, action)
        assert without_ids(karis) == without_ids(olas), action
    for action in ("checkins.answer", "reminders.set", "settings.save"):
        assert without_ids(await submit(world, kari, action)) == without_ids(
            await submit(world, ola, action)
        ), action


ENDINGS = ("skipped", "kept", "closed", "taken back", "unopened", "opened", "quiet", "unplanned")


async def _end(world: World, phone: Phone, ending: str) -> None:
    if ending in {"unopened", "quiet", "unplanned"}:
        return
    if ending in {"skipped", "opened"}:
        await phone.press(word("ledger", "open"))
        if ending == "skipped":
            await phone.press(word("checkins", "skip"))
        return
    await answer(phone, "Noe eget", "Noe annet")
    if ending == "kept":
        await phone.submit()
    elif ending == "closed":
        await phone.close()
    else:
        await share(phone, "mood", "needs")
        await phone.close()
        await phone.go_home()
        for part in ("mood", "needs"):
            del part
            await my_page(phone)
            await phone.press(word("checkins", "mine.title"))
            await phone.press(word("checkins", "mine.back"))
            await phone.close()
            if phone.form is not None:
                await phone.close()


PLACE = re.compile(r"\d av \d")


async def test_the_leader_cannot_tell_why_there_is_nothing_new(world: World) -> None:
    """Skipped, kept, closed, taken back, unopened, opened and left, in quiet, nothing planned, and later expired."""
    people = {}
    for number, ending in enumerate(ENDINGS):
        phone = await hire(world, f"e{number}", f"Nr. {number} Oppdiktet")
        id = await agree(world, f"e{number}", "jonas", planned=ending != "unplanned")
        if ending == "quiet":
            async with world.parts.store.transaction() as work:
                sight = employee(world.people[f"e{number}"])
                route = await work.agreements.route(id, sight)
                await work.agreements.save_route(replace(route, quiet=True, version=route.version + 1), sight)
        people[ending] = (f"e{number}", phone, id)
    await world.wind(datetime(2026, 11, 23, 14, 0, tzinfo=UTC))
    for ending, (_, phone, _) in people.items():
        assert pings(phone) == (0 if ending in {"quiet", "unplanned"} else 1), ending
        await _end(world, phone, ending)

    for days in (2, 6):  # and then all that lay there has expired
        await world.wind_by(days=days)
        seen = {}
        for ending, (key, _, id) in people.items():
            shown = await press(world, world.jonas, "checkins.follow_up", id)
            # Which of how many it is goes by when the two last talked, and then by an id of chance.
            shown = PLACE.sub("N av ALLE", shown.replace(world.people[key].name, "WHO"))
            seen[ending] = without_ids(shown)
        assert len(set(seen.values())) == 1, {e: s[:80] for e, s in seen.items()}
        assert word("checkins", "leader.nothing_new") in seen["skipped"]


async def test_the_leaders_pings_do_not_depend_on_what_the_employee_does(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two pairs with the same start: one employee answers and shares at once each week, one opens nothing."""
    monkeypatch.setattr(HALFWAY, lambda below: below // 2)
    leaders, employees = {}, {}
    for number in (1, 2):
        employees[number] = await hire(world, f"a{number}", f"Nr. {number} Oppdiktet")
        leaders[number] = await hire(world, f"l{number}", f"Leder {number} Oppdiktet")
        await agree(world, f"a{number}", f"l{number}", date(2026, 11, 17))
    times: dict[int, list[datetime]] = {1: [], 2: []}
    eager, until = employees[1], world.clock.at + timedelta(days=25)
    while (due := await world.next_due()) is not None and due <= until:
        before = {n: pings(phone) for n, phone in leaders.items()} | {0: pings(eager)}
        world.clock.at = max(world.clock.at, due)
        await world.run()
        for n, phone in leaders.items():
            times[n] += [world.clock.at] * (pings(phone) - before[n])
        if pings(eager) > before[0]:
            world.clock.at += timedelta(minutes=3)
            await answer(eager, "Noe", "Noe mer")
            await share(eager, "mood", "difficult", "needs")
            await eager.close()

    assert len(times[1]) >= 3
    assert times[1] == times[2]


async def _told(world: World) -> dict[str, Phone]:
    """Kari has answered, shared some, and set a reminder; Ola has set one; Jonas has said thanks."""
    await world.until_ping(world.kari)
    await answer(world.kari, "kanarifugl-vanskelig", "kanarifugl-behov")
    await share(world.kari, "needs")
    await world.kari.close()
    values = {"day": "2027-01-04", "time": "09:00", "repeat": "weekly"}
    await submit(world, world.kari, "reminders.set", "", {"text": "kanarifugl-karis", **values})
    await submit(world, world.ola, "reminders.set", "", {"text": "kanarifugl-olas", **values})
    return {"kari": world.kari, "ola": world.ola}


async def _export(world: World, key: str) -> Mapping[str, Sequence[Json]]:
    async with world.parts.store.transaction() as work:
        return await registry().export(work, await work.people.get(world.people[key].id))


async def test_a_person_sees_what_is_kept_and_gets_all_of_it_and_nothing_of_others(world: World) -> None:
    """The page counts it, the export holds every word typed and no word of anybody else's."""
    await _told(world)
    await world.kari.go_home()
    await my_page(world.kari)
    await world.kari.press(word("menu", "page.data"))
    async with world.parts.store.transaction() as work:
        counts = await registry().counts(work, world.people["kari"])
    assert counts["checkins"] == counts["reminders"] == counts["agreements"] == 1
    for name in counts:
        assert word("privacy", f"kept.{name}") in world.kari.words()

    karis, olas = json.dumps(await _export(world, "kari")), json.dumps(await _export(world, "ola"))
    agreed = MEASURES[0].text
    for typed in ("kanarifugl-vanskelig", "kanarifugl-behov", "kanarifugl-karis", agreed, world.kari.person):
        assert typed in karis
        assert typed not in olas
    assert "kanarifugl-olas" in olas
    assert "kanarifugl-olas" not in karis
    jonases = json.dumps(await _export(world, "jonas"))
    assert "kanarifugl" not in jonases
    assert agreed not in jonases  # a copy outside the app is the employee's to give
    await press(world, world.kari, "life.lend", world.agreement)
    assert agreed in json.dumps(await _export(world, "jonas"))


async def test_what_is_erased_is_in_no_table_and_the_next_check_in_still_comes(world: World) -> None:
    """Answers, the unopened share, and the reminder with its key; Ola's is left, and so is the rhythm."""
    await _told(world)
    before = await rows(world)
    assert (len(before["answers"]), len(before["shares"]), len(before["reminders"])) == (1, 1, 2)
    await world.kari.go_home()
    await my_page(world.kari)
    await world.kari.press(word("menu", "page.data"))
    await world.kari.press(word("privacy", "ask_erase"))
    await world.kari.press(word("privacy", "erase"))

    after = await rows(world)
    assert (len(after["answers"]), len(after["shares"]), len(after["reminders"])) == (0, 0, 1)
    assert len(before["grants"]) - len(after["grants"]) == 1
    exported = await _export(world, "kari")
    assert list(exported["checkins"]) + list(exported["reminders"]) == []
    assert "kanarifugl-olas" in json.dumps(await _export(world, "ola"))
    await world.until_ping(world.kari, timedelta(days=10))
    await world.wind(datetime(2027, 1, 4, 12, tzinfo=UTC))
    await world.kari.go_home()
    async with world.parts.store.transaction() as work:
        owed = await work.ledger.of(world.people["kari"].id)
    assert [p.reason for p in owed if p.kind == "reminders.due"] == ["not_needed"]


async def test_what_is_shared_at_night_waits_for_the_morning_and_can_be_taken_back(world: World) -> None:
    """Between 22 and 06: the leader sees nothing until eight, whenever they look; second thoughts are possible."""
    world.clock.at = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)  # half past eleven in Oslo
    await world.kari.go_home()
    await my_page(world.kari)
    await world.kari.press(word("checkins", "now"))
    world.kari.choose(MOOD, word("checkins", "mood.difficult"))
    world.kari.fill(NEEDS, "kanarifugl-natt")
    await world.kari.submit()
    await share(world.kari, "mood", "needs")

    async def looked() -> str:
        return await press(world, world.jonas, "checkins.follow_up", world.agreement)

    assert word("checkins", "leader.nothing_new") in await looked()
    world.clock.at = datetime(2026, 11, 25, 6, 59, tzinfo=UTC)
    assert word("checkins", "leader.nothing_new") in await looked()
    async with world.parts.store.transaction() as work:
        shares = await work.checkins.shares(world.agreement, employee(world.people["kari"]))
    mood = next(share for share in shares if share.mood)
    await press(world, world.kari, "checkins.back", mood.id)

    world.clock.at = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
    seen = await looked()
    assert "kanarifugl-natt" in seen
    assert word("checkins", "mood.difficult") not in seen
