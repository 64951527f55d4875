"""The words of a return."""

from core.chat.texts import load

TEXTS = load(__package__)
