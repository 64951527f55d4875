"""What resource persons and leaders have learnt, what they are offered, and the guidelines for single cases (S135, S153)."""
