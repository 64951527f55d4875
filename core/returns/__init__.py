"""Coming back after a long absence: a word to the leader before the first day, and to the employee on it (S27)."""
