"""The words of an agreement in force."""

from core.chat.texts import load

TEXTS = load(__package__)
