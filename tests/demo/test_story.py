"""The story as data, and played by itself."""

import pytest

from bots.demo.opening import opened
from bots.demo.story import STEPS, Story
from bots.demo.words import TEXTS, for_the_page
from bots.demo.workplace import Workplace
from core.people import Language, Platform


def test_every_step_has_all_its_words() -> None:
    """Title, what happens, what to notice and what to do, and nothing for steps that are not there."""
    wanted = {f"story.{step.key}.{part}" for step in STEPS for part in ("title", "happens", "notice", "do")}

    assert {key for key in TEXTS if key.startswith("story.")} == wanted


def test_the_page_gets_its_words_in_all_languages() -> None:
    """The same keys in each; nothing that belongs to the made-up people."""
    words = for_the_page()

    assert set(words) == set(Language)
    assert len({frozenset(keys) for keys in words.values()}) == 1
    assert not [key for key in words["nb"] if key.startswith(("measure", "example"))]


async def played(workplace: Workplace, story: Story) -> None:
    while STEPS[story.at].show is not None:
        at = story.at
        await story.show(workplace)
        await story.follow(workplace)
        assert story.at == at + 1, STEPS[at].key


@pytest.mark.parametrize("platform", list(Platform), ids=str)
async def test_the_story_can_show_itself(platform: Platform) -> None:
    """Each step leads to the next; the last two are the page's own."""
    async with opened() as workplace:
        story = Story(platform)
        await played(workplace, story)
        await story.follow(workplace, "view.lock")
        assert STEPS[story.at].key == "export"
        await story.follow(workplace, "view.lock")
        assert STEPS[story.at].key == "export"
        await story.follow(workplace, "view.export")
        assert STEPS[story.at].key == "end"
        assert workplace.complaints == []


async def test_a_closed_form_is_opened_again() -> None:
    """Closed by the person or by a change of language: the story still finds its way."""
    async with opened() as workplace:
        story = Story(Platform.SLACK)
        while STEPS[story.at].show is not None:
            for person in workplace.people.values():
                while person.phone.form is not None:
                    await person.phone.close()
            await story.show(workplace)
            await story.follow(workplace)
        assert STEPS[story.at].key == "lock"
