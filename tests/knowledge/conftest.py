"""What tests of the engine begin with: a conversation, and the conditions of a question."""

import pytest

from knowledge import Answer, Assistant
from knowledge.linking.fold import fold
from knowledge.reading.slots import fill_slots
from tests.knowledge.talk import Fill, Said, Talk


@pytest.fixture
def said(assistant: Assistant) -> Said:
    """The last answer of a conversation of these lines."""

    def last(*lines: str) -> Answer:
        talk = Talk(assistant)
        return [talk.says(line) for line in lines][-1]

    return last


@pytest.fixture(scope="session")
def fill(assistant: Assistant) -> Fill:
    """The conditions that a question sets, in codes."""
    return lambda text: fill_slots(assistant.linker.link(fold(text)), text)
