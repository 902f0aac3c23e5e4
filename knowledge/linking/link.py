"""Link the words of a question to what they mean: names, places, topics, kinds and so on.

>>> linked = linker.link(fold("Wasserstofnetzwerke in sachsen"))
>>> [(mention.type, mention.id, mention.how) for mention in linked.mentions]
[('kind', 'network', 'compound'), ('topic', 'hydrogen', 'compound'), ('region', 'DE-SN', 'exact')]

Every word is first *heard* (`hear`). Then stretches of words are looked up, each way they can be meant; weak
wordings count where something speaks for them (`company`); names said in part or misspelt are added
(`names`); and the longest and surest win over others that they overlap with. Two layers do not compete for
words: *mentions* take theirs, *cues* (what is asked of an entry, a figure to compare with, a term) may lie over them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Final

from knowledge.linking.company import settled
from knowledge.linking.fold import Token, words
from knowledge.linking.gazetteer import SHORT_NAME, Gazetteer, Term
from knowledge.linking.hear import Hearing, is_sure
from knowledge.linking.linked import CUES, Heard, How, Linked, Mention
from knowledge.linking.names import NameMatch, Said
from knowledge.linking.spelling import Near
from knowledge.store.tuning import tuned
from knowledge.store.vocabulary import ENDINGS

__all__ = ["Heard", "Linked", "Linker", "Mention"]

THRESHOLDS: Final = tuned("linking.link")
RARE_IN_TEXTS: Final = 2
"""A word that the texts of so few entries hold may tell a name alone."""
SHORTENED: Final = 0.9
"""How much of a word of a name is said by a short form of it."""
INFLECTED: Final = 0.95
"""How much of a word of a name is said by another form of it."""
SHORT_WORD: Final = 6
"""An everyday word of up to so many letters is no name unless it is written as one: *stark*, *format*."""
MOST_WORDINGS: Final = 4
"""So many wordings are followed that misspelt words may be, taken together."""
MOST_APART: Final = 40
"""Only among so many words are misspelt ones sought that were put together or apart."""
PLURALS: Final = ("s", "e", "en", "n")
"""What words for kinds end in where they say several: *networks*, *Netzwerke*, *Plattformen*."""
LONG_NAME: Final = 20
"""A name of more letters may be told by two words that mean something else each."""
LONGEST_NAME: Final = 16
"""A name has at most so many words."""
FUNCTION_WORD: Final = 0.03
"""What a function word weighs against a name that it is no part of, …"""
MEANINGFUL_WORD: Final = 0.25
"""… a word that means something else, …"""
EVERYDAY_WORD: Final = 0.3
"""… and an everyday word."""


class Linker:
    """Links questions to the terms of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """`gazetteer` says what can be meant."""
        self.gazetteer = gazetteer
        self._hearing = Hearing(gazetteer)
        self._weighed: dict[tuple[str, tuple[tuple[str, float], ...]], Said] = {}
        one = gazetteer.cue_words["one"]
        self._singular = {word + ending: word for word in one for ending in PLURALS if word + ending not in one}

    def link(self, tokens: Sequence[Token]) -> Linked:
        """Everything that these tokens mean."""
        heard = self._hearing.hear(tokens)
        spans = list(self._spans(heard))
        said = [self._said(each) for each in heard]
        likeliest = self.gazetteer.names.likeliest(said)
        near = self._near_names(heard, said, spans, likeliest)
        spans = settled(spans, heard, self.gazetteer)
        names = _as_mentions(self._told(near, heard, spans), spans)
        mentions = _best_together([*(span for span in spans if span.type not in CUES), *names], len(heard))
        cues = sorted(
            (span for span in spans if span.type in CUES), key=lambda cue: (cue.begin, -cue.end, cue.type, cue.id)
        )
        subject = self._subject(heard, spans)
        whole = [] if _is_named_exactly(subject, mentions) else self._whole(said, subject, likeliest)
        return Linked(heard, tuple(mentions), tuple(cues), tuple(near), subject, tuple(whole))

    def _subject(self, heard: Sequence[Heard], spans: Sequence[Mention]) -> tuple[int, int]:
        """What is left of a question without the words that frame it: *neu* does, but not in *Neu-Ulm*."""
        held = {
            place
            for span in spans
            if span.end - span.begin > 1 and span.how == "exact" and span.type not in CUES
            for place in range(span.begin, span.end)
        }
        begin, end = 0, len(heard)
        while begin < end and begin not in held and self._frames(heard[begin]):
            begin += 1
        while end > begin and end - 1 not in held and self._frames(heard[end - 1]):
            end -= 1
        return begin, end

    def _frames(self, heard: Heard) -> bool:
        word = heard.token.word
        return word in self.gazetteer.function_words or word in self.gazetteer.frame_words

    def _whole(self, said: Sequence[Said], subject: tuple[int, int], likeliest: Sequence[int]) -> list[NameMatch]:
        begin, end = subject
        if not 0 < end - begin <= LONGEST_NAME:
            return []
        names, told = self.gazetteer.names, said[begin:end]
        if any(each.likeness and not _is_light(each) for each in (*said[:begin], *said[end:])):
            likeliest = names.likeliest(told)
        return names.closest(
            [each if _is_light(each) or each.weight > 0.5 else each._replace(weight=0.5) for each in told], likeliest
        )

    # Looking up

    def _spans(self, heard: Sequence[Heard]) -> Iterable[Mention]:
        """Every stretch of words that means something, each way it can be meant."""
        all_known = all(each.known for each in heard)
        for begin, each in enumerate(heard):
            yield from self._alone(each, heard, begin)
            yield from self._together(heard, begin)
            if not all_known:
                yield from self._written_apart(heard, begin)

    def _alone(self, word: Heard, heard: Sequence[Heard], begin: int) -> Iterable[Mention]:
        """What one word means, or each part of a compound."""
        if word.how == "compound":
            for part, score in word.words[:2]:
                yield from self._meant(self.gazetteer.look_up((part,)), heard, begin, begin + 1, score, "compound")
            return
        raw = word.token.raw
        if raw[-1:] == "s" and raw[:-1].isupper() and (terms := self.gazetteer.look_up((word.token.word[:-1],))):
            # An acronym in the plural: "HAWs".
            yield from self._meant(terms, heard, begin, begin + 1, 1.0, "exact")
            return
        for known, score in word.words:
            if score < 1.0 and known in self.gazetteer.function_words:
                return  # "recomend" is to recommend, not the name rECOmine that is less near.
            if terms := self.gazetteer.look_up((known,)):
                yield from self._meant(terms, heard, begin, begin + 1, score, "exact" if score == 1.0 else "spelling")
                return

    def _together(self, heard: Sequence[Heard], begin: int) -> Iterable[Mention]:
        """What the words from `begin` on mean together, as they are written or, where misspelt, as they were heard."""
        gazetteer = self.gazetteer
        as_written = heard[begin].token.word
        as_heard = {} if _is_as_written(heard[begin]) else _also_heard(heard[begin])
        for end in range(begin + 2, min(len(heard), begin + gazetteer.longest) + 1):
            word = heard[end - 1]
            if as_heard or not _is_as_written(word):
                as_heard = self._going_on(as_heard or {as_written: float(end - 1 - begin)}, word)
            as_written += word.token.word
            if not (as_heard or gazetteer.may_go_on(as_written)):
                break
            if terms := gazetteer.look_up_joined(as_written):
                apart = [term for term in terms if self._may_be_apart(term, heard[begin:end])]
                yield from self._meant(apart, heard, begin, end, 1.0, "exact")
                continue
            for joined, likeness in as_heard.items():
                if terms := gazetteer.look_up_joined(joined):
                    score = likeness / (end - begin)
                    yield from self._meant(terms, heard, begin, end, score, "exact" if score == 1.0 else "spelling")
                    break

    def _going_on(self, as_heard: Mapping[str, float], heard: Heard) -> dict[str, float]:
        """Wordings with one word more, for each that it may be, while any may be meant; the likeliest few of them."""
        longer = {
            joined: before_likeness + likeness
            for before, before_likeness in as_heard.items()
            for word, likeness in _also_heard(heard).items()
            if self.gazetteer.may_go_on(joined := before + word)
        }
        if len(longer) <= MOST_WORDINGS:
            return longer
        return dict(nlargest(MOST_WORDINGS, longer.items(), key=lambda each: each[1]))

    def _may_be_apart(self, term: Term, heard: Sequence[Heard]) -> bool:
        """Whether a wording may be written apart: "will ich" does not say *Willich*, nor "bet on" *Beton*."""
        if term.type in CUES or len(words(term.surface)) >= len(heard):
            return True
        small = [each for each in heard if each.token.word in self.gazetteer.function_words]
        if term.type != "entry" and any(len(each.token.word) == 1 for each in heard):
            return False
        if term.type == "topic" and small:
            return False
        return len(small) < len(heard)

    def _written_apart(self, heard: Sequence[Heard], begin: int) -> Iterable[Mention]:
        """A misspelt wording whose words were put together or apart: "tecnology mountains" for TechnologyMountains."""
        for end in range(begin + 2, min(len(heard), MOST_APART, begin + 3) + 1):
            stretch = heard[begin:end]
            edges = (stretch[0].token.word, stretch[-1].token.word)
            if all(each.known for each in stretch) or any(edge in self.gazetteer.function_words for edge in edges):
                continue
            joined = "".join(each.token.word for each in stretch)
            for near in self.gazetteer.spelling.near(joined)[:1]:
                terms = [term for term in self.gazetteer.look_up((near.word,)) if term.type == "entry"]
                score = 1.0 - near.distance / len(joined)
                yield from self._meant(terms, heard, begin, end, score, "spelling")

    def _meant(
        self, terms: Sequence[Term], heard: Sequence[Heard], begin: int, end: int, score: float, how: How
    ) -> Iterable[Mention]:
        for term in terms:
            if how != "exact" and (term.strength == "capitals" or _too_short_for_slips(term)):
                continue
            if how == "spelling" and term.type != "entry" and not _surely_heard(heard[begin:end], score):
                continue
            weak = term.strength == "weak"
            if term.strength == "capitals":
                weak = not _written_as(term.surface, heard[begin:end])
            rivals = tuple(
                sorted({other.id for other in terms if other.type == term.type and other.id != term.id})
                if term.type in ("entry", "concept")
                else ()
            )
            yield Mention(term.type, term.id, begin, end, score, term.surface, how, weak, rivals)

    # Names said in part, misspelt, or with words dropped and swapped

    def _near_names(
        self, heard: Sequence[Heard], said: Sequence[Said], spans: Sequence[Mention], likeliest: Sequence[int]
    ) -> list[NameMatch]:
        """The entries whose names are like something in the question, best first."""
        meaning = _meaningful(spans)
        weighed = [
            each._replace(weight=MEANINGFUL_WORD) if place in meaning and not _is_light(each) else each
            for place, each in enumerate(said)
        ]
        return [
            match
            for match in self.gazetteer.names.match(weighed, likeliest)
            if any(self._is_telling(each) for each in heard[match.begin : match.end])
        ]

    def _told(self, near: Sequence[NameMatch], heard: Sequence[Heard], spans: Sequence[Mention]) -> list[NameMatch]:
        """The names among these that tell an entry, and are not just made of words that anybody uses."""
        meaning = _meaningful(spans)
        terms = [span for span in spans if span.type == "concept" and span.how == "exact"]
        meant = {(span.id, span.begin) for span in spans if span.type == "entry" and not span.weak}
        told = list[NameMatch]()
        several = {place: self._singular[each.best] for place, each in enumerate(heard) if each.best in self._singular}
        for match in near:
            if self._is_everyday_name(match) and (match.entry, match.begin) not in meant:
                continue
            if several and self._says_several(match, heard, meaning, several):
                continue
            if match.of_name < THRESHOLDS.nearly_all and self._is_said_of_another(match, heard, spans):
                continue
            telling = [
                heard[place]
                for place in range(match.begin, match.end)
                if place not in meaning and self._is_telling(heard[place])
            ]
            if match.end - match.begin > 1:
                tells = self._several_tell(match, telling) and not _is_rather_a_term(match, terms)
            else:
                tells = any(self._one_tells(match, each, bool(terms)) for each in telling)
            if tells:
                told.append(match)
        return told

    def _is_said_of_another(self, match: NameMatch, heard: Sequence[Heard], spans: Sequence[Mention]) -> bool:
        """Whether the words are another name and a word for a kind: "programmes of the DFG" is no programme's name."""
        within = [span for span in spans if match.begin <= span.begin and span.end <= match.end and not span.weak]
        named = [span for span in within if span.type == "entry" and span.how == "exact" and span.id != match.entry]
        if not named:
            return False
        told = {
            place for span in within if span in named or span.type == "kind" for place in range(span.begin, span.end)
        }
        return all(
            place in told or heard[place].token.word in self.gazetteer.function_words
            for place in range(match.begin, match.end)
        )

    def _says_several(
        self, match: NameMatch, heard: Sequence[Heard], meaning: Collection[int], several: Mapping[int, str]
    ) -> bool:
        """Whether conditions of a list are said, the kind in the plural: "logistics networks in Thuringia".

        `several` are the places of such plurals, each with its singular.
        """
        kinds = [several[place] for place in range(match.begin, match.end) if place in several]
        if not kinds or any(
            place not in meaning and not self.gazetteer.is_function_word(heard[place].best)
            for place in range(match.begin, match.end)
        ):
            return False
        return not set(words(match.surface)).isdisjoint(kinds)

    def _is_everyday_name(self, match: NameMatch) -> bool:
        """Whether a name is a short word that is said every day, too, so that it counts only as it is written."""
        is_short = match.end - match.begin == 1 and len(match.surface) <= SHORT_WORD
        terms = self.gazetteer.look_up(words(match.surface)) if is_short else ()
        return any(term.id == match.entry and term.strength == "capitals" for term in terms)

    def _several_tell(self, match: NameMatch, telling: Sequence[Heard]) -> bool:
        """Whether several words tell an entry: one of them is no everyday word, or they are nearly all of its name."""
        if any(not self._is_everyday(each) and not each.token.word.isdigit() for each in telling):
            return True
        if len(telling) > 1 and match.of_name > THRESHOLDS.much_of_a_name and match.of_said > THRESHOLDS.much_of_said:
            return True
        many = bool(telling) or match.words > 2 or len(match.surface) > LONG_NAME
        return many and match.of_name > THRESHOLDS.nearly_all and match.of_said > THRESHOLDS.nearly_all

    def _one_tells(self, match: NameMatch, heard: Heard, explained: bool) -> bool:
        """Whether a single word tells an entry: it is most of its name, or few texts but of its bearers hold it."""
        if heard.token.word.isdigit():
            return False
        if match.of_name > THRESHOLDS.most_of_a_name:
            return True
        if explained or self._is_everyday(heard):
            return False
        gazetteer = self.gazetteer
        return all(
            gazetteer.texts_with(word) <= gazetteer.names_with(word) + RARE_IN_TEXTS for word, _ in heard.words[:1]
        )

    def _said(self, heard: Heard) -> Said:
        """A word as the index of names sees it; what is known of a word that is spelt right is worked out once."""
        if not (heard.known and heard.how == "exact"):
            return self._weigh(heard)
        key = (heard.token.word, heard.words)
        said = self._weighed.get(key)
        if said is None:
            said = self._weighed[key] = self._weigh(heard)
        return said

    def _weigh(self, heard: Heard) -> Said:
        gazetteer = self.gazetteer
        likeness = {
            word: score if score == 1.0 or len(word) > SHORT_NAME else score / 2
            for word, score in heard.words
            if word in gazetteer.names.filed
        }
        word = heard.token.word
        if word in gazetteer.function_words:
            return Said(word, likeness, FUNCTION_WORD)
        if heard.how == "exact":
            likeness = {form: INFLECTED for form in _forms(word) if form in gazetteer.names.filed} | likeness
        if short := [full for full in gazetteer.written_out(word) if full in gazetteer.names.filed]:
            likeness = likeness | dict.fromkeys(short, SHORTENED)
        if len(word) == 1:
            weight = FUNCTION_WORD
        elif word in gazetteer.everyday_words:
            weight = EVERYDAY_WORD
        elif heard.known:
            weight = max(
                (gazetteer.names.weight(known) or EVERYDAY_WORD for known, _ in heard.words), default=EVERYDAY_WORD
            )
        else:
            weight = 1.0
        return Said(word, likeness, weight)

    def _is_telling(self, heard: Heard) -> bool:
        """Whether a word can be part of a name."""
        if heard.token.word in self.gazetteer.function_words:
            return False
        return any(word in self.gazetteer.names.filed for word, _ in heard.words)

    def _is_everyday(self, heard: Heard) -> bool:
        return heard.token.word in self.gazetteer.everyday_words or heard.best in self.gazetteer.everyday_words


