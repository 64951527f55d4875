"""The guided stories, as data: what one is shown, which control comes next, and how one knows it was done."""

from typing import Final

from bots.demo import scene_agreement as both
from bots.demo import scene_julebord as party
from bots.demo.cast import TWO_AND, Part
from bots.demo.past import FRESH, USED_TO_IT
from bots.demo.scene import Scene, answer, open_ping, open_when_called, read_thanks, share, thank, wind_for
from bots.demo.step import MINE, READ, Step, Tale, pinged
from bots.demo.steps_campaign import CAMPAIGN


def has_chosen(scene: Scene) -> bool:
    """Whether the employee has shared something, by day or at night, or has kept it all."""
    said = ("checkins.shared", "checkins.shared_at_night", "checkins.kept")
    return any(scene.reads(scene.who.employee, each) for each in said)


TO_DRAFT: Final = ("invitations.to_draft", "life.press.to_draft", "drafting.title", *MINE)
TO_AGREEMENT: Final = ("life.show", *MINE)

CHECKIN: Final = Tale(key="checkin", agreed=FRESH, steps=(
    Step(key="ask", control="clock", person="employee", done=pinged("employee"),
         show=lambda s: wind_for(s, s.who.employee)),
    Step(key="open", control="press", person="employee", done=lambda s: s.at(s.who.employee, "checkins.title"),
         show=lambda s: open_ping(s, s.who.employee)),
    Step(key="answer", control="submit", person="employee", way=("checkins.next",),
         done=lambda s: s.at(s.who.employee, "checkins.share_title"), show=answer),
    Step(key="share", control="submit", person="employee", way=("checkins.share",),
         done=has_chosen, show=share),
    Step(key="wait", control="clock", person="leader", done=pinged("leader"),
         show=lambda s: wind_for(s, s.who.leader)),
    Step(key="read", control="press", person="leader", done=lambda s: s.at(s.who.leader, "checkins.leader.title"),
         show=lambda s: open_ping(s, s.who.leader)),
    Step(key="thank", control="submit", person="leader", way=("checkins.leader.send",),
         done=lambda s: s.reads(s.who.leader, "checkins.leader.sent"), show=thank),
    # The thanks come on another day.
    Step(key="thanked", control="press", person="employee", called=True,
         done=lambda s: s.at(s.who.employee, "checkins.thanked_title"), show=read_thanks),
    Step(key="lock", control="view.lock"),
    Step(key="export", control="view.export"),
    Step(key="end", control=""),
))  # fmt: skip

AGREEMENT: Final = Tale(key="agreement", agreed=None, steps=(
    Step(key="request", control="press", person="employee",
         way=("invitations.ask.submit", "golive.go_on", "invitations.page.ask", *MINE),
         done=lambda s: s.at(s.who.employee, "invitations.sent.title"), show=both.ask),
    Step(key="asked", control="clock", person="leader", done=pinged("leader"),
         show=lambda s: wind_for(s, s.who.leader)),
    Step(key="yes", control="press", person="leader", way=("invitations.got.begin", "golive.go_on"),
         done=lambda s: s.reads(s.who.leader, "invitations.begun"), show=both.say_yes),
    Step(key="write", control="show", done=lambda s: s.reads(s.who.employee, "drafting.enough"), show=both.write),
    Step(key="sign", control="press", person="employee", way=("drafting.sign", "drafting.send", *TO_DRAFT),
         done=lambda s: s.reads(s.who.employee, "drafting.signed_by_me"), show=both.sign_first),
    Step(key="countersign", control="press", person="leader", way=("drafting.sign", *TO_DRAFT),
         done=lambda s: s.reads(s.who.leader, "drafting.in_force"), show=both.sign_second),
    # First the news that it is in force, and on another day the first week's questions.
    Step(key="week", control="clock", person="employee", done=both.a_week_later, show=both.first_week),
    Step(key="first", control="press", person="employee", way=("checkins.share", "checkins.next"),
         done=has_chosen, show=both.first_checkin),
    Step(key="around", control="show", done=lambda s: s.reads(s.who.other, "group.reading"), show=both.bring_in),
    Step(key="plan", control="press", person="employee", way=("life.plan.submit", "life.press.plan", *TO_AGREEMENT),
         done=lambda s: s.reads(s.who.employee, "life.state.relapse_plan_triggered"), show=both.take_up_plan),
    Step(key="met", control="press", person="leader", way=("life.press.settle", *TO_AGREEMENT), called=True,
         done=lambda s: s.reads(s.who.leader, "life.settle.waiting"), show=both.meet),
    Step(key="settled", control="press", person="employee", way=("life.press.settle", *TO_AGREEMENT),
         done=lambda s: s.reads(s.who.employee, "life.state.active"), show=both.settle),
    Step(key="amend", control="show", done=lambda s: s.reads(s.who.leader, "drafting.in_force"), show=both.amend),
    Step(key="over", control="show", done=lambda s: s.reads(s.who.employee, "life.state.completed"),
         show=both.complete),
    Step(key="kept", control=""),
))  # fmt: skip

