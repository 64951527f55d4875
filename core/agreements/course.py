"""How an agreement stands, as both parties see it: every move there is, and who may make it (domain.md 5.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from core.agreements.members import Member
from core.agreements.model import RUNNING, AgreementId, Deputy, Signature, State, Wording
from core.errors import Refused
from core.people import PersonId
from core.sight import Role

PARTIES = frozenset({Role.EMPLOYEE, Role.LEADER})


class Move(StrEnum):
    """What was done; a step in the log names one of these and never says why."""

    BEGUN = "begun"
    TAKEN_IN = "taken_in"
    SENT = "sent"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    DROPPED = "dropped"
    ABORTED = "aborted"
    PAUSED = "paused"
    RESUMED = "resumed"
    PROPOSED_PLAN = "proposed_plan"
    OPENED_PLAN = "opened_plan"
    PROPOSED_SETTLING = "proposed_settling"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    CHOSE_LEADER = "chose_leader"
    ENTERED = "entered"
    DID_NOT_ENTER = "did_not_enter"
    PROPOSED_DEPUTY = "proposed_deputy"
    AGREED_DEPUTY = "agreed_deputy"
    NO_DEPUTY = "no_deputy"
    LET_IN = "let_in"
    LET_GO = "let_go"
    TALKED = "talked"


class Lead(StrEnum):
    """Whether its leader is in it: one at most, at any time (S195)."""

    IN = "in"
    ASKED = "asked"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Who made which move, when. Both parties can read it."""

    what: Move
    who: Role
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """
    Sealed for employee and responsible leader; each move bumps `version`, so that of two at once one is told.

    `draft` is the number of the newest draft there was, and `open` whether it is being worked on: while DRAFTING
    it is the agreement's first text, afterwards a proposed amendment, and what is in force stays so until both
    have signed.
    `sent_by` is who said that it is ready to sign. `leaving_at` is when a withdrawal reaches the leader; the
    employee can take it back until then. `leader_may_copy` is the employee's yes to a copy outside the app.
    While `lead` is not IN, `leader` is who was asked last and no party: nobody reads it but the employee.
    States that a date brings about are derived: see `state_at`.
    """

    agreement: AgreementId
    employee: PersonId
    leader: PersonId
    state: State
    starts_on: date
    ends_on: date
    draft: int = 0
    open: bool = False
    sent_by: Role | None = None
    signatures: tuple[Signature, ...] = ()
    proposed: Move | None = None
    proposed_by: Role | None = None
    paused_until: date | None = None
    leaving_at: datetime | None = None
    leader_may_copy: bool = False
    lead: Lead = Lead.IN
    deputy: Deputy | None = None
    group: tuple[Member, ...] = ()
    steps: tuple[Step, ...] = ()
    version: int = 0

    def state_at(self, now: datetime, today: date) -> State:
        """The state as the leader is to see it now; the employee's own view adds a withdrawal under way."""
        if self.leaving_at is not None and now >= self.leaving_at:
            return State.WITHDRAWN
        if self.state in RUNNING and today > self.ends_on:
            return State.COMPLETED
        if self.state is State.PAUSED and self.paused_until is not None and today >= self.paused_until:
            return State.ACTIVE
        if self.state is State.DRAFTING and self.sent_by is not None:
            return State.SIGNING
        return self.state

    def steps_at(self, now: datetime) -> tuple[Step, ...]:
        """The steps that both may know of."""
        return tuple(step for step in self.steps if step.at <= now)

    def led_earlier(self, step: Step) -> bool:
        """Whether it was the leader's, and another has been chosen since: then it is not the present one's name."""
        chosen = [each.at for each in self.steps if each.what is Move.CHOSE_LEADER]
        return step.who is Role.LEADER and bool(chosen) and step.at < chosen[-1]

    def party(self, person: PersonId) -> Role:
        """What this person is here. Raises Refused."""
        match person:
            case self.employee:
                return Role.EMPLOYEE
            case self.leader if self.lead is Lead.IN:
                return Role.LEADER
            case _:
                raise Refused

    def person(self, role: Role) -> PersonId:
        """Who has this part."""
        return self.employee if role is Role.EMPLOYEE else self.leader

    def signed_by(self, who: Role) -> Signature | None:
        """Their signature on the newest draft, if it is there."""
        return next((s for s in self.signatures if s.who is who and s.number == self.draft), None)

    def complete(self) -> bool:
        """Whether both have signed the newest draft, and the same words."""
        mine = [self.signed_by(role) for role in PARTIES]
        return all(mine) and len({s.digest for s in mine if s}) == 1

    def stepped(self, what: Move, who: Role, at: datetime, **new: object) -> Self:
        """The same course, changed, with one more step in the log."""
        step = Step(what=what, who=who, at=at)
        return replace(self, steps=(*self.steps, step), version=self.version + 1, **new)  # type: ignore[arg-type]


Moment = tuple[datetime, date]
"""Now, and the day it is where the employee is."""


def other(role: Role) -> Role:
    """The other party."""
    return Role.LEADER if role is Role.EMPLOYEE else Role.EMPLOYEE


def must(course: Course, when: Moment, states: frozenset[State]) -> State:
    """The state it is in now. Raises Refused if it is none of these."""
    state = course.state_at(*when)
    if state not in states:
        raise Refused("refused.moved_on")
    return state


WORDED = RUNNING | {State.DRAFTING, State.SIGNING}


def edited(course: Course, when: Moment) -> Course:
    """Another version of the draft; every signature on the one before is void."""
    must(course, when, WORDED)
    return replace(
        course, draft=course.draft + 1, open=True, sent_by=None, signatures=(), version=course.version + 1
    )


