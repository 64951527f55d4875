"""Meetings of the two in an agreement: when, where, who else, and what to bring up."""
