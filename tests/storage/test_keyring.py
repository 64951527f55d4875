"""The keyring: refused with one line or whole, changed whole or not at all, and what is destroyed stays so."""

# One long file, because every refusal is tried on the same few rings, and compared with the others.

import base64
import copy
import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.keyring import (
    BadKey,
    Epoch,
    EpochInUse,
    Keyring,
    RootSecret,
    check_canary,
    new_root_secret,
    seal_canary,
)
from storage.sealing import CannotOpen, Key, Purpose, Reader, key_id_of, new_key, unwrap, wrap

FROZEN = json.loads((Path(__file__).parent / "vectors" / "keyring_1.json").read_text())
PROJECT = Path(__file__).parents[2]
ROOT = RootSecret(bytes(range(64, 96)))
ME = Reader(tenant="workplace-1", person="p", role="employee", purpose=Purpose.OWN)
DAY = date(2026, 11, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keyring"


@pytest.fixture
def ring(path: Path) -> Keyring:
    return Keyring.create(path, ROOT, tenant="workplace-1", today=DAY)


def one_line(attempt: Callable[[], object], *words: str) -> str:
    """The one line that the operator gets, with these words in it."""
    with pytest.raises(BadKey) as caught:
        attempt()
    line = str(caught.value)
    assert len(line.splitlines()) == 1
    assert line.startswith(
        ("INNSJEKK_KEYRING_FILE: ", "INNSJEKK_ROOT_SECRET_FILE: ", "INNSJEKK_ROOT_SECRET: ")
    )
    assert all(word in line for word in words)
    return line


def private(path: Path, content: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(content)
    path.chmod(mode)
    return path


# ------------------------------------------------------------------------------------------- the root secret


def test_a_new_root_secret_is_read_back_and_nobody_else_can_read_it(tmp_path: Path) -> None:
    """Mode 0400, 32 random bytes, another one each time."""
    one, other = tmp_path / "one", tmp_path / "other"
    new_root_secret(one)
    new_root_secret(other)
    assert one.stat().st_mode & 0o777 == 0o400
    assert len(RootSecret.from_file(one).secret) == 32
    assert RootSecret.read(file=one) == RootSecret.from_value(one.read_text()) != RootSecret.read(file=other)


def test_a_root_secret_is_never_written_over(tmp_path: Path) -> None:
    """Nor followed through a link to somewhere else."""
    path, link = tmp_path / "root", tmp_path / "link"
    new_root_secret(path)
    before = path.read_bytes()
    link.symlink_to(tmp_path / "elsewhere")
    one_line(lambda: new_root_secret(path), "is there already")
    one_line(lambda: new_root_secret(link), "is there already")
    one_line(lambda: new_root_secret(tmp_path / "none" / "root"), "cannot be written")
    assert path.read_bytes() == before
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o666, 0o700, 0o440, 0o777, 0o4600])
def test_a_root_secret_that_others_may_read_or_change_is_refused(tmp_path: Path, mode: int) -> None:
    """The cure is in the line; the file is left as it was."""
    path = private(tmp_path / "root", base64.b64encode(bytes(range(32))), mode)
    one_line(lambda: RootSecret.from_file(path), "INNSJEKK_ROOT_SECRET_FILE", "chmod 600")
    assert path.stat().st_mode & 0o7777 == mode


@pytest.mark.parametrize("mode", [0o400, 0o600])
def test_a_root_secret_that_only_its_owner_reads_is_taken(tmp_path: Path, mode: int) -> None:
    """With a line break after it, as editors leave one."""
    path = private(tmp_path / "root", base64.b64encode(bytes(range(40))) + b"\r\n", mode)
    assert RootSecret.from_file(path).secret == bytes(range(40))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("hemmelig ord", "not base64"),
        ("å" * 60, "not base64"),
        ("\udc80" * 60, "not base64"),
        (base64.b64encode(bytes(31)).decode(), "shorter than 32"),
        (" ", "shorter than 32"),
    ],
    ids=["words", "letters", "broken", "short", "blank"],
)
def test_a_bad_root_secret_is_refused_without_being_shown(tmp_path: Path, value: str, words: str) -> None:
    """From the environment and from a file, each naming its own setting and how to make a good one."""
    path = private(tmp_path / "root", value.encode(errors="surrogateescape"))
    for attempt, setting in (
        (lambda: RootSecret.read(value=value), "INNSJEKK_ROOT_SECRET: "),
        (lambda: RootSecret.read(file=path), "INNSJEKK_ROOT_SECRET_FILE: "),
    ):
        line = one_line(attempt, setting, words, "innsjekk keys new")
        assert not value.strip() or value not in line


