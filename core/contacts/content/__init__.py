"""The telephones and chats; a workplace may replace them."""
