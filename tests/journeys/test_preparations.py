"""
A julebord in an agreement: asked about, raised, shared part by part, moved and looked back on; and nothing that tells.

Over 200 lines: what the two do and what each can see of the other is read together.
"""

from datetime import date, datetime, timedelta

import pytest

from bots.demo.far.phone import Phone
from core.agreements.usecases import sight_of
from core.ledger.model import Promise
from core.occasions.model import Audience, Kind
from core.people import Platform
from core.preparations.keeps import KeptPreparations
from core.preparations.prompts import meant
from core.sight import Role
from tests.journeys.acts import my_page, press, submit, without_ids, word
from tests.journeys.calendar import in_the_menu
from tests.journeys.colleagues import PAIRS, agree, hire
from tests.journeys.prompted import (
    JULEBORD,
    arrange,
    call_off,
    fill,
    led,
    move,
    open_ping,
    own,
    prepare,
    prompts,
    publish,
    said,
    share,
    through,
)
from tests.journeys.world import World, pings

__all__ = ["in_the_menu"]
pytestmark = [PAIRS, pytest.mark.every_pair]

WORDS, CALL, LINE = "Et kanarigult bord", "Søsteren min", "Maten står klar når folk kommer"
NIGHT = datetime.fromisoformat("2026-12-08T22:30:00+00:00")
EIGHT = datetime.fromisoformat("2026-12-09T07:00:00+00:00")
"""In Oslo, in winter."""
A_WEEK, A_DAY = timedelta(weeks=1), timedelta(days=1)
FIRST = JULEBORD - A_WEEK
"""Ten working days before it is 27 November, seven before it 2 December."""
DRINKS, SEAT = said("part.drinks"), said("part.seat")


async def test_a_julebord_is_prepared_for_moved_and_looked_back_on(world: World) -> None:
    """Both are prompted; the leader reads the one part that was shared, and no sign of the others."""
    ida = await arrange(world, FIRST)
    await _asked(world)
    await _raised(world)
    await move(ida, FIRST + A_WEEK)
    await _raised_anew(world)
    assert await prompts(world, "kari", "note") == []
    await through(world, JULEBORD - A_DAY)
    note = await open_ping(world, "kari", "note")
    assert [there for there in (WORDS, CALL, "22 40 28 00") if there not in note.words()] == []
    await note.close()
    await _looked_back(world)


async def _asked(world: World) -> None:
    await through(world, date(2026, 11, 30))
    kari = await open_ping(world, "kari", "ask")
    assert said("ask.drinking") in kari.words()
    fill(kari, ("drinks", "away"), words=WORDS, call=CALL)
    await kari.submit()
    assert said("share.who", leader="Jonas Oppdiktet") in kari.words()
    await share(kari, DRINKS)
    assert said("one.unopened") in kari.words()
    await kari.close()


async def _raised(world: World) -> None:
    await through(world, date(2026, 12, 4))
    await _read_by_the_leader(world, FIRST)
    assert said("one.unopened") not in await own(world.kari)
    await world.kari.close()


async def _raised_anew(world: World) -> None:
    """The leader's second word is of the new day; nobody is called twice about the same, and who has prepared is not asked."""
    await through(world, JULEBORD - 2 * A_DAY)
    assert [about(each) for each in await prompts(world, "jonas", "more")] == [JULEBORD]
    await _read_by_the_leader(world, JULEBORD, "more")
    assert [about(each) for each in await prompts(world, "jonas", "raise")] in ([FIRST], [])
    assert [about(each) for each in await prompts(world, "kari", "ask")] in ([FIRST], [])


async def _read_by_the_leader(world: World, day: date, word: str = "raise") -> None:
    jonas = await open_ping(world, "jonas", word)
    seen = jonas.words()
    shown = (
        said("raise.sentence"),
        said("lead.about", employee="Kari Oppdiktet"),
        DRINKS,
        f"{day.day}. desember",
    )
    assert [there for there in shown if there not in seen] == []
    hidden = (WORDS, CALL, said("part.away"), said("name.words"))
    assert [there for there in hidden if there in seen] == []
    await jonas.press(said("held"))
    await jonas.close()


def about(promise: Promise) -> date:
    """The day it was owed for."""
    return meant(promise.ref)[2]


