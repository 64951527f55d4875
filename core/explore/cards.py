"""What can be read before anything is stored; the same for everybody."""

from typing import Final

from core.chat.texts import Texts, load
from core.chat.views import Button, Buttons, Divider, Fact, Form, FormBlock, Heading, Note, Paragraph
from core.pages.model import Document, Part, Room
from core.people import Language

TEXTS = load(__package__)
AKAN_PHONE: Final = "22 40 28 00"
ANSWERS: Final = ("no", "unsure", "yes")
"""Three, and equal (S110); the order is the seed text's own."""
QUESTIONS: Final = ("now", "tell", "support", "promise", "often", "hard", "together")
WONDERS: Final = ("easier", "trust", "fear")


def start(texts: Texts) -> Form:
    """The three answers, and what else there is to read."""
    return _page(
        texts,
        "where",
        Paragraph(texts("intro")),
        Paragraph(texts("where_body")),
        Buttons(tuple(Button(label=texts(answer), action=f"explore.{answer}") for answer in ANSWERS)),
        Heading(texts("more")),
        _onward(texts, "about", "questions", "talk"),
        _onward(texts, "overview"),
    )


def no(texts: Texts) -> Form:
    """No agreement is a good answer (S31, S110)."""
    return _page(
        texts,
        "where",
        Paragraph(texts("on_no.first")),
        Paragraph(texts("on_no.then")),
        *_end(texts),
        _onward(texts, "talk", "back"),
    )


def unsure(texts: Texts) -> Form:
    """Time, and something to think about (S111)."""
    return _page(
        texts,
        "where",
        Paragraph(texts("on_unsure.first")),
        Paragraph(texts("on_unsure.then")),
        *(Paragraph(f"{n}. {texts(f'on_unsure.{each}')}") for n, each in enumerate(WONDERS, start=1)),
        *_end(texts),
        _onward(texts, "about", "questions", "talk"),
        _onward(texts, "back"),
    )


def yes(texts: Texts) -> Form:
    """The request is offered and not begun (S112)."""
    return _page(
        texts,
        "where",
        Paragraph(texts("on_yes.first")),
        Paragraph(texts("on_yes.then")),
        Buttons((Button(label=texts("on_yes.ask"), action="invitations.ask"),)),
        Note(texts("on_yes.not_sent")),
        *_end(texts),
        _onward(texts, "about", "questions", "back"),
    )


def about(texts: Texts) -> Form:
    """What an agreement is and is not (S5, S6, S30-S32, S42-S45)."""
    return _page(
        texts,
        "about",
        Heading(texts("what.is")),
        Paragraph(texts("what.is_voluntary")),
        Paragraph(texts("what.is_together")),
        Paragraph(texts("what.is_crutch")),
        Heading(texts("what.is_not")),
        Paragraph(texts("what.not_treatment")),
        Paragraph(texts("what.not_forced")),
        Heading(texts("what.binds")),
        Paragraph(texts("what.binds_both")),
        Heading(texts("what.hard")),
        Paragraph(texts("what.hard_planned")),
        Heading(texts("what.sees")),
        Paragraph(texts("what.sees_who")),
        Paragraph(texts("what.used_for")),
        Divider(),
        _onward(texts, "questions", "talk", "back"),
    )


def questions(texts: Texts, sheet: tuple[FormBlock, ...]) -> Form:
    """What to ask a therapist, to read here or on paper (S47, S115)."""
    return _page(
        texts,
        "questions",
        Paragraph(texts("ask.intro")),
        *(Paragraph(f"{n}. {texts(f'ask.{each}')}") for n, each in enumerate(QUESTIONS, start=1)),
        *sheet,
        _onward(texts, "back"),
    )


class QuestionSheet:
    """The questions with room to write, and the three answers to tick by hand."""

    name: Final = "explore.questions"

    def document(self, language: Language) -> Document:
        """The same for everybody; what stands largest does not say what it is about."""
        texts = Texts(TEXTS, language)
        parts: list[Part] = [
            Paragraph(texts("ask.intro")),
            Fact(texts("phone"), AKAN_PHONE),
            Heading(texts("where")),
        ]
        parts += [Paragraph(f"[   ]  {texts(answer)}") for answer in ANSWERS]
        parts.append(Divider())
        for each in QUESTIONS:
            parts += [Paragraph(texts(f"ask.{each}")), Room(lines=1)]
        return Document(title=texts("questions"), language=language, parts=tuple(parts))


def _page(texts: Texts, title: str, *body: FormBlock) -> Form:
    return Form(title=texts(title), body=body, close=texts("close"))


def _end(texts: Texts) -> tuple[FormBlock, ...]:
    return Fact(texts("phone"), AKAN_PHONE), Note(texts("kept")), Divider()


def _onward(texts: Texts, *to: str) -> Buttons:
    actions = {"talk": "menu.talk", "back": "explore.start", "overview": "guides.start"}
    return Buttons(
        tuple(Button(label=texts(each), action=actions.get(each, f"explore.{each}")) for each in to)
    )
