"""What an empty field says, in the person's own language."""

from core.chat.texts import Texts, load
from core.chat.views import Prompts
from core.people import Language

TEXTS = load(__package__)


def prompts(language: Language) -> Prompts:
    """For every field that has no words of its own."""
    texts = Texts(TEXTS, language)
    return Prompts(choose=texts("prompt.choose"), write=texts("prompt.write"))
