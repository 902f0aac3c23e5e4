"""Each intent in plain form, in both languages, and what every answer holds to whatever it is about."""

import pytest

from knowledge import Assistant, Reading
from knowledge.answering.phrases import Phrases
from knowledge.answering.several import Several
from knowledge.answering.voice import Voice
from knowledge.reading.question import Understood
from knowledge.store.codes import ATTRIBUTES, INTENTS, LANGUAGES, PAGE, Attribute, Intent, Language
from knowledge.store.entries import Programme
from tests.knowledge.talk import ask, shown, text

PLAIN: dict[Intent, tuple[list[str], list[str]]] = {
    "find": (
        [
            "which programmes fund eastern Germany",
            "photonics clusters in Thuringia",
            "programmes for start-ups in Berlin",
        ],
        ["Welche Programme gibt es für Sachsen?", "Photonik-Cluster in Thüringen", "Förderung für Start-ups in Berlin"],
    ),
    "count": (
        ["how many clusters are in Bavaria", "how many programmes are there for universities"],
        ["Wie viele Netzwerke gibt es in Thüringen?", "Wie viele Programme gibt es für Hochschulen?"],
    ),
    "describe": (
        ["tell me about ZIM", "what is InnoRegio", "describe Silicon Saxony"],
        ["Erzähl mir etwas über das ZIM", "Was ist InnoRegio?", "Informationen zu Silicon Saxony"],
    ),
    "ask": (["who funds ZIM", "how do I apply for ZIM"], ["Wer fördert das ZIM?", "Wie beantrage ich ZIM?"]),
    "compare": (
        ["compare ZIM and IGF", "what is the difference between ZIM and KMU-innovativ"],
        ["Vergleiche ZIM und IGF", "Was ist der Unterschied zwischen ZIM und KMU-innovativ?"],
    ),
    "define": (
        ["what is a cluster", "what does funding rate mean"],
        ["Was ist ein Cluster?", "Was bedeutet Förderquote?"],
    ),
    "browse": (["what do you know", "what topics do you cover"], ["Was weißt du alles?", "Welche Themen kennst du?"]),
    "greet": (["hello", "Good morning"], ["Hallo", "Guten Tag"]),
    "thanks": (["thanks", "thank you very much"], ["Danke!", "Vielen Dank"]),
    "goodbye": (["bye", "goodbye"], ["Tschüss", "Auf Wiedersehen"]),
    "help": (["help", "how does this work?"], ["Hilfe", "Wie funktioniert das hier?"]),
    "about": (["who are you", "where does your data come from"], ["Wer bist du?", "Woher stammen deine Daten?"]),
    "out_of_scope": (
        ["how is the weather in Berlin", "write me a poem about spring"],
        ["Wie wird das Wetter morgen in Berlin?", "Schreib mir ein Gedicht über den Frühling"],
    ),
}

ASKED: dict[Attribute, tuple[str, str]] = {
    "funders": ("who pays for ZIM", "Wer bezahlt das ZIM?"),
    "managed_by": ("who runs WIR!", "Wer ist Projektträger von WIR!?"),
    "budget": ("what is the budget of InnoRegio", "Wie hoch ist das Budget von InnoRegio?"),
    "grant": ("what is the funding rate of ZIM", "Welche Förderquote hat das ZIM?"),
    "eligibility": ("who can apply for ZIM", "Wer kann ZIM beantragen?"),
    "apply": ("how do I apply for ZIM", "Wie stelle ich einen Antrag für ZIM?"),
    "contact": ("what is the phone number of ZIM", "Wer ist Ansprechpartner für ZIM?"),
    "link": ("website of ZIM", "Link zu ZIM"),
    "status": ("is InnoRegio still open", "Läuft InnoRegio noch?"),
    "dates": ("when did InnoRegio start", "Seit wann gibt es Silicon Saxony?"),
    "region": ("where is Silicon Saxony based", "Wo sitzt OptoNet?"),
    "topics": ("what topics does Silicon Saxony work on", "Welche Themen behandelt OptoNet?"),
    "members": ("how many members does go-cluster have", "Wie viele Mitglieder hat Silicon Saxony?"),
    "successor": ("what came after InnoRegio", "Was kam nach InnoRegio?"),
    "predecessor": ("what came before WIR!", "Was gab es vor WIR!?"),
    "parent": ("what does InnoRegio belong to", "Zu welcher Programmfamilie gehört InnoRegio?"),
    "programmes": ("which programme funds Silicon Saxony", "Durch welches Programm wird Cool Silicon gefördert?"),
}


def test_every_intent_and_every_attribute_is_asked_here() -> None:
    assert (set(PLAIN), set(ASKED)) == (set(INTENTS), set(ATTRIBUTES))


