"""Words that a workplace may replace with its own: files in three languages, with a version and a day of checking."""
