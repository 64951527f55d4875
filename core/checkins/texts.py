"""The words of check-ins."""

from core.chat.texts import load

TEXTS = load(__package__)
