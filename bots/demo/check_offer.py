"""An offer that is declined, and one that is never opened: the same to whoever made them; for `innsjekk demo --check`."""

from datetime import datetime, time, timedelta
from typing import Final

from bots.demo.check_checkin import exports
from bots.demo.together import offer, own_page, past_notice
from bots.demo.witness import SAY, Played, contains, expect
from bots.demo.workplace import ZONE
from core.chat.texts import Texts
from core.invitations.model import OFFER_STANDS
from core.invitations.texts import TEXTS
from core.people import Language

NIGHTFALL: Final = time(21)
SENT_TO: Final = SAY.invitation("page.sent").partition("{")[0]


async def declined(played: Played) -> None:
    """Two are offered an agreement on the same day; one says no, the other leaves it lying."""
    who = played.who
    sent = await offered(played)
    await turned_down(played)
    expect("what the leader saw before the answer", sent, await seen(played))
    closing = await waited(played, sent)
    played.begin("The day after the closing date the leader sees that neither was made, and not why")
    await played.workplace.wind(closing + timedelta(days=1))
    after = await seen(played)
    played.saw(who.leader, "form", after[who.employee.key])
    contains(after[who.employee.key], SAY.invitation("stage.not_made"))
    alike(played, after)
    exports(played)


async def offered(played: Played) -> dict[str, list[str]]:
    """After a talk with each; gives what the leader sees of each."""
    leader, both = played.who.leader, (played.who.employee, played.who.other)
    played.begin("The leader offers an agreement to two, after talks")
    for actor in both:
        await offer(played.phone(leader), SAY, actor.name)
        contains(played.form(leader), SAY.invitation("stage.waiting").partition("{")[0])
        await played.leave(leader)
    sent = await seen(played)
    played.saw(leader, "form", sent[played.who.employee.key])
    alike(played, sent)
    return sent


async def turned_down(played: Played) -> None:
    """Three answers of equal weight; the no is kept for the employee alone."""
    employee = played.who.employee
    played.begin("One of them opens it, finds three equal answers, and says no")
    phone = played.phone(employee)
    await played.ping(employee)
    await played.open(employee, tell=False)
    await past_notice(phone, SAY)
    answers = [SAY.invitation(f"got.{each}") for each in ("yes", "no", "think")]
    expect("all three answers", answers, [each for each in phone.buttons() if each in answers])
    await phone.press(SAY.invitation("got.no"))
    played.saw(employee, "form", played.form(employee))
    contains(played.form(employee), SAY.invitation("declined").partition("{")[0])
    await played.leave(employee)


async def waited(played: Played, sent: dict[str, list[str]]) -> datetime:
    """Until the closing date nothing changes for the leader, and nothing rings; gives that evening."""
    leader, workplace = played.who.leader, played.workplace
    played.begin("For two months nothing changes for the leader, and no ping tells")
    began, rung = workplace.clock.now().astimezone(ZONE), workplace.hints(leader)
    closing = datetime.combine(began.date() + OFFER_STANDS, NIGHTFALL, ZONE)
    texts = Texts(TEXTS, Language.NB)
    contains(sent[played.who.employee.key], texts("stage.waiting", day=texts.day(closing)))
    for moment in (began + OFFER_STANDS / 2, closing):
        await workplace.wind(moment)
        expect("what the leader saw when it was sent", sent, await seen(played))
    await workplace.wind(closing + timedelta(days=1))
    expect("no ping for the leader", rung, workplace.hints(leader))
    return closing


async def seen(played: Played) -> dict[str, list[str]]:
    """What the leader's own page and the page behind it say of each of the two."""
    leader, found = played.who.leader, dict[str, list[str]]()
    phone = played.phone(leader)
    for nth in range(2):
        await own_page(phone, SAY)
        lines = [each for each in played.form(leader) if each.startswith(SENT_TO)]
        await phone.press(SAY.invitation("look"), nth=nth)
        to = next(each for each in (played.who.employee, played.who.other) if each.name in lines[nth])
        found[to.key] = [lines[nth], *played.form(leader)]
        await played.leave(leader)
    return found


def alike(played: Played, found: dict[str, list[str]]) -> None:
    """The two are told apart by nothing but their names."""
    one, other = (
        [line.replace(actor.name, "…") for line in found[actor.key]]
        for actor in (played.who.employee, played.who.other)
    )
    expect("the same as of somebody who never opened it", other, one)
