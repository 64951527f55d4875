"""Own private reminders: setting one, getting it, changing and deleting it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core import workdays
from core.chat import moments
from core.chat.flows import Flow, Then, Turn
from core.chat.texts import Texts, load
from core.chat.views import (
    Block,
    Button,
    Buttons,
    Done,
    Form,
    Heading,
    LongText,
    Mend,
    Note,
    OneOf,
    Open,
    Option,
    Outcome,
    Paragraph,
    Quote,
    Style,
    Values,
)
from core.ledger import usecases as ledger
from core.ledger.model import Drop, Promise, Reason, Say, Standing, Verdict
from core.people import Person
from core.reminders.model import MOST, Reminder, ReminderId, Repeat, Rhythm
from core.reminders.ports import Work
from core.sight import Role, Sight

TEXTS = load(__package__)
DUE = "reminders.due"


def author(person: Person) -> Sight:
    """This person as the author of their own reminders."""
    return Sight(person=person.id, role=Role.AUTHOR)


def flow() -> Flow[Work]:
    """The subject's side of the conversation."""
    return Flow(
        name="reminders",
        texts=TEXTS,
        answers={"new": _new, "set": _set, "look": _look, "erase": _erase},
        views={"set": _was_set, "one": _one, "erased": _erased},
    )


async def page(work: Work, turn: Turn) -> tuple[Block, ...]:
    """What reminders add to a person's own private page."""
    texts = turn.texts.other(TEXTS)
    mine = await work.reminders.of(author(turn.person))
    if not mine:
        return ()
    blocks: list[Block] = [Heading(texts("mine"))]
    today = workdays.local_date(work.now, turn.person.zone)
    for reminder in mine:
        moment = workdays.at(reminder.next_day(today) or reminder.on, reminder.at, turn.person.zone)
        when = texts("when", day=texts.day(moment), time=texts.hour(moment))
        look = Button(label=texts("look"), action="reminders.look", ref=reminder.id, about=when)
        blocks += [Paragraph(when), Buttons((look,))]
    return tuple(blocks)


def form(texts: Texts, person: Person, now: datetime) -> Form:
    """What to be reminded of, when, and how often."""
    tomorrow = now.astimezone(ZoneInfo(person.zone)).date() + timedelta(days=1)
    suggestion = workdays.at(tomorrow, person.hours.start, person.zone)
    return Form(
        title=texts("title"),
        body=(
            Paragraph(texts("body")),
            LongText(name="text", label=texts("text"), most=MOST, required=True),
            *moments.fields(texts, suggestion, person.zone),
            OneOf(
                name="repeat",
                label=texts("repeat"),
                options=tuple(Option(value=repeat, label=texts(f"repeat_{repeat}")) for repeat in Repeat),
                value=Repeat.ONCE,
                required=True,
            ),
        ),
        action="reminders.set",
        submit=texts("set"),
        close=texts("close"),
    )


async def _new(work: Work, turn: Turn) -> Outcome | Then:
    return Open(form=form(turn.texts, turn.person, work.now))


def _errors(turn: Turn, text: str, moment: datetime | dict[str, str]) -> dict[str, str]:
    errors = dict(moment) if isinstance(moment, dict) else {}
    if not text:
        errors["text"] = turn.texts("empty")
    if len(text) > MOST:
        errors["text"] = turn.texts("too_long", most=MOST, by=len(text) - MOST)
    if _repeat(turn.values) is None:
        errors["repeat"] = turn.texts("choose")
    return errors


def _repeat(values: Values) -> Repeat | None:
    value = str(values.get("repeat", ""))
    return Repeat(value) if value in list(Repeat) else None


async def _set(work: Work, turn: Turn) -> Outcome | Then:
    text = str(turn.values.get("text") or "").strip()
    moment = moments.read(turn.values, turn.person.zone, work.now, turn.texts)
    if errors := _errors(turn, text, moment):
        typed = form(turn.texts, turn.person, work.now).filled(turn.values)
        return Mend(form=typed, errors=errors)
    reminder = Reminder(
        id=ReminderId(work.new_id()),
        person=turn.person.id,
        text=text,
        on=date.fromisoformat(str(turn.values["day"])),
        at=time.fromisoformat(str(turn.values["time"])),
        repeat=_repeat(turn.values) or Repeat.ONCE,
    )
    await work.reminders.add(reminder, author(turn.person))
    rhythm = Rhythm(id=reminder.id, repeat=reminder.repeat, on=reminder.on, at=reminder.at)
    await _owe(work, turn.person, rhythm)
    return Then("reminders.set", reminder.id)


