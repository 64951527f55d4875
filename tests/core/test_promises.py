"""
What a form said when it was opened holds when it is sent: from when it is read, and by whom.

Over 200 lines: each fault that was once here has its own sentence.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.agreements.model import Cadence, Deputy
from core.agreements.usecases import sight_of
from core.around import deputies
from core.chat.texts import Texts
from core.chat.views import Done, Fact, Form, SomeOf
from core.checkins.texts import TEXTS as CHECKINS
from core.evaluations.keeps import KeptEvaluations
from core.evaluations.model import Evaluation
from core.evaluations.texts import TEXTS as EVALUATIONS
from core.life.usecases import let_copy
from core.meetings.model import Meeting
from core.people import Language, PersonId, Platform, Position
from core.sight import Role
from tests.builders import KARI, LEIF, ODA, a_person, an_account
from tests.core.chains_world import Chains, Site, buttons, form, text
from tests.core.test_second_thoughts import hand_over

NIGHT = datetime(2026, 11, 27, 4, 50, tzinfo=UTC)
"""05:50 in Oslo."""
AFTER_SIX, EIGHT = NIGHT + timedelta(minutes=11), NIGHT.replace(hour=7, minute=0)
EVENING = NIGHT - timedelta(hours=6, minutes=20)
"""23:30 in Oslo."""


@pytest.fixture
async def chains(tmp_path: Path) -> AsyncIterator[Chains]:
    """Kari and her leader Leif, a week into an agreement."""
    (tmp_path / "site").mkdir()
    async with (await Site.build(tmp_path / "site", Cadence())).opened(tmp_path) as opened:
        yield opened


async def evaluations(chains: Chains, who: PersonId, role: Role) -> list[Evaluation]:
    async with chains.store.transaction() as work:
        return list(await work.evaluations.of(chains.agreement, sight_of(who, role)))


async def meeting(chains: Chains) -> Meeting:
    async with chains.store.transaction() as work:
        (found,) = await work.meetings.of(chains.agreement, sight_of(KARI, Role.EMPLOYEE))
    return found


@pytest.mark.parametrize("drawn", [EVENING, NIGHT])
async def test_an_evaluation_that_waits_for_the_morning_waits_when_it_is_sent_after_six(
    chains: Chains, drawn: datetime
) -> None:
    """The leader has nothing before eight, and it can be taken back until then, as the form said."""
    await chains.wind(drawn)
    shown = form(await chains.kari("evaluations.answered", chains.agreement, words="hemmelig"))
    assert "klokken åtte" in str(shown.body)
    await chains.wind(AFTER_SIX)
    await chains.kari(shown.action, shown.ref, parts=("words",))
    assert "hemmelig" not in str(form(await chains.leif("evaluations.log", chains.agreement)))
    (shared,) = await evaluations(chains, LEIF, Role.LEADER)
    assert shared.shown_from == EIGHT
    log = await chains.kari("evaluations.back", shared.id)
    assert [each.action for each in buttons(log) if each.about] == ["evaluations.share", "evaluations.erase"]
    await chains.wind(EIGHT)
    assert "hemmelig" not in str(form(await chains.leif("evaluations.log", chains.agreement)))


async def test_a_withdrawal_that_can_be_undone_until_the_morning_can_when_it_is_sent_after_six(
    chains: Chains,
) -> None:
    """And the leader is not told before."""
    await chains.wind(NIGHT)
    shown = form(await chains.kari("life.withdraw", chains.agreement))
    assert "klokken åtte" in str(shown.body)
    await chains.wind(AFTER_SIX)
    before = form(await chains.leif("life.show", chains.agreement)).body
    await chains.kari(shown.action, shown.ref)
    assert form(await chains.leif("life.show", chains.agreement)).body == before
    async with chains.store.transaction() as work:
        course = await work.agreements.course(chains.agreement, sight_of(KARI, Role.EMPLOYEE))
    assert course.leaving_at == EIGHT
    await chains.wind(EIGHT - timedelta(minutes=1))
    page = await chains.kari("life.stay", chains.agreement)
    assert "life.withdraw" in [each.action for each in buttons(page)]


async def test_a_line_for_a_meeting_waits_when_it_is_sent_after_six(chains: Chains) -> None:
    """Until eight it is one's own, as the form said."""
    await chains.wind(NIGHT)
    slot = {"day": "2026-12-04", "time": "10:00", "minutes": "30", "place": ""}
    await chains.kari("meetings.propose", chains.agreement, **slot)
    shown = form(await chains.kari("meetings.line", (await meeting(chains)).id))
    assert "klokken åtte" in str(shown.body)
    await chains.wind(AFTER_SIX)
    await chains.kari(shown.action, shown.ref, text="hjemmekontor")
    (line,) = (await meeting(chains)).lines
    assert line.shown_from == EIGHT


