"""`make pictures`, its second half: forms as both platforms draw them, side by side, for docs/pictures."""

import base64
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from core.people import Language, Platform
from tests import provision
from tests.pictures.gallery import bundle, photograph_path, take, views

FOLDER: Final = provision.ROOT / "docs" / "pictures"
SHOWN: Final = {
    "form-leader": "leader",
    "form-history": "mine",
    "form-evaluation": "evaluation_ask",
    "form-log": "log",
    "form-hard-day": "talk_ask",
    "form-hard-day-confirm": "talk_confirm",
    "form-group": "group_confirm",
    "form-guide": "guide_conversation_both",
    "form-preparation": "preparation",
    "form-occasion-leader": "occasion_leader",
    "form-contacts": "contacts",
    "form-policy-team": "policy_team",
}
"""The picture's name and the sample's."""
PAGE: Final = (
    '<!doctype html><meta charset="utf-8"><body style="margin:0;padding:24px;display:flex;gap:24px;'
    'background:#e9e7e2;align-items:flex-start;width:max-content">'
)


def main() -> None:
    """Draw them, or say what is missing."""
    chromium, tools = provision.chromium(), provision.node_tools()
    if chromium is None:
        raise SystemExit(provision.NO_CHROMIUM)
    if tools is None:
        raise SystemExit(provision.NO_NODE_TOOLS)
    wanted = [each for each in views() if each[0] is Language.NB and each[1] in SHOWN.values()]
    with tempfile.TemporaryDirectory() as folder:
        take(chromium, *bundle(tools, Path(folder)), wanted, into=Path(folder))
        _side_by_side(chromium, Path(folder))


def _side_by_side(chromium: Path, photographs: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1300, "height": 400})
        for name, sample in SHOWN.items():
            files = [photograph_path(photographs, (platform, Language.NB, sample)) for platform in Platform]
            page.set_content(PAGE + "".join(map(_drawn, files)))
            page.locator("body").screenshot(path=FOLDER / f"{name}.png")
            print(FOLDER / f"{name}.png")
        browser.close()


def _drawn(photograph: Path) -> str:
    return f'<img alt="" src="data:image/png;base64,{base64.b64encode(photograph.read_bytes()).decode()}">'


if __name__ == "__main__":
    main()
