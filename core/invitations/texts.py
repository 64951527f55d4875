"""The words of asking and offering."""

from core.chat.texts import load

TEXTS = load(__package__)
