"""What Innsjekk is, in plain Python: it knows no platform, no database and no cipher."""
