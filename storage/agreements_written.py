"""Agreements as they are written under a seal, and read again."""

from dataclasses import fields
from datetime import date, datetime

from core.agreements.course import Course, Lead, Move, Step
from core.agreements.members import Member, Part, SeatId
from core.agreements.model import (
    AgreementId,
    Cadence,
    Deputy,
    Measure,
    MeasureId,
    MeasureKind,
    Owner,
    Route,
    Section,
    Signature,
    State,
    Terms,
    Wording,
)
from core.people import PersonId, WorkplaceId
from core.sight import Role
from storage.payload import Json


def written_route(route: Route) -> Json:
    return {
        "workplace": route.workplace,
        "employee": route.employee,
        "leader": route.leader,
        "state": route.state.value,
        "starts_on": route.starts_on.isoformat(),
        "ends_on": route.ends_on.isoformat(),
        "cadence": _written_cadence(route.cadence),
        "quiet": route.quiet,
        "quiet_until": _written_day(route.quiet_until),
        "occasions": sorted(route.occasions),
        "mutes": sorted(route.mutes),
        "paused_until": _written_day(route.paused_until),
        "away_since": _written_day(route.away_since),
        "went_on": _written_day(route.went_on),
        "led_since": _written_day(route.led_since),
        "back_on": _written_day(route.back_on),
        "over_on": _written_day(route.over_on),
        "led": route.led,
        "left_on": _written_day(route.left_on),
        "deputy": _written_deputy(route.deputy),
        "talked_on": _written_day(route.talked_on),
        "talk_moved_to": _written_day(route.talk_moved_to),
    }


def read_route(content: Json, id: AgreementId, version: int) -> Route:
    return Route(
        id=id,
        workplace=WorkplaceId(content["workplace"]),
        employee=PersonId(content["employee"]),
        leader=PersonId(content["leader"]),
        state=State(content["state"]),
        starts_on=date.fromisoformat(content["starts_on"]),
        ends_on=date.fromisoformat(content["ends_on"]),
        cadence=_read_cadence(content["cadence"]),
        quiet=content["quiet"],
        quiet_until=_read_day(content["quiet_until"]),
        occasions=frozenset(content["occasions"]),
        mutes=frozenset(content["mutes"]),
        paused_until=_read_day(content["paused_until"]),
        away_since=_read_day(content["away_since"]),
        went_on=_read_day(content["went_on"]),
        led_since=_read_day(content["led_since"]),
        back_on=_read_day(content["back_on"]),
        over_on=_read_day(content["over_on"]),
        led=content["led"],
        left_on=_read_day(content["left_on"]),
        deputy=_read_deputy(content["deputy"]),
        talked_on=_read_day(content["talked_on"]),
        talk_moved_to=_read_day(content["talk_moved_to"]),
        version=version,
    )


def _written_deputy(deputy: Deputy | None) -> Json | None:
    if deputy is None:
        return None
    return {
        "person": deputy.person,
        "since": deputy.since.isoformat(),
        "until": deputy.until.isoformat(),
        "agreed": deputy.agreed,
    }


def _read_deputy(content: Json | None) -> Deputy | None:
    if content is None:
        return None
    return Deputy(
        person=PersonId(content["person"]),
        since=date.fromisoformat(content["since"]),
        until=date.fromisoformat(content["until"]),
        agreed=content["agreed"],
    )


def _written_cadence(cadence: Cadence) -> Json:
    return {"weekly_for": cadence.weekly_for, "then_every": cadence.then_every}


def _read_cadence(content: Json) -> Cadence:
    return Cadence(weekly_for=content["weekly_for"], then_every=content["then_every"])


def _written_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def written_wording(wording: Wording) -> Json:
    return {
        "starts_on": wording.starts_on.isoformat(),
        "ends_on": wording.ends_on.isoformat(),
        "cadence": _written_cadence(wording.cadence),
        "slowest": wording.slowest,
        "measures": [
            {"id": m.id, "kind": m.kind.value, "text": m.text, "owner": m.owner.value}
            for m in wording.measures
        ],
        "occasions": list(wording.occasions),
        "paper": _written_day(wording.paper),
        **{section.value: getattr(wording, section.value) for section in Section},
    }


