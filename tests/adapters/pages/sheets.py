"""A sheet that has everything, and what a reader that we did not write finds in it."""

import io
import re
import unicodedata
from dataclasses import replace
from typing import Any

import pypdf
import pypdfium2
from pypdf.generic import IndirectObject

from core.chat.views import Divider, Fact, Heading, Link, Note, Paragraph, Quote
from core.pages.model import Document, Room, Signature
from core.people import Language

SHEET = Document(
    title="Avtale",
    language=Language.NB,
    parts=(
        Note("Laget 24. november 2026."),
        Heading("Mål"),
        Quote("Sove bedre om natten.\n\nOg være uthvilt på jobb."),
        Heading("Tiltak"),
        Fact("Støttetiltak", "En kort prat hver mandag"),
        Fact("Uten verdi", ""),
        Link("akan.no", "https://www.akan.no/"),
        Divider(),
        Paragraph("Begge har lest og er enige."),
        Signature(role="Nærmeste leder", name="Jonas Oppdiktet", when="24. november 2026"),
        Signature(role="Arbeidstaker", name="Kari Oppdiktet"),
        Room(2),
    ),
)


def saying(text: str, **given: Any) -> Document:
    """A sheet with this text wherever a person's words may stand."""
    parts = (Heading(text), Quote(text), Fact(text, text), Paragraph(text), Note(text))
    return replace(SHEET, title=text, parts=(*parts, Signature(role=text, name=text, when=text)), **given)


def read(made: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made), strict=True)


def catalogue(made: bytes) -> Any:
    """What the file says of itself."""
    return read(made).root_object


def reach(made: bytes) -> float:
    """How far to the right the letters go, in points."""
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(made)]
    return max(float(page.get_charbox(at)[2]) for page in pages for at in range(page.count_chars()))


def words(made: bytes) -> str:
    """All that can be copied out of it but the page numbers, without white space: where lines end is layout."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))
    return bare("".join(re.sub(r"\d+ / \d+\s*$", "", page) for page in pages))


def bare(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def tags(made: bytes) -> list[str]:
    """The structure, in the order in which it is read aloud."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(str(node["/S"]).removeprefix("/"))
            walk(node.get("/K"))

    walk(catalogue(made)["/StructTreeRoot"]["/K"])
    return found


def catalogue_size(reader: pypdf.PdfReader) -> int:
    size: Any = reader.trailer["/Size"]
    return int(size)


def objects(made: bytes) -> list[Any]:
    """Every object of the file."""
    reader = read(made)
    return [reader.get_object(IndirectObject(n, 0, reader)) for n in range(1, catalogue_size(reader))]
