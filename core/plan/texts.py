"""The words of the plan."""

from core.chat.texts import load

TEXTS = load(__package__)
