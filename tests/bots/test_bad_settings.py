"""Every way to be wrong: exit code 2, one line that names the setting and the cure, and nothing written."""

# Long, because all that can be wrong with a start stands in one table.

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from storage.keyring import Keyring, RootSecret, new_root_secret
from tests.bots.office import SLACK, TEAMS, WORKPLACE, Office
from tests.databases import Cluster

SECRET = "hemmelig"
"""In every made-up secret here; never to be seen."""


@dataclass(frozen=True)
class Spoilt:
    """What is done to settings that are in order, and what is then said."""

    name: str
    spoil: Callable[[Office], object]
    says: tuple[str, ...]
    args: tuple[str, ...] = ("serve",)


def setting(name: str, value: str | None, *says: str, **others: str) -> Spoilt:
    """One environment variable is wrong."""

    def spoil(office: Office) -> None:
        office.env |= {f"INNSJEKK_{n}": v for n, v in others.items()}
        office.env.pop(f"INNSJEKK_{name}", None)
        if value is not None:
            office.env[f"INNSJEKK_{name}"] = value.format(folder=office.folder)

    also = f" {','.join(others)}" if others else ""
    return Spoilt(f"{name}={value}{also}", spoil, (f"INNSJEKK_{name}", *says))


def misspelled(name: str, *says: str) -> Spoilt:
    """The environment has a name that no setting has, with something in it that nobody is to see."""
    return Spoilt(f"misspelled: {name}", lambda office: office.env.update({name: SECRET}), says)


def in_file(name: str, content: bytes | None, *says: str, mode: int = 0o600) -> Spoilt:
    """The --config file is wrong."""

    def spoil(office: Office) -> None:
        if content is not None:
            (office.folder / "config").write_bytes(content)
            (office.folder / "config").chmod(mode)

    return Spoilt(f"--config {name}", spoil, ("--config", *says), ("serve", "--config", "config"))


def without(*names: str) -> Callable[[Office], None]:
    def spoil(office: Office) -> None:
        for name in names:
            del office.env[name]

    return spoil


def half(fields: dict[str, str], missing: str) -> Spoilt:
    """A platform with one thing missing."""

    def spoil(office: Office) -> None:
        without(*SLACK)(office)
        office.env |= {name: value for name, value in fields.items() if name != missing}

    return Spoilt(f"half: no {missing}", spoil, (missing, "is missing", *fields))


def _other_root(office: Office) -> None:
    office.root.unlink()
    new_root_secret(office.root)


def _other_keyring(tenant: str) -> Callable[[Office], None]:
    def spoil(office: Office) -> None:
        office.keyring.unlink()
        Keyring.create(office.keyring, RootSecret.read(file=office.root), tenant=tenant)

    return spoil


OPEN = (
    (0o640, f"INNSJEKK_ROOT_SECRET={SECRET}"),
    (0o604, f"INNSJEKK_SLACK_BOT_TOKEN={SECRET}"),
    (0o620, f"export INNSJEKK_SLACK_SIGNING_SECRET='{SECRET}'"),
    (0o644, f"innsjekk_teams_app_secret={SECRET}"),
    (0o644, f"INNSJEKK_PORT=0\nINNSJEKK_DATABASE_URL=postgresql+asyncpg://kari:{SECRET}@vert/navn"),
)
"""Files that others may read or change, each with a secret in it."""

