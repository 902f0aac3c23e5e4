"""The bot against a Telegram of our own: real polling, real requests, no network.

`fake.py` is the server, `markup.py` and `methods.py` are the rules it keeps, `people.py` is who talks to the bot,
and `running.py` brings the bot and the server together.
"""
