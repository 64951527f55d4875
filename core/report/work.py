"""The chapters on what the committee is and has done: its seats, its plan, its documents, and with whom."""

from collections.abc import Iterator, Sequence
from typing import Final

from core.chat.texts import Texts
from core.chat.views import Divider, Fact, Heading, Note, Paragraph, Quote
from core.committee.year import (
    COMMITTEES,
    ActionIn,
    Composition,
    DocumentIn,
    Level,
    Owner,
    PlanIn,
    Status,
)
from core.pages.model import Chart, Part, Series, Table
from core.report.texts import number, short

ORDER: Final = (Status.DONE, Status.UNDER_WAY, Status.PLANNED, Status.DROPPED)


def composition(texts: Texts, body: Composition | None) -> Iterator[Part]:
    """Who sat there, for whom, and which party was missing (S139-S148)."""
    if body is None:
        yield Paragraph(texts("composition.none"))
        return
    yield Fact(texts("composition.body"), f"{body.name} ({texts(f'kind.{body.kind}')})")
    mandate = "\n".join(each for each in (body.mandate, body.mandate_link) if each)
    yield Fact(texts("composition.mandate"), mandate or texts("composition.no_mandate"))
    columns = tuple(texts(f"composition.{each}") for each in ("party", "name", "starts", "ends"))
    rows = [
        (
            texts(f"party.{seat.party}"),
            seat.name or texts("composition.taken_out"),
            short(texts, seat.starts_on),
            short(texts, seat.ends_on),
        )
        for seat in body.seats
    ]
    if rows:
        yield Table(caption=texts("composition.seats"), columns=columns, rows=tuple(rows))
    if body.missing:
        parties = ", ".join(texts(f"party.{each}").lower() for each in body.missing)
        yield Paragraph(texts("composition.missing", parties=parties))
    else:
        yield Paragraph(texts("composition.complete"))


def plan(texts: Texts, made: PlanIn | None, year: int) -> Iterator[Part]:
    """How far the plan has come: all of it in a picture and a table, then each action (S133, S137)."""
    if made is None:
        yield Paragraph(texts("plan.none", year=year))
        return
    yield Paragraph(_standing(texts, made))
    if made.actions:
        yield from _by_level(texts, made.actions)
        columns = tuple(texts(f"plan.{each}") for each in ("action", "owner", "due", "status"))
        rows = tuple(_action(texts, each) for each in made.actions)
        yield Table(caption=texts("plan.each"), columns=columns, rows=rows)
        for each in made.actions:
            if each.evaluation:
                yield Fact(texts("plan.learned", title=each.title), each.evaluation)
    if made.evaluation:
        yield Heading(texts("plan.evaluation"))
        yield Quote(made.evaluation)


def _standing(texts: Texts, made: PlanIn) -> str:
    state = texts(f"plan.state.{made.state}")
    adopted = texts("plan.adopted", day=texts.dated(made.adopted_on)) if made.adopted_on else ""
    return " ".join(each for each in (state, adopted) if each)


def _by_level(texts: Texts, actions: Sequence[ActionIn]) -> Iterator[Part]:
    """These are figures of things, and said as they are."""
    levels = [level for level in COMMITTEES if any(each.level is level for each in actions)]
    counts = {
        level: tuple(sum(a.level is level and a.status is status for a in actions) for status in ORDER)
        for level in levels
    }
    names = tuple(texts(f"plan.status_of.{status}") for status in ORDER)
    yield Chart(
        caption=texts("plan.chart"),
        words=texts("plan.chart_words", bars=" ".join(_told(texts, each, counts[each]) for each in levels)),
        labels=tuple(texts(f"level.{level}") for level in levels),
        series=tuple(
            Series(
                name=name,
                values=tuple(counts[level][at] for level in levels),
                said=tuple(number(texts, counts[level][at]) for level in levels),
            )
            for at, name in enumerate(names)
        ),
        marks=tuple(_actions(texts, sum(counts[level])) for level in levels),
    )
    yield Table(
        caption=texts("plan.table"),
        columns=(texts("plan.level"), *names, texts("plan.all")),
        rows=tuple(
            (
                texts(f"level.{level}"),
                *(number(texts, n) for n in counts[level]),
                number(texts, sum(counts[level])),
            )
            for level in levels
        ),
        figures=True,
    )


def _told(texts: Texts, level: Level, counts: Sequence[int]) -> str:
    """A bar, for whoever does not see it."""
    said = ", ".join(
        f"{number(texts, n)} {texts(f'plan.status_of.{status}').lower()}"
        for status, n in zip(ORDER, counts, strict=True)
    )
    return f"{texts(f'level.{level}')}: {said}."


def _actions(texts: Texts, count: int) -> str:
    return texts("plan.one") if count == 1 else texts("plan.many", count=number(texts, count))


def _action(texts: Texts, action: ActionIn) -> tuple[str, ...]:
    owner = action.owner_name if action.owner is Owner.MEMBER else ""
    return (
        action.title,
        owner or texts(f"owner.{action.owner}"),
        short(texts, action.due),
        texts(f"plan.status_of.{action.status}"),
    )


def documents(texts: Texts, held: Sequence[DocumentIn]) -> Iterator[Part]:
    """What is in force, and when it is looked over again (S126, S153)."""
    if not held:
        yield Paragraph(texts("documents.none"))
        return
    yield Table(
        caption=texts("documents.table"),
        columns=tuple(texts(f"documents.{each}") for each in ("what", "version", "adopted", "revise")),
        rows=tuple(
            (
                f"{each.title}\n{texts(f'what.{each.what}')}",
                each.version,
                short(texts, each.adopted_on),
                short(texts, each.revise_on),
            )
            for each in held
        ),
    )


def cooperation(texts: Texts, made: PlanIn | None) -> Iterator[Part]:
    """With whom, in the committee's own words, and which of the plan's actions are part of other work (S130, S179)."""
    said = made.cooperation if made else ""
    yield Quote(said) if said else Paragraph(texts("cooperation.none"))
    shared = [each for each in made.actions if each.tags] if made else []
    if shared:
        yield Table(
            caption=texts("cooperation.more"),
            columns=(texts("plan.action"), texts("cooperation.part")),
            rows=tuple((each.title, ", ".join(texts(f"tag.{tag}") for tag in each.tags)) for each in shared),
        )


def proposals(texts: Texts, made: PlanIn | None) -> Iterator[Part]:
    """What the committee asks of the AMU, in its own words."""
    said = made.proposals if made else ""
    yield Quote(said) if said else Paragraph(texts("proposals.none"))
    yield Divider()
    yield Note(texts("proposals.note"))
