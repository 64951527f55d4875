"""What somebody does on the page, done on the phone of a made-up person."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from bots.demo.cast import Actor
from bots.demo.far.phone import Json, Phone
from bots.demo.words import labels, name_of
from bots.demo.workplace import Workplace
from core.people import Language, Platform

LONGEST: Final = 4000
"""Characters; more than any field of the bot's takes, so that the bot is the one who says so."""


class Nonsense(ValueError):
    """No page of ours asks for that."""


def _text(given: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = given.get(name, default)
    if not isinstance(value, str) or len(value) > LONGEST:
        raise Nonsense(name)
    return value


async def act(workplace: Workplace, given: Json) -> None:
    """Do one thing: type and choose first, then press. What follows at once is carried out too."""
    person = workplace.people.get(_text(given, "person"))
    deed = DEEDS.get(_text(given, "do"))
    if person is None or deed is None:
        raise Nonsense("person or do")
    _fill_in(person.phone, given.get("fields", []))
    await deed(person.phone, given)
    await workplace.settle()


def _fill_in(phone: Phone, fields: object) -> None:
    if not isinstance(fields, list) or not all(isinstance(each, dict) for each in fields):
        raise Nonsense("fields")
    for each in fields:
        label, value = _text(each, "label"), each.get("value")
        match each.get("kind"), value:
            case "text", str():
                phone.fill(label, _text(each, "value"))
            case "one", str():
                phone.choose(label, value)
            case "some", list() if all(isinstance(option, str) for option in value):
                phone.tick(label, *value)
            case _:
                raise Nonsense("fields")


async def _press(phone: Phone, given: Json) -> None:
    nth = given.get("nth", 0)
    if not isinstance(nth, int):
        raise Nonsense("nth")
    await phone.press(_text(given, "label"), message=_text(given, "place"), nth=nth)


async def _submit(phone: Phone, given: Json) -> None:
    del given
    await phone.submit()


async def _close(phone: Phone, given: Json) -> None:
    del given
    await phone.close()


async def _home(phone: Phone, given: Json) -> None:
    del given
    await phone.go_home()


async def _write(phone: Phone, given: Json) -> None:
    if words := _text(given, "text").strip():
        await phone.write(words)


DEEDS: Final[Mapping[str, Callable[[Phone, Json], Awaitable[None]]]] = {
    "press": _press,
    "submit": _submit,
    "close": _close,
    "home": _home,
    "write": _write,
}


async def wind(workplace: Workplace, given: Json, shown: Mapping[str, Sequence[Actor]]) -> None:
    """By an hour, by a day, or to the next notification on a screen of this platform. Raises NothingComing."""
    match _text(given, "by"):
        case "hour":
            await workplace.wind_by(timedelta(hours=1))
        case "day":
            await workplace.wind_by(timedelta(days=1))
        case "next" if (platform := _text(given, "platform")) in list(Platform):
            await workplace.wind_to_ping(*shown[platform])
        case _:
            raise Nonsense("by")


async def speak(workplace: Workplace, language: Language) -> None:
    """Let everybody choose this language in their own settings, as anybody would."""
    spoken = await workplace.languages()
    for key, person in workplace.people.items():
        if spoken[key] is language:
            continue
        phone, say = person.phone, labels(spoken[key])
        while phone.form is not None:
            await phone.close()
        await phone.press(say.settings)
        phone.choose(say.language_field, name_of(language))
        await phone.submit()
        await phone.close()
        await phone.go_home()
    await workplace.settle()
