"""A code made while one works here, to fetch what is one's own after one has left."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Final, TypeVar

from core import workdays
from core.agreements.model import LEAVERS_TIME
from core.agreements.usecases import sight_of
from core.drafting.ports import Work
from core.errors import NotFound
from core.pages.model import File, Printed
from core.people import Person, PersonId
from core.ports import Json, Store
from core.privacy.export import DATA, SHEET
from core.sight import Role

W = TypeVar("W", bound=Work)
SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: none of them is taken for another, on paper or aloud."""
LENGTH: Final = 28
"""Of 32 signs each: 140 bits."""
GROUP: Final = 4
SHOWN_FOR: Final = timedelta(minutes=1)
FILES: Final[Mapping[str, str]] = {"sheet": SHEET, "data": DATA}


async def make(work: Work, person: Person) -> str | None:
    """
    A new code; one made before is void. It is nowhere but in the answer: what is kept is found only by it.

    None within a minute of the last: a press that came twice must not void what stands on the screen.
    """
    if not await work.marks.put(f"recovery_shown:{person.id}", {}, work.now + SHOWN_FOR):
        return None
    await void(work, person)
    code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    await work.marks.put(_mark(code), {"person": person.id}, None)
    made: Json = {"mark": _mark(code), "made": work.now.isoformat()}
    await work.marks.put(_of(person.id), made, None)
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


async def void(work: Work, person: Person) -> None:
    """The code there was opens nothing any more; fine if there was none."""
    made = await work.marks.take(_of(person.id))
    if made is not None:
        await work.marks.take(made["mark"])


async def made_at(work: Work, person: Person) -> str | None:
    """When the code there is was made."""
    made = await work.marks.get(_of(person.id))
    return made["made"] if made else None


async def redeem(store: Store[W], printed: Mapping[str, Printed[W]], code: str, file: str) -> File:
    """
    What the code is for, made at this moment, as often as it is asked for in the time there is.

    Only for somebody who has left: while they work here the chat is the way, and a note that a colleague finds
    opens nothing. Raises NotFound for every other reason alike.
    """
    async with store.transaction() as work:
        held = await work.marks.get(_mark(plain(code)))
        if held is None or file not in FILES:
            raise NotFound
        person = await work.people.get(PersonId(held["person"]))
        if person.active or not await _in_time(work, person):
            raise NotFound
        return await printed[FILES[file]].build(work, person, "")


async def _in_time(work: Work, person: Person) -> bool:
    today = workdays.local_date(work.now, person.zone)
    for id in await work.agreements.of(person.id, Role.EMPLOYEE):
        left = (await work.agreements.route(id, sight_of(person.id, Role.EMPLOYEE))).left_on
        if left is None or today < left + LEAVERS_TIME:
            return True
    return False


def plain(code: str) -> str:
    """As it was made, however it was typed: spaces, dashes and small letters; and O for 0, I and L for 1."""
    signs = code.upper().replace("O", "0").replace("I", "1").replace("L", "1")
    return "".join(sign for sign in signs if sign in SIGNS)


def _mark(code: str) -> str:
    return f"recovery:{sha256(code.encode()).hexdigest()}"


def _of(person: PersonId) -> str:
    return f"recovery_of:{person}"
