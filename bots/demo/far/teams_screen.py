"""What stands on one person's Teams screen, what their lock screen showed, and what their employer keeps."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bots.demo.far.phone import FORM, Json, Kept, Message, NotOnScreen
from bots.demo.far.teams_card import CardOnScreen, text_of
from bots.demo.far.teams_limits import cards_of


@dataclass(slots=True, kw_only=True)
class _Sent:
    """A message of the bot's, as it is now."""

    message: Message
    menu: bool
    cards: list[CardOnScreen]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialog:
    """The dialog on top, and the message that it was opened from."""

    id: str
    title: str
    card: CardOnScreen
    origin: str


class Screen:
    """The chat, the dialog and the copies; knows nothing of how the bot is reached."""

    def __init__(self, app_name: str, clock: Callable[[], datetime], changed: Callable[[], None]) -> None:
        self.dialog: Dialog | None = None
        self.notice = ""
        self.channel: list[Message] = []
        self.lock_screen: list[str] = []
        self.export: list[Kept] = []
        self.changed = changed
        self._app_name = app_name
        self._clock = clock
        self._lines: dict[str, _Sent | Kept] = {}

    def received(self, id_: str, activity: Json, *, in_channel: bool, menu: bool) -> None:
        """Show a new message."""
        at = self._clock()
        message = Message(id=id_, at=at, body=activity)
        self._keep("sent", activity)
        if in_channel:
            self.channel.append(message)
        else:
            cards = _drawn(activity)
            self._lines[id_] = _Sent(message=message, menu=menu and bool(cards), cards=cards)
            self.lock_screen.append(_notified(self._app_name, activity))
        self.changed()

    def edited(self, id_: str, activity: Json) -> None:
        """Show a message's new content in its old place; no notification."""
        self._keep("edited", activity)
        if isinstance(sent := self._lines.get(id_), _Sent):
            sent.message = Message(id=id_, at=sent.message.at, body=activity)
            sent.cards = _drawn(activity)
        self.channel = [_if(each, id_, activity) for each in self.channel]
        self.changed()

    def deleted(self, id_: str) -> None:
        """Take a message away; the employer's copy stays."""
        here = [*self.chat, *self.channel]
        self._keep("deleted", next(each.body for each in here if each.id == id_))
        self._lines.pop(id_, None)
        self.channel = [each for each in self.channel if each.id != id_]
        self.changed()

    def wrote(self, text: str, *, in_channel: bool) -> None:
        """Show and keep what the person typed."""
        typed = Kept(at=self._clock(), what="typed", text=text)
        self.export.append(typed)
        if not in_channel:
            self._lines[f"typed {len(self.export)}"] = typed
        self.changed()

    @property
    def chat(self) -> list[Message]:
        """The bot's messages that are still there, oldest first."""
        return [sent.message for sent in self._sent()]

    @property
    def timeline(self) -> list[Message | Kept]:
        """The chat as it stands, with what the person typed in its place."""
        return [line.message if isinstance(line, _Sent) else line for line in self._lines.values()]

    @property
    def menu(self) -> Json | None:
        """The newest menu card still in the chat."""
        return next((sent.cards[0].card for sent in reversed(self._sent()) if sent.menu and sent.cards), None)

    def message(self, id_: str) -> Message | None:
        """The message of this id, if it is still there."""
        return next((each for each in self.chat if each.id == id_), None)

    def words(self) -> Iterator[str]:
        """All that can be read now, in the order of the chat, then the dialog, then the notice."""
        for line in self._lines.values():
            if isinstance(line, _Sent):
                yield from _shown(line)
            else:
                yield line.text
        if self.dialog is not None:
            yield self.dialog.title
            yield from self.dialog.card.words()
        yield self.notice

    def cards(self, *, only: str | None = None) -> Iterator[tuple[CardOnScreen, str]]:
        """Every card with the message it belongs to: the dialog's, then the newest message's first."""
        if self.dialog is not None and only in {None, FORM}:
            yield self.dialog.card, self.dialog.origin
        for sent in reversed(self._sent()):
            if only in {None, sent.message.id}:
                yield from ((card, sent.message.id) for card in sent.cards)

    def field(self, label: str) -> tuple[CardOnScreen, Json]:
        """The topmost field with this label."""
        for card, _ in self.cards():
            if (element := card.field(label)) is not None:
                return card, element
        raise NotOnScreen(label)

    def in_dialog(self, card: CardOnScreen) -> bool:
        """Tell whether this is the dialog's card."""
        return self.dialog is not None and card is self.dialog.card

    def _sent(self) -> list[_Sent]:
        return [line for line in self._lines.values() if isinstance(line, _Sent)]

    def _keep(self, what: str, activity: Json) -> None:
        self.export.append(Kept(at=self._clock(), what=what, text=_kept(activity)))


def _drawn(activity: Json) -> list[CardOnScreen]:
    return [CardOnScreen(card) for card in cards_of(activity)]


def _if(message: Message, id_: str, activity: Json) -> Message:
    return Message(id=id_, at=message.at, body=activity) if message.id == id_ else message


def _shown(sent: _Sent) -> Iterator[str]:
    yield str(sent.message.body.get("text") or "")
    for card in sent.cards:
        yield from card.words()


def _kept(activity: Json) -> str:
    words: Sequence[str] = [str(activity.get("text") or ""), str(activity.get("summary") or "")]
    words = [*words, *(word for card in cards_of(activity) for word in text_of(card))]
    return "\n".join(word for word in words if word)


def _notified(app_name: str, activity: Json) -> str:
    preview = str(activity.get("summary") or activity.get("text") or "").strip()
    return f"{app_name}: {preview}" if preview else f"{app_name} sent a card"
