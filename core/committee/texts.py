"""The words of the committee."""

from core.chat.texts import load

TEXTS = load(__package__)
