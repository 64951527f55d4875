"""`innsjekk keys`: making a root secret and a keyring, and changing the epoch under which grants are made."""

from collections.abc import Callable

from bots.clock import RealClock
from bots.settings import BadSetting, Settings, named
from bots.wiring import open_keyring
from core.ports import again
from storage.keyring import BadKey, Keyring, RootSecret, new_root_secret
from storage.rewrapping import Batch
from storage.store import SqlStore


def make(settings: Settings, say: Callable[[str], None]) -> None:
    """
    Make what is not there yet; a root secret that is given is used.

    Raises:
        BadSetting, BadKey: nothing was made, or (a keyring that could not be written) only the root secret.

    """
    file, ring = settings.root_secret_file, settings.keyring_file
    if ring.exists() or ring.is_symlink():
        raise BadKey(
            named("keyring_file"), f"{ring} is there already and is not touched.", "Give another path."
        )
    if file is None and settings.root_secret is None:
        raise BadSetting(f"{named('root_secret_file')} is missing; set it to where the root secret shall lie")
    value = settings.root_secret.get_secret_value() if settings.root_secret else ""
    if file is not None and not value and not file.exists():
        new_root_secret(file)
        say(f"Root secret: {file}")
    Keyring.create(ring, RootSecret.read(file=file, value=value), tenant=settings.workplace)
    say(f"Keyring: {ring}")
    say("Keep both outside the database and its backups, and apart. Without them nothing can be read again.")


async def status(settings: Settings, say: Callable[[str], None]) -> None:
    """A line for each epoch: since when, and how many grants stand under it. Figures of the machine, of nobody."""
    keyring = open_keyring(settings)
    counted = await _counted(settings, keyring)
    for epoch in keyring.epochs:
        now = ", in use" if epoch is keyring.epochs[-1] else ""
        say(f"Epoch {epoch.key.id}, begun {epoch.created}{now}: {counted.pop(epoch.key.id, 0)} grants")
    for id, many in counted.items():
        say(f"Epoch {id}, destroyed: {many} grants that nothing opens any more")


async def rotate(settings: Settings, say: Callable[[str], None]) -> None:
    """
    Begin a new epoch, and wrap every grant anew under it, a few at a time; `serve` may run meanwhile.

    If it is stopped half-way, everything still opens; `rotate` once more wraps the rest.
    """
    keyring = open_keyring(settings).add_epoch()
    wrapped = left = 0
    async with SqlStore.open(settings.database_url, keyring, RealClock()) as store:
        async with store.reading() as work:
            readers = await work.rewrapping.readers()
        after: tuple[object, ...] | None = None
        while True:

            async def some(after: tuple[object, ...] | None = after) -> Batch:
                async with store.transaction() as work:
                    return await work.rewrapping.next(readers, after)

            batch = await again(some)
            wrapped, left, after = wrapped + batch.wrapped, left + batch.left, batch.after
            if after is None:
                break
        await store.checkpoint()
    say(f"A new epoch has begun; {wrapped} grants are wrapped under it.")
    if left:
        say(f"{left} grants belong to nobody that is known any more, and stay where they are.")
    say("Make a new backup of the keyring. Then: innsjekk keys destroy-old --yes")


async def destroy_old(settings: Settings, say: Callable[[str], None], *, yes: bool, also_left: bool) -> None:
    """
    End every grant under the epochs before the current one, in every backup too; only if none is needed.

    Raises BadSetting, and nothing is destroyed, if grants stand under one of them (unless `also_left`), or without `yes`.
    """
    keyring = open_keyring(settings)
    counted = await _counted(settings, keyring)
    old = [epoch.key.id for epoch in keyring.epochs[:-1]]
    standing = sum(counted.get(id, 0) for id in old)
    if not old:
        say("There is one epoch, and it is in use: nothing to destroy.")
        return
    if standing and not also_left:
        raise BadSetting(
            f"{standing} grants stand under an older epoch and would be lost; run: innsjekk keys rotate"
            " (and if they belong to nobody: innsjekk keys destroy-old --also-left --yes)"
        )
    if not yes:
        raise BadSetting(
            "backups of the database from before the last rotation can then not be read; add --yes"
        )
    for id in old:
        keyring = keyring.destroy_epoch(id)
    say(f"Destroyed: {len(old)}. Destroy the backups of the keyring that still have them, too.")


async def _counted(settings: Settings, keyring: Keyring) -> dict[str, int]:
    async with SqlStore.open(settings.database_url, keyring, RealClock()) as store, store.reading() as work:
        return dict(await work.rewrapping.counted())
