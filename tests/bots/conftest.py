"""An operator's desk for each test."""

import shutil
from pathlib import Path

import pytest

from tests.bots.office import TEAMS, Office


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One that is all in order on SQLite, with a database that is up to date; to be copied."""
    office = Office(folder=tmp_path_factory.mktemp("settled"))
    office.settle()
    assert office.run("migrate").code == 0
    people = office.folder / "people.csv"
    people.write_text("ref,name,slack\n1,Kari Oppdiktet,U0KARI\n", encoding="utf-8")
    ran = office.run("people", "import", people)
    assert ran.code == 0, ran.said
    return office


@pytest.fixture
def office(settled: Office, tmp_path: Path) -> Office:
    """A copy of it, to spoil."""
    folder = tmp_path / "office"
    shutil.copytree(settled.folder, folder)
    env = {name: value.replace(str(settled.folder), str(folder)) for name, value in settled.env.items()}
    return Office(folder=folder, env=env)


@pytest.fixture
def desk(tmp_path: Path, database_url: str) -> Office:
    """Both platforms, on either database, up to date and with nobody in it."""
    office = Office(folder=tmp_path / "desk")
    office.folder.mkdir()
    office.settle(database_url)
    office.env |= TEAMS
    assert office.run("migrate").code == 0
    return office
