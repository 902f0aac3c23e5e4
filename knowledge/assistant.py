"""The assistant: a question in, an answer out. Here the steps stand in a row.

>>> from datetime import date
>>> assistant = Assistant(load().base)
>>> answer = assistant.answer("Who pays for ZIM?", Conversation(), date(2026, 1, 1))
>>> answer.intent, answer.reading.attribute, answer.results
('ask', 'funders', ('zim',))

It keeps nothing between two questions: what a conversation has to remember comes back in the answer and is handed in
with the next question. One assistant serves any number of chats, from any number of threads.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from knowledge.answering.answer import Answerer
from knowledge.answering.answers import Answer
from knowledge.explanation import Explanation
from knowledge.index import open_index
from knowledge.intents.classify import Classifier, Model, read_model
from knowledge.intents.linear import Scored
from knowledge.intents.terms import TermClassifier
from knowledge.linking.fold import fold
from knowledge.linking.link import Linker
from knowledge.memory import remembered
from knowledge.reading.known import Known
from knowledge.reading.question import Question, Understood, Way
from knowledge.reading.read import Reader
from knowledge.reading.reading import Conversation, Reading, Turn
from knowledge.reading.slots import fill_slots
from knowledge.spoken import hear_language
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import Language, Outcome
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("assistant")
LONGEST: Final = 4096
"""Longer texts get one polite line (it is also Telegram's limit of a message)."""
DEFAULT_LANGUAGE: Final[Language] = "en"


class Assistant:
    """Answers questions from one knowledge base."""

    def __init__(self, base: KnowledgeBase, model: Model | None = None) -> None:
        """Index `base` once; `model` is the trained classifier, by default the one that comes with the program."""
        self.base = base
        model = model or read_model()
        index = open_index(base, model)
        self.linker = Linker(index.gazetteer)
        self._classifier = Classifier(model, base)
        self._terms = TermClassifier()
        self._reader = Reader(Known(base, index.texts, index.gazetteer, self._terms))
        self._languages = index.languages
        self._answerers: dict[Language, Answerer] = {}

    def answer(self, text: str, conversation: Conversation, today: date, language: Language | None = None) -> Answer:
        """Answer a question.

        Args:
            text: The question, as it was typed; any text at all.
            conversation: What the chat remembers, from the last answer's `conversation`; a new one for a new chat.
            today: Today's date: the assistant has no clock.
            language: The language to answer in; by default that of the question, else of the conversation.
        """
        return self.explain(text, conversation, today, language).answer

    def again(self, turn: Turn, today: date, language: Language) -> Answer:
        """Answer without words what is understood already: another page, another language, what buttons put together.

        Args:
            turn: What is to be answered: its intent, its reading, its page and the choices that are open.
            today: Today's date.
            language: The language to answer in.
        """
        outcome: Outcome = "choices" if turn.choices else turn.outcome
        understood = Understood(turn.intent, turn.reading, 1.0, outcome, page=turn.page, near=turn.near)
        answer = self._answerer(language).answer(understood, today.year)
        conversation = remembered(Conversation(), understood, answer, language)
        return replace(answer, conversation=conversation)

    def explain(
        self, text: str, conversation: Conversation, today: date, language: Language | None = None
    ) -> Explanation:
        """Answer a question and say how the answer came about; the arguments are those of `answer`."""
        too_long = len(text) > LONGEST
        text = "" if too_long else text
        linked = self.linker.link(fold(text))
        scored = tuple(self._classifier.classify(linked))
        heard = hear_language(linked, self._languages, self.linker.gazetteer)
        spoken = None if conversation.language and heard.name_alone else heard.language
        slots = fill_slots(linked, text)
        question = Question(text, linked, scored, slots, spoken or DEFAULT_LANGUAGE, heard.asked)
        if too_long or heard.foreign:
            understood, way = Understood("out_of_scope", Reading(), 0.9, outcome="unknown"), Way("another language")
        else:
            understood, way = self._reader.trace(question, conversation)
        if heard.asked and conversation.last and _asks_to_switch(scored):
            conversation = conversation.model_copy(update={"language": heard.asked, "fixed": True})
        kept = conversation.language
        chosen = language or (kept if conversation.fixed and kept else spoken or kept or DEFAULT_LANGUAGE)
        answerer = self._answerer(chosen)
        if too_long:
            answer = answerer.outside(understood, "unknown.too_long")
        elif understood.intent == "out_of_scope":
            answer = answerer.outside(understood, "unknown.lead" if linked.heard else "unknown.empty", heard.foreign)
        else:
            answer = answerer.answer(understood, today.year)
        answer = replace(answer, conversation=remembered(conversation, understood, answer, chosen))
        said = [each.best for each in linked.heard]
        return Explanation(self.base, linked, scored, lambda: self._terms.classify(said), understood, way, answer)

    def _answerer(self, language: Language) -> Answerer:
        if language not in self._answerers:
            self._answerers[language] = Answerer(self.base, language)
        return self._answerers[language]


def _asks_to_switch(scored: Iterable[Scored]) -> bool:
    """Whether a language that is named is the one to go on in: "auf Deutsch bitte"."""
    return any(each.label == "language" and each.probability > THRESHOLDS.switched for each in scored)
