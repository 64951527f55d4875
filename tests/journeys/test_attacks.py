"""What somebody who means harm would try, on both platforms and both databases; each was possible once."""

import copy
import json
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import aiohttp
import pytest

from adapters.slack import verify
from bots.demo.far import teams_activity
from bots.demo.far.phone import Json, Phone
from bots.demo.far.slack import FarSlack
from bots.demo.far.teams import FarTeams
from bots.subjects import flows
from core.people import Platform
from core.reminders.flow import author
from core.sight import WORKER
from tests.journeys import world as worlds
from tests.journeys.acts import replayed, rows, submit, without_ids, word
from tests.journeys.world import SECRET, World

NOT_HERE = word("conversation", "refused.not_here")
REMINDER = {"text": "Ring tannlegen", "day": "2026-11-25", "time": "10:00", "repeat": "once"}
TEAMS_ONLY = pytest.mark.parametrize("platform", [Platform.TEAMS], ids=str)


async def copied(world: World, of: Phone, by: Phone) -> str:
    """What one person's client sent last, with its id and all, sent as another's; all that came of it."""
    far = world.far
    before = len(far.calls)
    if isinstance(far, FarSlack):
        asked = copy.deepcopy([each for each in far.recorded if each.person == of.person][-1])
        asked.payload["user"]["id"] = by.person
        seen = (await far.wire.send(replace(asked, person=by.person))).text
        far.complaints.clear()  # a trigger opens one view, which is Slack's to complain of
        return seen + "".join(str(call.args) for call in far.calls[before:])
    mine = [each for each in far.delivered if each["from"]["aadObjectId"] == of.person]
    who = far.phone(by.person).account
    own = {
        "from": {"id": who.user_id, "name": who.name, "aadObjectId": who.aad},
        "conversation": mine[-1]["conversation"] | {"id": who.personal},
    }
    answered = await far.post(mine[-1] | own, token=far.token())
    return "".join(str(each) for each in [answered.body, *(call.body for call in far.calls[before:])])


async def reminders(world: World, key: str) -> int:
    async with world.parts.store.transaction() as work:
        return len(await work.reminders.of(author(world.people[key])))


async def test_anothers_submit_sent_as_ones_own_is_an_act_of_ones_own(world: World) -> None:
    """It is not taken for a repeat of the other's: that would show what theirs led to, or undo one's own."""
    await submit(world, world.kari, "reminders.set", "", REMINDER)
    await copied(world, world.kari, world.ola)

    assert (await reminders(world, "kari"), await reminders(world, "ola")) == (1, 1)


async def test_nobody_can_use_up_anothers_key(world: World) -> None:
    """Whoever knew what Kari is about to send could else send it first, and hers would do nothing."""
    await submit(world, world.kari, "reminders.set", "", REMINDER)
    async with world.parts.store.transaction() as work:
        (hers,) = await work.reminders.of(author(world.people["kari"]))
        await work.reminders.erase(hers.id, author(world.people["kari"]))
        await work.presses.forget_before(work.now.replace(year=2030))

    await copied(world, world.kari, world.ola)
    assert await replayed(world, world.kari) == 200

    assert await reminders(world, "kari") == 1


async def test_anothers_press_is_refused_and_stays_theirs(world: World) -> None:
    """«Om en time» on Kari's ping, from Ola: as if there were no such ping. Kari's own then does what it says."""
    await world.until_ping(world.kari)
    await world.kari.press("Om en time")
    before = await rows(world, but=("presses",))

    assert NOT_HERE in await copied(world, world.kari, world.ola)
    assert await rows(world, but=("presses",)) == before

    async with world.parts.store.transaction() as work:
        await work.presses.forget_before(work.now.replace(year=2030))
    assert NOT_HERE in await copied(world, world.kari, world.ola)
    await world.wind_by(hours=2)
    assert worlds.pings(world.kari) == 2


def _acts() -> Sequence[str]:
    names = [f"{flow.name}.{verb}" for flow in flows() for verb in flow.answers]
    return [name for name in names if not name.startswith("menu.") and name not in FOR_CHAT]


FOR_CHAT = ("ping.hour", "ping.tomorrow")


