"""What a chat has to remember after an answer, so that the next question can lean on it.

>>> answer = assistant.answer("hydrogen clusters in Saxony", Conversation(), date(2026, 1, 1))
>>> answer.conversation.last.shown[:2]
('energy-saxony', 'hzwo')
"""

from typing import Final

from knowledge.answering.answers import Answer
from knowledge.reading.question import Understood
from knowledge.reading.reading import Conversation, Reading, Turn
from knowledge.store.codes import Intent, Language

REMEMBERED: Final[frozenset[Intent]] = frozenset({"find", "count", "describe", "ask", "compare", "define"})
"""The intents that a later question can lean on."""


def remembered(conversation: Conversation, understood: Understood, answer: Answer, language: Language) -> Conversation:
    """What the chat has to remember after this answer; small talk and what was not understood change nothing."""
    if understood.intent in REMEMBERED and answer.outcome != "unknown":
        empty_page = understood.page and not answer.results
        turn = Turn(
            intent=understood.intent,
            reading=answer.reading,
            shown=_page_shown(conversation, answer),
            page=understood.page,
            choices=answer.results if answer.outcome == "choices" else (),
            outcome=understood.outcome,
            near=understood.near,
        )
        nothing_asked = answer.outcome == "none" and answer.reading == Reading()
        if not empty_page and not (nothing_asked and conversation.last):
            update = {
                "last": turn,
                "listed": _list_behind(turn, conversation),
                "spoken": _spoken_of(turn, conversation),
                "language": language,
            }
            return conversation.model_copy(update=update)
    return conversation.model_copy(update={"language": language})


def _page_shown(conversation: Conversation, answer: Answer) -> tuple[str, ...]:
    """The ids that "the second one" counts: those of the list before while it is asked about one of them."""
    before = conversation.last.shown if conversation.last else ()
    about_one = answer.intent in ("describe", "ask") and len(answer.results) == 1
    return before if about_one and answer.results[0] in before else answer.results


def _list_behind(turn: Turn, conversation: Conversation) -> Turn | None:
    """The list that a turn takes something out of; None where it is one itself, or is about something else."""
    before = conversation.last
    listed = before if before and before.intent in ("find", "count") else conversation.listed
    if listed is None or turn.intent in ("find", "count") or not turn.reading.entries:
        return None
    return listed if set(turn.reading.entries) <= set(listed.shown) else None


def _spoken_of(turn: Turn, conversation: Conversation) -> tuple[str, ...]:
    """The two entries spoken of last, each by itself or as all there is of a list; any longer list starts afresh."""
    lists = turn.intent in ("find", "count")
    alone = turn.shown if lists else turn.reading.entries
    if len(alone) != 1 or turn.intent == "define":
        return () if lists else conversation.spoken
    (entry,) = alone
    return (entry, *(id for id in conversation.spoken if id != entry))[:2]
