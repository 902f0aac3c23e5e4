"""Names said in part, misspelt, or with words dropped and swapped; and names that are not there."""

import pytest

from knowledge.linking.fold import words
from knowledge.linking.names import Name, NameIndex, NameMatch, Said, file_names

NAMES = {
    "medical-valley": "Medical Valley Europäische Metropolregion Nürnberg",
    "ipht": "Leibniz-Institut für Photonische Technologien",
    "ikts": "Fraunhofer-Institut für Keramische Technologien und Systeme",
    "iws": "Fraunhofer-Institut für Werkstoff- und Strahltechnik",
    "iof": "Fraunhofer-Institut für Angewandte Optik und Feinmechanik",
    "saxony": "Silicon Saxony",
    "cool": "Cool Silicon",
}
LIGHT = frozenset({"fuer", "und", "das", "the"})


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(file_names(Name(id, name, tuple(words(name))) for id, name in NAMES.items()), LIGHT)


def heard(word: str, known: str | None, likeness: float = 1.0) -> Said:
    """A word, and the word of a name that it is or may be a misspelling of."""
    return Said(word=word, likeness={known: likeness} if known else {}, weight=0.03 if word in LIGHT else 1.0)


def said(text: str, **misspelt: str) -> list[Said]:
    """The words of a text; `misspelt` says of which known word one is a misspelling."""
    known = {word for name in NAMES.values() for word in words(name)}
    return [
        heard(word, misspelt[word], 0.9) if word in misspelt else heard(word, word if word in known else None)
        for word in words(text)
    ]


@pytest.mark.parametrize("id", NAMES)
def test_a_whole_name_is_found_with_all_of_it(index: NameIndex, id: str) -> None:
    best = index.match(said(NAMES[id]))[0]
    assert (best.entry, best.of_name, best.of_said) == (id, 1.0, 1.0)
    assert (best.begin, best.end) == (0, len(words(NAMES[id])))


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Medical Valley", "medical-valley"),
        ("Institut Photonische Technologien", "ipht"),
        ("Technologien Photonische, Leibniz Institut", "ipht"),
        ("Optik und Feinmechanik", "iof"),
        ("Saxony Silicon", "saxony"),
        ("Fraunhofer Keramische Systeme", "ikts"),
    ],
)
def test_dropped_and_swapped_words_leave_a_name_the_best(index: NameIndex, text: str, id: str) -> None:
    assert index.match(said(text))[0].entry == id


def test_a_misspelt_word_counts_for_less_than_one_spelt_as_it_is(index: NameIndex) -> None:
    misspelt = index.match(said("Silikon Saxony", silikon="silicon"))[0]
    exact = index.match(said("Silicon Saxony"))[0]
    assert misspelt.entry == exact.entry == "saxony"
    assert 0.8 < misspelt.score < exact.score


def test_the_more_of_a_name_is_said_the_better_it_scores(index: NameIndex) -> None:
    scores = [
        index.match(said(text))[0].score
        for text in (
            "Feinmechanik",
            "Optik und Feinmechanik",
            "Fraunhofer-Institut für Angewandte Optik und Feinmechanik",
        )
    ]
    assert scores == sorted(scores)


def test_a_name_within_a_question_knows_its_place(index: NameIndex) -> None:
    best = index.match(said("the Silicon Saxony"))[0]
    assert (best.entry, best.begin, best.end) == ("saxony", 1, 3)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("Valley oder Medical Valley", 2, 4),
        ("Medical Valley oder ein Valley", 0, 2),
        ("Medical Valley Nürnberg und noch ein Valley", 0, 3),
    ],
)
def test_a_word_at_the_edge_that_is_said_again_within_belongs_to_something_else(
    index: NameIndex, text: str, begin: int, end: int
) -> None:
    best = index.match(said(text))[0]
    assert (best.entry, best.begin, best.end) == ("medical-valley", begin, end)


@pytest.mark.parametrize("text", ["Fraunhofer-Institut für Zauberei", "Leibniz-Institut für Drachenkunde und Alchemie"])
def test_an_absent_name_scores_low_whatever_it_shares(index: NameIndex, text: str) -> None:
    assert index.match(said(text))[0].score < 0.5


@pytest.mark.parametrize("text", ["", "Zauberei", "Drachen und Einhörner"])
def test_words_of_no_name_find_none(index: NameIndex, text: str) -> None:
    assert [match for match in index.match(said(text)) if match.score > 0.5] == []


def test_words_far_apart_are_not_one_name(index: NameIndex) -> None:
    together = index.match(said("Cool Silicon"))[0]
    apart = best_of("cool", index.match(said("Cool aa bb cc dd ee ff Silicon")))
    assert (together.entry, together.of_name) == ("cool", 1.0)
    assert apart is None or apart.of_name < 1.0


def best_of(entry: str, matches: list[NameMatch]) -> NameMatch | None:
    return next((match for match in matches if match.entry == entry), None)


def test_each_entry_comes_once_and_no_more_than_asked_for(index: NameIndex) -> None:
    entries = [match.entry for match in index.match(said("Fraunhofer-Institut für Technologien"), most=3)]
    assert len(entries) == len(set(entries)) == 3


def test_entries_with_one_name_come_in_the_order_of_their_ids() -> None:
    twins = NameIndex(file_names([Name("b", "Twin", ("twin",)), Name("a", "Twin", ("twin",))]))
    assert [match.entry for match in twins.match([heard("twin", "twin")])] == ["a", "b"]


def test_a_name_is_shown_on_one_line_whatever_it_holds() -> None:
    odd = NameIndex(file_names([Name("odd", "Tab\tand\nline", ("tab", "and", "line"))]))
    assert [match.surface for match in odd.match([heard("line", "line")])] == ["Tab and line"]
