"""Two who write and sign at the same time, and everybody who may not, on both databases."""

# Over the usual length: every race is tried on the same draft.

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.agreements.model import (
    AgreementId,
    Measure,
    MeasureId,
    MeasureKind,
    Owner,
    Section,
    State,
    Wording,
)
from core.drafting import model, usecases
from core.drafting.keeps import KeptDrafts
from core.drafting.model import FOLLOW_UP
from core.drafting.usecases import Clash
from core.errors import NotFound, Refused
from core.people import Person
from core.ports import again
from core.sight import Role
from storage.store import SqlStore
from tests.builders import KARIS, LEIFS, a_person, sight

KARI, LEIF, ODA = a_person("kari"), a_person("leif"), a_person("oda")
WORDS = {
    "measures": (
        Measure(id=MeasureId("m1"), kind=MeasureKind.SUPPORT, text="En prat", owner=Owner.BOTH),
        Measure(id=MeasureId("m2"), kind=MeasureKind.EXPECTATION, text="Møter", owner=Owner.EMPLOYEE),
    ),
    "relapse_plan": "Vi ringer",
}


@pytest.fixture
async def draft(store: SqlStore) -> AgreementId:
    """Begun, with all that it needs, by the leader."""
    async with store.transaction() as work:
        for person in (KARI, LEIF, ODA):
            await work.people.add(person)
        id = await usecases.begin(work, KARI, LEIF, Role.LEADER)
    await edit(store, id, LEIF, FOLLOW_UP, 1, lambda wording: replace(wording, **WORDS))  # type: ignore[arg-type]
    return id


async def edit(
    store: SqlStore, id: AgreementId, by: Person, part: str, seen: int, change: Callable[[Wording], Wording]
) -> None:
    """In a transaction of its own, again from the start when the other was first."""

    async def once() -> None:
        async with store.transaction() as work:
            await usecases.edit(work, id, by, part, seen, change)

    await again(once)


def goal(text: str, section: Section = Section.GOAL) -> Callable[[Wording], Wording]:
    """Put this in a section."""
    return lambda wording: model.with_text(wording, section, text)


async def now(store: SqlStore, id: AgreementId) -> tuple[int, Wording]:
    """The newest version."""
    async with store.reading() as work:
        course, seen = await usecases.standing(work, id, KARI)
        found = await usecases.newest(work, course, seen)
        return course.draft, found.wording


async def sign(store: SqlStore, id: AgreementId, by: Person, number: int, digest: str) -> None:
    async def once() -> None:
        async with store.transaction() as work:
            await usecases.sign(work, id, by, number, digest)

    await again(once)


async def send(store: SqlStore, id: AgreementId) -> tuple[int, str]:
    """Sent by the employee; what there is to sign."""
    number, wording = await now(store, id)
    async with store.transaction() as work:
        await usecases.send(work, id, KARI, number)
    return number, model.digest(id, wording)


async def test_of_two_who_change_the_same_part_at_once_one_is_told(
    store: SqlStore, draft: AgreementId
) -> None:
    """And sees what the other wrote; whoever was first is kept."""
    number, _ = await now(store, draft)
    told = await asyncio.gather(
        edit(store, draft, KARI, Section.GOAL, number, goal("Karis")),
        edit(store, draft, LEIF, Section.GOAL, number, goal("Leifs")),
        return_exceptions=True,
    )

    (clash,) = [each for each in told if each is not None]
    assert isinstance(clash, Clash)
    _, wording = await now(store, draft)
    assert wording.goal in {"Karis", "Leifs"}
    assert clash.theirs.wording.goal == wording.goal


async def test_two_who_change_different_parts_at_once_are_both_kept(
    store: SqlStore, draft: AgreementId
) -> None:
    """In two versions, one after the other."""
    number, _ = await now(store, draft)
    await asyncio.gather(
        edit(store, draft, KARI, Section.GOAL, number, goal("Karis")),
        edit(store, draft, LEIF, Section.STRENGTHS, number, goal("Leifs", Section.STRENGTHS)),
    )

    newest, wording = await now(store, draft)
    assert (newest, wording.goal, wording.strengths) == (number + 2, "Karis", "Leifs")


