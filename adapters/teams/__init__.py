"""Microsoft Teams: what it sends us, what we show there, and how we write first."""
