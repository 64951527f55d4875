"""What a helper reads, and what the employee sees of each, fits both platforms however full it is."""

from dataclasses import replace

import pytest

from core.agreements.members import MOST_MEMBERS, OUTSIDE, Member, Part, SeatId
from core.chat.texts import Texts
from core.chat.views import Form
from core.drafting.model import Draft
from core.group import asking_cards, cards, guest_cards, model
from core.group.guests import MOST_SAID
from core.group.model import Answer, Seat
from core.group.texts import TEXTS
from core.people import Language, PersonId
from core.sight import Role
from tests.builders import MONDAY, a_course, a_person, a_route, a_seat
from tests.core.test_drafting_pages import LONG_ID, SIGNS, brim, full, marks, shown

ROUTE = a_route(LONG_ID)
NAME = "Kari " + "K" * 95
DAY = MONDAY.date()


def a_full_seat(draft: Draft, sign: str, most: int = 99) -> Seat:
    """Everything is shown, and a long word was sent back."""
    parts = tuple(model.offered(draft.wording))[:most]
    return a_seat(
        ROUTE, id=SeatId(LONG_ID), wording=model.only(draft.wording, parts), parts=parts, answer=Answer.YES,
        said=full(MOST_SAID, sign), said_on=DAY,
    )  # fmt: skip


def refs(form: Form) -> list[str]:
    return [button.ref for block in form.body for button in getattr(block, "items", ())]


def leafed(texts: Texts, seat: Seat) -> list[Form]:
    """To the last page."""
    pages = list[Form]()
    while not pages or f"{seat.id}:{len(pages)}" in refs(pages[-1]):
        pages.append(guest_cards.reading(texts, seat, NAME, str(len(pages))))
    return pages


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
@pytest.mark.parametrize("language", list(Language))
def test_every_page_that_a_helper_reads_fits_and_nothing_is_lost(language: Language, sign: str) -> None:
    """On the last the own words stand, with room for new ones; and who else knows stands nowhere."""
    draft = replace(brim(sign), comments=())
    seat = a_full_seat(draft, sign)
    pages = leafed(Texts(TEXTS, language), seat)
    whole = "".join(map(shown, pages))
    knows = draft.wording.who_knows
    assert [mark for mark in marks(draft) if mark not in whole] == [knows[: knows.index("»") + 1]]
    assert seat.said[: seat.said.index("»") + 1] in whole
    assert [bool(page.submit) for page in pages] == [False] * (len(pages) - 1) + [True]


@pytest.mark.parametrize("most", range(1, 12))
def test_the_last_page_has_room_for_the_own_words_however_full_it_is(most: int) -> None:
    """Wherever the text happens to end on it."""
    draft = replace(brim("🙂"), comments=())
    for page in leafed(Texts(TEXTS, Language.NB), a_full_seat(draft, "🙂", most)):
        shown(page)


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_every_page_of_the_employee_fits(sign: str) -> None:
    """Eight members with the longest names, one of whom has written as much as there is room for."""
    seat = a_full_seat(brim(sign), sign)
    ids = [SeatId(f"{n}{LONG_ID[1:]}") for n in range(MOST_MEMBERS)]
    members = tuple(
        Member(
            id=id,
            part=OUTSIDE[0] if n % 2 else Part.ADVISER,
            since=DAY,
            person=None if n % 2 else PersonId("x"),
        )
        for n, id in enumerate(ids)
    )
    group = cards.Group(
        course=a_course(ROUTE, group=members), role=Role.EMPLOYEE, employee=NAME,
        names=dict.fromkeys(ids, full(100, sign)), seats={id: replace(seat, id=id) for id in ids[::2]},
    )  # fmt: skip
    words = (brim(sign).wording, True)
    to = a_person("x", name=full(100, sign))
    for language in Language:
        texts = Texts(TEXTS, language)
        assert all(group.names[id][:4] in shown(cards.page(texts, group)) for id in ids)
        shown(cards.page(texts, replace(group, role=Role.LEADER, seats={})))
        for member in members[:2]:
            shown(cards.seat(texts, group, member, words))
        shown(asking_cards.confirm(texts, ROUTE.id, Part.UNION_REPRESENTATIVE, to, words))
        shown(
            asking_cards.found(
                texts, ROUTE.id, Part.SUPPORT_CONTACT, [replace(to, id=PersonId(str(n))) for n in range(25)]
            )
        )
        shown(guest_cards.asked(texts, replace(seat, answer=Answer.NONE), NAME, to))
        shown(guest_cards.leave(texts, seat, NAME))
