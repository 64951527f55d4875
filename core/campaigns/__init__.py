"""What the committee tells everybody, or a group of them; it knows no agreement (S154)."""
