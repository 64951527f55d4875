"""What is kept, and sealed: SQLite and PostgreSQL alike."""
