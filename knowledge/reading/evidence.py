"""The facts about a question that every way to read it asks for: what it names, says, lacks, and could refer to.

Of "und in Bayern?" after a list of programmes in Saxony::

    evidence.named            []           no entry is named
    evidence.slots.regions    ("DE-BY",)   a condition is set
    evidence.refers_back      True         only what was said before completes it
    evidence.last.intent      "find"       and that was a list

Each is worked out when it is first asked for, and once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from knowledge.intents.classify import is_in_name
from knowledge.intents.linear import Scored
from knowledge.linking.fold import normalise, words
from knowledge.linking.link import Heard, Linked, Mention
from knowledge.linking.retrieve import Hit
from knowledge.reading.known import Known
from knowledge.reading.named import has_members, named_entries
from knowledge.reading.question import Question
from knowledge.reading.reading import ROUND, Turn
from knowledge.reading.slots import Slots
from knowledge.store.base import KnowledgeBase
from knowledge.store.tuning import tuned
from knowledge.store.vocabulary import ENDINGS, CueRole

ONE_CONDITION: Final = {"places": "regions", "limits": "sort"}
"""Slots that count as one condition with another."""
SEVERAL: Final = 2
"""So many conditions beside the kind are set on lists alone."""
FRAGMENT: Final = 8
"""A question of up to so many words may lean on what was said before."""
THRESHOLDS: Final = tuned("reading.evidence")
TERMS_COMPARED: Final = 8
FIELD: Final = frozenset({"kind", "topic", "target_group", "funder", "instrument", "entry"})
"""Types of mentions that make a question one of this field."""
CLAUSE_END: Final = (",", ".", ";", ":", "?", "!", "-", "–", "(")
OWN_WORD: Final = 4
"""Words of so many letters can be what a question is about, beyond its conditions, …"""
RARELY_HELD: Final = 12
"""… where the texts of at most so many entries hold them."""
MOST_FOREMOST: Final = 8
NEAR_SELF: Final = 3
"""An organisation at most so many words behind "we" is whoever asks."""


@dataclass(frozen=True)
class Evidence:
    """One question and what was said before it, with all that they give away."""

    known: Known
    question: Question
    last: Turn | None
    """The turn before, as far as what it speaks of is still known."""

    @property
    def base(self) -> KnowledgeBase:
        """What can be asked about."""
        return self.known.base

    @property
    def linked(self) -> Linked:
        """The words of the question and what they mean."""
        return self.question.linked

    @property
    def heard(self) -> tuple[Heard, ...]:
        """The words of the question."""
        return self.question.linked.heard

    @property
    def slots(self) -> Slots:
        """The conditions that the question sets."""
        return self.question.slots

    # What the classifier says

    @cached_property
    def _probabilities(self) -> Mapping[str, float]:
        return {each.label: each.probability for each in self.question.scored}

    def probability(self, label: str) -> float:
        """How probable the classifier finds a label."""
        return self._probabilities.get(label, 0.0)

    @cached_property
    def top(self) -> str:
        """The likeliest label."""
        return self.question.scored[0].label if self.question.scored else "out_of_scope"

    @cached_property
    def facts(self) -> tuple[Scored, ...]:
        """The labels that ask for a fact, likeliest first."""
        return tuple(each for each in self.question.scored if each.label.startswith("ask."))

    # What is named

    @cached_property
    def _all_named(self) -> list[tuple[str, ...]]:
        named = named_entries(self.base, self.linked, self.slots)
        if len(self.conditions) >= SEVERAL:
            lists = self.probability("find") > THRESHOLDS.surely_a_list or len(self.conditions) > SEVERAL
            in_part = {match.entry for match in self.linked.near if match.of_name < THRESHOLDS.said_in_full}
            doubtful = {
                each.id
                for each in self.linked.mentions
                if each.type == "entry" and each.how == "name" and (lists or each.rivals)
            }
            named = [ids for ids in named if ids[0] not in in_part & doubtful]
        return [ids for ids in named if not self._is_who_asks(ids[0])]

    def _is_who_asks(self, id: str) -> bool:
        """Whether an organisation that pays for nothing is where whoever asks works: "our Leibniz institute"."""
        entry = self.base[id]
        if entry.kind != "organisation" or not self.slots.kinds or self.base.pays_or_runs(id):
            return False
        mentions = [each for each in self.linked.mentions if each.type == "entry" and each.id == id]
        own = self.known.gazetteer.cue_words["self"]
        before = {
            heard.token.word for each in mentions for heard in self.heard[max(0, each.begin - NEAR_SELF) : each.begin]
        }
        return not own.isdisjoint(before)

    @cached_property
    def groups_of_who_asks(self) -> tuple[str, ...]:
        """What kind of institution whoever asks works at, where they name it: "our Leibniz institute"."""
        own = [each for each in self.linked.mentions if each.type == "entry" and self._is_who_asks(each.id)]
        said = (self.heard[place].best for each in own for place in range(each.begin, each.end))
        terms = (term for word in said for term in self.known.gazetteer.look_up((word,)))
        return tuple(dict.fromkeys(term.id for term in terms if term.type == "target_group"))

    @cached_property
    def named(self) -> list[tuple[str, ...]]:
        """What is named but organisations, in order; each with the candidates for the name, the likeliest first."""
        return [ids for ids in self._all_named if self.base[ids[0]].kind != "organisation"]

    @cached_property
    def organisations(self) -> list[tuple[str, ...]]:
        """The organisations that are named, likewise."""
        return [ids for ids in self._all_named if self.base[ids[0]].kind == "organisation"]

    @property
    def names_anything(self) -> bool:
        """Whether any entry is named."""
        return bool(self._all_named)

    @property
    def heard_as(self) -> str:
        """The name as it was understood, where an entry was written otherwise."""
        for mention in self.linked.mentions:
            if mention.type == "entry" and mention.how in ("name", "spelling") and not mention.weak:
                return "" if self._is_in_names(mention) else mention.surface
        return ""

    def _is_in_names(self, mention: Mention) -> bool:
        """Whether each word that was said stands in the entry's names as it was written."""
        held = {word for name in self.base[mention.id].names() for word in words(name)}
        small = self.known.gazetteer.function_words
        said = (heard.token.word for heard in self.heard[mention.begin : mention.end])
        return all(word in held or word in small for word in said)

    @property
    def name_score(self) -> float:
        """How sure the least sure of the names is."""
        return min((mention.score for mention in self.linked.mentions if mention.type == "entry"), default=1.0)

    @cached_property
    def class_named(self) -> tuple[str, ...]:
        """The programme that a term stands for: "research campuses" are those of *Forschungscampus*."""
        for cue in self.linked.cues:
            said = cue.type == "concept" and not cue.weak and (cue.begin, cue.end) not in self.slots.ruled_out
            term = self.base.get(cue.id) if said else None
            if term and (programme := self.known.programme_of_term.get(term.id)):
                return (programme,)
        return ()

    def has_members(self, id: str) -> bool:
        """Whether clusters or networks belong to an entry."""
        return has_members(self.base, id)

    # What is said

    def says(self, *roles: CueRole) -> bool:
        """Whether a word of the question has one of these roles."""
        cue_words = self.known.gazetteer.cue_words
        return any(heard.best in cue_words[role] for role in roles for heard in self.heard)

    @cached_property
    def attribute_cues(self) -> tuple[Mention, ...]:
        """What asks for a fact: no word of a name does ("Projektträger Jülich")."""
        return tuple(cue for cue in self.linked.cues if cue.type == "attribute" and not is_in_name(cue, self.linked))

    @cached_property
    def attributes_asked(self) -> tuple[str, ...]:
        """The attributes that are asked for without a doubt."""
        return tuple(cue.id for cue in self.attribute_cues if not cue.weak)

    @cached_property
    def asked_in_phrases(self) -> frozenset[str]:
        """The labels of facts that whole phrases ask of what is named: "what replaced", "wer fördert"."""
        if not self.named and (self.slots.kinds or not self.organisations):
            return frozenset()
        return frozenset(
            f"ask.{cue.id}"
            for cue in self.attribute_cues
            if cue.end - cue.begin > 1
            and not cue.weak
            and cue.score > THRESHOLDS.phrase_heard
            and cue.end > self.linked.subject[0]
        )

    @property
    def says_status_of_class(self) -> bool:
        """Whether a phrase asks how it stands with what is named: "is T!Raum open for new projects?"."""
        return "ask.status" in self.asked_in_phrases

    @cached_property
    def asked_apart(self) -> frozenset[str]:
        """Attributes that phrases ask for which share no word with another: "in which city, and how many members"."""
        phrases = [
            cue for cue in self.attribute_cues if f"ask.{cue.id}" in self.asked_in_phrases and cue.end - cue.begin > 1
        ]
        return frozenset(
            cue.id
            for cue in phrases
            if all(other.id == cue.id or other.end <= cue.begin or cue.end <= other.begin for other in phrases)
        )

    @cached_property
    def says_term(self) -> bool:
        """Whether a term is said that is explained, beyond the words for kinds and groups."""
        return any(
            cue.type == "concept"
            and not cue.weak
            and (cue.begin, cue.end) not in self.slots.ruled_out
            and not any(mention.begin <= cue.begin < mention.end for mention in self.linked.mentions)
            for cue in self.linked.cues
        )

    @property
    def says_term_alone(self) -> bool:
        """Whether a term is all that is said beside the frame of the question: "what are HAWs?"."""
        begin, end = self.linked.subject
        return begin > 0 and any(
            cue.type == "concept"
            and not cue.weak
            and cue.begin <= begin < end <= cue.end
            and not self._is_only_a_kind(cue)
            for cue in self.linked.cues
        )

    @cached_property
    def says_term_of_named(self) -> bool:
        """Whether a term is said beside a name, and is about what is named: "the 15:85 split at LIB 2015"."""
        named = {id for ids in self._all_named for id in ids[:1]}
        taken = {
            place
            for mention in self.linked.mentions
            if mention.type == "entry" and not mention.weak
            for place in range(mention.begin, mention.end)
        }
        return any(
            cue.type == "concept"
            and not cue.weak
            and not taken.issuperset(range(cue.begin, cue.end))
            and not named.isdisjoint(self.base[cue.id].referred())
            for cue in self.linked.cues
        )

    @property
    def asks_for_meaning(self) -> bool:
        """Whether a word asks what a term means that is said, or a term holds a name: "Financing of LIB 2015"."""
        if self.surely_lists or self.slots.regions or self.slots.topics:
            return False
        terms = [cue for cue in self.linked.cues if cue.type == "concept" and not cue.weak]
        names = [each for each in self.linked.mentions if each.type == "entry" and not each.weak]
        if terms and self.says("defining"):
            return True
        return self.probability("define") > THRESHOLDS.perhaps_term and any(
            term.begin <= name.begin and name.end <= term.end and name.end - name.begin < term.end - term.begin
            for term in terms
            for name in names
        )

    @cached_property
    def names_and_no_more(self) -> bool:
        """Whether what is named makes a clause with words that ask to be told of it: "what is ThWIC, I heard of it"."""
        begin = self.linked.subject[0]
        ends = [each.end for each in self.linked.mentions if each.type == "entry" and each.begin == begin]
        if not begin or not ends:
            return False
        behind = normalise(self.question.text)[self.heard[max(ends) - 1].token.end :].lstrip()
        return behind.startswith(CLAUSE_END)

    @cached_property
    def conditions(self) -> frozenset[str]:
        """What conditions are set on; a word that says kind and instrument at once sets one."""
        said = frozenset(ONE_CONDITION.get(slot, slot) for slot in self.slots.filled)
        kinds, instruments = (
            {(each.begin, each.end) for each in self.linked.mentions if each.type == said_as and not each.weak}
            for said_as in ("kind", "instrument")
        )
        return said - {"kinds"} if kinds and kinds == instruments else said

    @property
    def says_round(self) -> bool:
        """Whether a round of a competition is said: "who won the second round?"."""
        return any(limit.field == ROUND for limit in self.slots.limits)

    @cached_property
    def surely_lists(self) -> bool:
        """Whether conditions are set that only a list has: "money for towns in Saxony", "members, but not in …"."""
        if self.slots.kinds and self.slots.sort and not self.named:
            return True
        if self.slots.kinds == ("programme",):
            special = self.conditions - ({"kinds", "regions"} if self.slots.regions == ("DE",) else {"kinds"})
            return len(special) >= SEVERAL
        return bool(self.named) and bool(self.slots.excluded or self.slots.limits)

    @cached_property
    def unknown_words(self) -> tuple[str, ...]:
        """Words that nobody knows and that stand in no mention: maybe a name."""
        return tuple(
            heard.token.word
            for place, heard in enumerate(self.heard)
            if place not in self.explained_places and not heard.words and not heard.token.word.isdigit()
        )

    @cached_property
    def other_words(self) -> tuple[int, ...]:
        """Where words stand that are no condition, no name and no cue, and do not hold the sentence together."""
        gazetteer = self.known.gazetteer
        spans = (*self.linked.mentions, *self.linked.cues)
        explained = {place for span in spans if not span.weak for place in range(span.begin, span.end)}
        return tuple(
            place
            for place, heard in enumerate(self.heard)
            if place not in explained
            and heard.token.word not in gazetteer.function_words
            and heard.best not in gazetteer.function_words
        )

    @property
    def strangeness(self) -> float:
        """Which share of the words that mean something is neither condition nor name nor cue, from 0 to 1."""
        said = sum(heard.token.word not in self.known.gazetteer.function_words for heard in self.heard)
        return len(self.other_words) / said if said else 0.0

    @property
    def says_field(self) -> bool:
        """Whether a word is said that questions of this field are made of; a place is in any, and so is a cinema."""
        everyday = self.known.gazetteer.everyday_words
        return any(
            each.type in FIELD
            and not each.weak
            and not (
                each.type == "topic"
                and self.other_words
                and all(heard.best in everyday for heard in self.heard[each.begin : each.end])
            )
            for each in self.linked.mentions
        )

    @cached_property
    def explained_places(self) -> frozenset[int]:
        """Where words stand that mean something, alone or with others."""
        return frozenset(place for mention in self.linked.mentions for place in range(mention.begin, mention.end))

    @cached_property
    def subject(self) -> tuple[tuple[int, str], ...]:
        """The words that carry meaning of what is left without the frame of the question, each with its place."""
        begin, end = self.linked.subject
        small = self.known.gazetteer.cue_words["in_names"]
        return tuple(
            (place, word) for place in range(begin, end) if (word := self.heard[place].token.word) not in small
        )

    # What is described without being named

    @cached_property
    def foremost(self) -> tuple[str, ...]:
        """The entries whose texts hold what a list is asked about beyond its conditions: "patents", "gypsum"."""
        said = list(dict.fromkeys(self._own_words()))
        hits = self.known.other_texts.search(said, most=MOST_FOREMOST) if said else []
        return tuple(hit.entry for hit in hits if hit.covered >= THRESHOLDS.nearly_as_much * hits[0].covered)

    @property
    def foremost_fits(self) -> bool:
        """Whether one of them also is where, or of the kind or topic, that the question says."""
        slots = self.slots
        if self.strangeness > THRESHOLDS.mostly_strange and not (slots.regions or slots.topics):
            return False
        return bool(slots.regions or slots.kinds or slots.topics) and any(
            (not slots.regions or not set(slots.regions).isdisjoint(entry.regions))
            and (not slots.kinds or entry.kind in slots.kinds)
            and (not slots.topics or not set(slots.topics).isdisjoint(entry.topics))
            for entry in map(self.base.__getitem__, self.foremost)
        )

    def _own_words(self) -> Iterator[str]:
        """Words that few entries hold; those that anybody uses only where they stand in a name."""
        gazetteer, texts = self.known.gazetteer, self.known.texts
        topics = {
            place for each in self.linked.mentions if each.type == "topic" for place in range(each.begin, each.end)
        }
        taken = self.explained_places - topics
        taken |= {
            place
            for cue in self.linked.cues
            if cue.type != "concept" and not cue.weak
            for place in range(cue.begin, cue.end)
        }
        for place, heard in enumerate(self.heard):
            word = heard.best
            if place in taken or len(word) < OWN_WORD or word.isdigit() or word in gazetteer.function_words:
                continue
            if 0 < texts.held(word) <= RARELY_HELD and (
                word not in gazetteer.everyday_words or self._stands_in_names(word)
            ):
                yield word

    @cached_property
    def _content(self) -> list[str]:
        """The words as they were understood, of compounds also the parts."""
        said = []
        for heard in self.heard:
            said.append(heard.best)
            if heard.how == "compound":
                said.extend(part for part, _ in heard.words[:2])
        for cue in self.linked.cues:
            if cue.type == "concept" and cue.how != "exact":
                said.extend(words(self.base[cue.id].name(self.question.language)))
        return said

    def _stands_in_names(self, word: str) -> bool:
        """Whether few names hold a word, in one form or another: *Patente* for "patent"."""
        held = (self.known.gazetteer.names_with(word + ending) for ending in ENDINGS)
        return 0 < sum(held) <= RARELY_HELD

    @cached_property
    def terms_asked(self) -> list[Scored]:
        """The terms that are asked for like this, likeliest first."""
        return self.known.asking.classify([heard.best for heard in self.heard])

    @property
    def likely_term(self) -> float:
        """How likely the likeliest term is asked for, from 0 to 1; 1 where one is that no model has seen."""
        if self._is_about_unseen_term:
            return 1.0
        return self.terms_asked[0].probability

    @property
    def _is_about_unseen_term(self) -> bool:
        """Whether the term that the question is about is none that the model has seen."""
        return bool(self.known.unseen_terms and self.term and self.term.entry in self.known.unseen_terms)

    @property
    def term_stands_out(self) -> bool:
        """Whether one term is asked for like this, and no other nearly as likely."""
        if self._is_about_unseen_term:
            return self.term_covers(THRESHOLDS.holds_much)
        first, second = self.terms_asked[:2]
        clearly = (
            first.probability > THRESHOLDS.perhaps_term and first.probability > THRESHOLDS.clearly * second.probability
        )
        return clearly or first.probability > THRESHOLDS.likely_term

    @property
    def term_about_all_named(self) -> Hit | None:
        """The term that is asked for and about all that is named: who does what of the research organisations."""
        asked, named = self.terms_asked[0], {ids[0] for ids in self._all_named}
        if asked.probability < THRESHOLDS.asked_beside_names or not named or asked.label not in self.base:
            return None
        if not named <= set(self.base[asked.label].referred()):
            return None
        return Hit(asked.label, asked.probability, asked.probability)

    @property
    def term_beyond_doubt(self) -> bool:
        """Whether a term is said and asked for as nothing else is, and no list is: "must a grant be paid back?"."""
        asked = self.terms_asked[0]
        said = any(cue.type == "concept" and cue.id == asked.label and not cue.weak for cue in self.linked.cues)
        return (
            said and asked.probability > THRESHOLDS.asked_beyond_doubt and not (self.slots.regions or self.slots.topics)
        )

    @cached_property
    def term(self) -> Hit | None:
        """The term that the question is about, and how much of the question it holds."""
        cues = [cue for cue in self.linked.cues if cue.type == "concept" and not cue.weak]
        said = {cue.id: (cue.end - cue.begin) * cue.score for cue in cues}
        alone = {cue.id for cue in cues if not self._is_only_a_kind(cue)}
        asked = dict(self.terms_asked[:TERMS_COMPARED])
        hits = self.known.term_texts.search(self._content, most=TERMS_COMPARED)
        if missed := (frozenset(said) | (asked.keys() & self.known.terms)) - {hit.entry for hit in hits}:
            hits += self.known.term_texts.search(self._content, among=missed, most=len(missed))
        most = max((hit.score for hit in hits), default=1.0)
        by_name = {hit.entry: 1.0 + THRESHOLDS.said * min(2.0, said.get(hit.entry, 0.0)) for hit in hits}
        weighed = [
            hit._replace(
                score=self._asked_for(hit, asked) + THRESHOLDS.held * by_name[hit.entry] * hit.score / most,
                covered=max(hit.covered, THRESHOLDS.term_covered if hit.entry in alone else 0.0),
            )
            for hit in hits
        ]
        return max(weighed, key=lambda hit: hit.score, default=None)

    def _asked_for(self, hit: Hit, asked: Mapping[str, float]) -> float:
        """How likely a term is asked for; what the model has never seen is told by its texts alone."""
        return hit.covered if hit.entry in self.known.unseen_terms else asked.get(hit.entry, 0.0)

    def _is_only_a_kind(self, cue: Mention) -> bool:
        """Whether a term is said by no more than the word for a kind, which stands in questions about anything."""
        return any(
            mention.type == "kind" and mention.begin <= cue.begin and cue.end <= mention.end
            for mention in self.linked.mentions
        )

    def term_covers(self, share: float) -> bool:
        """Whether the question is about a term that holds more than this share of it."""
        return self.term is not None and self.term.covered > share

    @property
    def surely_asks_for_term(self) -> bool:
        """Whether the question is put as one for an explanation, and a term holds much of it."""
        listed = self.slots.excluded or len(self.conditions) > SEVERAL
        likely = self.probability("define") > THRESHOLDS.surely_a_term and not listed
        return likely and self.term_stands_out

    def described(self) -> str | None:
        """The entry whose texts the question repeats, where one stands out."""
        hits = self.known.other_texts.search(self._content, most=2)
        if not hits or hits[0].covered < THRESHOLDS.mostly_described:
            return None
        return hits[0].entry if len(hits) == 1 or hits[0].score > THRESHOLDS.stands_out * hits[1].score else None

    def described_among(
        self, ids: tuple[str, ...], stands_out: float = THRESHOLDS.stands_out_among_few
    ) -> tuple[str, ...]:
        """That one of `ids` which the question describes ("the one for maths"), else all of them."""
        if len(ids) < 2:
            return ids
        hits = self.known.texts.search(self._content, among=frozenset(ids), most=2)
        if hits and (len(hits) == 1 or hits[0].score > stands_out * hits[1].score):
            return (hits[0].entry,)
        return ids

    # What was said before

    @property
    def lists_before(self) -> bool:
        """Whether the turn before was a list or the number of its items."""
        return self.last is not None and self.last.intent in ("find", "count")

    @property
    def refers_back(self) -> bool:
        """Whether the question is a fragment that only what was said before completes."""
        return self.last is not None and self.probability("ellipsis") > THRESHOLDS.leans_on

    @cached_property
    def spoken_of(self) -> tuple[str, ...]:
        """What "it" is: the entry that the conversation is about, the first of a list in order, or those listed."""
        if self.last is None:
            return ()
        listed = self.last.shown[:1] if self.last.reading.sort else self.last.shown
        return self.last.reading.entries or listed

    @property
    def goes_on_with_term(self) -> bool:
        """Whether a term was explained before, and another is said: nothing else can be asked of a term."""
        if self.last is None or self.last.intent != "define" or self.conditions - {"kinds"}:
            return False
        return any(cue.type == "concept" and not cue.weak for cue in self.linked.cues)

    @property
    def refers_to_one(self) -> bool:
        """Whether a word points back to an entry that was spoken of."""
        if self.last is None or self.named:
            return False
        return any(id in self.known.others for id in self.spoken_of) and self.says("pointing")

    @cached_property
    def class_before(self) -> tuple[str, ...]:
        """The programme that the conversation is about, where a list of its members can be meant."""
        if self.last is None or len(self.last.reading.entries) != 1:
            return ()
        entry = self.base.get(self.last.reading.entries[0])
        id = self.known.programme_of_term.get(entry.id, entry.id) if entry else None
        return (id,) if id and self.has_members(id) else ()
