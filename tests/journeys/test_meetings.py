"""
Meetings: proposed, answered, moved, called off; told neutrally, reminded of once, and for each a file of their own.

Over 200 lines: each promise has its own sentence, and they stand on the same few makers.
"""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from icalendar import Calendar

from bots.demo.far.phone import Phone
from core.agreements.members import Part as Helper
from core.around import usecases as around
from core.chat.texts import Texts
from core.chat.views import Values
from core.drafting.model import digest, wording_of
from core.group import guests
from core.group import usecases as group
from core.ledger.model import Standing
from core.meetings.model import Meeting
from core.meetings.texts import TEXTS
from core.meetings.usecases import ASKED, REMIND
from core.people import Language, Position
from core.sight import WORKER, Role, Sight
from tests.journeys.acts import my_page, press, rows, submit, without_ids, word
from tests.journeys.colleagues import PAIRS, hire
from tests.journeys.test_life import NIGHT
from tests.journeys.test_pages import LINK, fetched
from tests.journeys.world import World, pings

pytestmark = pytest.mark.every_pair

JONAS, KARI = "Jonas Oppdiktet", "Kari Oppdiktet"
TUESDAY = datetime(2026, 12, 1, 12, tzinfo=UTC)
"""13:00 in Oslo, eight days ahead."""


def said(key: str, **holes: object) -> str:
    return Texts(TEXTS, Language.NB)(key, **holes)


@pytest_asyncio.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def to_meetings(phone: Phone) -> None:
    """From the menu over the agreement's page."""
    await phone.go_home()
    await my_page(phone)
    await phone.press(word("life", "show"))
    await phone.press(word("life", "press.meetings"))


async def fill(phone: Phone, day: str = "2026-12-01", time: str = "13:00", place: str = "Rom 4") -> None:
    phone.fill(said("propose.day"), day)
    phone.fill(said("propose.time"), time)
    phone.fill(said("place"), place)
    await phone.submit()


def shown(phone: Phone) -> str:
    """What can be read, with what stands beside the fields."""
    assert phone.form is not None
    return f"{phone.words()} {list(phone.form.errors.values())}"


async def proposed(world: World, phone: Phone, **given: str) -> None:
    await to_meetings(phone)
    await phone.press(said("press.new"))
    await fill(phone, **given)


async def agreed(world: World) -> None:
    """The leader proposes; the employee says yes."""
    await proposed(world, world.jonas)
    await world.jonas.close()
    await to_meetings(world.kari)
    await world.kari.press(said("press.look"))
    await world.kari.submit()
    await world.kari.close()


async def meetings(world: World, role: Role = Role.EMPLOYEE) -> list[Meeting]:
    person = world.people["kari" if role is Role.EMPLOYEE else "jonas"].id
    async with world.parts.store.reading() as work:
        return list(await work.meetings.of(world.agreement, Sight(person=person, role=role)))


async def owed(world: World, key: str, kind: str, *standings: Standing) -> list[datetime]:
    async with world.parts.store.reading() as work:
        return [
            each.due
            for each in await work.ledger.of(world.people[key].id)
            if each.kind == kind and each.standing in (standings or (Standing.WAITING,))
        ]


async def changed(world: World, key: str, **new: Any) -> None:
    async with world.parts.store.transaction() as work:
        person = await work.people.get(world.people[key].id)
        await work.people.save(replace(person, version=person.version + 1, **new))


async def calendar(world: World, phone: Phone, http: aiohttp.ClientSession) -> Any:
    """From the meeting's page to the file in the person's hands, as a strict reader has it."""
    await to_meetings(phone)
    await phone.press(said("press.look"))
    await phone.press(said("press.calendar"))
    assert phone.form is not None
    (link,) = LINK.findall(json.dumps(phone.form.body))
    status, kind, made = await fetched(http, link)
    assert (status, kind) == (200, "text/calendar")
    await phone.close()
    read = Calendar.from_ical(made)
    assert read.errors == []
    return read


@PAIRS
async def test_the_leader_proposes_and_the_employee_says_yes(world: World) -> None:
    """A neutral ping each way, some time after; what it is about lies behind the button, for both."""
    await proposed(world, world.jonas)
    words = world.jonas.words()
    assert said("status.mine", name=KARI) in words
    assert "tirsdag 1. desember 13:00–13:30" in words
    await world.jonas.close()
    (due,) = await owed(world, "kari", ASKED)
    assert due > world.clock.at
    before = pings(world.kari)
    await world.wind(due)
    while pings(world.kari) == before:
        await world.until_ping(world.kari)
    assert "møte" not in " ".join(world.kari.lock_screen).lower()
    await world.kari.press(word("ledger", "open"))
    assert said("status.proposed", name=JONAS) in world.kari.words()
    assert "Rom 4" in world.kari.words()
    await world.kari.submit()
    assert said("status.agreed") in world.kari.words()
    await world.kari.close()
    assert len(await owed(world, "jonas", ASKED)) == 1
    for role in (Role.EMPLOYEE, Role.LEADER):
        (meeting,) = await meetings(world, role)
        assert meeting.agreed is not None
        assert meeting.agreed.at == TUESDAY