def test_a_root_secret_is_never_made_silently(tmp_path: Path) -> None:
    """None given, none there, both given, something else than a file: each says so, and nothing is made."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o600)
    missing = tmp_path / "none"
    one_line(RootSecret.read, "no root secret", "innsjekk keys new")
    one_line(lambda: RootSecret.read(file=missing), "there is no file", "innsjekk keys new")
    one_line(lambda: RootSecret.read(file=missing, value="x"), "INNSJEKK_ROOT_SECRET is set as well")
    one_line(lambda: RootSecret.read(file=pipe), "is not a file")
    one_line(lambda: RootSecret.read(file=tmp_path), "is not a file")
    one_line(lambda: RootSecret.read(file=tmp_path / "a\nb"), "there is no file")
    one_line(lambda: RootSecret.read(file=private(tmp_path / "huge", bytes(1 << 21))), "too large")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["huge", "pipe"]


# ------------------------------------------------------------------------------------------------- the file


def test_a_keyring_is_read_back_as_it_was_made(path: Path, ring: Keyring) -> None:
    """All keys differ, the file is its owner's alone and holds none of them in the clear."""
    again = Keyring.load(path, ROOT, tenant="workplace-1")
    assert again == ring
    keys = [again.current, again.index_key, again.ledger, again.tenant_secrets]
    assert len({key.secret for key in keys}) == len({key.id for key in keys}) == 4
    assert again.epoch(again.current.id) == again.current
    assert again.epochs[0].created == DAY
    assert path.stat().st_mode & 0o777 == 0o600
    content = path.read_bytes()
    for key in keys:
        assert not [
            part for part in (key.secret, key.secret.hex().encode(), b"workplace-1") if part in content
        ]


def test_a_workplace_without_an_id_is_given_one(tmp_path: Path) -> None:
    """Another one each time."""
    rings = [Keyring.create(tmp_path / name, ROOT) for name in ("one", "other")]
    assert len({ring.tenant for ring in rings}) == 2
    assert all(len(ring.tenant) == 16 for ring in rings)


def test_a_keyring_made_long_ago_still_opens(path: Path) -> None:
    """The file, its keys, a blind index and a canary of format 1, made once."""
    root = RootSecret.from_value(FROZEN["root"])
    ring = Keyring.load(private(path, bytes.fromhex(FROZEN["file"])), root, tenant=FROZEN["tenant"])
    epochs = [(epoch.key.id, epoch.key.secret.hex(), epoch.created.isoformat()) for epoch in ring.epochs]
    assert epochs == [(one["id"], one["secret"], one["created"]) for one in FROZEN["epochs"]]
    assert ring.index(FROZEN["index"]["domain"], *FROZEN["index"]["parts"]).hex() == FROZEN["index"]["value"]
    check_canary(ring, bytes.fromhex(FROZEN["canary"]))


def test_a_keyring_is_never_written_over(path: Path, ring: Keyring) -> None:
    """Neither by another of the same root nor through a link that leads nowhere."""
    before = path.read_bytes()
    one_line(lambda: Keyring.create(path, ROOT), "is there already")
    assert path.read_bytes() == before
    path.with_name("link").symlink_to("nowhere")
    one_line(lambda: Keyring.create(path.with_name("link"), ROOT), "is there already")
    one_line(lambda: Keyring.create(path.parent / "none" / "keyring", ROOT), "cannot be written")
    assert ring.reload() == ring


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o666, 0o700])
def test_a_keyring_that_others_may_read_is_refused_and_left_alone(
    path: Path, ring: Keyring, mode: int
) -> None:
    """Also when it was opened before: no change is made to it."""
    path.chmod(mode)
    before = path.read_bytes()
    one_line(lambda: Keyring.load(path, ROOT), "chmod 600")
    one_line(ring.add_epoch, "chmod 600")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (before, mode)
    assert [entry.name for entry in path.parent.iterdir()] == ["keyring"]


def test_a_missing_keyring_is_refused_and_not_made(path: Path) -> None:
    """A start with the wrong path must not begin a new workplace."""
    one_line(lambda: Keyring.load(path, ROOT), "INNSJEKK_KEYRING_FILE", "there is no file")
    assert list(path.parent.iterdir()) == []


def test_another_root_secret_is_refused_by_its_own_name(path: Path, ring: Keyring) -> None:
    """The line names the root secret's setting, since that is what is wrong."""
    before = path.read_bytes()
    other = RootSecret(bytes(32))
    one_line(lambda: Keyring.load(path, other), "INNSJEKK_ROOT_SECRET_FILE", "does not open")
    assert path.read_bytes() == before
    assert Keyring.load(path, ROOT) == ring


