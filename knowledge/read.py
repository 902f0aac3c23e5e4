"""Read a question: from what is linked and what it probably wants to a `Reading` of it, within a conversation.

>>> understood = reader.read(question, Conversation())
>>> understood.intent, understood.reading.regions
('find', ('DE-SN',))

The labels of the classifier are tried in the order of their probability. Each says what it needs (a fact needs an entry,
a comparison two of them, a search a condition); where a question lacks it, the conversation may lend it; else the next
label is tried. A label that is left with nothing is never guessed: the question was not understood.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from knowledge.base import KnowledgeBase
from knowledge.classify import Scored
from knowledge.codes import ATTRIBUTES, Attribute, Intent, Language, Outcome
from knowledge.entries import Alliance, Concept, Entry, Programme
from knowledge.fold import words
from knowledge.gazetteer import Gazetteer
from knowledge.link import Linked
from knowledge.names import NameMatch
from knowledge.reading import Conversation, Reading, Turn
from knowledge.retrieve import TextIndex
from knowledge.slots import Slots

LEAST_PROBABLE: Final = 0.06
"""Labels less likely than this are not tried."""
CONDITION: Final = {"places": "regions", "limits": "sort"}
"""Slots that count as one condition with another."""
HOW_MANY: Final = frozenset(
    [
        "many",
        "number",
        "count",
        "viele",
        "viel",
        "anzahl",
        "wieviele",
        "wieviel",
        "zahl",
        "zaehl",
        "zaehle",
        "total",
        "insgesamt",
        "nr",
    ]
)
"""Words of a question for a number."""
HOW: Final = frozenset({"how", "wie"})
LIST: Final = frozenset(
    ["which", "what", "show", "list", "welche", "welcher", "welches", "zeig", "zeige", "nenne", "wer", "who"]
)
"""Words of a question for the things themselves, not their number."""
AND: Final = frozenset({"and", "und", "sowie", "plus"})
THEY: Final = frozenset(
    [
        "they",
        "them",
        "their",
        "these",
        "those",
        "each",
        "both",
        "all",
        "alle",
        "jeweils",
        "beide",
        "diese",
        "deren",
        "ihnen",
    ]
)
"""Words for several things that were said before."""
POINTING: Final = frozenset(
    [
        "it",
        "its",
        "there",
        "dort",
        "da",
        "dafuer",
        "davon",
        "dabei",
        "daran",
        "dessen",
        "deren",
        "das",
        "dies",
        "this",
        "that",
    ]
)
"""Words that point to what was said before."""
OF_THEM: Final = frozenset(["davon", "dabei", "darunter", "them", "those", "these", "thereof", "hiervon", "ones"])
"""Words that pick from what was said before."""
ASKED_IN_A_PHRASE: Final = 15.0
"""How much likelier a fact is asked for where a whole phrase asks for it."""
PHRASE_HEARD: Final = 0.9
IN_CAPITALS: Final = 0.2
"""What is left of the probability that a question is beyond the scope, where it writes a name as it is written."""
GOES_ON: Final = 0.05
"""The same where a list was shown before, and the question is short and sets a condition."""
SHORTEST_HEAD: Final = 11
"""A term of so many letters or more, with which a programme's name begins, stands for the programme."""
WHOLE_NAME: Final = 0.85
"""From this share on, a name was said as a whole."""
NEARLY_NAMED: Final = 0.6
"""From this score on, a name was said that is like a known one, though each of its words is known."""
ALL_OF_A_NAME: Final = 0.86
"""From this likeness on, everything that was said is a name."""
ALL_SAID: Final = 0.88
"""From this share on, everything that was said belongs to a name."""
HALF_NAMED: Final = 0.45
"""From this share of a name on, it is told by what was said of it, where that is nothing else."""
NAMED_APART: Final = 0.04
"""Names closer to each other than this cannot be told apart."""
HALF_NAMED_APART: Final = 0.15
"""The same where only a part of the name was said: what is near is then offered, not taken."""
ALL_BUT_NOTHING: Final = 0.95
CLEARLY_OUTSIDE: Final = 0.8
PERHAPS_OUTSIDE: Final = 0.15
SHORT_FRAME: Final = 4
LISTED: Final = frozenset(
    [
        "which",
        "welche",
        "welcher",
        "welches",
        "any",
        "for",
        "fuer",
        "suche",
        "search",
        "find",
        "show",
        "zeig",
        "list",
        "liste",
        "gibt",
        "are",
        "there",
        "kann",
        "can",
    ]
)
"""Words before a subject that is not a name but a condition of a list."""
COMMON_NAME: Final = 0.65
"""From this share on, a name in common words was said, where a fact is asked for in a phrase."""
INSTITUTIONS: Final = frozenset({"university", "research-institute", "association"})
ORGANISATION: Final = ("kind", "organisation")
TOLD_ABOUT: Final = ("describe", "define", "out_of_scope")
"""Labels of questions that ask what something is, or cannot be told from them."""
BESIDE_A_NAME: Final = ("kind", "region", "place")
"""What may stand beside a name without being part of another."""
PLURAL_ENDINGS: Final = ("ties", "tutes", "ngen", "ulen", "unis", "ters", "tres", "ien", "laeten", "taeten")
SMALL: Final = frozenset(
    ["in", "im", "fuer", "for", "of", "und", "and", "der", "die", "das", "the", "von", "vom", "am", "an"]
)
"""Words that names and conditions have between their words."""
CERTAINLY_OUTSIDE: Final = 0.97
"""Below this probability a question beyond the scope is still looked up among the terms explained."""
INSIDE: Final = frozenset({"kind", "funder", "target_group", "instrument", "entry"})
"""Types of mentions that make a question one of this field."""
FRAGMENT: Final = 8
"""A question of up to so many words may lean on what was said before."""
CARRIED: Final = (
    "kinds",
    "regions",
    "places",
    "topics",
    "target_groups",
    "statuses",
    "funders",
    "instruments",
    "programmes",
)
"""The slots that a conversation lends."""
DROPPED_WITH_KIND: Final = ("programmes", "statuses", "instruments", "funders")
"""Slots that say nothing any more once another kind is asked for."""
SMALL_TALK: Final[tuple[Intent, ...]] = ("greet", "thanks", "goodbye", "help", "about", "browse")