def read_wording(content: Json) -> Wording:
    return Wording(
        starts_on=date.fromisoformat(content["starts_on"]),
        ends_on=date.fromisoformat(content["ends_on"]),
        cadence=_read_cadence(content["cadence"]),
        slowest=content["slowest"],
        measures=tuple(
            Measure(
                id=MeasureId(m["id"]), kind=MeasureKind(m["kind"]), text=m["text"], owner=Owner(m["owner"])
            )
            for m in content["measures"]
        ),
        occasions=tuple(content["occasions"]),
        paper=_read_day(content["paper"]),
        **{section.value: content[section.value] for section in Section},
    )


def written_terms(terms: Terms) -> Json:
    return {
        "employee": terms.employee,
        "leader": terms.leader,
        "signatures": [_written_signature(each) for each in terms.signatures],
        **written_wording(terms),
    }


def read_terms(content: Json, id: AgreementId, number: int) -> Terms:
    wording = read_wording(content)
    return Terms(
        agreement=id,
        number=number,
        employee=PersonId(content["employee"]),
        leader=PersonId(content["leader"]),
        signatures=tuple(_read_signature(each) for each in content["signatures"]),
        **{field.name: getattr(wording, field.name) for field in fields(Wording)},
    )


def _written_signature(signature: Signature) -> Json:
    return {
        "who": signature.who.value,
        "number": signature.number,
        "digest": signature.digest,
        "at": signature.at.isoformat(),
    }


def _read_signature(content: Json) -> Signature:
    return Signature(
        who=Role(content["who"]),
        number=content["number"],
        digest=content["digest"],
        at=datetime.fromisoformat(content["at"]),
    )


def _written_member(member: Member) -> Json:
    return {
        "id": member.id,
        "part": member.part.value,
        "since": member.since.isoformat(),
        "person": member.person,
        "name": member.name,
        "parts": list(member.parts),
    }


def _read_member(content: Json) -> Member:
    return Member(
        id=SeatId(content["id"]),
        part=Part(content["part"]),
        since=date.fromisoformat(content["since"]),
        person=PersonId(content["person"]) if content["person"] else None,
        name=content["name"],
        parts=tuple(content["parts"]),
    )


def written_course(course: Course) -> Json:
    return {
        "employee": course.employee,
        "leader": course.leader,
        "state": course.state.value,
        "starts_on": course.starts_on.isoformat(),
        "ends_on": course.ends_on.isoformat(),
        "draft": course.draft,
        "open": course.open,
        "sent_by": course.sent_by.value if course.sent_by else None,
        "signatures": [_written_signature(each) for each in course.signatures],
        "proposed": course.proposed.value if course.proposed else None,
        "proposed_by": course.proposed_by.value if course.proposed_by else None,
        "paused_until": _written_day(course.paused_until),
        "leaving_at": course.leaving_at.isoformat() if course.leaving_at else None,
        "leader_may_copy": course.leader_may_copy,
        "lead": course.lead.value,
        "deputy": _written_deputy(course.deputy),
        "group": [_written_member(each) for each in course.group],
        "steps": [
            {"what": step.what.value, "who": step.who.value, "at": step.at.isoformat()}
            for step in course.steps
        ],
    }


def read_course(content: Json, id: AgreementId, version: int) -> Course:
    leaving = content["leaving_at"]
    return Course(
        agreement=id,
        employee=PersonId(content["employee"]),
        leader=PersonId(content["leader"]),
        state=State(content["state"]),
        starts_on=date.fromisoformat(content["starts_on"]),
        ends_on=date.fromisoformat(content["ends_on"]),
        draft=content["draft"],
        open=content["open"],
        sent_by=Role(content["sent_by"]) if content["sent_by"] else None,
        signatures=tuple(_read_signature(each) for each in content["signatures"]),
        proposed=Move(content["proposed"]) if content["proposed"] else None,
        proposed_by=Role(content["proposed_by"]) if content["proposed_by"] else None,
        paused_until=_read_day(content["paused_until"]),
        leaving_at=datetime.fromisoformat(leaving) if leaving else None,
        leader_may_copy=content["leader_may_copy"],
        lead=Lead(content["lead"]),
        deputy=_read_deputy(content["deputy"]),
        group=tuple(_read_member(each) for each in content["group"]),
        steps=tuple(
            Step(what=Move(step["what"]), who=Role(step["who"]), at=datetime.fromisoformat(step["at"]))
            for step in content["steps"]
        ),
        version=version,
    )
