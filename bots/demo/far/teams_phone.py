"""One make-believe person's Teams: what they do with it, sent to the bot as a real client sends it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bots.demo.far import teams_activity
from bots.demo.far.phone import FormRefused, Json, Kept, Message, NotOnScreen, OpenForm
from bots.demo.far.teams_activity import Account, Far
from bots.demo.far.teams_card import CardOnScreen, leaves_inputs_out
from bots.demo.far.teams_limits import CARD, faults_in_dialog
from bots.demo.far.teams_schema import faults_in
from bots.demo.far.teams_screen import Dialog, Screen

MENU: Final = "meny"
WRONG: Final = "Something went wrong. Please try again."
_OK: Final = range(200, 300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How the bot answered over HTTP; status 0 and a reason when it did not."""

    status: int
    body: Json | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """What a phone needs of the side it belongs to."""

    far: Callable[[], Far]
    clock: Callable[[], datetime]
    deliver: Callable[[Json], Awaitable[Answered]]
    complain: Callable[[str], None]


class TeamsPhone:
    """A person's side of the chat; fulfils `bots.demo.far.phone.Phone`."""

    def __init__(self, account: Account, wire: Wire, screen: Screen) -> None:
        self.platform = "teams"
        self.person = account.aad
        self.account = account
        self.screen = screen
        self.last_error: str | None = None
        self.opened_links: list[str] = []
        self.typed_ids: set[str] = set()
        self._wire = wire
        self._asking_for_menu = False
        self._asked_for_menu: set[str] = set()

    @property
    def chat(self) -> Sequence[Message]:
        return self.screen.chat

    @property
    def channel(self) -> Sequence[Message]:
        """What the bot said where it was mentioned."""
        return self.screen.channel

    @property
    def form(self) -> OpenForm | None:
        """The open dialog; `body` is its card, its title bar is in `form_title`."""
        if (dialog := self.screen.dialog) is None:
            return None
        card = dialog.card
        return OpenForm(id=dialog.id, body=card.card, errors=dict(card.errors), values=dict(card.values))

    @property
    def form_title(self) -> str:
        return self.screen.dialog.title if self.screen.dialog else ""

    @property
    def home(self) -> Json | None:
        return self.screen.menu

    @property
    def notice(self) -> str:
        """The passing line that is gone with the next act."""
        return self.screen.notice

    @property
    def lock_screen(self) -> Sequence[str]:
        return list(self.screen.lock_screen)

    @property
    def export(self) -> Sequence[Kept]:
        """Every version of every message; what the person typed is there as "typed"."""
        return list(self.screen.export)

    def words(self) -> str:
        return "\n".join(word for word in self.screen.words() if word)

    def buttons(self) -> Sequence[str]:
        return [str(action.get("title", "")) for card, _ in self.screen.cards() for action in card.actions()]

    async def go_home(self) -> None:
        await self.write(MENU)

    async def press(self, label: str, *, message: str | None = None) -> None:
        for card, origin in self.screen.cards(only=message):
            for action in card.actions():
                if action.get("title") == label and action.get("isEnabled", True):
                    await self._act(card, action, origin)
                    return
        raise NotOnScreen(label)

    def fill(self, field: str, value: str) -> None:
        card, element = self.screen.field(field)
        card.put(element, value)
        self.screen.changed()

    def choose(self, field: str, option: str) -> None:
        self.tick(field, option)

    def tick(self, field: str, *options: str) -> None:
        """A toggle is on with any option named, and off with none."""
        card, element = self.screen.field(field)
        card.pick(element, options)
        self.screen.changed()

    async def submit(self, *, force: bool = False) -> None:
        """Press the dialog's positive button, else its last; `force` leaves out the client's own checks."""
        dialog = self._open_dialog()
        await self._act(dialog.card, _submit_of(dialog.card), dialog.origin, force=force)

    async def close(self) -> None:
        """Close with the cross in the corner; Teams tells the bot nothing."""
        self._open_dialog()
        self._begin()
        self.screen.dialog = None
        self.screen.changed()

    async def write(self, text: str) -> None:
        """Type into the chat, which lifts a block."""
        if not self.account.installed:
            raise NotOnScreen("the app is not installed")
        self._begin()
        self.account.blocked = False
        self.screen.wrote(text, in_channel=False)
        said = teams_activity.typed(self._wire.far(), self.account, text, self._wire.clock())
        await self._tell(said, menu=text.strip().lower() == MENU)

    async def mention_in_channel(self, text: str) -> None:
        """Name the bot in a channel; what it answers there is in `channel`."""
        self._begin()
        self.screen.wrote(text, in_channel=True)
        await self._tell(teams_activity.mention(self._wire.far(), self.account, text, self._wire.clock()))

    async def install(self) -> None:
        """Add the app."""
        self._begin()
        self.account.installed = True
        for told in teams_activity.installed(self._wire.far(), self.account, self._wire.clock()):
            await self._tell(told, menu=True)

    async def uninstall(self) -> None:
        """Remove the app; the messages stay where they are."""
        self._begin()
        self.account.installed = False
        self.screen.dialog = None
        await self._tell(teams_activity.uninstalled(self._wire.far(), self.account, self._wire.clock()))

    def block(self) -> None:
        """Block the bot, which is not told; writing to it lifts the block."""
        self.account.blocked = True

    def disable(self, *, disabled: bool = True) -> None:
        """Let the administrator forbid the app for this person, or allow it again."""
        self.account.disabled = disabled

    def received(self, id_: str, activity: Json, *, in_channel: bool, reply_to: str) -> None:
        """Take a new message from the bot; a card in answer to «meny» or an installation is the menu."""
        menu = self._asking_for_menu or reply_to in self._asked_for_menu
        self.screen.received(id_, activity, in_channel=in_channel, menu=menu)

    def _open_dialog(self) -> Dialog:
        if self.screen.dialog is None:
            raise NotOnScreen("no dialog is open")
        return self.screen.dialog

    def _begin(self) -> None:
        self.screen.notice = ""
        self.last_error = None

    async def _tell(self, activity: Json, *, menu: bool = False) -> None:
        self._asking_for_menu = menu
        self._asked_for_menu |= {activity["id"]} if menu else set()
        self.typed_ids.add(activity["id"])
        try:
            answered = await self._wire.deliver(activity)
        finally:
            self._asking_for_menu = False
        if answered.status not in _OK:
            self.last_error = answered.why or f"HTTP {answered.status}"
        self.screen.changed()

    async def _act(self, card: CardOnScreen, action: Json, origin: str, *, force: bool = False) -> None:
        self._begin()
        match action["type"]:
            case "Action.OpenUrl":
                self.opened_links.append(action["url"])
            case "Action.ToggleVisibility":
                card.toggle(action)
            case "Action.ShowCard":
                card.unfold(action)
            case _ if not force and not leaves_inputs_out(action) and not card.check():
                pass
            case "Action.Execute":
                await self._execute(card, action, origin)
            case _:
                await self._send(card, action, origin)
        self.screen.changed()

    async def _send(self, card: CardOnScreen, action: Json, origin: str) -> None:
        data = card.sent_by(action)
        fetches = _wants_dialog(action)
        if fetches or self.screen.in_dialog(card):
            value = {"data": data, "context": {"theme": "default"}}
            answer = await self._invoke("task/fetch" if fetches else "task/submit", value, origin)
            if answer is not None:
                self._follow(answer, origin)
            return
        said = teams_activity.activity(
            self._wire.far(), self.account, "message", self._wire.clock(), value=data, replyToId=origin
        )
        await self._tell(said)

    async def _execute(self, card: CardOnScreen, action: Json, origin: str) -> None:
        if self.screen.in_dialog(card):
            self._refuse(["dialog: Action.Execute does not work here"])
        execute: Json = {key: action[key] for key in ("type", "id", "title", "verb") if key in action}
        value: Json = {"action": {**execute, "data": card.sent_by(action)}, "trigger": "manual"}
        answer = await self._invoke("adaptiveCard/action", value, origin)
        if answer is None:
            return
        said = answer.body or {}
        if said.get("statusCode", 200) not in _OK:
            self._fail(f"statusCode {said['statusCode']}")
        elif said.get("type") == CARD:
            self._replace(origin, said.get("value"))
        elif said:
            self.screen.notice = str(said.get("value", ""))

    async def _invoke(self, name: str, value: Json, origin: str) -> Answered | None:
        """Send and wait; None, with the screen as it was, when the bot failed."""
        asked = teams_activity.activity(
            self._wire.far(),
            self.account,
            "invoke",
            self._wire.clock(),
            name=name,
            value=value,
            replyToId=origin,
        )
        answered = await self._wire.deliver(asked)
        if answered.status in _OK:
            return answered
        self._fail(answered.why or f"HTTP {answered.status}")
        return None

    def _follow(self, answer: Answered, origin: str) -> None:
        match (answer.body or {}).get("task"):
            case None:
                self.screen.dialog = None
            case {"type": "continue", "value": value}:
                self._open(value, origin)
            case {"type": "message", "value": str(text)}:
                self.screen.dialog, self.screen.notice = None, text
            case _:
                self._refuse(["dialog: neither continue nor message"])

    def _open(self, value: Any, origin: str) -> None:  # noqa: ANN401 - read from JSON, checked on the next line
        if faults := list(faults_in_dialog(value)):
            self._refuse(faults)
        card = CardOnScreen(value["card"]["content"])
        self.screen.dialog = Dialog(
            id=teams_activity.new_id(), title=value["title"], card=card, origin=origin
        )

    def _replace(self, origin: str, card: object) -> None:
        if faults := list(faults_in(card)):
            self._refuse(faults)
        if (message := self.screen.card_of(origin)) is not None:
            # Whether Microsoft keeps a copy of this is not proved: the model takes the worse case.
            self.screen.edited(
                origin, {**message.body, "attachments": [{"contentType": CARD, "content": card}]}
            )

    def _refuse(self, faults: Sequence[str]) -> None:
        for fault in faults:
            self._wire.complain(fault)
        self._fail(faults[0])
        self.screen.changed()
        raise FormRefused("; ".join(faults))

    def _fail(self, why: str) -> None:
        self.screen.notice, self.last_error = WRONG, why


def _submit_of(card: CardOnScreen) -> Json:
    """Give the button that means "send": the positive one, else the last below the card."""
    mine = [each for each in card.actions() if each["type"] == "Action.Submit"]
    below = [each for each in card.card.get("actions", []) if each in mine]
    positive = [each for each in mine if each.get("style") == "positive"]
    if not (found := positive[:1] or below[-1:] or mine[-1:]):
        raise NotOnScreen("the dialog has nothing to submit with")
    return found[0]


def _wants_dialog(action: Mapping[str, Any]) -> bool:
    data = action.get("data")
    teams = data.get("msteams") if isinstance(data, dict) else None
    return isinstance(teams, dict) and teams.get("type") == "task/fetch"
