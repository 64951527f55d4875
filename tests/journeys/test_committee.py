"""
The Akan committee: set up, filled by each side, a plan that both adopt, and what everybody reads of it.

Over 200 lines: each thing that is promised has a sentence.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import pytest_asyncio

from bots.demo.far.phone import Phone
from core.chat.texts import Texts, load
from core.chat.views import Fact, Values
from core.committee.kinds import TERM
from core.committee.model import Body, Next, Party, State
from core.committee.usecases import composition_in, in_force, party_of
from core.committee.year import Level, PlanState, Status
from core.errors import NotFound
from core.ledger.model import Promise, Standing
from core.pages.model import Drawing
from core.people import Language, PersonId, Position
from core.plan.kinds import STEP
from core.plan.model import MOST_ACTIONS, Plan
from core.plan.sheet import HseSheet, PlanSheet
from core.plan.suggestions import SUGGESTIONS
from core.plan.usecases import plan_in
from tests.builders import a_body, a_term, an_action
from tests.journeys.acts import my_page, press, rows, submit, without_ids, word
from tests.journeys.calendar import seen
from tests.journeys.colleagues import hire
from tests.journeys.test_around import changed
from tests.journeys.world import WORKPLACE, World

NOT_HERE = word("conversation", "refused.not_here")
MANDATE = "Vedtatt av ledelsen, ligger i håndboka"
TODAY = date(2026, 11, 23)


def said(subject: str, key: str, **holes: object) -> str:
    return Texts(load(f"core.{subject}"), Language.NB)(key, **holes)


@pytest_asyncio.fixture
async def people(world: World) -> dict[str, Phone]:
    """Ida is HR and nothing else; Jonas leads; Amina is elected by her colleagues."""
    phones = {key: await hire(world, key, f"{key.capitalize()} Oppdiktet") for key in ("ida", "amina", "per")}
    await changed(world, "ida", positions=frozenset({Position.HR}))
    await changed(world, "amina", positions=frozenset({Position.UNION_REPRESENTATIVE}))
    await changed(world, "jonas", positions=frozenset({Position.LEADER}))
    return {**phones, "jonas": world.jonas, "ola": world.ola, "kari": world.kari}


async def seated(world: World, *, body: Body | None = None) -> None:
    """Jonas for the management and Amina for the employees, since January."""
    async with world.parts.store.transaction() as work:
        await work.committee.put(body or a_body(workplace=WORKPLACE))
        for key, party in (("jonas", Party.MANAGEMENT), ("amina", Party.EMPLOYEE)):
            await work.committee.add(a_term(workplace=WORKPLACE, person=world.people[key].id, party=party))


async def to_page(phone: Phone) -> str:
    """As everybody gets there."""
    if phone.form is not None:
        await phone.close()
    await phone.go_home()
    await phone.press(word("menu", "read"))
    await phone.press(word("guides", "committee"))
    return phone.words()


async def plan_of(world: World, year: int = 2027) -> Plan | None:
    async with world.parts.store.reading() as work:
        return await work.plans.get(WORKPLACE, year)


async def draft(world: World, *titles: str) -> None:
    async with world.parts.store.transaction() as work:
        actions = tuple(an_action(id=title, title=title) for title in titles or ("Dilemmakort",))
        await work.plans.put(Plan(workplace=WORKPLACE, year=2027, actions=actions))


async def owed(world: World, key: str, kind: str) -> list[Promise]:
    async with world.parts.store.reading() as work:
        return [each for each in await work.ledger.of(world.people[key].id) if each.kind == kind]


async def days(world: World, number: int) -> None:
    for _ in range(number):
        await world.parts.upkeep()
        await world.wind_by(days=1)


# ------------------------------------------------------------------------------------------------ the body


async def test_hr_sets_it_up_and_each_side_is_seated_and_everybody_reads_who_sits_there(
    world: World, people: dict[str, Phone]
) -> None:
    """Without a mandate it is not set up, and nothing typed is lost."""
    ida = people["ida"]
    assert said("committee", "none") in await to_page(ida)
    await ida.press(said("committee", "body.new"))
    ida.fill(said("committee", "body.name"), "Utvalget vårt")
    await ida.submit()
    assert said("committee", "wrong.mandate") in seen(ida)
    ida.fill(said("committee", "mandate"), MANDATE)
    await ida.submit()
    for name, party in (("Jonas Oppdiktet", Party.MANAGEMENT), ("Amina Oppdiktet", Party.EMPLOYEE)):
        await ida.press(said("committee", "seats.new"))
        ida.choose(said("committee", "seat.who"), name)
        ida.choose(said("committee", "seat.party"), said("committee", f"party.{party}"))
        await ida.submit()
    words = await to_page(people["ola"])
    for part in ("Utvalget vårt", MANDATE, "Jonas Oppdiktet", "Amina Oppdiktet", said("committee", "about")):
        assert part in words
    assert said("committee", "to.plan") not in people["ola"].buttons()
    async with world.parts.store.reading() as work:
        assert await party_of(work, WORKPLACE, world.people["jonas"].id) is Party.MANAGEMENT
        assert await party_of(work, WORKPLACE, world.people["ola"].id) is None
        told = await composition_in(work, WORKPLACE, 2026)
    assert told is not None
    assert [(each.name, each.ends_on) for each in told.seats] == [
        ("Jonas Oppdiktet", date(2028, 11, 22)),
        ("Amina Oppdiktet", date(2028, 11, 22)),
    ]
    assert told.missing == (Party.OCCUPATIONAL_HEALTH,)


async def test_the_page_is_byte_for_byte_the_same_with_and_without_an_agreement(
    world: World, people: dict[str, Phone]
) -> None:
    """Kari has one and Ola has none; and of having looked nothing is kept."""
    await seated(world)
    for phone in (people["kari"], people["ola"]):
        await phone.go_home()
    before = await rows(world)
    for action in ("committee.show", "competence.checklist", "committee.seats", "plan.show"):
        karis, olas = await press(world, people["kari"], action), await press(world, people["ola"], action)
        assert without_ids(karis) == without_ids(olas)
    assert await rows(world) == before


async def test_no_side_says_who_sits_there_for_the_other(world: World, people: dict[str, Phone]) -> None:
    """Neither by a new seat nor by ending one; not even HR, once both sides sit there."""
    await seated(world)
    values: Values = {"name": "Per Oppdiktet", "party": Party.EMPLOYEE, "day": "2026-11-23"}
    assert said("committee", "wrong.other_side") in await submit(
        world, people["jonas"], "committee.fill", "", values
    )
    async with world.parts.store.reading() as work:
        (aminas,) = await work.committee.terms_of(world.people["amina"].id)
    refused = word("conversation", "refused.other_side")
    for act in ("leave", "ends", "again"):
        assert refused in await press(world, people["jonas"], f"committee.{act}", f"{aminas.id}:0")
    assert NOT_HERE in await submit(world, people["ida"], "committee.fill", "", values)
    async with world.parts.store.reading() as work:
        assert await work.committee.terms_of(world.people["amina"].id) == [aminas]
        assert await work.committee.terms_of(world.people["per"].id) == []
    await submit(world, people["amina"], "committee.fill", "", values)
    async with world.parts.store.reading() as work:
        assert len(await work.committee.terms_of(world.people["per"].id)) == 1


async def test_no_side_takes_the_other_s_seats_by_dissolving_the_body(
    world: World, people: dict[str, Phone]
) -> None:
    """As long as somebody sits there for the employees it cannot be done; once they have left, or work here no more, it can."""
    await seated(world)
    jonas, amina = people["jonas"], people["amina"]
    assert said("committee", "dissolve.first") in await press(world, jonas, "committee.ask_dissolve")
    assert word("conversation", "refused.other_side") in await submit(world, jonas, "committee.dissolve", "0")
    async with world.parts.store.reading() as work:
        assert await party_of(work, WORKPLACE, world.people["amina"].id) is Party.EMPLOYEE
        (aminas,) = await work.committee.terms_of(world.people["amina"].id)
    await submit(world, amina, "committee.leave", f"{aminas.id}:0")
    to_come = {"starts_on": TODAY + timedelta(days=2), "ends_on": date(2028, 11, 24), "party": Party.EMPLOYEE}
    async with world.parts.store.transaction() as work:
        newly = a_term(workplace=WORKPLACE, person=world.people["per"].id, **to_come)
        await work.committee.add(newly)
    assert said("committee", "dissolve.first") in await press(world, jonas, "committee.ask_dissolve")
    assert word("conversation", "refused.other_side") in await submit(world, jonas, "committee.dissolve", "0")
    async with world.parts.store.transaction() as work:
        await work.committee.save(newly.goes(TODAY))
    await press(world, jonas, "committee.ask_dissolve")
    assert said("committee", "dissolved") in await submit(world, jonas, "committee.dissolve", "0")
    async with world.parts.store.reading() as work:
        assert await in_force(work, WORKPLACE) is None


async def test_whoever_works_here_no_more_does_not_lock_their_side_out(
    world: World, people: dict[str, Phone]
) -> None:
    """From that moment nobody sits there: it is said, HR may fill the seat, and the clock ends the term."""
    await seated(world)
    async with world.parts.store.transaction() as work:
        to_come = {"starts_on": date(2028, 1, 5), "ends_on": date(2030, 1, 4), "party": Party.EMPLOYEE}
        await work.committee.add(a_term(workplace=WORKPLACE, person=world.people["amina"].id, **to_come))
    await changed(world, "amina", active=False)
    lacks = said("committee", "lacks", party=said("committee", f"party.{Party.EMPLOYEE}"))
    for key in ("jonas", "ida"):
        words = await to_page(people[key])
        assert lacks in words
        assert "Amina" not in words
    values: Values = {"name": "Per Oppdiktet", "party": Party.EMPLOYEE, "day": "2026-11-23"}
    await submit(world, people["ida"], "committee.fill", "", values)
    async with world.parts.store.reading() as work:
        told = await composition_in(work, WORKPLACE, 2026)
    assert told is not None
    assert told.missing == (Party.OCCUPATIONAL_HEALTH,)
    await world.parts.upkeep()
    async with world.parts.store.reading() as work:
        gone = await work.committee.terms_of(world.people["amina"].id)
        there = await work.committee.terms_of(world.people["jonas"].id)
    assert [(each.left_on, each.next) for each in gone] == [(TODAY, Next.LEAVES)] * 2
    assert [each.left_on for each in there] == [None]


@pytest.mark.usefixtures("people")
async def test_who_sat_there_last_year_did_so_whoever_has_left_since(world: World) -> None:
    """In the report of that year; in this one's the party is missed."""
    await seated(world)
    world.clock.at += timedelta(days=90)
    await changed(world, "amina", active=False)
    for swept in (False, True):
        if swept:
            await world.parts.upkeep()
        async with world.parts.store.reading() as work:
            last, this = [await composition_in(work, WORKPLACE, year) for year in (2026, 2027)]
        assert last is not None
        assert this is not None
        assert Party.EMPLOYEE not in last.missing
        assert Party.EMPLOYEE in this.missing


