"""What is known about Germany's innovation networks, clusters and funding programmes, and how questions are understood.

::

    data/*.yaml ──load──▶ KnowledgeBase ──index──▶ Gazetteer, NameIndex, SpellingIndex, TextIndex
    text ──fold──▶ tokens ──link──▶ Linked ──classify──▶ labels ──read──▶ Understood ──answer──▶ Answer

Knowledge
    `codes`, `entries`, `vocabulary` and `base` are what there is; `sources`, `load`, `check` and `schema` get it and
    hold it to its rules; `snapshot`, `index`, `table`, `compile` and `layout` keep what is made from it beforehand.
Words
    `fold` takes a text apart; `hear` (with `spelling`), `names` and `company` help `link` find in the `gazetteer` what
    is meant (`linked`); `classify` says what is wanted (`train` and `utterances`: how it learnt that); `language`
    says in which language.
Meaning
    `slots` fills conditions; `read` tries how a `question` can be meant, by its `evidence` (what is `named`, …): as a
    reply (`follow`), a name (`called`), about entries (`ask`), for a list (`seek`); `meaning` puts it together as a
    `reading`; `retrieve` finds what is described without being named.
Answers
    `select` finds what fits; `facts`, `phrases`, `pictures` and `wording` tell it; `answer` makes `answers` of it;
    `assistant` is all of this in a row.

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
