"""Who may see what: the visibility matrix (domain.md 5.6) as data, and which key guards each datum."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.people import PersonId


class Role(StrEnum):
    """
    What somebody is in one agreement; or, AUTHOR, to an own private reminder; or, INVITER and INVITEE, in an
    offer or a request, before there is any agreement. SUCCESSOR is a leader whom the employee has chosen and who
    has not signed yet; DEPUTY reads for a leader who is away. INVITED is somebody whom the employee has asked into
    the resource group, and HOST the employee to that one person. ASKER and HELPER are the two of a wish for a talk.

    Committee, HR and administrator have no member here, so no sight can be made for them (S154, S178).
    """

    EMPLOYEE = "employee"
    LEADER = "leader"
    SUCCESSOR = "successor"
    DEPUTY = "deputy"
    HOST = "host"
    INVITED = "invited"
    WORKER = "worker"
    AUTHOR = "author"
    INVITER = "inviter"
    INVITEE = "invitee"
    ASKER = "asker"
    HELPER = "helper"


class Purpose(StrEnum):
    """The keys of one agreement, or of what stands beside it, by what they are for."""

    OWN = "own"
    JOINT = "joint"
    GROUP = "group"
    ROUTE = "route"
    TALK = "talk"


class Datum(StrEnum):
    """What there is to see of an individual agreement."""

    TERMS = "terms"
    COURSE = "course"
    DRAFT = "draft"
    SEAT = "seat"
    ROUTE = "route"
    CHECKIN_STATUS = "checkin_status"
    ANSWERS = "answers"
    SHARED_ANSWERS = "shared_answers"
    REMINDER = "reminder"
    INVITATION = "invitation"
    REPLY = "reply"
    TALK = "talk"
    MEETING = "meeting"
    EVALUATION = "evaluation"
    SHARED_EVALUATION = "shared_evaluation"
    PREPARATION = "preparation"
    SHARED_PREPARATION = "shared_preparation"


GUARDED_BY: Mapping[Datum, Purpose] = {
    Datum.TERMS: Purpose.JOINT,
    Datum.COURSE: Purpose.JOINT,
    Datum.DRAFT: Purpose.JOINT,
    Datum.SEAT: Purpose.GROUP,
    Datum.ROUTE: Purpose.ROUTE,
    Datum.CHECKIN_STATUS: Purpose.ROUTE,
    Datum.ANSWERS: Purpose.OWN,
    Datum.SHARED_ANSWERS: Purpose.JOINT,
    Datum.REMINDER: Purpose.OWN,
    Datum.INVITATION: Purpose.JOINT,
    Datum.REPLY: Purpose.OWN,
    Datum.TALK: Purpose.TALK,
    Datum.MEETING: Purpose.JOINT,
    Datum.EVALUATION: Purpose.OWN,
    Datum.SHARED_EVALUATION: Purpose.JOINT,
    Datum.PREPARATION: Purpose.OWN,
    Datum.SHARED_PREPARATION: Purpose.JOINT,
}

HOLDS: Mapping[Role, frozenset[Purpose]] = {
    # The leader does not hold the route: it would tell a skipped check-in from an unshared one.
    Role.EMPLOYEE: frozenset({Purpose.OWN, Purpose.JOINT, Purpose.ROUTE}),
    Role.LEADER: frozenset({Purpose.JOINT}),
    Role.SUCCESSOR: frozenset({Purpose.JOINT}),
    Role.DEPUTY: frozenset({Purpose.JOINT}),
    # Each seat has a key of its own, so that one helper's opens nothing of what another was shown.
    Role.HOST: frozenset({Purpose.GROUP}),
    Role.INVITED: frozenset({Purpose.GROUP}),
    Role.WORKER: frozenset({Purpose.ROUTE}),
    Role.AUTHOR: frozenset({Purpose.OWN}),
    # Whoever asks cannot read what the other thinks of it: only that it was sent, and a yes.
    Role.INVITER: frozenset({Purpose.JOINT}),
    Role.INVITEE: frozenset({Purpose.JOINT, Purpose.OWN}),
    Role.ASKER: frozenset({Purpose.TALK}),
    Role.HELPER: frozenset({Purpose.TALK}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """On whose behalf something is opened: a person in a role."""

    person: PersonId
    role: Role


WORKER = Sight(person=PersonId("worker"), role=Role.WORKER)
"""The clock's own sight: it can route a ping, and read not a word."""


def may_see(role: Role, datum: Datum) -> bool:
    """Whether this role holds the key that guards this datum."""
    return GUARDED_BY[datum] in HOLDS[role]