async def test_both_who_sign_at_once_have_an_agreement(store: SqlStore, draft: AgreementId) -> None:
    """One text, two signatures on it, in force once; the versions are gone."""
    number, digest = await send(store, draft)
    await asyncio.gather(*(sign(store, draft, by, number, digest) for by in (KARI, LEIF)))

    async with store.reading() as work:
        course = await work.agreements.course(draft, KARIS)
        terms = await work.agreements.terms(draft, LEIFS)
        assert await work.drafts.numbers(draft, KARIS) == []
    assert (course.state, course.open, terms.number) == (State.ACTIVE, False, 1)
    assert {signature.who for signature in terms.signatures} == {Role.EMPLOYEE, Role.LEADER}
    assert {signature.digest for signature in terms.signatures} == {digest}


async def test_signing_while_the_other_edits_leaves_no_signature_on_other_words(
    store: SqlStore, draft: AgreementId
) -> None:
    """Whichever was first: the edit stands, and nobody has signed what it made."""
    number, digest = await send(store, draft)
    told = await asyncio.gather(
        sign(store, draft, KARI, number, digest),
        edit(store, draft, LEIF, Section.GOAL, number, goal("Leifs")),
        return_exceptions=True,
    )

    assert all(each is None or isinstance(each, Refused) for each in told)
    async with store.reading() as work:
        course = await work.agreements.course(draft, KARIS)
    assert (course.state, course.sent_by, course.signatures) == (State.DRAFTING, None, ())
    assert (await now(store, draft))[1].goal == "Leifs"


async def test_one_who_saw_the_text_in_force_clashes_only_over_the_same_part(
    store: SqlStore, draft: AgreementId
) -> None:
    """The other began an amendment meanwhile."""
    number, digest = await send(store, draft)
    await sign(store, draft, KARI, number, digest)
    await sign(store, draft, LEIF, number, digest)
    await edit(store, draft, LEIF, Section.GOAL, number, goal("Leifs"))

    await edit(store, draft, KARI, Section.STRENGTHS, number, goal("Karis", Section.STRENGTHS))
    with pytest.raises(Clash):
        await edit(store, draft, KARI, Section.GOAL, number, goal("Karis"))

    _, wording = await now(store, draft)
    assert (wording.goal, wording.strengths) == ("Leifs", "Karis")


async def test_a_third_person_is_refused_like_nobody_s_agreement(store: SqlStore, draft: AgreementId) -> None:
    """With the same words in every use case, and at the database there is no key."""
    number, digest = await send(store, draft)
    for id in (draft, AgreementId("none")):
        async with store.transaction() as work:
            for attempt in (
                usecases.standing(work, id, ODA),
                usecases.edit(work, id, ODA, Section.GOAL, number, goal("x")),
                usecases.comment(work, id, ODA, Section.GOAL, "x"),
                usecases.send(work, id, ODA, number),
                usecases.sign(work, id, ODA, number, digest),
                usecases.drop(work, id, ODA),
            ):
                with pytest.raises(Refused) as refused:
                    await attempt
                assert refused.value.key == "refused.not_here"
    async with store.reading() as work:
        for role in Role:
            with pytest.raises(NotFound):
                await work.drafts.get(draft, number, sight(ODA.id, role))


async def test_both_take_out_the_draft_and_nobody_else_does(store: SqlStore, draft: AgreementId) -> None:
    """With who wrote what and every comment; when it is left, nothing is kept."""
    await edit(store, draft, KARI, Section.GOAL, 2, goal("Karis"))
    async with store.transaction() as work:
        await usecases.comment(work, draft, LEIF, Section.GOAL, "Fint")
    kept = KeptDrafts()
    async with store.reading() as work:
        assert [await kept.count(work, each) for each in (KARI, LEIF, ODA)] == [1, 1, 0]
        (mine,) = await kept.export(work, KARI)
    assert (mine["as"], mine["goal"], mine["comments"][0]["text"]) == ("employee", "Karis", "Fint")
    assert mine["written_by"]["goal"] == "employee"

    async with store.transaction() as work:
        await usecases.drop(work, draft, KARI)
        assert await kept.count(work, KARI) == 0
