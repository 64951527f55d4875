"""Taking a calendar file in: what is new, moved or gone in it since it was last taken in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.occasions import removing, subtraction
from core.occasions.calendar import Calendar, Entry
from core.occasions.model import MOST_COMING, Kind, Occasion, OccasionId
from core.occasions.naming import understood
from core.occasions.ports import Work
from core.people import PersonId, WorkplaceId


class What(StrEnum):
    """What became of one of them."""

    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"
    OFF = "called off"
    BACK = "on again"
    """The file had called it off, and has it again."""
    OTHERS = "left to its own file"
    """A file of another name brought it."""
    LEFT = "left as it is"
    """Somebody has changed it in the chat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """One that is otherwise than before, or would be."""

    what: What
    occasion: Occasion
    said: date
    """The day that the file gives; of what is called off, the day that it was to be."""
    before: Occasion | None = None
    """As it was, where the file has changed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What came of the whole file."""

    became: tuple[Became, ...]
    same: int
    nameless: int


class NotTakenIn(Exception):
    """It must not be kept; says why in one line, with the cure."""


async def take_in(
    work: Work, workplace: WorkplaceId, calendar: Calendar, source: str, today: date, otherwise: Kind | None
) -> Tally:
    """
    Make the list say what the file says, of the days from `today` on.

    An occasion is known again by its uid. What has been changed or called off in the chat stays as it is, and what
    another file brought is that file's. What this file brought and does not have any more is called off; should it come
    back, it is the same one. Nobody is told, and no organiser is known: whoever changes one in the chat takes it over.

    `otherwise` is the kind of what does not say its own; if none is given, it is the one that this file's has already, or
    nobody has said it. Raises NotTakenIn.
    """
    await work.ledger.alone(PersonId(workplace))  # as for what is entered in the chat: one after the other
    rows = await work.occasions.imported(workplace)
    # By day: of a chain of years the last.
    known = {row.uid: row for row in rows if row.source in {source, ""}}
    others = {row.uid: row for row in rows if _is_anothers(row, source, today)}
    _must_be_the_same(rows, calendar, source, today)
    news = _News(work, workplace, source, today)
    nameless = 0
    for entry in calendar.entries:
        mine = known.get(entry.uid)
        what = understood(entry.summary, entry.categories, otherwise or _kind_before(mine, source))
        if entry.uid in others and (mine is None or mine.on < today or _off_in_its_file(mine)):
            news.leave_to_its_file(others[entry.uid], entry)
        elif entry.off:
            await news.off(mine)
        elif what is None:
            nameless += 1
        else:
            await news.on(mine, entry, *what)
    if calendar.whole:
        on = {entry.uid for entry in calendar.entries}
        for row in rows:
            if row.source == source and row.uid not in on:
                await news.off(row)
    await _must_have_room(work, workplace, today)
    return Tally(became=tuple(news.became), same=news.same, nameless=nameless)


def _kind_before(row: Occasion | None, source: str) -> Kind:
    return row.kind if row and row.source == source else Kind.UNSAID


def _is_anothers(row: Occasion, source: str, today: date) -> bool:
    """Whether another file says when it is, or when it comes again."""
    says = not row.cancelled and (row.on >= today or row.yearly)
    return says and row.source not in {source, ""}


def _off_in_its_file(row: Occasion) -> bool:
    """Called off by the file that brought it; what is called off in the chat is no file's any more."""
    return row.cancelled and bool(row.source)


def _must_be_the_same(rows: Iterable[Occasion], calendar: Calendar, source: str, today: date) -> None:
    """Another calendar under the name of this one would call all of it off."""
    mine = [row for row in rows if row.source == source]
    coming = [row for row in mine if row.on >= today and not row.cancelled]
    in_it = calendar.uids | {entry.uid for entry in calendar.entries}
    if coming and calendar.whole and not any(row.uid in in_it for row in mine):
        raise NotTakenIn(
            f"nothing that came from a file of this name before is in it ({len(coming)} still to come); "
            "if it is another calendar, give the file another name"
        )


async def _must_have_room(work: Work, workplace: WorkplaceId, today: date) -> None:
    coming = await work.occasions.between(workplace, today, date.max)
    if sum(each.takes_room() for each in coming) > MOST_COMING:
        raise NotTakenIn(
            f"there would be more than {MOST_COMING} occasions to come, with those that are called off in the chat; "
            "export a calendar with only what is arranged for many, or remove some (innsjekk occasions remove)"
        )


class _News:
    """Writes each change, and remembers it."""

    def __init__(self, work: Work, workplace: WorkplaceId, source: str, today: date) -> None:
        self._work = work
        self._workplace = workplace
        self._source = source
        self._today = today
        self.became: list[Became] = []
        self.same = 0

    async def on(self, row: Occasion | None, entry: Entry, kind: Kind, name: str) -> None:
        """It is in the file, and on."""
        said: Mapping[str, object] = {"kind": kind, "name": name, "on": entry.on, "yearly": entry.yearly}
        if row is None and await removing.is_gone(self._work, self._workplace, entry.uid):
            self.same += 1
        elif row is None or row.on < self._today:
            await self._new(row, entry, said)
        elif not row.source:
            self._leave(row, entry)
        elif row.cancelled:
            back = row.on_again(**said)
            await self._work.occasions.save(back)
            self.became.append(Became(what=What.BACK, occasion=back, said=row.on))
        elif all(getattr(row, field) == value for field, value in said.items()):
            self.same += 1
        else:
            changed = row.changed(**said)
            await self._work.occasions.save(changed)
            if row.on != entry.on:
                await subtraction.remember(self._work, row)
            what = What.CHANGED if row.on == entry.on else What.MOVED
            self.became.append(Became(what=what, occasion=changed, said=row.on, before=row))

    async def off(self, row: Occasion | None) -> None:
        """It is not on any more, and still the file's: should it come back, it is this one."""
        if row is None or row.cancelled or row.on < self._today:
            return
        if not row.source:
            self.became.append(Became(what=What.LEFT, occasion=row, said=row.on))
            return
        await self._work.occasions.save(replace(row.called_off(), source=row.source))
        await subtraction.remember(self._work, row)
        self.became.append(Became(what=What.OFF, occasion=row, said=row.on))

    def leave_to_its_file(self, row: Occasion, entry: Entry) -> None:
        """One calendar neither moves nor calls off what another brought, whatever it says of it."""
        self.became.append(Became(what=What.OTHERS, occasion=row, said=entry.on))

    async def _new(self, before: Occasion | None, entry: Entry, said: Mapping[str, object]) -> None:
        if before is not None and before.yearly:
            await self._work.occasions.save(before.handed_on())
        id = OccasionId(self._work.new_id())
        plain = Occasion(id=id, workplace=self._workplace, kind=Kind.UNSAID, on=entry.on)
        fresh = replace(plain, uid=entry.uid, source=self._source, **said)  # type: ignore[arg-type]  # by name
        await self._work.occasions.add(fresh)
        self.became.append(Became(what=What.NEW, occasion=fresh, said=entry.on))

    def _leave(self, row: Occasion, entry: Entry) -> None:
        if row.cancelled or row.on == entry.on:
            self.same += 1
        else:
            self.became.append(Became(what=What.LEFT, occasion=row, said=entry.on))
