"""The words of occasions."""

from core.chat.texts import load

TEXTS = load(__package__)
