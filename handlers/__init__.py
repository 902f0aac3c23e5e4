"""Telegram: updates in, messages out. Each handler takes an update apart, asks the assistant and sends the answer.

```
routes.py      which update goes where                 services.py   what is needed of the outside
messages.py    questions, new and edited               rendering.py  Answer → Telegram HTML
commands.py    /start, /help, …                        keyboards.py  Answer → buttons
callbacks.py   pressed buttons                         buttons.py    what a button says in 64 bytes
finder.py      /find and /browse, step by step         outgoing.py   sending, editing
inline.py      @bot in any chat                        wording/      what the bot itself says
replies.py     answers as messages, the last ones kept
pictures.py    maps and timelines                      scenes.py     what is drawn in them, with its words
geography.py   location → Land                         narrowing.py  filters under a list
groups.py      joining, leaving, moving                errors.py     what goes wrong
menus.py       commands and profile as Telegram shows them
```
"""
