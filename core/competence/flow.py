"""What can be read and pressed about competence."""

# Over the usual length: each press is a few lines, and they share one look at who is a member.

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from core.chat.flows import Flow, Then, Turn
from core.chat.legible import legible
from core.chat.views import Block, Fact, Mend, Open, Outcome
from core.committee import usecases as committee
from core.committee import whom
from core.committee.flow import Section
from core.committee.usecases import Full, Meanwhile, today_of
from core.competence import cards, usecases
from core.competence.model import MOST_MONTHS, MOST_TITLE, CourseId, Guideline, TrainingId
from core.competence.ports import Work
from core.competence.texts import TEXTS
from core.content.links import is_safe
from core.policy.usecases import current

SOON: Final = timedelta(days=60)
FURTHEST: Final = timedelta(days=10 * 366)
NUMBER: Final = re.compile(r"[0-9]{1,3}")
MOST_VERSION: Final = 30


def flow() -> Flow[Work]:
    """Of looking at it nothing is kept."""
    reads = {
        "show": _page,
        "note": _note,
        "courses": _courses,
        "guideline": _guideline,
        "checklist": _checklist,
    }
    acts = {
        "noted": _noted,
        "strike": _strike,
        "offer": _offer,
        "withdraw": _withdraw,
        "record": _record,
    }
    return Flow(
        name="competence",
        texts=TEXTS,
        answers={**reads, **acts},
        views={"page": _page, "courses": _courses, "mine": _mine},
        reads=frozenset(reads),
    )


def section() -> Section[Work]:
    """What it adds to the committee's page."""
    return Section(owed=_owed, read=_read)


async def _owed(work: Work, turn: Turn) -> Sequence[Block]:
    texts, workplace, today = turn.texts.other(TEXTS), turn.person.workplace, today_of(work, turn.person)
    found: list[Block] = []
    if number := len(await usecases.to_refresh(work, workplace, today)):
        found.append(Fact(texts("to_refresh"), str(number)))
    there, policy = await usecases.guideline(work, workplace), await current(work, workplace)
    for key, day in (
        ("owed.guideline", there.revise_on if there else None),
        ("owed.policy", policy.revise_on if policy else None),
    ):
        if day is not None and day - SOON <= today:
            found.append(Fact(texts.dated(day), texts(key)))
    return found


async def _read(work: Work, turn: Turn) -> Sequence[Block]:
    return cards.read(turn.texts.other(TEXTS), await usecases.guideline(work, turn.person.workplace))


async def _page(work: Work, turn: Turn) -> Outcome:
    await committee.member(work, turn.person)
    noted = await work.competence.trainings(turn.person.workplace)
    active = await usecases.work_here(work, noted)
    trainings = [each for each in reversed(noted) if each.person in active]
    number = len(await usecases.to_refresh(work, turn.person.workplace, today_of(work, turn.person)))
    at = int(turn.ref) if turn.ref.isascii() and turn.ref.isdigit() and len(turn.ref) < 4 else 0
    return Open(form=cards.page(turn.texts, trainings, active, number, at))


async def _mine(work: Work, turn: Turn) -> Outcome:
    trainings = await work.competence.trainings_of(turn.person.id)
    return Open(form=cards.mine(turn.texts, trainings, await work.competence.courses(turn.person.workplace)))


async def _checklist(work: Work, turn: Turn) -> Outcome | Then:
    del work
    return Open(form=cards.checklist(turn.texts))


async def _note(work: Work, turn: Turn) -> Outcome | Then:
    await committee.member(work, turn.person)
    offered = await work.competence.courses(turn.person.workplace)
    if not offered:
        return Open(form=cards.no_courses(turn.texts))
    people = await whom.among(work, turn.person.workplace)
    return Open(form=cards.note(turn.texts, people, offered, today_of(work, turn.person)))


async def _noted(work: Work, turn: Turn) -> Outcome | Then:
    await committee.member(work, turn.person)
    today, texts, errors = today_of(work, turn.person), turn.texts, dict[str, str]()
    offered = await work.competence.courses(turn.person.workplace)
    people = await whom.among(work, turn.person.workplace)
    form = cards.note(texts, people, offered, today).filled(turn.values)
    person = await whom.read(work, turn)
    if isinstance(person, dict):
        errors |= person
    elif await usecases.role_of(work, person) is None:
        errors["name"] = texts("wrong.role")
    course = next((each for each in offered if each.id == turn.values.get("course")), None)
    if course is None:
        errors["course"] = texts("choose")
    day = _day(turn, "day")
    if day is None or not today - usecases.LONG_AGO <= day <= today:
        errors["day"] = texts("wrong.day")
    if errors or isinstance(person, dict) or course is None or day is None:
        return Mend(form=form, errors=errors)
    await usecases.note(work, turn.person, person, course, day)
    return Then("competence.page")