async def _owe(work: Work, person: Person, rhythm: Rhythm) -> None:
    due = workdays.at(rhythm.on, rhythm.at, person.zone)
    once = f"{DUE}:{rhythm.id}:{rhythm.on.isoformat()}"
    await ledger.owe(work, person, DUE, rhythm.ref(), due, once=once, chosen=True)


async def _was_set(work: Work, turn: Turn) -> Outcome:
    reminder = await work.reminders.get(ReminderId(turn.ref), author(turn.person))
    moment = workdays.at(reminder.on, reminder.at, turn.person.zone)
    words = turn.texts("was_set", day=turn.texts.day(moment), time=turn.texts.hour(moment))
    return Done(text=words, title=turn.texts("title"), close=turn.texts("close"))


async def _look(work: Work, turn: Turn) -> Outcome | Then:
    del work
    return Then("reminders.one", turn.ref)


async def _one(work: Work, turn: Turn) -> Outcome:
    reminder = await work.reminders.get(ReminderId(turn.ref), author(turn.person))
    return Open(form=shown(turn.texts, reminder))


def shown(texts: Texts, reminder: Reminder) -> Form:
    """One's own words, and deleting them."""
    erase = Button(label=texts("erase"), action="reminders.erase", ref=reminder.id, style=Style.GRAVE)
    return Form(
        title=texts("one"),
        body=(
            Note(texts("own")),
            Quote(reminder.text),
            Note(texts(f"repeat_{reminder.repeat}")),
            Buttons((erase,)),
        ),
        close=texts("close"),
    )


async def _erase(work: Work, turn: Turn) -> Outcome | Then:
    await work.reminders.erase(ReminderId(turn.ref), author(turn.person))
    return Then("reminders.erased")


async def _erased(work: Work, turn: Turn) -> Outcome:
    del work
    return Done(text=turn.texts("erased"), title=turn.texts("title"), close=turn.texts("close"))


class Due:
    """A reminder that has come due. `ref` is its rhythm; the clock cannot read its words."""

    name = DUE
    capped = False
    in_hours = False
    again_if_unsure = True
    bulk = False

    async def decide(self, work: Work, promise: Promise) -> Verdict:
        """Unless it was deleted."""
        stands = await work.reminders.exists(Rhythm.read(promise.ref).id)
        return Say() if stands else Drop(Reason.NOT_NEEDED)

    async def ended(self, work: Work, promise: Promise, how: Standing) -> None:
        """A repeated one is owed again, however this one ended; the occasion makes sure that it is owed once."""
        rhythm = Rhythm.read(promise.ref)
        if how is Standing.DROPPED and not await work.reminders.exists(rhythm.id):
            return
        person = await work.people.get(promise.to)
        following = rhythm.following(workdays.local_date(work.now, person.zone))
        if following is not None:
            await _owe(work, person, following)

    async def opened(self, work: Work, turn: Turn, promise: Promise) -> Then | None:
        """The reminder's own words."""
        id = Rhythm.read(promise.ref).id
        if not await work.reminders.exists(id):
            return None
        await work.reminders.get(id, author(turn.person))
        await ledger.used_up(work, promise)
        return Then("reminders.one", id)

    async def label(self, work: Work, turn: Turn, promise: Promise) -> str | None:
        """For the person's own list."""
        stands = await work.reminders.exists(Rhythm.read(promise.ref).id)
        return turn.texts.other(TEXTS)("list") if stands else None

    async def put_off(self, work: Work, promise: Promise, until: datetime) -> bool:  # noqa: ARG002
        """Exactly as chosen."""
        return await work.reminders.exists(Rhythm.read(promise.ref).id)
