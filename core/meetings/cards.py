"""The list of meetings, one meeting as either of the two sees it, and the forms that lead away from it."""

# Long, because one page leads to all of them, and they are read side by side.

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from core.agreements.course import other
from core.agreements.members import Member, Part, SeatId
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    DatePick,
    Fact,
    Form,
    FormBlock,
    Heading,
    Note,
    OneOf,
    Option,
    Paragraph,
    Quote,
    ShortText,
    SomeOf,
    TimePick,
)
from core.checkins.usecases import promised, shown_from
from core.meetings.model import LENGTHS, MOST_LINE, MOST_PLACE, Slot
from core.meetings.usecases import Place, Seen, members
from core.sight import Role

OLD = 3
"""Meetings that have been, in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who is called what: the two, and the members of the agreement that are there."""

    roles: Mapping[Role, str]
    members: Mapping[SeatId, str]


def name_of(texts: Texts, member: Member, name: str) -> str:
    """A member by part, and by name if there is one."""
    part = texts(f"part.{member.part}")
    return f"{name} ({part})" if name else part


def _day(texts: Texts, each: Seen) -> str:
    """With its weekday while it is to come, and with its year when it has been."""
    at = each.meeting.slot().at
    day = texts.dated(at.astimezone(ZoneInfo(texts.zone)).date()) if each.past else texts.day(at)
    return texts("at", day=day, time=texts.hour(at))


def _when(texts: Texts, slot: Slot, zones: tuple[str, str]) -> list[Block]:
    """In the reader's own time, and whose that is where the two are in different zones."""
    day = f"{texts.day(slot.at)} {texts.hour(slot.at)}–{texts.hour(slot.ends())}"
    if len({slot.at.astimezone(ZoneInfo(each)).utcoffset() for each in (*zones, texts.zone)}) > 1:
        where = get_timezone_location(ZoneInfo(texts.zone), locale=texts.language.value, return_city=True)
        day = texts("in_zone", time=day, city=where)
    blocks: list[Block] = [Fact(texts("when"), day)]
    if slot.place:
        blocks.append(Fact(texts("place"), slot.place))
    return blocks


def page(texts: Texts, at: Place, coming: Sequence[Seen], before: Sequence[Seen], names: Named) -> Form:
    """What is coming, what has been, and a way to propose one."""
    id = at.course.agreement
    body: list[Block] = [Paragraph(texts("about"))]
    for each in coming:
        body += [
            Heading(_day(texts, each)),
            Note(_status(texts, each, names)),
            _look(texts, each),
        ]
    if not coming:
        body.append(Note(texts("none")))
    if at.open:
        body.append(Buttons((Button(label=texts("press.new"), action="meetings.new", ref=id),)))
    if before:
        body.append(Heading(texts("before")))
        for each in list(before)[-OLD:][::-1]:
            body += [
                Note(f"{_day(texts, each)}. {_status(texts, each, names)}"),
                _look(texts, each),
            ]
    back = Button(label=texts("press.back"), action="life.show", ref=id)
    return Form(title=texts("title"), body=(*body, Buttons((back,))), close=texts("close"))


def _look(texts: Texts, each: Seen) -> Buttons:
    day = _day(texts, each)
    return Buttons(
        (Button(label=texts("press.look"), action="meetings.show", ref=each.meeting.id, about=day),)
    )


def _status(texts: Texts, at: Seen, names: Named) -> str:
    meeting, name = at.meeting, names.roles[other(at.role)]
    match at:
        case Seen(off=True) if meeting.off is None:
            return texts("status.over")
        case Seen(off=True):
            who = "me" if meeting.off is at.role else "them"
            return texts(f"status.{'off' if meeting.agreed else 'no'}_{who}", name=name)
        case Seen(past=True):
            return texts("status.past" if meeting.agreed else "status.came_to_nothing")
        case _ if meeting.proposed and meeting.agreed:
            key = "status.change_mine" if meeting.by is at.role else "status.change"
        case _ if meeting.proposed:
            key = "status.mine" if meeting.by is at.role else "status.proposed"
        case _:
            key = "status.agreed"
    return texts(key, name=name)


