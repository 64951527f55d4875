"""The far side of the wire: what Slack and Microsoft Teams are to the bot."""
