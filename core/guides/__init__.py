"""What anybody can read: the necessary talk, early signs, who does what; the same for everybody, and nothing is kept."""
