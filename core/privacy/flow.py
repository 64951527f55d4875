"""«Hva vi har om meg»: what is kept, for how long, and erasing what is one's own."""

from typing import Generic, TypeVar

from core.chat.flows import Flow, Then, Turn
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Done,
    Fact,
    Form,
    Heading,
    Note,
    Open,
    Outcome,
    Paragraph,
    Style,
)
from core.pages.usecases import Desk, Wanted
from core.ports import Work
from core.privacy.export import DATA, SHEET, TEXTS
from core.privacy.registry import Registry

W = TypeVar("W", bound=Work)


class Privacy(Generic[W]):
    """Speaks for the registry."""

    def __init__(self, registry: Registry[W], desk: Desk) -> None:
        self._registry = registry
        self._desk = desk

    def flow(self) -> Flow[W]:
        return Flow(
            name="privacy",
            texts=TEXTS,
            answers={
                "show": self._show,
                "download": self._download,
                "ask_erase": self._ask_erase,
                "erase": self._erase,
            },
            views={"erased": self._erased},
        )

    async def _show(self, work: W, turn: Turn) -> Outcome | Then:
        texts = turn.texts
        body: list[Block] = [Paragraph(texts("body"))]
        for name, count in (await self._registry.counts(work, turn.person)).items():
            body += [Fact(texts(f"kept.{name}"), str(count)), Note(texts(f"how_long.{name}"))]
        body += [
            Heading(texts("others")),
            Paragraph(texts("platform")),
            Paragraph(texts("operator")),
            Buttons((Button(label=texts("sees"), action="golive.again"),)),
            Buttons(
                (
                    Button(label=texts("download"), action="privacy.download"),
                    Button(label=texts("ask_erase"), action="privacy.ask_erase"),
                )
            ),
        ]
        return Open(form=Form(title=texts("title"), body=tuple(body), close=texts("close")))

    async def _download(self, work: W, turn: Turn) -> Outcome | Then:
        texts = turn.texts
        wanted = (Wanted(label=texts("as_sheet"), name=SHEET), Wanted(label=texts("as_data"), name=DATA))
        offered = await self._desk.offered(work, turn.person, texts, wanted)
        body = (Paragraph(texts("download_body")), *offered)
        return Open(form=Form(title=texts("download"), body=body, close=texts("close")))

    async def _ask_erase(self, work: W, turn: Turn) -> Outcome | Then:
        del work
        texts = turn.texts
        button = Button(label=texts("erase"), action="privacy.erase", style=Style.GRAVE)
        return Open(
            form=Form(
                title=texts("title"),
                body=(Paragraph(texts("really")), Buttons((button,))),
                close=texts("no"),
            )
        )

    async def _erase(self, work: W, turn: Turn) -> Outcome | Then:
        await self._registry.erase(work, turn.person)
        return Then("privacy.erased")

    async def _erased(self, work: W, turn: Turn) -> Outcome:
        del work
        return Done(text=turn.texts("erased"), title=turn.texts("title"), close=turn.texts("close"))
