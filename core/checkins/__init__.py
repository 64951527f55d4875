"""The short check-in: asked privately, answered for oneself, shared by choice."""
