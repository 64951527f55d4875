"""Short evaluations: how the measures work, from either side, and the log of what the two have done."""
