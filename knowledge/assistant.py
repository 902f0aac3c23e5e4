"""The assistant: a question in, an answer out. Here the steps stand in a row.

>>> from datetime import date
>>> assistant = Assistant(load().base)
>>> answer = assistant.answer("Who pays for ZIM?", Conversation(), date(2026, 1, 1))
>>> answer.intent, answer.reading.attribute, answer.results
('ask', 'funders', ('zim',))

It keeps nothing between two questions: what a conversation has to remember comes back in the answer and is handed in
with the next question. One assistant serves any number of chats, from any number of threads.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from knowledge.answering.answer import Answerer
from knowledge.answering.answers import Answer
from knowledge.explanation import Explanation
from knowledge.index import open_index
from knowledge.intents.classify import Classifier, Model, read_model
from knowledge.intents.terms import TermClassifier
from knowledge.linking.fold import fold
from knowledge.linking.gazetteer import Gazetteer
from knowledge.linking.link import Linker
from knowledge.linking.linked import Linked
from knowledge.memory import remembered
from knowledge.reading.known import Known
from knowledge.reading.question import Question, Understood
from knowledge.reading.read import Reader
from knowledge.reading.reading import Conversation, Reading, Turn
from knowledge.reading.slots import fill_slots
from knowledge.store.base import KnowledgeBase
from knowledge.store.codes import Language, Outcome
from knowledge.store.tuning import tuned
from knowledge.store.vocabulary import CueRole

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
        self._reader = Reader(Known(base, index.texts, index.gazetteer, TermClassifier()))
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
        said = [heard.best for heard in linked.heard]
        asked = _language_asked_for(said, self.linker.gazetteer.cue_words)
        spoken = (
            None
            if conversation.language and _is_name_alone(linked)
            else self._languages.guess(_spoken(linked, self.linker.gazetteer))
        )
        question = Question(text, linked, scored, fill_slots(linked, text), spoken or DEFAULT_LANGUAGE, asked)
        foreign = self._languages.is_foreign([token.token.word for token in linked.heard])
        if too_long or foreign:
            understood = Understood("out_of_scope", Reading(), 0.9, outcome="unknown")
        else:
            understood = self._reader.read(question, conversation)
        if (
            asked
            and conversation.last
            and any(each.label == "language" and each.probability > THRESHOLDS.switched for each in scored)
        ):
            conversation = conversation.model_copy(update={"language": asked, "fixed": True})
        kept = conversation.language
        chosen = language or (kept if conversation.fixed and kept else spoken or kept or DEFAULT_LANGUAGE)
        answerer = self._answerer(chosen)
        if too_long:
            answer = answerer.outside(understood, "unknown.too_long")
        elif understood.intent == "out_of_scope":
            answer = answerer.outside(understood, "unknown.lead" if said else "unknown.empty", foreign)
        else:
            answer = answerer.answer(understood, today.year)
        conversation = remembered(conversation, understood, answer, chosen)
        return Explanation(self.base, linked, scored, understood, replace(answer, conversation=conversation))

    def _answerer(self, language: Language) -> Answerer:
        if language not in self._answerers:
            self._answerers[language] = Answerer(self.base, language)
        return self._answerers[language]


THRESHOLDS: Final = tuned("assistant")
NAME_VOTE: Final = 0.45
"""How much the words of a name say about the language of a question, beside its other words."""
PLACE_VOTE: Final = 0.6
"""The same of the name of a place: *Sachsen* or *Saxony*."""
COMPOUND_VOTE: Final = 1.5
"""How much more a compound says: it is German."""


def _spoken(linked: Linked, gazetteer: Gazetteer) -> Iterator[tuple[str, str, float]]:
    """The words of a question as understood and as written, and how much each tells of its language."""
    weight = [1.0] * len(linked.heard)
    for mention in linked.mentions:
        if mention.type in ("entry", "place", "region"):
            for place in range(mention.begin, mention.end):
                weight[place] = NAME_VOTE if mention.type == "entry" else PLACE_VOTE
    shouted = all(heard.token.raw.isupper() for heard in linked.heard)
    for heard, vote in zip(linked.heard, weight, strict=True):
        acronym = heard.token.raw.isupper() and not shouted
        light = vote == NAME_VOTE and gazetteer.is_function_word(heard.best)
        # An umlaut in the name of a place says nothing: people write Würzburg in English too.
        written = heard.best if vote == PLACE_VOTE else heard.token.raw
        yield heard.best, written, 0.0 if acronym or light else vote
        if heard.how == "compound":
            yield "der", heard.token.raw, COMPOUND_VOTE / 2


def _is_name_alone(linked: Linked) -> bool:
    """Whether nothing is said but a name: it is said in any language."""
    named = {place for each in linked.mentions if each.type == "entry" for place in range(each.begin, each.end)}
    return bool(named) and len(named) == len(linked.heard)


def _language_asked_for(said: list[str], cue_words: Mapping[CueRole, Collection[str]]) -> Language | None:
    """The language that a question names last, where it names one."""
    for word in reversed(said):
        if word in cue_words["english"]:
            return "en"
        if word in cue_words["german"]:
            return "de"
    return None
