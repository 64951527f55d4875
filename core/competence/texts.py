"""The words of competence."""

from core.chat.texts import load

TEXTS = load(__package__)
