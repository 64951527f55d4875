"""The sheet for a helper outside the workplace (S13, S95): the employee brings it, and nobody is sent anything."""

from typing import Final

from core.agreements.members import SeatId
from core.agreements.model import AgreementId
from core.chat.texts import Texts
from core.chat.views import Divider, Heading, Note
from core.errors import NotFound
from core.explore import helper
from core.group import guest_cards, usecases
from core.group.model import only
from core.group.ports import Work
from core.group.texts import TEXTS
from core.pages.model import Document, Part, Room
from core.people import Person


class Handout:
    """`ref` is the agreement and the member."""

    name: Final = "group.handout"

    async def build(self, work: Work, person: Person, ref: str) -> Document:
        """For the employee alone; the parts that they chose, as they read now, and no name but theirs."""
        id, _, seat = ref.partition(":")
        course, wording, signed = await usecases.own(work, AgreementId(id), person)
        member = usecases.member_of(course, SeatId(seat))
        if member.person is not None:
            raise NotFound
        texts = Texts(TEXTS, person.language, person.zone)
        parts: list[Part] = [*helper.letter(texts)]
        if member.parts:
            today = texts.dated(work.now)
            parts += [Divider(), Heading(texts("paper.chosen"))]
            parts.append(Note(texts("as_of" if signed else "as_draft", day=today)))
            parts += guest_cards.copied(texts, member.parts, only(wording, member.parts), person.name)
        else:
            # One page: with the agreement's own words on it there is no room for more.
            parts += [Heading(texts("paper.notes")), Room(lines=8)]
        return Document(title=texts("paper.title"), language=texts.language, parts=tuple(parts))