async def oda_reads_from(chains: Chains, days: int) -> None:
    """Oda is there, and reads for Leif from so many days ahead on."""
    async with chains.store.transaction() as work:
        accounts, led = (an_account(f"S-{ODA}"),), frozenset({Position.LEADER})
        await work.people.add(a_person(ODA, accounts=accounts, channel=Platform.SLACK, positions=led))
    today = chains.clock.at.date()
    seen = Deputy(person=ODA, since=today + timedelta(days=days), until=today + timedelta(days=14))
    async with chains.store.transaction() as work:
        await deputies.propose(work, chains.agreement, await work.people.get(KARI), seen)


async def to_share(chains: Chains) -> Form:
    """Asked, answered, and about to share."""
    checkin = await chains.until_asked()
    shown = form(await chains.kari("checkins.answer", checkin, mood="heavy", difficult="hemmelig"))
    assert shown.action == "checkins.share"
    return shown


def ticked(shown: Form) -> tuple[str, ...]:
    """What is ticked on it."""
    (some,) = [each for each in shown.fields() if isinstance(each, SomeOf)]
    return some.value


async def shared(chains: Chains) -> int:
    """How many answers are shared."""
    async with chains.store.transaction() as work:
        return len(await work.checkins.shares(chains.agreement, sight_of(KARI, Role.EMPLOYEE)))


async def test_what_a_page_says_that_one_alone_reads_is_not_shared_with_a_deputy_who_has_begun(
    chains: Chains,
) -> None:
    """It is shown again with both names and what was ticked; sent once more it is shared with both."""
    shown = await to_share(chains)
    await oda_reads_from(chains, 1)
    await chains.wind_by(days=1)
    again = form(await chains.kari(shown.action, shown.ref, parts=("difficult",)))
    assert Texts(CHECKINS, Language.NB)("readers_changed") in str(again.body)
    assert again.ref.endswith(f":{ODA}")
    assert ticked(again) == ("difficult",)
    assert await shared(chains) == 0
    await chains.kari(again.action, again.ref, parts=("difficult",))
    assert await shared(chains) == 1


@pytest.mark.parametrize("ticks", [(), ("difficult",)])
async def test_what_is_named_and_reads_still_is_shared_at_the_first_press(
    chains: Chains, ticks: tuple[str, ...]
) -> None:
    """A deputy who has not begun changes nothing; and whoever shares nothing is asked nothing."""
    shown = await to_share(chains)
    await oda_reads_from(chains, 1)
    assert isinstance(await chains.kari(shown.action, shown.ref, parts=ticks), Done)
    assert await shared(chains) == len(ticks)


async def test_what_a_page_says_that_the_leader_reads_is_not_shared_with_the_next_one(chains: Chains) -> None:
    """A check-in and an evaluation: each is shown again with the new name, and what was ticked."""
    checkin = await to_share(chains)
    own = form(await chains.kari("evaluations.answered", chains.agreement, words="hemmelig", note="linje"))
    await hand_over(chains)
    for page, part, words in (
        (checkin, "difficult", Texts(CHECKINS, Language.NB)("readers_changed")),
        (own, "words", Texts(EVALUATIONS, Language.NB)("share.changed")),
    ):
        again = form(await chains.kari(page.action, page.ref, parts=(part,)))
        assert words in str(again.body)
        assert ticked(again) == (part,)
        assert [LEIF in again.ref, ODA in again.ref] == [False, True]
        assert await shared(chains) == len(await evaluations(chains, ODA, Role.LEADER)) == 0
    shown = form(await chains.kari(own.action, own.ref, parts=("words",)))
    await chains.kari(shown.action, shown.ref, parts=("words",))
    assert len(await evaluations(chains, ODA, Role.LEADER)) == 1


async def test_what_a_press_at_night_does_to_a_leaders_words_is_what_it_says(chains: Chains) -> None:
    """The employee takes back what then is theirs alone; a leader's is deleted, and nowhere called anything else."""
    texts = Texts(EVALUATIONS, Language.NB)
    await chains.wind(NIGHT)
    done = form(await chains.leif("evaluations.answered", chains.agreement, words="nøye ord"))
    log = await chains.leif("evaluations.log", chains.agreement)
    (press,) = [each for each in buttons(log) if each.about]
    assert press.label == texts("erase")
    assert "ta det tilbake" not in f"{done.body}{form(log).body}"
    assert texts("log.at_night_leader", name="Kari") in str(form(log).body)
    assert "nøye ord" not in str(form(await chains.leif(press.action, press.ref)).body)
    own = form(await chains.kari("evaluations.answered", chains.agreement, words="nøye ord"))
    done = form(await chains.kari(own.action, own.ref, parts=("words",)))
    log = await chains.kari("evaluations.log", chains.agreement)
    (press,) = [each for each in buttons(log) if each.about]
    assert press.label == texts("back")
    assert "slette" not in f"{done.body}{form(log).body}"
    assert "nøye ord" in str(form(await chains.kari(press.action, press.ref)).body)


