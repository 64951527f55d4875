"""The words of meetings."""

from core.chat.texts import load

TEXTS = load(__package__)
