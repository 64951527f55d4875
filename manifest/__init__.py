"""What each platform is told about the app."""
