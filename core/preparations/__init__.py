"""What an occasion of the workplace means inside one agreement: asked about beforehand, and looked back on (S90–S94)."""
