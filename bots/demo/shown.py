"""Everything that the page shows, as JSON; read from the phones, which hold what each person would see."""

from datetime import datetime
from typing import Any, Final

from bots.demo.cast import Part
from bots.demo.far.phone import Json, Kept, Message
from bots.demo.far.teams_phone import TeamsPhone
from bots.demo.scene import form_title
from bots.demo.steps import TALES
from bots.demo.story import Story
from bots.demo.words import labels
from bots.demo.workplace import ZONE, Person, Workplace
from core.people import Language

PLACES: Final = (Part.EMPLOYEE.value, Part.LEADER.value, Part.OTHER.value)
"""Where somebody is among the three; the page calls it their part."""


async def everything(workplace: Workplace, stories: dict[str, Story], version: int) -> Json:
    """One picture of the whole."""
    languages = await workplace.languages()
    say = {key: labels(language) for key, language in languages.items()}
    agreed = all(story.tale.agreed for story in stories.values())
    places = {
        actor.key: place
        for story in stories.values()
        for place, actor in zip(PLACES, story.who.all, strict=True)
    }
    return {
        "version": version,
        "now": _moment(workplace.clock.now()),
        "people": [
            _person(workplace, each, languages[key], place=places[key], agreed=agreed)
            for key, each in workplace.people.items()
            if key in places
        ],
        "tales": list(TALES),
        "stories": {platform: story.told(workplace, say) for platform, story in stories.items()},
    }


def _person(workplace: Workplace, person: Person, language: Language, *, place: str, agreed: bool) -> Json:
    actor, phone = person.actor, person.phone
    return {
        "key": actor.key,
        "name": actor.name,
        "platform": actor.platform.value,
        "part": place,
        "is": "asks" if actor.part is Part.EMPLOYEE and not agreed else actor.part.value,
        "language": language.value,
        "chat": [_line(each) for each in _lines(person)],
        "home": phone.home if not isinstance(phone, TeamsPhone) else None,
        "form": _form(workplace, person),
        "trouble": phone.notice if isinstance(phone, TeamsPhone) else phone.trouble,
        "lock": [
            {"at": _moment(at), "text": text}
            for at, text in zip(workplace.noticed[actor.key], phone.lock_screen, strict=False)
        ],
        "export": [{"at": _moment(each.at), "what": each.what, "text": each.text} for each in phone.export],
    }


def _lines(person: Person) -> list[Message | Kept]:
    phone = person.phone
    return list(phone.timeline) if isinstance(phone, TeamsPhone) else list(phone.chat)


def _line(line: Message | Kept) -> Json:
    if isinstance(line, Kept):
        return {"id": "", "at": _moment(line.at), "typed": line.text}
    return {"id": line.id, "at": _moment(line.at), "body": line.body}


def _form(workplace: Workplace, person: Person) -> Json | None:
    form = person.phone.form
    if form is None:
        return None
    told: dict[str, Any] = {
        "id": form.id,
        "title": form_title(workplace, person.actor),
        "body": form.body,
        "errors": dict(form.errors),
        "values": dict(form.values),
    }
    return told


def _moment(at: datetime) -> str:
    """As the clock on the workplace's wall shows it, without a zone: the page only prints it."""
    return at.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")
