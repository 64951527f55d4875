"""Help is quick: it reads no SDK, no database driver and no cipher."""

import subprocess
import sys
from pathlib import Path

from tests.bots.office import ROOT

HEAVY = frozenset(
    {
        *(
            "slack_bolt",
            "slack_sdk",
            "botbuilder",
            "botframework",
            "msal",
            "sqlalchemy",
            "alembic",
            "asyncpg",
        ),
        *(
            "aiosqlite",
            "aiohttp",
            "cryptography",
            "pydantic_settings",
            "prometheus_client",
            "babel",
            "holidays",
        ),
        *("adapters", "storage", "core"),
    }
)

EVERY_HELP = """
import sys
from typer.main import get_command
from typer.testing import CliRunner
from bots.cli import app
def every(command, path=()):
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from every(below, (*path, name))
for path in every(get_command(app)):
    ran = CliRunner().invoke(app, [*path, "--help"])
    print("|".join([" ".join(path), str(ran.exit_code), "Usage" if "Usage: " in ran.output else ""]))
print("|".join(name for name in sys.modules if "." not in name))
"""


def test_no_help_imports_an_sdk(tmp_path: Path) -> None:
    """Neither `innsjekk --help` nor any command's; each of them answers."""
    ran = subprocess.run(
        [sys.executable, "-c", EVERY_HELP],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    *helps, modules = ran.stdout.splitlines()
    commands = dict(line.split("|", 1) for line in helps)

    assert {"", "demo", "serve", "migrate", "keys new", "people import", "preview"} <= set(commands)
    assert set(commands.values()) == {"0|Usage"}
    assert HEAVY & set(modules.split("|")) == set()
