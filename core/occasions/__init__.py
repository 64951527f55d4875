"""What the workplace arranges, for everybody to read; it knows no agreement (S90)."""
