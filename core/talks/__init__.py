"""«Jeg trenger en prat»: asking one person for a talk, and what happens when nobody answers."""
