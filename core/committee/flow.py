"""What can be read and pressed about the committee itself."""

# Over the usual length: each press is a few lines, and they share one look at who is a member.

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeAlias, TypeVar

from core.chat.flows import Flow, Then, Turn
from core.chat.views import Block, Button, Buttons, Heading, Mend, Open, Outcome
from core.committee import cards, forms, usecases, whom
from core.committee.model import State, Term, TermId, missing, to_settle
from core.committee.ports import Work
from core.committee.texts import TEXTS
from core.committee.usecases import Full, Meanwhile, Seated, today_of
from core.errors import NotFound

W = TypeVar("W", bound=Work)
W_contra = TypeVar("W_contra", contravariant=True)
Blocks: TypeAlias = Callable[[W_contra, Turn], Awaitable[Sequence[Block]]]
SHOWN_AFTER: Final = 31
"""Days for which a term that is over stands in the members' list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Generic[W_contra]):
    """What another subject adds to the page: what it owes to members, and what everybody reads."""

    owed: Blocks[W_contra]
    read: Blocks[W_contra]


class Committee(Generic[W]):
    """`sections` are in the order of the page."""

    def __init__(self, sections: Sequence[Section[W]] = ()) -> None:
        self._sections = sections

    def flow(self) -> Flow[W]:
        """Of looking at it nothing is kept."""
        reads = {
            "show": self.page,
            "edit": _edit,
            "seats": _seats,
            "new_seat": _new_seat,
            "term": _term,
            "ask_leave": _ask_leave,
            "hand_over": _hand_over,
            "ask_dissolve": _ask_dissolve,
        }
        acts = {
            "set_up": _set_up,
            "fill": _fill,
            "again": _again,
            "ends": _ends,
            "leave": _leave,
            "dissolve": _dissolve,
        }
        return Flow(
            name="committee",
            texts=TEXTS,
            answers={**reads, **acts},
            views={
                "page": self.page,
                "seats": _seats,
                "term": _term,
                "filled": self._filled,
                "dissolved": _said("dissolved"),
            },
            reads=frozenset(reads),
        )

    async def page(self, work: W, turn: Turn) -> Outcome:
        """The same for everybody, with what waits above it for members."""
        stands = await usecases.standing(work, turn.person)
        body = await usecases.in_force(work, turn.person.workplace)
        if body is None:
            return Open(form=cards.none(turn.texts, may=stands.member or stands.arranges))
        today = today_of(work, turn.person)
        terms = await usecases.manned(work, turn.person.workplace, today)
        names = await _names(work, terms)
        seated = [each for each in terms if each.runs(today)]
        owed: list[Block] | None = None
        if stands.member or stands.arranges:
            owed = [
                *cards.lacking(turn.texts, missing(body, terms, today)),
                *cards.ending(turn.texts, to_settle(terms, today), names),
            ]
            for section in self._sections if stands.member else ():
                owed += await section.owed(work, turn)
        more = [block for section in self._sections for block in await section.read(work, turn)]
        return Open(form=cards.page(turn.texts, owed, cards.about(turn.texts, body, seated, names), more))

    async def _filled(self, work: W, turn: Turn) -> Outcome:
        """The seats; for whoever has filled the last one that was theirs to fill, the page that everybody reads."""
        stands = await usecases.standing(work, turn.person)
        return await (_seats if stands.member or stands.arranges else self.page)(work, turn)


async def page(work: Work, turn: Turn) -> tuple[Block, ...]:
    """What it adds to a member's own private page."""
    if not await usecases.is_member(work, turn.person):
        return ()
    texts = turn.texts.other(TEXTS)
    return (
        Heading(texts("title")),
        Buttons((Button(label=texts("mine.open"), action="committee.show"),)),
    )


async def _names(work: Work, terms: Sequence[Term]) -> cards.Names:
    seated = {each.person for each in terms if each.person is not None}
    return {each.id: each.name for each in await work.people.some(seated)}


async def _arranges(work: Work, turn: Turn) -> None:
    """Members, and whoever may set the body up while nobody sits there. Raises NotFound."""
    stands = await usecases.standing(work, turn.person)
    if not (stands.member or stands.arranges):
        raise NotFound


async def _edit(work: Work, turn: Turn) -> Outcome | Then:
    await _arranges(work, turn)
    return Open(form=forms.body(turn.texts, await usecases.in_force(work, turn.person.workplace)))


async def _set_up(work: Work, turn: Turn) -> Outcome | Then:
    await _arranges(work, turn)
    there = await usecases.in_force(work, turn.person.workplace)
    wanted = forms.read_body(turn, today_of(work, turn.person))
    if isinstance(wanted, dict):
        form = forms.body(turn.texts, there).filled(turn.values)
        return Mend(form=replace(form, ref=turn.ref), errors=wanted)
    try:
        await usecases.set_up(work, turn.person, wanted, _number(turn.ref))
    except Meanwhile:
        # The whole form anew, with the version that it has now: what is saved next is what was seen.
        return Mend(form=forms.body(turn.texts, there, turn.texts("wrong.meanwhile")).filled(turn.values))
    return Then("committee.seats")


