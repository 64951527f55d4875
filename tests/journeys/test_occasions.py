"""
The workplace's list: entered, read by everybody, changed and called off by some; and who may not.

Over 200 lines: each promise has its own sentence, and they stand on the same few makers.
"""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from core.chat.views import Values
from core.ledger.model import Standing
from core.occasions import removing
from core.occasions.advice import ADVICE
from core.occasions.calendar import Calendar, Entry
from core.occasions.model import Audience, Kind
from core.occasions.taking_in import take_in
from core.people import PersonId, Position, WorkplaceId
from tests.builders import an_occasion
from tests.journeys.acts import my_page, press, replayed, rows, submit, without_ids, word
from tests.journeys.calendar import enter, fill, in_the_menu, listed, said, seen, to_list
from tests.journeys.colleagues import hire
from tests.journeys.test_around import changed
from tests.journeys.world import WORKPLACE, World, pings

__all__ = ["in_the_menu"]
LEADER = frozenset({Position.LEADER})
FRIDAY = "fredag 11. desember"


@pytest.fixture(autouse=True)
async def entering(world: World) -> None:
    """Jonas is a leader, as the directory has it; Ida is HR."""
    await changed(world, "jonas", positions=LEADER, place="Bergen", department="Salg")
    await hire(world, "ida", "Ida Oppdiktet")
    await changed(world, "ida", positions=frozenset({Position.HR}), place="Oslo")


@pytest.mark.every_pair
async def test_it_is_entered_and_everybody_reads_it_and_it_is_moved_and_called_off(world: World) -> None:
    """The same words for all; nobody gets a ping of it."""
    jonas, ola = world.jonas, world.ola
    assert said("list.none") in await to_list(ola)
    before = {phone.person: pings(phone) for phone in (world.kari, jonas, ola)}
    await enter(jonas)
    assert said("entered.body") in jonas.words()
    for phone in (ola, world.kari):
        words = await to_list(phone)
        assert FRIDAY in words
        assert said("item", event="Julebord", who="for alle") in words
        assert not {said("list.new"), said("list.edit")} & set(phone.buttons())
    await to_list(jonas)
    await jonas.press(said("list.edit"))
    await fill(jonas, day="2026-12-18", name="På brygga")
    words = await to_list(ola)
    assert "fredag 18. desember" in words
    assert FRIDAY not in words
    assert said("item", event="På brygga", who="for alle") in words
    await to_list(jonas)
    await jonas.press(said("list.edit"))
    await jonas.press(said("off.press"))
    await jonas.submit()
    assert said("off.done") in jonas.words()
    assert said("item_off", event="Julebord", who="for alle") in await to_list(ola)
    await to_list(jonas)
    assert said("list.edit") not in jonas.buttons()
    assert {phone.person: pings(phone) for phone in (world.kari, jonas, ola)} == before


async def test_what_is_called_off_can_be_on_after_all(world: World) -> None:
    """At once and later, by whoever may change it; it is the same one, and there is the advice again."""
    jonas = world.jonas
    await enter(jonas, name="På brygga")
    (before,) = await listed(world)
    advised = len(await advice_of(world))
    for at_once in (True, False):
        await to_list(jonas)
        await jonas.press(said("list.edit"))
        await jonas.press(said("off.press"))
        await jonas.submit()
        assert said("off.done") in jonas.words()
        assert [each.cancelled for each in await listed(world)] == [True]
        assert await advice_of(world) == []
        assert said("off.undo") not in world.ola.buttons()
        if not at_once:
            await to_list(jonas)
        await jonas.press(said("off.undo"))
        assert said("entered.body") in jonas.words()
        (after,) = await listed(world)
        assert replace(after, version=0) == replace(before, version=0)
        assert len(await advice_of(world)) == advised == 1
    await to_list(world.ola)
    assert said("item", event="På brygga", who="for alle") in world.ola.words()


async def advice_of(world: World) -> list[object]:
    """What Jonas is still to get."""
    async with world.parts.store.reading() as work:
        owed = await work.ledger.of(world.people["jonas"].id)
    return [each for each in owed if each.kind == ADVICE and each.standing is Standing.WAITING]


