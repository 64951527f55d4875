"""What has happened at the make-believe workplace before the demo begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from bots.demo.cast import Actor, Part, Trio, actors, rows, trio
from bots.demo.far.phone import Phone
from bots.demo.far.slack_phone import SlackPhone
from bots.demo.far.teams_phone import TeamsPhone
from bots.demo.words import TEXTS, labels
from bots.wiring import Parts
from core.agreements.model import Cadence, Measure, MeasureId, MeasureKind, Owner
from core.agreements.usecases import Content, take_in
from core.chat.texts import Texts
from core.checkins.usecases import begin
from core.committee import usecases as committee
from core.committee.model import Body, Kind, Party
from core.directory import usecases as directory
from core.golive import usecases as golive
from core.golive.model import DAYS
from core.golive.model import TEXTS as SETTLED
from core.people import Language, Person, Platform, WorkplaceId
from core.sight import WORKER
from storage.store import SqlWork

ENDS = date(2028, 11, 1)
ALREADY: Final = ("2026-11-06", "10:15")
"""When the reminder comes that somebody without an agreement has set for themselves."""

SETTLED_ON = date(2026, 9, 1)


SEATS: Final = {
    Part.EMPLOYER: Party.MANAGEMENT,
    Part.UNION: Party.EMPLOYEE,
    Part.SAME_SIDE: Party.MANAGEMENT,
}
"""For whom somebody sits in the committee."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Since when the two have an agreement, and how often the employee is asked."""

    on: date
    cadence: Cadence


FRESH: Final = Begun(date(2026, 11, 2), Cadence(weekly_for=0, then_every=2))
"""Asked on the Monday on which the demo begins; no check-in comes on the day on which the thanks may."""
USED_TO_IT: Final = Begun(date(2026, 10, 26), Cadence(weekly_for=0, then_every=6))
"""No check-in falls into the weeks about the julebord: its story is told ping by ping."""


class Holder(Protocol):
    """A person and what they hold in their hand."""

    @property
    def actor(self) -> Actor: ...
    @property
    def phone(self) -> SlackPhone | TeamsPhone: ...


async def happen(
    parts: Parts, people: Mapping[str, Holder], language: Language, *, agreed: Begun | None = FRESH
) -> None:
    """
    The list taken in, the committee seated, the app opened, an own reminder set.

    And, if `agreed`, an agreement begun on each platform.
    """
    async with parts.store.transaction() as work:
        workplace = await work.people.workplace(WorkplaceId(parts.settings.workplace))
        await directory.take_in(work, workplace, rows(language))
        await golive.go_live(work, workplace, settled(language))
        await _seat(work, language)
    for each in people.values():
        if isinstance(each.phone, TeamsPhone):
            await each.phone.install()
        else:
            await each.phone.go_home()
    if agreed is not None:
        for platform in Platform:
            await _agree(parts, trio(platform), language, agreed)
    for each in people.values():
        if each.actor.part is Part.OTHER:
            await remind_oneself(each.phone, language)


async def _seat(work: SqlWork, language: Language) -> None:
    """A committee of two parties; the first of each fills its other seats, since no side may take the other's."""
    texts, first = Texts(TEXTS, language), dict[Party, Person]()
    for actor in (each for each in actors().values() if each.part in SEATS):
        person, party = await _found(work, actor), SEATS[actor.part]
        if not first:
            body = Body(
                workplace=person.workplace, kind=Kind.OWN, name=texts("committee.name"),
                mandate=texts("committee.mandate"), has_health=False, set_up_on=SETTLED_ON,
            )  # fmt: skip
            await committee.set_up(work, person, body, None)
        await committee.fill(work, first.setdefault(party, person), person, party, SETTLED_ON)


async def _agree(parts: Parts, who: Trio, language: Language, begun: Begun) -> None:
    async with parts.store.transaction() as work:
        employee, leader = await _found(work, who.employee), await _found(work, who.leader)
        goal = Texts(TEXTS, language)("goal")
        content = Content(
            starts_on=begun.on, ends_on=ENDS, measures=measures(language), cadence=begun.cadence, goal=goal
        )
        agreement = await take_in(work, employee, leader, content)
        await begin(work, await work.agreements.route(agreement, WORKER))


async def _found(work: SqlWork, actor: Actor) -> Person:
    person = await work.people.at(actor.account)
    if person is None:
        raise LookupError(actor.key)
    return person


def measures(language: Language) -> tuple[Measure, ...]:
    """What the two have agreed on: support, an accommodation, and what is expected."""
    texts = Texts(TEXTS, language)
    listed = (
        ("talk", MeasureKind.SUPPORT, Owner.BOTH),
        ("time_off", MeasureKind.ACCOMMODATION, Owner.LEADER),
        ("absence", MeasureKind.EXPECTATION, Owner.EMPLOYEE),
        ("honest", MeasureKind.EXPECTATION, Owner.EMPLOYEE),
    )
    return tuple(
        Measure(id=MeasureId(key), kind=kind, text=texts(f"measure.{key}"), owner=owner)
        for key, kind, owner in listed
    )


def settled(language: Language) -> Mapping[str, Any]:
    """What a workplace must have settled before agreements are offered; each text says that it is an example."""
    texts = Texts(TEXTS, language)
    return {
        "notice": {each.value: Texts(TEXTS, each)("golive.notice") for each in Language},
        **{name: texts(f"golive.{name}") for name in SETTLED},
        **dict.fromkeys(DAYS, SETTLED_ON),
        "keys_not_only_with_platform_administrator": True,
    }


async def remind_oneself(phone: Phone, language: Language, when: tuple[str, str] = ALREADY) -> None:
    """As anybody can, of whatever they like."""
    say, (day, hour) = labels(language), when
    await phone.press(say.new_reminder)
    phone.fill(say.reminder_text, Texts(TEXTS, language)("own_reminder"))
    phone.fill(say.day, day)
    phone.fill(say.time, hour)
    await phone.submit()
    await phone.close()
