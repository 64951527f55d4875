"""The forms of writing together: one for each part, a comment, and striking a measure."""

# Over the usual length: all forms of one text are read together, and share their fields.

from collections.abc import Sequence
from dataclasses import replace

from core.agreements.model import Measure, MeasureKind, Owner, Section, Wording
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    DatePick,
    Divider,
    Field,
    Form,
    LongText,
    Note,
    OneOf,
    Option,
    Paragraph,
    Quote,
    ShortText,
    SomeOf,
)
from core.drafting import occasions, words
from core.drafting.model import FOLLOW_UP, MOST_MEASURE, MOST_TEXT, OCCASIONS, PAPER
from core.drafting.occasions import MOST_OWN, Occasion
from core.drafting.refs import Seen
from core.sight import Role

MOST_COMMENT = 500
TEMPLATES = 4
"""Suggestions for each kind of measure; all lines are ours, and none is ticked beforehand (S14)."""
WEEKLY_FOR = (0, 4, 8, 12, 26)
EVERY = (1, 2, 3, 4, 6, 8)


def text(texts: Texts, seen: Seen, wording: Wording) -> Form:
    """One section in own words."""
    section = Section(seen.part)
    body: list[Block | Field] = [
        Paragraph(texts(f"for.{section}")),
        LongText(
            name="text",
            label=texts("own_words"),
            hint=texts("privacy_hint"),
            most=MOST_TEXT,
            value=str(getattr(wording, section)),
        ),
    ]
    return _form(texts, f"part.{section}", body, seen)


def measures(texts: Texts, seen: Seen, viewer: Role) -> Form:
    """New measures of one kind: some of our suggestions, or one in own words."""
    kind = MeasureKind(seen.part)
    body: list[Block | Field] = [
        Paragraph(texts(f"for.{kind}")),
        SomeOf(
            name="suggested",
            label=texts("suggestions"),
            hint=texts("suggestions_hint"),
            options=tuple(
                Option(value=str(n), label=texts(f"template.{kind}.{n}")) for n in range(1, TEMPLATES + 1)
            ),
        ),
        _measure_text(texts, ""),
        _owner(texts, viewer, None),
        Note(texts("feasible")),
    ]
    return _form(texts, f"part.{kind}", body, seen)


def measure(texts: Texts, seen: Seen, viewer: Role, now: Measure) -> Form:
    """One measure: other words, another kind, another owner; or none of it."""
    strike = Button(label=texts("strike"), action="drafting.strike", ref=seen.ref())
    body: list[Block | Field] = [
        OneOf(
            name="kind",
            label=texts("kind"),
            options=tuple(Option(value=kind, label=texts(f"part.{kind}")) for kind in MeasureKind),
            value=now.kind,
        ),
        _measure_text(texts, now.text),
        _owner(texts, viewer, now.owner),
        Note(texts("feasible")),
        Buttons((strike,)),
    ]
    return _form(texts, f"part.{now.kind}", body, seen)


def _measure_text(texts: Texts, value: str) -> LongText:
    hint = texts("privacy_hint")
    return LongText(name="text", label=texts("own_words"), hint=hint, most=MOST_MEASURE, value=value)


def _owner(texts: Texts, viewer: Role, value: Owner | None) -> OneOf:
    options = tuple(Option(value=owner, label=texts(f"owner.{viewer}.{owner}")) for owner in Owner)
    return OneOf(name="owner", label=texts("owner_label"), options=options, value=value or "")


def follow_up(texts: Texts, seen: Seen, wording: Wording) -> Form:
    """From when to when, how often, and down to what the employee may lower it alone."""
    body: list[Block | Field] = [
        Paragraph(texts(f"for.{FOLLOW_UP}")),
        DatePick(name="starts_on", label=texts("from"), value=wording.starts_on.isoformat(), required=False),
        DatePick(name="ends_on", label=texts("to"), value=wording.ends_on.isoformat(), required=False),
        _weeks(texts, "weekly_for", WEEKLY_FOR, wording.cadence.weekly_for),
        _weeks(texts, "then_every", EVERY, wording.cadence.then_every),
        _weeks(texts, "slowest", EVERY, wording.slowest),
    ]
    return _form(texts, f"part.{FOLLOW_UP}", body, seen)


