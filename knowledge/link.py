"""Link the words of a question to what they mean: names, places, topics, kinds, …

>>> linked = Linker(base).link(fold("Wasserstofnetzwerke in sachsen"))
>>> [(mention.type, mention.id, mention.how) for mention in linked.mentions]
[('topic', 'hydrogen', 'compound'), ('kind', 'network', 'compound'), ('region', 'DE-SN', 'exact')]

Every word is first *heard*: as the known word it is, else as those it may be a misspelling of, else as the parts of a
German compound. Then stretches of words are looked up, the longest and surest winning over others that they overlap
with. Two layers do not compete for words: *mentions* take theirs, *cues* (what is asked of an entry, a figure to
compare with, a concept) may lie over them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from knowledge.fold import Token
from knowledge.gazetteer import SHORT_NAME, Gazetteer, Term, TermType
from knowledge.names import NameMatch, Said
from knowledge.spelling import Near

How = Literal["exact", "spelling", "compound", "name"]

CUES: Final[frozenset[TermType]] = frozenset(
    {"attribute", "concept", "operator", "superlative", "quantity", "magnitude", "numeral", "ordinal", "exclusion"}
)
"""Types of terms that may share their words with others."""
HEARD_AS: Final = 4
"""A misspelt word is heard as at most so many known ones."""
SHORTEST_PART: Final = 4
"""Parts of a compound have at least so many letters."""
LINKING_SOUNDS: Final = ("", "s", "n", "en", "es", "er", "e")
"""What German may put between the parts of a compound."""
SURE_NAME: Final = 0.72
"""From this score on a name said in part or misspelt is linked; below, it is only near."""
RIVAL_MARGIN: Final = 0.08
"""A rival this close to the best name makes it a question back."""


class Heard(NamedTuple):
    """One word of the question and what it was heard as.

    `words` are known words with their likeness (1.0: spelt so), best first; of a compound, its parts in order.
    """

    token: Token
    words: tuple[tuple[str, float], ...]
    how: How
    known: bool

    @property
    def best(self) -> str:
        """The word that it most likely is."""
        return self.words[0][0] if self.words else self.token.word


class Mention(NamedTuple):
    """What the words from `begin` up to `end` mean, and how sure that is (1.0: written exactly so)."""

    type: TermType
    id: str
    begin: int
    end: int
    score: float
    surface: str
    how: How
    weak: bool = False
    rivals: tuple[str, ...] = ()
    """Other ids of the same type that these words may mean as well."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A question with its words linked."""

    heard: tuple[Heard, ...]
    mentions: tuple[Mention, ...]
    """What takes its words alone, in order."""
    cues: tuple[Mention, ...]
    """What may lie over mentions, in order."""
    near: tuple[NameMatch, ...] = field(default=())
    """Entries with a name like something in the question, best first, linked or not."""


