"""What no client of either platform would send, sent all the same; and a look at all that came of it."""

import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.slack.render import FORM
from bots.demo.far import slack_payloads, teams_activity
from bots.demo.far.phone import Phone
from bots.demo.far.slack import FarSlack
from bots.demo.far.slack_records import Asked, Held
from bots.demo.far.slack_wire import INTERACTIONS
from bots.demo.far.teams import FarTeams
from bots.demo.far.teams_acts import Answered
from core.chat.texts import load
from core.chat.views import Values
from core.people import Language, Platform
from storage.tables import metadata
from tests.journeys.world import World

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
PASSING = ("trigger_id", "view_id", "hash")
"""What differs between two showings of the same thing on Slack."""


async def press(world: World, phone: Phone, action: str, ref: str = "") -> str:
    """A button with this value, pressed by this person; everything that came over the wire for it, as JSON."""
    far = _far(world, phone)
    if isinstance(far, FarSlack) and phone.home is None:
        await phone.go_home()
    return await _seen(far, _press(far, world, phone, action, ref))


async def submit(world: World, phone: Phone, action: str, ref: str = "", values: Values | None = None) -> str:
    """A form with this metadata, sent in; everything that came over the wire for it, as JSON."""
    far = _far(world, phone)
    return await _seen(far, _submit(far, world, phone, action, ref, values or {}))


def word(subject: str, key: str) -> str:
    """What stands in a subject's texts, in bokmål: these tests are about what happens, not about how it is said."""
    return load(f"core.{subject}")[key][Language.NB]


def without_ids(seen: str) -> str:
    """The same with every opaque id taken out."""
    return UUID.sub("ID", seen)


async def my_page(phone: Phone) -> None:
    """From the menu to the person's own page."""
    await phone.press(word("menu", "my_page"))
    await phone.press(word("menu", "ask.show"))


async def rows(world: World, *, but: tuple[str, ...] = ()) -> Mapping[str, list[str]]:
    """Every row of every table, as the database has it."""
    engine = create_async_engine(world.parts.settings.database_url)
    async with engine.connect() as connection:
        found = {
            table.name: sorted(repr(tuple(row)) for row in await connection.execute(select(table)))
            for table in metadata.sorted_tables
            if table.name not in but
        }
    await engine.dispose()
    return found


async def replayed(world: World, phone: Phone, number: int = -1) -> int:
    """What this person's client sent as its `number`th request, sent once more; the status of the answer."""
    if isinstance(world.far, FarSlack):
        mine = [asked for asked in world.far.recorded if asked.person == phone.person]
        status = (await world.far.replay(mine[number])).status
        # A trigger opens one view, so that a repeat shows nothing: that is Slack's to complain of.
        world.far.complaints[:] = [each for each in world.far.complaints if "used before" not in each]
        return status
    sent = [each for each in world.far.delivered if each["from"]["aadObjectId"] == phone.person]
    return (await world.far.post(sent[number], token=world.far.token())).status


def requests(world: World, phone: Phone) -> int:
    """How many requests this person's client has sent so far."""
    if isinstance(world.far, FarSlack):
        return len([asked for asked in world.far.recorded if asked.person == phone.person])
    return len([each for each in world.far.delivered if each["from"]["aadObjectId"] == phone.person])


def _far(world: World, phone: Phone) -> FarSlack | FarTeams:
    """The side that this phone is on: with a mixed pair there are two."""
    return world.fars[Platform(phone.platform)]


async def _seen(far: FarSlack | FarTeams, asked: Any) -> str:
    before = len(far.calls)
    answered = await asked
    if isinstance(far, FarSlack):
        calls = [
            (c.method, {k: v for k, v in c.args.items() if k not in PASSING}) for c in far.calls[before:]
        ]
    else:
        calls = [(c.method, c.body) for c in far.calls[before:]]
    return json.dumps([answered.status, answered.body, calls], sort_keys=True, ensure_ascii=False)


async def _press(far: FarSlack | FarTeams, world: World, phone: Phone, action: str, ref: str) -> Any:
    if isinstance(far, FarTeams):
        data = {"a": action, "r": ref, "n": "", "msteams": {"type": "task/fetch"}}
        return await _invoke(far, world, phone, "task/fetch", data)
    account = far.state.people[phone.person]
    assert account.home is not None
    element = {
        "type": "button",
        "action_id": action,
        "value": ref,
        "text": {"type": "plain_text", "text": "x"},
    }
    acted = slack_payloads.action(far.state, {"block_id": "b"}, element)
    payload = slack_payloads.pressed_in_view(far.state, account, account.home, acted)
    answered = await far.wire.ask(Asked(phone.person, INTERACTIONS, "block_actions", payload))
    account.stack.clear()
    return answered


async def _submit(
    far: FarSlack | FarTeams, world: World, phone: Phone, action: str, ref: str, values: Values
) -> Any:
    if isinstance(far, FarTeams):
        typed = {
            f"some.{k}" if isinstance(v, tuple) else k: v if isinstance(v, str) else ",".join(v)
            for k, v in values.items()
        }
        data = {"a": action, "r": ref, "n": str(uuid4()), **typed}
        return await _invoke(far, world, phone, "task/submit", data)
    account = far.state.people[phone.person]
    meta = json.dumps({"a": action, "r": ref, "n": str(uuid4())})
    body = {"type": "modal", "callback_id": FORM, "private_metadata": meta, "blocks": []}
    payload = slack_payloads.submitted(far.state, account, Held(id="V0", body=body, hash="1.x", root_id="V0"))
    payload["view"]["state"] = {"values": {name: {name: _element(value)} for name, value in values.items()}}
    return await far.wire.ask(Asked(phone.person, INTERACTIONS, "view_submission", payload))


def _element(value: str | tuple[str, ...]) -> dict[str, Any]:
    if isinstance(value, str):
        return {"type": "plain_text_input", "value": value}
    return {"type": "checkboxes", "selected_options": [{"value": each} for each in value]}


async def _invoke(far: FarTeams, world: World, phone: Phone, name: str, data: dict[str, Any]) -> Answered:
    side = teams_activity.Far(service_url=far.service_url, app_id=far.app_id, app_name=far.app_name)
    who = far.phone(phone.person).account
    value = {"data": data, "context": {"theme": "default"}}
    asked = teams_activity.activity(side, who, "invoke", world.clock.at, name=name, value=value, replyToId="")
    return await far.deliver(asked)