def test_another_workplaces_keyring_is_refused(path: Path, ring: Keyring) -> None:
    """Two keyrings of one root, changed places; both files stay as they were."""
    other = path.with_name("other")
    Keyring.create(other, ROOT, tenant="workplace-2")
    swapped = other.read_bytes()
    other.replace(path)
    one_line(lambda: Keyring.load(path, ROOT, tenant="workplace-1"), "another workplace")
    one_line(ring.add_epoch, "another workplace")
    assert path.read_bytes() == swapped


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_keyring_cut_or_altered_anywhere_is_refused(path: Path, data: st.DataObject) -> None:
    """Any length and any bit; nothing of the file is in the line, and the file stays as it was."""
    whole = bytes.fromhex(FROZEN["file"])
    place = data.draw(st.integers(0, len(whole) - 1))
    flipped = whole[:place] + bytes([whole[place] ^ 1 << data.draw(st.integers(0, 7))]) + whole[place + 1 :]
    altered = data.draw(st.sampled_from([flipped, whole[:place], whole + b"\0"]))
    private(path, altered)
    one_line(lambda: Keyring.load(path, ROOT), str(path))
    assert path.read_bytes() == altered


@pytest.mark.parametrize(
    "kept",
    [b"", b"{}", b"[]", b'{"tenant": "t", "epochs": [{"id": "0"}]}'],
    ids=["none", "empty", "list", "other"],
)
def test_a_keyring_of_a_later_format_is_refused(path: Path, kept: bytes) -> None:
    """Rightly sealed, but not what this version writes."""
    private(path, ROOT.lock(kept))
    one_line(lambda: Keyring.load(path, ROOT), "format not known here")


# ------------------------------------------------------------------------------------- changes and crashes


def test_a_destroyed_epoch_ends_its_grants_and_spares_those_wrapped_anew(path: Path, ring: Keyring) -> None:
    """Before, an old backup's grant opens (the control); afterwards it never does, whatever is read again."""
    kept, gone = new_key(), new_key()
    grants = {key: wrap(ring.current, ME, "s", 1, key) for key in (kept, gone)}
    ring = ring.add_epoch(today=DAY)
    old = key_id_of(grants[gone])
    assert unwrap(ring.epoch(old), ME, "s", 1, grants[gone]) == gone
    rewrapped = wrap(ring.current, ME, "s", 1, unwrap(ring.epoch(old), ME, "s", 1, grants[kept]))
    ring = ring.destroy_epoch(old)
    for found in (ring, ring.reload(), Keyring.load(path, ROOT)):
        with pytest.raises(CannotOpen):
            found.epoch(old)
        assert unwrap(found.epoch(key_id_of(rewrapped)), ME, "s", 1, rewrapped) == kept
        with pytest.raises(CannotOpen):
            unwrap(found.current, ME, "s", 1, grants[gone])
    # No other key of the ring opens it either, with its id put in the grant.
    for key in (ring.current, ring.ledger, ring.index_key, ring.tenant_secrets):
        with pytest.raises(CannotOpen):
            unwrap(key, ME, "s", 1, grants[gone][:2] + bytes.fromhex(key.id) + grants[gone][10:])


def test_the_current_epoch_is_not_destroyed(path: Path, ring: Keyring) -> None:
    """Nor is one that became current elsewhere since this keyring was read."""
    before = path.read_bytes()
    with pytest.raises(EpochInUse, match="in use"):
        ring.destroy_epoch(ring.current.id)
    assert path.read_bytes() == before
    later = ring.add_epoch()
    with pytest.raises(EpochInUse):
        ring.destroy_epoch(later.current.id)


def test_destroying_twice_is_destroying_once(ring: Keyring) -> None:
    """So that it can be done again after a crash."""
    old, later = ring.current.id, ring.add_epoch()
    assert later.destroy_epoch(old) == later.destroy_epoch(old)


def test_changes_made_at_the_same_time_all_stay(path: Path, ring: Keyring) -> None:
    """Each made from a keyring that was read before any of them; a lost epoch would be lost grants."""
    with ThreadPoolExecutor(4) as pool:
        made = [change.result().current.id for change in [pool.submit(ring.add_epoch) for _ in range(12)]]
    after = Keyring.load(path, ROOT)
    assert {epoch.key.id for epoch in after.epochs} == {ring.current.id, *made}
    assert len(after.epochs) == 13


