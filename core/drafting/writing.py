"""Writing: opening a part, changing it, commenting on it, striking a measure; and what to do when two write at once."""

from core.agreements.model import Measure, MeasureId, MeasureKind, Section
from core.chat.flows import Then, Turn
from core.chat.texts import Texts
from core.chat.views import Form, Mend, Open, Outcome
from core.drafting import forms, given, refs, usecases, words
from core.drafting.given import Change, Errors
from core.drafting.model import FOLLOW_UP, OCCASIONS, PAPER, without_measure
from core.drafting.ports import Work
from core.drafting.reading import Reading, checked, measure_seen, read
from core.drafting.refs import Seen, joined
from core.drafting.usecases import Clash
from core.errors import NotFound, Refused


async def opened(work: Work, turn: Turn) -> Outcome:
    """The form of one part, as it reads now."""
    reading, seen = await _meant(work, turn)
    return Open(form=_form(turn.texts, reading, seen, reading.measure(seen.part)))


async def wrote(work: Work, turn: Turn) -> Outcome | Then:
    """Another version, unless there is something to mend or the part was changed meanwhile."""
    reading, seen, measure = await _sent_in(work, turn)
    form = _form(turn.texts, reading, seen, measure)
    change = _change(work, turn, reading, seen, measure)
    if not isinstance(change, Change):
        return Mend(form=form.filled(turn.values), errors=change)
    try:
        await usecases.edit(work, seen.id, turn.person, change.part, seen.number, change.to)
    except Clash as clash:
        return _mended(turn, reading, seen, form, clash)
    except Refused as refusal:
        if refusal.key != "refused.too_many":
            raise
        name = "text" if seen.part in list(MeasureKind) else "kind"
        return Mend(form=form.filled(turn.values), errors={name: turn.texts("too_many")})
    return Then("drafting.page", joined(seen.id, seen.part))


def _mended(turn: Turn, reading: Reading, seen: Seen, form: Form, clash: Clash) -> Mend:
    theirs = words.said(turn.texts, reading.role, clash.theirs.wording, seen.part)
    now = Seen(id=seen.id, number=clash.theirs.number, part=seen.part)
    # Without errors, so that what is said stands on the screen of every platform and not only beside a field.
    filled = forms.clashed(turn.texts, form.filled(turn.values), now.ref(), theirs)
    return Mend(form=filled)


async def asked_to_strike(work: Work, turn: Turn) -> Outcome:
    """Once more before it goes."""
    _, seen, measure = await _sent_in(work, turn)
    reading = await read(work, turn.person, seen.id)
    if measure is None:
        raise NotFound
    return Open(form=forms.strike(turn.texts, seen, reading.role, measure))


async def struck(work: Work, turn: Turn) -> Outcome | Then:
    """Struck; if the other changed it meanwhile, it is shown as it reads now. What is gone already is gone."""
    reading, seen, measure = await _sent_in(work, turn)
    if measure is None:
        raise NotFound
    if reading.measure(measure.id) is not None:
        id = MeasureId(measure.id)
        try:
            await usecases.edit(
                work, seen.id, turn.person, id, seen.number, lambda now: without_measure(now, id)
            )
        except Clash as clash:
            now = Seen(id=seen.id, number=clash.theirs.number, part=seen.part)
            return Mend(form=forms.strike(turn.texts, now, reading.role, measure, changed=True))
    return Then("drafting.page", joined(seen.id, measure.kind))


async def commenting(work: Work, turn: Turn) -> Outcome:
    """What the part says now, and room for a word about it."""
    reading, seen = await _meant(work, turn, saying=True)
    return Open(form=_comment_form(turn.texts, reading, seen))


async def commented(work: Work, turn: Turn) -> Outcome | Then:
    """A comment is a version too: whoever has signed should know of it."""
    seen = refs.seen(turn.ref)
    reading = await read(work, turn.person, seen.id)
    checked(reading, seen.part, saying=True)
    text = given.typed(turn, "text")
    errors = dict(given.too_long(turn.texts, text, forms.MOST_COMMENT))
    if not text:
        errors["text"] = turn.texts("empty_comment")
    if errors:
        return Mend(form=_comment_form(turn.texts, reading, seen).filled(turn.values), errors=errors)
    await usecases.comment(work, seen.id, turn.person, seen.part, text)
    return Then("drafting.page", joined(seen.id, seen.part))


async def _meant(work: Work, turn: Turn, *, saying: bool = False) -> tuple[Reading, Seen]:
    """A button was pressed: it names the part. Raises NotFound."""
    id, rest = refs.parted(turn.ref, most=2)
    reading = await read(work, turn.person, id)
    part = rest[0] if rest else ""
    checked(reading, part, saying=saying)
    return reading, Seen(id=id, number=reading.draft.number, part=part)


async def _sent_in(work: Work, turn: Turn) -> tuple[Reading, Seen, Measure | None]:
    """A form came back: it names the part and the version, which may be old but not one that never was."""
    seen = refs.seen(turn.ref)
    reading = await read(work, turn.person, seen.id)
    if seen.number > reading.draft.number:
        raise NotFound
    measure = await measure_seen(work, reading, seen.number, seen.part)
    if measure is None or not reading.writable():
        checked(reading, seen.part)
    return reading, seen, measure


def _form(texts: Texts, reading: Reading, seen: Seen, measure: Measure | None) -> Form:
    if measure is not None:
        return forms.measure(texts, seen, reading.role, measure)
    if seen.part == FOLLOW_UP:
        return forms.follow_up(texts, seen, reading.wording)
    if seen.part == OCCASIONS:
        return forms.kinds(texts, seen, reading.wording)
    if seen.part == PAPER:
        return forms.paper(texts, seen, reading.wording)
    if seen.part in list(MeasureKind):
        return forms.measures(texts, seen, reading.role)
    return forms.text(texts, seen, reading.wording)


def _change(work: Work, turn: Turn, reading: Reading, seen: Seen, measure: Measure | None) -> Change | Errors:
    if measure is not None:
        return given.measure(turn, measure)
    if seen.part == FOLLOW_UP:
        return given.follow_up(turn, reading.wording, reading.today, past=reading.from_paper)
    if seen.part == OCCASIONS:
        return given.kinds(turn)
    if seen.part == PAPER:
        return given.paper(turn, reading.today)
    if seen.part in list(MeasureKind):
        return given.measures(turn, MeasureKind(seen.part), work.new_id)
    return given.text(turn, Section(seen.part))


def _comment_form(texts: Texts, reading: Reading, seen: Seen) -> Form:
    name = words.name(texts, seen.part, reading.wording)
    said = words.said(texts, reading.role, reading.wording, seen.part)
    return forms.comment(texts, seen, name, said)
