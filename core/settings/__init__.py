"""What each person chooses for themselves: language, zone, hours, channel."""
