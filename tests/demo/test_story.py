"""The story as data, and played by itself."""

import pytest

from bots.demo.opening import opened
from bots.demo.step import Tale
from bots.demo.steps import TALES
from bots.demo.story import Story
from bots.demo.words import TEXTS, for_the_page
from bots.demo.workplace import Workplace
from core.people import Language, Platform


def test_every_step_has_all_its_words() -> None:
    """Title, what happens, what to notice and what to do, and nothing for steps that are not there."""
    steps = [step.key for tale in TALES.values() for step in tale.steps]
    wanted = {f"story.{step}.{part}" for step in steps for part in ("title", "happens", "notice", "do")}

    assert {key for key in TEXTS if key.startswith("story.")} == wanted


def test_the_page_gets_its_words_in_all_languages() -> None:
    """The same keys in each; nothing that belongs to the made-up people."""
    words = for_the_page()

    assert set(words) == set(Language)
    assert len({frozenset(keys) for keys in words.values()}) == 1
    assert not [key for key in words["nb"] if key.startswith(("measure", "example"))]


async def played(workplace: Workplace, story: Story) -> None:
    while story.step.show is not None:
        at, step = story.at, story.step.key
        await story.show(workplace)
        await story.follow(workplace)
        assert story.at == at + 1, step


@pytest.mark.parametrize("platform", list(Platform), ids=str)
async def test_the_story_can_show_itself(platform: Platform) -> None:
    """Each step leads to the next; the last two are the page's own."""
    async with opened() as workplace:
        story = Story(platform)
        await played(workplace, story)
        await story.follow(workplace, "view.lock")
        assert story.step.key == "export"
        await story.follow(workplace, "view.lock")
        assert story.step.key == "export"
        await story.follow(workplace, "view.export")
        assert story.step.key == "end"
        assert workplace.complaints == []


@pytest.mark.parametrize(
    "tale", [tale for tale in TALES.values() if tale.key != "checkin"], ids=lambda tale: tale.key
)
@pytest.mark.parametrize("platform", list(Platform), ids=str)
async def test_the_other_stories_can_show_themselves(platform: Platform, tale: Tale) -> None:
    """To the last step, in nynorsk, and nothing is left but what to try oneself."""
    async with opened(Language.NN, agreed=tale.agreed) as workplace:
        story = Story(platform, tale)
        await played(workplace, story)
        for view in (step.control for step in tale.steps if step.control.startswith("view.")):
            await story.follow(workplace, view)
        assert story.at == len(tale.steps) - 1
        assert workplace.complaints == []


async def test_a_closed_form_is_opened_again() -> None:
    """Closed by the person or by a change of language: the story still finds its way."""
    async with opened() as workplace:
        story = Story(Platform.SLACK)
        while story.step.show is not None:
            for person in workplace.people.values():
                while person.phone.form is not None:
                    await person.phone.close()
            await story.show(workplace)
            await story.follow(workplace)
        assert story.step.key == "lock"
