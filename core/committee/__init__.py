"""The Akan committee itself: what kind of body it is, who sits in it for whom, and for how long (S139-S148)."""
