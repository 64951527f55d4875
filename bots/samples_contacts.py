"""Whom one can talk to, with made-up people."""

from collections.abc import Iterator
from dataclasses import replace

from core.chat.texts import Texts
from core.chat.views import Form
from core.contacts import cards
from core.contacts.helplines import HELPLINES
from core.people import Language, Person, PersonId, Position

LISTED = (
    ("Randi Oppdiktet", {Position.AKAN_CONTACT, Position.COMMITTEE}, "Bergen", "Personal", "00 00 00 01"),
    ("Ali Oppdiktet", {Position.RESOURCE_PERSON}, "Bergen", "Lager", "00 00 00 02"),
    ("Siv Oppdiktet", {Position.SAFETY_REPRESENTATIVE}, "Bergen", "Verksted", ""),
    ("Per Oppdiktet", {Position.OCCUPATIONAL_HEALTH}, "Oslo", "", "per@bht.example"),
    ("Anh Oppdiktet", {Position.UNION_REPRESENTATIVE}, "Oslo", "Salg", "00 00 00 03"),
    ("Lise Oppdiktet", {Position.HR}, "Oslo", "Personal", "00 00 00 04"),
)


def every(language: Language, reader: Person) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts = Texts(cards.TEXTS, language)
    people = [
        replace(
            reader, id=PersonId(name), name=name, positions=frozenset(positions), place=place,
            department=department, contact=contact,
        )
        for name, positions, place, department, contact in LISTED
    ]  # fmt: skip
    many = [replace(each, id=PersonId(f"{each.id}-{n}")) for n in range(3) for each in people]
    here = replace(reader, place="Bergen")
    yield "contacts", cards.page(texts, here, people, HELPLINES, 0)
    yield "contacts_nobody", cards.page(texts, reader, (), HELPLINES, 0)
    yield "contacts_more", cards.page(texts, here, many, HELPLINES, 1)