def _karis(world: World, kind: str, **more: Any) -> Json:
    """What Kari's Teams would send."""
    assert isinstance(world.far, FarTeams)
    far, who = world.far, world.far.phone(world.kari.person).account
    side = teams_activity.Far(service_url=far.service_url, app_id=far.app_id, app_name=far.app_name)
    return teams_activity.activity(side, who, kind, world.clock.at, **more)


async def _message(world: World, action: str, ref: str) -> str:
    """A submit that comes as a message of Kari's, as from a client that knows no dialog; what was said in the chat."""
    assert isinstance(world.far, FarTeams)
    far = world.far
    value = {"a": action, "r": ref, "n": str(uuid4()), "mood": "good", "text": "kanarifugl", **REMINDER}
    before = len(far.calls)
    answered = await far.deliver(_karis(world, "message", value=value))
    assert (answered.status, answered.body) == (200, None)
    return without_ids(json.dumps([call.body for call in far.calls[before:]], ensure_ascii=False))


@TEAMS_ONLY
async def test_nothing_that_belongs_in_a_form_is_done_or_answered_in_the_chat(world: World) -> None:
    """What is answered to a message stays where an employer can export it: every act but two becomes the menu."""
    await world.until_ping(world.kari)
    async with world.parts.store.transaction() as work:
        (checkin, *_) = await work.checkins.of(world.agreement, WORKER)
        (promise, *_) = [p for p in await work.ledger.of(world.people["kari"].id) if p.ref == checkin.id]
    menu = await _message(world, "menu.home", "")
    before = await rows(world, but=("presses",))
    assert len(_acts()) > 15

    for action in _acts():
        for ref in (checkin.id, promise.id, world.agreement):
            assert await _message(world, action, ref) == menu, action
    assert await rows(world, but=("presses",)) == before

    assert await _message(world, FOR_CHAT[0], promise.id) != menu
    assert await rows(world, but=("presses",)) != before


SCALARS = (b"[]", b"[1]", b"[{}]", b"7", b"-1.5e9", b"1e999", b"NaN", b"true", b"null", b'"x"', b'"{}"', b"")

NO_OBJECTS: Sequence[object] = (7, "x", None, [])


def _requests(world: World) -> Sequence[tuple[str, str, bytes]]:
    """Route, type and body; each would be signed."""
    as_json, as_form = "application/json", "application/x-www-form-urlencoded"
    if isinstance(world.far, FarTeams):
        whole = [("/api/messages", kind, body) for kind in (as_json, as_form) for body in SCALARS]
        invokes = [
            _karis(world, "invoke", name=name, value=value)
            for name in ("task/fetch", "task/submit", "adaptiveCard/action")
            for value in (*NO_OBJECTS, {"data": 7}, {"action": 7}, {"action": {"data": None}})
        ]
        inside = [json.dumps(activity) for activity in invokes]
        return [*whole, *(("/api/messages", as_json, body.encode()) for body in inside)]
    events = [b'{"type":"event_callback","event":%s}' % body for body in SCALARS if body]
    forms = [urlencode({"payload": body}).encode() for body in SCALARS]
    return [
        *(("/slack/events", kind, body) for kind in (as_json, as_form) for body in (*SCALARS, *events)),
        *(("/slack/interactions", as_form, body) for body in (*SCALARS, *forms)),
        *(("/slack/commands", as_form, body) for body in SCALARS),
    ]


async def test_a_signed_body_that_is_no_object_is_refused(world: World) -> None:
    """A list, a number, a word or nothing at all where an object belongs: 4xx, and never a fault of ours."""
    before = await rows(world)
    async with aiohttp.ClientSession() as session:
        for route, kind, body in _requests(world):
            headers = {"Content-Type": kind}
            if isinstance(world.far, FarTeams):
                headers["Authorization"] = f"Bearer {world.far.token()}"
            else:
                stamp = str(int(time.time()))
                headers |= {
                    verify.TIMESTAMP: stamp,
                    verify.SIGNATURE: verify.signature(stamp, body, SECRET),
                }
            async with session.post(f"{world.far.bot_url}{route}", data=body, headers=headers) as answer:
                assert 400 <= answer.status < 500, (route, kind, body, answer.status)
    assert await rows(world) == before