OFFER: Final = Tale(key="offer", agreed=None, steps=(
    Step(key="offer", control="press", person="leader",
         way=("invitations.offer.submit", "golive.go_on", "invitations.page.offer", *MINE),
         done=lambda s: s.at(s.who.leader, "invitations.sent.title"), show=both.offer),
    Step(key="offered", control="clock", person="employee", done=pinged("employee"),
         show=lambda s: s.workplace.wind_to_ping(s.who.employee)),
    Step(key="no", control="press", person="employee", way=("invitations.got.no", "golive.go_on"),
         done=lambda s: s.reads(s.who.employee, "invitations.declined"), show=both.say_no),
    Step(key="unknown", control="show", done=both.two_months_gone, show=both.wait_out),
    Step(key="ended", control="press", person="leader", way=("invitations.look", *MINE),
         done=lambda s: s.reads(s.who.leader, "invitations.stage.not_made"), show=both.look),
    Step(key="same", control=""),
))  # fmt: skip

JULEBORD: Final = Tale(key="julebord", agreed=USED_TO_IT, parts=(*TWO_AND, Part.ORGANISER), steps=(
    Step(key="season", control="press", person="other", way=("occasions.save", "occasions.season.enter"),
         done=lambda s: s.reads(s.who.other, "occasions.entered.body"), show=party.enter),
    Step(key="invited", control="clock", person="other", done=party.both_called, show=party.good_time),
    Step(key="advice", control="press", person="other", done=lambda s: s.at(s.who.other, "occasions.advice.title"),
         show=lambda s: open_ping(s, s.who.other)),
    Step(key="prepare", control="press", person="employee", way=("preparations.save",),
         done=lambda s: s.at(s.who.employee, "preparations.share.title"), show=party.prepare),
    Step(key="part", control="submit", person="employee", way=("preparations.share.submit",),
         done=lambda s: s.reads(s.who.employee, "preparations.one.own"), show=party.share),
    Step(key="remind", control="clock", person="leader", done=pinged("leader"),
         show=lambda s: wind_for(s, s.who.leader)),
    Step(key="raise", control="press", person="leader", done=lambda s: s.at(s.who.leader, "preparations.raise.title"),
         show=lambda s: open_ping(s, s.who.leader)),
    Step(key="talked", control="press", person="leader", way=("preparations.held",),
         done=lambda s: s.reads(s.who.leader, "followups.held"), show=party.say_held),
    Step(key="move", control="press", person="other",
         way=("occasions.save", "occasions.list.edit", "guides.occasions", READ),
         done=lambda s: s.reads(s.who.other, "occasions.entered.body"), show=party.move),
    Step(key="before", control="press", person="employee", called=True,
         done=lambda s: s.at(s.who.employee, "preparations.note.title"),
         show=lambda s: open_when_called(s, s.who.employee, "preparations.note.title")),
    Step(key="after", control="press", person="employee", called=True,
         done=lambda s: s.at(s.who.employee, "preparations.after.title"),
         show=lambda s: open_when_called(s, s.who.employee, "preparations.after.title")),
    Step(key="asks", control="press", person="leader", called=True,
         done=lambda s: s.at(s.who.leader, "preparations.lead_after.title"),
         show=lambda s: open_when_called(s, s.who.leader, "preparations.lead_after.title")),
    Step(key="party_lock", control="view.lock"),
    Step(key="party_export", control="view.export"),
    Step(key="home", control=""),
))  # fmt: skip

TALES: Final = {tale.key: tale for tale in (CHECKIN, AGREEMENT, OFFER, JULEBORD, CAMPAIGN)}
