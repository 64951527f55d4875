"""Settings, and a test ping to see what the lock screen shows."""

from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

from core.chat.flows import Flow, Then, Turn
from core.chat.texts import Texts
from core.chat.views import (
    Button,
    Buttons,
    Divider,
    Done,
    Field,
    Form,
    Mend,
    Note,
    OneOf,
    Open,
    Option,
    Outcome,
    Paragraph,
    TimePick,
)
from core.ledger import usecases as ledger
from core.ledger import zones
from core.ledger.ports import Work
from core.people import Hours, Language, Person, Platform
from core.settings.kinds import TEST, TestPing
from core.settings.texts import TEXTS

__all__ = ["NAMES", "TEST", "TEXTS", "TestPing", "flow", "form"]

ZONES = (
    "Europe/Oslo",
    "Europe/London",
    "Europe/Helsinki",
    "Atlantic/Reykjavik",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)
NAMES = {Language.NB: "Bokmål", Language.NN: "Nynorsk", Language.EN: "English"}
PLATFORMS = {Platform.SLACK: "Slack", Platform.TEAMS: "Microsoft Teams"}


def flow() -> Flow[Work]:
    """The subject's side of the conversation."""
    return Flow(
        name="settings",
        texts=TEXTS,
        answers={"show": _show, "save": _save, "test": _test},
        views={"saved": _saved, "tested": _tested, "was_test": _was_test},
    )


def form(texts: Texts, person: Person) -> Form:
    """Everything on one screen, filled with what holds now."""
    zones = ZONES if person.zone in ZONES else (*ZONES, person.zone)
    fields: list[Field] = [
        OneOf(
            name="language",
            label=texts("language"),
            options=tuple(Option(value=language, label=NAMES[language]) for language in Language),
            value=person.language,
            required=True,
        ),
        OneOf(
            name="zone",
            label=texts("zone"),
            options=tuple(Option(value=zone, label=zone.replace("_", " ")) for zone in zones),
            value=person.zone,
            required=True,
            compact=True,
        ),
        TimePick(name="start", label=texts("start"), value=person.hours.start.strftime("%H:%M")),
        TimePick(name="end", label=texts("end"), value=person.hours.end.strftime("%H:%M")),
    ]
    when, yes_no = ("talks.hours", "talks.anytime"), ("tips.yes", "tips.no")
    fields += [
        _either(texts, "talks", texts("whom_talks"), when, when[person.anytime]),
        _either(texts, "tips", texts("want_tips"), yes_no, yes_no[not person.tips], texts("tips_hint")),
        _either(texts, "campaigns", texts("want_campaigns"), yes_no, yes_no[not person.campaigns]),
    ]
    if len(person.accounts) > 1:
        here = [account.platform for account in person.accounts]
        fields.append(
            OneOf(
                name="channel",
                label=texts("channel"),
                options=tuple(Option(value=platform, label=PLATFORMS[platform]) for platform in here),
                value=person.channel or here[0],
                required=True,
            )
        )
    return Form(
        title=texts("title"),
        body=(
            *fields,
            Note(texts("hours_note")),
            Divider(),
            Paragraph(texts("test_body")),
            Buttons((Button(label=texts("test"), action="settings.test"),)),
        ),
        action="settings.save",
        submit=texts("save"),
        close=texts("close"),
    )


def _either(texts: Texts, name: str, label: str, keys: tuple[str, str], chosen: str, hint: str = "") -> OneOf:
    options = tuple(Option(value=_last(key), label=texts(key)) for key in keys)
    return OneOf(name=name, label=label, options=options, value=_last(chosen), hint=hint, required=True)


def _last(key: str) -> str:
    return key.rpartition(".")[2]


async def _show(work: Work, turn: Turn) -> Outcome | Then:
    del work
    return Open(form=form(turn.texts, turn.person))


async def _save(work: Work, turn: Turn) -> Outcome | Then:
    person, errors = _read(turn)
    if errors:
        return Mend(form=form(turn.texts, turn.person).filled(turn.values), errors=errors)
    await work.people.save(person)
    if person.zone != turn.person.zone:
        await zones.follow(work, person, turn.person.zone)
    return Then("settings.saved")


def _read(turn: Turn) -> tuple[Person, dict[str, str]]:
    values, person, errors = turn.values, turn.person, dict[str, str]()
    language, zone = str(values.get("language", "")), str(values.get("zone", ""))
    channel = str(values.get("channel", person.channel or ""))
    if language not in list(Language):
        errors["language"] = turn.texts("choose")
    if zone not in ZONES and zone != person.zone:
        errors["zone"] = turn.texts("choose")
    if channel and channel not in {account.platform for account in person.accounts}:
        errors["channel"] = turn.texts("choose")
    start, end = _time(values.get("start")), _time(values.get("end"))
    if start is None:
        errors["start"] = turn.texts("no_time")
    if end is None:
        errors["end"] = turn.texts("no_time")
    if start is None or end is None or errors:
        return person, errors
    if end <= start:
        return person, {"end": turn.texts("reversed")}
    return replace(
        person,
        language=Language(language),
        zone=ZoneInfo(zone).key,
        hours=Hours(start=start, end=end),
        channel=Platform(channel) if channel else None,
        anytime=values.get("talks", "anytime" if person.anytime else "hours") == "anytime",
        tips=values.get("tips", "yes" if person.tips else "no") == "yes",
        campaigns=values.get("campaigns", "yes" if person.campaigns else "no") == "yes",
        version=person.version + 1,
    ), {}


def _time(value: object) -> time | None:
    try:
        clock = time.fromisoformat(str(value))
    except ValueError:
        return None
    return None if clock.tzinfo else clock


async def _saved(work: Work, turn: Turn) -> Outcome:
    del work
    return Done(text=turn.texts("saved"), title=turn.texts("title"), close=turn.texts("close"))


async def _test(work: Work, turn: Turn) -> Outcome | Then:
    await ledger.owe(work, turn.person, TEST, "", work.now, once=f"{TEST}:{work.new_id()}", chosen=True)
    return Then("settings.tested")


async def _tested(work: Work, turn: Turn) -> Outcome:
    del work
    return Done(text=turn.texts("tested"), title=turn.texts("title"), close=turn.texts("close"))


async def _was_test(work: Work, turn: Turn) -> Outcome:
    del work
    return Done(text=turn.texts("was_test"), title=turn.texts("title"), close=turn.texts("close"))
