"""Link the words of a question to what they mean: names, places, topics, kinds and so on.

>>> linked = Linker(base).link(fold("Wasserstofnetzwerke in sachsen"))
>>> [(mention.type, mention.id, mention.how) for mention in linked.mentions]
[('topic', 'hydrogen', 'compound'), ('kind', 'network', 'compound'), ('region', 'DE-SN', 'exact')]

Every word is first *heard*: as the known word it is, else as those it may be a misspelling of, else as the parts of a
German compound. Then stretches of words are looked up, the longest and surest winning over others that they overlap
with. Two layers do not compete for words: *mentions* take theirs, *cues* (what is asked of an entry, a figure to
compare with, a concept) may lie over them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from knowledge.fold import Token
from knowledge.gazetteer import SHORT_NAME, Gazetteer, Term, TermType
from knowledge.names import NameMatch, Said
from knowledge.spelling import LONGEST, Near
from knowledge.vocabulary import ENDINGS

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
MOST_OF_A_NAME: Final = 0.85
"""A single word that is so much of a name may be it, whatever else the word is used for."""
RARE_IN_TEXTS: Final = 2
"""A word that the texts of so few entries hold may tell a name alone."""
SHORTENED: Final = 0.9
"""How much of a word of a name is said by a short form of it."""
INFLECTED: Final = 0.95
"""How much of a word of a name is said by another form of it."""
MOST_APART: Final = 40
"""Only among so many words are misspelt ones sought that were put together or apart."""
LONGEST_NAME: Final = 16
"""A name has at most so many words."""
SURE_NAME: Final = 0.72
"""From this score on a name said in part or misspelt is linked; below, it is only near."""
LOCATIVE: Final = frozenset(
    [
        "in",
        "im",
        "near",
        "at",
        "around",
        "bei",
        "beim",
        "um",
        "aus",
        "von",
        "vom",
        "nahe",
        "raum",
        "from",
        "nach",
        "naehe",
        "stadt",
        "land",
        "region",
        "of",
    ]
)
"""Words before a place."""
ABOUT: Final = frozenset(
    ["in", "im", "on", "for", "of", "fuer", "zu", "zum", "zur", "thema", "about", "ueber", "mit", "with"]
)
"""Words before a topic."""
PAYERS: Final = frozenset(["by", "from", "of", "vom", "von", "durch", "beim", "bei", "the", "des", "der", "dem", "das"])
"""Words before who pays."""
COMPANY: Final = frozenset({"kind", "topic", "target_group", "entry", "funder", "status", "instrument"})
"""Types of terms that speak for a weak wording beside them."""
RIVAL_MARGIN: Final = 0.08
"""A rival this close to the best name makes it a question back."""


class Heard(NamedTuple):
    """One word of the question and what it was heard as.

    `words` are known words with their likeness (1.0: spelt so), best first; of a compound, its two parts come first and
    the whole last.
    """

    token: Token
    words: tuple[tuple[str, float], ...]
    how: How
    known: bool

    @property
    def best(self) -> str:
        """The word that it most likely is; of a compound, the whole of it."""
        if self.how == "compound":
            return self.words[2][0] if len(self.words) > 2 else self.token.word
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
    near: tuple[NameMatch, ...] = ()
    """Entries with a name like something in the question, best first, linked or not."""
    subject: tuple[int, int] = (0, 0)
    """From which word up to which stands what is left without the frame ("tell me about …, please")."""
    whole: tuple[NameMatch, ...] = ()
    """Entries of which all of the subject may be the name, best first."""


class Linker:
    """Links questions to the terms of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """`gazetteer` says what can be meant."""
        self.gazetteer = gazetteer

    def link(self, tokens: Sequence[Token]) -> Linked:
        """Everything that these tokens mean."""
        hearing: dict[str, Heard] = {}
        heard = tuple(self._hear(token, hearing) for token in tokens)
        spans = list(self._spans(heard))
        near = self._names(heard, spans)
        spans = _settled(spans, heard, self.gazetteer)
        promoted = self._promoted(near, heard, spans)
        mentions = _best_together(
            [span for span in spans if span.type not in CUES], [*_as_mentions(promoted, spans)], len(heard)
        )
        cues = sorted(
            (span for span in spans if span.type in CUES), key=lambda cue: (cue.begin, -cue.end, cue.type, cue.id)
        )
        subject = self._subject(heard)
        return Linked(heard, tuple(mentions), tuple(cues), tuple(near), subject, tuple(self._whole(heard, subject)))

    def _subject(self, heard: Sequence[Heard]) -> tuple[int, int]:
        """What is left of a question without the words that frame it."""
        begin, end = 0, len(heard)
        while begin < end and self._frames(heard[begin]):
            begin += 1
        while end > begin and self._frames(heard[end - 1]):
            end -= 1
        return begin, end

    def _frames(self, heard: Heard) -> bool:
        word = heard.token.word
        return word in self.gazetteer.function_words or word in self.gazetteer.frame_words

    def _whole(self, heard: Sequence[Heard], subject: tuple[int, int]) -> list[NameMatch]:
        begin, end = subject
        if not 0 < end - begin <= LONGEST_NAME:
            return []
        said = [self._said(each, means_something=False) for each in heard[begin:end]]
        everything = [each if each.weight < 0.1 else each._replace(weight=max(each.weight, 0.5)) for each in said]
        return self.gazetteer.names.closest(everything)

    # Hearing

    def _hear(self, token: Token, hearing: dict[str, Heard]) -> Heard:
        """What a token is heard as; `hearing` remembers words that were heard before in the same question."""
        if token.raw not in hearing:
            hearing[token.raw] = self._hear_anew(token)
        return hearing[token.raw]._replace(token=token)

    def _hear_anew(self, token: Token) -> Heard:
        gazetteer, word = self.gazetteer, token.word
        if gazetteer.is_plain(word):
            return Heard(token, ((word, 1.0),), "exact", known=True)
        if word.endswith("s") and token.raw[:-1].isupper() and gazetteer.look_up((word[:-1],)):
            return Heard(token, ((word[:-1], 1.0),), "exact", known=True)
        if parts := self._split(word, exactly=True):
            return Heard(token, (*parts, (word, 1.0)), "compound", known=True)
        if word in gazetteer.spelling.known:
            return Heard(token, ((word, 1.0),), "exact", known=True)
        near = gazetteer.spelling.near(word)
        if not near or near[0].distance > 1:
            parts = self._split(word, exactly=False)
            if parts and (not near or min(score for _, score in parts) > 1.0 - near[0].distance / len(word)):
                return Heard(token, parts, "compound", known=True)
        if not near:
            return Heard(token, (), "exact", known=False)
        likeliest = self._likeliest(word, near)
        if not gazetteer.is_plain(likeliest[0][0]) and (parts := self._split(likeliest[0][0], exactly=True)):
            return Heard(token, (*((part, likeliest[0][1]) for part, _ in parts), *likeliest), "compound", known=True)
        return Heard(token, likeliest, "spelling", known=False)

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
        best: tuple[float, tuple[tuple[str, float], ...]] = (0.0, ())
        if len(word) > LONGEST:
            return ()
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            head, tail = word[:cut], word[cut:]
            stems = [head[: len(head) - len(sound)] for sound in LINKING_SOUNDS if head.endswith(sound)]
            first = next((stem for stem in stems if len(stem) >= 2 and stem in self.gazetteer.parts), None)
            last = tail if tail in self.gazetteer.parts else None
            if first and last:
                return ((first, 1.0), (last, 1.0))
            if exactly or not (first or last):
                continue
            misspelt = head if last else tail
            likeness, part = self._likely_part(misspelt)
            if part and likeness > best[0]:
                found = (part, likeness)
                best = (likeness, (found, (last, 1.0)) if last else ((first or "", 1.0), found))
        return best[1]

    def _likely_part(self, misspelt: str) -> tuple[float, str]:
        """The part of a compound that this may be a misspelling of, and how like it is."""
        for near in self.gazetteer.spelling.near(misspelt):
            if near.word in self.gazetteer.parts and _is_sure(misspelt, near):
                return 1.0 - near.distance / max(len(misspelt), len(near.word)), near.word
        return 0.0, ""

    # Looking up

    def _spans(self, heard: Sequence[Heard]) -> Iterable[Mention]:
        """Every stretch of words that means something, each way it can be meant."""
        gazetteer = self.gazetteer
        best = [each.best for each in heard]
        written = [each.token.word for each in heard]
        likeness = [each.words[0][1] if each.words else 0.0 for each in heard]
        for begin, each in enumerate(heard):
            if each.how == "compound":
                for part, score in each.words[:2]:
                    yield from self._meant(gazetteer.look_up((part,)), heard, begin, begin + 1, score, "compound")
            else:
                for word, score in each.words:
                    if terms := gazetteer.look_up((word,)):
                        how: How = "exact" if score == 1.0 else "spelling"
                        yield from self._meant(terms, heard, begin, begin + 1, score, how)
                        break
            for end in range(begin + 2, min(len(heard), begin + gazetteer.longest) + 1):
                if terms := gazetteer.look_up(written[begin:end]):
                    yield from self._meant(terms, heard, begin, end, 1.0, "exact")
                elif terms := gazetteer.look_up(best[begin:end]):
                    score = sum(likeness[begin:end]) / (end - begin)
                    yield from self._meant(terms, heard, begin, end, score, "exact" if score == 1.0 else "spelling")
            yield from self._written_apart(heard, begin)

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
            if how == "spelling" and term.type != "entry" and not self._surely_heard(heard[begin:end]):
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

    def _surely_heard(self, heard: Sequence[Heard]) -> bool:
        """Whether words were misspelt so little that a word of the vocabulary may be read into them."""
        return all(
            _is_sure(each.token.word, Near(word, round((1.0 - likeness) * max(len(each.token.word), len(word)))))
            for each in heard
            for word, likeness in each.words[:1]
        )

    # Names said in part, misspelt, or with words dropped and swapped

    def _names(self, heard: Sequence[Heard], spans: Sequence[Mention]) -> list[NameMatch]:
        meaning = [False] * len(heard)
        for span in spans:
            if span.type not in CUES and span.type != "entry" and not span.weak:
                for place in range(span.begin, span.end):
                    meaning[place] = True
        said = [self._said(each, meaning[place]) for place, each in enumerate(heard)]
        return [
            match
            for match in self.gazetteer.names.match(said)
            if any(self._is_telling(each) for each in heard[match.begin : match.end])
        ]

    def _promoted(self, near: Sequence[NameMatch], heard: Sequence[Heard], spans: Sequence[Mention]) -> list[NameMatch]:
        """The names among these that tell an entry, and are not just made of words that anybody uses."""
        meaning = {
            place
            for span in spans
            if span.type not in CUES and span.type != "entry" and not span.weak
            for place in range(span.begin, span.end)
        }
        explained = {
            place
            for span in spans
            if span.type == "concept" and span.how == "exact"
            for place in range(span.begin, span.end)
        }
        promoted = []
        for match in near:
            places = range(match.begin, match.end)
            telling = [place for place in places if place not in meaning and self._is_telling(heard[place])]
            if len(places) == 1:
                if telling and (
                    (match.of_name > MOST_OF_A_NAME and not heard[match.begin].token.word.isdigit())
                    or self._names_one(heard[match.begin], explained)
                ):
                    promoted.append(match)
            elif (
                any(not self._is_everyday(heard[place]) for place in telling)
                or (len(telling) > 1 and match.of_name > 0.6 and match.of_said > 0.8)
                or (telling and match.of_name > 0.9 and match.of_said > 0.9)
                or (match.words > 2 and match.of_name > 0.9 and match.of_said > 0.9)
            ):
                promoted.append(match)
        return promoted

    def _names_one(self, heard: Heard, explained: Collection[int]) -> bool:
        """Whether a single word of a longer name is enough: hardly a text holds it but of those that it names."""
        if explained or self._is_everyday(heard) or heard.token.word.isdigit():
            return False
        gazetteer = self.gazetteer
        return all(
            gazetteer.texts_with(word) <= gazetteer.names_with(word) + RARE_IN_TEXTS for word, _ in heard.words[:1]
        )

    def _said(self, heard: Heard, means_something: bool) -> Said:
        gazetteer = self.gazetteer
        likeness = {
            word: score if score == 1.0 or len(word) > SHORT_NAME else score / 2
            for word, score in heard.words
            if word in gazetteer.names.filed
        }
        word = heard.token.word
        if heard.how == "exact":
            likeness = {form: INFLECTED for form in _forms(word) if form in gazetteer.names.filed} | likeness
        if short := [full for full in gazetteer.written_out(word) if full in gazetteer.names.filed]:
            likeness = likeness | dict.fromkeys(short, SHORTENED)
        if word in gazetteer.function_words or len(word) == 1:
            weight = 0.03
        elif means_something:
            weight = 0.25
        elif word in gazetteer.everyday_words:
            weight = 0.3
        elif heard.known:
            weight = max((gazetteer.names.weight(known) or 0.3 for known, _ in heard.words), default=0.3)
        else:
            weight = 1.0
        return Said(word, likeness, weight)

    def _is_telling(self, heard: Heard) -> bool:
        """Whether a word can be part of a name."""
        if heard.token.word in self.gazetteer.function_words:
            return False
        return any(word in self.gazetteer.names.filed for word, _ in heard.words)

    def _is_everyday(self, heard: Heard) -> bool:
        return heard.token.word in self.gazetteer.everyday_words


