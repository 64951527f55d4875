"""Every page of every guide as it comes with us, and the rehearsal."""

from collections.abc import Iterator

from bots.subjects import ours
from core.chat.texts import Texts
from core.chat.views import Form, Link, Note
from core.guides import cards
from core.guides.reading import FILES
from core.guides.sheet import PRINTED
from core.people import Language


def every(language: Language) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts = Texts(cards.TEXTS, language)
    library = {name: ours()[file] for name, file in FILES.items()}
    sheet = Link(texts("print"), "https://innsjekk.example.org/private#sheet"), Note(texts("print_note"))
    yield "guides", cards.overview(texts, library)
    for name, guide in library.items():
        yield f"guide_{name}", cards.contents(texts, guide, sheet if name in PRINTED else ())
        for at, chapter in enumerate(guide.chapters):
            yield f"guide_{name}_{chapter.key}", cards.chapter(texts, guide, at)
        for number, turn in enumerate(guide.turns, start=1):
            yield f"guide_{name}_turn_{number}", cards.turn(texts, guide, number, turn)
            chosen = turn.answers[number % len(turn.answers)]
            yield f"guide_{name}_answered_{number}", cards.answered(texts, guide, number, turn, chosen)
