"""One exchange with core: who it is, what core says, and how that is shown."""

import logging
from dataclasses import replace
from typing import Any, Final, TypeAlias

from adapters.teams.answers import Answer, answer
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.parse import Heard, Way
from adapters.teams.render import TooBig
from core.chat.flows import Door
from core.chat.texts import Texts, load
from core.chat.views import Card, Stay
from core.errors import TryLater, Unreachable, Unsure
from core.ports import MessageRef

Json: TypeAlias = dict[str, Any]

log = logging.getLogger("innsjekk.teams")

TEXTS: Final = load(__package__)
_WORLD: Final = (TryLater, Unsure, Unreachable)


class Talk:
    """Hears and answers. Whatever goes wrong, the person gets calm words and never a fault of the platform's."""

    def __init__(self, door: Door, messenger: TeamsMessenger, name: str) -> None:
        self._door = door
        self._messenger = messenger
        self._name = name

    async def answer(self, heard: Heard) -> Json | None:
        """The body of the answer to the request; None for an empty one."""
        if heard.closes:
            return None
        words = Texts(TEXTS, heard.language)
        try:
            made = await self._made(heard, words)
        except Exception as fault:  # noqa: BLE001  the person must not see it, and its message may hold words
            log.error("could not answer: %s", type(fault).__name__)
            made = answer(Stay(text=words("fault")), heard, words, self._name)
        await self._besides(made, heard)
        return made.body

    async def _made(self, heard: Heard, words: Texts) -> Answer:
        reply = heard.reply
        if not await self._door.knows(reply.by):
            profile = await self._messenger.profile(reply.by, heard.sender, heard.conversation, heard.zone)
            reply = replace(reply, profile=profile)
        return answer(await self._door.hear(reply), heard, words, self._name)

    async def _besides(self, made: Answer, heard: Heard) -> None:
        """What goes into the chat. That it cannot just now is no reason to fail what has been done."""
        try:
            if made.card is not None:
                await self._put(made.card, heard)
            if made.words is not None:
                await self._messenger.answer(heard.reply.by, heard.conversation, made.words)
        except _WORLD as world:
            log.warning("could not show it in the chat: %s", type(world).__name__)
        except TooBig as fault:
            log.error("could not show it in the chat: %s", fault)  # nothing more to tell

    async def _put(self, card: Card, heard: Heard) -> None:
        """In the place of the message that was pressed, or as a new one."""
        if heard.public:
            return
        by = heard.reply.by
        if heard.way is Way.MESSAGE or not heard.message:
            await self._messenger.deliver(by, card, once=heard.reply.key)
        else:
            await self._messenger.replace(MessageRef(account=by, message=heard.message), card)
