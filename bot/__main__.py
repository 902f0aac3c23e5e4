"""`python -m bot` is `clusterlotse`."""

from bot.cli import main

main()
