"""The committee's plan for a year: what is to be done for all and for groups, by whom and when (S137, S199, S200)."""
