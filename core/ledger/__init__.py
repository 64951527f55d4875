"""What is owed to whom and when: promises, never words."""
