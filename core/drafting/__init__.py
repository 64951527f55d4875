"""The text of an agreement while two people write it: versions, comments, differences, and signing."""
