"""What one can start, and the only place where concrete parts meet."""
