"""What a Teams client does when a button is pressed: what it sends, and what it makes of the answer."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bots.demo.far import teams_activity
from bots.demo.far.phone import FormRefused, Json
from bots.demo.far.teams_activity import Account, Far
from bots.demo.far.teams_card import CardOnScreen, leaves_inputs_out
from bots.demo.far.teams_limits import CARD, faults_in_dialog
from bots.demo.far.teams_schema import faults_in
from bots.demo.far.teams_screen import Dialog, Screen

TOLD: Final = "application/vnd.microsoft.activity.message"
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


class Acts:
    """One person's client at work; leaves every form and its text alone when the bot fails."""

    def __init__(self, account: Account, wire: Wire, screen: Screen) -> None:
        self.account = account
        self.screen = screen
        self.last_error: str | None = None
        self.opened_links: list[str] = []
        self.told: set[str] = set()
        self.asking_for_menu = False
        self.asked_for_menu: set[str] = set()
        self._wire = wire

    def begin(self) -> None:
        """Take away what passes with the next act."""
        self.screen.notice = ""
        self.last_error = None

    async def tell(self, activity: Json, *, menu: bool = False) -> None:
        """Send what needs no answer; a card that comes meanwhile is the menu, if that was asked for."""
        self.asking_for_menu = menu
        self.asked_for_menu |= {activity["id"]} if menu else set()
        self.told.add(activity["id"])
        try:
            answered = await self._wire.deliver(activity)
        finally:
            self.asking_for_menu = False
        if answered.status not in _OK:
            self.last_error = answered.why or f"HTTP {answered.status}"
        self.screen.changed()

    async def act(self, card: CardOnScreen, action: Json, origin: str, *, force: bool = False) -> None:
        """Do what a press does; `force` leaves out the client's own checks of the fields."""
        self.begin()
        match action["type"]:
            case "Action.OpenUrl":
                self.opened_links.append(action["url"])
            case "Action.ToggleVisibility":
                card.toggle(action)
            case "Action.ShowCard":
                card.unfold(action)
            case _ if not force and not leaves_inputs_out(action) and not card.check():
                pass
            case _ if not self.account.installed:
                self._fail("the app is not installed")
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
                self._follow(answer, origin, fetched=fetches)
            return
        said = teams_activity.activity(
            self._wire.far(), self.account, "message", self._wire.clock(), value=data, replyToId=origin
        )
        await self.tell(said)

    async def _execute(self, card: CardOnScreen, action: Json, origin: str) -> None:
        if self.screen.in_dialog(card):
            self._refuse(["dialog: Action.Execute does not work here"])
        execute: Json = {key: action[key] for key in ("type", "id", "title", "verb") if key in action}
        value: Json = {"action": {**execute, "data": card.sent_by(action)}, "trigger": "manual"}
        answer = await self._invoke("adaptiveCard/action", value, origin)
        if answer is None:
            return
        match answer.body:
            case {"statusCode": int(status)} if status not in _OK:
                self._fail(f"statusCode {status}")
            case {"type": str(kind), "value": card} if kind == CARD:
                self._replace(origin, card)
            case {"type": str(kind), "value": str(text)} if kind == TOLD:
                self.screen.notice = text
            case _:
                self._fail("adaptiveCard/action: neither a card nor a message")

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

    def _follow(self, answer: Answered, origin: str, *, fetched: bool) -> None:
        match (answer.body or {}).get("task"):
            case None if fetched:
                self._fail("task/fetch: no task came back")
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
        if (message := self.screen.message(origin)) is not None:
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


def _wants_dialog(action: Mapping[str, Any]) -> bool:
    data = action.get("data")
    teams = data.get("msteams") if isinstance(data, dict) else None
    return isinstance(teams, dict) and teams.get("type") == "task/fetch"
