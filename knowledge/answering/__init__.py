"""From a reading to what is said: `facts`, `phrases`, `wording` and `pictures` tell it, `answer` makes `answers`."""
