"""What is set on paper, or taken out as data: the chat's own blocks, as far as paper has use for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeAlias, TypeVar

from core.chat.views import Divider, Fact, Heading, Link, Note, Paragraph, Quote
from core.people import Language, Person

W_contra = TypeVar("W_contra", contravariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs, as what, and when it was done; without `when` there is a line to sign on."""

    role: str
    name: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading that others stand under."""

    title: str


@dataclass(frozen=True, slots=True)
class Room:
    """Lines to write on by hand."""

    lines: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """
    Rows under named columns; the first column names its row.

    Where `figures` is true the other columns are figures, and stand to the right. A table without rows is no table.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """How much of each bar is this; `said` stands in the pieces, where there is room for it."""

    name: str
    values: tuple[int, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """
    Lying bars, one for each label, each in as many pieces as there are series.

    `words` say what the eye sees, for whoever does not see it; the figures themselves stand in a table beside it.
    `marks` stand at the ends of the bars. A piece of nothing is not drawn.
    """

    caption: str
    words: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing of ours, as SVG, with nothing in it that a person has written; `said` is the same in words."""

    svg: str
    said: str


Part: TypeAlias = (
    Chapter
    | Heading
    | Paragraph
    | Note
    | Quote
    | Fact
    | Link
    | Divider
    | Signature
    | Room
    | Drawing
    | Table
    | Chart
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A sheet to read or print. `title` stands on the sheet alone: the file and its properties never name the subject."""

    title: str
    language: Language
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What a machine can read; everything in it can be written as JSON."""

    content: Mapping[str, Any]
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """
    A time for one person's own calendar.

    Neither a name, a place nor a subject: calendars are looked into. `number` is the same for the same appointment,
    in this person's calendar and in nobody else's; `sequence` grows with each change; `off` takes it out again.
    """

    number: str
    title: str
    starts: datetime
    ends: datetime
    zone: str
    made: datetime
    sequence: int
    off: bool
    language: Language


File: TypeAlias = Document | Data | Appointment


class Printed(Protocol[W_contra]):
    """One kind of file, registered by the subject whose it is."""

    @property
    def name(self) -> str:
        """As "subject.file"; unique."""
        ...

    async def build(self, work: W_contra, person: Person, ref: str) -> File:
        """
        Make it now, with what this person may see now.

        Raises Refused if they may not, whatever they could when they asked.
        """
        ...


class Leaflet(Protocol):
    """A sheet that is the same for everybody, and that anybody may have."""

    @property
    def name(self) -> str:
        """As "subject.sheet"; unique."""
        ...

    def document(self, language: Language) -> Document:
        """The sheet, in this language."""
        ...
