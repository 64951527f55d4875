"""The short talks: held, moved, and what the employee can do when there are none."""
