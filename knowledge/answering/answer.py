"""Answer what was understood: from an `Understood` reading to an `Answer` that a person can read on a phone.

First the sentence that answers, then one card an entry, then what has to be said besides: what has ended and what
replaced it, what was carried over, as of when a figure is. Wording comes from the message files; what is said, and in
which order, stands in a module for each kind of answer::

    lists       find, count             what fits, the first of an order, what is near
    single      ask, describe, define   facts and descriptions of what was named
    several     compare; choices        entries side by side; which one is meant; names that are alike
    talk        the rest                small talk, what is known here, what is beyond

They share a `voice` (frame, cards, notes), which names things by `phrases`, `conditions`, `facts` and `figures`.
"""

from knowledge.answering.answers import Answer
from knowledge.answering.lists import Lists
from knowledge.answering.several import Several
from knowledge.answering.single import Single
from knowledge.answering.talk import Talk
from knowledge.answering.voice import Voice
from knowledge.reading.question import Understood
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import Language


class Answerer:
    """Answers in one language."""

    def __init__(self, base: KnowledgeBase, language: Language) -> None:
        """`base` is what is known."""
        voice = Voice(base, language)
        self._lists = Lists(voice)
        self._single = Single(voice)
        self._several = Several(voice)
        self._talk = Talk(voice)
        self.outside = self._talk.outside

    def answer(self, understood: Understood, this_year: int) -> Answer:
        """The answer to what was understood.

        Args:
            understood: The reading of the question.
            this_year: Today's year, by which "open" can be out of date.
        """
        if understood.outcome == "none":
            return self._several.unknown_name(understood)
        if understood.outcome == "choices":
            return self._several.choices(understood)
        match understood.intent:
            case "find" | "count":
                return self._lists.answer(understood, this_year)
            case "ask":
                return self._single.ask(understood, this_year)
            case "describe" | "define":
                return self._single.describe(understood, this_year)
            case "compare":
                return self._several.compare(understood)
            case "browse":
                return self._talk.browse(understood)
            case "about":
                return self._talk.about(understood)
            case "out_of_scope":
                return self.outside(understood)
            case _:
                return self._talk.social(understood)
