"""`innsjekk demo --check`: says what each saw, and fails when something is wrong."""

import pytest

from bots.demo import check
from core.checkins import cards
from core.checkins.cards import Content
from core.checkins.model import Share


async def test_the_story_holds_on_both_platforms() -> None:
    """Exit code 0, with each step and what was on each screen."""
    said: list[str] = []

    assert await check.check(said.append) == 0

    text = "\n".join(said)
    for title in ("Slack", "Microsoft Teams", "12. The employer exports all conversations"):
        assert title in text
    assert text.count("The leader sees exactly what was shared") == 2


async def test_a_leader_who_sees_too_much_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check itself: it says which platform and step, what was expected and what was seen; exit code 1."""
    honest = cards.of_share

    def talkative(share: Share) -> Content:
        mood, text, measures = honest(share)
        return mood, f"{text} og mer til", measures

    monkeypatch.setattr(cards, "of_share", talkative)
    said: list[str] = []

    assert await check.check(said.append) == 1

    text = "\n".join(said)
    assert "BROKEN on Slack, step 6: The leader sees exactly what was shared" in text
    assert "og mer til" in text