def _forms(word: str) -> Iterable[str]:
    """Other forms of a word: with another of the usual endings, or with none."""
    if len(word) > SHORT_NAME:
        for ending in ENDINGS:
            if ending:
                yield word + ending
                if word.endswith(ending):
                    yield word.removesuffix(ending)


def _is_sure(word: str, near: Near) -> bool:
    """Whether `word` is so near a known one that it is hardly another: few slips for its length, and not the first letter.

    A short word with a slip is another word too often (*Hund*, *Bund*), and people rarely mistake the first letter.
    """
    length = min(len(word), len(near.word))
    same_beginning = word[0] == near.word[0]
    if near.distance <= 1:
        return length > 7 or (same_beginning and length > SHORTEST_PART)
    return same_beginning and length > 7


def _settled(spans: Sequence[Mention], heard: Sequence[Heard], gazetteer: Gazetteer) -> list[Mention]:
    """The spans, with those that were weak and stand in company made strong."""
    strong = [span for span in spans if not span.weak and span.type not in CUES]
    settled = []
    for span in spans:
        if span.weak and _in_company(span, strong, heard, gazetteer):
            span = span._replace(weak=False)
        settled.append(span)
    return settled


def _in_company(span: Mention, strong: Sequence[Mention], heard: Sequence[Heard], gazetteer: Gazetteer) -> bool:
    """Whether what stands around a weak wording speaks for its meaning."""
    if span.type != "entry" and all(
        gazetteer.is_function_word(each.token.word) for each in heard[span.begin : span.end]
    ):
        return False
    before = heard[span.begin - 1].token.word if span.begin else ""
    others = {other.type for other in strong if other.end <= span.begin or span.end <= other.begin}
    match span.type:
        case "place":
            return before in LOCATIVE and bool(others)
        case "entry":
            if any(other.type == "kind" and other.begin == span.end for other in strong):
                return True
            return not others and _all_explained(span, heard, gazetteer)
        case "region":
            return bool(others & COMPANY) or (before in LOCATIVE and bool(others))
        case "status":
            return bool(others & {"kind", "entry", "funder"})
        case "kind":
            return "kind" not in others and bool(others)
        case "instrument":
            return False
        case "funder":
            return before in PAYERS and bool(others)
        case "topic":
            beside = any(other.type == "kind" and span.begin in (other.end, other.begin - 1) for other in strong)
            return beside or (before in ABOUT and bool(others))
        case _:
            return bool(others & COMPANY)


def _all_explained(span: Mention, heard: Sequence[Heard], gazetteer: Gazetteer) -> bool:
    """Whether nothing but function words and cues stands beside a name that is also an everyday word."""
    if all(gazetteer.is_function_word(each.best) for each in heard[span.begin : span.end]):
        return False
    beside = [*heard[: span.begin], *heard[span.end :]]
    return all(gazetteer.is_function_word(each.best) or gazetteer.is_cue(each.best) for each in beside)


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
            and other.begin <= match.begin
            and match.end <= other.end
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
    sure = max(mention.score, 0.9) if mention.how == "name" and not mention.rivals else mention.score
    return (words + 0.1 * (words - 1)) * sure**2 * (0.3 if mention.weak else 1.0)