def sent(course: Course, who: Role, number: int, when: Moment) -> Course:
    """Ready to sign. Raises Refused if the draft has moved on since `number`."""
    must(course, when, WORDED)
    if not course.open or course.draft != number or course.sent_by is not None:
        raise Refused("refused.moved_on")
    return course.stepped(Move.SENT, who, when[0], sent_by=who)


def signed(course: Course, signature: Signature, when: Moment) -> Course:
    """One party signs what was sent. Signing twice is signing once."""
    must(course, when, WORDED)
    if course.sent_by is None or course.draft != signature.number:
        raise Refused("refused.moved_on")
    if course.signed_by(signature.who):
        return course
    signatures = (*course.signatures, signature)
    return course.stepped(Move.SIGNED, signature.who, when[0], signatures=signatures)


def entered_into_force(course: Course, wording: Wording, who: Role, when: Moment) -> Course:
    """Both have signed: the draft is the text. Raises Refused if they have not."""
    if not course.complete():
        raise Refused("refused.moved_on")
    state = State.ACTIVE if course.state is State.DRAFTING else course.state
    new: Mapping[str, object] = {
        "state": state, "starts_on": wording.starts_on, "ends_on": wording.ends_on,
        "open": False, "sent_by": None, "signatures": (),
    }  # fmt: skip
    return course.stepped(Move.TAKEN_IN if wording.paper else Move.IN_FORCE, who, when[0], **new)


def dropped(course: Course, who: Role, when: Moment) -> Course:
    """An amendment is given up; while there is no agreement yet, that ends the whole (`aborted`)."""
    must(course, when, RUNNING)
    if not course.open:
        raise Refused("refused.moved_on")
    return course.stepped(Move.DROPPED, who, when[0], open=False, sent_by=None, signatures=())


def aborted(course: Course, who: Role, when: Moment) -> Course:
    """Either may leave before both have signed, and says no reason."""
    must(course, when, frozenset({State.DRAFTING, State.SIGNING}))
    return course.stepped(
        Move.ABORTED, who, when[0], state=State.CANCELLED, open=False, sent_by=None, signatures=()
    )


def paused(course: Course, who: Role, until: date, when: Moment) -> Course:
    """Leave, holiday, sickness: nobody is asked until `until`, which must lie ahead. In a pause, another day for its end."""
    must(course, when, frozenset({State.ACTIVE, State.PAUSED}))
    if until <= when[1]:
        raise Refused("refused.past")
    return course.stepped(Move.PAUSED, who, when[0], state=State.PAUSED, paused_until=until)


def resumed(course: Course, who: Role, when: Moment) -> Course:
    """Before the day that was set."""
    must(course, when, frozenset({State.PAUSED}))
    return course.stepped(Move.RESUMED, who, when[0], state=State.ACTIVE, paused_until=None)


def plan_opened(course: Course, who: Role, when: Moment) -> Course:
    """
    The plan «Hva gjør vi hvis …?» is taken up: by the employee alone; the leader's word is a proposal.

    Never by silence and never by answers: there is no other way in (S88).
    """
    must(course, when, frozenset({State.ACTIVE, State.PAUSED}))
    if who is Role.LEADER and course.proposed is Move.OPENED_PLAN:
        return course
    if who is Role.LEADER:
        return course.stepped(
            Move.PROPOSED_PLAN, who, when[0], proposed=Move.OPENED_PLAN, proposed_by=Role.LEADER
        )
    new: Mapping[str, object] = {
        "state": State.RELAPSE_PLAN, "paused_until": None, "proposed": None, "proposed_by": None,
    }  # fmt: skip
    return course.stepped(Move.OPENED_PLAN, who, when[0], **new)


def settled(course: Course, who: Role, when: Moment) -> Course:
    """
    Back to the everyday when both say so: the first one proposes, the other confirms.

    While nobody leads, the employee's word is enough. Who has said so already says nothing new.
    """
    must(course, when, frozenset({State.RELAPSE_PLAN}))
    if course.proposed is Move.SETTLED and course.proposed_by is who and course.lead is Lead.IN:
        return course
    both = course.proposed is Move.SETTLED and course.proposed_by is other(who)
    if both or (course.lead is not Lead.IN and who is Role.EMPLOYEE):
        return course.stepped(Move.SETTLED, who, when[0], state=State.ACTIVE, proposed=None, proposed_by=None)
    return course.stepped(Move.PROPOSED_SETTLING, who, when[0], proposed=Move.SETTLED, proposed_by=who)


def withdrawn(course: Course, at: datetime, when: Moment) -> Course:
    """The employee steps out, with no reason. `at` is when the leader is told; until then it can be undone, and is no step."""
    must(course, when, RUNNING)
    if course.leaving_at is not None:
        return course
    return course.stepped(Move.WITHDRAWN, Role.EMPLOYEE, at, leaving_at=at)


def stayed(course: Course, when: Moment) -> Course:
    """The employee has second thoughts before the leader is told. No step is left of either."""
    must(course, when, RUNNING)
    if course.leaving_at is None:
        raise Refused("refused.moved_on")
    steps = tuple(step for step in course.steps if step.what is not Move.WITHDRAWN)
    return replace(course, leaving_at=None, steps=steps, version=course.version + 1)


def ended(course: Course, when: Moment) -> Course:
    """The leader ends it, after a conversation that was held; no reason is stored."""
    must(course, when, RUNNING)
    return course.stepped(Move.ENDED, Role.LEADER, when[0], state=State.ENDED)


def copying(course: Course, *, may: bool) -> Course:
    """Whether the leader may take a copy of the text. No step in the log: it is no move of the agreement."""
    return replace(course, leader_may_copy=may, version=course.version + 1)
