"""`innsjekk keys new`: a root secret and a keyring; what is there already is never touched."""

from collections.abc import Callable

from bots.settings import BadSetting, Settings, named
from storage.keyring import BadKey, Keyring, RootSecret, new_root_secret


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
