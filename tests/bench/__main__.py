"""`make bench`: every measure in this folder, one after the other, as a table of figures."""

import asyncio
import importlib
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

# A measure is a file here named measure_*.py, with `async def measure() -> Mapping[str, str]`:
# what was measured, and the figure with its unit.
Measure: TypeAlias = Callable[[], Awaitable[Mapping[str, str]]]


def measures(wanted: str, folder: Path = Path(__file__).parent) -> Iterator[tuple[str, Measure]]:
    for path in sorted(folder.glob("measure_*.py")):
        name = path.stem.removeprefix("measure_")
        if wanted in name:
            yield name, importlib.import_module(f"tests.bench.{path.stem}").measure


def main(wanted: str = "") -> None:
    found = list(measures(wanted))
    for name, measure in found:
        print(name, flush=True)
        for what, figure in asyncio.run(_kept(measure)).items():
            print(f"  {what:<56} {figure:>20}", flush=True)
    if not found:
        print("Nothing is measured yet: no tests/bench/measure_*.py.")


async def _kept(measure: Measure) -> Mapping[str, str]:
    return await measure()


if __name__ == "__main__":
    main(*sys.argv[1:2])
