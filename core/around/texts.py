"""The words of a change of leader."""

from core.chat.texts import load

TEXTS = load(__package__)
