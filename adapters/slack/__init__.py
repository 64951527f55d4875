"""Slack: what it sends becomes replies, cards and forms become Block Kit, and pings go out."""
