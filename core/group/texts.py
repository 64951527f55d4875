"""The words of the resource group."""

from core.chat.texts import load

TEXTS = load(__package__)