async def test_a_written_name_is_found_in_whatever_letters(world: World, people: dict[str, Phone]) -> None:
    """Large or small, with Norwegian letters too, and with spaces to spare."""
    await seated(world)
    await hire(world, "aase", "Åse Ødegård Oppdiktet")
    values: Values = {"name": " åse  ØDEGÅRD oppdiktet", "party": Party.MANAGEMENT, "day": "2026-11-23"}
    await submit(world, people["jonas"], "committee.fill", "", values)
    async with world.parts.store.reading() as work:
        assert len(await work.committee.terms_of(world.people["aase"].id)) == 1
    assert said("committee", "whom.nobody") in await submit(
        world, people["jonas"], "committee.fill", "", {**values, "name": "Åse"}
    )


ACTS = (
    "committee.set_up", "committee.fill", "committee.again", "committee.ends", "committee.leave", "committee.dissolve",
    "plan.begin", "plan.save", "plan.strike", "plan.follow", "plan.agree", "plan.reviewed", "plan.reopen", "plan.say",
    "plan.end", "competence.noted", "competence.offer", "competence.record",
)  # fmt: skip
LOOKS = (
    "committee.seats", "committee.edit", "committee.new_seat", "committee.term", "plan.show", "plan.write", "plan.action",
    "plan.words", "plan.months", "competence.show", "competence.note", "competence.courses", "competence.guideline",
)  # fmt: skip


