"""What can be read and pressed about the plan of a year."""

# Over the usual length: each press is a few lines, and they share one look at the plan.

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from core.chat.flows import Flow, Then, Turn
from core.chat.views import Block, Form, Mend, Open, Outcome
from core.committee import usecases as committee
from core.committee.flow import Section
from core.committee.usecases import Full, Meanwhile, today_of
from core.committee.year import PlanState, Tag
from core.errors import NotFound
from core.pages.usecases import Desk, Wanted
from core.people import Person
from core.plan import cards, forms, kinds, usecases
from core.plan.cards import Seen
from core.plan.model import MOST_ACTIONS, SIDES, Action, ActionId, Days, Plan
from core.plan.ports import Work
from core.plan.sheet import HSE, SHEET
from core.plan.suggestions import Suggestion
from core.plan.texts import TEXTS

AUTUMN: Final = 10
"""The month from which members are shown next year's plan first, if there is one."""


class Plans:
    """The subject's side of the conversation; files are fetched at `desk`, and `days` are those of the steps."""

    def __init__(self, desk: Desk, suggestions: Sequence[Suggestion], days: Days) -> None:
        self._desk = desk
        self._suggestions = suggestions
        self._days = days

    def flow(self) -> Flow[Work]:
        """Of looking at it nothing is kept."""
        reads = {
            "show": _show,
            "months": _months,
            "new": self._new,
            "write": _write,
            "action": _action,
            "words": _words,
            "ask_reopen": _ask_reopen,
        }
        acts = {
            "begin": self._begin,
            "save": _save,
            "strike": _strike,
            "follow": _follow,
            "agree": _agree,
            "reviewed": _reviewed,
            "reopen": _reopen,
            "say": _say,
            "end": _end,
            "sheet": _to_sheet,
        }
        return Flow(
            name="plan",
            texts=TEXTS,
            answers={**reads, **acts},
            views={"page": _show, "sheet": self._sheet},
            reads=frozenset(reads),
        )

    def section(self) -> Section[Work]:
        """What it adds to the committee's page."""
        return Section(owed=self._owed, read=_brief)

    async def _owed(self, work: Work, turn: Turn) -> Sequence[Block]:
        texts, today = turn.texts.other(TEXTS), today_of(work, turn.person)
        found = cards.steps(texts, await kinds.to_do(work, turn.person.workplace, self._days, today))
        for year in (
            today.year - 1,
            today.year,
        ):  # what was late at New Year is so until the year is looked back on
            plan = await work.plans.get(turn.person.workplace, year)
            if plan is not None and plan.state is PlanState.ADOPTED:
                found += cards.late(texts, plan, today)
        return found

    async def _new(self, work: Work, turn: Turn) -> Outcome | Then:
        await committee.member(work, turn.person)
        return Open(form=await self._form(work, turn, usecases.year_named(turn.ref)))

    async def _form(self, work: Work, turn: Turn, year: int) -> Form:
        before = await work.plans.get(turn.person.workplace, year - 1)
        return forms.new(turn.texts, year, self._suggestions, last_year=bool(before and before.actions))

    async def _begin(self, work: Work, turn: Turn) -> Outcome | Then:
        year, chosen = usecases.year_named(turn.ref), forms.chosen(turn, self._suggestions)
        try:
            await usecases.begin(work, turn.person, year, chosen, carry=forms.carries(turn))
        except Full:
            form = (await self._form(work, turn, year)).filled(turn.values)
            return Mend(form=form, errors={forms.CARRY: turn.texts("wrong.too_many", most=MOST_ACTIONS)})
        return Then("plan.page", str(year))

    async def _sheet(self, work: Work, turn: Turn) -> Outcome:
        plan = await usecases.of_year(work, turn.person, usecases.year_named(turn.ref))
        wanted = [Wanted(label=turn.texts("sheet.whole"), name=SHEET, ref=turn.ref)]
        if any(Tag.HSE in each.tags for each in plan.actions):
            wanted.append(Wanted(label=turn.texts("sheet.hse"), name=HSE, ref=turn.ref))
        offered = await self._desk.offered(work, turn.person, turn.texts, wanted)
        return Open(form=cards.sheet(turn.texts, offered))


