"""One make-believe person's Slack: what is on the screen, and what they do with it."""

import asyncio
from collections.abc import Sequence
from datetime import date, time

from bots.demo.far import slack_payloads as payloads
from bots.demo.far import slack_screen as screen
from bots.demo.far.phone import Json, Kept, Message, NotOnScreen, OpenForm
from bots.demo.far.slack_blocks import Entry, Value
from bots.demo.far.slack_follow import follow
from bots.demo.far.slack_messages import whisper
from bots.demo.far.slack_records import Account, Asked, Held, Sent
from bots.demo.far.slack_state import State
from bots.demo.far.slack_wire import COMMANDS, EVENTS, INTERACTIONS, Answered, Wire


class SlackPhone:
    """
    A person's Slack; fulfils `bots.demo.far.phone.Phone`.

    Errors in a form stand by block_id. So do values: text, date, time or an option's value, a list for
    several options; a select outside an input block stands by action_id.
    """

    def __init__(self, state: State, wire: Wire, account: Account) -> None:
        self.platform = "slack"
        self.person = account.id
        self.account = account
        self._state = state
        self._wire = wire
        self._picked: list[tuple[Held, Json]] = []

    @property
    def chat(self) -> Sequence[Message]:
        return [Message(id=each.ts, at=each.at, body=each.body) for each in self.account.messages.values()]

    @property
    def form(self) -> OpenForm | None:
        if not self.account.stack:
            return None
        top = self.account.stack[-1]
        body = self._state.view(top)
        return OpenForm(id=top.id, body=body, errors=dict(top.errors), values=screen.values_of(top))

    @property
    def home(self) -> Json | None:
        return None if self.account.home is None else self._state.view(self.account.home)

    @property
    def lock_screen(self) -> Sequence[str]:
        return list(self.account.lock_screen)

    @property
    def export(self) -> Sequence[Kept]:
        return list(self.account.export)

    @property
    def exported(self) -> Sequence[Json]:
        """The same, as the whole JSON of every message at every change."""
        return list(self.account.exported)

    @property
    def trouble(self) -> str:
        """The error line that the last act left on the screen."""
        return self.account.trouble

    @property
    def opened_links(self) -> Sequence[str]:
        return list(self.account.opened_links)

    def words(self) -> str:
        return "\n".join(word for word in screen.words_on(self.account) if word)

    def buttons(self, message: str | None = None) -> Sequence[str]:
        return [way.label for way in screen.ways(self.account, message)]

    async def go_home(self) -> None:
        await self._open_tab("home")

    async def go_to_messages(self) -> None:
        """Open the messages tab, which Slack tells the bot as well."""
        await self._open_tab("messages")

    async def _open_tab(self, tab: str) -> None:
        event = payloads.home_opened(self._state, self.account, tab)
        await self._ask(EVENTS, tab, payloads.event_callback(self._state, event, None))

    async def press(self, label: str, *, message: str | None = None, nth: int = 0) -> None:
        ways = [each for each in screen.ways(self.account, message) if each.label == label]
        if not 0 <= nth < len(ways):
            raise NotOnScreen(label)
        way = ways[nth]
        if way.block is None:
            await (self.submit() if way.element["type"] == "submit" else self.close())
        else:
            await self._press(way.place, way.block, way.element)

    async def _press(self, place: Held | Sent, block: Json, element: Json) -> None:
        await self._send_picked()
        if url := element.get("url"):
            self.account.opened_links.append(url)
        acted = payloads.action(self._state, block, element)
        if isinstance(place, Sent):
            payload = payloads.pressed_in_message(self._state, self.account, place, acted)
        else:
            payload = payloads.pressed_in_view(self._state, self.account, place, acted)
        await self._ask(INTERACTIONS, "block_actions", payload)

    def fill(self, field: str, value: str) -> None:
        held, entry = screen.field(self.account, field)
        match entry.kind:
            case "datepicker":
                self._put(held, entry, date.fromisoformat(value).isoformat() if value else None)
            case "timepicker":
                self._put(held, entry, f"{time.fromisoformat(value):%H:%M}" if value else None)
            case "plain_text_input":
                self._put(held, entry, value)
            case _:
                raise NotOnScreen(f"{field}: there is nothing to type into")

    def choose(self, field: str, option: str) -> None:
        held, entry = screen.field(self.account, field)
        value = screen.option(entry, option)
        self._put(held, entry, (value,) if entry.several else value)

    def tick(self, field: str, *options: str) -> None:
        held, entry = screen.field(self.account, field)
        if not entry.several:
            raise NotOnScreen(f"{field}: there is nothing to tick")
        self._put(held, entry, tuple(screen.option(entry, each) for each in options))

    def _put(self, held: Held, entry: Entry, value: Value) -> None:
        held.values[entry.key] = value
        if entry.dispatches:
            acted = {"block_id": entry.key[0], "action_id": entry.key[1], **entry.state(value)}
            self._picked.append((held, {**acted, "action_ts": self._state.new_ts()}))
        self._state.changed()

    async def _send_picked(self) -> None:
        """Tell what was picked in selects that report at once; picking is not awaited, so before the next act."""
        while self._picked:
            held, acted = self._picked.pop(0)
            payload = payloads.pressed_in_view(self._state, self.account, held, acted)
            await self._ask(INTERACTIONS, "block_actions", payload)

    async def submit(self, *, force: bool = False) -> None:
        """Submit; Slack's own checks come first, and send nothing when they fail, unless forced."""
        await self._send_picked()
        top = self._top()
        if not top.body.get("submit"):
            raise NotOnScreen("the form has nothing to submit with")
        top.errors = {} if force else screen.checked(top)
        if top.errors:
            self._state.changed()
            return
        payload = payloads.submitted(self._state, self.account, top)
        answered = await self._ask(INTERACTIONS, "view_submission", payload)
        if not answered.trouble and top in self.account.stack:
            follow(self._state, self.account, top, answered)
            self._state.changed()

    async def close(self) -> None:
        """Close with the form's own button: one view, or all of them if it says so."""
        top = self._top()
        cleared = bool(top.body.get("clear_on_close"))
        going = list(reversed(self.account.stack)) if cleared else [top]
        self._picked.clear()
        for held in going:
            self.account.stack.remove(held)
        self._state.changed()
        for held in going:
            if held.body.get("notify_on_close"):
                payload = payloads.closed(self._state, self.account, held, cleared=cleared)
                await self._ask(INTERACTIONS, "view_closed", payload)

    async def write(self, text: str) -> None:
        """Impossible: the messages tab is read-only, so that nothing private lands in an export."""
        raise NotOnScreen(f"the messages tab is read-only; {len(text)} characters were not typed")

    async def command(self, name: str, text: str = "") -> None:
        """Send a slash command; an answer in the acknowledgement is shown to this person alone."""
        payload = payloads.command(self._state, self.account, name, text)
        answered = await self._ask(COMMANDS, name, payload)
        if answered.trouble:
            self.account.trouble = f'{name} failed with the error "{answered.trouble}"'
        elif answered.text.strip():
            whisper(self._state, self.account, answered.body or {"text": answered.text})
        self._state.changed()

    def _top(self) -> Held:
        if not self.account.stack:
            raise NotOnScreen("no form is open")
        return self.account.stack[-1]

    async def _ask(self, path: str, kind: str, payload: Json) -> Answered:
        self.account.trouble = ""
        answered = await self._wire.ask(Asked(self.person, path, kind, payload))
        if path != EVENTS:
            self.account.trouble = answered.trouble
        self._state.changed()
        await asyncio.sleep(0)
        return answered
