"""`innsjekk guides`: looking over the files of words that a workplace may replace, and copying ours to begin with."""

from collections.abc import Callable
from pathlib import Path

from bots.settings import BadSetting, named, read
from bots.subjects import CONTENT
from core.content.files import BadContent, Shelf, opened, ours

Say = Callable[[str], None]


def check(folder: Path | None, config: Path | None, say: Say) -> None:
    """Say of each file whose it is, or each thing that is wrong. Raises BadSetting if anything is."""
    own = folder or read(config).content_dir
    try:
        Shelf(CONTENT, own)
    except BadContent as wrong:
        for line in wrong.lines:
            say(line)
        whence = f"{named('content_dir')}: " if folder is None and own is not None else ""
        raise BadSetting(f"{whence}{len(wrong.lines)} to mend in {own or 'our own files'}") from None
    for file in CONTENT:
        said = opened(file.package, file.name, own).told
        theirs = own is not None and (own / f"{file.name}.toml").exists()
        whose = "the workplace's own" if theirs else "ours"
        say(f"{file.name}: version {said['version']}, looked over {said['checked']}, {whose}")


def copy(folder: Path, say: Say) -> None:
    """Write ours there, never over what is there. Raises BadSetting if it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in CONTENT:
            path = folder / f"{file.name}.toml"
            try:
                with path.open("xb") as made:
                    made.write(ours(file.package, file.name))
                say(f"{path}: written")
            except FileExistsError:
                say(f"{path}: is there already, and was left as it is")
    except OSError:
        raise BadSetting(f"{folder} cannot be written; give a folder that this user may write in") from None
    # Whole, as the server may be started from anywhere.
    say(
        f"Mend them, and set {named('content_dir')} to {folder.resolve()}. Take out those that you leave as they are."
    )
