"""Moves about who leads an agreement, and who reads for the leader meanwhile."""

from collections.abc import Mapping
from dataclasses import replace

from core.agreements.course import Course, Lead, Moment, Move, must
from core.agreements.model import RUNNING, Deputy
from core.errors import Refused
from core.people import PersonId
from core.sight import Role


def handed_over(course: Course, to: PersonId, when: Moment) -> Course:
    """
    The employee has chosen another leader, who is asked to go in.

    What has happened before is not theirs to read, so the log begins anew; and a proposal of two of whom one is
    no party any more is none.
    """
    must(course, when, RUNNING)
    if course.leaving_at is not None or to == course.employee:
        raise Refused("refused.moved_on")
    if to == course.leader and course.lead is not Lead.NONE:
        raise Refused("refused.moved_on")
    new: Mapping[str, object] = {
        "leader": to, "lead": Lead.ASKED, "open": False, "sent_by": None, "signatures": (), "proposed": None,
        "proposed_by": None, "leader_may_copy": False, "deputy": None,
    }  # fmt: skip
    return replace(course, steps=()).stepped(Move.CHOSE_LEADER, Role.EMPLOYEE, when[0], **new)


def entered(course: Course, when: Moment) -> Course:
    """The chosen one has signed."""
    must(course, when, RUNNING)
    if course.lead is not Lead.ASKED:
        raise Refused("refused.moved_on")
    return course.stepped(Move.ENTERED, Role.LEADER, when[0], lead=Lead.IN)


def not_entered(course: Course, when: Moment) -> Course:
    """The chosen one cannot; the employee may choose again."""
    must(course, when, RUNNING)
    if course.lead is not Lead.ASKED:
        raise Refused("refused.moved_on")
    return course.stepped(Move.DID_NOT_ENTER, Role.LEADER, when[0], lead=Lead.NONE)


def alone(course: Course) -> Course:
    """As it is for an employee who had left the workplace and came back: the leader's keys are gone. No move of anybody's."""
    return replace(course, lead=Lead.NONE)


def deputy_proposed(course: Course, deputy: Deputy, who: Role, when: Moment) -> Course:
    """Either says who could read for the leader, and when; it means nothing until the employee agrees."""
    must(course, when, RUNNING)
    if course.lead is not Lead.IN or course.leaving_at is not None:
        raise Refused("refused.moved_on")
    if deputy.person in {course.employee, course.leader} or (course.deputy and course.deputy.on(when[1])):
        raise Refused("refused.moved_on")
    if deputy.until < max(deputy.since, when[1]):
        raise Refused("refused.past")
    return course.stepped(Move.PROPOSED_DEPUTY, who, when[0], deputy=replace(deputy, agreed=False))


def deputy_agreed(course: Course, deputy: Deputy, when: Moment) -> Course:
    """The employee's yes to the very one who was on the screen."""
    must(course, when, RUNNING)
    if course.lead is not Lead.IN or course.deputy != deputy or deputy.agreed or deputy.until < when[1]:
        raise Refused("refused.moved_on")
    return course.stepped(Move.AGREED_DEPUTY, Role.EMPLOYEE, when[0], deputy=replace(deputy, agreed=True))


def without_deputy(course: Course, who: Role, when: Moment) -> Course:
    """Either says no, or that it is over."""
    must(course, when, RUNNING)
    if course.deputy is None:
        raise Refused("refused.moved_on")
    return course.stepped(Move.NO_DEPUTY, who, when[0], deputy=None)
