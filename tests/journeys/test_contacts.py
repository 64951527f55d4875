"""Whom one can talk to: open to all, the same for all, answered privately, and nothing is noted of it."""

from bots.demo.far.phone import Phone
from core.contacts.cards import SHOWN
from core.contacts.helplines import HELPLINES
from core.people import Language, Position
from tests.builders import a_person
from tests.journeys.acts import press, rows, without_ids, word
from tests.journeys.test_around import changed
from tests.journeys.world import WORKPLACE, World

NOT_HERE = word("conversation", "refused.not_here")


def said(key: str) -> str:
    return word("contacts", key)


async def look(phone: Phone) -> str:
    """From the menu."""
    await phone.go_home()
    await phone.press(word("menu", "to_talk"))
    return phone.words()


async def test_telephones_and_people_stand_behind_one_press_of_the_menu(world: World) -> None:
    """Akan first; then who is what here, with how to reach them and one line on what they can help with."""
    await changed(
        world, "jonas", positions=frozenset({Position.SAFETY_REPRESENTATIVE}), contact="00 00 00 00"
    )
    words = await look(world.ola)
    for line in HELPLINES:
        assert line.what[Language.NB] in words
        assert line.phone in words
    assert words.index(HELPLINES[0].phone) < words.index(HELPLINES[1].phone)
    assert "Jonas Oppdiktet" in words
    assert "00 00 00 00" in words
    assert said("helps.safety_representative") in words
    assert said("nobody_is_told") in words
    await world.ola.press(said("ask"))
    assert word("talks", "now") in world.ola.words()


async def test_an_empty_workplace_still_reads_whom_to_turn_to(world: World) -> None:
    """Nobody has a position here."""
    words = await look(world.ola)
    assert said("nobody") in words
    assert HELPLINES[0].phone in words


async def test_looking_leaves_no_trace_and_looks_the_same_with_an_agreement_and_without(world: World) -> None:
    """Not a row is written, of the first page or the next; every byte is alike."""
    async with world.parts.store.transaction() as work:
        for n in range(SHOWN + 3):
            await work.people.add(
                a_person(
                    f"r{n:02}", name=f"Nr. {n:02} Oppdiktet", workplace=WORKPLACE, accounts=(),
                    positions=frozenset({Position.RESOURCE_PERSON}),
                )
            )  # fmt: skip
    await look(world.kari)
    await look(world.ola)
    before = await rows(world)
    for action, ref in (("menu.talk", ""), ("contacts.show", ""), ("contacts.show", "1")):
        karis, olas = await press(world, world.kari, action, ref), await press(world, world.ola, action, ref)
        assert without_ids(karis) == without_ids(olas), action
        assert ("Nr. 13" in karis) == (ref == "1")
    assert await rows(world) == before


async def test_what_is_no_page_is_refused_kindly(world: World) -> None:
    """Words, a number that is none, a page far away: a refusal, or the last page there is."""
    await look(world.ola)
    for ref in ("-1", "1000", "x", "0x1", world.agreement):
        assert NOT_HERE in await press(world, world.ola, "contacts.show", ref), ref
    assert HELPLINES[0].phone in await press(world, world.ola, "contacts.show", "999")
