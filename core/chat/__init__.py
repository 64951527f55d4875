"""What can be shown and asked, on any platform."""
