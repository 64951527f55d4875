"""The report as a document: seven chapters in the order that the AMU reads them."""

from collections.abc import Iterator
from typing import Final, Generic, TypeVar

from core.chat.texts import Texts
from core.chat.views import Note, Paragraph
from core.errors import NotFound
from core.pages.model import Chapter, Document, Part
from core.people import Language, Person
from core.ports import Work
from core.report import reach, usecases, work
from core.report.model import Year
from core.report.ports import Sources
from core.report.texts import TEXTS

NAME: Final = "report.year"
W = TypeVar("W", bound=Work)


def document(year: Year, language: Language, zone: str = "Europe/Oslo") -> Document:
    """In this language. What people wrote stays in theirs."""
    texts = Texts(TEXTS, language, zone)
    return Document(title=texts("title", year=year.year), language=language, parts=tuple(_parts(texts, year)))


def _parts(texts: Texts, year: Year) -> Iterator[Part]:
    body = year.composition.name if year.composition else texts("committee")
    yield Paragraph(texts("from", body=body, workplace=year.workplace))
    made = texts("made", day=texts.dated(year.made_on))
    yield Note(f"{made} {texts('goes_on', year=year.year)}" if year.goes_on else made)
    yield Note(texts("about"))
    yield Note(texts("figures"))
    yield Chapter(texts("chapter.composition"))
    yield from work.composition(texts, year.composition)
    yield Chapter(texts("chapter.plan"))
    yield from work.plan(texts, year.plan, year.year)
    yield Chapter(texts("chapter.campaigns"))
    yield from reach.campaigns(texts, year.campaigns, year.year)
    yield Chapter(texts("chapter.training"))
    yield from reach.training(texts, year.training, year.year)
    yield Chapter(texts("chapter.documents"))
    yield from work.documents(texts, year.documents)
    yield Chapter(texts("chapter.cooperation"))
    yield from work.cooperation(texts, year.plan)
    yield Chapter(texts("chapter.proposals"))
    yield from work.proposals(texts, year.plan)


def ref_of(year: int, language: Language) -> str:
    """As a ticket has it: "2026.nn"."""
    return f"{year}.{language}"


def read_ref(ref: str) -> tuple[int, Language]:
    """Raises NotFound."""
    year, _, language = ref.partition(".")
    if not (year.isascii() and year.isdecimal() and len(year) == 4 and language in list(Language)):
        raise NotFound
    return int(year), Language(language)


class ReportSheet(Generic[W]):
    """The report of a year, as a file to fetch. `ref` is the year and the language."""

    name: Final = NAME

    def __init__(self, sources: Sources[W]) -> None:
        self._sources = sources

    async def build(self, work: W, person: Person, ref: str) -> Document:
        """For whoever may read it at that moment. Raises NotFound."""
        if not await usecases.may_read(self._sources, work, person):
            raise NotFound
        year, language = read_ref(ref)
        workplace = await work.people.workplace(person.workplace)
        gathered = await usecases.gather(self._sources, work, workplace, year, language)
        return document(gathered, language, workplace.zone)
