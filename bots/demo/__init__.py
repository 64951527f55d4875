"""The make-believe workplace in which the real bot runs."""
