"""Putting what core answered where the person looks: one remote call after a press, none after a submit."""

import logging
from collections.abc import Mapping
from typing import Any, Final, assert_never

from adapters.slack import render
from adapters.slack.inputs import Json
from adapters.slack.parse import InHome, InMessage, InModal, Press, Submit
from adapters.slack.web import NotOk, NotSent, Unclear, WebApi
from core.chat.views import Card, Done, Mend, Next, Open, Outcome, Paragraph, Show, Stay

log = logging.getLogger("innsjekk.slack")

_SECONDS: Final = 2.5
"""Slack gives a press three seconds, and its trigger no more."""


class Screen:
    """What a person sees of an outcome. A call that fails is logged by Slack's word for it, and that is all."""

    def __init__(self, api: WebApi) -> None:
        self._api = api

    async def visited(self, user: str, outcome: Outcome) -> None:
        """The home was opened: it is what can be shown there."""
        match outcome:
            case Show(card=card):
                await self._publish(user, card)
            case Stay(text=text, title=title) | Done(text=text, title=title):
                said = Card(hint=render.APP, title=title or render.APP, blocks=(Paragraph(text),))
                await self._publish(user, said)
            case Open() | Next() | Mend():
                log.warning("a form was to open by itself, which Slack does not let it")
            case _:
                assert_never(outcome)

    async def commanded(self, trigger: str, outcome: Outcome) -> None:
        """The command was given: the answer is in a modal, seen by nobody else, whichever channel it was in."""
        await self._call("views.open", {"trigger_id": trigger, "view": modal(outcome)})

    async def pressed(self, press: Press, outcome: Outcome) -> None:
        """A button was pressed: the surface changes, or a modal opens on it."""
        match press.surface, outcome:
            case InMessage(channel, ts), Show(card=card):
                await self._call("chat.update", {"channel": channel, "ts": ts, **render.card(card)})
            case InHome(), Show(card=card):
                await self._publish(press.reply.by.id, card)
            case InModal(), Stay():
                await self._call("views.push", {"trigger_id": press.trigger, "view": modal(outcome)})
            case InModal(), Mend(form=form, errors=errors) if errors:
                # Only what is submitted can have its errors in the form; here they lie over it, and it is unharmed.
                said = Stay(text="\n".join(errors.values()), title=form.title, close=form.close)
                await self._call("views.push", {"trigger_id": press.trigger, "view": modal(said)})
            case InModal(view, hash), _:
                await self._call("views.update", {"view_id": view, "hash": hash, "view": modal(outcome)})
            case _:
                await self._call("views.open", {"trigger_id": press.trigger, "view": modal(outcome)})

    async def _publish(self, user: str, card: Card) -> None:
        await self._call("views.publish", {"user_id": user, "view": render.home(card)})

    async def _call(self, method: str, arguments: Mapping[str, Any]) -> None:
        try:
            await self._api.write(method, arguments, seconds=_SECONDS)
        except NotOk as no:
            log.warning("%s: %s", method, no.word)
        except (NotSent, Unclear) as lost:
            log.warning("%s: %s", method, type(lost).__name__)


def submitted(submit: Submit, outcome: Outcome) -> Json:
    """
    The answer to a submit.

    The end is shown too (a screen reader hears it), and a refusal lies over the form, whose text is unharmed.
    """
    match outcome:
        case Mend(form=form, errors=errors) if errors and submit.blocks:
            order = [part.name for part in form.fields() if part.name in submit.blocks]
            first = order[0] if order else next(iter(submit.blocks))
            said: dict[str, list[str]] = {}
            for name, text in errors.items():
                said.setdefault(submit.blocks.get(name, submit.blocks[first]), []).append(text)
            return {
                "response_action": "errors",
                "errors": {block: "\n".join(texts) for block, texts in said.items()},
            }
        case Stay():
            return {"response_action": "push", "view": modal(outcome)}
        case _:
            return {"response_action": "update", "view": modal(outcome)}


def modal(outcome: Outcome) -> Json:
    """Any outcome as a modal."""
    match outcome:
        case Show(card=card):
            return render.sheet(card)
        case Open(form=form) | Next(form=form) | Mend(form=form):
            return render.form(form)
        case Done(text=text, title=title, close=close):
            return render.notice(title, text, close)
        case Stay(text=text, title=title, close=close):
            return render.notice(title, text, close, leaves=False)
        case _:
            assert_never(outcome)