async def test_another_time_goes_back_and_forth_and_a_late_yes_is_to_nothing(world: World) -> None:
    """The yes is to what was on the screen."""
    await proposed(world, world.jonas)
    await world.jonas.close()
    (meeting,) = await meetings(world)
    await to_meetings(world.kari)
    await world.kari.press(said("press.look"))
    await world.kari.press(said("press.other"))
    await fill(world.kari, time="15:30")
    assert said("status.mine", name=JONAS) in world.kari.words()
    await world.kari.close()
    seen = await submit(world, world.kari, "meetings.yes", f"{meeting.id}:1")
    assert word("conversation", "refused.moved_on") in seen
    seen = await submit(world, world.jonas, "meetings.yes", f"{meeting.id}:1")
    assert word("conversation", "refused.moved_on") in seen
    await to_meetings(world.jonas)
    await world.jonas.press(said("press.look"))
    await world.jonas.submit()
    await world.jonas.close()
    (meeting,) = await meetings(world)
    assert meeting.agreed is not None
    assert meeting.agreed.at == datetime(2026, 12, 1, 14, 30, tzinfo=UTC)


async def test_a_no_is_enough_and_the_other_is_told(world: World) -> None:
    """No reason is asked for."""
    await proposed(world, world.jonas)
    await world.jonas.close()
    await to_meetings(world.kari)
    await world.kari.press(said("press.look"))
    await world.kari.press(said("press.no"))
    assert said("status.no_me") in world.kari.words()
    await world.kari.close()
    assert len(await owed(world, "jonas", ASKED)) == 1
    await to_meetings(world.jonas)
    assert said("status.no_them", name=KARI) in world.jonas.words()


async def test_a_time_that_cannot_be_is_kindly_refused_and_nothing_is_lost(world: World) -> None:
    """What has been, and what lies after the end; also for a meeting that is moved."""
    await proposed(world, world.kari, day="2026-11-20")
    assert said("propose.past") in shown(world.kari)
    assert "Rom 4" in world.kari.words()
    world.kari.fill(said("propose.day"), "2028-11-16")
    await world.kari.submit()
    after = said("propose.after", day="15. november 2028")
    assert after in shown(world.kari)
    assert "Rom 4" in world.kari.words()
    assert await meetings(world) == []
    world.kari.fill(said("propose.day"), "2028-11-15")
    await world.kari.submit()
    await world.kari.close()
    assert len(await meetings(world)) == 1
    await to_meetings(world.kari)
    await world.kari.press(said("press.look"))
    await world.kari.press(said("press.edit"))
    await fill(world.kari, day="2028-11-20", place="Rom 5")
    assert after in shown(world.kari)
    assert "Rom 5" in world.kari.words()
    (meeting,) = await meetings(world)
    assert meeting.slot().place == "Rom 4"


async def test_both_are_reminded_once_on_the_working_day_before(world: World) -> None:
    """Within the cap, in their hours; and it opens to the meeting."""
    await agreed(world)
    for key in ("kari", "jonas"):
        (due,) = await owed(world, key, REMIND)
        assert due.date() == date(2026, 11, 30)
        assert 8 <= due.hour < 14
    await world.wind(TUESDAY)
    for key in ("kari", "jonas"):
        assert len(await owed(world, key, REMIND, Standing.SENT)) == 1
        assert await owed(world, key, REMIND) == []


async def test_a_meeting_on_a_monday_is_reminded_of_on_the_friday(world: World) -> None:
    """And one after Christmas on the last working day before it."""
    await proposed(world, world.jonas, day="2026-12-28")
    await world.jonas.close()
    (meeting,) = await meetings(world)
    await submit(world, world.kari, "meetings.yes", f"{meeting.id}:1")
    (due,) = await owed(world, "kari", REMIND)
    assert due.date() == date(2026, 12, 24)


