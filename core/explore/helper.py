"""What an outside helper should know, on a sheet to bring (S13, S95); it names nobody."""

from collections.abc import Sequence
from typing import Final

from core.chat.texts import Texts
from core.chat.views import Fact, Heading, Paragraph
from core.explore.cards import AKAN_PHONE, TEXTS
from core.pages.model import Document, Part, Room
from core.people import Language

CAN: Final = ("realistic", "support", "hard", "meet")


def letter(texts: Texts) -> Sequence[Part]:
    """To whoever helps: what it is, what they can add, and what nobody asks of them."""
    words = texts.other(TEXTS)
    return (
        Paragraph(words("helper.intro")),
        Heading(words("helper.what")),
        Paragraph(words("helper.what_body")),
        Paragraph(words("helper.not")),
        Heading(words("helper.can")),
        *(Paragraph(f"{n}. {words(f'helper.can_{each}')}") for n, each in enumerate(CAN, start=1)),
        Heading(words("helper.asked")),
        Paragraph(words("helper.asked_body")),
        Fact(words("helper.phone"), AKAN_PHONE),
    )


class HelperSheet:
    """The same for everybody: to bring before there is any agreement."""

    name: Final = "explore.helper"

    def document(self, language: Language) -> Document:
        """What stands largest does not say what it is about."""
        texts = Texts(TEXTS, language)
        parts: list[Part] = [*letter(texts), Heading(texts("helper.notes")), Room(lines=8)]
        return Document(title=texts("helper.title"), language=language, parts=tuple(parts))
