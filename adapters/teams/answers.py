"""What an outcome looks like to the request that led to it; pure."""

from dataclasses import dataclass
from typing import Any, TypeAlias, assert_never

from adapters.teams import render
from adapters.teams.parse import Heard, Way
from core.chat.texts import Texts
from core.chat.views import Card, Done, Mend, Next, Open, Outcome, Show, Stay

Json: TypeAlias = dict[str, Any]

_SAID = "application/vnd.microsoft.activity.message"


class Unshowable(TypeError):
    """A form where Teams can open none: the button said beforehand that it was a plain act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The body of our answer, and what is to be done besides: a card to put in the chat, or words to say there."""

    body: Json | None = None
    card: Card | None = None
    words: Json | None = None


def answer(outcome: Outcome, to: Heard, words: Texts, name: str) -> Answer:
    """The answer to what was heard; `name` stands on top of words that have no title of their own. Raises TooBig."""
    match to.way:
        case Way.FETCH | Way.SUBMIT:
            return _in_dialog(outcome, to, words, name)
        case Way.EXECUTE:
            return Answer(body=_in_card(outcome))
        case Way.MESSAGE:
            return _in_chat(outcome, name)
        case _:
            assert_never(to.way)


def _in_dialog(outcome: Outcome, to: Heard, words: Texts, name: str) -> Answer:
    match outcome:
        case Open(form=form) | Next(form=form):
            return Answer(body=_on(render.form(form, words)))
        case Mend(form=form, errors=errors):
            return Answer(body=_on(render.form(form, words, errors)))
        case Done(text=text, title=title, close=close):
            return Answer(body=_on(render.notice(title or name, text, close, words)))
        case Stay(text=text, title=title, close=close):
            # Teams has no way to leave the form standing without a red line of its own that explains nothing.
            return Answer(body=_on(render.notice(title or name, text, close, words, to.typed)))
        case Show(card=card):
            # A fetch must be answered with something to see; a submit may just close.
            shut = {"task": {"type": "message", "value": card.hint}} if to.way is Way.FETCH else None
            return Answer(body=shut, card=card)
        case _:
            assert_never(outcome)


def _in_card(outcome: Outcome) -> Json:
    match outcome:
        case Show(card=card):
            return {"statusCode": 200, "type": render.CARD, "value": render.face(card)}
        case Done(text=text) | Stay(text=text):
            return {"statusCode": 200, "type": _SAID, "value": text}
        case Open() | Next() | Mend():
            raise Unshowable(type(outcome).__name__)
        case _:
            assert_never(outcome)


def _in_chat(outcome: Outcome, name: str) -> Answer:
    match outcome:
        case Show(card=card):
            return Answer(card=card)
        case Done(text=text) | Stay(text=text):
            return Answer(words=render.words_in_chat(name, text))
        case Open() | Next() | Mend():
            raise Unshowable(type(outcome).__name__)
        case _:
            assert_never(outcome)


def _on(value: Json) -> Json:
    return {"task": {"type": "continue", "value": value}}
