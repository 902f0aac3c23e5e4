"""An answer as plain text: what `ask` prints, what JSON calls `text`, what a chat without a terminal shows."""

from bot.layout import blocks
from knowledge.answering.answers import Answer


def render(answer: Answer) -> str:
    """The whole answer, its links included, as lines without colour and without a line feed at the end."""
    return "\n\n".join(
        "\n".join("".join(span.text for span in line).rstrip() for line in block) for block in blocks(answer)
    )
