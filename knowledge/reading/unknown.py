"""Tell a name that nobody here bears from the conditions that its words could be.

=====================================  =====================================================================
"Was ist das Programm NordWind 2040?"  a number and capitals stand by the word for one thing: a name
"the Berlin Blockchain Booster"        in English, a capital that is no place's or topic's: a name
"Spitzencluster Bernsteinküste"        a word that nobody knows stands behind a class: one of its members
"Photonics Network Thuringia"          every word is a condition: a list
=====================================  =====================================================================
"""

from typing import Final

from knowledge.reading.evidence import Evidence

LONG_RUN: Final = 3
"""So many capitals in a row make a name of a topic in English: "the Neckar Robotics Alliance"."""


def puts_unknown_name(evidence: Evidence) -> bool:
    """Whether words are put as a name that none bears around one for a single thing.

    Such a run holds a word that nobody knows, a number, capitals within a word, or, in English, capitals at all.
    """
    if evidence.names_anything or evidence.slots.limits or _capitals_say_nothing(evidence):
        return False
    heads = evidence.known.gazetteer.cue_words["one"]
    english = evidence.question.language == "en"
    return any(
        heard.token.word in heads
        and (heard.token.raw[0].isupper() or english)
        and any(_is_put_as_name(evidence, other) for other in _run_around(evidence, place) if other != place)
        for place, heard in enumerate(evidence.heard)
    )


def puts_name_beside_kind(evidence: Evidence) -> bool:
    """Whether a word that nobody knows stands beside a word for a kind, as names do: "the Nautilus cluster"."""
    unknown = {place for place, heard in enumerate(evidence.heard) if not heard.words and heard.token.raw[0].isupper()}
    return any(
        mention.type == "kind" and not mention.weak and unknown & {mention.begin - 2, mention.begin - 1, mention.end}
        for mention in evidence.linked.mentions
    )


def names_unknown_member(evidence: Evidence) -> bool:
    """Whether a word that nobody knows stands behind a class, as names do: "Spitzencluster Bernsteinküste"."""
    return any(
        mention.type == "entry"
        and mention.how == "exact"
        and evidence.has_members(mention.id)
        and mention.end < len(evidence.heard)
        and not evidence.heard[mention.end].words
        and evidence.heard[mention.end].token.raw[0].isupper()
        and not evidence.heard[mention.end].token.raw.isupper()
        for mention in evidence.linked.mentions
    )


def _capitals_say_nothing(evidence: Evidence) -> bool:
    """Whether a question is written without capitals, in nothing else, or Like a Headline."""
    text, small = evidence.question.text, evidence.known.gazetteer.function_words
    return (
        text.isupper()
        or text.islower()
        or any(
            heard.token.word in small and heard.token.raw.istitle() and len(heard.token.raw) > 1
            for heard in evidence.heard[1:]
        )
    )


def _run_around(evidence: Evidence, place: int) -> range:
    """The words with a capital, and the numbers, that stand around a word without a break."""
    begin, end = place, place + 1
    while begin and _is_capital(evidence, begin - 1):
        begin -= 1
    while end < len(evidence.heard) and _is_capital(evidence, end):
        end += 1
    return range(begin, end)


def _is_capital(evidence: Evidence, place: int) -> bool:
    token = evidence.heard[place].token
    written = token.raw[0].isupper() or token.raw.isdigit()
    return written and token.word not in evidence.known.gazetteer.function_words


def _is_put_as_name(evidence: Evidence, place: int) -> bool:
    """Whether a word beside that for one thing can only belong to its name."""
    heard = evidence.heard[place]
    raw = heard.token.raw
    english = evidence.question.language == "en" and place > 0
    capitals_inside = not raw.isupper() and any(char.isupper() for char in raw[1:])
    if heard.how == "compound":
        return english or capitals_inside
    if raw.isdigit():
        return True
    long_enough = len(_run_around(evidence, place)) >= LONG_RUN
    if (
        english
        and long_enough
        and raw.istitle()
        and _is_topic(evidence, place)
        and not _is_one_of_many(evidence, place)
    ):
        return True
    if place not in evidence.other_words:
        return False
    nobody_knows = not evidence.known.texts.held(heard.best) and (english or not heard.words)
    return nobody_knows or (raw[0].isupper() and capitals_inside)


def _is_topic(evidence: Evidence, place: int) -> bool:
    """Whether a word is one of a topic: in English it has a capital in names alone."""
    return any(mention.type == "topic" and mention.begin <= place < mention.end for mention in evidence.linked.mentions)


def _is_one_of_many(evidence: Evidence, place: int) -> bool:
    """Whether the run of capitals around a word is said of any such thing: "a Hydrogen Cluster"."""
    begin = _run_around(evidence, place).start
    before = evidence.heard[begin - 1].token.word if begin else ""
    return begin == 0 or before in evidence.known.gazetteer.cue_words["determiner"]
