"""`innsjekk occasions`: the workplace's calendar from a file, whole or not at all."""

import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.occasions.model import CHOSEN, Kind, Occasion
from core.people import WorkplaceId
from storage.store import SqlWork
from tests.adapters.calendar.files import event, file
from tests.bots.desk import rows, working
from tests.bots.office import WORKPLACE, Office, Ran

SOON, LATER = (date.today() + timedelta(days=days) for days in (20, 40))  # noqa: DTZ011  the command's own clock


def at(day: date) -> str:
    return f":{day:%Y%m%d}T180000"


def take(desk: Office, raw: bytes, *flags: str, name: str = "kalender.ics") -> Ran:
    """Import this file."""
    there = desk.folder / name
    there.write_bytes(raw)
    return desk.run("occasions", "import", there, *flags)


def listed(desk: Office) -> Sequence[Occasion]:
    async def look(work: SqlWork) -> Sequence[Occasion]:
        return await work.occasions.between(WorkplaceId(WORKPLACE), date.min, date.max)

    return working(desk, look)


PARTY = event(UID="a", DTSTART=at(SOON))
TOUR = event(UID="b", DTSTART=at(LATER), SUMMARY="Blåtur på fjorden")


def test_a_calendar_is_taken_in_and_taken_in_again(desk: Office) -> None:
    """Each change is said; the second time there is none; then what has changed, and what is gone."""
    ran = take(desk, file(PARTY, TOUR))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"new: {SOON} Christmas party, for everybody",
        f"new: {LATER} Blåtur på fjorden (kind not said), for everybody",
        "2 new, 0 moved, 0 changed, 0 called off, 0 as before.",
    ]
    before = rows(desk)
    assert take(desk, file(PARTY, TOUR)).out == "0 new, 0 moved, 0 changed, 0 called off, 2 as before.\n"
    assert rows(desk) == before
    moved = take(desk, file(event(UID="a", DTSTART=at(LATER), SUMMARY="Julebord på brygga")))
    assert moved.out.splitlines() == [
        f"moved: {LATER} Julebord på brygga (julebord), for everybody, was {SOON}",
        f"called off: {LATER} Blåtur på fjorden (kind not said), for everybody",
        "0 new, 1 moved, 0 changed, 1 called off, 0 as before.",
    ]
    assert sorted(desk.run("occasions", "list").out.splitlines()) == [
        f"{LATER} Julebord på brygga (julebord), for everybody",
        f"{LATER} Occasion (kind not said), for everybody, called off",
    ]


def test_a_dry_run_says_the_same_and_changes_nothing(desk: Office) -> None:
    """It is the import, undone."""
    before = rows(desk)
    dry = take(desk, file(PARTY, TOUR), "--dry-run")
    assert (dry.code, rows(desk)) == (0, before)
    assert "Nothing is to come" in desk.run("occasions", "list").out
    assert dry.out == take(desk, file(PARTY, TOUR)).out + "This was a dry run: nothing was changed.\n"


def test_whoever_runs_the_server_removes_what_is_called_off_on_a_day(desk: Office) -> None:
    """For good, and nothing that is on; the words of it are not said."""
    take(desk, file(PARTY, TOUR, event(UID="c", DTSTART=at(LATER), SUMMARY="Kari er borte")))
    take(desk, file(PARTY, TOUR))
    before = rows(desk)
    for day, code, says in (
        ("i dag", 2, "the day must be written as 2026-12-11"),
        (str(SOON), 0, f"Nothing is called off on {SOON}"),
    ):
        ran = desk.run("occasions", "remove", day)
        assert (ran.code, says in ran.out + ran.err) == (code, True)
    assert rows(desk) == before
    gone = desk.run("occasions", "remove", str(LATER))
    assert (gone.code, gone.out) == (0, f"removed: {LATER} Occasion (kind not said), for everybody\n")
    assert [each.name for each in listed(desk)] == ["", "Blåtur på fjorden"]


def test_a_dry_run_makes_no_database(tmp_path: Path) -> None:
    """Where there is none, it looks at an empty one that is gone afterwards."""
    office = Office(folder=tmp_path)
    office.settle()
    ran = take(office, file(PARTY), "--dry-run")
    assert "1 new" in ran.out
    assert not office.database.exists()


def test_what_is_left_out_is_counted_by_why(desk: Office) -> None:
    """And the kind of what says none is as was said."""
    events = (
        event(UID="c", DTSTART=":20200101T180000"),
        event(UID="d", CLASS="PRIVATE"),
        event(UID="e", DTSTART=at(SOON + timedelta(days=900))),
        event(UID="f", DTSTART=at(SOON), SUMMARY=""),
        event(UID="g", DTSTART=at(SOON), SUMMARY="Pils", RRULE="FREQ=YEARLY"),
    )
    ran = take(desk, file(*events))
    assert ran.out.splitlines()[1:] == [
        "1 new, 0 moved, 0 changed, 0 called off, 0 as before.",
        "1 left out, as they have been.",
        "1 left out, as they are more than two years ahead.",
        "1 left out, as they are marked private.",
        "1 left out, as nothing says what they are; name their kind with --kind.",
    ]
    assert [(each.kind, each.name, each.yearly) for each in listed(desk)] == [(Kind.UNSAID, "Pils", True)]
    again = take(desk, file(*events), "--kind", "seminar")
    assert "1 new, 0 moved, 1 changed" in again.out
    assert (
        f"changed: {SOON} Pils (seminar), for everybody, every year, was Pils (kind not said)\n" in again.out
    )
    assert {each.kind for each in listed(desk)} == {Kind.SEMINAR}