async def _looked_back(world: World) -> None:
    await through(world, JULEBORD + A_WEEK)
    kari = await open_ping(world, "kari", "after")
    kari.fill(said("part.helped"), "Setet")
    kari.fill(said("part.another_time"), "Mat først")
    await kari.submit()
    await share(kari, said("name.another_time"))
    await kari.close()
    jonas = await open_ping(world, "jonas", "after_leader")
    assert said("lead_after.drinking") in jonas.words()
    assert "Mat først" in jonas.words()
    assert "Setet" not in jonas.words()
    jonas.fill(said("line.label"), LINE)
    await jonas.submit()
    assert said("lined.day", employee="Kari Oppdiktet") in jonas.words()
    await jonas.close()
    assert LINE in await own(world.kari, past=True)
    assert WORDS in world.kari.words()
    await world.kari.close()


async def test_what_is_published_too_late_comes_on_one_of_the_next_working_days_to_both(world: World) -> None:
    """In either's hours, never on the day of entry; and of what is for the next working day nobody is told at all."""
    await through(world, date(2026, 12, 10))
    await publish(world)
    await through(world, date(2026, 12, 11))
    assert await prompts(world, "kari") == await prompts(world, "jonas") == []
    await through(world, date(2026, 12, 17))
    assert len(await prompts(world, "kari", "ask")) == len(await prompts(world, "jonas", "raise")) == 1
    await publish(world, date(2026, 12, 21), kind=Kind.SEMINAR)
    await through(world, date(2026, 12, 20))
    assert {each.ref.rpartition(":")[2] for each in await prompts(world, "kari")} == {JULEBORD.isoformat()}


async def test_what_is_called_off_on_the_same_day_is_not_looked_back_on(world: World) -> None:
    """What was written about it can still be read, and deleted."""
    ida = await arrange(world, JULEBORD)
    await through(world, date(2026, 12, 9))
    await prepare(world.kari, words=WORDS)
    await world.kari.close()
    await through(world, JULEBORD - A_DAY)
    await call_off(ida)
    before = [each.id for each in [*await prompts(world, "kari"), *await prompts(world, "jonas")]]
    await through(world, JULEBORD + A_WEEK)
    kept = [each.id for each in [*await prompts(world, "kari"), *await prompts(world, "jonas")]]
    assert set(kept) <= set(before)
    assert WORDS in await own(world.kari, past=True)
    assert said("one.off") in world.kari.words()
    await world.kari.press(said("erase.title"))
    await world.kari.submit()
    assert WORDS not in world.kari.words()
    await world.kari.close()


async def test_who_wants_no_word_about_it_gets_none_and_the_leader_is_reminded_all_the_same(
    world: World,
) -> None:
    """What had been typed is kept; it says honestly what the leader is told; and it can be undone."""
    await publish(world)
    await through(world, date(2026, 12, 7))
    kari = await open_ping(world, "kari", "ask")
    fill(kari, words=WORDS)
    await kari.press(said("hush.title"))
    assert said("hush.leader") in kari.words()
    kari.choose(said("hush.much"), said("hush.all"))
    await kari.submit()
    assert said("muted.this") in kari.words()
    await kari.close()
    assert WORDS in await own(kari)
    await kari.close()
    await through(world, JULEBORD + 6 * A_DAY)
    assert await prompts(world, "kari", "note") == await prompts(world, "kari", "after") == []
    assert [each.kind for each in await prompts(world, "jonas")] == [
        "preparations.raise",
        "preparations.more",
        "preparations.after_leader",
    ]
    await kari.go_home()
    await my_page(kari)
    await kari.press(said("all.show"))
    await kari.press(said("loud.all"))
    assert said("muted.some") not in kari.words()
    await kari.close()


async def test_what_is_shared_at_night_is_read_at_eight_and_can_be_taken_back_until_then(
    world: World,
) -> None:
    """The form says so; neither the leader's page nor a ping shows it before."""
    await publish(world)
    for back in (True, False):
        world.clock.at = NIGHT
        await prepare_once(world, first=back)
        assert said("share.who_at_night", leader="Jonas Oppdiktet") in world.kari.words()
        await share(world.kari, DRINKS)
        assert said("one.at_eight") in world.kari.words()
        if back:
            await world.kari.press(said("back"))
            assert said("one.unshared") in world.kari.words()
        await world.kari.close()
        world.clock.at = EIGHT - timedelta(minutes=1)
        assert DRINKS not in await led(world.jonas)
        world.clock.at = EIGHT
        assert (DRINKS in await led(world.jonas)) is not back


