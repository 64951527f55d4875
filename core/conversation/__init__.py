"""The one door in: every press, submit and command on every platform comes through here."""

from core.conversation.door import Conversation

__all__ = ["Conversation"]
