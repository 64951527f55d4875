"""The plan on paper, with the wheel of the year; and the part of it that goes into the plan for HSE (S130, S179)."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from core.chat.texts import Texts
from core.chat.views import Fact, Note, Paragraph, Quote
from core.committee.usecases import today_of
from core.committee.year import Tag
from core.pages.model import Chapter, Document, Drawing, Part
from core.people import Person
from core.plan import usecases
from core.plan.cards import line
from core.plan.model import Action, Plan
from core.plan.ports import Work
from core.plan.texts import TEXTS
from core.plan.wheel import drawn, in_words

SHEET: Final = "plan.sheet"
HSE: Final = "plan.hse"


class PlanSheet:
    """All of it, month by month. `ref` is the year."""

    name = SHEET

    async def build(self, work: Work, person: Person, ref: str) -> Document:
        """Raises NotFound for whoever may not read it now."""
        plan = await usecases.of_year(work, person, usecases.year_named(ref))
        texts = Texts(TEXTS, person.language, person.zone)
        actions = plan.by_day()
        parts: list[Part] = [
            Fact(texts("stands"), texts(f"state.{plan.standing(today_of(work, person))}")),
            Chapter(texts("sheet.wheel_title")),
            Drawing(svg=drawn(texts, plan), said=in_words(texts, plan)),
            Note(texts("sheet.in_words")),
            *await _months(work, texts, plan, actions),
        ]
        if plan.evaluation:
            parts += [Chapter(texts("words.evaluation")), Paragraph(plan.evaluation)]
        title = texts("title", year=plan.year)
        return Document(title=title, language=person.language, parts=tuple(parts))


class HseSheet:
    """What is a part of the work for health, safety and environment. `ref` is the year."""

    name = HSE

    async def build(self, work: Work, person: Person, ref: str) -> Document:
        """Raises NotFound for whoever may not read it now."""
        plan = await usecases.of_year(work, person, usecases.year_named(ref))
        texts = Texts(TEXTS, person.language, person.zone)
        actions = [each for each in plan.by_day() if Tag.HSE in each.tags]
        parts = [
            Fact(texts("stands"), texts(f"state.{plan.standing(today_of(work, person))}")),
            *await _months(work, texts, plan, actions),
        ]
        title = texts("sheet.hse_title", year=plan.year)
        return Document(title=title, language=person.language, parts=tuple(parts))


async def _months(work: Work, texts: Texts, plan: Plan, actions: Sequence[Action]) -> list[Part]:
    names = {each.member: (await work.people.get(each.member)).name for each in plan.actions if each.member}
    parts: list[Part] = []
    for _, group in groupby(actions, key=lambda each: each.due.month):
        some = list(group)
        parts.append(Chapter(texts.month(some[0].due)))
        for each in some:
            parts.append(Fact(texts.day(each.due), line(texts, each, names)))
            if each.evaluation:
                parts.append(Quote(each.evaluation))
    return parts or [Paragraph(texts("empty"))]
