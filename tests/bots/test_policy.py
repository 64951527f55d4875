"""`innsjekk policy set`: a file to fill in, what is wrong in it by field, and what is recorded; and newcomers' leaders."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from bots.clock import RealClock
from bots.policy import TEMPLATE
from core.ledger.model import Promise
from core.people import WorkplaceId
from core.policy import rounds
from core.policy.team import TEAM
from storage.keyring import Keyring, RootSecret
from storage.store import SqlStore, SqlWork
from tests.bots.office import WORKPLACE, Office

T = TypeVar("T")
LIST = "ref,name,slack,leader\n1,Jonas Oppdiktet,U0JONAS,\n2,Kari Oppdiktet,U0KARI,1\n"


def filled_in(folder: Path, version: str = "1") -> Path:
    """The template, with every text replaced."""
    text = re.sub(r'"https://…"', '"https://intranett.example/policy"', TEMPLATE)
    text = text.replace('"… 1, or a year"', f'"{version}"')
    file = folder / "policy.toml"
    file.write_text(re.sub(r'"… [^"]*"', '"Avtalt av partene"', text), encoding="utf-8")
    return file


def test_the_template_as_it_stands_is_refused_field_by_field(desk: Office, tmp_path: Path) -> None:
    """Every text that is still ours, and the address; nothing is recorded."""
    file = tmp_path / "policy.toml"
    file.write_text(desk.run("policy", "set", "--template").out, encoding="utf-8")
    ran = desk.run("policy", "set", str(file))
    assert ran.code == 2
    named = {line.split(": ")[1] for line in ran.out.splitlines()}
    assert named == {
        *("title", "link", "version", "who_is_told"),
        *(f"adopted_by_{party}" for party in ("employer", "employees")),
        *(f"summary.{language}" for language in ("nb", "nn", "en")),
    }
    assert "nothing was recorded" in ran.err
    assert "Nothing is recorded" in desk.run("policy", "set", "--show").out


def test_what_is_filled_in_is_recorded_and_the_same_version_is_a_correction(
    desk: Office, tmp_path: Path
) -> None:
    """Of which nobody gets news; a version of another name is a new one."""
    ran = desk.run("policy", "set", str(filled_in(tmp_path)))
    assert (ran.code, ran.err) == (0, "")
    assert "Everybody gets news" in ran.out
    assert goes_round(desk)
    assert not goes_round(desk)
    assert "nobody gets news" in desk.run("policy", "set", str(filled_in(tmp_path))).out
    assert not goes_round(desk)
    assert "Everybody gets news" in desk.run("policy", "set", str(filled_in(tmp_path, "2"))).out
    shown = desk.run("policy", "set", "--show").out
    assert "version: 2 (number 2 here)" in shown
    assert "link: https://intranett.example/policy" in shown
    assert "next_revision: 2028-01-31" in shown


def test_a_file_that_is_none_is_named_in_one_line(desk: Office, tmp_path: Path) -> None:
    """Neither there, nor text, nor TOML."""
    assert "cannot be read" in desk.run("policy", "set", str(tmp_path / "none.toml")).err
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b"title = '\xff'")
    assert "cannot be read" in desk.run("policy", "set", str(bad)).err
    bad.write_text("title =", encoding="utf-8")
    ran = desk.run("policy", "set", str(bad))
    assert (ran.code, "is not TOML" in ran.err) == (2, True)


def test_an_import_with_somebody_new_asks_their_leader_to_tell_them(desk: Office, tmp_path: Path) -> None:
    """Where there is a policy; not for a dry run, and not for whoever was known."""
    people = tmp_path / "people.csv"
    people.write_text(LIST, encoding="utf-8")
    assert desk.run("people", "import", str(people)).code == 0
    assert asked(desk) == []
    assert desk.run("policy", "set", str(filled_in(tmp_path))).code == 0
    assert desk.run("people", "import", str(people)).code == 0
    assert asked(desk) == []
    people.write_text(f"{LIST}3,Ola Oppdiktet,U0OLA,1\n", encoding="utf-8")
    assert desk.run("people", "import", str(people), "--dry-run").code == 0
    assert asked(desk) == []
    assert desk.run("people", "import", str(people)).code == 0
    assert len(asked(desk)) == 1


def goes_round(desk: Office) -> bool:
    """Whether there was a page of people to be gone through in the clock's daily look; it is then done."""

    async def step(work: SqlWork) -> bool:
        return await rounds.step(work, WorkplaceId(WORKPLACE))

    return in_store(desk, step)


def asked(desk: Office) -> list[Promise]:
    """What Jonas is owed."""

    async def look(work: SqlWork) -> list[Promise]:
        people = await work.people.everybody(WorkplaceId(WORKPLACE))
        jonas = next(each for each in people if each.name == "Jonas Oppdiktet")
        return [each for each in await work.ledger.of(jonas.id) if each.kind == TEAM]

    return in_store(desk, look)


def in_store(desk: Office, act: Callable[[SqlWork], Awaitable[T]]) -> T:
    """As a process of the server would."""

    async def run() -> T:
        keyring = Keyring.load(desk.keyring, RootSecret.read(file=desk.root), tenant=WORKPLACE)
        store = SqlStore.open(desk.env["INNSJEKK_DATABASE_URL"], keyring, RealClock())
        async with store as opened, opened.transaction() as work:
            return await act(work)

    return asyncio.run(run())
