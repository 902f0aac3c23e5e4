"""An answer as the JSON object that programs read. Its keys stay as they are; new ones may join them."""

import json
from typing import Any

from bot.text import render
from knowledge.answering.answers import Answer


def as_object(answer: Answer, id: object = None) -> dict[str, Any]:
    """The answer to the question `id`, ready for `dump`."""
    return {
        "id": id,
        "language": answer.language,
        "intent": answer.intent,
        "outcome": answer.outcome,
        "reading": answer.reading.model_dump(mode="json"),
        "results": answer.results,
        "total": answer.total,
        "also": answer.also,
        "also_total": answer.also_total,
        "nearest": answer.nearest,
        "text": render(answer),
        "links": answer.links,
        "confidence": round(answer.confidence, 4),
    }


def dump(value: object) -> str:
    """One line of ASCII-escaped JSON, so that any input can be echoed into any pipe.

    Raises:
        ValueError: The value holds a number that JSON does not know.
        RecursionError: It is nested too deeply.
    """
    return json.dumps(value, allow_nan=False)
