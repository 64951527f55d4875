"""What can be pressed when the employee asks somebody in: as what, who, and the yes; or names a helper outside."""

from collections.abc import Mapping
from typing import Final

from core.agreements.course import Course
from core.agreements.members import OUTSIDE, Part
from core.agreements.model import AgreementId
from core.chat.flows import Handler, Then, Turn, View
from core.chat.views import Mend, Next, Open, Outcome, Values
from core.drafting.refs import parted
from core.errors import NotFound, Refused
from core.group import asking_cards, usecases
from core.group.ports import Work
from core.people import Person, PersonId


async def _asking(work: Work, turn: Turn) -> Outcome:
    course, _, _ = await usecases.own(work, AgreementId(turn.ref), turn.person)
    return Open(form=asking_cards.ask(turn.texts, course.agreement))


async def _find(work: Work, turn: Turn) -> Outcome | Then:
    """The second step. Nothing is written until the yes."""
    course, _, _ = await usecases.own(work, AgreementId(turn.ref), turn.person)
    part, name = _part(turn.values), str(turn.values.get("name") or "")
    people = () if part is None else await usecases.candidates(work, course, part, name)
    if part is None or not people:
        form = asking_cards.ask(turn.texts, course.agreement).filled(turn.values)
        registered = part in usecases.POSITIONS and not name.strip()
        words = "none_registered" if registered else "none_found" if name.strip() else "none_written"
        return Mend(form=form, errors={"name": turn.texts(words)})
    return Next(form=asking_cards.found(turn.texts, course.agreement, part, people))


def _part(values: Values) -> Part | None:
    given = str(values.get("part") or "")
    return Part(given) if given in list(Part) and given not in OUTSIDE else None


async def _chosen(work: Work, turn: Turn) -> Outcome | Then:
    """The third: what that person will know, and what they may read."""
    id, (part, *_) = rest(turn.ref, 1)
    course, wording, signed = await usecases.own(work, id, turn.person)
    to = await _who(work, course, _known(part), str(turn.values.get("to") or ""))
    return Next(form=asking_cards.confirm(turn.texts, id, _known(part), to, (wording, signed)))


async def _who(work: Work, course: Course, part: Part, to: str) -> Person:
    # Looked for among those who are here: what stands in a field may be more than a database can be asked for.
    here = await work.people.names((await work.people.get(course.employee)).workplace)
    called = here.get(PersonId(to))
    found = () if called is None else await usecases.candidates(work, course, part, called)
    for each in found:
        if each.id == to:
            return each
    raise Refused("refused.moved_on")


def _known(part: str) -> Part:
    try:
        return Part(part)
    except ValueError:
        raise NotFound from None


async def _yes(work: Work, turn: Turn) -> Outcome | Then:
    id, (part, to) = rest(turn.ref, 2)
    await usecases.let_in(work, id, turn.person, PersonId(to), _known(part), ticked(turn.values))
    return Then("group.page", id)


async def _naming(work: Work, turn: Turn) -> Outcome:
    course, wording, _ = await usecases.own(work, AgreementId(turn.ref), turn.person)
    return Open(form=asking_cards.outside(turn.texts, course.agreement, wording))


async def _named(work: Work, turn: Turn) -> Outcome | Then:
    part, name = _known(str(turn.values.get("part") or "")), str(turn.values.get("name") or "")
    parts = ticked(turn.values)
    seat = await usecases.name_outside(
        work, AgreementId(turn.ref), turn.person, part, name[: asking_cards.MOST_NAME], parts
    )
    return Then("group.seat", f"{turn.ref}:{seat}")


def rest(ref: str, many: int) -> tuple[AgreementId, tuple[str, ...]]:
    id, more = parted(ref)
    if len(more) != many:
        raise NotFound
    return id, more


def ticked(values: Values) -> tuple[str, ...]:
    given = values.get(asking_cards.PARTS) or ()
    return (given,) if isinstance(given, str) else given


ANSWERS: Final[Mapping[str, Handler[Work]]] = {"find": _find, "chosen": _chosen, "yes": _yes, "named": _named}
VIEWS: Final[Mapping[str, View[Work]]] = {"ask": _asking, "outside": _naming}
