"""How the program is run: command line, settings, the terminal chat, the wiring of the Telegram bot."""
