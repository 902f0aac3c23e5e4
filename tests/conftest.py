"""How hypothesis searches: quickly in every run of the tests, thoroughly in `make fuzz`; and the engine, built once."""

import pytest
from hypothesis import settings

from knowledge import Assistant, KnowledgeBase, load

# A machine under load is no fault of the code, so no example has a deadline.
settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("fuzz", deadline=None, max_examples=5_000)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def shipped() -> KnowledgeBase:
    """The knowledge that comes with the program."""
    return load().base


@pytest.fixture(scope="session")
def assistant(shipped: KnowledgeBase) -> Assistant:
    """The assistant over the shipped knowledge: it keeps nothing between two questions, so all tests may share it."""
    return Assistant(shipped)
