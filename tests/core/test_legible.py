"""Words from elsewhere, as they are read."""

import unicodedata

import pytest

from core.chat.legible import legible, typed


@pytest.mark.parametrize("mark", ["\u0335", "\u0e47", "\u20dd"], ids=["through", "above", "around"])
def test_no_letter_carries_a_heap_of_marks(mark: str) -> None:
    """They would cover the lines above and below it, on every page that shows the name."""
    assert legible(f"K{mark * 400}ari{mark * 400} Oppdiktet") == f"K{mark * 3}ari{mark * 3} Oppdiktet"


@pytest.mark.parametrize(
    "name",
    [
        "မြို့ ကျော်",
        "שָּׁלוֹם",
        "क्षत्रिय",
        "ที่นี่",
        "Nguyễn",
        "❤️",
    ],
    ids=["burmese", "hebrew", "hindi", "thai", "vietnamese", "face"],
)
def test_names_stay_as_their_own_letters_write_them(name: str) -> None:
    """Some have several marks on a letter."""
    assert legible(name) == unicodedata.normalize("NFC", name)


def test_what_is_typed_is_kept_as_it_was_without_the_signs_that_nobody_can_type() -> None:
    """Lines, tabs, faces and right-to-left words stay; what a form could not carry, and no database store, does not."""
    kept = "Første linje\n\tandre ❤️ \u200fשלום"
    assert typed(kept) == kept
    assert typed("a\x00b\x07c\r\nd\ud800e") == "abc\nde"
