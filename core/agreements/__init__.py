"""The individual Akan agreement: who, for how long, in what rhythm, with which measures."""
