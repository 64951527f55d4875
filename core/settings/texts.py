"""The words of the settings."""

from core.chat.texts import load

TEXTS = load(__package__)
