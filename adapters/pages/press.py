"""
Sets one document. A process of its own: `python -m adapters.pages.press`, JSON in and PDF out.

So it can be ended when it takes too long, and what it remembers of a text ends with it. It says nothing on
standard error, since what the compiler says quotes the text.
"""

import json
import os
import sys
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from adapters.pages.glyphs import FAMILY, covered, folder, shown

FAILED: Final = 3
Json = dict[str, Any]


def press(given: Json) -> bytes:
    """The PDF."""
    signs = covered()
    parts = [[kind, *_shown(words, signs)] for kind, *words in given["parts"]]
    parts = [
        [kind, *words] for kind, *words in parts if kind not in {"chapter", "heading"} or _legible(words[0])
    ]
    title = shown(given["title"], signs)
    with as_file(folder()) as fonts:
        for part in parts:
            if part[0] == "chart":
                part[3] = _chart(part[3], given["size"], fonts)
        known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        families = [FAMILY, *sorted(set(known.families()) - {FAMILY})]
        content = given | {
            "title": title if _legible(title) else given["name"],
            "parts": parts,
            "fonts": families,
        }
        made = typst.compile(
            (files(__package__) / "sheet.typ").read_bytes(),
            font_paths=known,
            ignore_system_fonts=True,
            format="pdf",
            # The words go in as data beside the program, and never become a part of it.
            sys_inputs={"document": json.dumps(content)},
            pdf_standards=["ua-1"],
        )
    if not isinstance(made, bytes):
        raise TypeError
    return made


def _shown(value: Any, signs: frozenset[str]) -> Any:  # noqa: ANN401  whatever a part holds
    """The same, with every word in it as it can be set."""
    match value:
        case str():
            return shown(value, signs)
        case list():
            return [_shown(each, signs) for each in value]
        case dict():
            return {name: _shown(each, signs) for name, each in value.items()}
        case _:
            return value


def _chart(given: Json, size: float, fonts: Path) -> str:
    """Drawn only where there is one: loading what draws takes a while. What it notes of fonts it leaves nowhere."""
    with TemporaryDirectory(prefix="innsjekk-") as own:
        os.environ["MPLCONFIGDIR"] = own
        from adapters.pages.charts import drawn  # noqa: PLC0415  seconds, and most sheets have none

        return drawn(given, size, fonts)


def _legible(heading: str) -> bool:
    """An empty heading is none: whoever jumps from one to the next would land nowhere."""
    return any(sign.isprintable() and not sign.isspace() for sign in heading)


def main() -> int:
    try:
        sys.stdout.buffer.write(press(json.load(sys.stdin.buffer)))
    except Exception:  # noqa: BLE001  whatever it was, its words may be a person's
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main())