@pytest.mark.parametrize(
    ("intent", "language", "question"),
    [
        (intent, language, question)
        for intent, questions in PLAIN.items()
        for language, asked in zip(LANGUAGES, questions, strict=True)
        for question in asked
    ],
)
def test_a_plain_question_is_understood_and_answered_in_its_language(
    assistant: Assistant, intent: Intent, language: Language, question: str
) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.language) == (intent, language)
    assert answer.outcome == ("unknown" if intent == "out_of_scope" else "answer")
    assert answer.confidence >= 0.4


@pytest.mark.parametrize(
    ("attribute", "language", "question"),
    [
        (attribute, language, question)
        for attribute, questions in ASKED.items()
        for language, question in zip(LANGUAGES, questions, strict=True)
    ],
)
def test_a_fact_is_asked_of_an_entry(
    assistant: Assistant, attribute: Attribute, language: Language, question: str
) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.reading.attribute, answer.language) == ("ask", attribute, language)
    assert answer.results == answer.reading.entries
    assert len(answer.results) == 1
    assert answer.links


@pytest.mark.parametrize("question", ["when is the next ZIM deadline", "wann ist die nächste ZIM-Frist"])
def test_a_deadline_is_told_by_how_to_apply(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.reading.attribute == "dates"
    assert "zim.de" in answer.lead


# What an answer says


def test_a_list_says_how_many_fit_and_on_what_conditions(assistant: Assistant) -> None:
    answer = ask(assistant, "photonics clusters in Thuringia")
    assert str(answer.total) in answer.lead
    assert "Thuringia" in answer.lead
    assert "hotonic" in answer.lead
    assert [card.id for card in answer.cards] == list(answer.results)


@pytest.mark.parametrize(
    "question",
    ["what is ThWIC, somebody told me about it in Jena", "Was ist OptoNet? In Jena hat jemand davon erzählt"],
)
def test_what_somebody_adds_is_no_part_of_what_is_asked(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.intent == "describe"
    assert len(answer.results) == 1


def test_a_count_says_the_number_and_counts_what_a_list_shows(assistant: Assistant) -> None:
    counted, listed = ask(assistant, "how many clusters are in Bavaria"), ask(assistant, "clusters in Bavaria")
    assert counted.total == listed.total > PAGE
    assert str(counted.total) in counted.lead
    assert counted.results == listed.results


def test_the_members_of_a_programme_come_with_the_official_figure_and_how_many_are_known(assistant: Assistant) -> None:
    answer = ask(assistant, "how many members does go-cluster have")
    known = len(assistant.base.members_of("go-cluster"))
    assert str(getattr(assistant.base["go-cluster"], "count", None)) in answer.lead
    assert str(known) in text(answer)


def test_two_facts_at_once_are_both_told(assistant: Assistant) -> None:
    answer = ask(assistant, "who runs WIR! and who pays for it")
    assert set(answer.reading.attributes) == {"managed_by", "funders"}
    assert answer.reading.attribute == answer.reading.attributes[0]
    assert "Jülich" in text(answer)
    assert "Federal Ministry" in text(answer)


@pytest.mark.parametrize("question", ["tell me about InnoRegio", "Was ist InnoRegio?", "who pays for InnoRegio"])
def test_what_has_ended_is_said_to_have_ended_with_the_year_and_what_came_after(
    assistant: Assistant, question: str
) -> None:
    answer = ask(assistant, question)
    said = text(answer)
    assert "2006" in said
    assert "WIR!" in said
    assert ("beendet" if answer.language == "de" else "ended") in said.lower()


def test_an_ended_programme_of_a_list_has_a_line_with_its_successor(assistant: Assistant) -> None:
    answer = ask(assistant, "Welche Programme gibt es für Ostdeutschland?")
    assert any("InnoRegio" in note or "Unternehmen Region" in note for note in answer.notes)


def test_open_of_long_ago_comes_with_its_date(assistant: Assistant) -> None:
    stale = [
        card
        for card in ask(assistant, "open programmes").cards
        if (as_of := assistant.base[card.id].as_of) and int(as_of[:4]) < 2025
    ]
    assert all((assistant.base[card.id].as_of or "") in card.badge_label for card in stale)


def test_a_fact_that_is_not_known_is_said_to_be_unknown_with_whom_to_ask(assistant: Assistant) -> None:
    entry = next(
        entry
        for entry in assistant.base.of_kind("programme")
        if isinstance(entry, Programme) and entry.contact and entry.contact.name and len(entry.names()[0]) > 20
        if not any((entry.budget_eur, entry.budget_note, entry.max_grant_eur, entry.grant_rate, entry.grant_note))
    )
    for question, unknown in (
        (f"what is the budget of {entry.name('en')}", "not known"),
        (f"Wie hoch ist das Budget von {entry.name('de')}?", "nicht bekannt"),
    ):
        answer = ask(assistant, question)
        assert (answer.intent, answer.outcome, answer.reading.attribute) == ("ask", "answer", "budget")
        assert answer.results == (entry.id,)
        assert unknown in answer.lead
        assert entry.contact
        assert str(entry.contact.name) in text(answer)


@pytest.mark.parametrize(
    "question",
    [
        "clusters in Bremen founded before 1950",
        "planned programmes in Hesse",
        "open loans in Bremen for municipalities",
        "Kredite für Kommunen in Bremen zu Raumfahrt",
    ],
)
def test_where_nothing_fits_the_nearest_is_shown(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert (answer.outcome, answer.results, answer.also, answer.total) == ("none", (), (), 0)
    assert answer.nearest
    assert all(assistant.base[id].name(answer.language) in text(answer) for id in answer.nearest)


def test_a_list_with_nothing_special_says_so_and_shows_what_is_open_to_all(assistant: Assistant) -> None:
    answer = ask(assistant, "aerospace programmes in Saarland")
    assert (answer.outcome, answer.total, answer.results) == ("answer", 0, ())
    assert answer.also
    assert answer.also_total >= len(answer.also)


def test_a_comparison_is_a_table_of_what_differs(assistant: Assistant) -> None:
    answer = ask(assistant, "compare ZIM and IGF")
    assert answer.results == answer.reading.entries == ("zim", "igf")
    assert len(answer.columns) == 2
    assert all(len(row.cells) == 2 and row.cells[0] != row.cells[1] for row in answer.table)


def test_a_misspelt_name_is_answered_with_the_name_as_it_was_understood(assistant: Assistant) -> None:
    answer = ask(assistant, "who pays for the Enterpreneurial Regions programme")
    assert answer.results[0] == "entrepreneurial-regions"
    assert "Entrepreneurial Regions" in text(answer)


def test_a_question_back_holds_its_candidates(assistant: Assistant) -> None:
    answer = ask(assistant, "Max-Planck-Cluster")
    if answer.outcome == "choices":
        assert [choice.id for choice in answer.choices] == list(answer.results) == list(answer.reading.entries)


def test_the_assistant_says_what_it_is_and_how_current(assistant: Assistant) -> None:
    said = text(ask(assistant, "who are you"))
    newest = max(entry.as_of for entry in assistant.base.entries.values() if entry.as_of)
    assert newest in said
    assert str(len(assistant.base)) in said


def test_the_language_asked_for_wins(assistant: Assistant) -> None:
    assert ask(assistant, "Wer fördert das ZIM?", language="en").language == "en"
    assert "Federal Ministry" in ask(assistant, "Wer fördert das ZIM?", language="en").lead
    assert ask(assistant, "who funds ZIM", language="de").language == "de"


@pytest.mark.parametrize(
    ("acronym", "id"),
    [
        ("IGF", "igf"),
        ("ZIM", "zim"),
        ("STARK", "stark"),
        ("GRW", "grw"),
    ],
)
def test_an_acronym_of_a_programme_is_the_programme(assistant: Assistant, acronym: str, id: str) -> None:
    assert ask(assistant, acronym).results == (id,)


def test_a_city_is_called_by_its_name(assistant: Assistant) -> None:
    assert "in Dresden (" in ask(assistant, "where is Silicon Saxony based").lead


@pytest.mark.parametrize(
    "question",
    [
        "Who funds Balance of the Microverse and through which programme",
        "link and contact of Silicon Saxony",
        "Was wurde aus Unternehmen Region?",
        "when did BioRegio end and what came after",
    ],
)
def test_nothing_is_said_twice(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    said = [answer.lead, *answer.paragraphs, *answer.notes]
    assert len(said) == len(set(said))
    joined = " ".join(said)
    assert joined.lower().count("ended in") + joined.lower().count("beendet 2") <= 1
    assert all(joined.count(link) <= 1 for link in answer.links)


def test_where_a_status_is_not_known_what_is_known_of_applying_is_told(assistant: Assistant) -> None:
    answer = ask(assistant, "Is HyLand still open?")
    assert "not known" in answer.lead
    assert "NOW GmbH" in answer.paragraphs[0]


def test_an_entry_that_was_only_described_is_not_carried_over(assistant: Assistant) -> None:
    answer = ask(assistant, "federal energy research programm: how do i apply")
    assert not any(note.startswith("Carried over") for note in answer.notes)
    assert any(note.startswith("Understood as") for note in answer.notes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_to_go_on_with_use_short_names(assistant: Assistant, language: Language) -> None:
    answer = ask(assistant, "ZIM", language)
    assert answer.suggestions
    assert all("ZIM" in each.text and len(each.text) < 45 for each in answer.suggestions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_name_in_a_question_means_the_same_entry(assistant: Assistant, language: Language) -> None:
    phrases = Phrases(assistant.base, language)
    entries = assistant.base.of_kind("programme")
    missed = [entry.id for entry in entries if entry.id not in shown(ask(assistant, phrases.called(entry), language))]
    assert missed == []


def test_it_says_that_it_is_independent(assistant: Assistant) -> None:
    assert "independent" in text(ask(assistant, "who are you"))


def test_choices_stand_with_what_has_ended_last(assistant: Assistant) -> None:
    answerer = Several(Voice(assistant.base, "en"))
    reading = Reading(entries=("innoregio", "wir", "bioregio", "zim"))
    answer = answerer.choices(Understood("describe", reading, 1.0, outcome="choices"))
    assert answer.results == ("wir", "zim", "innoregio", "bioregio")
    assert [card.id for card in answer.cards] == [choice.id for choice in answer.choices] == list(answer.results)


def test_a_count_in_a_city_says_how_many_are_there(assistant: Assistant) -> None:
    there = [each for each in assistant.base.of_kind("cluster") if getattr(each, "city", "") == "Dresden"]
    there += [each for each in assistant.base.of_kind("network") if getattr(each, "city", "") == "Dresden"]
    assert there
    assert f", {len(there)} of them in Dresden." in ask(assistant, "how many clusters are there in Dresden?").lead


def test_what_ended_in_a_year_is_not_said_to_have_ended_twice(assistant: Assistant) -> None:
    assert "ended" not in ask(assistant, "programmes that ended in 2022").lead


def test_an_umlaut_makes_a_question_german_beside_a_name(assistant: Assistant) -> None:
    assert ask(assistant, "gründungsjahr vdi/vde-it").language == "de"


# Which of two, and yes or no


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("does Silicon Saxony have more members than OptoNet?", "The most members: Silicon Saxony"),
        ("was ist älter, OptoNet oder Silicon Saxony", "Am ältesten: OptoNet"),
        ("which pays the higher share, ZIM or KMU-innovativ?", "The highest funding rate: Central Innovation"),
    ],
)
def test_which_of_two_comes_first_is_said_before_they_are_compared(
    assistant: Assistant, question: str, first: str
) -> None:
    answer = ask(assistant, question)
    assert answer.intent == "compare"
    assert answer.lead.startswith(first)
    assert answer.table


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Können Kommunen bei STARK mitmachen?", "Ja:"),
        ("can start-ups apply for ZIM?", "Yes:"),
        ("dürfen bei den DFG-Sonderforschungsbereichen auch Firmen mitmachen", "Nein, soweit bekannt:"),
    ],
)
def test_whether_a_group_may_apply_is_said_first(assistant: Assistant, question: str, begins: str) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.reading.attribute) == ("ask", "eligibility")
    assert answer.lead.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "In welcher Stadt sitzt BioCon Valley und wie viele Mitglieder hat es?",
        "in which city is OptoNet and how many members does it have",
    ],
)
def test_two_facts_that_phrases_ask_for_are_both_told(assistant: Assistant, question: str) -> None:
    assert set(ask(assistant, question).reading.attributes) == {"region", "members"}


