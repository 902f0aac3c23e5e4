"""What a question names, and what whole phrases ask of it.

Of "wer fördert LIB 2015?"::

    named.named              [("lib-2015",)]       each name with its candidates, the likeliest first
    named.asked_in_phrases   {"ask.funders"}       "wer fördert" asks of what is named
"""

from functools import cached_property
from typing import Final

from knowledge.linking.fold import normalise, words
from knowledge.linking.link import Mention
from knowledge.reading.evidence.said import Said
from knowledge.reading.named import has_members, named_entries
from knowledge.store.tuning import tuned

THRESHOLDS: Final = tuned("reading.evidence.names")
SEVERAL: Final = 2
"""So many conditions beside the kind are set on lists alone."""
CLAUSE_END: Final = (",", ".", ";", ":", "?", "!", "-", "–", "(")
NEAR_SELF: Final = 3
"""An organisation at most so many words behind "we" is whoever asks."""


class Named(Said):
    """What a question says, with what it names."""

    @cached_property
    def _all_named(self) -> list[tuple[str, ...]]:
        named = named_entries(self.base, self.linked, self.slots)
        if len(self.conditions) >= SEVERAL:
            lists = self.probability("find") > THRESHOLDS.surely_a_list or len(self.conditions) > SEVERAL
            in_part = {match.entry for match in self.linked.near if match.of_name < THRESHOLDS.said_in_full}
            doubtful = {
                id
                for each in self.linked.mentions
                if each.type == "entry" and each.how == "name" and (lists or each.rivals)
                for id in (each.id, *each.rivals)
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

    def has_members(self, id: str) -> bool:
        """Whether clusters or networks belong to an entry."""
        return has_members(self.base, id)

    @cached_property
    def class_named(self) -> tuple[str, ...]:
        """The programme that a term stands for: "research campuses" are those of *Forschungscampus*."""
        for cue in self.linked.cues:
            said = cue.type == "concept" and not cue.weak and (cue.begin, cue.end) not in self.slots.ruled_out
            term = self.base.get(cue.id) if said else None
            if term and (programme := self.known.programme_of_term.get(term.id)):
                return (programme,)
        return ()

    @cached_property
    def names_and_no_more(self) -> bool:
        """Whether what is named makes a clause with words that ask to be told of it: "what is ThWIC, I heard of it"."""
        begin = self.linked.subject[0]
        ends = [each.end for each in self.linked.mentions if each.type == "entry" and each.begin == begin]
        if not begin or not ends:
            return False
        behind = normalise(self.question.text)[self.heard[max(ends) - 1].token.end :].lstrip()
        return behind.startswith(CLAUSE_END)

    @property
    def only_tells_of_it(self) -> bool:
        """Whether the clause behind what is named asks nothing: "what is BioRegio, my boss was part of it"."""
        begin = self.linked.subject[0]
        if not self.names_and_no_more or any(cue.begin < begin for cue in self.attribute_cues):
            return False
        end = max(each.end for each in self.linked.mentions if each.type == "entry" and each.begin == begin)
        asking = self.known.gazetteer.cue_words["interrogative"]
        behind = [heard.token.word for heard in self.heard[end:]]
        return len(behind) > SEVERAL and asking.isdisjoint(behind)

    @cached_property
    def asked_in_phrases(self) -> frozenset[str]:
        """The labels of facts that whole phrases ask of what is named: "what replaced", "wer fördert"."""
        if not self.named and (self.slots.kinds or not self.organisations):
            return frozenset()
        return frozenset(f"ask.{cue.id}" for cue in self.phrases if cue.end > self.linked.subject[0])

    @property
    def says_status_of_class(self) -> bool:
        """Whether a phrase asks how it stands with what is named: "is T!Raum open for new projects?"."""
        return "ask.status" in self.asked_in_phrases

    @cached_property
    def asked_apart(self) -> frozenset[str]:
        """Attributes that phrases ask for which share no word with another: "in which city, and how many members"."""
        return frozenset(
            cue.id
            for cue in self.phrases
            if all(other.id == cue.id or other.end <= cue.begin or cue.end <= other.begin for other in self.phrases)
        )

    @cached_property
    def surely_lists(self) -> bool:
        """Whether conditions are set that only a list has: "money for towns in Saxony", "members, but not in …"."""
        if self.slots.kinds and self.slots.sort and not self.named:
            return True
        if self.slots.kinds == ("programme",):
            special = self.conditions - ({"kinds", "regions"} if self.slots.regions == ("DE",) else {"kinds"})
            return len(special) >= SEVERAL
        return bool(self.named) and bool(self.slots.excluded or self.slots.limits)
