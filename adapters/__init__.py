"""The platforms: each turns what happened there into words core knows, and back."""