def _is_as_written(heard: Heard) -> bool:
    """Whether a word is taken for just what it is."""
    return heard.best == heard.token.word and len(heard.words) < 2


def _also_heard(heard: Heard) -> dict[str, float]:
    """Every word that a word may be, and how like it is; a compound is only itself."""
    if heard.how == "compound" or not heard.words:
        return {heard.best: heard.words[0][1] if heard.words else 0.0}
    return dict(heard.words)


def _is_light(said: Said) -> bool:
    """Whether a word counts next to nothing against a name that it is no part of."""
    return said.weight <= FUNCTION_WORD


def _is_rather_a_term(match: NameMatch, terms: Iterable[Mention]) -> bool:
    """Whether the words that are a part of a name are the whole of a term: "structural change"."""
    said_whole = match.of_name > THRESHOLDS.nearly_all
    return not said_whole and any(term.begin <= match.begin and match.end <= term.end for term in terms)


def _meaningful(spans: Iterable[Mention]) -> frozenset[int]:
    """The places of words that mean something but an entry."""
    return frozenset(
        place
        for span in spans
        if span.type not in CUES and span.type != "entry" and not span.weak
        for place in range(span.begin, span.end)
    )


def _forms(word: str) -> Iterable[str]:
    """Other forms of a word: with another of the usual endings, or with none."""
    if len(word) > SHORT_NAME:
        for ending in ENDINGS:
            if ending:
                yield word + ending
                if word.endswith(ending):
                    yield word.removesuffix(ending)


