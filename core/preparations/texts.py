"""The words of preparations."""

from core.chat.texts import load

TEXTS = load(__package__)
