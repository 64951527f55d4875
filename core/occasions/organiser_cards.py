"""What those who arrange something read: the advice, and the question of the autumn."""

from typing import Final

from core.chat.texts import Texts
from core.chat.views import Button, Buttons, Fact, Form, Heading, Paragraph
from core.occasions.cards import line
from core.occasions.model import GAMBLING, Occasion

GENERAL: Final = ("drinks", "invitation", "more_to_do", "hosts", "no_reason")
ABOUT_GAMES: Final = ("just_as_fine", "without_money", "no_lending", "beside", "no_reason")


def advice(texts: Texts, occasion: Occasion, *, same_weekday: bool) -> Form:
    """The same for every organiser; it differs by the kind of occasion alone (domain.md 4.2, `event.organiser`)."""
    parts = ABOUT_GAMES if occasion.kind in GAMBLING else GENERAL
    edit = Button(label=texts("entered.edit"), action="occasions.edit", ref=occasion.id)
    asked = (
        (Heading(texts("advice.right_day")), Paragraph(texts("advice.same_weekday"))) if same_weekday else ()
    )
    return Form(
        title=texts("advice.title"),
        body=(
            Fact(texts.day(occasion.on), line(texts, occasion)),
            *asked,
            *((Buttons((edit,)),) if asked else ()),
            Paragraph(texts("advice.thanks")),
            *(Paragraph(f"– {texts(f'advice.{part}')}") for part in parts),
            Buttons(
                (
                    Button(label=texts("advice.more"), action="guides.read", ref="occasions"),
                    *(() if asked else (edit,)),
                )
            ),
        ),
        close=texts("close"),
    )


def season(texts: Texts, year: int) -> Form:
    """Two answers, and neither is better."""
    enter = Button(label=texts("season.enter"), action="occasions.suggested", ref=str(year))
    no = Button(label=texts("season.no"), action="occasions.not_this_year", ref=str(year))
    return Form(
        title=texts("season.title"),
        body=(Paragraph(texts("season.body")), Buttons((enter, no))),
        close=texts("close"),
    )