async def test_strangers_and_former_members_find_nothing_and_change_nothing(
    world: World, people: dict[str, Phone]
) -> None:
    """Somebody without a seat, and somebody who has left theirs today."""
    await seated(world)
    await draft(world)
    async with world.parts.store.transaction() as work:
        (term,) = await work.committee.terms_of(world.people["jonas"].id)
        await work.committee.save(term.goes(TODAY))
    refs = {"committee": f"{term.id}:1", "plan": "2027:Dilemmakort:0", "competence": "0"}
    for key in ("ola", "jonas"):
        await people[key].go_home()
        before = await rows(world, but=("presses", "people"))
        for action in (*ACTS, *LOOKS):
            ref = refs[action.partition(".")[0]]
            ref = ref.partition(":")[0] if action in {"committee.term", "plan.show", "plan.months"} else ref
            shown = await press(world, people[key], action, ref)
            assert NOT_HERE in shown or word("conversation", "refused.other_side") in shown, (key, action)
            assert "Dilemmakort" not in shown.replace(ref, "")
        assert await rows(world, but=("presses", "people")) == before, key


# ------------------------------------------------------------------------------------------------ the plan


async def test_a_plan_is_begun_adopted_by_both_followed_and_looked_back_on(  # noqa: PLR0915  a year, from end to end
    world: World, people: dict[str, Phone]
) -> None:
    """One yes is not enough; a change of the draft makes both say it anew."""
    await seated(world)
    jonas, amina = people["jonas"], people["amina"]
    await to_page(jonas)
    await jonas.press(said("committee", "to.plan"))
    await jonas.press(said("plan", "begin"))
    jonas.tick(said("plan", "new.universal"), "Dilemmakort på avdelingsmøtene")
    await jonas.submit()
    await jonas.press(said("plan", "yes"))
    plan = await plan_of(world)
    assert plan is not None
    assert (plan.state, len(plan.marks)) == (PlanState.DRAFT, 1)
    assert "Dilemmakort" not in await to_page(people["ola"])
    await to_page(amina)
    await amina.press(said("committee", "to.plan"))
    await amina.press(said("plan", "look"))
    amina.fill(said("plan", "action.title"), "Dilemmakort i mars")
    await amina.submit()
    await amina.press(said("plan", "yes"))
    plan = await plan_of(world)
    assert plan is not None
    assert (plan.state, len(plan.marks)) == (PlanState.DRAFT, 1)
    await to_page(jonas)
    await jonas.press(said("committee", "to.plan"))
    await jonas.press(said("plan", "yes"))
    plan = await plan_of(world)
    assert plan is not None
    assert plan.state is PlanState.ADOPTED
    await world.wind(datetime(2027, 4, 6, 8, tzinfo=UTC))
    assert "Dilemmakort i mars" in await press(world, people["ola"], "plan.months", "2027")
    values: Values = {"status": Status.DONE, "evaluation": "Gode samtaler", "owner": "hr"}
    await submit(world, amina, "plan.follow", f"2027:{plan.actions[0].id}:1", values)
    await submit(
        world,
        amina,
        "plan.say",
        "2027:0",
        {"evaluation": "Godt år", "cooperation": "Bra", "proposals": "Mer tid"},
    )
    await press(world, jonas, "plan.end", "2027")
    async with world.parts.store.reading() as work:
        told = await plan_in(work, WORKPLACE, 2027)
    assert told is not None
    assert (told.state, told.cooperation, told.proposals) == (PlanState.EVALUATED, "Bra", "Mer tid")
    assert [(each.title, each.status, each.evaluation) for each in told.actions] == [
        ("Dilemmakort i mars", Status.DONE, "Gode samtaler")
    ]


