"""The button on the committee's page: the report of this year or the last, in the language one chooses."""

from typing import Final, TypeVar

from core import workdays
from core.chat.flows import Flow, Turn
from core.chat.texts import Texts
from core.chat.views import Button, Buttons, Form, FormBlock, Note, Open, Outcome, Paragraph
from core.errors import NotFound
from core.pages.usecases import Desk, Wanted
from core.people import Language
from core.ports import Work
from core.report import usecases
from core.report.ports import Sources
from core.report.sheet import NAME, ref_of
from core.report.texts import TEXTS

SHOW: Final = "report.show"
W = TypeVar("W", bound=Work)


def flow(desk: Desk, sources: Sources[W]) -> Flow[W]:
    """The subject's side of the conversation. `ref` is a language; without one it is the reader's own."""

    async def show(work: W, turn: Turn) -> Outcome:
        if not await usecases.may_read(sources, work, turn.person):
            raise NotFound
        language = Language(turn.ref) if turn.ref in list(Language) else turn.person.language
        workplace = await work.people.workplace(turn.person.workplace)
        today = workdays.local_date(work.now, workplace.zone)
        wanted = [
            Wanted(label=turn.texts("fetch", year=year), name=NAME, ref=ref_of(year, language))
            for year in usecases.years(today.year)
        ]
        return Open(
            form=form(turn.texts, language, await desk.offered(work, turn.person, turn.texts, wanted))
        )

    return Flow(name="report", texts=TEXTS, answers={"show": show}, views={})


def form(texts: Texts, language: Language, files: tuple[FormBlock, ...]) -> Form:
    """What it is, the files, and the other languages."""
    others = tuple(
        Button(label=texts(f"language.to_{each}"), action=SHOW, ref=each)
        for each in Language
        if each is not language
    )
    body: tuple[FormBlock, ...] = (
        Paragraph(texts("form.body")),
        *files,
        Paragraph(texts("form.in", language=texts(f"in.in_{language}"))),
        Buttons(others),
        Note(texts("about")),
    )
    return Form(title=texts("form.title"), body=body, close=texts("close"))