async def test_a_meeting_that_is_moved_is_reminded_of_at_its_new_time_alone(world: World) -> None:
    """Until the yes the old one holds."""
    await agreed(world)
    (meeting,) = await meetings(world)
    values = {"day": "2026-12-03", "time": "10:00", "minutes": "30", "place": "Ute"}
    await submit(world, world.kari, "meetings.offer", meeting.id, values)
    assert [due.date() for due in await owed(world, "jonas", REMIND)] == [date(2026, 11, 30)]
    await to_meetings(world.jonas)
    assert said("status.change", name=KARI) in world.jonas.words()
    await world.jonas.press(said("press.look"))
    await world.jonas.submit()
    await world.jonas.close()
    for key in ("kari", "jonas"):
        assert [due.date() for due in await owed(world, key, REMIND)] == [date(2026, 12, 2)]


async def test_what_is_called_off_nobody_is_reminded_of(world: World) -> None:
    """The other is told, with no reason."""
    await agreed(world)
    await to_meetings(world.kari)
    await world.kari.press(said("press.look"))
    await world.kari.press(said("press.cancel"))
    await world.kari.submit()
    assert said("status.off_me") in world.kari.words()
    await world.kari.close()
    for key in ("kari", "jonas"):
        assert await owed(world, key, REMIND) == []
    assert len(await owed(world, "jonas", ASKED)) == 1
    await world.wind(TUESDAY)
    for key in ("kari", "jonas"):
        assert await owed(world, key, REMIND, Standing.SENT) == []
    await to_meetings(world.jonas)
    assert said("status.off_them", name=KARI) in world.jonas.words()


async def test_each_adds_to_the_agenda_and_sees_who_wrote_what(world: World) -> None:
    """One takes away one's own, and not the other's."""
    await agreed(world)
    for phone, text in ((world.kari, "Hjemmekontor"), (world.jonas, "Vaktplanen")):
        await to_meetings(phone)
        await phone.press(said("press.look"))
        await phone.press(said("press.line"))
        phone.fill(said("line.label"), text)
        await phone.submit()
        await phone.close()
    await to_meetings(world.jonas)
    await world.jonas.press(said("press.look"))
    words = world.jonas.words()
    assert (
        words.index(KARI)
        < words.index("Hjemmekontor")
        < words.index(said("line.mine"))
        < words.index("Vaktplanen")
    )
    assert world.jonas.buttons().count(said("press.strike")) == 1
    await world.jonas.press(said("press.strike"))
    assert "Vaktplanen" not in world.jonas.words()
    await world.jonas.close()
    (meeting,) = await meetings(world)
    theirs = meeting.lines[0].id
    seen = await submit(world, world.jonas, "meetings.strike", f"{meeting.id}:{theirs}")
    assert word("conversation", "refused.not_here") in seen
    assert [line.text for line in (await meetings(world))[0].lines] == ["Hjemmekontor"]


async def test_who_else_comes_is_the_employees_to_say(world: World) -> None:
    """The leader suggests; a union representative not even that (S184); nobody is told by the app."""
    pia = await _member(world, "pia", "Pia Oppdiktet", Helper.SUPPORT_CONTACT)
    tove = await _member(world, "tove", "Tove Oppdiktet", Helper.UNION_REPRESENTATIVE)
    await to_meetings(world.jonas)
    await world.jonas.press(said("press.new"))
    assert "Pia Oppdiktet" in world.jonas.words()
    assert "Tove Oppdiktet" not in world.jonas.words()
    await world.jonas.close()
    values: Values = {"day": "2026-12-01", "time": "13:00", "minutes": "30", "guests": (pia, tove)}
    await submit(world, world.jonas, "meetings.propose", world.agreement, values)
    (meeting,) = await meetings(world)
    assert (meeting.guests, meeting.wished) == ((), (pia,))
    await to_meetings(world.kari)
    await world.kari.press(said("press.look"))
    assert said("wished", name=JONAS, names="Pia Oppdiktet (personkontakt)") in world.kari.words()
    world.kari.tick(said("who.employee"), "Tove Oppdiktet (tillitsvalgt)")
    await world.kari.submit()
    await world.kari.close()
    (meeting,) = await meetings(world, Role.LEADER)
    assert meeting.guests == (tove,)
    seen = await submit(world, world.jonas, "meetings.invite", meeting.id, {"guests": (pia,)})
    assert word("conversation", "refused.not_here") in seen
    for key in ("pia", "tove"):
        assert await owed(world, key, ASKED, *Standing) == []
        assert await owed(world, key, REMIND, *Standing) == []


async def _member(world: World, key: str, name: str, part: Helper) -> str:
    await hire(world, key, name)
    if part is Helper.UNION_REPRESENTATIVE:
        await changed(world, key, positions=frozenset({Position.UNION_REPRESENTATIVE}))
    async with world.parts.store.transaction() as work:
        seat = await group.let_in(work, world.agreement, world.people["kari"], world.people[key].id, part, ())
        await guests.enter(work, seat, world.people[key])
    return seat


