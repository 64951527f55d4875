"""The chapters with figures of people: what campaigns have reached, and who has been trained. All of them are coarse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.chat.texts import Texts
from core.chat.views import Fact, Note, Paragraph
from core.committee.year import Trained, TrainingYear
from core.pages.model import Chart, Part, Series, Table
from core.report.hiding import Coarse, coarse, split
from core.report.model import CampaignIn, Whom
from core.report.texts import people, short

BARS: Final = 8
"""In one picture; more than that go on in the next, since a picture cannot be parted between two pages."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A campaign, as it may be read."""

    told: CampaignIn
    whole: Coarse | None
    reached: Coarse
    missed: Coarse

    @property
    def drawn(self) -> tuple[int, int]:
        """The pieces of its bar, from what may be read and nothing else."""
        return self.reached.least, self.missed.least


def campaigns(texts: Texts, held: Sequence[CampaignIn], year: int) -> Iterator[Part]:
    """Each with its reach; those in a channel have none that anybody could count (S136)."""
    if not held:
        yield Paragraph(texts("campaigns.none", year=year))
        return
    held = [replace(e, title=texts("campaigns.withdrawn")) if e.withdrawn else e for e in held]
    shown = [_shown(each) for each in held]
    sent = [each for each in shown if each.told.whom is not Whom.CHANNEL]
    for start in range(0, len(sent), BARS):
        yield _drawn(texts, sent[start : start + BARS])
    yield Table(
        caption=texts("campaigns.table"),
        columns=tuple(
            texts(f"campaigns.{each}") for each in ("campaign", "to", "reached", "missed", "thanks")
        ),
        rows=tuple(_row(texts, each) for each in shown),
        figures=True,
    )
    yield Note(texts("campaigns.note"))
    for each in held:
        if each.question:
            yield _asked(texts, each)
    for each in held:
        if each.learned:
            yield Fact(texts("campaigns.learned", title=each.title), each.learned)


def _shown(told: CampaignIn) -> _Shown:
    parted = split((told.reached, told.missed))
    return _Shown(told, parted.whole, *parted.parts)


def _drawn(texts: Texts, shown: Sequence[_Shown]) -> Chart:
    bars = " ".join(
        texts(
            "campaigns.bar",
            title=each.told.title,
            reached=people(texts, each.reached),
            to=people(texts, each.whole),
        )
        for each in shown
    )
    return Chart(
        caption=texts("campaigns.chart"),
        words=texts("campaigns.chart_words", bars=bars),
        labels=tuple(each.told.title for each in shown),
        series=tuple(
            Series(
                name=texts(f"campaigns.{name}"),
                values=tuple(each.drawn[at] for each in shown),
                said=tuple(people(texts, coarse(each.drawn[at])) for each in shown),
            )
            for at, name in enumerate(("reached", "missed"))
        ),
        marks=tuple(texts("campaigns.of", to=people(texts, each.whole)) for each in shown),
    )


def _row(texts: Texts, shown: _Shown) -> tuple[str, ...]:
    told = shown.told
    said = f"{told.title}\n{short(texts, told.on)}, {_whom(texts, told)}"
    if told.whom is Whom.CHANNEL:
        return (said, "", "", "", "")
    figures = (shown.whole, shown.reached, shown.missed, None if told.thanks is None else coarse(told.thanks))
    return (said, *(people(texts, each) for each in figures))


def _whom(texts: Texts, told: CampaignIn) -> str:
    """A channel that nobody has given a name, or that the bot is in no more, is some channel."""
    if told.whom is Whom.CHANNEL and not told.name:
        return texts("whom.some_channel")
    name = texts(f"role.{told.name}") if told.whom is Whom.ROLE else told.name
    return texts(f"whom.{told.whom}", name=name)


def _asked(texts: Texts, told: CampaignIn) -> Table:
    return Table(
        caption=texts("campaigns.asked", title=told.title, question=told.question),
        columns=(texts("campaigns.answer"), texts("campaigns.how_many")),
        rows=tuple((answer, people(texts, coarse(n))) for answer, n in told.answers),
        figures=True,
    )


def training(texts: Texts, held: TrainingYear | None, year: int) -> Iterator[Part]:
    """Courses, and how many know what they need to (S134, S135, S156); no names, and no figure of few."""
    if held is None:
        yield Paragraph(texts("training.none", year=year))
        return
    if held.courses:
        yield Table(
            caption=texts("training.courses"),
            columns=tuple(texts(f"training.{each}") for each in ("course", "people")),
            rows=tuple(
                (f"{each.course}\n{texts(f'trained.{each.role}')}", people(texts, coarse(each.people)))
                for each in held.courses
            ),
            figures=True,
        )
    else:
        yield Paragraph(texts("training.no_courses", year=year))
    yield Table(
        caption=texts("training.standing"),
        columns=tuple(texts(f"training.{each}") for each in ("role", "valid", "refresh")),
        rows=tuple(
            (
                texts(f"trained.{role}"),
                people(texts, coarse(held.valid.get(role, 0))),
                people(texts, coarse(held.to_refresh.get(role, 0))),
            )
            for role in Trained
        ),
        figures=True,
    )
