"""The tips; a workplace may replace them."""
