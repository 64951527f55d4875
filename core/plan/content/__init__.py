"""Suggestions for the plan; a workplace may replace them."""
