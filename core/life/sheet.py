"""The text in force on paper, for the employee, and with the employee's yes for the leader."""

from collections.abc import Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from core.agreements.course import Course, Lead
from core.agreements.model import AgreementId, MeasureKind, Owner, Section, Terms, Wording
from core.agreements.usecases import names_of
from core.chat.texts import Texts
from core.chat.views import Block, Fact, Heading, Note, Paragraph, Quote
from core.drafting import words
from core.drafting.model import FOLLOW_UP, OCCASIONS, digest, short, wording_of
from core.drafting.paging import Chunk
from core.drafting.ports import Work
from core.drafting.texts import TEXTS as DRAFTING
from core.drafting.usecases import standing
from core.errors import NotFound
from core.life.texts import TEXTS
from core.pages.model import Document, Part, Signature
from core.people import Person
from core.sight import Role

Names = Mapping[Role, str]


class AgreementSheet:
    """`ref` is the agreement."""

    name: Final = "life.sheet"

    async def build(self, work: Work, person: Person, ref: str) -> Document:
        """Raises Refused for everybody but the employee, and the leader with the employee's yes."""
        course, sight = await standing(work, AgreementId(ref), person)
        if not may_copy(course, sight.role):
            raise NotFound
        terms = await work.agreements.terms(course.agreement, sight)
        names = await names_of(work, course)
        texts = Texts(TEXTS, person.language, person.zone)
        return document(texts, terms, names, course.lead)


def may_copy(course: Course, role: Role) -> bool:
    """Whether this party may take the text out of the app."""
    return role is Role.EMPLOYEE or course.leader_may_copy


def document(texts: Texts, terms: Terms, names: Names, lead: Lead = Lead.IN) -> Document:
    """
    The same for both, but for the language of what is not theirs.

    Whoever did not go in as leader is not named on it, and whoever has not signed yet does not stand as if.
    """
    if lead is Lead.NONE:
        names = {**names, Role.LEADER: texts("paper.manager")}
    parts: list[Part] = [
        Paragraph(_between(texts, names, lead)),
        Note(
            texts(
                "paper.version", number=terms.number, digest=short(digest(terms.agreement, wording_of(terms)))
            )
        ),
    ]
    if terms.paper:
        parts.append(Paragraph(words.taken(texts.other(DRAFTING), terms)))
    for part in words.ORDER:
        parts += section(texts, terms, part, names)
    parts.append(Heading(texts("paper.signatures")))
    signing = (Role.EMPLOYEE,) if lead is Lead.NONE else (Role.EMPLOYEE, Role.LEADER)
    parts += [_signature(texts, terms, names, role) for role in signing]
    if lead is Lead.ASKED:
        parts.append(Note(texts("paper.asked", leader=names[Role.LEADER])))
    return Document(title=texts("paper.title"), language=texts.language, parts=tuple(parts))


def chunks(texts: Texts, sheet: Document, *, signed: bool) -> list[Chunk]:
    """The same to read in the chat, section by section; `signed` is whether the reader may see by whom and when."""
    found: list[list[Block]] = [[]]
    for part in sheet.parts:
        match part:
            case Heading():
                found.append([part])
            case Quote() if found[-1] and isinstance(found[-1][-1], Note):
                found.append(
                    [part]
                )  # each measure with who does it; twelve of them may be too much for one page
            case Paragraph() | Quote() | Note() | Fact():
                found[-1].append(part)
            case Signature() if not signed:
                return _filled(found[:-1])
            case Signature(role=role, name=name, when=when):
                found[-1].append(Fact(role, texts("text.signed", name=name, day=when) if when else name))
            case _:
                pass
    return _filled(found)


def _filled(found: Sequence[Sequence[Block]]) -> list[Chunk]:
    return [Chunk(part="", blocks=tuple(blocks)) for blocks in found if blocks]


def _between(texts: Texts, names: Names, lead: Lead) -> str:
    employee, leader = names[Role.EMPLOYEE], names[Role.LEADER]
    return employee if lead is Lead.NONE else texts("paper.both", employee=employee, leader=leader)


def section(texts: Texts, wording: Wording, part: str, names: Names) -> list[Part]:
    """One part of the text with its heading; nothing if it says nothing."""
    inner: list[Part] = []
    drafting = texts.other(DRAFTING)
    if part == FOLLOW_UP:
        inner += [Fact(what, value) for what, value in words.rhythm(drafting, wording)]
    elif part == OCCASIONS:
        inner += [Paragraph(kind) for kind in words.kinds(drafting, wording)]
    elif part in list(Section):
        inner += [Quote(text)] if (text := str(getattr(wording, part))) else []
    else:
        for measure in wording.measures:
            if measure.kind is MeasureKind(part):
                inner += [Quote(measure.text), Note(_owner(texts, measure.owner, names))]
    return [Heading(drafting(f"part.{part}")), *inner] if inner else []


def _owner(texts: Texts, owner: Owner, names: Names) -> str:
    """On paper by name: «du» would be whoever holds it."""
    roles = (Role.EMPLOYEE, Role.LEADER) if owner is Owner.BOTH else (Role(owner),)
    return texts("paper.by", names=", ".join(names[role] for role in roles))


def _signature(texts: Texts, terms: Terms, names: Names, role: Role) -> Signature:
    """With its day; or a line to sign on, where the two have signed elsewhere."""
    signed = next((each for each in terms.signatures if each.who is role), None)
    return Signature(
        role=texts("paper.employee" if role is Role.EMPLOYEE else "paper.manager"),
        name=names[role],
        when=texts.dated(signed.at.astimezone(ZoneInfo(texts.zone)).date()) if signed else "",
    )
