"""What is known about Germany's innovation networks, clusters and funding programmes, and how questions are understood.

::

    data/*.yaml ──load──▶ KnowledgeBase ──index──▶ Gazetteer, NameIndex, SpellingIndex, TextIndex
    text ──fold──▶ tokens ──link──▶ Linked ──classify──▶ labels ──read──▶ Understood ──answer──▶ Answer

Each folder is one step of it, and imports those before alone; its docstring says what its modules do:

=============  ==========================================================================================
`store`        the knowledge: entries and vocabulary, read, checked, compiled
`linking`      a text becomes tokens, and tokens what they mean
`intents`      what is wanted, from example utterances
`reading`      what the question means, in ids, within a conversation; and what fits that
`answering`    what is said: structure in two languages
=============  ==========================================================================================

`index` is what questions are looked up in, `compile` makes what is made from the data beforehand, and `assistant` is
all of this in a row; `spoken` tells the language of a question, `memory` what the chat has to remember of it, and
`explanation` how an answer came about.

Pure and synchronous: no network, no clock, no state between two questions.
"""

from knowledge.answering.answers import Answer, Card, Choice, Row, Suggestion
from knowledge.assistant import Assistant
from knowledge.explanation import Explanation
from knowledge.reading.reading import Conversation, Limit, Reading, Sort, Turn
from knowledge.store.base import KnowledgeBase
from knowledge.store.load import KnowledgeError, Loaded, load

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
