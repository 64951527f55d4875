"""Guides to print: what one brings to a talk or a meeting."""

from typing import Final

from core.chat.texts import Texts
from core.chat.views import Divider, Paragraph
from core.guides.blocks import colophon, on_paper
from core.guides.cards import TEXTS
from core.guides.model import Guide
from core.pages.model import Chapter, Document, Part
from core.people import Language

PRINTED: Final = ("conversation", "cards", "employee")


class GuideSheet:
    """The same for everybody; chapter by chapter, as on the screen."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    @property
    def name(self) -> str:
        """As a link names it."""
        return sheet_name(self._guide)

    def document(self, language: Language) -> Document:
        """All chapters; the rehearsal is for the screen alone."""
        texts, guide = Texts(TEXTS, language), self._guide
        parts: list[Part] = [Paragraph(guide.whom[language])]
        for chapter in guide.chapters:
            parts += [Chapter(chapter.title[language]), *on_paper(texts, chapter.parts)]
        parts += [Divider(), colophon(texts, guide)]
        return Document(title=guide.title[language], language=language, parts=tuple(parts))


def sheet_name(guide: Guide) -> str:
    """As "guides.conversation"."""
    return f"guides.{guide.name}"
