"""Samples photographed into build/pictures, for the eye: `python -m tests.pictures.look campaign julebord`."""

import sys
import tempfile
from pathlib import Path

from core.people import Platform
from tests import provision
from tests.pictures.gallery import bundle, photograph_path, take, views

FOLDER = provision.ROOT / "build" / "pictures"
"""Git does not see it."""


def main() -> None:
    """Those whose names have any of these words in them, in all languages, as both platforms draw them; or all."""
    chromium = provision.chromium()
    tools = provision.node_tools()
    if chromium is None or tools is None:
        raise SystemExit(provision.NO_CHROMIUM if chromium is None else provision.NO_NODE_TOOLS)
    wanted = [each for each in views() if any(word in each[1] for word in sys.argv[1:] or [""])]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        take(chromium, *bundle(tools, Path(folder)), wanted, into=FOLDER)
    for language, name, _ in wanted:
        for platform in Platform:
            print(photograph_path(FOLDER, (platform, language, name)))


if __name__ == "__main__":
    main()
