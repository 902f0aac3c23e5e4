"""Find what is like an entry, somewhere else: "anything similar in Bavaria?", "something like OptoNet in Hesse"."""

from dataclasses import replace
from itertools import pairwise

from knowledge.reading.evidence import Evidence
from knowledge.reading.meaning import likeliest
from knowledge.reading.question import Understood
from knowledge.store.entries import Alliance, Programme


def alike(evidence: Evidence) -> Understood | None:
    """What is like the one that was spoken of, where a question says: "anything similar in Bavaria?"."""
    if evidence.last is None or evidence.lists_before or len(evidence.spoken_of) != 1:
        return None
    return _like(evidence, evidence.spoken_of[0], carried=("topics", "kinds"))


def alike_to_named(evidence: Evidence) -> Understood | None:
    """What is like the one that is named, somewhere else: "something like Silicon Saxony in Thuringia?"."""
    named = likeliest(evidence.named)
    if len(named) != 1 or not (asks_for_alike(evidence) or _stands_behind_like(evidence, named[0])):
        return None
    return _like(evidence, named[0], ())


def asks_for_alike(evidence: Evidence) -> bool:
    """Whether more of a sort is asked for: "anything similar", "something like that"."""
    like, pointing = (evidence.known.gazetteer.cue_words[role] for role in ("like", "pointing"))
    said = [heard.token.word for heard in evidence.heard]
    return evidence.says("similar") or any(word in like and following in pointing for word, following in pairwise(said))


def _stands_behind_like(evidence: Evidence, id: str) -> bool:
    """Whether an entry is named as what another is to be like, elsewhere: "so etwas wie OptoNet in Hessen"."""
    like, elsewhere = (
        evidence.known.gazetteer.cue_words["like"],
        set(evidence.slots.regions) - set(evidence.base[id].regions),
    )
    mentions = [each for each in evidence.linked.mentions if each.type == "entry" and each.id == id and each.begin]
    return bool(elsewhere) and any(evidence.heard[each.begin - 1].token.word in like for each in mentions)


def _like(evidence: Evidence, id: str, carried: tuple[str, ...]) -> Understood | None:
    entry = evidence.base[id]
    if not evidence.slots.regions or not isinstance(entry, Alliance | Programme):
        return None
    kinds = evidence.slots.kinds or (("programme",) if isinstance(entry, Programme) else ("cluster", "network"))
    topics = evidence.slots.topics or tuple(topic for topic in entry.topics if topic != "open")
    conditions = replace(evidence.slots, topics=topics, kinds=kinds).reading()
    lent = tuple(slot for slot in carried if slot not in evidence.slots.filled)
    return Understood("find", conditions, 0.8, carried=lent)