async def _brief(work: Work, turn: Turn) -> Sequence[Block]:
    today = today_of(work, turn.person)
    plan = await work.plans.get(turn.person.workplace, today.year)
    if plan is None or plan.adopted_on is None:
        return ()
    return cards.brief(turn.texts.other(TEXTS), plan, today)


async def names_in(work: Work, plan: Plan) -> cards.Names:
    """Of the members who see to something in it."""
    ids = {each.member for each in plan.actions if each.member is not None}
    return {each.id: each.name for each in await work.people.some(ids)}


def _number(text: str) -> int:
    """Raises NotFound."""
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise NotFound
    return int(text)


def _about(ref: str) -> tuple[int, ActionId, int | None]:
    """The year, the action, and which version of it was on the screen, if the button says so. Raises NotFound."""
    match ref.split(":"):
        case [year, id]:
            return usecases.year_named(year), ActionId(id), None
        case [year, id, version]:
            return usecases.year_named(year), ActionId(id), _number(version)
        case _:
            raise NotFound


async def _show(work: Work, turn: Turn) -> Outcome:
    """For members. Without a year: this year's, or next year's from the autumn on."""
    stands = await committee.member(work, turn.person)
    today, text = today_of(work, turn.person), turn.ref.partition(":")
    there = {each.year: each for each in await work.plans.all(turn.person.workplace)}
    more = sorted({*there, today.year, today.year + 1}, reverse=True)
    if text[0]:
        year = usecases.year_named(text[0])
    else:
        ahead = today.month >= AUTUMN and (today.year + 1 in there or today.year not in there)
        year = today.year + 1 if ahead else today.year
    plan = there.get(year)
    if plan is None:
        may = usecases.can_begin(year, today)
        others = [each for each in more if each != year]
        return Open(form=cards.none(turn.texts, year, may=may, more=others))
    seen = Seen(
        today=today,
        side=stands.party.side if stands.party and stands.party.side in SIDES else None,
        names=await names_in(work, plan),
        more=tuple(more),
    )
    return Open(form=cards.page(turn.texts, plan, seen, _number(text[2] or "0")))


async def _months(work: Work, turn: Turn) -> Outcome | Then:
    plan = await usecases.of_year(work, turn.person, usecases.year_named(turn.ref))
    member = await committee.is_member(work, turn.person)
    return Open(form=cards.months(turn.texts, plan, await names_in(work, plan), member=member))


async def _members(work: Work, turn: Turn) -> Sequence[Person]:
    """Raises NotFound for whoever is none."""
    await committee.member(work, turn.person)
    return await committee.members(work, turn.person.workplace)


async def _draft(work: Work, turn: Turn, year: int) -> Plan:
    """Raises NotFound."""
    await committee.member(work, turn.person)
    return await usecases.of_year(work, turn.person, year)


async def _write(work: Work, turn: Turn) -> Outcome | Then:
    year = usecases.year_named(turn.ref)
    await _draft(work, turn, year)
    return Open(form=forms.action(turn.texts, year, await _members(work, turn)))


async def _action(work: Work, turn: Turn) -> Outcome | Then:
    year, id, _ = _about(turn.ref)
    plan = await _draft(work, turn, year)
    return Open(form=await _form_of(work, turn, plan, plan.action(id)))


async def _form_of(work: Work, turn: Turn, plan: Plan, action: Action, told: str = "") -> Form:
    members = await _members(work, turn)
    if plan.state is PlanState.DRAFT:
        return forms.action(turn.texts, plan.year, members, action, told)
    return forms.progress(turn.texts, plan, members, action, told)


async def _save(work: Work, turn: Turn) -> Outcome | Then:
    members = await _members(work, turn)
    parts = turn.ref.split(":")
    year, seen = usecases.year_named(parts[0]), None
    if len(parts) > 1:
        _, id, version = _about(turn.ref)
        seen = (id, _number(str(version)))
    plan = await _draft(work, turn, year)
    there = plan.action(seen[0]) if seen else None
    wanted = forms.read_action(turn, year, members)
    if isinstance(wanted, dict):
        form = forms.action(turn.texts, year, members, there).filled(turn.values)
        return Mend(form=forms.again(form, turn.ref), errors=wanted)
    try:
        await usecases.write(work, turn.person, year, wanted, seen)
    except Meanwhile:
        told = turn.texts("wrong.meanwhile")
        return Mend(form=forms.action(turn.texts, year, members, there, told).filled(turn.values))
    except Full:
        form = forms.action(turn.texts, year, members).filled(turn.values)
        return Mend(form=form, errors={"title": turn.texts("wrong.full")})
    return Then("plan.page", str(year))