async def test_what_was_opened_at_night_and_is_shared_after_six_is_read_at_eight(world: World) -> None:
    """As the form said."""
    await publish(world)
    world.clock.at = EIGHT - timedelta(hours=2, minutes=10)
    await prepare(world.kari, ticked=("drinks", "seat"))
    assert said("share.who_at_night", leader="Jonas Oppdiktet") in world.kari.words()
    world.clock.at = EIGHT - timedelta(hours=1, minutes=59)
    await share(world.kari, DRINKS)
    assert said("one.at_eight") in world.kari.words()
    await world.kari.close()
    assert DRINKS not in await led(world.jonas)
    world.clock.at = EIGHT
    assert DRINKS in await led(world.jonas)


async def prepare_once(world: World, *, first: bool) -> None:
    if first:
        await prepare(world.kari, ticked=("drinks", "seat"))
    else:
        await own(world.kari)
        await world.kari.press(said("share.which"))


async def test_what_the_leader_has_opened_cannot_be_taken_back_and_the_employee_sees_the_day(
    world: World,
) -> None:
    """Until then it can, one part at a time."""
    await publish(world)
    await prepare(world.kari, ticked=("drinks", "seat"), words=WORDS)
    await share(world.kari, DRINKS, SEAT)
    await world.kari.press(said("back"))
    await world.kari.close()
    shown = await led(world.jonas)
    assert SEAT in shown
    assert DRINKS not in shown
    (copy,) = await copies(world)
    assert word("conversation", "refused.opened")[:20] in await press(
        world, world.kari, "preparations.back", copy
    )
    assert said("one.opened", day="mandag 23. november") in await own(world.kari)
    await world.kari.close()


async def copies(world: World) -> list[str]:
    sight = sight_of(world.people["kari"].id, Role.EMPLOYEE)
    async with world.parts.store.reading() as work:
        return [each.id for each in await work.preparations.shared(world.agreement, sight)]


async def test_a_copy_that_says_something_else_by_now_is_gone_until_it_is_shared_anew(world: World) -> None:
    """The leader never reads words that were taken out; what was read stays as it was read."""
    await publish(world)
    await prepare(world.kari, ticked=("drinks",), words=WORDS)
    await share(world.kari, DRINKS, said("name.words"))
    await world.kari.press(said("change"))
    world.kari.fill(said("part.words"), "Noe annet")
    await world.kari.submit()
    assert said("share.which") in world.kari.words()
    await world.kari.close()
    seen = await led(world.jonas)
    assert WORDS not in seen
    assert "Noe annet" not in seen
    assert DRINKS in seen
    await own(world.kari)
    await world.kari.press(said("share.which"))
    await share(world.kari, said("name.words"))
    await world.kari.close()
    assert "Noe annet" in await led(world.jonas)


async def test_nothing_and_too_much_are_mended_in_the_form_with_all_that_was_typed(world: World) -> None:
    """On every form that can be sent in, the leader's too."""
    party = await publish(world)
    await world.kari.go_home()
    await my_page(world.kari)
    await world.kari.press(said("prepare"))
    await world.kari.submit()
    assert said("empty") in world.kari.words()
    await world.kari.close()
    ref = f"{world.agreement}:{party.id}"
    long = {"sentence": "x" * 151, "words": WORDS}
    seen = await submit(world, world.kari, "preparations.made", ref, long)
    assert said("too_long", most=150, by=1) in seen
    assert WORDS in seen or world.platform is Platform.SLACK  # there the form stays as it is
    assert said("hush.choose") in await submit(world, world.kari, "preparations.hushed", ref, {"much": "?"})
    world.clock.at = datetime.fromisoformat("2026-12-21T11:00:00+00:00")
    assert word("conversation", "refused.over")[:20] in await submit(
        world, world.kari, "preparations.made", ref, {"words": WORDS}
    )
    assert said("empty") in await submit(world, world.kari, "preparations.told", ref, {"helped": " "})
    assert said("line.empty") in await submit(world, world.jonas, "preparations.line", ref, {"line": " "})
    assert said("too_long", most=150, by=2) in await submit(
        world, world.jonas, "preparations.line", ref, {"line": "x" * 152}
    )


async def test_a_borrowed_sentence_is_kept_and_ones_own_goes_before_it(world: World) -> None:
    """As words, which come back in the note."""
    await publish(world)
    await world.kari.go_home()
    await my_page(world.kari)
    await world.kari.press(said("prepare"))
    world.kari.choose(said("borrowed"), said("lent.drinking.2"))
    await world.kari.submit()
    assert said("lent.drinking.2") in world.kari.words()
    await world.kari.close()
    await own(world.kari)
    await world.kari.press(said("change"))
    world.kari.fill(said("own_sentence"), "Nei, takk, jeg kjører")
    await world.kari.submit()
    assert "Nei, takk, jeg kjører" in world.kari.words()
    assert said("lent.drinking.2") not in world.kari.words()
    await world.kari.close()