def show(texts: Texts, at: Seen, names: Named) -> Form:
    """How it stands, what can be done about it, and what each wants to bring up."""
    meeting, id = at.meeting, at.meeting.id
    body: list[FormBlock | SomeOf] = [Paragraph(_status(texts, at, names))]
    body += _when(texts, meeting.slot(), at.zones)
    if meeting.agreed and meeting.proposed and at.open:
        body += [Heading(texts("change")), *_when(texts, meeting.proposed, at.zones)]
    answers = at.open and meeting.awaits(at.role)
    asked = answers and at.role is Role.EMPLOYEE
    body += _people(texts, at, names, asked=asked)
    if answers:
        body.append(Buttons((_press(texts, "other", id), _press(texts, "no", f"{id}:{meeting.round}"))))
        if meeting.agreed:
            body.append(Buttons((_press(texts, "cancel", id),)))
    elif at.open:
        body += _moves(texts, at)
    if meeting.agreed and meeting.sequence:
        body.append(Buttons((_press(texts, "calendar", id),)))
    body += _agenda(texts, at, names)
    body.append(Buttons((Button(label=texts("press.all"), action="meetings.page", ref=meeting.agreement),)))
    if not answers:
        return Form(title=texts("one"), body=tuple(body), close=texts("close"))
    return Form(
        title=texts("one"), body=tuple(body), close=texts("close"), even=True,
        action="meetings.yes", submit=texts("press.yes"), ref=f"{id}:{meeting.round}",
    )  # fmt: skip


def _moves(texts: Texts, at: Seen) -> list[Block]:
    id = at.meeting.id
    verbs = ("other", "cancel") if at.meeting.agreed else ("edit", "take_back")
    rows = [Buttons(tuple(_press(texts, verb, id) for verb in verbs))]
    if at.role is Role.EMPLOYEE and at.course.group:
        rows.append(Buttons((_press(texts, "guests", id),)))
    return list(rows)


def _people(texts: Texts, at: Seen, names: Named, *, asked: bool) -> list[FormBlock | SomeOf]:
    """Who else comes: the employee's to say."""
    meeting, body = at.meeting, list[FormBlock | SomeOf]()
    who = [names.members[each] for each in meeting.guests if each in names.members]
    wished = [
        names.members[each] for each in meeting.wished if each in names.members and each not in meeting.guests
    ]
    if who and not asked:
        body.append(Fact(texts("also"), ", ".join(who)))
    if wished and at.open:
        key = "wished" if at.role is Role.EMPLOYEE else "wished_by_me"
        body.append(Note(texts(key, names=", ".join(wished), name=names.roles[other(at.role)])))
    if asked and at.course.group:
        body.append(_guests(texts, at.course.group, names, meeting.guests, Role.EMPLOYEE))
    if who and at.role is Role.EMPLOYEE and at.open:
        body.append(Note(texts("you_tell")))
    return body


def _agenda(texts: Texts, at: Seen, names: Named) -> list[Block]:
    body: list[Block] = []
    lines = at.meeting.lines_for(at.role, at.when[0])
    if lines or at.open:
        body.append(Heading(texts("agenda")))
    for line in lines:
        mine = line.who is at.role
        waits = mine and line.shown_from > at.when[0]
        whose = "line.mine_at_night" if waits else "line.mine"
        body += [Note(texts(whose) if mine else names.roles[line.who]), Quote(line.text)]
        if mine and at.open:
            strike = Button(
                label=texts("press.strike"), action="meetings.strike", ref=f"{at.meeting.id}:{line.id}",
                about=line.text,
            )  # fmt: skip
            body.append(Buttons((strike,)))
    if at.open:
        body.append(Buttons((_press(texts, "line", at.meeting.id),)))
    return body


def _press(texts: Texts, verb: str, ref: str) -> Button:
    return Button(label=texts(f"press.{verb}"), action=f"meetings.{verb}", ref=ref)


