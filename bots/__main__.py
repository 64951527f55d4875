"""`python -m bots` is `innsjekk`."""

from bots.cli import main

main()
