"""The subject's words."""

from core.chat.texts import load

TEXTS = load(__package__)
