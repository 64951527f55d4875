"""The private page: one file, fetched once, and never put into the chat."""
