"""The words of a wish for a talk."""

from core.chat.texts import load

TEXTS = load(__package__)
