"""Files that a person fetches once, through a private page, and that are never put into the chat."""
