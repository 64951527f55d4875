"""The words of evaluations and of the log."""

from core.chat.texts import load

TEXTS = load(__package__)