Follow = Literal["more", "repeat", "pick", "choose"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all that the steps before this one found out about it."""

    text: str
    linked: Linked
    scored: Sequence[Scored]
    slots: Slots
    language: Language
    asked_language: Language | None = None
    """The language that the question asks to be answered in ("auf Deutsch bitte")."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question means: what is to be answered, and how sure that is."""

    intent: Intent
    reading: Reading
    confidence: float
    outcome: Outcome = "answer"
    page: int = 0
    carried: tuple[str, ...] = ()
    """The slots that the conversation lent, for the answer to say so."""
    near: tuple[str, ...] = ()
    """Ids near a name that is not known."""
    heard_as: str = ""
    """The name of an entry as it was understood, where it was written otherwise."""
    follow: Follow | None = None
    tried: tuple[str, ...] = field(default=(), compare=False)
    """The labels that were tried before, and passed over."""


class Reader:
    """Reads questions against one knowledge base."""

    def __init__(self, base: KnowledgeBase, texts: TextIndex, gazetteer: Gazetteer) -> None:
        """Read against `base`.

        Args:
            base: What can be asked about.
            texts: Finds what a question describes without naming it.
            gazetteer: Tells what kind of word a word is.
        """
        self._gazetteer = gazetteer
        self.base = base
        self.texts = texts
        self.concepts = frozenset(entry.id for entry in base.of_kind("concept"))
        self.others = frozenset(base.entries) - self.concepts

    def is_function_word(self, word: str) -> bool:
        """Whether a word names nothing."""
        return word in self._gazetteer.function_words

    def is_everyday_word(self, word: str) -> bool:
        """Whether a word is said of many things."""
        return word in self._gazetteer.everyday_words

    def stands_for(self, concept: Concept) -> str | None:
        """The programme of which a concept explains the name: of those that it refers to, one that shares a name."""
        said = {"".join(words(name)) for name in concept.names()}
        for id in concept.related:
            entry = self.base.get(id)
            if isinstance(entry, Programme):
                names = ["".join(words(name)) for name in entry.names()]
                if any(name in said or any(_heads(own, name) for own in said) for name in names):
                    return entry.id
        return None

    def read(self, question: Question, conversation: Conversation) -> Understood:
        """The meaning of `question` where `conversation` is what was said before."""
        return _Attempt(self, question, conversation).read()


class _Attempt:
    """One question being read: what it names, what it lacks, and what the conversation can lend it."""

    def __init__(self, reader: Reader, question: Question, conversation: Conversation) -> None:
        self.reader = reader
        self.base = reader.base
        self.question = question
        self.last = self._still_known(conversation.last)
        self.slots = question.slots
        self.probability = {each.label: each.probability for each in question.scored}
        self.top = question.scored[0].label if question.scored else "out_of_scope"
        named = self._named()
        self.named = [ids for ids in named if self.base[ids[0]].kind != "organisation"]
        """What is named, in order; each with the candidates that the name may mean, the likeliest first."""
        self.organisations = [ids for ids in named if self.base[ids[0]].kind == "organisation"]

    def _still_known(self, turn: Turn | None) -> Turn | None:
        """What was said before, without entries that are not known any more: the knowledge changes, chats remember."""
        if turn is None:
            return None
        reading = turn.reading.model_copy(
            update={"entries": tuple(id for id in turn.reading.entries if id in self.base)}
        )
        if turn.reading.entries and not reading.entries:
            return None
        known = {name: tuple(id for id in getattr(turn, name) if id in self.base) for name in ("shown", "choices")}
        return turn.model_copy(update={"reading": reading, **known})

    # The order of things

    def read(self) -> Understood:
        """The first meaning that holds."""
        if not self.question.linked.heard:
            return self._outside(1.0)
        if understood := self._settle_choice() or self._follow() or self._called_by_name():
            return understood
        tried: list[str] = []
        for label, probability in self._by_evidence():
            if probability < LEAST_PROBABLE:
                break
            understood = self._as(label, probability)
            if understood is not None:
                return _with_tried(understood, tried)
            tried.append(label)
        return _with_tried(self._unknown_name() or self._outside(0.5), tried)

    def _by_evidence(self) -> list[Scored]:
        """The labels, likeliest first, where what the question holds speaks for a list and against other readings.

        Every kind of condition beyond the first halves the probability that a question is beyond the scope, and, where
        nothing is named, that it asks to explain or to describe something.
        """
        conditions = len({CONDITION.get(slot, slot) for slot in self.slots.filled}) + bool(self.named)
        discount = 0.5 ** (max(0, conditions - 1) * 2)
        named = bool(self.named or self.organisations)
        about = 1.0 if named or self._term_said else discount * (GOES_ON if self._goes_on else 1.0)
        factor = {"out_of_scope": discount * self._doubt_of_outside(), "define": about, "describe": about}
        for label in self.probability:
            if label.startswith("ask."):
                asked = label in self._asked_in_phrases
                factor[label] = ASKED_IN_A_PHRASE if asked else discount if self.last is None and not named else 1.0
        weighed = [(label, probability * factor.get(label, 1.0)) for label, probability in self.question.scored]
        total = sum(probability for _, probability in weighed)
        scored = [Scored(label, probability / total) for label, probability in weighed]
        return sorted(scored, key=lambda each: -each.probability)

    def _doubt_of_outside(self) -> float:
        """How much speaks against a question beyond the scope besides its conditions: a name in its own capitals, a list."""
        linked = self.question.linked
        doubt = 1.0
        for mention in linked.mentions:
            if mention.type == "entry" and not mention.weak and mention.how == "exact":
                written = "".join(heard.token.raw for heard in linked.heard[mention.begin : mention.end])
                if any(char.isupper() for char in written[1:]) and not self.question.text.isupper():
                    doubt = IN_CAPITALS
        return doubt * (GOES_ON if self._goes_on else 1.0)

    @property
    def _goes_on(self) -> bool:
        """Whether a short question sets a condition on the list before, or asks a fact of what was spoken of."""
        linked = self.question.linked
        if self.last is None or len(linked.heard) > FRAGMENT or self._unknown_words():
            return False
        asks = any(cue.type == "attribute" and not cue.weak for cue in linked.cues)
        return bool(self.slots.filled) if self.last.intent in ("find", "count") else asks

    @property
    def _asked_in_phrases(self) -> frozenset[str]:
        """The labels of facts that whole phrases ask for: "what replaced", "wer fördert"."""
        if not self.named and (self.slots.kinds or not self.organisations):
            return frozenset()
        return frozenset(
            f"ask.{cue.id}"
            for cue in self.question.linked.cues
            if cue.type == "attribute" and cue.end - cue.begin > 1 and cue.score > PHRASE_HEARD
        )

    @property
    def _term_said(self) -> bool:
        """Whether a term is said that is explained, beyond the words for kinds and groups."""
        linked = self.question.linked
        return any(
            cue.type == "concept" and not any(mention.begin <= cue.begin < mention.end for mention in linked.mentions)
            for cue in linked.cues
        )

    def _as(self, label: str, probability: float) -> Understood | None:
        """The meaning of the question if `label` is right; None where the label lacks what it needs."""
        if label.startswith("ask."):
            return self._ask(_attribute(label), probability)
        if label in SMALL_TALK:
            return self._small_talk(label, probability)  # type: ignore[arg-type]
        attempts: Mapping[str, Callable[[float], Understood | None]] = {
            "find": lambda sure: self._find("find", sure),
            "count": lambda sure: self._find("count", sure),
            "describe": self._describe,
            "define": self._define,
            "compare": self._compare,
            "ellipsis": self._ellipsis,
            "out_of_scope": self._outside,
        }
        attempt = attempts.get(label)
        return attempt(probability) if attempt else None

    # What the question names

    def _named(self) -> list[tuple[str, ...]]:
        found: dict[tuple[int, int], list[str]] = {}
        for mention in self.question.linked.mentions:
            ruled_out = (mention.begin, mention.end) in self.slots.ruled_out
            if mention.type == "entry" and not mention.weak and not ruled_out:
                ids = found.setdefault((mention.begin, mention.end), [])
                ids.extend(id for id in (mention.id, *mention.rivals) if id not in ids)
        groups: list[tuple[str, ...]] = []
        for ids in found.values():
            group = self._narrowed([self._more_special(id) for id in ids] if len(ids) == 1 else ids)
            if all(group[0] != other[0] for other in groups):
                groups.append(group)
        classes = {programme for ids in groups for programme in self._programmes_of(ids[0])}
        return [ids for ids in groups if ids[0] not in classes]

    def _programmes_of(self, id: str) -> tuple[str, ...]:
        entry = self.base[id]
        return entry.programmes if isinstance(entry, Alliance) else ()

    def _more_special(self, id: str) -> str:
        """The line of a programme that the question names by further words ("ZIM … innovation networks")."""
        lines = {line.id for line in self.base.children_of(id)}
        for match in self.question.linked.near:
            if match.entry in lines and match.words > 1 and match.of_name > WHOLE_NAME:
                return match.entry
        return id

    def _narrowed(self, ids: Sequence[str]) -> tuple[str, ...]:
        """The candidates that the rest of the question speaks for; all of them where it says nothing."""
        left = list(ids)
        for keep in (self._of_kind_asked, self._at_home_there, self._is_class_asked, self._is_run_by_what_is_said):
            if len(left) > 1:
                left = [id for id in left if keep(self.base[id])] or left
        return tuple(left)

    def _of_kind_asked(self, entry: Entry) -> bool:
        return not self.slots.kinds or entry.kind in self.slots.kinds

    def _is_run_by_what_is_said(self, entry: Entry) -> bool:
        said = {mention.id for mention in self.question.linked.mentions if mention.type == "entry"}
        return bool(said & set(entry.referred()))

    def _is_class_asked(self, entry: Entry) -> bool:
        return "cluster" in self.slots.kinds and self._has_members(entry.id)

    def _at_home_there(self, entry: Entry) -> bool:
        return bool(set(entry.regions) & set(self.slots.regions))

    def _one_of(self, groups: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """The first of each group's candidates."""
        return tuple(dict.fromkeys(group[0] for group in groups))

    @property
    def _heard_as(self) -> str:
        """The name as it was understood, where an entry was written otherwise."""
        for mention in self.question.linked.mentions:
            if mention.type == "entry" and mention.how in ("name", "spelling") and not mention.weak:
                return mention.surface
        return ""

    @property
    def _name_score(self) -> float:
        scores = [mention.score for mention in self.question.linked.mentions if mention.type == "entry"]
        return min(scores, default=1.0)

    @property
    def _content(self) -> list[str]:
        """The words that carry meaning, as they were understood."""
        return [
            word
            for heard in self.question.linked.heard
            for word in (
                (heard.best, *(part for part, _ in heard.words[:2])) if heard.how == "compound" else (heard.best,)
            )
        ]

    def _unknown_words(self) -> list[str]:
        """Words that nobody knows and that stand in no mention: maybe a name."""
        taken = {place for mention in self.question.linked.mentions for place in range(mention.begin, mention.end)}
        return [
            heard.token.word
            for place, heard in enumerate(self.question.linked.heard)
            if place not in taken and not heard.words and not heard.token.word.isdigit()
        ]

    # A question that is nothing but a name

    def _called_by_name(self) -> Understood | None:
        """The entry of which everything that was said is the name, however misspelt; or that there is none of that name."""
        asks = any(cue.type == "attribute" and not cue.weak for cue in self.question.linked.cues)
        partly = bool(self.named or self.organisations) and self._names_only_a_part and not asks
        if self.last is not None and self._refers_back:
            return None
        whole = self.question.linked.whole
        surely = bool(whole) and whole[0].score > ALL_OF_A_NAME and not self._asks_in_a_phrase
        if self._term_said and not (whole and whole[0].of_name > ALL_BUT_NOTHING):
            return None
        if not (surely or self._is_name_like):
            return None
        if (self.named or self.organisations) and not partly:
            return None
        if whole and (surely or self._is_named_by(whole[0])):
            best = whole[0]
            apart = NAMED_APART if best.score > ALL_OF_A_NAME or best.of_name > WHOLE_NAME else HALF_NAMED_APART
            rivals = [match.entry for match in whole if best.score - match.score < apart]
            if len(rivals) > 1 or apart > NAMED_APART:
                return self._choice("describe", rivals, 0.7)
            heard_as = best.surface if best.score < 1.0 else ""
            return Understood("describe", Reading(entries=(best.entry,)), best.score, heard_as=heard_as)
        outside = self.top == "out_of_scope" and self.question.scored[0].probability > CLEARLY_OUTSIDE
        if (partly or self._is_institution) and self._is_all_that_is_said and not outside:
            if not self._is_institution and self.probability.get("out_of_scope", 0.0) > PERHAPS_OUTSIDE:
                return None
            return self._no_such_name()
        return None

    @property
    def _is_all_that_is_said(self) -> bool:
        """Whether nothing stands around the subject but that somebody wants to be told about it."""
        begin, end = self.question.linked.subject
        heard = self.question.linked.heard
        before = [each.token.word for each in heard[:begin]]
        return end == len(heard) and (
            self.top in TOLD_ABOUT or (len(before) <= SHORT_FRAME and not LISTED.intersection(before))
        )

    def _is_named_by(self, match: NameMatch) -> bool:
        """Whether the subject is this name: nearly all of it was said, or nothing else was."""
        enough = HALF_NAMED if self._is_institution or not self._is_explained else WHOLE_NAME
        if self._says(POINTING) or all(self.reader.is_everyday_word(word) for _, word in self._subject):
            enough = WHOLE_NAME
        return match.of_said > ALL_SAID and match.of_name > enough and not self.slots.kinds

    @property
    def _subject(self) -> list[tuple[int, str]]:
        """The words of the subject that carry meaning, each with its place."""
        begin, end = self.question.linked.subject
        heard = self.question.linked.heard
        return [(place, heard[place].token.word) for place in range(begin, end) if heard[place].token.word not in SMALL]

    @property
    def _is_name_like(self) -> bool:
        """Whether the subject is put as names are, and nothing is asked but what it is."""
        linked = self.question.linked
        begin, end = linked.subject
        if begin == end:
            return False
        if any(cue.type == "concept" and cue.begin <= begin and end <= cue.end for cue in linked.cues):
            return False
        if self._asks_in_a_phrase:
            return False
        return not any(self.reader.is_function_word(word) for _, word in self._subject)

    @property
    def _asks_in_a_phrase(self) -> bool:
        """Whether a phrase in the subject asks for a fact or an order."""
        return any(
            cue.type in ("attribute", "superlative") and cue.end - cue.begin > 1 and not cue.weak
            for cue in self.question.linked.cues
            if self.question.linked.subject[0] <= cue.begin
        )

    @property
    def _names_only_a_part(self) -> bool:
        """Whether what is linked as a name is the smaller part of a longer one ("Leibniz-Institut für …")."""
        linked = self.question.linked
        named = {place for each in linked.mentions if each.type == "entry" for place in range(each.begin, each.end)}
        placed = {
            place for each in linked.mentions if each.type in BESIDE_A_NAME for place in range(each.begin, each.end)
        }
        covered = [place for place, _ in self._subject if place in named]
        others = [place for place, _ in self._subject if place not in named | placed]
        if not self.named and self.organisations and self._is_institution:
            return bool(others)
        return len(others) > 1 and len(others) >= len(covered)

    @property
    def _is_explained(self) -> bool:
        """Whether every word of the subject is a condition of a list."""
        mentions = [
            mention for mention in self.question.linked.mentions if mention.type != "entry" and not mention.weak
        ]
        taken = {place for mention in mentions for place in range(mention.begin, mention.end)}
        return all(place in taken for place, _ in self._subject)

    @property
    def _is_institution(self) -> bool:
        """Whether the subject is headed as the names of institutions are, in the singular, and no list is asked for."""
        linked = self.question.linked
        if len(self._subject) < 2 or {"programme", "cluster"} & set(self.slots.kinds):
            return False
        return any(
            (
                mention.id in INSTITUTIONS
                if mention.type == "target_group"
                else (mention.type, mention.id) == ORGANISATION
            )
            for mention in linked.mentions
            if linked.subject[0] <= mention.begin and not _is_plural(linked.heard[mention.end - 1].token.word)
        )

    # Replies within a conversation

    def _settle_choice(self) -> Understood | None:
        """A reply to the question which of several was meant."""
        if self.last is None or not self.last.choices:
            return None
        choices = self.last.choices
        chosen = [id for ids in (*self.named, *self.organisations) for id in ids if id in choices]
        if not chosen and self.named:
            programmes = {ids[0] for ids in self.named}
            chosen = [id for id in choices if programmes & set(self.base[id].referred())]
        if not chosen and (number := self._number_said(len(choices))) is not None:
            chosen = [choices[number]]
        if not chosen and not self.named and self.slots.filled:
            chosen = [id for id in choices if self._fits_slots(self.base[id])]
        if not chosen and not self.named and len(self.question.linked.heard) <= 4:
            hits = self.reader.texts.search(self._content, among=frozenset(choices), most=2)
            chosen = [hit.entry for hit in hits[:1] if len(hits) == 1 or hit.score > hits[1].score]
        if len(chosen) != 1:
            return None
        reading = self.last.reading.model_copy(update={"entries": (chosen[0],)})
        return Understood(self.last.intent, reading, 0.95, follow="choose")

    def _fits_slots(self, entry: Entry) -> bool:
        slots = self.slots
        if slots.regions and not set(slots.regions) & set(entry.regions):
            return False
        if slots.topics and not set(slots.topics) & set(entry.topics):
            return False
        return not slots.kinds or entry.kind in slots.kinds

    def _follow(self) -> Understood | None:
        """What only a conversation gives a meaning: more, the second one, the same in the other language."""
        last = self.last
        if self.top == "language" and self.question.asked_language:
            if last is None:
                return Understood("help", Reading(), 0.8)
            return Understood(last.intent, last.reading, 0.95, page=last.page, follow="repeat")
        if last is None:
            return None
        if self.top == "more" and not self.named and not self.slots.filled and last.intent == "find":
            return Understood("find", last.reading, 0.95, page=last.page + 1, follow="more")
        if self.named or not last.shown or self.slots.regions or self.slots.topics:
            return None
        number = self._number_said(len(last.shown))
        if number is None:
            return None
        entry = last.shown[number]
        cued = {f"ask.{cue.id}" for cue in self.question.linked.cues if cue.type == "attribute"}
        fact = next((each for each in self.question.scored if each.label in cued), None)
        phrases = {cue.id for cue in self.question.linked.cues if cue.type == "attribute" and cue.end - cue.begin > 1}
        if fact and (fact.label == self.top or fact.probability > 0.01 or _attribute(fact.label) in phrases):
            return self._about((entry,), (_attribute(fact.label),), 0.9)
        if self.top in ("next_item", "describe", "ellipsis", "more", "find") or len(self.question.linked.heard) <= 3:
            return Understood("describe", Reading(entries=(entry,)), 0.92, follow="pick")
        return None

    def _number_said(self, count: int) -> int | None:
        """Which of `count` items is meant, from 0: by an ordinal, or by a number alone."""
        heard = self.question.linked.heard
        said = [int(cue.id) for cue in self.question.linked.cues if cue.type == "ordinal"]
        if not said and len(heard) <= 2 and heard[-1].token.word.isdigit():
            said = [int(heard[-1].token.word[:6])]
        for number in said:
            if number == -1:
                return count - 1
            if 1 <= number <= count:
                return number - 1
        return None

    def _entity_before(self) -> tuple[str, ...]:
        """What "it" is: the entry that the conversation is about, or those that it listed."""
        if self.last is None:
            return ()
        if self.last.reading.entries:
            return tuple(id for id in self.last.reading.entries if id in self.base)
        return tuple(id for id in self.last.shown if id in self.base)

    # Facts, descriptions, definitions, comparisons

    def _ask(self, attribute: Attribute, probability: float) -> Understood | None:
        attributes = self._attributes(attribute)
        if attribute == "members" and self._lists_members():
            return self._find("find", probability)
        if self.last and self.last.intent in ("find", "count") and self.slots.kinds and not self.named:
            if set(self.slots.kinds) != set(self.last.reading.kinds) and not self._asked_in_phrases:
                return self._merged("find", probability)
        if self._is_condition(attribute):
            return self._find("count" if attribute == "members" else "find", probability)
        standing = () if self.named else self._class_named()
        named = self.named or [(id,) for id in standing] or self.organisations
        if self.named and len(self.named) > 1 and self.probability.get("compare", 0.0) > 0.2:
            return self._compare(probability)
        if named:
            if self.organisations and not self.named and attribute in ("programmes", "funders"):
                return self._find("find", probability)
            return self._about_named(named, attributes, probability)
        if self._unknown_words() and self.last is None and (unknown := self._unknown_name()):
            return unknown
        if self.slots.kinds and len(self.slots.filled) > 1 and not self._refers_back:
            return self._find("count" if attribute == "members" else "find", probability)
        if likely := self._named_in_common_words():
            return self._about((likely,), attributes, probability * 0.8)
        if (before := self._entity_before()) and (self._refers_back or len(self.question.linked.heard) <= FRAGMENT):
            return self._about(self._described_among(before), attributes, probability * 0.9)
        if (concept := self._concept()) and concept[1] > 0.75:
            return self._defined(concept, probability)
        if before:
            return self._about(self._described_among(before), attributes, probability * 0.8)
        if (concept := self._concept()) and concept[1] > 0.5:
            return self._defined(concept, probability)
        if found := self._described(among=self.reader.others):
            return self._about((found,), attributes, probability * 0.6)
        return None

    def _named_in_common_words(self) -> str | None:
        """The entry that is named in words which anybody uses ("the OLED alliance"), or as a term that stands for it."""
        for match in self.question.linked.near[:1]:
            if match.of_said > 0.85 and match.of_name > 0.5 and match.end - match.begin > 1:
                return match.entry
        classes = self._class_named()
        return classes[0] if classes else None

    def _fact_of_common_name(self) -> Understood | None:
        """A fact that a phrase asks of an entry, which is named in words that could be conditions of a list."""
        phrases = [cue.id for cue in self.question.linked.cues if cue.type == "attribute" and cue.end - cue.begin > 2]
        near = self.question.linked.near
        if phrases and near and near[0].words > 2 and near[0].of_said > ALL_SAID and near[0].of_name > COMMON_NAME:
            return self._about((near[0].entry,), (_attribute(phrases[0]),), 0.6)
        return None

    @property
    def _refers_back(self) -> bool:
        """Whether the question is a fragment that only what was said before completes."""
        return self.last is not None and self.probability.get("ellipsis", 0.0) > 0.3

    def _is_condition(self, attribute: Attribute) -> bool:
        """Whether an attribute's cue sets a condition on a list: "how many members of go-cluster are in Bavaria"."""
        return (
            attribute in ("members", "programmes", "region", "topics", "link")
            and len(self.named) == 1
            and self._has_members(self.named[0][0])
            and bool(self.slots.regions or self.slots.topics)
        )

    def _lists_members(self) -> bool:
        """Whether the members of a programme are to be shown, not counted: "members of go-cluster"."""
        return len(self.named) == 1 and self._has_members(self.named[0][0]) and not self._says(HOW_MANY)

    def _attributes(self, first: Attribute) -> tuple[Attribute, ...]:
        """What is asked: the likeliest, and what else has a cue of its own and is likely too."""
        cued = {cue.id for cue in self.question.linked.cues if cue.type == "attribute" and not cue.weak}
        least = 0.01 if self._says(AND) or "," in self.question.text else 0.12
        others = [
            attribute
            for attribute in ATTRIBUTES
            if attribute != first and attribute in cued and self.probability.get(f"ask.{attribute}", 0.0) > least
        ]
        return (first, *others)

    def _about_named(
        self, groups: Sequence[tuple[str, ...]], attributes: tuple[Attribute, ...], probability: float
    ) -> Understood:
        group = groups[0]
        if len(groups) == 1 and len(group) > 1:
            return self._choice("ask", group, probability, attribute=attributes[0], attributes=attributes)
        return self._about(self._one_of(groups), attributes, probability * self._name_score)

    def _about(self, ids: tuple[str, ...], attributes: tuple[Attribute, ...], confidence: float) -> Understood:
        compared = self.last is not None and self.last.intent == "compare"
        if len(ids) > 1 and not self.named and not compared and not self._says(THEY):
            return self._choice("ask", ids, confidence, attribute=attributes[0], attributes=attributes)
        reading = Reading(entries=ids, attribute=attributes[0], attributes=attributes)
        carried = () if self.named or self.organisations else ("entries",)
        return Understood("ask", reading, confidence, carried=carried, heard_as=self._heard_as)

    def _choice(self, intent: Intent, ids: Sequence[str], confidence: float, **slots: object) -> Understood:
        reading = Reading.model_validate({"entries": tuple(ids), **slots})
        return Understood(intent, reading, confidence, outcome="choices", heard_as=self._heard_as)

    def _describe(self, probability: float) -> Understood | None:
        groups = self.named or self.organisations
        if groups:
            group = groups[0]
            if len(group) > 1:
                return self._choice("describe", group, probability)
            reading = Reading(entries=(group[0],))
            return Understood("describe", reading, probability * self._name_score, heard_as=self._heard_as)
        concept = self._concept()
        if concept and concept[1] > 0.6 and not (self._unknown_words() and not self._term_said):
            return self._defined(concept, probability)
        if (before := self._entity_before()) and self._says(OF_THEM):
            return self._find("find", probability)
        if self._unknown_words() and (unknown := self._unknown_name()):
            return unknown
        if self.slots.kinds and len(self.slots.filled) > 1:
            return self._find("find", probability)
        if (before := self._entity_before()) and len(self.question.linked.heard) <= 6 and not self.slots.filled:
            if len(before) > 1:
                return self._choice("describe", before, probability * 0.8)
            return Understood("describe", Reading(entries=before), probability * 0.9, carried=("entries",))
        if found := self._described(among=self.reader.others):
            return Understood("describe", Reading(entries=(found,)), probability * 0.6)
        if concept and concept[1] > 0.4:
            return self._defined(concept, probability * 0.7)
        return self._unknown_name()

    def _define(self, probability: float) -> Understood | None:
        concept = self._concept()
        if len(self.named) > 1 and self.probability.get("compare", 0.0) > 0.02:
            return self._compare(probability)
        asked = max(
            (each for each in self.question.scored if each.label.startswith("ask.")), key=lambda each: each.probability
        )
        if not self.named and asked.probability > 0.12 and (standing := self._class_named()):
            return self._about(standing, (_attribute(asked.label),), probability * 0.7)
        if self._is_class_with_condition():
            return self._find(self._list_intent, probability)
        if self.named and (self._asked_in_phrases or not (concept and self._over_names(concept[0]))):
            return self._about_what_is_named(probability)
        if self._unknown_words() and not self._term_said and (unknown := self._unknown_name()):
            return unknown
        if not self._term_said and self._is_name_like and self._has_strangers and not (concept and concept[1] > 0.9):
            return self._no_such_name()
        special = [slot for slot in self.slots.filled if slot != "kinds" and self.slots.regions != ("DE",)]
        if self.slots.kinds and special and not self._term_said and not (concept and concept[1] > 0.7):
            return self._find(self._list_intent, probability)
        if self._refers_to_one and (fact := self._likeliest_fact) and fact.probability > 0.05:
            return self._ask(_attribute(fact.label), probability)
        if concept and concept[1] > (0.3 if self._term_said and not self.organisations else 0.5):
            return self._defined(concept, probability)
        if self.organisations:
            return self._describe(probability)
        return self._unknown_name()

    @property
    def _has_strangers(self) -> bool:
        """Whether the subject holds words that stand for nothing: "the Baltic Unicorn cluster"."""
        taken = {place for each in self.question.linked.mentions for place in range(each.begin, each.end)}
        return any(place not in taken for place, _ in self._subject)

    def _no_such_name(self) -> Understood:
        near = tuple(match.entry for match in self.question.linked.whole[:3] if match.score > 0.3)
        return Understood("describe", Reading(), 0.7, outcome="none", near=near)

    @property
    def _likeliest_fact(self) -> Scored:
        return next(each for each in self.question.scored if each.label.startswith("ask."))

    @property
    def _refers_to_one(self) -> bool:
        """Whether a word points back to the one entry that was spoken of."""
        if self.last is None or self.named:
            return False
        return any(id in self.reader.others for id in self.last.reading.entries) and self._says(POINTING)

    def _is_class_with_condition(self) -> bool:
        """Whether members of a programme are meant: "future clusters in Saxony"."""
        named = self.named[0][:1] if len(self.named) == 1 else () if self.named else self._class_named()
        return bool(named and self._has_members(named[0]) and (self.slots.regions or self.slots.topics))

    def _about_what_is_named(self, probability: float) -> Understood | None:
        """What is asked of an entry that is no term: a fact if its cue is there, else a description."""
        phrases = self._asked_in_phrases
        facts = [each for each in self.question.scored if each.label.startswith("ask.")]
        fact = next((each for each in facts if each.label in phrases), facts[0])
        if phrases or fact.probability > 0.1:
            return self._ask(_attribute(fact.label), probability)
        return self._describe(probability)

    @property
    def _list_intent(self) -> Intent:
        """Whether a list is to be counted or shown."""
        return "count" if self._says(HOW_MANY) and self._counted > self.probability.get("find", 0.0) / 10 else "find"

    @property
    def _counted(self) -> float:
        return self.probability.get("count", 0.0) + self.probability.get("ask.members", 0.0)

    def _says(self, words: frozenset[str]) -> bool:
        return any(heard.best in words for heard in self.question.linked.heard)

    def _defined(self, concept: tuple[str, float], probability: float) -> Understood:
        reading = Reading(entries=(concept[0],))
        return Understood("define", reading, probability * min(1.0, 0.5 + concept[1]))

    def _concept(self) -> tuple[str, float] | None:
        """The concept that the question is about, and how much of the question it holds."""
        said = {
            cue.id: (cue.end - cue.begin) * cue.score
            for cue in self.question.linked.cues
            if cue.type == "concept" and not cue.weak
        }
        hits = self.reader.texts.search(self._content, among=self.reader.concepts, most=8)
        if missed := frozenset(said) - {hit.entry for hit in hits}:
            hits += self.reader.texts.search(self._content, among=missed, most=3)
        best: tuple[float, str, float] | None = None
        for hit in hits:
            score = hit.score * (1.0 + 0.5 * min(2.0, said.get(hit.entry, 0.0)))
            covered = max(hit.covered, 0.8 if hit.entry in said else 0.0)
            if best is None or score > best[0]:
                best = (score, hit.entry, covered)
        return (best[1], best[2]) if best else None

    def _over_names(self, concept: str) -> bool:
        """Whether the concept is said by the very words that name an entry, or by more of them."""
        cues = [cue for cue in self.question.linked.cues if cue.type == "concept" and cue.id == concept]
        names = [mention for mention in self.question.linked.mentions if mention.type == "entry"]
        return any(
            all(cue.begin <= name.begin and name.end <= cue.end for name in names) or len(names) > 1 for cue in cues
        )

    def _terms_rather_than_names(self) -> bool:
        """Whether everything named is a term as well ("Spitzencluster or Exzellenzcluster")."""
        terms = {(cue.begin, cue.end) for cue in self.question.linked.cues if cue.type == "concept"}
        names = [mention for mention in self.question.linked.mentions if mention.type == "entry" and not mention.weak]
        return all((name.begin, name.end) in terms for name in names)

    def _described(self, among: frozenset[str]) -> str | None:
        """The entry whose texts the question repeats, where one stands out."""
        hits = self.reader.texts.search(self._content, among=among, most=2)
        if not hits or hits[0].covered < 0.6:
            return None
        return hits[0].entry if len(hits) == 1 or hits[0].score > 1.15 * hits[1].score else None

    def _described_among(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Those of `ids` that the question describes ("the one for maths"), else all of them."""
        if len(ids) < 2:
            return ids
        hits = self.reader.texts.search(self._content, among=frozenset(ids), most=2)
        if hits and (len(hits) == 1 or hits[0].score > 1.1 * hits[1].score):
            return (hits[0].entry,)
        return ids

    def _compare(self, probability: float) -> Understood | None:
        groups = self.named if len(self.named) > 1 else [*self.named, *self.organisations]
        ids = self._one_of(groups)
        concept = self._concept()
        if len(ids) < 2 and self.named and self.last:
            before = [id for id in self.last.reading.entries if id in self.reader.others]
            ids = tuple(dict.fromkeys((*before, *ids)))
        if len(ids) >= 2:
            if concept and concept[1] > 0.4 and self._terms_rather_than_names():
                return self._defined(concept, probability)
            reading = Reading(entries=ids)
            return Understood("compare", reading, probability * self._name_score, heard_as=self._heard_as)
        if concept and concept[1] > 0.4:
            return self._defined(concept, probability)
        return None

    # Lists

    def _has_members(self, id: str) -> bool:
        return any(self.base.members_of(programme) for programme in self.base.family(id))

    def _find(self, intent: Intent, probability: float) -> Understood | None:
        slots = self.slots
        programmes: tuple[str, ...] = ()
        if intent == "count" and not self._says(HOW_MANY | HOW) and not (self.last and self.last.intent == "count"):
            intent = "find"
        elif intent == "find" and self._says(HOW_MANY) and (self.named or self._counted > 0.02):
            intent = "count"
        if not self.named and (fact := self._fact_of_common_name()):
            return fact
        if self.named:
            ids = self._one_of(self.named)
            members = [id for id in ids if self.base[id].kind == "programme" and self._has_members(id)]
            if not members:
                return self._describe(probability)
            if intent == "count" and not (slots.regions or slots.topics or slots.excluded):
                return self._about(tuple(members[:1]), ("members",), probability)
            programmes = tuple(members)
            slots.instruments = ()
            if "programme" in slots.kinds:
                slots.kinds = tuple(kind for kind in slots.kinds if kind != "programme")
        elif (slots.regions or slots.topics or intent == "count") and "programme" not in slots.kinds:
            programmes = self._class_named()
        self._exclude_names()
        if self.organisations and not slots.funders:
            slots.funders = self._one_of(self.organisations)
        conditions = [name for name in slots.filled if name != "kinds"]
        if self.last and not programmes and self._is_fragment(conditions):
            return self._merged(intent, probability)
        if not (slots.filled or programmes):
            return None
        if not conditions and not programmes and self._unknown_words():
            return self._unknown_name()
        if not slots.kinds and not programmes and (slots.funders or slots.instruments or slots.target_groups):
            slots.kinds = ("programme",)
        if slots.kinds == ("organisation",) and slots.funders:
            slots.funders = ()
        return Understood(intent, slots.reading(programmes=programmes), probability)

    def _exclude_names(self) -> None:
        """Put what is ruled out by name where lists look for it: an organisation among who pays, a programme, an entry."""
        for mention in self.question.linked.mentions:
            if mention.type == "entry" and (mention.begin, mention.end) in self.slots.ruled_out and not mention.weak:
                kind = self.base[mention.id].kind
                slot = {"organisation": "funders", "programme": "programmes"}.get(kind, "entries")
                before = self.slots.excluded.get(slot, ())
                self.slots.excluded[slot] = tuple(dict.fromkeys((*before, mention.id)))

    def _class_named(self) -> tuple[str, ...]:
        """The programme that a term stands for: "research campuses" are those of *Forschungscampus*."""
        for cue in self.question.linked.cues:
            concept = self.base.get(cue.id) if cue.type == "concept" and not cue.weak else None
            if isinstance(concept, Concept) and (programme := self.reader.stands_for(concept)):
                return (programme,)
        return ()

    def _is_fragment(self, conditions: Sequence[str]) -> bool:
        """Whether the question goes on with the list before: a complete one has a kind and a condition."""
        if self.last is None or not (self.last.intent in ("find", "count") or self._class_before()):
            return False
        if self.probability.get("ellipsis", 0.0) > 0.3 or not self.slots.filled or self._says(OF_THEM):
            return True
        return not (self.slots.kinds and conditions) and len(self.question.linked.heard) <= 6

    def _class_before(self) -> tuple[str, ...]:
        """The programme that the conversation is about, where a list of its members can be meant."""
        if self.last is None or len(self.last.reading.entries) != 1:
            return ()
        entry = self.base.get(self.last.reading.entries[0])
        id = self.reader.stands_for(entry) if isinstance(entry, Concept) else entry.id if entry else None
        return (id,) if id and self._has_members(id) else ()

    def _ellipsis(self, probability: float) -> Understood | None:
        last = self.last
        cued = [cue.id for cue in self.question.linked.cues if cue.type == "attribute" and not cue.weak]
        if cued and not self.named and not self.slots.filled and len(before := self._entity_before()) == 1:
            return self._about(before, (_attribute(cued[0]),), probability)
        if last is None:
            return self._find("find", probability)
        if self.named or self.organisations:
            groups = self.named or self.organisations
            if last.intent == "compare":
                return self._compare(probability)
            if last.intent == "ask" and last.reading.attributes:
                return self._about_named(groups, last.reading.attributes, probability)
            if last.intent in ("find", "count") and (self.slots.filled or self._has_members(groups[0][0])):
                return self._find(last.intent, probability)
            return self._describe(probability)
        if last.intent in ("find", "count") or self._class_before():
            counts = last.intent == "count" and not self._says(LIST)
            return self._merged("count" if counts else "find", probability)
        return self._find("find", probability)

    def _merged(self, intent: Intent, probability: float) -> Understood | None:
        """The list before, with what the fragment says in place of what was said."""
        if self.last is None:
            return None
        before, slots = self.last.reading, self.slots
        merged: dict[str, object] = {name: getattr(before, name) for name in CARRIED}
        if self.last.intent not in ("find", "count"):
            merged["programmes"] = self._class_before()
        if slots.kinds and (before.kinds or "programme" in slots.kinds) and set(slots.kinds) != set(before.kinds):
            merged.update(dict.fromkeys(DROPPED_WITH_KIND, ()))
        if slots.regions:
            merged["places"] = ()
        carried = [name for name, values in merged.items() if values and name not in slots.filled]
        merged.update({name: getattr(slots, name) for name in slots.filled})
        merged.setdefault("excluded", before.excluded)
        merged.setdefault("limits", before.limits)
        if not any(merged.values()):
            return None
        return Understood(intent, Reading.model_validate(merged), probability, carried=tuple(carried))

    # The rest

    def _small_talk(self, intent: Intent, probability: float) -> Understood | None:
        conditions = set(self.slots.filled) - {"kinds"}
        if self.named or (self.slots.filled and probability < 0.6 and intent != "browse"):
            return None
        if intent in ("greet", "thanks", "goodbye") and probability < 0.5:
            return None
        if intent == "browse" and conditions:
            return self._find("find", probability)
        return Understood(intent, self.slots.reading() if intent == "browse" else Reading(), probability)

    def _unknown_name(self) -> Understood | None:
        """A name was said that is not known: nothing is found, but what is near can be shown."""
        near = self.question.linked.near
        if not self._unknown_words() and not (near and near[0].score > NEARLY_NAMED):
            return None
        ids = tuple(match.entry for match in near[:3] if match.score > 0.25)
        intent: Intent = "ask" if self.top.startswith("ask.") else "describe"
        attributes = (_attribute(self.top),) if intent == "ask" else ()
        reading = Reading(attribute=attributes[0] if attributes else None, attributes=attributes)
        return Understood(intent, reading, 0.6, outcome="none", near=ids)

    @property
    def _names_a_kind(self) -> bool:
        """Whether a word that nobody knows stands beside a word for a kind, as names do: "the Nautilus cluster"."""
        linked = self.question.linked
        unknown = {place for place, heard in enumerate(linked.heard) if not heard.words}
        capital = {place for place in unknown if linked.heard[place].token.raw[0].isupper()}
        return any(
            mention.type == "kind"
            and not mention.weak
            and capital & {mention.begin - 1, mention.end, mention.begin - 2}
            for mention in linked.mentions
        )

    def _outside(self, probability: float) -> Understood:
        asked = any(cue.type == "attribute" for cue in self.question.linked.cues) or bool(self.slots.kinds)
        if (
            (self._names_a_kind or (asked and probability < CERTAINLY_OUTSIDE))
            and self._unknown_words()
            and (unknown := self._unknown_name())
        ):
            return unknown
        concept = self._concept()
        inside = {mention.type for mention in self.question.linked.mentions if not mention.weak} & INSIDE
        if concept and inside and concept[1] > (0.55 if probability < CLEARLY_OUTSIDE else 0.75):
            return self._defined(concept, 1.0 - probability)
        return Understood("out_of_scope", Reading(), probability, outcome="unknown")


def _is_plural(word: str) -> bool:
    return word.endswith(PLURAL_ENDINGS)


def _heads(term: str, name: str) -> bool:
    """Whether a name begins with a term, singular or plural."""
    return len(term) >= SHORTEST_HEAD and name.startswith(term[:-1])


def _attribute(label: str) -> Attribute:
    """The attribute of a label such as ``ask.budget``."""
    name = label.removeprefix("ask.")
    return next(attribute for attribute in ATTRIBUTES if attribute == name)


def _with_tried(understood: Understood, tried: Sequence[str]) -> Understood:
    from dataclasses import replace

    return replace(understood, tried=tuple(tried))