async def test_three_in_a_week_keep_the_cap_on_both_telephones(world: World) -> None:
    """Whatever else rings: the nearest first. Of the third the note comes to nothing, and its own page says so."""
    days = [JULEBORD - 3 * A_DAY, JULEBORD - 2 * A_DAY, JULEBORD]
    for day, kind in zip(days, (Kind.JULEBORD, Kind.SEMINAR, Kind.BETTING_POOL), strict=True):
        await publish(world, day, kind=kind)
    rung: list[tuple[int, int]] = []
    while world.clock.at.date() < JULEBORD + A_WEEK:
        rung.append((pings(world.kari), pings(world.jonas)))
        await world.parts.upkeep()
        await world.wind_by(days=1)
    for now, week_ago in zip(rung[7:], rung, strict=False):
        assert now[0] - week_ago[0] <= 3
        assert now[1] - week_ago[1] <= 3
    notes = await prompts(world, "kari", "note")
    assert [each.sent_at.date() for each in notes if each.sent_at] == [day - A_DAY for day in days[:2]]
    assert word("menu", "stopped.passed") in await own_page(world.kari)


async def test_only_who_is_in_an_agreement_finds_occasions_on_the_own_page(world: World) -> None:
    """Everybody else's page, menu and telephone are as if the calendar were empty."""
    before = await own_page(world.ola)
    await publish(world)
    await publish(world, JULEBORD + A_DAY, audience=Audience(place="Et annet sted"))
    assert await own_page(world.ola) == before
    assert said("all.title") in await own_page(world.kari)
    assert said("led.show") in await own_page(world.jonas)
    await through(world, JULEBORD + A_WEEK)
    assert pings(world.ola) == 0


async def own_page(phone: Phone) -> str:
    await phone.go_home()
    await my_page(phone)
    lines = without_ids(phone.words()).splitlines()
    await phone.close()
    return "\n".join(dict.fromkeys(lines))  # in Teams the chat grows with each look at the menu


async def test_whoever_leads_several_meets_them_one_at_a_time(world: World) -> None:
    """One line for the occasion, and «Neste»; no two names on one screen."""
    await hire(world, "eva", "Eva Oppdiktet")
    await agree(world, "eva", "jonas", date(2026, 11, 16))
    await publish(world)
    await world.jonas.go_home()
    await my_page(world.jonas)
    await world.jonas.press(said("led.show"))
    assert len([each for each in world.jonas.buttons() if each.startswith(said("see"))]) == 1
    await world.jonas.press(said("see"))
    names = {"Eva Oppdiktet", "Kari Oppdiktet"}
    (first,) = [name for name in names if name in world.jonas.words()]
    await world.jonas.press(said("following"))
    (second,) = [name for name in names if name in world.jonas.words()]
    assert first != second
    await world.jonas.close()


async def test_what_is_ones_own_can_be_taken_out_and_deleted(world: World) -> None:
    """Own words and copies that nobody has opened, at night too; the leader takes out their own lines alone."""
    await publish(world)
    await prepare(world.kari, ticked=("seat",), words=WORDS, call=CALL)
    await share(world.kari, SEAT)
    await world.kari.close()
    await led(world.jonas)
    world.clock.at = NIGHT
    await own(world.kari)
    await world.kari.press(said("share.which"))
    await share(world.kari, said("name.words"))
    await world.kari.close()
    kept = KeptPreparations()
    async with world.parts.store.reading() as work:
        mine = repr(await kept.export(work, world.people["kari"]))
        theirs = await kept.export(work, world.people["jonas"])
    assert [word in mine for word in (WORDS, CALL, SEAT)] == [True, True, True]
    assert theirs == []
    async with world.parts.store.transaction() as work:
        await kept.erase(work, world.people["kari"])
    async with world.parts.store.reading() as work:
        left = await kept.export(work, world.people["kari"])
    # What the leader has opened is theirs to read, and so the employee's to take out.
    assert [[each["text"] for each in one["shared"]] for one in left] == [[SEAT]]
    world.clock.at = EIGHT
    seen = await led(world.jonas)
    assert SEAT in seen
    assert WORDS not in seen