CRASH = """
import os, signal, sys
from pathlib import Path
from storage.keyring import Keyring, RootSecret
name, count, path = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
ring = Keyring.load(path, RootSecret(bytes(range(64, 96))))
real = getattr(os, name)
def die(*given, **named):
    global count
    count -= 1
    if count == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **named)
setattr(os, name, die)
ring.add_epoch()
"""


@pytest.mark.parametrize(
    ("call", "count", "changed"),
    [("fsync", 1, False), ("fsync", 2, False), ("replace", 1, False), ("fsync", 3, True)],
    ids=["while writing", "after writing", "before the rename", "after the rename"],
)
def test_a_process_killed_while_it_changes_the_keyring_leaves_the_old_or_the_new_one(
    path: Path, ring: Keyring, call: str, count: int, *, changed: bool
) -> None:
    """Really killed, at each step to the disk; the next change goes through, and no half-made file is left."""
    before = path.read_bytes()
    ended = subprocess.run(
        [sys.executable, "-c", CRASH, call, str(count), str(path)],
        cwd=PROJECT,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert (path.read_bytes() != before) == changed
    assert path.stat().st_mode & 0o777 == 0o600
    after = Keyring.load(path, ROOT)
    assert after.epochs[0] == ring.epochs[0]
    assert len(after.epochs) == 1 + changed
    assert len(after.add_epoch().epochs) == 2 + changed
    assert [entry.name for entry in path.parent.iterdir()] == ["keyring"]


# ----------------------------------------------------------------------------------- canary, index, secrets


def test_the_canary_knows_its_keyring(path: Path, ring: Keyring) -> None:
    """In this epoch and later ones; not under another keyring, even of the same root and workplace."""
    canary = seal_canary(ring)
    check_canary(ring, canary)
    later = ring.add_epoch()
    check_canary(later, canary)
    check_canary(later, seal_canary(later))
    other = Keyring.create(path.with_name("other"), ROOT, tenant="workplace-1")
    same_name = replace(ring, epochs=(Epoch(key=Key(ring.current.id, bytes(32)), created=DAY),))
    before = path.read_bytes()
    for ring_given, kept in (
        (other, canary),
        (same_name, canary),
        (ring, seal_canary(other)),
        (ring, b""),
        (ring, canary[:-1]),
    ):
        one_line(lambda r=ring_given, c=kept: check_canary(r, c), "not the keyring of this database")  # type: ignore[misc]
    assert path.read_bytes() == before


def test_a_canary_ends_with_its_epoch(ring: Keyring) -> None:
    """It is to be sealed anew before the old epoch is destroyed."""
    canary, old = seal_canary(ring), ring.current.id
    later = ring.add_epoch().destroy_epoch(old)
    one_line(lambda: check_canary(later, canary), "not the keyring")
    check_canary(later, seal_canary(later))


@given(
    one=st.lists(st.text(max_size=4), min_size=1, max_size=4),
    other=st.lists(st.text(max_size=4), min_size=1, max_size=4),
)
def test_a_blind_index_is_equal_for_equal_parts_alone(one: list[str], other: list[str]) -> None:
    """Domain and parts; letters moved between them make another."""
    assert (FIXED.index(*one) == FIXED.index(*other)) == (one == other)
    assert len(FIXED.index(*one)) == 16
    assert FIXED.index(*one) != OTHER.index(*one)


def _in_memory(seed: int) -> Keyring:
    keys = [Key(f"{seed:02x}{at:014x}", bytes([seed, at]) * 16) for at in range(3)]
    return Keyring(
        path=Path("none"),
        root=ROOT,
        tenant="t",
        epochs=(),
        index_key=keys[0],
        ledger=keys[1],
        tenant_secrets=keys[2],
    )


FIXED, OTHER = _in_memory(1), _in_memory(2)


def test_no_secret_of_the_keyring_is_shown_or_written_out(ring: Keyring) -> None:
    """By repr, str, pickle or copy, of the ring and of what is in it."""
    secrets = [
        ROOT.secret,
        ring.current.secret,
        ring.index_key.secret,
        ring.ledger.secret,
        ring.tenant_secrets.secret,
    ]
    hidden = [
        form
        for secret in secrets
        for form in (secret.hex(), repr(secret)[2:-1], base64.b64encode(secret).decode())
    ]
    for shown in (repr(ring), str(ring), repr(ring.epochs), repr(ROOT), str(ROOT), f"{ROOT}"):
        assert not [form for form in hidden if form in shown]
    for whole in (ring, ROOT, ring.epochs):
        for attempt in (pickle.dumps, copy.deepcopy):
            with pytest.raises(TypeError, match="not copied or written out"):
                attempt(whole)
    with pytest.raises(ValueError, match="Too short"):
        RootSecret(bytes(31))