async def test_what_is_on_after_all_is_so_by_those_who_may_and_while_it_lies_ahead(world: World) -> None:
    """Not another leader, nor anybody else; pressed twice it is on, and what has been stays as it was."""
    await enter(world.jonas)
    (there,) = await listed(world)
    off = there.called_off()
    gone = an_occasion(
        id=str(uuid4()),
        workplace=WORKPLACE,
        on=date(2026, 11, 20),
        cancelled=True,
        organiser=world.people["jonas"].id,
    )
    async with world.parts.store.transaction() as work:
        await work.occasions.save(off)
        await work.occasions.add(gone)
    assert "Ida Oppdiktet" in await press(world, world.ola, "occasions.on_again", there.id)
    assert said("off.undo") not in await press(world, world.ola, "occasions.list")
    await press(world, world.jonas, "occasions.on_again", gone.id)
    async with world.parts.store.reading() as work:
        assert [await work.occasions.get(each.id) for each in (off, gone)] == [off, gone]
    for _ in range(2):
        assert said("entered.body") in await press(world, world.jonas, "occasions.on_again", there.id)
    assert [(each.cancelled, each.version) for each in await listed(world)] == [(False, 2)]


async def test_what_is_read_leaves_nothing_behind(world: World) -> None:
    """Not who looked, nor that a form was opened and closed."""
    await enter(world.jonas)
    (there,) = await listed(world)
    await world.ola.go_home()
    before = await rows(world)
    for phone in (world.ola, world.jonas):
        for action, ref in (
            ("list", ""),
            ("list", "3"),
            ("new", ""),
            ("edit", there.id),
            ("ask_off", there.id),
        ):
            await press(world, phone, f"occasions.{action}", ref)
    assert await rows(world) == before


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"day": "2026-11-22"}, "wrong.past"),
        ({"day": "2028-11-24"}, "wrong.too_far"),
        ({"kind": "other", "name": ""}, "wrong.no_name"),
        ({"kind": "other", "name": "\u202e \u200b"}, "wrong.no_name"),
    ],
)
async def test_what_cannot_be_is_mended_and_nothing_typed_is_lost(
    world: World, given: dict[str, str], key: str
) -> None:
    """In the form, beside what was typed."""
    await enter(world.jonas, **({"name": "Fest på brygga"} | given))
    assert said(key) in seen(world.jonas)
    assert world.jonas.form is not None
    there = [*map(str, world.jonas.form.values.values())]
    assert given.get("day", "2026-12-11") in there
    assert given.get("name", "Fest på brygga") in ["", *there]
    assert await listed(world) == []
    await fill(world.jonas, name="Fest på brygga")
    assert [(each.kind, each.name) for each in await listed(world)] == [(Kind.JULEBORD, "Fest på brygga")]


async def test_whom_it_is_for_is_chosen_from_what_the_directory_has(world: World) -> None:
    """A place, a department, or both; whoever it is for, nobody reads how many that is."""
    await to_list(world.jonas)
    await world.jonas.press(said("list.new"))
    assert said("form.few") in world.jonas.words()
    world.jonas.choose(said("form.place"), "Bergen")
    world.jonas.choose(said("form.department"), "Salg")
    await fill(world.jonas)
    assert [each.audience for each in await listed(world)] == [Audience(place="Bergen", department="Salg")]
    assert said("silent") in world.jonas.words()
    assert said("for.both", place="Bergen", department="Salg") in await to_list(world.ola)
    assert said("silent") not in world.ola.words()
    # The place is no more; what was chosen can be kept.
    await changed(world, "jonas", place="Voss")
    await to_list(world.jonas)
    await world.jonas.press(said("list.edit"))
    assert said("silent") in world.jonas.words()
    await fill(world.jonas, name="På brygga")
    assert [(each.audience.place, each.name) for each in await listed(world)] == [("Bergen", "På brygga")]


FORGED: list[Values] = [
    {"kind": "karneval", "day": "2026-12-11"},
    {"kind": "", "day": "2026-12-11"},
    {"kind": "julebord", "day": "i morgen"},
    {"kind": "julebord", "day": ""},
    {"kind": "julebord", "day": "9999-12-31"},
    {"kind": "julebord", "day": "2026-12-11", "place": "is:Atlantis"},
    {"kind": "julebord", "day": "2026-12-11", "place": "Oslo' OR 1=1"},
    {"kind": "julebord", "day": "2026-12-11", "department": "is:Bergen"},
    {"kind": "julebord", "day": "2026-12-11", "name": "x" * 61},
    {"kind": ("julebord",), "day": ("2026-12-11",), "name": ("a", "b")},
    {},
]


@pytest.mark.parametrize("values", FORGED, ids=range(len(FORGED)))
async def test_values_that_no_form_has_enter_nothing(world: World, values: Values) -> None:
    """Whatever is sent in."""
    answer = await submit(world, world.jonas, "occasions.enter", "", values)
    assert word("conversation", "fault") not in answer
    assert await listed(world) == []