async def _strike(work: Work, turn: Turn) -> Outcome | Then:
    year, id, version = _about(turn.ref)
    try:
        await usecases.strike(work, turn.person, year, id, _number(str(version)))
    except Meanwhile:
        plan = await _draft(work, turn, year)
        return Open(form=await _form_of(work, turn, plan, plan.action(id), turn.texts("wrong.meanwhile")))
    return Then("plan.page", str(year))


async def _follow(work: Work, turn: Turn) -> Outcome | Then:
    members, (year, id, version) = await _members(work, turn), _about(turn.ref)
    plan = await _draft(work, turn, year)
    there, seen = plan.action(id), (id, _number(str(version)))
    how = forms.read_progress(turn, members)
    if isinstance(how, dict):
        form = forms.progress(turn.texts, plan, members, there).filled(turn.values)
        return Mend(form=forms.again(form, turn.ref), errors=how)
    try:
        await usecases.follow(work, turn.person, year, seen, how)
    except Meanwhile:
        told = turn.texts("wrong.meanwhile")
        return Mend(form=forms.progress(turn.texts, plan, members, there, told).filled(turn.values))
    return Then("plan.page", str(year))


async def _agree(work: Work, turn: Turn) -> Outcome | Then:
    year, _, wording = turn.ref.partition(":")
    await usecases.agree(work, turn.person, usecases.year_named(year), _number(wording))
    return Then("plan.page", year)


def _changing(how: Callable[[Plan, Turn, Work], Plan]) -> Callable[[Work, Turn], Awaitable[Outcome | Then]]:
    async def answer(work: Work, turn: Turn) -> Outcome | Then:
        year = usecases.year_named(turn.ref)
        await usecases.changed(work, turn.person, year, lambda plan: how(plan, turn, work))
        return Then("plan.page", str(year))

    return answer


_reviewed = _changing(lambda plan, turn, work: plan.reviewed(today_of(work, turn.person)))
_reopen = _changing(lambda plan, turn, work: plan.reopened())  # noqa: ARG005  as the others
_end = _changing(lambda plan, turn, work: plan.looked_back_on(today_of(work, turn.person)))


async def _ask_reopen(work: Work, turn: Turn) -> Outcome | Then:
    return Open(form=cards.ask_reopen(turn.texts, await _draft(work, turn, usecases.year_named(turn.ref))))


def _may_end(plan: Plan) -> bool:
    return plan.state is PlanState.ADOPTED and bool(plan.evaluation)


async def _words(work: Work, turn: Turn) -> Outcome | Then:
    plan = await _draft(work, turn, usecases.year_named(turn.ref))
    return Open(form=forms.words(turn.texts, plan, may_end=_may_end(plan)))


async def _say(work: Work, turn: Turn) -> Outcome | Then:
    text, _, told = turn.ref.partition(":")
    year, seen = usecases.year_named(text), _number(told)
    plan = await _draft(work, turn, year)
    said = forms.read_words(turn)
    if isinstance(said, dict):
        form = forms.words(turn.texts, plan, may_end=False).filled(turn.values)
        return Mend(form=forms.again(form, turn.ref), errors=said)
    try:
        await usecases.say(work, turn.person, year, seen, list(said))
    except Meanwhile:
        now = forms.words(turn.texts, plan, may_end=False, told=turn.texts("wrong.meanwhile"))
        return Mend(form=now.filled(turn.values))
    return Then("plan.page", str(year))


async def _to_sheet(work: Work, turn: Turn) -> Outcome | Then:
    await usecases.of_year(work, turn.person, usecases.year_named(turn.ref))
    return Then("plan.sheet", turn.ref)