async def test_an_action_about_single_persons_is_refused_by_name(
    world: World, people: dict[str, Phone]
) -> None:
    """Whatever a client sends: the level is known in order to be refused (S200)."""
    await seated(world)
    await draft(world)
    values: Values = {"title": "Følge opp", "level": "indicated", "due": "2027-03-01", "owner": "hr"}
    assert word("conversation", "refused.indicated") in await submit(
        world, people["jonas"], "plan.save", "2027", values
    )
    plan = await plan_of(world)
    assert plan is not None
    assert [each.title for each in plan.actions] == ["Dilemmakort"]


async def test_of_two_who_change_one_action_the_second_is_told_and_loses_nothing(
    world: World, people: dict[str, Phone]
) -> None:
    """And a yes to a wording that has changed is none."""
    await seated(world)
    await draft(world)
    values: Values = {"title": "Jonas skrev", "level": "universal", "due": "2027-03-01", "owner": "hr"}
    await submit(world, people["jonas"], "plan.save", "2027:Dilemmakort:0", values)
    later = await submit(
        world, people["amina"], "plan.save", "2027:Dilemmakort:0", {**values, "title": "Amina skrev"}
    )
    assert said("plan", "wrong.meanwhile") in later
    assert "Amina skrev" in later
    plan = await plan_of(world)
    assert plan is not None
    assert [each.title for each in plan.actions] == ["Jonas skrev"]
    assert word("conversation", "refused.moved_on") in await press(
        world, people["amina"], "plan.agree", "2027:0"
    )
    plan = await plan_of(world)
    assert plan is not None
    assert plan.marks == {}


