"""The workplace's own policy on alcohol, drugs and gambling: where it is, who is told, and leaders' task to raise it."""
