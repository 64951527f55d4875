"""One file for each guide; a workplace may put its own in the place of any of them (core/content)."""
