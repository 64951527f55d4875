"""The telephones and chats outside the workplace: one place for them (domain.md 2.5, S24, S60)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.content.files import ORIGIN, File, Told, origin
from core.content.links import is_safe
from core.people import Language

PHONE: Final = re.compile(r"\+?[0-9][0-9 ]{1,18}[0-9]")
NEEDED: Final = ("akan", "mental", "emergency")
"""By their id: no list may be without a number for these, a workplace's own neither (S24, S60)."""

NAMELESS: Final = frozenset({"akan", "mental"})
"""Of these, those that can be called without saying who one is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """Who answers, where, and when it was last seen to be so. One of `phone`, `chat` and `site` is there at least."""

    id: str
    name: Mapping[Language, str]
    what: Mapping[Language, str]
    phone: str
    chat: str
    site: str
    checked: date


def _all(told: Told) -> Sequence[Helpline]:
    told.only(*ORIGIN, "helpline")
    origin(told)
    lines = tuple(_read(each) for each in told.tables("helpline"))
    ids, called = [each.id for each in lines], [each.id for each in lines if each.phone]
    for id in NEEDED:
        if id not in called:
            told.refuse("", f"there is none with id “{id}” and a phone; write one")
    for id in sorted(set(ids)):
        if ids.count(id) > 1:
            told.refuse("", f"id “{id}” is there twice; take one out")
    return lines


def _read(told: Told) -> Helpline:
    told.only("id", "name", "what", "phone", "chat", "site", "checked", "source")
    told.text("source")
    phone = told.text("phone", needed=False)
    if phone and not PHONE.fullmatch(phone):
        told.refuse("phone", "write digits, with spaces between them")
    pages = {key: told.text(key, needed=False) for key in ("chat", "site")}
    for key, url in pages.items():
        if url and not is_safe(url):
            told.refuse(key, "write an address that begins with https://")
    if not phone and not any(pages.values()):
        told.refuse("phone", "write a number, or an address under chat or site")
    return Helpline(
        id=told.text("id"),
        name=told.words("name"),
        what=told.words("what"),
        phone=phone,
        **pages,
        checked=told.day("checked"),
    )


FILE: Final = File("core.contacts.content", "helplines", _all)
"""In the order in which they are shown."""
HELPLINES: Final = FILE.load()
"""Ours."""


def phone(id: str) -> str:
    """The number of one of NEEDED, for pages that show it beside something else."""
    return next(each.phone for each in HELPLINES if each.id == id)