@pytest.mark.parametrize(
    ("at", "key"), [(NIGHT.replace(hour=12), "shared"), (NIGHT.replace(hour=21), "shared_at_night")]
)
async def test_what_is_said_when_it_is_shared_is_when_it_can_be_read(
    chains: Chains, at: datetime, key: str
) -> None:
    """Not before eight, of what is shared at night; and not that the leader alone reads it."""
    shown = await to_share(chains)
    await chains.wind(at)
    told = text(await chains.kari(shown.action, shown.ref, parts=("difficult",)))
    assert told == Texts(CHECKINS, Language.NB)(key)
    assert ("klokken åtte" in told) is (key == "shared_at_night")
    seen = "hemmelig" in str(form(await chains.leif("checkins.follow_up", chains.agreement)).body)
    assert seen is (key == "shared")


async def test_while_nobody_leads_there_is_nobody_to_share_with(chains: Chains) -> None:
    """Neither on a page that is opened then, nor from one that was opened before; and the page says so."""
    nobody = Texts(CHECKINS, Language.NB)("nobody_sees")
    before = await to_share(chains)
    await hand_over(chains, signs=False)
    for shown in (
        form(await chains.kari(before.action, before.ref, parts=("difficult",))),
        form(await chains.kari("checkins.look", before.ref.partition(":")[0])),
    ):
        assert nobody in str(shown.body)
        assert "Bare " not in str(shown.body)
        assert (shown.submit, shown.fields()) == ("", ())
        form(await chains.kari(shown.action, shown.ref, parts=("difficult",)))
        assert await shared(chains) == 0


async def test_what_is_deleted_with_the_answers_is_not_said_to_be_the_leaders_to_have_opened(
    chains: Chains,
) -> None:
    """The deputy's opening counts as the leader's, so that the page names neither."""
    await oda_reads_from(chains, 0)
    shown = await to_share(chains)
    await chains.kari(shown.action, shown.ref, parts=("difficult",))
    await chains.wind_by(minutes=1)
    async with chains.store.transaction() as work:
        await deputies.read(work, chains.agreement, await work.people.get(ODA))
    await chains.kari(shown.action, shown.ref, parts=("mood",))
    page = form(await chains.kari("checkins.erase", shown.ref.partition(":")[0]))
    texts = Texts(CHECKINS, Language.NB)
    assert [texts("erase.waits") in str(page.body), texts("erase.read") in str(page.body)] == [True, True]
    assert "leder" not in str(page.body)


async def days(chains: Chains, who: PersonId) -> list[str]:
    """The days under which evaluations stand in this person's log, newest first."""
    name = Texts(EVALUATIONS, Language.NB)("log.evaluated", name="")
    body = form(await chains.press(who, "evaluations.log", chains.agreement)).body
    return [each.name for each in body if isinstance(each, Fact) and each.value.endswith(name)]


async def test_what_is_shared_later_than_it_was_written_does_not_say_so(chains: Chains) -> None:
    """Neither in the leader's log nor in a copy of the leader's data: each stands under the day from which it is read."""
    first = chains.clock.at.date()
    own = form(await chains.kari("evaluations.answered", chains.agreement, words="hemmelig", note="linje"))
    await chains.kari(own.action, own.ref, parts=("note",))
    await chains.wind_by(days=28)
    (kept,) = [each for each in await evaluations(chains, KARI, Role.EMPLOYEE) if not each.joint]
    later = form(await chains.kari("evaluations.share", kept.id))
    await chains.kari(later.action, later.ref, parts=("words",))
    read_on = [chains.clock.at.date(), first]
    texts = Texts(EVALUATIONS, Language.NB)
    assert await days(chains, LEIF) == [texts.dated(day) for day in read_on]
    async with chains.store.transaction() as work:
        await let_copy(work, chains.agreement, await work.people.get(KARI), may=True)
    async with chains.store.transaction() as work:
        told = await KeptEvaluations().export(work, await work.people.get(LEIF))
    assert {each["on"] for each in told} == {day.isoformat() for day in read_on}


async def test_what_is_taken_back_is_deleted_on_the_day_that_was_promised(chains: Chains) -> None:
    """Counted from when it was written, however late it was shared; until then it stands under the coming day."""
    own = form(await chains.kari("evaluations.answered", chains.agreement, words="hemmelig"))
    (kept,) = await evaluations(chains, KARI, Role.EMPLOYEE)
    await chains.wind(EVENING + timedelta(days=80))
    shown = form(await chains.kari("evaluations.share", own.ref.partition(":")[0]))
    await chains.kari(shown.action, shown.ref, parts=("words",))
    (shared,) = await evaluations(chains, KARI, Role.EMPLOYEE)
    morning = (EVENING + timedelta(days=81)).date()
    assert await days(chains, KARI) == [Texts(EVALUATIONS, Language.NB).dated(morning)]
    await chains.kari("evaluations.back", shared.id)
    (again,) = await evaluations(chains, KARI, Role.EMPLOYEE)
    assert (again.on, again.expires()) == (kept.on, kept.expires())