def _weeks(texts: Texts, name: str, numbers: Sequence[int], value: int) -> OneOf:
    options = tuple(
        Option(value=str(n), label=texts("weeks", n=n) if name == "weekly_for" else words.every(texts, n))
        for n in sorted({*numbers, value})
    )
    return OneOf(
        name=name,
        label=texts(name),
        hint=texts("slowest_hint") if name == "slowest" else "",
        options=options,
        value=str(value),
        compact=True,
        prompt=texts("choose"),
    )


def kinds(texts: Texts, seen: Seen, wording: Wording) -> Form:
    """Which occasions one wishes to be asked about beforehand."""
    body: list[Block | Field] = [
        Paragraph(texts(f"for.{OCCASIONS}")),
        SomeOf(
            name="kinds",
            label=texts("which_occasions"),
            options=tuple(Option(value=kind, label=texts(f"occasion.{kind}")) for kind in Occasion),
            value=occasions.known(wording.occasions),
        ),
        ShortText(
            name="own",
            label=texts("own_occasion"),
            hint=texts("privacy_hint"),
            most=MOST_OWN,
            value=occasions.own(wording.occasions),
        ),
    ]
    return _form(texts, f"part.{OCCASIONS}", body, seen)


def paper(texts: Texts, seen: Seen, wording: Wording) -> Form:
    """When it was signed on paper; once that is said, also that it was not."""
    signed_on = wording.paper.isoformat() if wording.paper else ""
    body: list[Block | Field] = [
        Paragraph(texts("paper.body")),
        DatePick(name="signed_on", label=texts("paper.signed_on"), value=signed_on, required=False),
    ]
    if wording.paper:
        body.append(
            SomeOf(
                name="not_paper",
                label=texts("paper.not"),
                hint=texts("paper.not_hint"),
                options=(Option(value="yes", label=texts("paper.not_yes")),),
            )
        )
    return _form(texts, f"part.{PAPER}", body, seen)


def comment(texts: Texts, seen: Seen, name: str, said: Sequence[str]) -> Form:
    """Something to say about a part, beneath what it says now."""
    body: list[Block | Field] = [
        Paragraph(texts("comment_on", part=name)),
        *(Quote(each) for each in said),
        LongText(
            name="text",
            label=texts("comment"),
            hint=texts("privacy_hint"),
            most=MOST_COMMENT,
        ),
        Note(texts("comment_hint")),
    ]
    return Form(
        title=texts("say"),
        body=tuple(body),
        action="drafting.said",
        submit=texts("say"),
        ref=seen.ref(),
        close=texts("close"),
    )


def strike(texts: Texts, seen: Seen, viewer: Role, now: Measure, *, changed: bool = False) -> Form:
    """Ask once; what is struck can be read in the changes."""
    return Form(
        title=texts("strike"),
        body=(
            Paragraph(texts("clash" if changed else "strike_body")),
            Quote(now.text),
            Note(texts("done_by", who=words.owner(texts, viewer, now))),
        ),
        action="drafting.struck",
        submit=texts("strike"),
        ref=seen.ref(),
        close=texts("close"),
        even=True,
    )


def clashed(texts: Texts, form: Form, ref: str, theirs: Sequence[str]) -> Form:
    """The same form, with how the part reads now above what this person typed; a second press is deliberate."""
    above: tuple[Block, ...] = (
        Paragraph(texts("clash")),
        *((Quote("\n".join(theirs)),) if theirs else (Paragraph(texts("clash_nothing")),)),
        Paragraph(texts("clash_yours")),
        Divider(),
    )
    # A press in here would lead away from what was typed.
    rest = tuple(part for part in form.body if not isinstance(part, Buttons))
    return replace(form, body=(*above, *rest), ref=ref)


def _form(texts: Texts, title: str, body: Sequence[Block | Field], seen: Seen) -> Form:
    return Form(
        title=texts(title),
        body=tuple(body),
        action="drafting.wrote",
        submit=texts("save"),
        ref=seen.ref(),
        close=texts("close"),
    )