def _too_short_for_slips(term: Term) -> bool:
    return term.type == "entry" and len(term.surface) <= SHORT_NAME


def _may_hold_one_slip(heard: Heard) -> bool:
    word = heard.token.word
    return any(
        word[0] == known[0] and (1.0 - likeness) * max(len(word), len(known)) < 1.5 for known, likeness in heard.words
    )


def _surely_heard(heard: Sequence[Heard], score: float) -> bool:
    """Whether words were misspelt so little that a word of the vocabulary may be read into them.

    Args:
        heard: The words.
        score: How like the wording they are: of a single word this tells as which of its likely ones it was looked up.
    """
    misspelt = [each for each in heard if not _is_as_written(each)]
    if len(heard) > 1 and len(misspelt) == 1 and misspelt[0].how == "spelling":
        # The other words tell which of the likely ones it is: "smal firm" is a small one.
        return _may_hold_one_slip(misspelt[0])
    for each in heard:
        likely = each.words[2:3] if each.how == "compound" else each.words
        if len(heard) == 1:
            likely = tuple(known for known in likely if known[1] == score)
        for word, likeness in likely[:1]:
            length = max(len(each.token.word), len(word))
            if not is_sure(each.token.word, Near(word, round((1.0 - likeness) * length))):
                return False
    return True


