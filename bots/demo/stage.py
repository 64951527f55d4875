"""One workplace after another, each with its stories; begins again when asked, and tells of every change."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from bots.demo.opening import opened
from bots.demo.step import Tale
from bots.demo.steps import CHECKIN
from bots.demo.story import Story
from bots.demo.workplace import Workplace
from core.people import Language, Platform


class Stage:
    """What the page looks at. Whoever does something takes its `turn` first."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.stories: dict[str, Story] = {}
        self.tale = CHECKIN
        self.version = 0
        self.over = False
        self._workplace: Workplace | None = None
        self._wanted: asyncio.Queue[tuple[Language, Tale, asyncio.Future[None]]] = asyncio.Queue()
        self._changed = asyncio.Event()
        self._begun = 0

    @property
    def workplace(self) -> Workplace:
        if self._workplace is None:
            raise RuntimeError("the workplace is not open")
        return self._workplace

    @property
    def untouched(self) -> bool:
        """Nobody has done anything yet, and the clock has not been wound."""
        return self.version == self._begun

    @asynccontextmanager
    async def open(self, language: Language) -> AsyncIterator["Stage"]:
        """Open the first workplace; the last one is closed at the end."""
        first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._wanted.put_nowait((language, self.tale, first))
        keeper = asyncio.create_task(self._keep())
        try:
            await asyncio.wait({first, keeper}, return_when=asyncio.FIRST_COMPLETED)
            if keeper.done():
                await keeper
            await first
            yield self
        finally:
            self.end()
            keeper.cancel()
            with suppress(asyncio.CancelledError):
                await keeper

    async def begin_again(self, language: Language, tale: Tale | None = None) -> None:
        """Close this workplace with all that was in it, and open a new one, for the same story or another."""
        ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._wanted.put_nowait((language, tale or self.tale, ready))
        await ready

    async def follow(self, platform: str = "", view: str = "") -> None:
        """Let the stories see how far things have come; `view` was just chosen on this platform's page."""
        for key, story in self.stories.items():
            await story.follow(self.workplace, view if key == platform else "")
        self._tell()

    async def news(self, known: int, patience: float) -> None:
        """Return when there is something newer than `known`, or after `patience` seconds."""
        if self.version == known and not self.over:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), patience)

    def end(self) -> None:
        """Let everybody who waits for news go."""
        self.over = True
        self._changed.set()

    async def _keep(self) -> None:
        """Hold the workplace in one task, which alone opens and closes it."""
        while True:
            language, tale, ready = await self._wanted.get()
            async with AsyncExitStack() as stack:
                try:
                    workplace = await stack.enter_async_context(opened(language, agreed=tale.agreed))
                except BaseException as fault:
                    if not ready.done() and isinstance(fault, Exception):
                        ready.set_exception(fault)
                    raise
                self._take(workplace, tale)
                ready.set_result(None)
                await self._asked_for_another()

    async def _asked_for_another(self) -> None:
        request = await self._wanted.get()
        self._wanted.put_nowait(request)

    def _take(self, workplace: Workplace, tale: Tale) -> None:
        self._workplace, self.tale = workplace, tale
        self.stories = {platform.value: Story(platform, tale) for platform in Platform}
        workplace.on_change = self._tell
        self._tell()
        self._begun = self.version

    def _tell(self) -> None:
        self.version += 1
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
        if self.over:
            self._changed.set()