SPOILT = (
    Spoilt("no platform", without(*SLACK), ("INNSJEKK_SLACK_BOT_TOKEN", "INNSJEKK_TEAMS_APP_ID", "settings.md")),
    *[half(SLACK, missing) for missing in SLACK],
    *[half(TEAMS, missing) for missing in TEAMS],
    setting("TEAMS_LOOPBACK_WITHOUT_TOKENS", "kanskje", "true or false"),
    setting("TEAMS_LOOPBACK_WITHOUT_TOKENS", "true", "TEAMS_APP_ID", **{k.removeprefix("INNSJEKK_"): v for k, v in TEAMS.items()}),
    setting("TEAMS_LOOPBACK_WITHOUT_TOKENS", "true", "INNSJEKK_HOST", "127.0.0.1", HOST="0.0.0.0", TEAMS_TENANT_ID="t"),
    setting("PORT", "abc", "0 to 65535"),
    setting("PORT", "70000", "0 to 65535"),
    setting("HOST", "203.0.113.7", "address of this machine"),
    setting("HOST", "finnes.invalid", "address of this machine"),
    setting("LANGUAGE", "no", "nb, nn, en"),
    setting("ZONE", "Europe/Bergen", "Europe/Oslo"),
    setting("LOG_LEVEL", "LOUD", "DEBUG, INFO"),
    setting("CONTENT_DIR", "{folder}/borte", "borte", "cannot be read", "innsjekk guides check"),
    setting("CONTENT_DIR", "{folder}", "not known here", "more", "innsjekk guides check"),
    setting("LEASE_SECONDS", "0", "number of seconds"),
    setting("POLL_SECONDS", "nan", "number of seconds"),
    setting("SLACK_API_URL", "slack.com", "https://"),
    setting("TEAMS_LOGIN_URL", "file:///etc", "https://"),
    setting("PUBLIC_URL", "http://innsjekk.example", "https://"),
    setting("PUBLIC_URL", "https://innsjekk.example/#x", "https://"),
    setting("PUBLIC_URL", "https://innsjekk.example/?x=1", "https://"),
    setting("PUBLIC_URL", "http://127.0.0.1.example", "https://"),
    setting("PUBLIC_URL", "https://kari@innsjekk.example", "https://"),
    setting("PUBLIC_URL", "javascript:alert(1)", "https://"),
    setting("DATABASE_URL", f"mysql://kari:{SECRET}@vert/navn", "sqlite+aiosqlite:///", "postgresql+asyncpg://"),
    setting("DATABASE_URL", f"postgresql://kari:{SECRET}@vert/navn", "postgresql+asyncpg://"),
    setting("DATABASE_URL", f"postgresql+asyncpg://kari:{SECRET}@vert/navn?sslmode=require", "postgresql+asyncpg://"),
    setting("DATABASE_URL", f"postgresql+asyncpg://kari:{SECRET}@vert:port/navn", "HOST/NAME"),
    setting("DATABASE_URL", f"postgresql+asyncpg://kari:{SECRET}@127.0.0.1:1/navn", "cannot be used", "runs"),
    setting("DATABASE_URL", "sqlite+aiosqlite:///", "FILE"),
    setting("DATABASE_URL", "sqlite+aiosqlite:///x.db?mode=ro", "FILE"),
    setting("DATABASE_URL", "sqlite+aiosqlite:////finnes/ikke/x.db", "cannot be used", "is there"),
    setting("DATABASE_URL", "sqlite+aiosqlite:///{folder}/people.csv", "cannot be used"),
    setting("DATABASE_URL", "sqlite+aiosqlite:///{folder}", "cannot be used"),
    setting("ROOT_SECRET_FILE", None, "no root secret", "innsjekk keys new"),
    setting("ROOT_SECRET_FILE", "{folder}/borte", "no file", "innsjekk keys new"),
    setting("ROOT_SECRET", SECRET, "Unset one"),
    Spoilt("root readable by all", lambda o: o.root.chmod(0o644), ("INNSJEKK_ROOT_SECRET_FILE", "chmod 600")),
    Spoilt("another root", _other_root, ("INNSJEKK_ROOT_SECRET_FILE", "does not open", "made with")),
    setting("KEYRING_FILE", "{folder}/borte", "no file", "restore"),
    Spoilt("keyring readable by all", lambda o: o.keyring.chmod(0o640), ("INNSJEKK_KEYRING_FILE", "chmod 600")),
    Spoilt("another workplace's keyring", _other_keyring("annet"), ("INNSJEKK_KEYRING_FILE", "another workplace")),
    Spoilt("another keyring", _other_keyring(WORKPLACE), ("INNSJEKK_KEYRING_FILE", "not the keyring of this database")),
    Spoilt("id changed", lambda o: o.env.update(INNSJEKK_WORKPLACE="nytt"), ("INNSJEKK_KEYRING_FILE", "another workplace")),
    Spoilt("a role on SQLite", lambda _: None, ("--role", "PostgreSQL"), ("serve", "--role", "web")),
    Spoilt("no such role", lambda _: None, ("--role", "all, web, worker"), ("serve", "--role", "sjef")),
    in_file("missing", None, "cannot be read", "path"),
    in_file("not UTF-8", b"INNSJEKK_WORKPLACE_NAME=\xe5", "cannot be read", "UTF-8"),
    in_file("unknown", b"# ours\n\nINNSJEKK_PRT=1\n", "line 3", "INNSJEKK_PRT", "nearest is INNSJEKK_PORT", "docs/settings.md"),
    in_file("not ours", b"PORT=1\n", "line 1", "docs/settings.md"),
    in_file("a secret for a name", f"{SECRET}=\n".encode(), "line 1", "not a setting"),
    in_file("a bare secret", f"INNSJEKK_PORT=0\nxoxb-{SECRET}\n".encode(), "line 2", "INNSJEKK_NAME=value"),
    in_file("a secret for half a name", f"INNSJEKK_ROOT_SECRET{SECRET}=\n".encode(), "line 1", "not a setting"),
    *[in_file(f"{mode:o} {line}", f"{line}\n".encode(), "config", "secrets in it", "chmod 600", mode=mode) for mode, line in OPEN],
    misspelled("INNSJEKK_DATABSE_URL", "INNSJEKK_DATABSE_URL", "nearest is INNSJEKK_DATABASE_URL", "docs/settings.md"),
    misspelled("INNSJEKK_SLACK_SIGNING_SECRET_", "INNSJEKK_SLACK_SIGNING_SECRET_", "nearest is INNSJEKK_SLACK_SIGNING_SECRET;"),
    misspelled("INNSJEKK_PORT_8080_TCP", "INNSJEKK_PORT_8080_TCP", "nearest is INNSJEKK_PORT;"),
    misspelled(f"INNSJEKK_ROOT_SECRET{SECRET}", "environment", "not a setting", "docs/settings.md"),
)  # fmt: skip


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt.name)
def test_a_bad_setting_is_one_line_with_its_name_and_cure(office: Office, spoilt: Spoilt) -> None:
    """No traceback, no secret, and database and keys are as they were, to the byte."""
    spoilt.spoil(office)
    before = office.files()

    ran = office.run(*spoilt.args)

    assert ran.code == 2, ran.said
    assert ran.err.startswith("innsjekk: ")
    assert ran.said.count("\n") == 1, ran.said
    assert [words for words in spoilt.says if words not in ran.err] == [], ran.err
    assert SECRET not in ran.said
    assert office.files() == before


