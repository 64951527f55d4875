"""What was filled in, as a change of the words; or what there is to mend, by field name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from core.agreements.model import Cadence, Measure, MeasureId, MeasureKind, Owner, Section, Wording
from core.chat.flows import Turn
from core.chat.texts import Texts
from core.drafting import days, forms, model, occasions
from core.drafting.model import FOLLOW_UP, OCCASIONS, PAPER, with_measure, with_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What to do to the words, and with which part of them; a part of nobody's is new."""

    part: str
    to: Callable[[Wording], Wording]


Errors: TypeAlias = Mapping[str, str]


def typed(turn: Turn, name: str) -> str:
    """As it was written, without what no text can hold."""
    text = str(turn.values.get(name) or "").strip().replace("\r\n", "\n")
    return text.encode(errors="replace").decode()


def ticked(turn: Turn, name: str) -> tuple[str, ...]:
    """What was ticked of several."""
    chosen = turn.values.get(name, ())
    return chosen if isinstance(chosen, tuple) else (chosen,)


def too_long(texts: Texts, text: str, most: int, name: str = "text") -> Errors:
    """Said by how much; the text itself stays in its field."""
    return {name: texts("too_long", most=most, by=len(text) - most)} if len(text) > most else {}


def text(turn: Turn, section: Section) -> Change | Errors:
    """One section; emptied is a change as well."""
    written = typed(turn, "text")
    if errors := too_long(turn.texts, written, model.MOST_TEXT):
        return errors
    return Change(part=section, to=lambda wording: with_text(wording, section, written))


def measures(turn: Turn, kind: MeasureKind, new_id: Callable[[], str]) -> Change | Errors:
    """One new measure for each suggestion that was ticked, and one in own words."""
    own, owner = typed(turn, "text"), typed(turn, "owner")
    lines = [
        turn.texts(f"template.{kind}.{n}")
        for n in range(1, forms.TEMPLATES + 1)
        if str(n) in ticked(turn, "suggested")
    ]
    lines += [own] if own else []
    errors = dict(too_long(turn.texts, own, model.MOST_MEASURE))
    if not lines:
        errors["text"] = turn.texts("empty")
    if owner not in list(Owner):
        errors["owner"] = turn.texts("no_owner")
    if errors:
        return errors
    new = [Measure(id=MeasureId(new_id()), kind=kind, text=line, owner=Owner(owner)) for line in lines]

    def added(wording: Wording) -> Wording:
        for each in new:
            wording = with_measure(wording, each)
        return wording

    return Change(part=new[0].id, to=added)


def measure(turn: Turn, now: Measure) -> Change | Errors:
    """The same measure, otherwise."""
    own, kind, owner = typed(turn, "text"), typed(turn, "kind"), typed(turn, "owner")
    errors = dict(too_long(turn.texts, own, model.MOST_MEASURE))
    if not own:
        errors["text"] = turn.texts("empty_measure")
    if owner not in list(Owner):
        errors["owner"] = turn.texts("no_owner")
    if kind not in list(MeasureKind):
        errors["kind"] = turn.texts("no_kind")
    if errors:
        return errors
    new = replace(now, text=own, kind=MeasureKind(kind), owner=Owner(owner))
    return Change(part=now.id, to=lambda wording: with_measure(wording, new))


def follow_up(turn: Turn, now: Wording, today: date, *, past: bool) -> Change | Errors:
    """Dates and rhythm; `past` if the start may lie back in time."""
    starts_on, ends_on = _date(turn, "starts_on"), _date(turn, "ends_on")
    if starts_on is None or ends_on is None:
        return {name: turn.texts("no_date") for name in ("starts_on", "ends_on") if _date(turn, name) is None}
    cadence = Cadence(
        weekly_for=_number(turn, "weekly_for", now.cadence.weekly_for, least=0),
        then_every=_number(turn, "then_every", now.cadence.then_every),
    )
    slowest = _number(turn, "slowest", now.slowest)
    wrong = days.faults(now, starts_on, ends_on, today, past=past)
    errors = {name: turn.texts(key) for name, key in wrong.items()}
    if slowest < cadence.then_every:
        errors["slowest"] = turn.texts("floor")
    if errors:
        return errors
    new = {"starts_on": starts_on, "ends_on": ends_on, "cadence": cadence, "slowest": slowest}
    return Change(part=FOLLOW_UP, to=lambda wording: replace(wording, **new))  # type: ignore[arg-type]


def _date(turn: Turn, name: str) -> date | None:
    try:
        return date.fromisoformat(typed(turn, name))
    except ValueError:
        return None


def _number(turn: Turn, name: str, now: int, *, least: int = 1) -> int:
    """One of those that were offered; what was not, or nothing, leaves it as it is."""
    offered = {*forms.WEEKLY_FOR, *forms.EVERY, now}
    written = typed(turn, name)
    chosen = next((n for n in offered if str(n) == written), now)
    return chosen if chosen >= least else now


def kinds(turn: Turn) -> Change | Errors:
    """Those of the list, and one's own words."""
    own = " ".join(typed(turn, "own").split())
    if errors := too_long(turn.texts, own, occasions.MOST_OWN, "own"):
        return errors
    chosen = occasions.known(ticked(turn, "kinds")) + ((own,) if own else ())
    return Change(part=OCCASIONS, to=lambda wording: replace(wording, occasions=chosen))


def paper(turn: Turn, today: date) -> Change | Errors:
    """The day it was signed on paper; or that it was not, and then no start lies in the past either."""
    if ticked(turn, "not_paper") == ("yes",):
        return Change(
            part=PAPER, to=lambda now: replace(now, paper=None, starts_on=max(now.starts_on, today))
        )
    signed_on = _date(turn, "signed_on")
    if signed_on is None:
        return {"signed_on": turn.texts("no_date")}
    if wrong := days.paper_fault(signed_on, today):
        return {"signed_on": turn.texts(wrong)}
    return Change(part=PAPER, to=lambda now: replace(now, paper=signed_on))
