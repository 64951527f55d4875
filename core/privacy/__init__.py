"""Where each subject says what it keeps about a person, and how that is listed, exported and erased."""
