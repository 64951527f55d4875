"""A ticket for one file, and handing the file out for it: once, within ten minutes, by the right that holds then."""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Final, TypeVar

from core.chat.texts import Texts, load
from core.chat.views import FormBlock, Link, Note, OneTimeLink, Paragraph
from core.errors import NotFound
from core.pages.model import Document, File, Leaflet, Printed
from core.people import Language, Person, PersonId
from core.ports import Json, Store, Work, again

TEXTS = load(__package__)
LASTS: Final = timedelta(minutes=10)
PATH: Final = "/private"
CODE_PATH: Final = "/private/code"
"""For somebody who has left and has a code."""
BYTES: Final = 32
"""256 bits: nobody guesses one."""

W = TypeVar("W", bound=Work)


async def ticket(work: Work, person: Person, name: str, ref: str = "") -> str:
    """A token for one file. It is nowhere but in the answer to whoever asked: what is kept is found only by it."""
    token = secrets.token_urlsafe(BYTES)
    content: Json = {"person": person.id, "name": name, "ref": ref}
    await work.marks.put(_mark(token), content, work.now + LASTS)
    return token


def leaflet_token(name: str, language: Language) -> str:
    """
    What stands for a sheet that anybody may have: of the same shape as a ticket, and no secret.

    Nothing is kept of it, neither when it is offered nor when it is fetched.
    """
    return urlsafe_b64encode(sha256(f"{name}.{language}".encode()).digest()).decode().rstrip("=")


def leaflet(leaflets: Sequence[Leaflet], token: str) -> Document | None:
    """The sheet that this stands for, if it does for one."""
    for each in leaflets:
        for language in Language:
            if secrets.compare_digest(token, leaflet_token(each.name, language)):
                return each.document(language)
    return None


async def redeem(store: Store[W], printed: Mapping[str, Printed[W]], token: str) -> File:
    """
    What the ticket is for, made at this moment.

    The ticket is gone before anything is made, in a transaction of its own: one that led to a refusal or a
    fault must not be tried again until it works. Raises Refused; NotFound for a used, old or invented one.
    """
    held = await again(lambda: _taken(store, token))
    file = printed.get(held["name"])
    if file is None:
        raise NotFound
    async with store.transaction() as work:
        person = await work.people.get(PersonId(held["person"]))
        if not person.active:
            raise NotFound
        return await file.build(work, person, held["ref"])


async def _taken(store: Store[W], token: str) -> Json:
    async with store.transaction() as work:
        held = await work.marks.take(_mark(token))
    if held is None:
        raise NotFound
    return held


def _mark(token: str) -> str:
    return f"page.{sha256(token.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file to offer: what the link is called, which kind, and of what."""

    label: str
    name: str
    ref: str = ""


class Desk:
    """Offers files in a form. `address` is where people reach this server with a browser; empty if they do not."""

    def __init__(self, address: str = "") -> None:
        self._address = address.rstrip("/")

    def at(self, path: str) -> str:
        """The whole address of a page; empty where people do not reach this server."""
        return f"{self._address}{path}" if self._address else ""

    def leaflet(self, label: str, name: str, language: Language) -> Link | None:
        """A link to a sheet that anybody may have; None where downloads are not set up."""
        return (
            Link(label, f"{self._address}{PATH}#{leaflet_token(name, language)}") if self._address else None
        )

    async def offered(
        self, work: Work, person: Person, texts: Texts, wanted: Sequence[Wanted]
    ) -> tuple[FormBlock, ...]:
        """
        A link to each, and what there is to know about it; or one kind sentence where downloads are not set up.

        Each showing has tickets of its own, so that a repeated press is answered with links that work.
        """
        words = texts.other(TEXTS)
        if not self._address:
            return (Paragraph(words("not_set_up")),)
        links = [
            OneTimeLink(
                each.label, f"{self._address}{PATH}#{await ticket(work, person, each.name, each.ref)}"
            )
            for each in wanted
        ]
        return (*links, Note(words("once")))