def test_the_kind_that_was_said_is_kept_when_it_is_not_said_again(desk: Office) -> None:
    """Somebody who forgets --kind changes nothing; what is named itself is so only if that is said."""
    pils = file(event(UID="g", DTSTART=at(SOON), SUMMARY="Pils"))
    assert f"new: {SOON} Pils, for everybody\n" in take(desk, pils, "--kind", "other").out
    assert take(desk, pils).out == "0 new, 0 moved, 0 changed, 0 called off, 1 as before.\n"
    assert [each.kind for each in listed(desk)] == [Kind.OTHER]


def test_nothing_that_may_name_people_is_kept(desk: Office) -> None:
    """Not in a row, not on the screen, not even the name of the file."""
    named = event(
        UID="kanari@example.org", DTSTART=at(SOON), LOCATION="Hos Kanari", DESCRIPTION="Kanari kommer",
        ORGANIZER=";CN=Kanari:mailto:kanari@example.org", ATTENDEE=";CN=Kanari:mailto:kanari@example.org",
    )  # fmt: skip
    ran = take(desk, file(named), name="kanari.ics")
    assert ran.code == 0
    assert "kanari" not in f"{ran.said} {rows(desk)}".casefold()


REFUSED = {
    "broken": (b"BEGIN:VCALENDAR\r\nhva er dette\r\nEND:VCALENDAR", "line 2 cannot be understood"),
    "empty": (b"", "it is empty"),
    "latin-1": (file(TOUR).decode().encode("latin-1"), "not in UTF-8"),
    "huge": (file(PARTY) + b" " * 2_000_000, "larger than 2 MB"),
    "endless": (file(PARTY, event(UID="s", RRULE="FREQ=SECONDLY")), "event 2 repeats more often than every day"),
    "half broken": (file(PARTY, event(UID="x", DTSTART=":i morgen")), "event 2: DTSTART cannot be understood"),
    "cut": (file(PARTY, TOUR)[:-40], "ends in the middle"),
    "ten thousand": (
        file(*(event(UID=f"{n}", DTSTART=at(SOON)) for n in range(10_000))), "more than 500 occasions to come",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_one_line_with_the_cure(desk: Office, case: str) -> None:
    """Exit code 2, nothing taken in, and nothing that the file says."""
    raw, why = REFUSED[case]
    before = rows(desk)
    ran = take(desk, raw)
    assert (ran.code, ran.out) == (2, "")
    assert why in ran.err
    assert ran.err.endswith("nothing was taken in\n")
    assert len(ran.err.splitlines()) == 1
    assert "Traceback" not in ran.err
    assert rows(desk) == before


def test_what_is_no_file_or_no_kind_is_one_line(desk: Office) -> None:
    """A folder, nothing at all, and something without an end."""
    for there in (desk.folder, desk.folder / "none.ics"):
        ran = desk.run("occasions", "import", there)
        assert (ran.code, ran.said) == (
            2, f"innsjekk: {there} cannot be read; give the path of an iCalendar file (.ics)\n",
        )  # fmt: skip
    endless = desk.run("occasions", "import", "/dev/zero")
    assert (endless.code, "larger than 2 MB" in endless.err) == (2, True)
    ran = take(desk, file(PARTY), "--kind", "karneval")
    assert (ran.code, ran.said) == (2, f"innsjekk: --kind must be one of: {', '.join(CHOSEN)}\n")


def test_another_calendar_under_the_same_name_is_refused(desk: Office) -> None:
    """It would have called all of the first off."""
    take(desk, file(PARTY))
    before = rows(desk)
    ran = take(desk, file(TOUR))
    assert (ran.code, "give the file another name" in ran.err, rows(desk)) == (2, True, before)
    assert take(desk, file(TOUR), name="fjorden.ics").code == 0


def test_ten_thousand_events_that_have_been_are_read_while_one_waits(desk: Office) -> None:
    """A calendar of many years, with one day to come."""
    old = (event(UID=f"{n}", DTSTART=f":20{n % 20:02}0{n % 9 + 1}01T180000") for n in range(9_999))
    begun = time.perf_counter()
    ran = take(desk, file(*old, PARTY))
    assert "1 new" in ran.out
    assert "9999 left out, as they have been." in ran.out
    assert time.perf_counter() - begun < 30