async def test_a_draft_whose_year_has_begun_is_to_be_adopted(world: World, people: dict[str, Phone]) -> None:
    """On any day of its year, one that was opened again too; and members are called on the days of the steps after."""
    await seated(world)
    async with world.parts.store.transaction() as work:
        plan = Plan(workplace=WORKPLACE, year=2026, actions=(an_action(),), state=PlanState.ADOPTED)
        await work.plans.put(replace(plan, adopted_on=date(2026, 1, 5)))
    to_adopt = said("plan", "owed.adopt", year=2026)
    assert to_adopt not in await to_page(people["jonas"])
    await press(world, people["jonas"], "plan.reopen", "2026")
    assert to_adopt in await to_page(people["amina"])
    await world.wind(datetime(2027, 1, 15, 7, tzinfo=UTC))
    await world.parts.upkeep()
    assert [each.ref for each in await owed(world, "amina", STEP)] == ["adopt:2026:evaluate"]
    await world.wind_by(days=3)
    (call,) = await owed(world, "amina", STEP)
    assert call.standing is Standing.SENT
    assert said("plan", "state.draft") in await press(world, people["amina"], "ping.open", call.id)


async def test_what_was_late_at_new_year_is_so_until_the_year_is_looked_back_on(
    world: World, people: dict[str, Phone]
) -> None:
    """Then it is a part of what was said of the year."""
    await seated(world)
    late = an_action(title="Foredrag om spill", due=date(2025, 12, 1))
    plan = Plan(
        workplace=WORKPLACE, year=2025, state=PlanState.ADOPTED, actions=(late,), evaluation="Godt år"
    )
    async with world.parts.store.transaction() as work:
        await work.plans.put(plan)
    owes = said("plan", "owed.late", title=late.title)
    assert owes in await to_page(people["jonas"])
    await press(world, people["jonas"], "plan.end", "2025")
    assert owes not in await to_page(people["jonas"])