async def test_each_fetches_a_file_with_a_time_and_nothing_else(
    world: World, http: aiohttp.ClientSession
) -> None:
    """The same instants in Oslo and in New York; two numbers, so that two calendars cannot be laid side by side."""
    await agreed(world)
    await changed(world, "jonas", zone="America/New_York")
    karis, jonas = [await calendar(world, phone, http) for phone in (world.kari, world.jonas)]
    (mine,), (theirs,) = karis.walk("VEVENT"), jonas.walk("VEVENT")
    for event, zone, hour in ((mine, "Europe/Oslo", 13), (theirs, "America/New_York", 7)):
        start = event.decoded("DTSTART")
        assert (start.astimezone(UTC), start.hour) == (TUESDAY, hour)
        assert event["DTSTART"].params["TZID"] == zone
        assert (event["SUMMARY"], event["CLASS"], event["SEQUENCE"]) == (said("calendar.title"), "PRIVATE", 1)
        assert not {"ORGANIZER", "ATTENDEE", "LOCATION", "DESCRIPTION"} & set(event)
    assert mine["UID"] != theirs["UID"]
    whole = karis.to_ical().decode() + jonas.to_ical().decode()
    (meeting,) = await meetings(world)
    for secret in (
        "Kari",
        "Jonas",
        "Rom 4",
        "Innsjekk",
        meeting.id,
        world.agreement,
        *(p.id for p in world.people.values()),
    ):
        assert secret not in whole


async def test_a_changed_time_is_the_same_number_later_and_a_cancelled_one_is_taken_out(
    world: World, http: aiohttp.ClientSession
) -> None:
    """SEQUENCE grows with what was agreed, not with what was proposed."""
    await agreed(world)
    (first,) = (await calendar(world, world.kari, http)).walk("VEVENT")
    (meeting,) = await meetings(world)
    values = {"day": "2026-12-03", "time": "10:00", "minutes": "30", "place": "Ute"}
    await submit(world, world.kari, "meetings.offer", meeting.id, values)
    (still,) = (await calendar(world, world.jonas, http)).walk("VEVENT")
    assert (still["SEQUENCE"], still.decoded("DTSTART").astimezone(UTC)) == (1, TUESDAY)
    await submit(world, world.jonas, "meetings.yes", f"{meeting.id}:2")
    (moved,) = (await calendar(world, world.kari, http)).walk("VEVENT")
    assert (moved["UID"], moved["SEQUENCE"]) == (first["UID"], 2)
    await submit(world, world.jonas, "meetings.called_off", meeting.id)
    gone = await calendar(world, world.kari, http)
    (event,) = gone.walk("VEVENT")
    assert (gone["METHOD"], event["STATUS"], event["UID"], event["SEQUENCE"]) == (
        "CANCEL", "CANCELLED", first["UID"], 3,
    )  # fmt: skip


async def test_two_in_different_zones_each_read_their_own_time_with_its_name(world: World) -> None:
    """And what is typed is one's own time."""
    await changed(world, "jonas", zone="America/New_York")
    await proposed(world, world.jonas, time="07:00")
    assert "07:00–07:30 (New York-tid)" in world.jonas.words()
    await world.jonas.close()
    await to_meetings(world.kari)
    await world.kari.press(said("press.look"))
    assert "13:00–13:30 (Oslo-tid)" in world.kari.words()


async def test_an_end_that_comes_nearer_calls_it_off_and_both_are_called_to_see(
    world: World, http: aiohttp.ClientSession
) -> None:
    """Once, though the clock reads no meeting; and the calendar file takes it out again."""
    await agreed(world)
    await _shorten(world, date(2026, 11, 28))
    for _ in range(2):
        await world.parts.upkeep()
        for key in ("kari", "jonas"):
            assert await owed(world, key, REMIND) == []
    assert len(await owed(world, "kari", ASKED)) == 1
    assert len(await owed(world, "jonas", ASKED, Standing.WAITING)) >= 1
    await to_meetings(world.jonas)
    assert said("status.over") in world.jonas.words()
    await world.jonas.close()
    gone = await calendar(world, world.kari, http)
    (event,) = gone.walk("VEVENT")
    assert (gone["METHOD"], event["SEQUENCE"]) == ("CANCEL", 2)


