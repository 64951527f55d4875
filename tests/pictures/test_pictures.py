"""What other people's renderers make of every card and form, for the eye and for the ear."""

from collections.abc import Mapping

import pytest

from bots.samples import every
from core.people import Language, Platform
from tests.pictures import heard, seen
from tests.pictures.gallery import Check, Key, Picture

pytestmark = [pytest.mark.browser, pytest.mark.node]

SAMPLES = [name for name, _ in every(Language.NB)]
NASTY = ("nasty_card", "nasty_form")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("platform", list(Platform))
@pytest.mark.parametrize("check", [*seen.CHECKS, *heard.CHECKS], ids=lambda check: check.__name__)
def test_all_that_is_drawn(
    pictures: Mapping[Key, Picture], check: Check, platform: Platform, language: Language
) -> None:
    """Each view by itself, all of them in one test: whatever fails is named with what is wrong in it."""
    failed = dict[str, str]()
    for name in [*SAMPLES, *(NASTY if language is Language.NB else ())]:
        key = (platform, language, name)
        try:
            check(pictures[key], key)
        except AssertionError as fault:
            failed[name] = str(fault)
    assert failed == {}
