"""The themes; a workplace may replace them."""