async def test_more_than_a_plan_has_room_for_is_refused_and_nothing_is_lost(
    world: World, people: dict[str, Phone]
) -> None:
    """What was ticked is still ticked, and it can be begun with less."""
    await seated(world)
    async with world.parts.store.transaction() as work:
        many = tuple(an_action(title=f"Nr. {n}", due=date(2026, 3, 1)) for n in range(MOST_ACTIONS))
        await work.plans.put(Plan(workplace=WORKPLACE, year=2026, actions=many))
    some = next(each for each in SUGGESTIONS if each.level is Level.UNIVERSAL)
    jonas = people["jonas"]
    await press(world, jonas, "plan.new", "2027")
    values: Values = {"carry": ("carry",), "universal": (some.id,)}
    refused = await submit(world, jonas, "plan.begin", "2027", values)
    assert said("plan", "wrong.too_many", most=MOST_ACTIONS) in refused
    assert await plan_of(world) is None
    await submit(world, jonas, "plan.begin", "2027", {"carry": ("carry",)})
    plan = await plan_of(world)
    assert plan is not None
    assert len(plan.actions) == MOST_ACTIONS


async def test_the_plan_is_fetched_as_a_sheet_by_those_who_may_read_it(
    world: World, people: dict[str, Phone]
) -> None:
    """A draft by members; an adopted one by everybody, with its wheel and the same in words."""
    await seated(world)
    await draft(world)
    assert NOT_HERE in await press(world, people["ola"], "plan.sheet", "2027")
    async with world.parts.store.transaction() as work:
        with pytest.raises(NotFound):
            await PlanSheet().build(work, world.people["ola"], "2027")
        sheet = await PlanSheet().build(work, world.people["amina"], "2027")
        hse = await HseSheet().build(work, world.people["amina"], "2027")
    (wheel,) = [part for part in sheet.parts if isinstance(part, Drawing)]
    assert "mars: 1, april: 0" in wheel.said
    assert "Dilemmakort" not in wheel.svg
    assert [part.name for part in sheet.parts if isinstance(part, Fact)][1:] == ["mandag 15. mars"]
    assert not [part for part in hse.parts if isinstance(part, Fact)][1:]
    assert said("plan", "sheet.whole") in await press(world, people["amina"], "plan.sheet", "2027")


# ------------------------------------------------------------------------------------------------ pings


async def test_members_are_called_when_the_year_asks_for_something_and_nobody_else(
    world: World, people: dict[str, Phone]
) -> None:
    """In December for a plan that is not adopted; not once it is."""
    await seated(world)
    await draft(world)
    await days(world, 21)
    assert not await owed(world, "jonas", STEP)
    await days(world, 12)
    for key in ("jonas", "amina"):
        assert [each.ref for each in await owed(world, key, STEP)] == ["adopt:2027"], key
    for key in ("ola", "kari", "ida"):
        assert not await owed(world, key, STEP), key
    assert Standing.SENT in {each.standing for each in await owed(world, "amina", STEP)}


async def test_a_term_is_called_ahead_of_its_end_until_somebody_has_said_what_follows(
    world: World, people: dict[str, Phone]
) -> None:
    """Elected anew is a new row, from the day after."""
    async with world.parts.store.transaction() as work:
        await work.committee.put(a_body(workplace=WORKPLACE))
        term = a_term(
            workplace=WORKPLACE,
            person=world.people["amina"].id,
            party=Party.EMPLOYEE,
            ends_on=date(2027, 1, 31),
        )
        await work.committee.add(term)
    await days(world, 2)
    assert [each.ref for each in await owed(world, "amina", TERM)] == ["2027-01-31:3"]
    amina = people["amina"]
    await to_page(amina)
    await amina.press(said("committee", "to.seats"))
    await amina.press(said("committee", "seats.look"))
    await amina.press(said("committee", "again"))
    async with world.parts.store.reading() as work:
        terms = await work.committee.terms(WORKPLACE)
    assert [(each.starts_on, each.ends_on, each.state(TODAY)) for each in terms] == [
        (term.starts_on, term.ends_on, State.EXPIRING),
        (date(2027, 2, 1), date(2029, 1, 31), State.PLANNED),
    ]
    await days(world, 45)
    assert all(each.ref == "2027-01-31:3" for each in await owed(world, "amina", TERM))