class Linker:
    """Links questions to the terms of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """`gazetteer` says what can be meant."""
        self.gazetteer = gazetteer

    def link(self, tokens: Sequence[Token]) -> Linked:
        """Everything that these tokens mean."""
        heard = tuple(self._hear(token) for token in tokens)
        spans = list(self._spans(heard))
        near = self._names(heard, spans)
        mentions = _best_together(
            [span for span in spans if span.type not in CUES], [*_as_mentions(near, spans)], len(heard)
        )
        cues = sorted(
            (span for span in spans if span.type in CUES), key=lambda cue: (cue.begin, -cue.end, cue.type, cue.id)
        )
        return Linked(heard, tuple(mentions), tuple(cues), tuple(near))

    # Hearing

    def _hear(self, token: Token) -> Heard:
        gazetteer, word = self.gazetteer, token.word
        if word in gazetteer.spelling.known:
            return Heard(token, ((word, 1.0),), "exact", known=True)
        if parts := self._split(word, exactly=True):
            return Heard(token, parts, "compound", known=True)
        near = gazetteer.spelling.near(word)
        if not near or near[0].distance > 1:
            if parts := self._split(word, exactly=False):
                return Heard(token, parts, "compound", known=True)
        if near:
            return Heard(token, self._likeliest(word, near), "spelling", known=False)
        return Heard(token, (), "exact", known=False)

    def _likeliest(self, word: str, near: Sequence[Near]) -> tuple[tuple[str, float], ...]:
        """The nearest known words; of those as near, words with a meaning before function and everyday words."""
        vocabulary, names = self.gazetteer.vocabulary_words, self.gazetteer.names.filed
        ranked = sorted(
            near,
            key=lambda each: (
                each.distance,
                each.word[0] != word[0],
                each.word not in vocabulary,
                each.word not in names,
                abs(len(each.word) - len(word)),
                each.word,
            ),
        )
        return tuple((each.word, 1.0 - each.distance / max(len(word), len(each.word))) for each in ranked[:HEARD_AS])

    def _split(self, word: str, exactly: bool) -> tuple[tuple[str, float], ...]:
        """The parts of a compound, in order; empty where it is none.

        Args:
            word: A folded word that is not known as a whole.
            exactly: Whether both parts must be spelt as they are known; else one of them may hold slips.
        """
        terms = self.gazetteer
        best: tuple[float, tuple[tuple[str, float], ...]] = (0.0, ())
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            head, tail = word[:cut], word[cut:]
            heads = [head[: len(head) - len(sound)] for sound in LINKING_SOUNDS if head.endswith(sound)]
            first = next((each for each in heads if len(each) >= 2 and self._means_something(each)), None)
            last = tail if self._means_something(tail) else None
            if first and last:
                likeness = (1.0, ((first, 1.0), (last, 1.0)))
            elif exactly or not (first or last):
                continue
            elif last:
                likeness = _joined([(near.word, near.distance) for near in terms.spelling.near(head)], head, last, False)
            else:
                assert first is not None
                likeness = _joined([(near.word, near.distance) for near in terms.spelling.near(tail)], tail, first, True)
            if likeness[0] > best[0] and all(self._means_something(part) for part, _ in likeness[1]):
                best = likeness
        return best[1]

    def _means_something(self, word: str) -> bool:
        return word in self.gazetteer.vocabulary_words or (
            len(word) > SHORT_NAME and word in self.gazetteer.names.filed and word not in self.gazetteer.common_words
        )

    # Looking up

    def _spans(self, heard: Sequence[Heard]) -> Iterable[Mention]:
        """Every stretch of words that means something, each way it can be meant."""
        gazetteer = self.gazetteer
        best = [each.best for each in heard]
        likeness = [each.words[0][1] if each.words else 0.0 for each in heard]
        for begin, each in enumerate(heard):
            if each.how == "compound":
                for part, score in each.words:
                    yield from self._meant(gazetteer.look_up((part,)), heard, begin, begin + 1, score, "compound")
            else:
                for word, score in each.words:
                    if terms := gazetteer.look_up((word,)):
                        how: How = "exact" if score == 1.0 else "spelling"
                        yield from self._meant(terms, heard, begin, begin + 1, score, how)
                        break
            for end in range(begin + 2, min(len(heard), begin + gazetteer.longest) + 1):
                if terms := gazetteer.look_up(best[begin:end]):
                    score = sum(likeness[begin:end]) / (end - begin)
                    yield from self._meant(terms, heard, begin, end, score, "exact" if score == 1.0 else "spelling")
            yield from self._written_apart(heard, begin)

    def _written_apart(self, heard: Sequence[Heard], begin: int) -> Iterable[Mention]:
        """A misspelt wording whose words were put together or apart: "tecnology mountains" for TechnologyMountains."""
        for end in range(begin + 2, min(len(heard), begin + 3) + 1):
            stretch = heard[begin:end]
            edges = (stretch[0].token.word, stretch[-1].token.word)
            if all(each.known for each in stretch) or any(edge in self.gazetteer.function_words for edge in edges):
                continue
            joined = "".join(each.token.word for each in stretch)
            for near in self.gazetteer.spelling.near(joined)[:1]:
                terms = self.gazetteer.look_up((near.word,))
                score = 1.0 - near.distance / len(joined)
                yield from self._meant(terms, heard, begin, end, score, "spelling")

    def _meant(
        self, terms: Sequence[Term], heard: Sequence[Heard], begin: int, end: int, score: float, how: How
    ) -> Iterable[Mention]:
        for term in terms:
            if how != "exact" and (term.strength == "capitals" or _too_short_for_slips(term)):
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

    def _names(self, heard: Sequence[Heard], spans: Sequence[Mention]) -> list[NameMatch]:
        meaning = [False] * len(heard)
        for span in spans:
            if span.type not in CUES and span.type != "entry" and span.how != "spelling":
                for place in range(span.begin, span.end):
                    meaning[place] = True
        telling = {place for place, each in enumerate(heard) if self._telling(each, place, meaning)}
        if not telling:
            return []
        said = [self._said(each, meaning[place]) for place, each in enumerate(heard)]
        matches = self.gazetteer.names.match(said)
        return [match for match in matches if telling.intersection(range(match.begin, match.end))]

    def _said(self, heard: Heard, means_something: bool) -> Said:
        gazetteer = self.gazetteer
        likeness = {word: score for word, score in heard.words if word in gazetteer.names.filed}
        word = heard.token.word
        if word in gazetteer.function_words:
            weight = 0.03
        elif means_something:
            weight = 0.25
        elif word in gazetteer.common_words:
            weight = 0.3
        elif heard.known:
            weight = max((gazetteer.names.weight.get(known, 0.3) for known, _ in heard.words), default=0.3)
        else:
            weight = 1.0
        return Said(likeness, weight)

    def _telling(self, heard: Heard, place: int, meaning: Sequence[bool]) -> bool:
        """Whether a word can be part of a name that nothing else explains."""
        gazetteer = self.gazetteer
        if meaning[place] or heard.token.word in gazetteer.function_words:
            return False
        return any(word in gazetteer.names.filed for word, _ in heard.words)


def _joined(
    near: Sequence[tuple[str, int]], heard: str, whole: str, whole_first: bool
) -> tuple[float, tuple[tuple[str, float], ...]]:
    """A compound of which `whole` is spelt right and the other part, `heard`, is near a known word."""
    if not near:
        return (0.0, ())
    word, distance = near[0]
    likeness = 1.0 - distance / max(len(heard), len(word))
    parts = ((whole, 1.0), (word, likeness)) if whole_first else ((word, likeness), (whole, 1.0))
    return (likeness, parts)


def _too_short_for_slips(term: Term) -> bool:
    return term.type == "entry" and len(term.surface) <= SHORT_NAME


def _written_as(surface: str, heard: Sequence[Heard]) -> bool:
    """Whether the words were written with the capitals of the surface, as acronyms are."""
    raw = "".join(each.token.raw for each in heard)
    return raw == "".join(char for char in surface if char.isalnum()) and not raw.islower()


def _as_mentions(near: Sequence[NameMatch], spans: Sequence[Mention]) -> Iterable[Mention]:
    """The best of the names said in part, where it is sure enough, with the rivals that are as near."""
    exact = {(span.begin, span.end) for span in spans if span.type == "entry" and span.how == "exact" and not span.weak}
    taken: list[tuple[int, int]] = []
    for match in near:
        if match.score < SURE_NAME or any(match.begin < end and begin < match.end for begin, end in taken):
            continue
        if any(begin <= match.begin and match.end <= end for begin, end in exact):
            continue
        rivals = tuple(
            other.entry
            for other in near
            if other.entry != match.entry
            and other.begin < match.end
            and match.begin < other.end
            and match.score - other.score < RIVAL_MARGIN
        )
        taken.append((match.begin, match.end))
        yield Mention("entry", match.entry, match.begin, match.end, match.score, match.surface, "name", False, rivals)


def _best_together(spans: Sequence[Mention], names: Sequence[Mention], length: int) -> list[Mention]:
    """The mentions that explain most of the question together without overlapping; those of one stretch stay together."""
    stretches: dict[tuple[int, int], list[Mention]] = {}
    for span in (*spans, *names):
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
    return (words + 0.1 * (words - 1)) * mention.score**2 * (0.3 if mention.weak else 1.0)