async def test_who_may_not_is_told_kindly_whom_to_ask(world: World) -> None:
    """By every way there is; nothing is written, and a leader changes no other's."""
    await enter(world.jonas)
    (there,) = await listed(world)
    await hire(world, "eva", "Eva Oppdiktet")
    await changed(world, "eva", positions=LEADER)
    eva = world.fars[world.platform].phone(world.people["eva"].accounts[0].id)
    values = {"kind": "seminar", "day": "2026-12-04"}
    before = await rows(world, but=("presses",))
    for phone, action, ref, key in (
        (world.ola, "new", "", "no.enter"),
        (world.ola, "suggested", "2026", "no.enter"),
        (world.ola, "not_this_year", "2026", "no.enter"),
        (world.kari, "edit", there.id, "no.change"),
        (eva, "not_this_year", "2026", "no.season"),
        (eva, "edit", there.id, "no.change"),
        (eva, "ask_off", there.id, "no.change"),
    ):
        answer = await press(world, phone, f"occasions.{action}", ref)
        assert said(key, ask=said("no.ask", names="Ida Oppdiktet")) in answer, action
    for phone, action in ((world.ola, "enter"), (world.ola, "change"), (eva, "change"), (eva, "call_off")):
        answer = await submit(world, phone, f"occasions.{action}", f"{there.id}:{there.version}", values)
        assert "Ida Oppdiktet" in answer, action
    assert await rows(world, but=("presses",)) == before


async def test_refs_that_no_button_has_are_refused_with_the_same_words(world: World) -> None:
    """Another workplace's, nobody's, and what is none; one of another workplace is as one that is not there."""
    other = an_occasion(id=str(uuid4()), workplace=WorkplaceId("another"), organiser=world.people["ida"].id)
    async with world.parts.store.transaction() as work:
        home = await work.people.workplace(WORKPLACE)
        await work.people.put_workplace(replace(home, id=WorkplaceId("another"), tenants={}))
        await work.occasions.add(other)
    ida = world.fars[world.platform].phone(world.people["ida"].accounts[0].id)
    values = {"kind": "seminar", "day": "2026-12-04"}
    refused = word("conversation", "refused.not_here")
    for action in ("edit", "ask_off"):
        theirs = await press(world, ida, f"occasions.{action}", other.id)
        assert without_ids(theirs) == without_ids(
            await press(world, ida, f"occasions.{action}", str(uuid4()))
        )
        assert refused in theirs
    for ref in (f"{other.id}:0", f"{uuid4()}:0", other.id, "", ":", "x:-1", f"{other.id}:9999999999"):
        for action in ("change", "call_off"):
            assert refused in await submit(world, ida, f"occasions.{action}", ref, values), (action, ref)
    assert "Julebord" not in await press(world, ida, "occasions.list")
    async with world.parts.store.reading() as work:
        assert await work.occasions.get(other.id) == other


async def test_pressed_twice_and_sent_twice_is_entered_once(world: World) -> None:
    """The same request again, and the same form filled in again."""
    await enter(world.jonas)
    await replayed(world, world.jonas)
    await enter(world.jonas)
    assert len(await listed(world)) == 1
    assert said("entered.body") in world.jonas.words()


async def test_of_two_who_change_at_once_the_second_is_told(world: World) -> None:
    """With what it says now, and what they wrote still there to be saved."""
    ida = world.fars[world.platform].phone(world.people["ida"].accounts[0].id)
    await enter(world.jonas)
    for phone in (world.jonas, ida):
        await to_list(phone)
        await phone.press(said("list.edit"))
    await fill(ida, day="2026-12-18")
    await fill(world.jonas, day="2026-12-04", name="På brygga")
    told = said("wrong.meanwhile", event="Julebord", day="fredag 18. desember")
    assert told in seen(world.jonas)
    assert [each.on.day for each in await listed(world)] == [18]
    await world.jonas.submit()
    assert [(each.on.day, each.name) for each in await listed(world)] == [(4, "På brygga")]
    # And of one who calls off what has changed.
    await to_list(ida)
    await ida.press(said("list.edit"))
    await ida.press(said("off.press"))
    await to_list(world.jonas)
    await world.jonas.press(said("list.edit"))
    await fill(world.jonas, day="2026-12-11")
    await ida.submit()
    assert [each.cancelled for each in await listed(world)] == [False]
    assert FRIDAY in seen(ida)
    await ida.submit()
    assert [each.cancelled for each in await listed(world)] == [True]