# ------------------------------------------------------------------------------------------------ learning, keeping


async def test_training_is_noted_for_resource_persons_and_leaders_only(
    world: World, people: dict[str, Phone]
) -> None:
    """The one it is about reads it; of others nothing is noted."""
    await seated(world)
    amina = people["amina"]
    await submit(world, amina, "competence.offer", "", {"title": "Den nødvendige samtalen", "months": "24"})
    async with world.parts.store.reading() as work:
        (course,) = await work.competence.courses(WORKPLACE)
    values: Values = {"name": "Ola Utenavtale", "course": course.id, "day": "2024-12-01"}
    assert said("competence", "wrong.role") in await submit(world, amina, "competence.noted", "", values)
    await submit(world, amina, "competence.noted", "", {**values, "name": "Jonas Oppdiktet"})
    async with world.parts.store.reading() as work:
        assert await work.competence.trainings_of(world.people["ola"].id) == []
        (training,) = await work.competence.trainings_of(world.people["jonas"].id)
    assert training.refresh_on == date(2026, 12, 1)
    await days(world, 3)
    assert [each.ref for each in await owed(world, "jonas", "competence.refresh")] == [training.id]
    assert not await owed(world, "amina", "competence.refresh")


async def test_what_is_kept_of_a_person_can_be_read_and_their_name_taken_out_of_what_is_over(
    world: World, people: dict[str, Phone]
) -> None:
    """The seat stays, without a name; the plan stays; training goes."""
    await seated(world)
    await draft(world)
    async with world.parts.store.transaction() as work:
        (term,) = await work.committee.terms_of(world.people["jonas"].id)
        await work.committee.save(term.goes(TODAY))
        plan = await work.plans.get(WORKPLACE, 2027)
        assert plan is not None
        owns = plan.actions[0].changed(member=world.people["jonas"].id)
        await work.plans.put(plan.rewritten(owns))
    jonas = people["jonas"]
    await jonas.go_home()
    await my_page(jonas)
    await jonas.press(word("menu", "page.data"))
    for subject in ("committee", "plan"):
        assert word("privacy", f"kept.{subject}") in jonas.words()
    await jonas.press(word("privacy", "ask_erase"))
    await jonas.press(word("privacy", "erase"))
    async with world.parts.store.reading() as work:
        assert await work.committee.terms_of(PersonId("person-jonas")) == []
        assert len(await work.committee.terms(WORKPLACE)) == 2
        plan = await work.plans.get(WORKPLACE, 2027)
    assert plan is not None
    assert [each.member for each in plan.actions] == [None]


async def test_another_workplace_s_things_are_not_here(world: World, people: dict[str, Phone]) -> None:
    """By id, with the right words and the wrong house."""
    await seated(world)
    async with world.parts.store.transaction() as work:
        other = (await work.people.workplace(WORKPLACE)).__class__
        await work.people.put_workplace(other(id=a_body().workplace, name="Fjellbruket", tenants={}))
        theirs = a_term(person=None)
        await work.committee.add(theirs)
    for action in ("committee.term", "committee.hand_over", "committee.ask_leave"):
        assert NOT_HERE in await press(world, people["jonas"], action, theirs.id), action
    assert NOT_HERE in await press(world, people["jonas"], "committee.leave", f"{theirs.id}:0")
    async with world.parts.store.reading() as work:
        assert await work.committee.term(theirs.id) == theirs