def _guests(
    texts: Texts, group: Sequence[Member], names: Named, chosen: Sequence[SeatId], role: Role
) -> SomeOf:
    return SomeOf(
        name="guests",
        label=texts("who.employee" if role is Role.EMPLOYEE else "who.leader"),
        hint=texts("who.hint" if role is Role.EMPLOYEE else "who.leader_hint"),
        options=tuple(Option(value=each.id, label=names.members[each.id]) for each in group),
        value=tuple(chosen),
    )


def propose(
    texts: Texts, at: Place, names: Named, slot: Slot, ref: str, chosen: Sequence[SeatId] = ()
) -> Form:
    """One form for a new one and for another time; `ref` is the agreement or the meeting."""
    role, group = at.sight.role, members(at.course, at.sight.role)
    local = slot.at.astimezone(ZoneInfo(texts.zone))
    new = ref == at.course.agreement
    body: list[FormBlock | DatePick | TimePick | OneOf | ShortText | SomeOf] = [
        Paragraph(texts("propose.new" if new else "propose.other", name=names.roles[other(role)])),
        DatePick(name="day", label=texts("propose.day"), value=local.date().isoformat()),
        TimePick(name="time", label=texts("propose.time"), value=f"{local:%H:%M}"),
        OneOf(
            name="minutes",
            label=texts("propose.minutes"),
            options=tuple(Option(value=str(n), label=texts("minutes", n=n)) for n in LENGTHS),
            value=str(slot.minutes),
            required=True,
            compact=True,
        ),
        ShortText(
            name="place",
            label=texts("place"),
            hint=texts("propose.place_hint"),
            most=MOST_PLACE,
            value=slot.place,
        ),
    ]
    if group:
        body.append(_guests(texts, group, names, chosen, role))
    elif role is Role.EMPLOYEE:
        body.append(Note(texts("who.nobody")))
    if role is Role.EMPLOYEE and group and not any(each.part is Part.UNION_REPRESENTATIVE for each in group):
        body.append(Note(texts("who.union")))
    return Form(
        title=texts("press.new" if new else "press.other"),
        body=tuple(body),
        action="meetings.propose" if new else "meetings.offer",
        submit=texts("propose.submit"),
        ref=ref,
        close=texts("close"),
    )


def guests(texts: Texts, at: Seen, names: Named) -> Form:
    """Whom the employee wants there."""
    return Form(
        title=texts("press.guests"),
        body=(
            _guests(texts, at.course.group, names, at.meeting.guests, Role.EMPLOYEE),
            Note(texts("you_tell")),
        ),
        action="meetings.invite",
        submit=texts("save"),
        ref=at.meeting.id,
        close=texts("close"),
    )


def cancel(texts: Texts, at: Seen, names: Named) -> Form:
    """Before it is called off: no reason is asked for."""
    name = names.roles[other(at.role)]
    return Form(
        title=texts("press.cancel"),
        body=(*_when(texts, at.meeting.slot(), at.zones), Paragraph(texts("cancel.body", name=name))),
        action="meetings.called_off",
        submit=texts("press.cancel"),
        ref=at.meeting.id,
        close=texts("cancel.keep"),
        even=True,
    )


def line(texts: Texts, at: Seen, names: Named) -> Form:
    """One thing to bring up. What is promised here is carried along."""
    name, now = names.roles[other(at.role)], at.when[0]
    night = shown_from(now, texts.zone) > now
    return Form(
        title=texts("agenda"),
        body=(
            Paragraph(texts("line.body_at_night" if night else "line.body", name=name)),
            ShortText(name="text", label=texts("line.label"), most=MOST_LINE, required=True),
            Note(texts("line.hint")),
        ),
        action="meetings.bring_up",
        submit=texts("save"),
        ref=f"{at.meeting.id}:{promised(now, texts.zone)}",
        close=texts("close"),
    )


def calendar(texts: Texts, at: Seen, files: tuple[FormBlock, ...]) -> Form:
    """Where the file is fetched, and what is in it."""
    gone = "gone" if at.off else "here"
    back = Button(label=texts("press.look"), action="meetings.show", ref=at.meeting.id)
    return Form(
        title=texts("press.calendar"),
        body=(Paragraph(texts(f"calendar.{gone}")), *files, Buttons((back,))),
        close=texts("close"),
    )