def _written_as(surface: str, heard: Sequence[Heard]) -> bool:
    """Whether the words were written with the capitals of the surface, as acronyms are."""
    raw = "".join(each.token.raw for each in heard)
    return raw == "".join(char for char in surface if char.isalnum()) and not raw.islower()


def _as_mentions(near: Sequence[NameMatch], spans: Sequence[Mention]) -> Iterable[Mention]:
    """The best of the names said in part, where it is sure enough, with the rivals that are as near."""
    exact = {(span.begin, span.end) for span in spans if span.type == "entry" and span.how == "exact" and not span.weak}
    taken: list[tuple[int, int]] = []
    for match in near:
        if match.score < THRESHOLDS.sure_name or any(match.begin < end and begin < match.end for begin, end in taken):
            continue
        if any(begin < match.end and match.begin < end and not _lies_within(begin, end, match) for begin, end in exact):
            continue
        rivals = tuple(
            other.entry
            for other in near
            if other.entry != match.entry
            and other.begin <= match.begin
            and match.end <= other.end
            and match.score - other.score < THRESHOLDS.rival_margin
        )
        taken.append((match.begin, match.end))
        yield Mention("entry", match.entry, match.begin, match.end, match.score, match.surface, "name", False, rivals)


def _lies_within(begin: int, end: int, match: NameMatch) -> bool:
    """Whether a stretch of words is a part of those that a name was said with."""
    return match.begin <= begin and end <= match.end and end - begin < match.end - match.begin


