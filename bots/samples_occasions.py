"""What the workplace arranges, as a colleague and as an organiser have it, with made-up content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from core.chat.texts import Texts
from core.chat.views import Form
from core.occasions import cards, forms, organiser_cards
from core.occasions.model import Audience, Kind, Occasion, OccasionId
from core.occasions.texts import TEXTS
from core.people import Language, WorkplaceId

JULEBORD = Occasion(
    id=OccasionId("julebord"),
    workplace=WorkplaceId("w"),
    kind=Kind.JULEBORD,
    on=date(2026, 12, 11),
    yearly=True,
)
POOL = replace(JULEBORD, id=OccasionId("pool"), kind=Kind.BETTING_POOL, audience=Audience(department="Lager"))
DINNER = replace(
    JULEBORD, id=OccasionId("dinner"), kind=Kind.OTHER, name="Lønningspils på brygga", on=date(2026, 11, 27),
    audience=Audience(place="Bergen", department="Salg"),
)  # fmt: skip
OFF = replace(JULEBORD, id=OccasionId("off"), kind=Kind.SEMINAR, on=date(2026, 12, 2), cancelled=True)
WHERE = forms.Where(places=("Bergen", "Oslo"), departments=("Lager", "Salg"))


def every(language: Language) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts = Texts(TEXTS, language)
    coming = (DINNER, OFF, JULEBORD, replace(POOL, on=date(2027, 1, 15)))
    some = [replace(JULEBORD, on=date(2026, 12, 1) + timedelta(weeks=n)) for n in range(20)]
    organiser = cards.Seen(enters=True, removes=True, changes=frozenset(each.id for each in coming))
    yield "occasions", cards.page(texts, coming, cards.Seen())
    yield "occasions_none", cards.page(texts, (), cards.Seen())
    yield "occasions_organiser", cards.page(texts, coming, organiser)
    yield "occasions_more", cards.page(texts, some, organiser, at=1)
    yield "occasion_new", forms.new(texts, WHERE)
    yield "occasion_new_everywhere", forms.new(texts, forms.Where())
    yield "occasion_edit", forms.edit(texts, WHERE, DINNER, rings=True)
    yield (
        "occasion_from_file",
        forms.edit(texts, WHERE, replace(DINNER, source="file", kind=Kind.UNSAID), rings=True),
    )
    yield "occasion_entered", cards.entered(texts, JULEBORD, mine=True, rings=True)
    yield "occasion_silent", cards.entered(texts, DINNER, mine=True, rings=False)
    yield "occasion_edit_silent", forms.edit(texts, WHERE, DINNER, rings=False)
    yield "occasion_off", cards.ask_off(texts, JULEBORD)
    yield "occasion_remove", cards.ask_remove(texts, OFF)
    yield "occasion_called_off", cards.off(texts, OFF)
    yield "occasion_advice", organiser_cards.advice(texts, JULEBORD, same_weekday=False)
    yield "occasion_advice_games", organiser_cards.advice(texts, POOL, same_weekday=False)
    yield "occasion_advice_again", organiser_cards.advice(texts, JULEBORD, same_weekday=True)
    yield "occasion_season", organiser_cards.season(texts, 2026)
