"""Where an operator sits: a folder, an environment, and the command itself in processes of its own."""

import asyncio
import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, TypeAlias

from bots.cli import main
from storage.keyring import Keyring, RootSecret, new_root_secret

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
WORKPLACE = "fjellbruket"
SLACK = {
    "INNSJEKK_SLACK_BOT_TOKEN": "xoxb-hemmelig-token",
    "INNSJEKK_SLACK_SIGNING_SECRET": "hemmelig-signatur",
    "INNSJEKK_SLACK_TEAM_ID": "T0EKSEMPEL",
}
TEAMS = {
    "INNSJEKK_TEAMS_APP_ID": "aaaa0000-0000-4000-8000-000000000001",
    "INNSJEKK_TEAMS_APP_SECRET": "hemmelig-app",
    "INNSJEKK_TEAMS_TENANT_ID": "7d3e0000-0000-4000-8000-00000000abcd",
}
Process: TypeAlias = ForkServerProcess | subprocess.Popen[bytes]

# Importing the SDKs takes seconds and is done once; each command is then a fork, with all else its own.
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["bots.cli", "bots.serve", "bots.people", "bots.keys", "tests.bots.office"])


@dataclass(frozen=True, kw_only=True)
class Ran:
    """How a command ended."""

    code: int | None
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


@dataclass(kw_only=True)
class Server:
    """`innsjekk serve`, running."""

    process: Process
    log: Path
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def lines(self) -> list[dict[str, Any]]:
        """Everything it logged; each line is JSON."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def events(self) -> list[str]:
        return [str(line["event"]) for line in self.lines()]

    async def until(self, event: str) -> str:
        """The first line with these words."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.code is None:
            if found := [line for line in self._whole_lines() if event in line]:
                return found[0]
            await asyncio.sleep(0.02)
        raise AssertionError(f"“{event}” was never logged:\n{self.log.read_text(encoding='utf-8')}")

    @property
    def code(self) -> int | None:
        return self.process.exitcode if isinstance(self.process, ForkServerProcess) else self.process.poll()

    async def ended(self, seconds: float = PATIENCE) -> int | None:
        """Its exit code; None if it is still running after so many seconds."""
        if isinstance(self.process, ForkServerProcess):
            await asyncio.to_thread(self.process.join, seconds)
        else:
            with suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(self.process.wait, seconds)
        return self.code

    def _whole_lines(self) -> list[str]:
        kept = self.log.read_text(encoding="utf-8")
        return [json.loads(line)["event"] for line in kept[: kept.rfind("\n") + 1].splitlines()]


@dataclass(kw_only=True)
class Office:
    """Settings that are all in order, until a test spoils them."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.folder / "innsjekk.db"

    @property
    def keyring(self) -> Path:
        return self.folder / "keyring"

    @property
    def root(self) -> Path:
        return self.folder / "root"

    def settle(self, database_url: str = "") -> None:
        """Keys, a database and Slack."""
        new_root_secret(self.root)
        Keyring.create(self.keyring, RootSecret.read(file=self.root), tenant=WORKPLACE)
        self.env |= {
            "INNSJEKK_DATABASE_URL": database_url or f"sqlite+aiosqlite:///{self.database}",
            "INNSJEKK_ROOT_SECRET_FILE": str(self.root),
            "INNSJEKK_KEYRING_FILE": str(self.keyring),
            "INNSJEKK_WORKPLACE": WORKPLACE,
            "INNSJEKK_PORT": "0",
            **SLACK,
        }

    def run(self, *args: str | Path) -> Ran:
        """Run `innsjekk` with these words until it ends."""
        out, err = self.folder / ".out", self.folder / ".err"
        process = self._started(args, out, err)
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise AssertionError(f"still running after {PATIENCE} s")
        ran = Ran(code=process.exitcode, out=out.read_text(), err=err.read_text())
        process.close()
        out.unlink()
        err.unlink()
        return ran

    @asynccontextmanager
    async def serving(
        self, *args: str, real: bool = False, name: str = "log", up: bool = True
    ) -> AsyncIterator[Server]:
        """Run `innsjekk serve`; `real` imports everything anew, as the operator's own does. Killed at the end."""
        log = self.folder / f".{name}"
        log.touch()
        given = ("serve", *args)
        server = Server(process=self._real(given, log) if real else self._started(given, log, log), log=log)
        try:
            if up:
                server.port = int((await server.until("serving on")).rsplit(":", 1)[1].split()[0])
            yield server
        finally:
            server.process.kill()
            await server.ended()

    def files(self) -> Mapping[str, bytes]:
        """What lies in the folder, but for the file that only marks who serves."""
        files = [path for path in sorted(self.folder.rglob("*")) if path.is_file()]
        return {path.name: path.read_bytes() for path in files if path.suffix != ".serving"}

    def _started(self, args: tuple[str | Path, ...], out: Path, err: Path) -> ForkServerProcess:
        order = ([str(arg) for arg in args], self.env, str(self.folder), str(out), str(err))
        process = _context.Process(target=_command, args=order)
        process.start()
        return process

    def _real(self, args: tuple[str, ...], log: Path) -> subprocess.Popen[bytes]:
        with log.open("ab") as out:
            return subprocess.Popen(
                [sys.executable, "-m", "bots", *args],
                cwd=self.folder,
                env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), **self.env},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )


def _command(args: list[str], env: dict[str, str], folder: str, out: str, err: str) -> None:
    """In the process of its own: what a shell would do before it starts a command."""
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), number)
    os.environ.clear()
    os.environ.update({"PATH": os.defpath, **env})
    os.chdir(folder)
    sys.argv = ["innsjekk", *args]
    main()