async def _strike(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.strike(work, turn.person, TrainingId(turn.ref))
    return Then("competence.page")


async def _courses(work: Work, turn: Turn) -> Outcome:
    await committee.member(work, turn.person)
    return Open(form=cards.courses(turn.texts, await work.competence.courses(turn.person.workplace)))


async def _offer(work: Work, turn: Turn) -> Outcome | Then:
    await committee.member(work, turn.person)
    errors = dict[str, str]()
    title, link, months = legible(_text(turn, "title")), _text(turn, "link"), _text(turn, "months")
    offered = await work.competence.courses(turn.person.workplace)
    form = cards.courses(turn.texts, offered).filled(turn.values)
    if not title or len(title) > MOST_TITLE:
        errors["title"] = turn.texts("wrong.length", most=MOST_TITLE)
    if link and not is_safe(link):
        errors["link"] = turn.texts("wrong.link")
    if not NUMBER.fullmatch(months) or int(months) > MOST_MONTHS:
        errors["months"] = turn.texts("wrong.months", most=MOST_MONTHS)
    if errors:
        return Mend(form=form, errors=errors)
    try:
        await usecases.offer(work, turn.person, title, link, int(months))
    except Full:
        return Mend(form=form, errors={"title": turn.texts("wrong.full")})
    return Then("competence.courses")


async def _withdraw(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.withdraw(work, turn.person, CourseId(turn.ref))
    return Then("competence.courses")


async def _guideline(work: Work, turn: Turn) -> Outcome | Then:
    await committee.member(work, turn.person)
    today, there = today_of(work, turn.person), await usecases.guideline(work, turn.person.workplace)
    return Open(form=cards.guideline(turn.texts, there, today, usecases.revised_by(today)))


async def _record(work: Work, turn: Turn) -> Outcome | Then:
    await committee.member(work, turn.person)
    today, there = today_of(work, turn.person), await usecases.guideline(work, turn.person.workplace)
    seen = int(turn.ref) if NUMBER.fullmatch(turn.ref) else -1
    form = cards.guideline(turn.texts, there, today, usecases.revised_by(today)).filled(turn.values)
    given = _given(turn, seen + 1, today)
    if isinstance(given, dict):
        return Mend(form=form, errors=given)
    try:
        await usecases.record(work, turn.person, given, seen)
    except Meanwhile:
        told = turn.texts("wrong.meanwhile")
        now = cards.guideline(turn.texts, there, today, usecases.revised_by(today), told)
        return Mend(form=now.filled(turn.values))
    return Then("competence.page")


def _given(turn: Turn, number: int, today: date) -> Guideline | dict[str, str]:
    texts, errors = turn.texts, dict[str, str]()
    title, link, version = legible(_text(turn, "title")), _text(turn, "link"), legible(_text(turn, "version"))
    if not title or len(title) > MOST_TITLE:
        errors["title"] = texts("wrong.length", most=MOST_TITLE)
    if not is_safe(link):
        errors["link"] = texts("wrong.link")
    if not version or len(version) > MOST_VERSION:
        errors["version"] = texts("wrong.length", most=MOST_VERSION)
    adopted, revise = _day(turn, "adopted_on"), _day(turn, "revise_on")
    if adopted is None or not today - usecases.LONG_AGO <= adopted <= today:
        errors["adopted_on"] = texts("wrong.day")
    if revise is None or not today < revise <= today + FURTHEST:
        errors["revise_on"] = texts("wrong.revise")
    if errors or adopted is None or revise is None:
        return errors
    return Guideline(
        workplace=turn.person.workplace, number=number, title=title, link=link, version=version,
        adopted_on=adopted, revise_on=revise,
    )  # fmt: skip


def _day(turn: Turn, name: str) -> date | None:
    try:
        return date.fromisoformat(_text(turn, name))
    except ValueError:
        return None


def _text(turn: Turn, name: str) -> str:
    given = turn.values.get(name) or ""
    return given.strip() if isinstance(given, str) else ""
