"""The words of writing together."""

from core.chat.texts import load

TEXTS = load(__package__)