async def test_whose_task_the_list_is_removes_what_is_called_off(world: World) -> None:
    """After a page that asks; whoever entered it has no such button, and is told whom to ask."""
    ida = world.fars[world.platform].phone(world.people["ida"].accounts[0].id)
    await enter(world.jonas)
    await to_list(world.jonas)
    await world.jonas.press(said("list.edit"))
    await world.jonas.press(said("off.press"))
    await world.jonas.submit()
    (there,) = await listed(world)
    await to_list(world.jonas)
    assert said("list.remove") not in world.jonas.words()
    for answer in (
        await press(world, world.jonas, "occasions.ask_remove", there.id),
        await submit(world, world.jonas, "occasions.remove", there.id, {}),
    ):
        assert said("no.remove", ask=said("no.ask", names="Ida Oppdiktet")) in answer
    assert await listed(world) == [there]
    await to_list(ida)
    await ida.press(said("list.remove"))
    assert said("remove.body") in ida.words()
    await ida.submit()
    assert said("remove.done") in ida.words()
    assert await listed(world) == []
    refused = word("conversation", "refused.not_here")
    assert refused in await submit(world, ida, "occasions.remove", there.id, {})


@pytest.mark.parametrize(("kind", "following"), [(Kind.JULEBORD, [""]), (Kind.OTHER, [])])
async def test_what_is_removed_does_not_come_back_with_its_words(
    world: World, kind: Kind, following: list[str]
) -> None:
    """They may be about somebody. Next year's julebord comes all the same, and what only its words named does not."""
    ida = world.fars[world.platform].phone(world.people["ida"].accounts[0].id)
    there = an_occasion(
        id=str(uuid4()), workplace=WORKPLACE, kind=kind, name="Karis tur", on=date(2026, 12, 11), yearly=True,
        cancelled=True, uid="1", source="",
    )  # fmt: skip
    async with world.parts.store.transaction() as work:
        await work.occasions.add(there)
    await to_list(ida)
    await ida.press(said("list.remove"))
    assert (said("remove.again") in ida.words()) is bool(following)
    await ida.submit()
    async with world.parts.store.reading() as work:
        left = await work.occasions.between(there.workplace, date.min, date.max)
        assert await removing.is_gone(work, there.workplace, "1") is not bool(following)
    assert [each.name for each in left] == following


async def test_a_long_list_is_turned_page_by_page(world: World) -> None:
    """Each is on one of them; a page that there is not is the last."""
    async with world.parts.store.transaction() as work:
        for n in range(30):
            await work.occasions.add(
                an_occasion(id=f"o{n:02}", workplace=WORKPLACE, kind=Kind.OTHER, name=f"Pils {n:02}")
            )
    words = await to_list(world.ola)
    found = [n for n in range(30) if f"Pils {n:02}" in words]
    for _ in range(2):
        await world.ola.press(said("list.later"))
        found += [n for n in range(30) if f"Pils {n:02}" in world.ola.words()]
    assert found == list(range(30))
    assert said("list.later") not in world.ola.buttons()
    assert "Pils 29" in await press(world, world.ola, "occasions.list", "999")
    assert "Pils 00" in await press(world, world.ola, "occasions.list", "-1")


async def test_what_came_from_a_file_is_read_by_all_and_taken_over_by_whoever_changes_it(
    world: World,
) -> None:
    """From then on the file says nothing about it, and whoever changed it may do so again."""
    entry = Entry(uid="u", on=date(2026, 12, 11), summary="Julebord")
    calendar = Calendar(entries=(entry,), uids=frozenset("u"))
    async with world.parts.store.transaction() as work:
        await take_in(work, WORKPLACE, calendar, "file", date(2026, 11, 23), Kind.OTHER)
    assert FRIDAY in await to_list(world.ola)
    await to_list(world.jonas)
    assert said("list.edit") not in world.jonas.buttons()
    ida = world.fars[world.platform].phone(world.people["ida"].accounts[0].id)
    await to_list(ida)
    await ida.press(said("list.edit"))
    assert said("form.from_file") in ida.words()
    await fill(ida, day="2026-12-18")
    assert said("entered.advice") in ida.words()
    async with world.parts.store.transaction() as work:
        tally = await take_in(work, WORKPLACE, calendar, "file", date(2026, 11, 23), Kind.OTHER)
    assert [each.what for each in tally.became] == ["left as it is"]
    assert [(each.on.day, each.organiser) for each in await listed(world)] == [(18, world.people["ida"].id)]


async def test_who_entered_it_is_seen_by_that_person_alone_and_can_be_erased(world: World) -> None:
    """The occasion stays; nobody is kept as having entered it."""
    await enter(world.jonas)
    assert "Jonas" not in await to_list(world.ola)
    await world.jonas.close()
    await world.jonas.go_home()
    await my_page(world.jonas)
    await world.jonas.press(word("menu", "page.data"))
    assert word("privacy", "kept.occasions") in world.jonas.words()
    await world.jonas.press(word("privacy", "ask_erase"))
    await world.jonas.press(word("privacy", "erase"))
    assert [(each.on.day, each.organiser) for each in await listed(world)] == [(11, None)]
    async with world.parts.store.reading() as work:
        assert await work.occasions.entered_by(PersonId("person-jonas")) == []
