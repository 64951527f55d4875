"""The process that reads a calendar file: the same as reading it, and ended when it takes too long."""

import sys
import time

import pytest

from adapters.calendar.event import Unreadable
from adapters.calendar.file import COMMAND, read
from tests.adapters.calendar.files import OSLO, TODAY, event, file, taken

NEVER = "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
"""A day that there is not: the library looks for it to the end of all years."""


async def test_what_comes_back_is_what_was_read() -> None:
    """Every field, of one that is on, one that is off and one that comes every year."""
    events = (
        event(CATEGORIES="Fest,Blåtur"),
        event(UID="b", STATUS="CANCELLED", CLASS="PUBLIC"),
        event(UID="c", RRULE="FREQ=YEARLY", SUMMARY="Sommerfest på øya 🏝"),
        event(UID="d", CLASS="PRIVATE"),
        event(UID="e", DTSTART=":20200101T100000"),
    )
    assert await read(file(*events), OSLO, TODAY) == taken(*events)


async def test_a_refusal_comes_back_in_its_own_words() -> None:
    """And what stands after the first line of the file is the file's."""
    with pytest.raises(Unreadable, match="does not begin with BEGIN:VCALENDAR"):
        await read(b'{"zone": "x"}\n' + file(event()), OSLO, TODAY)


async def test_a_rule_without_a_day_is_not_waited_for() -> None:
    """The process is ended, and the person told what to do."""
    begun = time.monotonic()
    with pytest.raises(Unreadable, match="takes too long to read; export a shorter time"):
        await read(file(event(UID="a", RRULE=NEVER), event(UID="b", RRULE=NEVER)), OSLO, TODAY, seconds=1.5)
    assert time.monotonic() - begun < 10


async def test_the_process_that_reads_has_so_much_memory_and_no_more() -> None:
    """Else one file could take what the server and its people need."""

    def takes(many: int) -> tuple[str, ...]:
        reads = (
            "from adapters.calendar import reading",
            f"reading.read = lambda raw, zone, today: bytearray({many})",
            "reading.asdict = lambda took: {'entries': [], 'uids': []}",
            "reading.main()",
        )
        return sys.executable, "-c", "; ".join(reads)

    assert (await read(file(event()), OSLO, TODAY, command=takes(1 << 20))).entries == ()
    with pytest.raises(Unreadable, match="cannot be understood"):
        await read(file(event()), OSLO, TODAY, command=takes(2 << 30))


async def test_a_process_that_dies_is_a_file_that_cannot_be_understood() -> None:
    """Whatever it died of."""
    with pytest.raises(Unreadable, match="cannot be understood"):
        await read(file(event()), OSLO, TODAY, command=(sys.executable, "-c", "raise SystemExit(3)"))
    assert COMMAND[1:] == ("-m", "adapters.calendar.reading")
