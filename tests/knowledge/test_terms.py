"""Terms explained: asked for by name, within more that is said, and by people who do not know the name."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
import yaml

from knowledge import Assistant
from knowledge.intents.linear import probabilities
from knowledge.intents.terms import TermClassifier, term_features
from knowledge.linking.fold import words
from knowledge.reading.named import programme_of_term
from knowledge.store.codes import LANGUAGES, Language
from knowledge.store.entries import Concept
from knowledge.store.layout import DATA
from tests.knowledge.talk import ask, shown

EXAMPLES: Final = sorted((DATA / "intents" / "terms").glob("*.yaml"))

WITHOUT_THEIR_NAME: Final = {
    "concept-grant": [
        "is public project money something we must pay back one day",
        "Müssen wir das Geld irgendwann wieder abgeben, wenn alles vorbei ist?",
    ],
    "concept-trl": [
        "how far along is my technology on that nine-step ladder",
        "auf welcher Stufe von eins bis neun steht unsere Erfindung",
    ],
    "concept-de-minimis": [
        "what small amounts of state aid may a firm collect within three years",
        "welche kleinen Beihilfen darf eine Firma in drei Jahren einfach so annehmen",
        "wie viel Beihilfe darf ein Betrieb in drei Jahren ohne Genehmigung bekommen",
    ],
    "concept-sme": [
        "which firms count as small or medium in the eyes of Brussels",
        "ab wie viel Beschäftigten ist man kein kleiner Betrieb mehr",
    ],
    "concept-own-contribution": [
        "what part of the bill are we supposed to cover with our own cash",
        "welchen Teil der Rechnung müssen wir selber tragen",
    ],
    "concept-project-management-agency": [
        "who on the government's side handles our application and checks the papers",
        "wer prüft im Auftrag des Ministeriums unsere Unterlagen",
    ],
    "concept-project-outline": [
        "do we have to hand in a short paper first and the full thing later",
        "erst ein kurzes Papier und später der ganze Antrag, wie nennt man das",
    ],
    "concept-cluster-management": [
        "how is a cluster run day to day, who steers it",
    ],
    "concept-joint-project": [
        "can several partners hand in one proposal together",
        "können mehrere Partner zusammen einen Antrag stellen",
    ],
    "concept-cluster-labels": [
        "which medals in bronze, silver or gold do well run clusters get",
    ],
    "concept-rd-tax-allowance": [
        "can a firm get some of its research costs back from the tax office",
        "erstattet das Finanzamt einen Teil unserer Forschungskosten",
    ],
    "concept-ipcei": [
        "big cross-border projects that several EU countries pay for together",
        "große Vorhaben, die mehrere EU-Staaten gemeinsam bezahlen dürfen",
    ],
    "concept-living-lab": [
        "trying new technology under real conditions with looser rules for a while",
        "neue Technik unter echten Bedingungen ausprobieren, mit Ausnahmen vom Gesetz",
    ],
    "concept-erdf": [
        "the pot from Brussels that evens out differences between regions",
        "der Topf aus Brüssel, der Unterschiede zwischen Regionen ausgleichen soll",
    ],
    "concept-find-partner": [
        "we are missing somebody to do research with, how do we meet them",
        "uns fehlt noch jemand, mit dem wir forschen können, wie finden wir den",
    ],
    "concept-expert-jury": [
        "who decides in the end which proposals win",
        "wer entscheidet am Ende, welche Vorschläge gewinnen",
    ],
    "concept-easy-online": [
        "on which website do I fill in the federal application forms",
        "auf welcher Seite fülle ich die Antragsformulare des Bundes aus",
    ],
    "concept-technology-transfer": [
        "how do results get out of the lab and into companies",
        "wie kommen Ergebnisse aus dem Labor in die Betriebe",
    ],
    "concept-foreign-researchers": [
        "may scientists from abroad take part too",
        "dürfen auch Forscher aus dem Ausland mitmachen",
    ],
    "concept-network-vs-cluster": [
        "in what way is a network something else than a cluster",
        "worin liegt der Unterschied zwischen so einem Netzwerk und einem Cluster",
    ],
    "concept-contract-research": [
        "a company pays a lab to solve its problem, what is that called",
        "eine Firma bezahlt ein Labor, damit es ihr Problem löst, wie nennt man das",
    ],
    "concept-funding-rate": [
        "what percentage of our costs does the state take over",
        "wie viel Prozent unserer Kosten übernimmt der Staat",
    ],
    "concept-lignite-regions": [
        "which regions lose their brown coal mines",
        "welche Gegenden verlieren ihre Braunkohle",
    ],
    "concept-purpose-of-clusters": [
        "what good does it do a firm to sit in a cluster",
        "was bringt es einem Betrieb, in einem Cluster zu sein",
    ],
    "concept-start-up": [
        "up to what age is a young firm still counted as one",
        "wie lange gilt eine junge Firma noch als jung",
    ],
    "concept-call": [
        "what does it mean when a ministry opens a window for proposals",
        "was heißt es, wenn das Ministerium zu Vorschlägen aufruft",
    ],
    "concept-full-application": [
        "what has to be in the long version after the sketch was accepted",
        "was gehört in die lange Fassung, nachdem die Skizze angenommen ist",
    ],
    "concept-consortium": [
        "wer führt so einen Verbund im Alltag",
    ],
    "concept-cluster": [
        "why do firms in one trade settle close to each other",
    ],
}
"""What people ask who need a term and do not know its name; none of it is an example to learn from."""


@pytest.fixture(scope="session")
def terms() -> TermClassifier:
    return TermClassifier()


# By name


def terms_missed(
    assistant: Assistant, question: str, language: Language, proposed: Mapping[str, set[str]]
) -> list[str]:
    """What was asked of the terms for which nothing of what may be proposed was; and there are terms enough to tell."""
    asked = {term.id: question.format(term.name(language)) for term in assistant.base.of_kind("concept")}
    assert len(asked) > 50
    return [text for id, text in asked.items() if not proposed[id] & set(shown(ask(assistant, text, language)))]


@pytest.mark.parametrize(("language", "question"), [("en", "what does {} mean?"), ("de", "Was bedeutet {}?")])
def test_the_meaning_of_nearly_every_term_is_explained(assistant: Assistant, language: Language, question: str) -> None:
    terms = assistant.base.of_kind("concept")
    missed = terms_missed(assistant, question, language, {term.id: {term.id} for term in terms})
    assert len(missed) <= 0.04 * len(terms), missed


@pytest.mark.parametrize(("language", "question"), [("en", "what is {}?"), ("de", "Was ist {}?")])
def test_nine_in_ten_terms_are_explained_or_what_has_the_same_name_is(
    assistant: Assistant, language: Language, question: str
) -> None:
    base = assistant.base
    named: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for entry in base.entries.values():
        for name in entry.names():
            named[tuple(words(name))].add(entry.id)
    terms = [term for term in base.of_kind("concept") if isinstance(term, Concept)]
    proposed = {
        term.id: {term.id, programme_of_term(base, term) or term.id} | named[tuple(words(term.name(language)))]
        for term in terms
    }
    missed = terms_missed(assistant, question, language, proposed)
    assert len(missed) <= 0.1 * len(terms), missed


def test_nine_in_ten_questions_that_a_term_lists_lead_to_it_or_to_what_it_is_about(assistant: Assistant) -> None:
    terms = [entry for entry in assistant.base.of_kind("concept") if isinstance(entry, Concept)]
    asked = [(question, term) for term in terms for question in term.questions()][::4]
    missed = [
        (question, term.id)
        for question, term in asked
        if {term.id, *term.related}.isdisjoint(shown(ask(assistant, question)))
    ]
    assert len(asked) > 500
    assert len(missed) <= 0.1 * len(asked), missed


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("was sind Schlüseltechnologien laut Bundesregierung", "concept-key-technologies"),
        ("ich verstehe nicht dieses Wort Projektskizze", "concept-project-outline"),
        ("was ist Projektförderung im Gegensatz zu institutioneller", "concept-project-vs-institutional-funding"),
        (
            "how do clusters strengthen Germany's international research cooperation",
            "concept-international-cooperation",
        ),
    ],
)
def test_a_term_is_found_in_a_question_that_says_more(assistant: Assistant, question: str, term: str) -> None:
    assert ask(assistant, question).results == (term,)


@pytest.mark.parametrize("question", ["explain structural change in the German context", "what is structural change"])
def test_a_term_is_not_taken_for_a_part_of_a_name(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).results == ("concept-structural-change",)


# Without its name


def test_four_in_five_terms_are_explained_to_people_who_do_not_know_their_name(assistant: Assistant) -> None:
    asked = [(question, term) for term, questions in WITHOUT_THEIR_NAME.items() for question in questions]
    missed = [(question, term) for question, term in asked if ask(assistant, question).results != (term,)]
    assert len(missed) <= 0.2 * len(asked), missed


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("how far along is my technology on that nine-step ladder", "concept-trl"),
        ("auf welcher Stufe von eins bis neun steht unsere Erfindung", "concept-trl"),
        ("what part of the bill are we supposed to cover with our own cash", "concept-own-contribution"),
        ("erstattet das Finanzamt einen Teil unserer Forschungskosten", "concept-rd-tax-allowance"),
    ],
)
def test_the_model_tells_which_term_is_asked_for(terms: TermClassifier, question: str, term: str) -> None:
    scored = terms.classify(words(question))
    assert scored[0].label == term
    assert scored[0].probability > 2 * scored[1].probability


def test_every_term_has_its_probability_and_they_make_one(terms: TermClassifier, assistant: Assistant) -> None:
    scored = terms.classify(words("do we have to hand the money back"))
    assert {each.label for each in scored} == {term.id for term in assistant.base.of_kind("concept")}
    assert [each.probability for each in scored] == sorted((each.probability for each in scored), reverse=True)
    assert sum(each.probability for each in scored) == pytest.approx(1.0)


def test_words_that_no_example_holds_single_out_no_term(terms: TermClassifier) -> None:
    assert terms.classify(["xyzzyx"])[0].probability < 0.1


def test_no_words_single_out_no_term(terms: TermClassifier) -> None:
    assert terms.classify([])[0].probability < 0.1


def test_a_term_of_somebodys_own_knowledge_is_not_known_to_the_model(terms: TermClassifier) -> None:
    assert terms.knows("concept-trl")
    assert not terms.knows("concept-of-my-own")


def test_features_are_words_pairs_beginnings_and_letters_of_words_that_carry_meaning() -> None:
    features = list(term_features(["the", "readiness", "level", "the"], light={"the"}))
    assert {"the", "the readiness", "readiness level", "the $", "readin-", "~#rea", "~vel#"} <= set(features)
    assert not {"~#the", "~the#"} & set(features)
    assert len(features) == len(set(features))


def test_scores_become_probabilities_likeliest_first() -> None:
    scored = probabilities(("a", "b", "c"), (0.0, 2.0, 1.0))
    assert [each.label for each in scored] == ["b", "c", "a"]
    assert sum(each.probability for each in scored) == pytest.approx(1.0)
    assert scored[0].probability / scored[1].probability == pytest.approx(2.718281828)


def test_scores_however_high_are_probabilities() -> None:
    assert [each.probability for each in probabilities(("a", "b"), (5000.0, -5000.0))] == pytest.approx([1.0, 0.0])


def test_terms_that_are_perhaps_meant_are_offered_where_no_name_was_said(assistant: Assistant) -> None:
    answer = ask(assistant, "can I start before the letter comes?")
    assert answer.outcome == "choices"
    assert "concept-full-application" in shown(answer)


# The examples that the model learns from


def learnt() -> Iterator[tuple[str, Language, str]]:
    """Every example: the id of its term, its language, itself."""
    for path in EXAMPLES:
        for id, examples in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for language in LANGUAGES:
                yield from ((id, language, example) for example in examples[language])


def test_every_term_has_examples_enough_in_both_languages(assistant: Assistant) -> None:
    counted = Counter((id, language) for id, language, _ in learnt())
    expected = {(term.id, language) for term in assistant.base.of_kind("concept") for language in LANGUAGES}
    assert set(counted) == expected
    assert min(counted.values()) >= 30


def test_no_example_asks_for_two_terms_or_stands_twice() -> None:
    counted = Counter((language, " ".join(words(example))) for _, language, example in learnt())
    assert [example for example, times in counted.items() if times > 1 or not example[1]] == []


def test_what_is_asked_here_was_not_learnt() -> None:
    examples = {" ".join(words(example)) for _, _, example in learnt()}
    asked = {" ".join(words(question)) for questions in WITHOUT_THEIR_NAME.values() for question in questions}
    assert asked & examples == set()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.stem))
def test_each_file_of_examples_says_how_to_edit_it(path: Path) -> None:
    assert "How to edit" in path.read_text(encoding="utf-8").split("\n\n")[0]
