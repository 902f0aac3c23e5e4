"""How hypothesis searches: quickly in every run of the tests, thoroughly in `make fuzz`."""

from hypothesis import settings

# A machine under load is no fault of the code, so no example has a deadline.
settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("fuzz", deadline=None, max_examples=5_000)
settings.load_profile("quick")
