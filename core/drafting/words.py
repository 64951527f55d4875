"""Parts of a draft in words, as one of its two parties reads them."""

from collections.abc import Sequence

from core.agreements.model import Measure, MeasureKind, Section, Wording
from core.chat.texts import Texts
from core.drafting import occasions
from core.drafting.model import FOLLOW_UP, OCCASIONS, PAPER
from core.sight import Role

ORDER: Sequence[str] = (
    Section.GOAL,
    Section.STRENGTHS,
    *MeasureKind,
    FOLLOW_UP,
    Section.RELAPSE_PLAN,
    Section.ABSENCE,
    Section.HSE,
    OCCASIONS,
    Section.CONSEQUENCES,
    Section.WHO_KNOWS,
)
"""As they are read: what one wants, what helps, when one talks, and only then what is for hard times."""

ABOUT = 60
"""Characters of a measure that tell its buttons from those of the next."""


def author(texts: Texts, viewer: Role, who: Role) -> str:
    """«deg», «lederen din» or «medarbeideren din»."""
    return texts("you" if viewer is who else f"they.{who}")


def name(texts: Texts, part: str, *wordings: Wording) -> str:
    """What a part is called; a measure by its kind, found in the first of these that has it."""
    for wording in wordings:
        for measure in wording.measures:
            if measure.id == part:
                return texts(f"part.{measure.kind}")
    return texts(f"part.{part}")


def said(texts: Texts, viewer: Role, wording: Wording, part: str) -> tuple[str, ...]:
    """What a part says; nothing if it is empty or struck."""
    if part == FOLLOW_UP:
        return tuple(f"{what}: {value}" for what, value in rhythm(texts, wording))
    if part == OCCASIONS:
        return kinds(texts, wording)
    if part == PAPER:
        return (taken(texts, wording),) if wording.paper else ()
    if part in list(Section):
        text = str(getattr(wording, part))
        return (text,) if text else ()
    return tuple(measured(texts, viewer, m) for m in wording.measures if m.id == part)


def taken(texts: Texts, wording: Wording) -> str:
    """Where the words come from, if that is a paper."""
    return texts("paper.taken", day=texts.dated(wording.paper)) if wording.paper else ""


def measured(texts: Texts, viewer: Role, measure: Measure) -> str:
    """A measure and who does it."""
    return f"{measure.text}\n({texts(f'part.{measure.kind}')}: {owner(texts, viewer, measure)})"


def owner(texts: Texts, viewer: Role, measure: Measure) -> str:
    """Who does it, as the reader would say it."""
    return texts(f"owner.{viewer}.{measure.owner}")


def rhythm(texts: Texts, wording: Wording) -> Sequence[tuple[str, str]]:
    """Dates and rhythm, line by line."""
    return (
        (texts("from"), texts.dated(wording.starts_on)),
        (texts("to"), texts.dated(wording.ends_on)),
        (texts("weekly_for"), texts("weeks", n=wording.cadence.weekly_for)),
        (texts("then_every"), every(texts, wording.cadence.then_every)),
        (texts("slowest"), every(texts, wording.slowest)),
    )


def every(texts: Texts, weeks: int) -> str:
    """«Hver uke», «Hver 2. uke»."""
    return texts("every_week") if weeks == 1 else texts("every", n=weeks)


def kinds(texts: Texts, wording: Wording) -> tuple[str, ...]:
    """The occasions, one a line; own words last."""
    listed = [texts(f"occasion.{kind}") for kind in occasions.known(wording.occasions)]
    own = occasions.own(wording.occasions)
    return (*listed, own) if own else tuple(listed)
