"""One make-believe person's Teams: what they see, and what they can do with it."""

from collections.abc import Sequence
from typing import Final

from bots.demo.far import teams_activity
from bots.demo.far.phone import Json, Kept, Message, NotOnScreen, OpenForm
from bots.demo.far.teams_activity import Account
from bots.demo.far.teams_acts import Acts, Wire
from bots.demo.far.teams_card import CardOnScreen
from bots.demo.far.teams_screen import Dialog, Screen

MENU: Final = "meny"


class TeamsPhone:
    """A person's side of the chat; fulfils `bots.demo.far.phone.Phone`."""

    def __init__(self, account: Account, wire: Wire, screen: Screen) -> None:
        self.platform = "teams"
        self.person = account.aad
        self.account = account
        self.screen = screen
        self._wire = wire
        self._acts = Acts(account, wire, screen)

    @property
    def chat(self) -> Sequence[Message]:
        return self.screen.chat

    @property
    def timeline(self) -> Sequence[Message | Kept]:
        """The chat as it stands, with what the person typed in its place."""
        return self.screen.timeline

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
    def last_error(self) -> str | None:
        """Why the bot's latest answer was no answer."""
        return self._acts.last_error

    @property
    def opened_links(self) -> Sequence[str]:
        return self._acts.opened_links

    @property
    def typed_ids(self) -> frozenset[str]:
        """The ids of what the person sent, which the bot may not change."""
        return frozenset(self._acts.told)

    @property
    def lock_screen(self) -> Sequence[str]:
        return list(self.screen.lock_screen)

    @property
    def export(self) -> Sequence[Kept]:
        """Every version of every message; what the person typed is there as "typed"."""
        return list(self.screen.export)

    def words(self) -> str:
        return "\n".join(word for word in self.screen.words() if word)

    def buttons(self, message: str | None = None) -> Sequence[str]:
        cards = self.screen.cards(only=message)
        return [str(action.get("title", "")) for card, _ in cards for action in card.actions()]

    async def go_home(self) -> None:
        await self.write(MENU)

    async def press(self, label: str, *, message: str | None = None, nth: int = 0) -> None:
        ways = [
            (card, action, origin)
            for card, origin in self.screen.cards(only=message)
            for action in card.actions()
            if action.get("title") == label and action.get("isEnabled", True)
        ]
        if not 0 <= nth < len(ways):
            raise NotOnScreen(label)
        await self._acts.act(*ways[nth])

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
        """Press the dialog's positive button, else the first below the card; `force` leaves out the client's own checks."""
        dialog = self._open_dialog()
        await self._acts.act(dialog.card, _submit_of(dialog.card), dialog.origin, force=force)

    async def close(self) -> None:
        """Close with the cross in the corner; Teams tells the bot nothing."""
        self._open_dialog()
        self._acts.begin()
        self.screen.dialog = None
        self.screen.changed()

    async def write(self, text: str) -> None:
        """Type into the chat, which lifts a block."""
        if not self.account.installed:
            raise NotOnScreen("the app is not installed")
        self._acts.begin()
        self.account.blocked = False
        self.screen.wrote(text, in_channel=False)
        said = teams_activity.typed(self._wire.far(), self.account, text, self._wire.clock())
        await self._acts.tell(said, menu=text.strip().lower() == MENU)

    async def mention_in_channel(self, text: str) -> None:
        """Name the bot in a channel; what it answers there is in `channel`."""
        self._acts.begin()
        self.screen.wrote(text, in_channel=True)
        await self._acts.tell(
            teams_activity.mention(self._wire.far(), self.account, text, self._wire.clock())
        )

    async def install(self) -> None:
        """Add the app."""
        self._acts.begin()
        self.account.installed = True
        for told in teams_activity.installed(self._wire.far(), self.account, self._wire.clock()):
            await self._acts.tell(told, menu=True)

    async def uninstall(self) -> None:
        """Remove the app; the messages stay where they are."""
        self._acts.begin()
        self.account.installed = False
        self.screen.dialog = None
        await self._acts.tell(teams_activity.uninstalled(self._wire.far(), self.account, self._wire.clock()))

    def block(self) -> None:
        """Block the bot, which is not told; writing to it lifts the block."""
        self.account.blocked = True

    def disable(self, *, disabled: bool = True) -> None:
        """Let the administrator forbid the app for this person, or allow it again."""
        self.account.disabled = disabled

    def received(self, id_: str, activity: Json, *, in_channel: bool, reply_to: str) -> None:
        """Take a new message from the bot; a card in answer to «meny» or an installation is the menu."""
        menu = self._acts.asking_for_menu or reply_to in self._acts.asked_for_menu
        self.screen.received(id_, activity, in_channel=in_channel, menu=menu)

    def _open_dialog(self) -> Dialog:
        if self.screen.dialog is None:
            raise NotOnScreen("no dialog is open")
        return self.screen.dialog


def _submit_of(card: CardOnScreen) -> Json:
    """Give the button that means "send": the positive one, else the first below the card."""
    mine = [each for each in card.actions() if each["type"] == "Action.Submit"]
    below = [each for each in card.card.get("actions", []) if each in mine]
    positive = [each for each in mine if each.get("style") == "positive"]
    if not (found := positive[:1] or below[:1] or mine[-1:]):
        raise NotOnScreen("the dialog has nothing to submit with")
    return found[0]