def test_a_port_that_is_taken_is_one_line_and_nothing_is_written(office: Office) -> None:
    """Found before the database is opened."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        office.env["INNSJEKK_PORT"] = str(other.getsockname()[1])
        office.env["INNSJEKK_WORKPLACE_NAME"] = "Et nytt navn"
        before = office.files()

        ran = office.run("serve")

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "INNSJEKK_PORT" in ran.err
    assert "taken" in ran.err
    assert office.files() == before


def test_a_start_with_settings_in_order_is_what_the_bad_ones_are_held_against(office: Office) -> None:
    """The same office unspoilt gets as far as a database: else all of the above would prove nothing."""
    assert office.run("people", "import", office.folder / "people.csv").out.startswith(
        "0 new, 0 changed, 1 as"
    )


def test_a_file_with_secrets_that_is_for_its_owner_alone_is_read(office: Office) -> None:
    """0600 and 0400; and one without secrets may be for everybody, as may what only the tests heed."""
    list_of_people = office.folder / "people.csv"
    token = office.env.pop("INNSJEKK_SLACK_BOT_TOKEN")
    secret, plain = office.folder / "secret", office.folder / "plain"
    secret.write_text(f"INNSJEKK_SLACK_BOT_TOKEN={token}\n", encoding="utf-8")
    plain.write_text(
        "INNSJEKK_SLACK_BOT_TOKEN=\nINNSJEKK_DATABASE_URL=postgresql+asyncpg://kari@vert/navn\n",
        encoding="utf-8",
    )
    plain.chmod(0o644)
    for mode in (0o600, 0o400):
        secret.chmod(mode)
        assert office.run("people", "import", list_of_people, "--config", secret).code == 0
    secret.chmod(0o644)
    assert office.run("people", "import", list_of_people, "--config", secret).code == 2
    office.env |= {
        "INNSJEKK_SLACK_BOT_TOKEN": token,
        "INNSJEKK_TEST_ANYTHING": "1",
        "OTHERS_DATABSE_URL": "x",
    }
    assert office.run("people", "import", list_of_people, "--config", plain).code == 0


def test_a_postgresql_database_that_is_not_up_to_date_stays_so(tmp_path: Path, postgres: Cluster) -> None:
    """The line says which command; no table is made by anybody else."""
    with postgres.database() as url:
        office = Office(folder=tmp_path)
        office.settle(url)

        ran = office.run("serve")

        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert "INNSJEKK_DATABASE_URL" in ran.err
        assert "innsjekk migrate" in ran.err
        assert office.run("migrate").out == "The database is up to date.\n"
        assert "innsjekk migrate" not in office.run("people", "import", os.devnull).err


def test_a_wrong_password_is_one_line_without_it(tmp_path: Path, postgres: Cluster) -> None:
    """Neither the right one nor the wrong one."""
    right = str(postgres.url.password)
    with postgres.database() as url:
        office = Office(folder=tmp_path)
        office.settle(url.replace(right, SECRET))

        for command in (("serve",), ("migrate",), ("people", "import", os.devnull)):
            ran = office.run(*command)
            assert (ran.code, ran.err.count("\n")) == (2, 1), ran.err
            assert SECRET not in ran.said