@pytest.mark.parametrize(
    "question",
    [
        "whats the diffrence between max planck and frauenhofer",
        "Max Planck, Fraunhofer, Leibniz, Helmholtz... wer macht da was?",
    ],
)
def test_a_term_about_all_that_is_named_explains_it(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).results == ("concept-research-organisations",)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("where is foodRegio", "is in Lübeck (Schleswig-Holstein) and also covers"),
        ("networks in Hof", "none of them in Hof"),
        ("wie viele Netzwerke gibt es in Hof", "davon keins in Hof"),
    ],
)
def test_a_city_is_said_with_its_own_land_and_as_what_it_is(assistant: Assistant, question: str, said: str) -> None:
    assert said in ask(assistant, question).lead


@pytest.mark.parametrize(
    ("question", "fits", "does_not"),
    [
        (
            "can a university hand in a proposal for VIP+ or only companies?",
            "Yes: universities are",
            "No, as far as known: companies",
        ),
        (
            "können Hochschulen oder Unternehmen bei VIP+ Anträge stellen?",
            "Ja: Hochschulen gehören",
            "Nein, soweit bekannt: Unternehmen",
        ),
    ],
)
def test_each_group_that_is_named_is_told_apart(assistant: Assistant, question: str, fits: str, does_not: str) -> None:
    told = text(ask(assistant, question))
    assert fits in told
    assert does_not in told
