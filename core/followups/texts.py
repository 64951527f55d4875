"""The words of the short talks."""

from core.chat.texts import load

TEXTS = load(__package__)
