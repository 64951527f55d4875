"""Naming a colleague in a form: picked among those who have a position, or written as the directory has it."""

from collections.abc import Sequence
from typing import Final

from core.chat.flows import Turn
from core.chat.legible import legible
from core.chat.texts import Texts
from core.chat.views import Field, Option, PersonPick, ShortText
from core.committee.ports import Work
from core.committee.texts import TEXTS
from core.people import Person, WorkplaceId

MOST_LISTED: Final = 80
"""In a list that unfolds; Slack takes a hundred."""
MOST_NAME: Final = 100


async def among(work: Work, workplace: WorkplaceId) -> Sequence[Person]:
    """Those who have a position, by name."""
    return (await work.people.with_positions(workplace))[:MOST_LISTED]


def fields(texts: Texts, people: Sequence[Person], label: str) -> tuple[Field, ...]:
    """A list, if there is anybody in it, and a line for everybody else."""
    words = texts.other(TEXTS)
    options = tuple(Option(value=each.id, label=each.name) for each in people)
    pick = PersonPick(name="who", label=label, options=options, required=False)
    written = ShortText(
        name="name",
        label=words("whom.name" if options else "whom.only_name"),
        hint=words("whom.hint"),
        most=MOST_NAME,
    )
    return (pick, written) if options else (written,)


async def read(work: Work, turn: Turn) -> Person | dict[str, str]:
    """Who it is, or what to mend, by field. What is written counts before what is picked."""
    words = turn.texts.other(TEXTS)
    written = legible(str(turn.values.get("name") or "")).casefold()
    if written:
        names = await work.people.names(turn.person.workplace)
        found = [id for id, name in names.items() if _read(name).casefold() == written]
        if len(found) == 1:
            return await work.people.get(found[0])
        return {"name": words("whom.several" if found else "whom.nobody")}
    picked = str(turn.values.get("who") or "")
    known = {each.id: each for each in await work.people.with_positions(turn.person.workplace)}
    for id, person in known.items():
        if id == picked:
            return person
    return {"who" if known else "name": words("whom.choose")}


def _read(name: str) -> str:
    """As it is read; in plain letters it is so already, and of a hundred thousand names most are."""
    return name if name.isascii() else legible(name)
