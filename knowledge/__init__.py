"""What is known about Germany's innovation networks, clusters and funding programmes, and how questions are understood.

::

    data/*.yaml ──load──▶ KnowledgeBase
    text ──fold──▶ tokens ──link──▶ mentions ──classify──▶ intent ──read──▶ Reading ──answer──▶ Answer

Pure and synchronous: no network, no clock, no state between two questions.
"""

from knowledge.answers import Answer, Card, Choice, Row, Suggestion
from knowledge.assistant import Assistant, Explanation
from knowledge.base import KnowledgeBase
from knowledge.load import KnowledgeError, Loaded, load
from knowledge.reading import Conversation, Limit, Reading, Sort, Turn

__all__ = [
    "Answer",
    "Assistant",
    "Card",
    "Choice",
    "Conversation",
    "Explanation",
    "KnowledgeBase",
    "KnowledgeError",
    "Limit",
    "Loaded",
    "Reading",
    "Row",
    "Sort",
    "Suggestion",
    "Turn",
    "load",
]