async def _shorten(world: World, day: date) -> None:
    """As two signatures under an amendment do it."""
    kari = Sight(person=world.people["kari"].id, role=Role.EMPLOYEE)
    async with world.parts.store.transaction() as work:
        course = await work.agreements.course(world.agreement, kari)
        await work.agreements.save_course(replace(course, ends_on=day, version=course.version + 1), kari)
        route = await work.agreements.route(world.agreement, WORKER)
        await work.agreements.save_route(replace(route, ends_on=day, version=route.version + 1), WORKER)


async def test_when_the_agreement_is_over_nobody_is_reminded(world: World) -> None:
    """The other is told of the end itself, and finds the meeting called off."""
    await agreed(world)
    await submit(world, world.kari, "life.withdrew", world.agreement)
    await world.wind(TUESDAY)
    for key in ("kari", "jonas"):
        assert await owed(world, key, REMIND, Standing.SENT, Standing.WAITING) == []
    seen = await press(world, world.jonas, "meetings.page", world.agreement)
    assert said("status.over") in seen
    values = {"day": "2026-12-03", "time": "10:00", "minutes": "30"}
    seen = await submit(world, world.jonas, "meetings.propose", world.agreement, values)
    assert word("conversation", "refused.moved_on") in seen


async def test_a_new_leader_sees_only_what_is_made_after(world: World) -> None:
    """The old one nothing, and is reminded of nothing; the employee sees that it is off."""
    await agreed(world)
    (old,) = await meetings(world)
    await hire(world, "ida", "Ida Oppdiktet")
    await changed(world, "ida", positions=frozenset({Position.LEADER}))
    kari, ida = world.people["kari"], world.people["ida"]
    async with world.parts.store.transaction() as work:
        await around.choose(work, world.agreement, kari, ida.id, shared_too=True)
        _, terms = await around.asked(work, world.agreement, ida)
        await around.enter(work, world.agreement, ida, digest(world.agreement, wording_of(terms)))
    assert said("status.over") in await press(world, world.kari, "meetings.page", world.agreement)
    values = {"day": "2026-12-02", "time": "09:00", "minutes": "30", "place": "Ny stue"}
    await submit(world, world.kari, "meetings.propose", world.agreement, values)
    async with world.parts.store.reading() as work:
        (seen,) = await work.meetings.of(world.agreement, Sight(person=ida.id, role=Role.LEADER))
    assert seen.slot().place == "Ny stue"
    invented = "00000000-0000-4000-8000-000000000000"
    for action in ("meetings.show", "meetings.calendar", "meetings.cancel"):
        there = without_ids(await press(world, world.jonas, action, old.id))
        assert there == without_ids(await press(world, world.jonas, action, invented))
    await world.wind(TUESDAY)
    assert await owed(world, "jonas", REMIND, Standing.SENT) == []


async def test_in_quiet_one_is_reminded_of_what_one_has_said_yes_to(world: World) -> None:
    """Quiet is about check-ins; a meeting that is missed is missed by two."""
    await agreed(world)
    await submit(world, world.kari, "life.quieted", world.agreement)
    await world.wind(TUESDAY)
    for who in ("kari", "jonas"):
        assert len(await owed(world, who, REMIND, Standing.SENT)) == 1


async def test_what_is_written_at_night_is_read_in_the_morning(world: World) -> None:
    """The one who wrote it sees that it waits, and can take it away until then."""
    await agreed(world)
    (meeting,) = await meetings(world)
    world.clock.at = NIGHT
    line = await press(world, world.kari, "meetings.line", meeting.id)
    assert said("line.body_at_night", name=JONAS) in line
    await submit(world, world.kari, "meetings.bring_up", meeting.id, {"text": "Hjemmekontor"})
    assert said("line.mine_at_night") in await press(world, world.kari, "meetings.show", meeting.id)
    assert "Hjemmekontor" not in await press(world, world.jonas, "meetings.show", meeting.id)
    world.clock.at = NIGHT.replace(hour=7) + timedelta(days=1)
    assert "Hjemmekontor" in await press(world, world.jonas, "meetings.show", meeting.id)
    assert said("line.mine_at_night") not in await press(world, world.kari, "meetings.show", meeting.id)


async def test_a_repeated_yes_is_one_yes(world: World) -> None:
    """One row, one reminder for each."""
    await proposed(world, world.kari)
    await world.kari.close()
    (meeting,) = await meetings(world)
    for _ in range(2):
        await submit(world, world.jonas, "meetings.yes", f"{meeting.id}:1")
    assert len((await rows(world))["meetings"]) == 1
    for key in ("kari", "jonas"):
        assert len(await owed(world, key, REMIND)) == 1
    assert re.fullmatch(r"[0-9a-f-]{36}", meeting.number(Role.LEADER))
