"""Slack's published limits: what it refuses, under which name and with which words."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bots.demo.far.phone import Json
from bots.demo.far.slack_shapes import BLOCKS, VIEW, check, many, typed, units, wrong

MESSAGE_BLOCKS: Final = 50
MESSAGE_TEXT: Final = 40_000
MESSAGE_BLOCK_TEXT: Final = 13_200
UPDATE_TEXT: Final = 4_000
VIEW_BYTES: Final = 250_000
VIEW_STACK: Final = 3
_IN_MESSAGES: Final = many(typed(BLOCKS), MESSAGE_BLOCKS, least=0)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error's name, and the lines that explain it."""

    error: str
    why: Sequence[str] = ()


class Refused(Exception):  # a refusal is an answer, not a failure of ours
    """Carries a refusal out to the answer."""

    def __init__(self, error: str, *why: str) -> None:
        super().__init__(error)
        self.refusal = Refusal(error, why)


def check_message(text: object, blocks: object, *, most: int = MESSAGE_TEXT) -> None:
    """Raise `Refused` where Slack would answer `ok: false`."""
    if not isinstance(text, str | None):
        raise Refused("invalid_arguments", "text must be a string")
    if blocks is not None and not isinstance(blocks, list):
        raise Refused("invalid_blocks_format", "blocks must be an array")
    if lines := list(_IN_MESSAGES(blocks or [], "/blocks")) or list(_unique(blocks or [], "/blocks")):
        raise Refused("invalid_blocks", *lines)
    if not text and not blocks:
        raise Refused("no_text", "neither text nor blocks")
    if units(text or "") > most:
        raise Refused("msg_too_long", f"text of {units(text or '')} characters, {most} allowed")
    if (total := sum(map(units, _texts(blocks or [])))) > MESSAGE_BLOCK_TEXT:
        raise Refused(
            "msg_blocks_too_long", f"{total} characters in all blocks, {MESSAGE_BLOCK_TEXT} allowed"
        )


def check_view(view: object, surface: str) -> Json:
    """The view itself, or `Refused`; `surface` is modal or home."""
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", "view must be an object")
    if (size := len(json.dumps(view, ensure_ascii=False).encode())) > VIEW_BYTES:
        raise Refused("view_too_large", f"{size} bytes, {VIEW_BYTES} allowed")
    lines = list(check(VIEW, view, "/view"))
    if view.get("type") != surface:
        lines += wrong(f"a view of type {view.get('type')} cannot be shown as {surface}", "/view/type")
    if not lines:
        lines = [*_modal_or_home(view), *_unique(view["blocks"], "/view/blocks"), *_one_focus(view["blocks"])]
    if lines:
        raise Refused("invalid_arguments", *lines)
    return view


def _modal_or_home(view: Json) -> Iterator[str]:
    has_input = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "home":
        for name in ("title", "submit", "close"):
            if name in view:
                yield from wrong(f"a home view has no {name}", "/view")
    elif "title" not in view:
        yield from wrong("missing required field: title", "/view")
    elif has_input and "submit" not in view:
        yield from wrong("submit is required where there is an input block", "/view")


def _unique(blocks: Sequence[Json], at: str) -> Iterator[str]:
    """No block_id twice in a surface, no action_id twice in a block."""
    for name, times in Counter(block.get("block_id") for block in blocks).items():
        if name and times > 1:
            yield from wrong(f"block_id {name!r} already exists", at)
    for place, block in enumerate(blocks):
        ids = [part.get("action_id") for part in block.get("elements", ())]
        for name, times in Counter(ids).items():
            if name and times > 1:
                yield from wrong(f"action_id {name!r} already exists for this block", f"{at}/{place}")


def _one_focus(blocks: Sequence[Json]) -> Iterator[str]:
    wanting = [block for block in blocks if block.get("element", {}).get("focus_on_load")]
    if len(wanting) > 1:
        yield from wrong("focus_on_load can be set for one element", "/view/blocks")


def _texts(part: object) -> Iterator[str]:
    """All `text` strings, however deep."""
    match part:
        case dict():
            for name, inner in part.items():
                if name == "text" and isinstance(inner, str):
                    yield inner
                else:
                    yield from _texts(inner)
        case list():
            for inner in part:
                yield from _texts(inner)
        case _:
            return
