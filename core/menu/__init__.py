"""The neutral menu, the same for everybody, and each person's own private page behind it."""