def _is_named_exactly(subject: tuple[int, int], mentions: Iterable[Mention]) -> bool:
    """Whether the subject of a question is a name, written as it is known."""
    begin, end = subject
    return any(
        mention.type == "entry" and mention.how == "exact" and mention.begin <= begin and end <= mention.end
        for mention in mentions
    )


def _best_together(spans: Sequence[Mention], length: int) -> list[Mention]:
    """The spans that explain most of the question together without overlapping; those of one stretch stay together."""
    stretches: dict[tuple[int, int], list[Mention]] = {}
    for span in spans:
        stretches.setdefault((span.begin, span.end), []).append(span)
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())] * (length + 1)
    ending: dict[int, list[tuple[int, int]]] = {}
    for stretch in stretches:
        ending.setdefault(stretch[1], []).append(stretch)
    for end in range(1, length + 1):
        best[end] = best[end - 1]
        for stretch in ending.get(end, ()):
            gain = max(_worth(mention) for mention in stretches[stretch])
            total = best[stretch[0]][0] + gain
            if total > best[end][0]:
                best[end] = (total, (*best[stretch[0]][1], stretch))
    chosen = [mention for stretch in best[length][1] for mention in stretches[stretch]]
    return sorted(chosen, key=lambda mention: (mention.begin, mention.type, mention.id))


def _worth(mention: Mention) -> float:
    """How much a mention explains: its words, a little more for standing together, less where it is unsure."""
    words = mention.end - mention.begin
    sure = max(mention.score, 0.9) if mention.how == "name" and not mention.rivals else mention.score
    return (words + 0.1 * (words - 1)) * sure**2 * (0.3 if mention.weak else 1.0)
