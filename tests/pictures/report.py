"""`make pictures`, its third part: the report of a made-up year, page by page, for docs/pictures."""

import asyncio
from typing import Final

import pypdfium2

from adapters.pages.sheet import pdf
from bots.samples_report import YEAR
from core.people import Language
from core.report.sheet import document
from tests import provision

FOLDER: Final = provision.ROOT / "docs" / "pictures"
SCALE: Final = 1.3


def main() -> None:
    """In bokmål, in letters of the usual size."""
    made = asyncio.run(pdf(document(YEAR, Language.NB)))
    for number, page in enumerate(pypdfium2.PdfDocument(made), start=1):
        file = FOLDER / f"report-{number}.png"
        page.render(scale=SCALE).to_pil().save(file, optimize=True)
        print(file)


if __name__ == "__main__":
    main()