async def _seats(work: Work, turn: Turn) -> Outcome:
    await _arranges(work, turn)
    body = await usecases.in_force(work, turn.person.workplace)
    if body is None:
        return Open(form=cards.none(turn.texts, may=True))
    today = today_of(work, turn.person)
    terms = [
        (each, each.state(today))
        for each in await work.committee.terms(turn.person.workplace)
        if not each.over(today)
        or (each.state(today) is State.ENDED and (today - each.last).days <= SHOWN_AFTER)
    ]
    names = await _names(work, [each for each, _ in terms])
    return Open(form=cards.seats(turn.texts, body, terms, names, _number(turn.ref) or 0))


async def _new_seat(work: Work, turn: Turn) -> Outcome | Then:
    await _arranges(work, turn)
    people = await whom.among(work, turn.person.workplace)
    return Open(form=forms.seat(turn.texts, people, today_of(work, turn.person)))


async def _fill(work: Work, turn: Turn) -> Outcome | Then:
    await _arranges(work, turn)
    people = await whom.among(work, turn.person.workplace)
    form = forms.seat(turn.texts, people, today_of(work, turn.person)).filled(turn.values)
    person, given = await whom.read(work, turn), forms.read_seat(turn)
    if isinstance(person, dict) or isinstance(given, dict):
        wrong = {**(person if isinstance(person, dict) else {}), **(given if isinstance(given, dict) else {})}
        return Mend(form=form, errors=wrong)
    party, day = given
    if not await usecases.may_fill(work, turn.person, party):
        return Mend(form=form, errors={"party": turn.texts("wrong.other_side")})
    try:
        await usecases.fill(work, turn.person, person, party, day)
    except Seated:
        return Mend(form=form, errors={"day": turn.texts("wrong.seated")})
    except Full:
        return Mend(form=form, errors={"party": turn.texts("wrong.full")})
    return Then("committee.filled")


def _seen(ref: str) -> tuple[TermId, int]:
    """Which one, and which version of it was on the screen. Raises NotFound."""
    id, _, version = ref.partition(":")
    number = _number(version)
    if number is None:
        raise NotFound
    return TermId(id), number


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


async def _term(work: Work, turn: Turn) -> Outcome:
    await _arranges(work, turn)
    one = await usecases.find(work, TermId(turn.ref), turn.person)
    may = one.person == turn.person.id or await usecases.may_fill(work, turn.person, one.party)
    state = one.state(today_of(work, turn.person))
    return Open(form=cards.term(turn.texts, one, state, await _names(work, [one]), may=may))


async def _as_seen(work: Work, turn: Turn) -> TermId:
    """Raises NotFound, and Refused when it has changed since it was shown."""
    id, version = _seen(turn.ref)
    await usecases.as_seen(work, id, turn.person, version)
    return id


async def _again(work: Work, turn: Turn) -> Outcome | Then:
    term = await usecases.elect_again(work, await _as_seen(work, turn), turn.person)
    return Then("committee.term", term.id)


async def _ends(work: Work, turn: Turn) -> Outcome | Then:
    id = await _as_seen(work, turn)
    await usecases.ends(work, id, turn.person)
    return Then("committee.term", id)


async def _ask_leave(work: Work, turn: Turn) -> Outcome | Then:
    await _arranges(work, turn)
    one = await usecases.find(work, TermId(turn.ref), turn.person)
    return Open(form=cards.ask_leave(turn.texts, one, await _names(work, [one])))


async def _leave(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.leaves(work, await _as_seen(work, turn), turn.person)
    return Then("committee.page")


async def _hand_over(work: Work, turn: Turn) -> Outcome | Then:
    await _arranges(work, turn)
    one = await usecases.find(work, TermId(turn.ref), turn.person)
    return Open(form=cards.hand_over(turn.texts, one, await _names(work, [one])))


async def _ask_dissolve(work: Work, turn: Turn) -> Outcome | Then:
    await _arranges(work, turn)
    body = await usecases.in_force(work, turn.person.workplace)
    if body is None:
        raise NotFound
    if await usecases.employees_sit(work, turn.person):
        return cards.told(turn.texts, "dissolve.first")
    return Open(form=forms.ask_dissolve(turn.texts, body))


async def _dissolve(work: Work, turn: Turn) -> Outcome | Then:
    version = _number(turn.ref)
    if version is None:
        raise NotFound
    try:
        await usecases.dissolve(work, turn.person, version)
    except Meanwhile:
        body = await usecases.in_force(work, turn.person.workplace)
        if body is None:
            raise NotFound from None
        return Mend(form=forms.ask_dissolve(turn.texts, body))
    return Then("committee.dissolved")


def _said(key: str) -> Callable[[Work, Turn], Awaitable[Outcome]]:
    async def view(work: Work, turn: Turn) -> Outcome:
        del work
        return cards.told(turn.texts, key)

    return view
